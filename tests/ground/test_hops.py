"""Hops: one section, or several parallel ways, and what they add up to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.ground import Hop, Option, interval
from geodata.ground.hops import stretches
from geodata.ground.network import Section


def section(line, start, end, low, high=None):
    return Section(line, start, end, low, low if high is None else high, (f"{line}-source",))


def single(line, start, end, low, high=None):
    return Hop(start, end, ("KP",), (Option(line, "usual", (section(line, start, end, low, high),)),))


def parallel(start, end, **ways):
    """``parallel("a", "b", north=("usual", 10, 12))``."""
    options = (
        Option(name, standing, (section(name, start, end, low, high),)) for name, (standing, low, high) in ways.items()
    )
    return Hop(start, end, ("CN",), tuple(options))


def test_an_option_adds_each_chainage_of_a_line_before_it_compares_them():
    """A disputed post in the middle cancels out; lines do not cancel each other."""
    one = Option("way", "usual", (section("l", "a", "b", 10, 14), section("l", "b", "c", 20, 16)))
    assert one.km == (30, 30)
    two = Option("way", "usual", (section("l", "a", "b", 10, 14), section("m", "b", "c", 20, 16)))
    assert two.km == (26, 34)
    assert two.places == {"a", "b", "c"}


def test_a_disputed_post_at_the_end_widens():
    assert interval([single("l", "a", "b", 10), single("l", "b", "c", 10, 14)], possible=False) == (20, 24)


def test_a_disputed_post_in_the_middle_does_not():
    hops = [single("l", "a", "b", 10, 14), single("l", "b", "c", 20, 16)]
    assert interval(hops, possible=False) == (30, 30)
    assert interval(hops[:1], possible=False) == (10, 14)
    assert interval(hops[1:], possible=False) == (16, 20)
    assert interval([], possible=False) == (0, 0)


def test_parallel_ways_span_what_is_usual_or_reported():
    hop = parallel("a", "b", north=("usual", 50, 52), south=("reported", 40, 41), shortcut=("possible", 30, 90))
    assert interval([hop], possible=False) == (40, 52)
    assert interval([hop], possible=True) == (30, 90)
    assert hop.line is None


def test_merely_possible_ways_count_where_there_are_no_others():
    hop = parallel("a", "b", north=("possible", 50, 52), south=("possible", 40, 41))
    assert interval([hop], possible=False) == interval([hop], possible=True) == (40, 52)
    assert hop.main.name == "south"


def test_a_single_way_of_several_sections_counts_them_all():
    """Where only one of the parallel ways was open that day."""
    way = Option(
        "north", "usual", (section("l", "a", "b", 10, 14), section("l", "b", "c", 20, 16), section("m", "c", "d", 5, 7))
    )
    hop = Hop("a", "d", ("CN",), (way,))
    assert interval([hop], possible=False) == (35, 37)
    (stretch,) = stretches([hop])
    assert (stretch.start, stretch.end, stretch.low_km, stretch.high_km) == ("a", "d", 35, 37)


def test_the_main_way_is_the_shortest_that_is_more_than_possible():
    hop = parallel("a", "b", north=("usual", 50, 52), south=("usual", 50, 51), shortcut=("possible", 30, 30))
    assert hop.main.name == "south"
    tie = parallel("a", "b", z=("usual", 50, 50), y=("usual", 50, 50))
    assert tie.main.name == "y"


def test_stretches_join_a_line_and_name_the_ways():
    hops = [
        single("l", "a", "b", 10, 14),
        single("l", "b", "c", 20, 16),
        parallel("c", "d", north=("usual", 50, 52), shortcut=("possible", 30, 30)),
        single("l", "d", "e", 5),
    ]
    first, second, third = stretches(hops)
    assert (first.line, first.start, first.end, first.low_km, first.high_km, first.ways) == ("l", "a", "c", 30, 30, ())
    assert (second.line, second.low_km, second.high_km) == ("north", 50, 52)  # lines: the usual ones
    assert second.ways == ("north", "shortcut")
    assert second.sources == ("north-source", "shortcut-source")
    assert (third.start, third.end, third.low_km) == ("d", "e", 5)


KMS = st.floats(1, 500)
WAY_KMS = st.tuples(KMS, KMS).map(sorted)
HOPS = st.lists(
    st.builds(lambda line, low, high: single(line, "a", "b", low, high), st.sampled_from("lm"), KMS, KMS)
    | st.builds(
        lambda x, y, z: parallel("a", "b", x=("usual", *x), y=("usual", *y), z=("possible", *z)),
        WAY_KMS,
        WAY_KMS,
        WAY_KMS,
    ),
    max_size=8,
)


@given(HOPS)
def test_stretches_add_up_and_possible_ways_only_widen(hops):
    low, high = interval(hops, possible=False)
    least, most = interval(hops, possible=True)
    assert least <= low <= high <= most
    parts = list(stretches(hops))
    assert sum(part.low_km for part in parts) == pytest.approx(low, abs=0.001 * len(parts))
    assert sum(part.high_km for part in parts) == pytest.approx(high, abs=0.001 * len(parts))


@given(HOPS, st.data())
def test_a_whole_is_never_wider_than_its_parts(hops, data):
    cut = data.draw(st.integers(0, len(hops)))
    (a, b), (c, d) = (interval(part, possible=False) for part in (hops[:cut], hops[cut:]))
    low, high = interval(hops, possible=False)
    assert a + c <= low + 1e-9
    assert high <= b + d + 1e-9


def test_a_stretch_breaks_where_the_train_turns():
    hops = [
        single("l", "a", "b", 10, 14),
        single("l", "b", "c", 20, 16),
        single("l", "c", "b", 20, 16),
        single("l", "b", "d", 5),
    ]
    parts = list(stretches(hops))
    assert [(part.start, part.end, part.low_km, part.high_km) for part in parts] == [
        ("a", "c", 30, 30),
        ("c", "d", 21, 25),
    ]
    assert interval(hops, possible=False) == (51, 55)
    assert not any(part.start == part.end for part in stretches([*hops[1:3]]))
