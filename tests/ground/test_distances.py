"""How far it really is: required distances, and laws that hold between any two places on the lines."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from geodata.errors import UsageError
from geodata.ground import geodesic_km

PAIRS = 200
SLACK_KM = 2.0
"""Posts are printed to a kilometre, at both ends of a way."""


def measured(atlas, *names, **how):
    return atlas.route([atlas.gazetteer.find(name) for name in names], **how)


def km(route):
    return route.ground.low_km, route.ground.high_km


def sample(records):
    """The same pairs each time, of places that railways touch."""
    on_lines = {s.place for line in records.lines.values() if line.record.mode == "rail" for s in line.record.stations}
    chosen = random.Random(3)  # noqa: S311 - a sample that stays the same
    return [tuple(chosen.sample(sorted(on_lines), 2)) for _ in range(PAIRS)]


def names_of(place):
    """What people call it, in every script."""
    return [place.name, *place.names.values(), *place.also]


def test_any_two_places_on_the_lines(records, atlas):
    doubts = {key: filed.record.within_km or 0.0 for key, filed in records.places.items()}
    found = 0
    for a, b in sample(records):
        there, back = (atlas.route([atlas.gazetteer.spot(x), atlas.gazetteer.spot(y)]) for x, y in ((a, b), (b, a)))
        ground = there.ground
        if ground.basis != "lines":
            assert back.ground.basis == ground.basis, (a, b)
            continue
        found += 1
        assert km(there) == pytest.approx(km(back), abs=0.01), (a, b)
        assert ground.possible_low_km <= ground.low_km <= ground.high_km <= ground.possible_high_km, (a, b)
        ends = (records.places[x].record for x in (a, b))
        floor = geodesic_km(*(value for end in ends for value in (end.lat, end.lon)))
        assert ground.geodesic_km == pytest.approx(floor)
        assert ground.possible_low_km >= floor - SLACK_KM - doubts[a] - doubts[b], (a, b)
        parts = ground.sections
        assert sum(part.low_km for part in parts) == pytest.approx(ground.low_km, abs=0.01), (a, b)
        assert sum(part.high_km for part in parts) == pytest.approx(ground.high_km, abs=0.01), (a, b)
        assert (parts[0].start, parts[-1].end) == (a, b)
        assert all(part.start != part.end and part.sources for part in parts), (a, b)
    assert found == PAIRS  # every railway on record hangs together with every other


def test_a_way_through_a_third_place_is_no_shorter(records, atlas):
    """The triangle holds on the high posts; the low ends of two parts may each take the kinder post."""
    pairs = sample(records)[:40]
    for (a, b), (c, _) in pairwise(pairs):
        start, end, third = (atlas.gazetteer.spot(place) for place in (a, b, c))
        straight = atlas.route([start, end]).ground
        round_about = atlas.route([start, third, end]).ground
        parts = [atlas.route(part).ground for part in ([start, third], [third, end])]
        assert straight.low_km <= round_about.low_km + 0.01, (a, c, b)
        assert straight.low_km <= sum(part.high_km for part in parts) + 0.01, (a, c, b)


def test_the_same_two_places_in_any_script(records, atlas):
    """A name that several places share is refused with their ids; every other one leads to its place."""
    asked = shared = 0
    for a, b in sample(records)[:40]:
        plain = km(atlas.route([atlas.gazetteer.spot(a), atlas.gazetteer.spot(b)]))
        for name in names_of(records.places[a].record):
            try:
                spot = atlas.gazetteer.find(name)
            except UsageError as error:
                assert a in str(error).split("can be")[1], name  # noqa: PT017 - of many names, a few
                shared += 1
                continue
            assert spot.id == a, name
            assert km(atlas.route([spot, atlas.gazetteer.spot(b)])) == plain, name
            asked += 1
    assert asked > 80
    assert shared < asked / 20


# What was asked of the ground, with the reason for each tolerance.
REQUIRED = [
    ("Pyongyang", "Khasan", 850, 856, 0.2),  # two ways of counting the approach to Kalli
    ("Khasan", "Vladivostok", 325.5, 327.5, 1.0),  # about 327; two lengths of the branch, 1.2 km apart
    ("Ussuriysk", "Khabarovsk", 654, 655, 0.6),  # about 654; one post or the other at Khabarovsk
    ("Moscow", "Vladivostok", 9259, 9289, 0.6),  # by Vladimir and by Yaroslavl
    # Shendan is kept at 270–277 km: 3,942–4,051 with its track alone, four km less and three more.
    ("Pyongyang", "Dong Dang", 3938, 4054, 0.6),
    ("Pyongyang", "Beijing", 1324.1, 1370.9, 0.1),
]


@pytest.mark.parametrize(("start", "end", "low", "high", "give"), REQUIRED)
def test_required_distances(atlas, start, end, low, high, give):
    route = measured(atlas, start, end)
    assert route.ground.basis == "lines"
    assert km(route) == pytest.approx((low, high), abs=give)
    assert km(measured(atlas, end, start)) == pytest.approx(km(route))


def test_hengyang_to_pingxiang_is_1013_km_on_the_old_line(atlas):
    """Places that only the old line has leave it alone; otherwise the lines of 2013 widen it downward."""
    old = measured(atlas, "Hengyang", "Pingxiang", through=["yongfu", "laibin"])
    assert km(old) == pytest.approx((1013, 1013), abs=0.1)
    low, high = km(measured(atlas, "Hengyang", "Pingxiang"))
    assert low < high == pytest.approx(1013, abs=0.1)


@pytest.mark.parametrize(
    ("start", "end"),
    [("평양", "동당"), ("平壤", "同登"), ("平壌", "ドンダン"), ("Пхеньян", "Донгданг"), ("Bình Nhưỡng", "Đồng Đăng")],
)
def test_pyongyang_to_dong_dang_in_each_script(atlas, start, end):
    assert km(measured(atlas, start, end)) == pytest.approx((3938, 4054), abs=0.6)


def test_from_pyongyang_to_moscow_both_ways_into_moscow_count(atlas):
    """The Yaroslavl way (870 km from Kotelnich) and the Vladimir way (841), within the one by Khasan."""
    low, high = km(measured(atlas, "Pyongyang", "Moscow"))
    khasan = km(measured(atlas, "Pyongyang", "Khasan", "Kotelnich"))
    assert low == pytest.approx(khasan[0] + 841, abs=0.1)
    assert high == pytest.approx(khasan[1] + 870, abs=0.1)
