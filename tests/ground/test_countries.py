"""Countries and zones: unchanged since they were built, and asked for with a buffer."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from importlib.resources import files

import pytest

from geodata.ground.countries import countries_at, touches
from geodata.ground.zones import zones_by_country

DATA = files("geodata.ground").joinpath("data")


def test_the_file_is_the_one_that_was_built():
    digest, name = DATA.joinpath("countries.json.sha256").read_text(encoding="utf-8").split()
    assert name == "countries.json"
    assert hashlib.sha256(DATA.joinpath(name).read_bytes()).hexdigest() == digest


def test_the_file_is_small_and_holds_codes_only():
    raw = DATA.joinpath("countries.json").read_bytes()
    assert len(raw) < 500_000
    stored = json.loads(raw)
    assert set(stored) == {"about", "unit", "arcs", "countries"}
    assert all(len(code) == 2 and code.isupper() for code in stored["countries"])


@pytest.mark.parametrize(
    ("lat", "lon", "country"),
    [
        (39.005, 125.736, "KP"),
        (39.905, 116.42, "CN"),
        (21.02, 105.84, "VN"),
        (55.77, 37.65, "RU"),
        (1.35, 103.82, "SG"),
        (-25.3, 131.0, "AU"),
    ],
)
def test_capitals_and_others_lie_in_their_countries(lat, lon, country):
    assert countries_at(lat, lon) == (country,)


@pytest.mark.parametrize("lon", [170, 179, 179.99, -179.99, -179, -172])
def test_chukotka_lies_in_russia_on_both_sides_of_180_degrees(lon):
    assert countries_at(67.2, lon, 50) == ("RU",)


def test_a_hole_in_a_country_is_not_part_of_it():
    assert countries_at(-29.6, 28.2) == ("LS",)


def test_at_sea_and_a_buffer_that_reaches_land():
    assert countries_at(38, 124) == ()
    assert countries_at(38, 124, 300) == ("CN", "KP", "KR")
    assert not touches("KP", 38, 124, 20)
    assert touches("KP", 38, 124, 100)


def test_a_bridge_over_the_border_touches_both_banks():
    bridge = 40.11513, 124.39233
    assert countries_at(*bridge, 5) == ("CN", "KP")


def test_a_country_that_is_not_drawn_is_not_decided():
    assert touches("AQ", -80, 0, 5) is None
    assert touches("ZZ", 0, 0, 5) is None


def test_zones_are_those_of_the_tables():
    zones = zones_by_country()
    assert zones["KP"] == {"Asia/Pyongyang"}
    assert {"Asia/Shanghai", "Asia/Urumqi"} <= zones["CN"]
    assert {"Asia/Ho_Chi_Minh", "Asia/Bangkok"} <= zones["VN"]  # the north has shared Bangkok's clock since 1970
    assert "Europe/Moscow" in zones["RU"]
    assert not any("Asia/Saigon" in named for named in zones.values())  # an old name


def test_the_polygons_are_read_when_they_are_asked_for():
    code = "import geodata, geodata.rules, sys; sys.exit('shapely' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, encoding="utf-8")
    assert ran.returncode == 0, ran.stderr[-500:]
