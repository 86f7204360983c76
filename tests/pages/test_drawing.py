"""The plane, the words and the places of names."""

from __future__ import annotations

from itertools import combinations
from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.ground import geodesic_km
from geodata.outcome import Ground, Verdict
from geodata.pages.faces import Face
from geodata.pages.layout import Sheet, free, sampled
from geodata.pages.projection import Cone, cone_for, frame_for
from geodata.pages.wording import at_least, between, chip, how_many, listed, number, span, tight

CONE = Cone(south=36.0, north=45.0, middle=121.0)
GROUND = Ground(1324.0, 1371.0, 800.0, "lines")


@given(st.floats(5, 70), st.floats(60, 179))
def test_the_plane_leads_back_to_the_globe(lat: float, lon: float):
    back = CONE.unproject(CONE.project((lat, lon)))
    assert back == pytest.approx((lat, lon), abs=1e-6)


@given(st.floats(-70, -5), st.floats(60, 179))
def test_the_plane_of_the_southern_half_leads_back_too(lat: float, lon: float):
    cone = cone_for([(-45.0, 60.0), (-10.0, 179.0)])
    assert cone.unproject(cone.project((lat, lon))) == pytest.approx((lat, lon), abs=1e-6)
    assert cone.project((lat + 1, lon))[1] > cone.project((lat, lon))[1]  # north is up


@given(st.floats(37, 44), st.floats(116, 126))
def test_the_scale_is_true_between_the_parallels(lat: float, lon: float):
    a, b = CONE.project((lat, lon)), CONE.project((lat + 0.1, lon + 0.1))
    assert hypot(b[0] - a[0], b[1] - a[1]) == pytest.approx(geodesic_km(lat, lon, lat + 0.1, lon + 0.1), rel=0.012)


@given(st.lists(st.tuples(st.floats(-60, 60), st.floats(70, 150)), min_size=2, max_size=8))
def test_a_frame_shows_every_point_inside_its_margin(points: list[tuple[float, float]]):
    frame = frame_for(cone_for(points), points, (700, 500), (80, 50))
    for point in points:
        x, y = frame.px(point)
        assert 80 - 1e-6 <= x <= 620 + 1e-6
        assert 50 - 1e-6 <= y <= 450 + 1e-6


def test_names_do_not_cover_each_other():
    sheet = Sheet(600, 400, sampled([(100, 200), (500, 220)]))
    for x in range(120, 480, 60):
        sheet.name((x, 200 + x / 20), "Shanhaiguan", 13)
    assert sheet.boxes
    assert all(free(a, [b]) for a, b in combinations(sheet.boxes, 2))


@pytest.mark.parametrize(
    ("verdict", "side", "words", "shape"),
    [
        (Verdict.AGREE, None, "Fits", "circle"),
        (Verdict.STRAINED, None, "Only if rounded", "diamond"),
        (Verdict.TENSION, None, "Hard to square", "diamond-open"),
        (Verdict.CONFLICT, "short", "Ends short", "square"),
        (Verdict.CONFLICT, "over", "Runs past", "triangle"),
        (Verdict.CONFLICT, "apart", "Cannot all be true", "cross"),
        (Verdict.UNKNOWN, None, "Not decided", "ring"),
    ],
)
def test_chips_say_what_the_design_says(verdict: Verdict, side: None, words: str, shape: str):
    assert (chip(verdict, side).words, chip(verdict, side).shape) == (words, shape)


@pytest.mark.parametrize(
    ("face", "gap"),
    [
        (Face(1000, 1000), "324–371 km short as printed"),
        (Face(1350, 1350), "up to 21 km short as printed"),
        (Face(1500, 1500), "129–176 km more than the line as printed"),
        (Face(800, 1200), "124–571 km short as printed"),
        (Face(1200, 1400), "from 171 km short to 76 km more than the line as printed"),
    ],
)
def test_gaps_are_intervals(face: Face, gap: str):
    assert plain(face.gap(GROUND)) == gap


def plain(text: str) -> str:
    return text.replace("\u2060", "").replace("\u00a0", " ")


def test_numbers_are_written_for_readers():
    assert number(-0.2) == "0"
    assert plain(span(1324.1, 1370.9, "km")) == "1,324–1,371 km"
    assert plain(span(5.2, 5.4, "km")) == "5 km"
    assert plain(span(None, 20, "h")) == "up to 20 h"
    assert plain(between((24.07, None), "h")) == "from 24.0 h"
    assert plain(at_least(201.9)) == "201 km"
    assert tight("60 km/h") == "60\u00a0km/h"
    assert how_many(1, "outlet") == "One outlet"
    assert how_many(13, "outlet") == "13 outlets"
    assert listed(["A", "B", "C", "D", "E", "F"], 2) == "A, B and 4 more"
    assert listed(["A", "B"]) == "A and B"
