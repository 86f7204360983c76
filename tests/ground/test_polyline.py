"""The length of a drawn line: as good as geodesics, and of the same sense wherever it lies."""

from __future__ import annotations

import itertools

import pytest
from geographiclib.geodesic import Geodesic
from hypothesis import given
from hypothesis import strategies as st

from geodata.ground import geodesic_km, polyline_km

LATS = st.floats(-90, 90)
LONS = st.floats(-180, 180)
POINTS = st.lists(st.tuples(LATS, LONS), min_size=2, max_size=6)


def step(lat: float, lon: float, towards: float, km: float) -> tuple[float, float]:
    found = Geodesic.WGS84.Direct(lat, lon, towards, km * 1000)
    return found["lat2"], found["lon2"]


@given(LATS, LONS, st.floats(0, 360), st.floats(0.01, 10))
def test_steps_up_to_ten_kilometres_err_by_less_than_one_in_ten_million(lat, lon, towards, km):
    assert polyline_km([(lat, lon), step(lat, lon, towards, km)]) == pytest.approx(km, rel=1e-7)


@given(LATS, LONS, st.floats(0, 360), st.floats(10, 19_000))
def test_longer_steps_are_no_worse(lat, lon, towards, km):
    assert polyline_km([(lat, lon), step(lat, lon, towards, km)]) == pytest.approx(km, rel=1e-7)


@given(POINTS)
def test_a_line_is_as_long_backwards_and_no_shorter_than_its_ends_are_apart(points):
    there = polyline_km(points)
    assert polyline_km(points[::-1]) == pytest.approx(there, rel=1e-12, abs=1e-9)
    assert there >= geodesic_km(*points[0], *points[-1]) * (1 - 1e-7) - 1e-9


@given(POINTS, st.integers(0, 5))
def test_parts_add_up(points, cut):
    cut = min(cut, len(points) - 1)
    parts = polyline_km(points[: cut + 1]) + polyline_km(points[cut:])
    assert parts == pytest.approx(polyline_km(points), rel=1e-12, abs=1e-9)


@pytest.mark.parametrize("points", [[], [(39.0, 125.7)], [(39.0, 125.7)] * 3, [(90.0, 0.0), (90.0, 120.0)]])
def test_nothing_to_measure(points):
    assert polyline_km(points) == pytest.approx(0, abs=1e-9)


def test_the_short_way_over_180_degrees():
    assert polyline_km([(66, 179.95), (66, -179.95)]) == pytest.approx(geodesic_km(66, -0.05, 66, 0.05), rel=1e-7)


def test_a_line_of_a_hundred_thousand_points_round_the_earth():
    """The equator in steps of 400 m: 2π times the semi-major axis."""
    equator = [(0.0, i * 360 / 100_000 - 180) for i in range(100_001)]
    assert polyline_km(equator) == pytest.approx(2 * 3.141592653589793 * 6378.137, rel=1e-9)


def test_it_is_what_geodesics_add_up_to_on_a_real_line(records):
    stations = records.lines["shendan"].record.stations
    points = [(p.lat, p.lon) for p in (records.places[s.place].record for s in stations)]
    plain = sum(geodesic_km(*a, *b) for a, b in itertools.pairwise(points))
    assert polyline_km(points) == pytest.approx(plain, rel=1e-7)
