"""How far the track may lie from the line that is drawn for it."""

from __future__ import annotations

import statistics

import pytest
from geographiclib.geodesic import Geodesic
from hypothesis import given
from hypothesis import strategies as st

from geodata.ground.stray import stray_km
from geodata.records import Place

EARTH = Geodesic.WGS84


def place(lat, lon, within_km=None):
    return Place(
        name="Somewhere",
        country=("CN",),
        zone=("Asia/Shanghai",),
        lat=lat,
        lon=lon,
        within_km=within_km,
        source=("map",),
        grade="gazetteer",
    )


def moved(lat, lon, azimuth, km):
    there = EARTH.Direct(lat, lon, azimuth, km * 1000)
    return there["lat2"], there["lon2"]


def km_between(a, b):
    return EARTH.Inverse(*a, *b)["s12"] / 1000


def test_a_track_as_long_as_the_straight_line_is_that_line():
    a, b = place(40, 116), place(40.5, 116)
    assert stray_km(a, b, km_between((40, 116), (40.5, 116))) == pytest.approx(0, abs=1e-6)


def test_a_length_below_the_straight_line_is_rounded_and_no_error():
    assert stray_km(place(40, 116), place(40.5, 116), 55) == 0


def test_doubt_of_the_points_widens_it():
    a, b = (40, 116), (40.5, 116)
    assert stray_km(place(*a, 3), place(*b), 60) > stray_km(place(*a), place(*b), 60) + 3


@given(
    lat=st.floats(-60, 60),
    azimuth=st.floats(0, 360),
    apart_km=st.floats(1, 120),
    turn=st.floats(0, 360),
    out_km=st.floats(0.1, 120),
)
def test_no_point_of_any_track_of_that_length_lies_farther_off(lat, azimuth, apart_km, turn, out_km):
    """A track from a to b by any point c: c is no farther from the straight line than that."""
    a = (lat, 100.0)
    b = moved(*a, azimuth, apart_km)
    c = moved(*a, turn, out_km)
    length = km_between(a, c) + km_between(c, b)
    straight = (moved(*a, azimuth, apart_km * i / 200) for i in range(201))
    nearest = min(km_between(c, point) for point in straight)
    if 0 < nearest < km_between(a, c) and nearest < km_between(b, c):  # beside the line, not beyond an end of it
        assert nearest <= stray_km(place(*a), place(*b), length) * 1.001 + apart_km / 400


def known_between(records):
    """Stations with a post and a point, each with its two neighbours, no more than 60 km apart."""
    for filed in records.lines.values():
        posts = [s for s in filed.record.stations if s.km and s.place in records.places]
        for before, here, after in zip(posts, posts[1:], posts[2:], strict=False):
            if after.km[0] - before.km[0] <= 60:
                yield before, here, after


def test_known_stations_lie_where_their_neighbours_posts_leave_room_for_them(records):
    """Each is left out once; the straight line between its neighbours strays as far as it says, or less.

    Where posts are known, half of them lie within 2 km of where they are drawn without their own point.
    """
    errors = []
    for before, here, after in known_between(records):
        a, place, b = (records.places[station.place].record for station in (before, here, after))
        share = (here.km[0] - before.km[0]) / (after.km[0] - before.km[0])
        drawn = (a.lat + (b.lat - a.lat) * share, a.lon + (b.lon - a.lon) * share)
        errors.append(km_between(drawn, (place.lat, place.lon)))
        length = max(after.km[0] - before.km[0], after.km[1] - before.km[1]) + 1  # posts are rounded
        bound = stray_km(a, b, length) + (place.within_km or 0.0) + 1
        assert errors[-1] <= bound, f"{here.place} lies {errors[-1]:.1f} km from where it is drawn"
    assert len(errors) > 300
    assert statistics.median(errors) < 2
