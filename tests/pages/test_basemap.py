"""The basemap: unchanged since it was built, and cut to windows without tricks of the plane."""

from __future__ import annotations

import hashlib
import json
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.pages.basemap import Basemap, window
from geodata.pages.clipping import clip_line, clip_ring
from geodata.pages.projection import Frame, cone_for, frame_for

DATA = files("geodata.pages").joinpath("data")
BOX = (0.0, 0.0, 10.0, 10.0)


def around(south: float, west: float, north: float, east: float) -> Frame:
    """A window on a part of the globe."""
    corners = [(south, west), (south, east), (north, west), (north, east)]
    return frame_for(cone_for(corners), corners, (640, 500), (30, 30))


def shown(frame: Frame, *pairs: frozenset[str]) -> Basemap:
    return window(frame, frame.around(), frozenset(pairs))


YELLOW_SEA = around(34.0, 114.0, 44.0, 130.0)

points = st.tuples(st.floats(-30, 30), st.floats(-30, 30))
paths = st.lists(points, min_size=2, max_size=12).map(tuple)


def test_the_file_is_the_one_that_was_built():
    digest, name = DATA.joinpath("basemap.json.sha256").read_text(encoding="utf-8").split()
    assert name == "basemap.json"
    assert hashlib.sha256(DATA.joinpath(name).read_bytes()).hexdigest() == digest


def test_the_file_is_small_and_names_nothing():
    raw = DATA.joinpath("basemap.json").read_bytes()
    assert len(raw) < 1_100_000
    stored = json.loads(raw)
    assert set(stored) == {"about", "unit", "box", "land", "lakes", "rivers", "borders", "disputed"}
    assert all(len(pair) == 5 and pair == "-".join(sorted(pair.split("-"))) for pair in stored["borders"])
    assert set(stored["disputed"]) <= set(stored["borders"])


def test_no_coast_jumps_across_a_continent():
    """Rings that cross 180° unwrapped wrongly would draw lines straight over Siberia."""
    stored = json.loads(DATA.joinpath("basemap.json").read_bytes())
    west, south, east, north = (edge * stored["unit"] for edge in stored["box"])
    for ring in stored["land"]:
        x, y = ring[:2]
        for dx, dy in zip(ring[2::2], ring[3::2], strict=True):
            on_edge = (dx == 0 and x in {west, east}) or (dy == 0 and y in {south, north})
            assert on_edge or max(abs(dx), abs(dy)) < 2.5 * stored["unit"]
            x, y = x + dx, y + dy


def test_only_the_borders_asked_for_are_given():
    assert shown(YELLOW_SEA).borders == ()
    korean_chinese = shown(YELLOW_SEA, frozenset({"KP", "CN"})).borders
    assert korean_chinese
    assert not any(disputed for disputed, _ in korean_chinese)
    bridge = YELLOW_SEA.px((40.115, 124.394))
    nearest = min(abs(x - bridge[0]) + abs(y - bridge[1]) for _, line in korean_chinese for x, y in line)
    assert nearest < 5


def test_a_window_holds_land_and_sea():
    found = shown(YELLOW_SEA)
    assert found.on_land(YELLOW_SEA.px((39.9, 116.4)))
    assert found.on_land(YELLOW_SEA.px((39.0, 125.9)))
    assert not found.on_land(YELLOW_SEA.px((38.5, 120.5)))


@pytest.mark.parametrize(
    ("box", "land", "sea"),
    [
        ((45.0, 160.0, 70.0, 230.0), (64.8, 212.3), (52.0, 200.0)),  # Anchorage, counted on from the east
        ((45.0, -200.0, 70.0, -130.0), (64.8, -147.7), (52.0, -160.0)),  # the same window from the other side
        ((35.0, -80.0, 60.0, 5.0), (40.9, -77.0), (45.0, -40.0)),  # over the Atlantic, where the file is cut
        ((-40.0, 110.0, -10.0, 155.0), (-33.0, 148.0), (-35.0, 130.0)),
    ],
)
def test_the_whole_globe_is_there(
    box: tuple[float, float, float, float], land: tuple[float, float], sea: tuple[float, float]
):
    frame = around(*box)
    assert shown(frame).on_land(frame.px(land))
    assert not shown(frame).on_land(frame.px(sea))


@pytest.mark.parametrize("most", [2600, 400])
def test_a_continent_has_no_more_points_than_it_may(most: int):
    frame = around(20.0, 30.0, 70.0, 150.0)
    assert 50 < window(frame, frame.around(), frozenset(), most).points <= most


@given(paths)
def test_what_is_clipped_lies_in_the_box(path: tuple[tuple[float, float], ...]):
    for part in (clip_ring(path, BOX), *clip_line(path, BOX)):
        assert all(-1e-9 <= value <= 10 + 1e-9 for point in part for value in point)


@given(st.lists(st.tuples(st.floats(0, 10), st.floats(0, 10)), min_size=3, max_size=12).map(tuple))
def test_what_lies_in_the_box_is_left_alone(path: tuple[tuple[float, float], ...]):
    assert clip_ring(path, BOX) == path
    assert clip_line(path, BOX) == (path,)


def test_a_line_that_leaves_and_comes_back_has_two_parts():
    found = clip_line(((5.0, 5.0), (5.0, 15.0), (8.0, 15.0), (8.0, 5.0)), BOX)
    assert found == (((5.0, 5.0), (5.0, 10.0)), ((8.0, 10.0), (8.0, 5.0)))


def test_a_ring_around_the_box_becomes_the_box():
    found = clip_ring(((-5.0, -5.0), (-5.0, 15.0), (15.0, 15.0), (15.0, -5.0)), BOX)
    assert set(found) == {(0.0, 0.0), (0.0, 10.0), (10.0, 10.0), (10.0, 0.0)}
