"""How far it is: small grounds where every kilometre is known, then the real one."""

from __future__ import annotations

import itertools
from datetime import date
from typing import Any

import pytest

from geodata.errors import UsageError
from geodata.ground import DETOUR, Atlas, Spot, geodesic_km
from geodata.records import Leg
from tests.ground.building import ROW, group, line, world


def measured(atlas, *names, **how):
    """The route through the places of those ids."""
    return atlas.route([atlas.gazetteer.spot(name) for name in names], **how)


def km(route):
    return route.ground.low_km, route.ground.high_km


def small(lines, ways=None):
    return Atlas(world(ROW, lines, ways))


ONE_LINE = small({"l": line({"a": 0, "b": (10, 14), "c": 30, "d": (40, 45)})})

# a –(l)– b ={north: n1+n2 by c | south: s | shortcut: x, possible}= d –(r)– e
PARALLEL = {
    "l": line({"a": 0, "b": 20}),
    "n1": line({"b": 0, "c": 30}),
    "n2": line({"d": 0, "c": 31}),
    "s": line({"b": 0, "f": 25, "d": (50, 55)}),
    "x": line({"b": 0, "g": 15, "d": 40}, standing="possible"),
    "r": line({"d": 0, "e": 10}),
}
GROUP = {
    "b-d": group("b", "d", {"north": ("usual", "n1 n2"), "south": ("usual", "s"), "shortcut": ("possible", "x")}),
}


def test_a_disputed_post_at_the_end_is_an_interval():
    assert km(measured(ONE_LINE, "a", "b")) == (10, 14)
    assert km(measured(ONE_LINE, "a", "d")) == (40, 45)


def test_a_disputed_post_on_the_way_does_not_widen_what_lies_beyond():
    assert km(measured(ONE_LINE, "a", "c")) == (30, 30)
    assert km(measured(ONE_LINE, "b", "c")) == (16, 20)
    assert km(measured(ONE_LINE, "b", "d")) == (30, 31)


def test_via_a_place_on_the_way_changes_nothing_and_beyond_it_doubles_back():
    assert km(measured(ONE_LINE, "a", "b", "c")) == (30, 30)
    assert km(measured(ONE_LINE, "a", "c", "b")) == (46, 50)
    assert measured(ONE_LINE, "a", "c", "b").places == ("a", "b", "c", "b")


def test_from_a_place_to_itself_is_no_way_at_all():
    assert km(measured(ONE_LINE, "a", "a")) == (0, 0)
    loop = measured(ONE_LINE, "a", "b", "a")
    assert km(loop) == (20, 28)
    assert loop.ground.geodesic_km == 0


def test_one_place_is_no_distance():
    with pytest.raises(UsageError, match="needs two places"):
        measured(ONE_LINE, "a")


def test_what_a_route_says_of_itself():
    route = measured(ONE_LINE, "d", "a")
    assert (route.start.id, route.end.id, route.mode) == ("d", "a", "rail")
    assert route.places == ("d", "c", "b", "a")
    assert route.ground.basis == "lines"
    assert route.ground.sources == ("posts-a", "posts-b", "posts-c", "posts-d")
    (part,) = route.ground.sections
    assert (part.line, part.start, part.end, part.low_km, part.high_km) == ("l", "d", "a", 40, 45)
    assert route.ground.geodesic_km == pytest.approx(geodesic_km(40, 125.3, 40, 125))


def test_a_merely_possible_line_is_left_alone_where_a_usual_way_exists():
    lines = {"usual": line({"a": 0, "b": 50}), "short": line({"a": 0, "b": 10}, standing="possible")}
    route = measured(small(lines), "a", "b")
    assert km(route) == (50, 50)
    assert [hop.line for hop in route.hops] == ["usual"]
    only = measured(small({"short": lines["short"]}), "a", "b")
    assert km(only) == (10, 10)


def test_a_line_that_was_closed_that_day_is_left_alone():
    lines = {
        "old": line({"a": 0, "b": 10}, open={"from": 1900, "to": 1999}),
        "new": line({"a": 0, "b": 12}, open={"from": 2000}),
    }
    atlas = small(lines)
    assert km(measured(atlas, "a", "b", on=date(1999, 12, 31))) == (10, 10)
    assert km(measured(atlas, "a", "b", on=date(2000, 1, 1))) == (12, 12)
    assert km(measured(atlas, "a", "b")) == (10, 10)
    assert measured(atlas, "a", "b", on=date(1899, 1, 1)).ground.basis == "detour"


def test_parallel_ways_make_one_hop_that_is_an_interval():
    route = measured(small(PARALLEL, GROUP), "a", "e")
    assert km(route) == (20 + 50 + 10, 20 + 61 + 10)
    assert (route.ground.possible_low_km, route.ground.possible_high_km) == (20 + 40 + 10, 20 + 61 + 10)
    assert route.places == ("a", "b", "d", "e")
    assert [len(hop.options) for hop in route.hops] == [1, 3, 1]
    assert [part.ways for part in route.ground.sections] == [(), ("north", "shortcut", "south"), ()]


def test_parallel_ways_are_the_same_the_other_way_round():
    there, back = (measured(small(PARALLEL, GROUP), *ends) for ends in ("ae", "ea"))
    assert km(there) == km(back)
    assert back.places == there.places[::-1]


def test_a_journey_that_ends_between_the_ways_parting_and_meeting_takes_its_own():
    route = measured(small(PARALLEL, GROUP), "a", "f")
    assert km(route) == (45, 45)
    assert route.places == ("a", "b", "f")


@pytest.mark.parametrize(
    ("through", "low", "high"),
    [("c", 61, 61), ("f", 50, 55), ("g", 40, 40), ("b", 50, 61), ("h", 50, 61)],
)
def test_a_place_on_one_of_the_ways_pins_it(through, low, high):
    route = measured(small(PARALLEL, GROUP), "a", "e", through=[through])
    assert km(route) == (30 + low, 30 + high)
    assert through in route.places or high != low


def test_via_pins_a_way_too():
    assert km(measured(small(PARALLEL, GROUP), "a", "c", "e")) == (91, 91)
    assert km(measured(small(PARALLEL, GROUP), "a", "f", "e")) == (80, 85)


def test_a_leg_may_say_how_ways_stand_on_that_day():
    atlas = small(PARALLEL, GROUP)
    leg = {"direction": "out", "from": "a", "to": "e", "mode": "rail"}
    assert km(atlas.leg(Leg.model_validate(leg))) == (80, 91)
    only_north = {"b-d": {"south": "possible"}}
    assert km(atlas.leg(Leg.model_validate(leg | {"ways": only_north}))) == (91, 91)
    shortcut_too = {"b-d": {"shortcut": "reported"}}
    assert km(atlas.leg(Leg.model_validate(leg | {"ways": shortcut_too}))) == (70, 91)
    assert km(atlas.leg(Leg.model_validate(leg | {"via": ["c"]}))) == (91, 91)
    assert km(atlas.leg(Leg.model_validate(leg), through=["f"])) == (80, 85)


def test_a_way_that_was_closed_leaves_the_others():
    closed = PARALLEL | {"s": line({"b": 0, "f": 25, "d": (50, 55)}, open={"from": 2010})}
    atlas = small(closed, GROUP)
    assert km(measured(atlas, "a", "e", on=date(2010, 1, 1))) == (80, 91)
    route = measured(atlas, "a", "e", on=date(2009, 12, 31))
    assert km(route) == (91, 91)
    assert sum(part.low_km for part in route.ground.sections) == 91


def test_a_way_that_was_the_only_one_open_counts_every_section():
    years = {"s": {"from": 2010}, "x": {"from": 2010}}
    lines = {
        key: line({"b": 0, "f": 25, "d": (50, 55)} if key == "s" else {"b": 0, "g": 15, "d": 40}, open=years[key])
        for key in years
    }
    route = measured(small(PARALLEL | lines, GROUP), "a", "e", on=date(2009, 1, 1))
    assert km(route) == (91, 91)
    assert route.alignments[0].length_km == 91


def test_alignments_follow_the_main_ways_and_add_the_others():
    route = measured(small(PARALLEL, GROUP), "a", "e")
    main, *others = route.alignments
    assert [fix.place for fix in main.fixes] == ["a", "b", "f", "d", "e"]
    assert [fix.low_km for fix in main.fixes] == [0, 20, 45, 70, 80]
    assert [fix.high_km for fix in main.fixes] == [0, 20, 45, 75, 85]
    assert {(other.name, other.standing) for other in others} == {("north", "usual"), ("shortcut", "possible")}
    assert all(other.fixes[0].low_km == 20 for other in others)
    assert main.neighbours(50) == ("f", "d")


def test_without_a_line_it_is_the_geodesic_with_a_detour():
    route = measured(ONE_LINE, "a", "h")
    floor = geodesic_km(40, 125, 40, 125.7)
    low, high = DETOUR["rail"]
    assert (low, high) == (1.1, 1.8)
    assert route.ground.basis == "detour"
    assert km(route) == pytest.approx((floor * low, floor * high))
    assert route.ground.geodesic_km == pytest.approx(floor)
    assert route.hops == ()
    assert route.places == ()
    assert route.alignments[0].at(0) == (40, 125)


def test_bare_points_have_no_line():
    atlas = ONE_LINE
    route = atlas.route([atlas.gazetteer.find("40,125"), atlas.gazetteer.find("b")])
    assert route.ground.basis == "detour"
    assert route.start == Spot(None, "40,125", 40, 125)


@pytest.mark.parametrize("mode", ["road", "sea"])
def test_a_railway_is_no_road(mode):
    route = measured(ONE_LINE, "a", "d", mode=mode)
    floor = geodesic_km(40, 125, 40, 125.3)
    assert route.ground.basis == "detour"
    assert km(route) == pytest.approx(tuple(floor * share for share in DETOUR[mode]))


def test_a_road_is_measured_on_roads():
    atlas = small({"l": line({"a": 0, "b": 10}), "way": line({"a": 0, "b": 15}, mode="road")})
    assert km(measured(atlas, "a", "b", mode="road")) == (15, 15)
    assert km(measured(atlas, "a", "b")) == (10, 10)


def test_by_air_the_geodesic():
    route = measured(ONE_LINE, "a", "d", mode="air")
    floor = geodesic_km(40, 125, 40, 125.3)
    assert route.ground.basis == "geodesic"
    assert km(route) == pytest.approx((floor, floor))
    by_h = measured(ONE_LINE, "a", "h", "d", mode="air")
    assert km(by_h)[0] == pytest.approx(geodesic_km(40, 125, 40, 125.7) + geodesic_km(40, 125.7, 40, 125.3))


def test_countries_of_a_hop():
    korea: dict[str, Any] = {"country": "KP"}
    china: dict[str, Any] = {"country": "CN", "zone": "Asia/Shanghai"}
    border: dict[str, Any] = {"kind": "border", "country": ["KP", "CN"], "zone": ["Asia/Pyongyang", "Asia/Shanghai"]}
    places = {
        key: ROW[key].model_validate(ROW[key].model_dump() | more)
        for key, more in {"a": korea, "b": border, "c": china, "d": korea}.items()
    }
    atlas = Atlas(world(places, {"l": line({"a": 0, "b": 10, "c": 20, "d": 30})}))
    assert [hop.countries for hop in measured(atlas, "a", "d").hops] == [("KP",), ("CN",), ("CN", "KP")]


# The real ground. Posts: P'yŏngŭi 225.1, bridge 3, Shendan 270–277, Qinshen 388 or Shenshan 427.8,
# Tianjin–Shanhaiguan 301, Beijing–Tianjin 137; by Jizhou 315 in place of the last two.
USUAL = (225.1 + 3 + 270 + 388 + 301 + 137, 225.1 + 3 + 277 + 427.8 + 301 + 137)
LEAST = 225.1 + 3 + 270 + 388 + 315


@pytest.fixture(scope="module")
def beijing(atlas):
    return measured(atlas, "pyongyang", "beijing")


def test_pyongyang_to_beijing(beijing):
    assert pytest.approx((1324.1, 1370.9)) == USUAL
    assert km(beijing) == pytest.approx(USUAL)
    assert beijing.ground.possible_low_km == pytest.approx(LEAST) == pytest.approx(1201.1)
    assert beijing.ground.possible_high_km == pytest.approx(USUAL[1])
    assert beijing.ground.geodesic_km == pytest.approx(805, abs=3)  # the straight line that would have let it pass
    assert beijing.ground.geodesic_km < beijing.ground.possible_low_km


def test_the_recorded_legs_measure_the_same_there_and_back(records, atlas):
    legs = records.journeys["beijing-2025"].record.legs
    assert km(atlas.leg(legs["out"])) == km(atlas.leg(legs["back"])) == pytest.approx(USUAL)


def test_sections_add_up_and_follow_each_other(beijing):
    parts = beijing.ground.sections
    assert sum(part.low_km for part in parts) == pytest.approx(USUAL[0])
    assert sum(part.high_km for part in parts) == pytest.approx(USUAL[1])
    assert (parts[0].start, parts[-1].end) == ("pyongyang", "beijing")
    assert all(before.end == after.start for before, after in itertools.pairwise(parts))
    assert all(part.sources for part in parts)


def test_the_other_way_round_is_as_far(records, atlas):
    """Between any two places that journeys name, on a line or not."""
    named = [
        "pyongyang",
        "sinuiju",
        "yalu-bridge",
        "dandong",
        "shenyang",
        "jinzhou",
        "shanhaiguan",
        "tangshan",
        "tianjin",
        "beijing",
    ]
    for a, b in itertools.combinations(named, 2):
        there, back = measured(atlas, a, b), measured(atlas, b, a)
        assert km(there) == pytest.approx(km(back)), (a, b)
        assert there.ground.low_km <= there.ground.high_km
        assert there.ground.possible_low_km <= there.ground.low_km
        assert there.ground.basis == "lines"
        assert there.ground.geodesic_km <= there.ground.possible_low_km + 2  # posts are printed to a kilometre


def test_a_sighting_at_jinzhou_leaves_the_shenshan_line_alone(atlas):
    route = measured(atlas, "pyongyang", "beijing", through=["jinzhou"])
    assert km(route) == pytest.approx((225.1 + 3 + 270 + 427.8 + 438, 225.1 + 3 + 277 + 427.8 + 438))


def test_after_a_thousand_kilometres_it_is_between_shanhaiguan_and_tianjin(records, beijing):
    """Shanhaiguan lies at 225.1 + 3 + 270 + 388 = 886.1 km; the rest counts down the posts from Tianjin."""
    main = beijing.alignments[0]
    places = [fix.place for fix in main.fixes]
    behind, ahead = main.neighbours(1000)
    assert places.index("shanhaiguan") < places.index(behind) + 1 == places.index(ahead) < places.index("tianjin")
    post = 301 - (1000 - 886.1)  # of the Tianjin–Shanhaiguan line
    posts = {s.place: s.km[0] for s in records.lines["jinshan"].record.stations if s.km is not None}
    assert behind == "luanxian"  # on the way to Tangshan, the next large town
    assert posts["tangshan"] < post < posts["luanxian"]
    lat, lon = main.at(1000)
    ends = [records.places[place].record for place in (behind, ahead)]
    assert min(p.lat for p in ends) <= lat <= max(p.lat for p in ends)
    assert min(p.lon for p in ends) <= lon <= max(p.lon for p in ends)
    # 1,000 km are 324.1–370.9 km short of Beijing, over the shorter way and over the longer.
    short = main.back_from_end(USUAL[0] - 1000, USUAL[1] - 1000)
    assert short[-1] == pytest.approx((lat, lon))


def test_the_drawn_way_is_as_long_as_the_ground_and_no_shorter_than_the_earth(beijing):
    main, *others = beijing.alignments
    assert main.length_km == pytest.approx(USUAL[0])
    assert {other.name for other in others} == {"shenshan", "by-jizhou"}
    for way in beijing.alignments:
        chain = [fix.low_km for fix in way.fixes]
        assert chain == sorted(chain)
        assert len(way.fixes) == len({fix.place for fix in way.fixes})
        drawn = sum(geodesic_km(a.lat, a.lon, b.lat, b.lon) for a, b in itertools.pairwise(way.fixes))
        assert way.length_km * 0.8 < drawn < way.length_km + 2 * len(way.fixes)


def test_the_same_records_measure_the_same(records, beijing):
    assert measured(Atlas(records), "pyongyang", "beijing") == beijing


def test_a_possible_line_is_run_only_where_nothing_else_leads_on():
    ground = world(
        ROW,
        {
            "usual": line({"a": 0, "b": 100}),
            "shorter": line({"a": 0, "b": 80}, standing="possible"),
            "onward": line({"b": 0, "c": 50}, standing="possible"),
        },
    )
    atlas = Atlas(ground)
    route = atlas.route([atlas.gazetteer.spot("a"), atlas.gazetteer.spot("c")])
    assert (route.ground.low_km, [part.line for part in route.ground.sections]) == (150, ["usual", "onward"])


def test_a_flight_is_drawn_along_the_geodesic_over_180_degrees():
    """Vladivostok to Seattle by their airports: far north of the parallel, and not over Greenwich."""
    atlas = Atlas(world(ROW))
    route = atlas.route([atlas.gazetteer.find("43.4,132.15"), atlas.gazetteer.find("47.45,-122.31")], mode="air")
    (way,) = route.alignments
    floor = geodesic_km(43.4, 132.15, 47.45, -122.31)
    assert way.length_km == pytest.approx(floor)
    fixes = way.fixes
    steps = [geodesic_km(a.lat, a.lon, b.lat, b.lon) for a, b in itertools.pairwise(fixes)]
    assert max(steps) <= 100.001
    assert sum(steps) == pytest.approx(floor)  # on the geodesic: no step of it is a detour
    assert [b.low_km - a.low_km for a, b in itertools.pairwise(fixes)] == pytest.approx(steps)
    assert max(fix.lat for fix in fixes) > 55
    assert all(abs(fix.lon) > 120 for fix in fixes)
    assert all(abs(lon) > 120 for lon in (way.at(km_)[1] for km_ in range(0, int(floor), 50)))
    assert way.neighbours(1000) == (None, None)


def test_a_leg_by_air_stands_between_its_places():
    route = measured(small({}), "a", "h", mode="air")
    assert route.alignments[0].neighbours(20) == ("a", "h")
