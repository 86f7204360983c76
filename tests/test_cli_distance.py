"""``geodata distance``: kilometres as an interval, section by section."""

import json
from itertools import pairwise

import pytest

from tests.calling import call

KEYS = {"from", "to", "low_km", "high_km", "geodesic_km", "basis", "sections"}
SECTION_KEYS = {"line", "from", "to", "low_km", "high_km", "ways", "sources"}


@pytest.fixture
def distance(capsys):
    """The answer as JSON."""

    def run(*words):
        ended = call(capsys, "distance", *words, "--format", "json")
        assert (ended.status, ended.err) == (0, "")
        return json.loads(ended.out)

    return run


def test_the_railway_from_pyongyang_to_beijing(distance):
    answer = distance("Pyongyang", "Beijing")
    assert answer.keys() >= KEYS
    assert (answer["from"], answer["to"], answer["basis"]) == ("pyongyang", "beijing", "lines")
    # design: the usual ways measure 1,324 to 1,371 km, the shortest possible one 1,201
    assert [round(answer[key]) for key in ("low_km", "high_km", "possible_low_km")] == [1324, 1371, 1201]
    assert answer["geodesic_km"] < answer["possible_low_km"]


def test_sections_follow_each_other_and_add_up(distance):
    answer = distance("Pyongyang", "Beijing")
    sections = answer["sections"]
    assert all(section.keys() >= SECTION_KEYS and section["sources"] for section in sections)
    assert all(before["to"] == after["from"] for before, after in pairwise(sections))
    for end in ("low_km", "high_km"):
        assert sum(section[end] for section in sections) == pytest.approx(answer[end])


def test_parallel_ways_are_named(distance):
    ways = {section["line"]: section["ways"] for section in distance("Pyongyang", "Beijing")["sections"]}
    assert ["qinshen", "shenshan"] in ways.values()


def test_the_way_back_is_as_long(distance):
    there, back = distance("Pyongyang", "Beijing"), distance("Beijing", "Pyongyang")
    assert [there[key] for key in ("low_km", "high_km")] == pytest.approx([back[key] for key in ("low_km", "high_km")])


def test_a_place_on_the_way_changes_nothing_and_one_beside_it_makes_it_longer(distance):
    straight = distance("Shenyang", "Beijing")
    assert distance("Shenyang", "Beijing", "--via", "Shanhaiguan")["low_km"] == pytest.approx(straight["low_km"])
    detour = distance("Shenyang", "Beijing", "--via", "Dandong")
    there = distance("Shenyang", "Dandong")
    for end in ("low_km", "high_km"):
        assert detour[end] == pytest.approx(straight[end] + 2 * there[end])


def test_via_may_be_repeated(distance):
    once = distance("Pyongyang", "Beijing", "--via", "Dandong", "--via", "Shenyang")
    assert once["low_km"] == pytest.approx(distance("Pyongyang", "Beijing")["low_km"])


def test_by_air_it_is_the_geodesic(distance):
    answer = distance("Pyongyang", "Beijing", "--by", "air")
    assert answer["basis"] == "geodesic"
    assert 800 < answer["low_km"] == answer["high_km"] < 815


@pytest.mark.parametrize("mode", ["road", "sea"])
def test_without_a_line_it_is_a_guess_that_says_so(capsys, distance, mode):
    answer = distance("Pyongyang", "Beijing", "--by", mode)
    assert answer["basis"] == "detour"
    assert answer["geodesic_km"] <= answer["low_km"] < answer["high_km"]
    assert "weak ground" in call(capsys, "distance", "Pyongyang", "Beijing", "--by", mode).out


def test_a_leading_minus_begins_a_latitude(distance):
    answer = distance("-33.92,18.42", "-26.20,28.05", "--via", "-29.12,26.21")
    assert answer["low_km"] > answer["geodesic_km"] > 1250


def test_text_gives_the_interval_the_geodesic_and_every_section_with_its_sources(capsys, distance):
    shown = call(capsys, "distance", "Pyongyang", "Beijing").out
    first, *rest = shown.splitlines()
    assert first.startswith("Pyongyang to Beijing: 1,324")
    assert "km (lines)" in first
    answer = distance("Pyongyang", "Beijing")
    for section in answer["sections"]:
        assert any(all(source in line for source in section["sources"]) for line in rest)


LINE = """\
schema: 1
line:
  name: A line of 2010
  open: {from: 2010}
  stations:
    - {place: alpha, km: 0, source: osm-east-asia, grade: assumed}
    - {place: omega, km: 150, source: osm-east-asia, grade: assumed}
places:
  alpha: {name: Alpha, country: CN, zone: Asia/Shanghai, lat: 30, lon: 110, source: osm-east-asia, grade: assumed}
  omega: {name: Omega, country: CN, zone: Asia/Shanghai, lat: 31, lon: 110, source: osm-east-asia, grade: assumed}
"""


def test_a_day_decides_which_lines_were_open(distance, tmp_path):
    (tmp_path / "lines").mkdir()
    (tmp_path / "lines" / "young.yaml").write_text(LINE, "utf-8")
    own = ("Alpha", "Omega", "--records", tmp_path)
    assert distance(*own)["basis"] == "lines"
    before, after = (distance(*own, "--on", day) for day in ("2009-12-31", "2010-01-01"))
    assert before["basis"] == "detour"
    assert (after["basis"], after["low_km"]) == ("lines", 150)


def test_two_runs_print_the_same_bytes(run_geodata):
    ran = [
        run_geodata("distance", "Pyongyang", "Beijing", env={"PYTHONHASHSEED": seed, "LANG": "C", "TZ": zone}).stdout
        for seed, zone in [("0", "UTC"), ("7", "Asia/Pyongyang")]
    ]
    assert ran[0] == ran[1] != ""
