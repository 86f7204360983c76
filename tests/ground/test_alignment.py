"""Where a train is after so many kilometres."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.ground import Alignment, Fix


def straight(*kms, first=0.0):
    """A way along the equator, one degree for each fix; every other fix is a place."""
    return Alignment(
        "way",
        "usual",
        tuple(Fix(0, i, f"p{i}" if i % 2 == 0 else None, first + km, first + km) for i, km in enumerate(kms)),
    )


WAY = straight(0, 10, 30, 60, 100)


def test_its_length_is_from_its_own_beginning():
    assert WAY.length_km == 100
    assert straight(0, 10, first=500).length_km == 10


@pytest.mark.parametrize(
    ("km", "lon"),
    [
        (-5, 0),
        (0, 0),
        (5, 0.5),
        (10, 1),
        (15, 1.25),
        (30, 2),
        (45, 2.5),
        (99, 3.975),
        (100, 4),
        (1e9, 4),
        (float("inf"), 4),
    ],
)
def test_a_point_lies_in_its_own_section_and_is_clamped_to_the_ends(km, lon):
    assert WAY.at(km) == (0, pytest.approx(lon))


@pytest.mark.parametrize(
    ("km", "neighbours"),
    [
        (-1, (None, "p0")),
        (0, ("p0", "p0")),
        (10, ("p0", "p2")),  # the fix at 10 is no place
        (29.9, ("p0", "p2")),
        (30, ("p2", "p2")),
        (31, ("p2", "p4")),
        (100, ("p4", "p4")),
        (101, ("p4", None)),
    ],
)
def test_the_places_around(km, neighbours):
    assert WAY.neighbours(km) == neighbours


def test_a_stretch_holds_the_fixes_inside_it_and_its_ends():
    assert WAY.between(5, 45) == ((0, 0.5), (0, 1), (0, 2), (0, 2.5))
    assert WAY.between(10, 30) == ((0, 1), (0, 2))
    assert WAY.between(30, 30) == ((0, 2),)
    assert WAY.between(-50, 0) == ((0, 0),)
    assert WAY.between(100, 900) == ((0, 4),)


def test_a_stretch_measured_from_the_end():
    assert WAY.back_from_end(0, 40) == WAY.between(60, 100)
    assert WAY.back_from_end(70, 1000) == WAY.between(-900, 30)
    assert WAY.back_from_end(0, 0) == ((0, 4),)


def test_a_way_that_begins_further_on():
    """Another way over part of a route keeps the route's kilometres."""
    part = straight(0, 10, 30, first=500)
    assert part.at(505) == (0, 0.5)
    assert part.at(0) == (0, 0)
    assert part.between(0, 900) == ((0, 0), (0, 1), (0, 2))
    assert part.back_from_end(0, 20) == part.between(510, 530)


def test_two_fixes_at_one_post():
    way = straight(0, 10, 10, 20)
    assert way.at(10)[1] in (1, 2)
    assert way.at(15) == (0, 2.5)
    assert straight(0, 0).at(0)[0] == 0


WAYS = st.lists(st.floats(0.001, 500), min_size=1, max_size=12).map(
    lambda steps: straight(*(sum(steps[:i]) for i in range(len(steps) + 1)))
)


@given(WAYS)
def test_the_whole_way_returns_every_fix(way):
    assert way.between(0, way.length_km) == tuple((fix.lat, fix.lon) for fix in way.fixes)


@given(WAYS, st.floats(-100, 7000), st.floats(-100, 7000))
def test_positions_are_monotone(way, one, other):
    near, far = sorted((one, other))
    assert 0 <= way.at(near)[1] <= way.at(far)[1] <= len(way.fixes) - 1


@given(WAYS, st.floats(0, 1))
def test_every_point_lies_between_its_neighbours(way, share):
    km = way.length_km * share
    lon = way.at(km)[1]
    behind, ahead = way.neighbours(km)
    assert behind is not None
    assert int(behind[1:]) <= lon + 1e-6
    assert ahead is None or lon - 1e-6 <= int(ahead[1:])


@given(WAYS, st.floats(-10, 7000), st.floats(-10, 7000))
def test_a_stretch_begins_and_ends_where_it_is_asked_to(way, one, other):
    near, far = sorted((one, other))
    points = way.between(near, far)
    assert points[0] == way.at(near)
    assert points[-1] == way.at(far)
    assert [lon for _, lon in points] == sorted(lon for _, lon in points)


def over(*lons, kms):
    return Alignment("way", "usual", tuple(Fix(66, lon, None, km, km) for lon, km in zip(lons, kms, strict=True)))


@pytest.mark.parametrize(("lons", "sign"), [((178, -178), 1), ((-178, 178), -1)])
def test_across_180_degrees_it_never_passes_through_0(lons, sign):
    way = over(*lons, kms=(0, 100))
    assert way.at(25) == (66, pytest.approx(sign * 179))
    assert abs(way.at(50)[1]) == pytest.approx(180)
    assert way.at(75) == (66, pytest.approx(-sign * 179))
    assert way.at(100) == (66, lons[1])


def test_a_stretch_across_180_degrees_is_counted_on_so_that_it_stays_whole():
    way = over(170, 178, -178, -170, kms=(0, 80, 120, 200))
    assert [lon for _, lon in way.between(0, 200)] == [170, 178, 182, 190]
    assert [lon for _, lon in way.between(90, 110)] == pytest.approx([179, 181])
    assert [lon for _, lon in way.between(150, 200)] == pytest.approx([-175, -170])


@given(st.floats(-180, 180), st.lists(st.floats(-90, 90), min_size=1, max_size=8), st.floats(0, 1))
def test_longitudes_are_the_same_all_round_the_earth(first, turns, share):
    """What happens beside 0 degrees happens beside 180."""
    lons = [first]
    for turn in turns:
        lons.append((lons[-1] + turn + 180) % 360 - 180)
    way = over(*lons, kms=range(len(lons)))
    at = share * way.length_km
    whole, part = int(at), at - int(at)
    there = first + sum(turns[:whole]) + (turns[whole] * part if part else 0)
    lon = way.at(at)[1]
    assert -180 <= lon <= 180
    assert abs((lon - there + 180) % 360 - 180) == pytest.approx(0, abs=1e-6)
    points = [lon for _, lon in way.between(0, way.length_km)]
    assert all(abs(b - a) <= 180 for a, b in pairwise(points))


@given(
    kms=st.lists(st.integers(1, 400), min_size=2, max_size=6, unique=True).map(sorted),
    step=st.floats(5, 200),
    km=st.floats(0, 400),
)
def test_points_between_places_change_nothing_but_how_many_there_are(kms, step, km):
    way = straight(0, *kms)
    spaced = way.spaced(step)
    assert [fix for fix in spaced.fixes if fix in way.fixes] == list(way.fixes)
    assert {fix.place for fix in spaced.fixes if fix not in way.fixes} <= {None}
    assert all(after.low_km - before.low_km <= step + 1e-6 for before, after in pairwise(spaced.fixes))
    assert spaced.at(km) == pytest.approx(way.at(km))


def test_high_posts_are_spaced_too():
    way = Alignment("way", "usual", (Fix(0, 0, "a", 0, 0), Fix(0, 1, "b", 40, 60)))
    assert [(fix.low_km, fix.high_km) for fix in way.spaced(25).fixes] == [
        (0, 0),
        (pytest.approx(40 / 3), 20),
        (pytest.approx(80 / 3), 40),
        (40, 60),
    ]
