"""The shortest line over the earth, against published figures and properties of the ellipsoid."""

from __future__ import annotations

import math

import pytest
from geopy.distance import geodesic
from hypothesis import given
from hypothesis import strategies as st

from geodata.ground import geodesic_km
from geodata.ground.geodesic import parse_point

A_KM, F = 6378.137, 1 / 298.257223563  # WGS 84
B_KM = A_KM * (1 - F)
MERIDIAN_KM = 10_001.965_729  # from the equator to a pole, WGS 84
MILLIMETRE = 1e-6

LATS, LONS = st.floats(-90, 90), st.floats(-180, 180)


@pytest.mark.parametrize(
    ("start", "end", "metres"),
    [
        # Distances of C. F. F. Karney's published test set for geodesics on WGS 84.
        ((35.60777, -139.44815), (-11.17491, -69.95921), 8935244.5604818305),
        ((55.52454, 106.05087), (77.03196, 197.18234), 4105086.1713924406),
        ((-21.97856, 142.59065), (41.84138, 98.56635), 8394328.894657671),
        ((-66.99028, 112.2363), (-12.70631, 285.90344), 11150344.2312080241),
        ((-17.42761, 173.34268), (-15.84784, 5.93557), 16076603.1631180673),
        # Nearly antipodal, where Vincenty's method does not converge.
        ((0, 0), (0.5, 179.5), 19936288.579),
        ((0, 0), (0.5, 179.7), 19944127.421),
    ],
)
def test_published_lines(start, end, metres):
    assert geodesic_km(*start, *end) == pytest.approx(metres / 1000, abs=MILLIMETRE)


def test_poles_and_antipodes():
    assert geodesic_km(0, 0, 90, 0) == pytest.approx(MERIDIAN_KM, abs=MILLIMETRE)
    assert geodesic_km(90, 17, -90, -120) == pytest.approx(2 * MERIDIAN_KM, abs=MILLIMETRE)
    assert geodesic_km(90, 0, 90, 120) == pytest.approx(0, abs=MILLIMETRE)  # one point, whatever its longitude
    # Opposite points of the equator are nearer over a pole than along the equator.
    assert geodesic_km(0, 0, 0, 180) == pytest.approx(2 * MERIDIAN_KM, abs=MILLIMETRE)
    assert geodesic_km(30, 10, -30, -170) == pytest.approx(2 * MERIDIAN_KM, abs=MILLIMETRE)


def test_along_the_equator():
    assert geodesic_km(0, 10, 0, 100) == pytest.approx(A_KM * math.pi / 2, abs=MILLIMETRE)


def test_over_the_date_line_is_near():
    assert geodesic_km(0, 179.5, 0, -179.5) == pytest.approx(A_KM * math.radians(1), abs=MILLIMETRE)
    assert geodesic_km(10, 180, 10, -180) == pytest.approx(0, abs=MILLIMETRE)


def test_never_a_sphere():
    """A sphere of the mean radius is 20 km off between equator and pole."""
    assert abs(geodesic_km(0, 0, 90, 0) - 6371.0088 * math.pi / 2) > 5


@given(LATS, LONS, LATS, LONS)
def test_the_way_back_is_as_long_and_no_line_is_longer_than_half_a_meridian(lat_a, lon_a, lat_b, lon_b):
    km = geodesic_km(lat_a, lon_a, lat_b, lon_b)
    assert 0 <= km <= 2 * MERIDIAN_KM + MILLIMETRE
    assert km == pytest.approx(geodesic_km(lat_b, lon_b, lat_a, lon_a), abs=MILLIMETRE)


@given(LATS, LONS, LATS, LONS, LATS, LONS)
def test_no_detour_is_shorter(lat_a, lon_a, lat_b, lon_b, lat_c, lon_c):
    by_c = geodesic_km(lat_a, lon_a, lat_c, lon_c) + geodesic_km(lat_c, lon_c, lat_b, lon_b)
    assert geodesic_km(lat_a, lon_a, lat_b, lon_b) <= by_c + MILLIMETRE


@given(LATS, LONS, LATS, LONS)
def test_no_line_is_shorter_than_the_chord(lat_a, lon_a, lat_b, lon_b):
    """An independent floor: straight through the earth, from the definition of the ellipsoid alone."""

    def through(lat, lon):
        u = math.atan2(B_KM * math.sin(math.radians(lat)), A_KM * math.cos(math.radians(lat)))
        x = A_KM * math.cos(u)
        return (x * math.cos(math.radians(lon)), x * math.sin(math.radians(lon)), B_KM * math.sin(u))

    chord = math.dist(through(lat_a, lon_a), through(lat_b, lon_b))
    km = geodesic_km(lat_a, lon_a, lat_b, lon_b)
    assert chord - MILLIMETRE <= km <= chord * math.pi / 2 * 1.01 + MILLIMETRE


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("39.0,125.7", (39.0, 125.7)),
        (" -5.5 , -3 ", (-5.5, -3.0)),
        ("91,0", (91.0, 0.0)),  # the caller says what is out of range
        ("39", None),
        ("39,125,3", None),
        ("Pyongyang, North Korea", None),
        (",", None),
        ("", None),
        ("1_0,2", None),
        ("0x10,2", None),
    ],
)
def test_points(text, point):
    assert parse_point(text) == point


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("39°02′N 125°45′E", (39 + 2 / 60, 125.75)),
        ("39° 2' 24\" N, 125° 45' 12\" E", (39.04, 125.753333)),
        ("S33°52' E151°12'", (-33.866667, 151.2)),
        ("39.03°, 125.75°", (39.03, 125.75)),
    ],
)
def test_degrees_as_people_write_them(text, point):
    assert parse_point(text) == pytest.approx(point, abs=1e-6)


@pytest.mark.parametrize("text", ["39°N", "95° N 20° E", "200° E 10° N", "°", "1°" * 500])
def test_degrees_that_are_no_point(text):
    assert parse_point(text) is None


@given(LATS, LONS, LATS, LONS)
def test_geopy_measures_the_same(lat_a, lon_a, lat_b, lon_b):
    there = geodesic((lat_a, lon_a), (lat_b, lon_b)).km
    assert geodesic_km(lat_a, lon_a, lat_b, lon_b) == pytest.approx(there, abs=MILLIMETRE)


@given(LATS, LONS)
def test_a_printed_point_reads_back(lat, lon):
    assert parse_point(f"{lat!r},{lon!r}") == (lat, lon)
