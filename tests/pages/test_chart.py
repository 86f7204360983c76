"""Notes on a train graph stand clear of each other and of the lines of borders."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.pages.chart import plot
from geodata.pages.graph import Glimpse, Graph, Level
from geodata.pages.layout import free, text_width
from geodata.pages.view import Place


def graph_with(*seen: tuple[float, float]) -> Graph:
    """1,324 km with a border at 225 and a stop at 900; sightings by hour and kilometre."""
    levels = (
        Level(Place("Here"), 0, 1),
        Level(Place("Bridge"), 225, 3, border=True, stop="stop ≥ 15 min"),
        Level(Place("Halfway"), 900, 3, stop="stop ≥ 24 min"),
        Level(Place("There"), 1324, 1),
    )
    sighted = tuple(Glimpse("x", km, (hour, hour), (hour, hour), f"place {i}") for i, (hour, km) in enumerate(seen))
    return Graph("Trip", levels, (), sighted, (1324, 1371), 1201, 30, None, None, (), (225,))


@given(st.lists(st.tuples(st.floats(1, 29), st.sampled_from([225.0, 300.0, 860.0, 900.0, 1250.0])), max_size=4))
def test_what_was_seen_covers_no_note(seen):
    chart = plot(graph_with(*seen), (470, 400), wide=True)
    placed = [note.box for note in chart.notes]
    for whisker in chart.whiskers:
        if whisker.label is None:
            continue
        wide = text_width(f"seen at {whisker.seen.told}", 11.5)
        x, y = whisker.x + whisker.label.dx, whisker.y + whisker.label.dy
        left = x - {"start": 0, "middle": wide / 2, "end": wide}[whisker.label.anchor]
        box = (left, y - 6, left + wide, y + 6)
        assert free(box, placed), (box, placed)
        placed.append(box)


def test_a_sighting_at_a_border_is_named_beside_its_line():
    chart = plot(graph_with((5.0, 225.0)), (470, 400), wide=True)
    (line,), (whisker,) = chart.borders, chart.whiskers
    assert whisker.label is not None
    assert abs(whisker.y + whisker.label.dy - line) > 5


@pytest.mark.parametrize("hour", [2.0, 15.0, 28.0])
def test_notes_of_borders_and_stops_stay_within_the_plot(hour):
    chart = plot(graph_with((hour, 900.0)), (470, 400), wide=True)
    assert len(chart.notes) == 3
    for note in chart.notes:
        assert chart.left <= note.box[0]
        assert note.box[2] <= chart.right
