"""Ways beside parts of ways: they nest, they are cut at places that were passed, and many of them stay quick."""

from __future__ import annotations

import pytest

from geodata.ground import Atlas
from geodata.records import Line, WayGroup
from tests.ground.building import ROW, group, line, place, world


def small(lines, ways):
    return Atlas(world(ROW, lines, ways))


def measured(atlas, *names, **how):
    return atlas.route([atlas.gazetteer.spot(name) for name in names], **how)


def km(route):
    return route.ground.low_km, route.ground.high_km


# a –(l)– b ={north | south}= c –(m)– d, and all of it beside the long way x, by e.
LINES = {
    "l": line({"a": 0, "b": 20}),
    "north": line({"b": 0, "c": 30}),
    "south": line({"b": 0, "f": 15, "c": 40}),
    "m": line({"c": 0, "d": 10}),
    "x": line({"a": 0, "e": 40, "d": 90}),
}
INNER = group("b", "c", {"north": ("usual", "north"), "south": ("usual", "south")})
OUTER = group("a", "d", {"straight": ("usual", "l north m"), "long": ("possible", "x")})
NESTED = small(LINES, {"a-d": OUTER, "b-c": INNER})


def test_a_group_within_a_way_widens_it():
    route = measured(NESTED, "a", "d")
    assert km(route) == (60, 70)
    assert (route.ground.possible_low_km, route.ground.possible_high_km) == (60, 90)
    (stretch,) = route.ground.sections
    assert stretch.ways == ("long", "straight", "north", "south")
    assert "posts-f" in route.ground.sources


def test_there_and_back_nested_ways_are_the_same():
    assert km(measured(NESTED, "d", "a")) == (60, 70)


def test_the_names_of_the_groups_do_not_matter():
    assert km(measured(small(LINES, {"one": INNER, "two": OUTER}), "a", "d")) == (60, 70)


def test_a_way_may_be_named_by_either_of_the_lines_beside_its_part():
    other = group("a", "d", {"straight": ("usual", "l south m"), "long": ("possible", "x")})
    assert km(measured(small(LINES, {"a-d": other, "b-c": INNER}), "a", "d")) == (60, 70)


@pytest.mark.parametrize(
    ("through", "expected"),
    [("f", (70, 70)), ("e", (90, 90)), ("b", (60, 70)), ("c", (60, 70))],
)
def test_a_place_pins_the_inner_way_or_the_outer_one(through, expected):
    route = measured(NESTED, "a", "d", through=[through])
    assert km(route) == expected
    assert through in route.places


def test_every_way_is_drawn_from_where_it_parts():
    drawn = {way.name: way for way in measured(NESTED, "a", "d").alignments}
    assert set(drawn) == {"route", "long", "south"}
    assert [fix.place for fix in drawn["route"].fixes] == ["a", "b", "c", "d"]
    assert drawn["south"].fixes[0].low_km == 20
    assert drawn["long"].fixes[0].low_km == 0


def test_a_place_on_two_of_three_ways_keeps_both_and_is_a_place_of_the_route():
    # From a to d: by b and c, by b and f, or by e. b lies on the first two.
    lines = {
        "first": line({"a": 0, "b": 20, "c": 50, "d": 60}),
        "second": line({"a": 0, "b": 20, "f": 45, "d": 80}),
        "third": line({"a": 0, "e": 40, "d": 90}),
    }
    ways = {"a-d": group("a", "d", {name: ("usual", name) for name in lines})}
    assert km(measured(small(lines, ways), "a", "d")) == (60, 90)
    route = measured(small(lines, ways), "a", "d", through=["b"])
    assert km(route) == (60, 80)
    assert route.places == ("a", "b", "d")
    assert km(measured(small(lines, ways), "a", "b", "d")) == (60, 80)
    assert km(measured(small(lines, ways), "a", "d", through=["b", "f"])) == (80, 80)


def test_ways_that_share_their_way_to_the_place_are_one_up_to_it():
    lines = {
        "trunk": line({"a": 0, "b": 20}),
        "first": line({"b": 0, "d": 40}),
        "second": line({"b": 0, "f": 30, "d": 60}),
        "third": line({"a": 0, "d": 90}),
    }
    three = {
        "first": ("possible", "trunk first"),
        "second": ("usual", "trunk second"),
        "third": ("usual", "third"),
    }
    route = measured(small(lines, {"a-d": group("a", "d", three)}), "a", "d", through=["b"])
    assert [hop.line for hop in route.hops] == ["trunk", None]
    assert km(route) == (80, 80)
    assert route.ground.possible_low_km == 60


def chain(count):
    """Groups one after the other: p0 to p1 over two ways of 10 and 12 km, and so on."""
    places = {f"p{i}": place(40, 100 + i / 20, f"P{i}") for i in range(count + 1)}
    lines: dict[str, Line] = {}
    ways: dict[str, WayGroup] = {}
    for i in range(count):
        ends = f"p{i}", f"p{i + 1}"
        lines |= {f"n{i}": line({ends[0]: 0, ends[1]: 10}), f"s{i}": line({ends[0]: 0, ends[1]: 12})}
        ways[f"g{i}"] = group(*ends, {"n": ("usual", f"n{i}"), "s": ("usual", f"s{i}")})
    return places, lines, ways


def test_forty_groups_in_a_row_within_one_way():
    places, lines, ways = chain(40)
    lines["round"] = line({"p0": 0, "p40": 600})
    ways["all"] = group("p0", "p40", {"n": ("usual", " ".join(f"n{i}" for i in range(40))), "r": ("possible", "round")})
    route = measured(Atlas(world(places, lines, ways)), "p0", "p40")
    assert km(route) == (400, 480)
    assert route.ground.possible_high_km == 600


def test_forty_groups_one_within_the_other():
    """Each group leads from p(i) to q(i), over a link and the next one: 2^40 ways in all."""
    count = 40
    places = {f"p{i}": place(40, 100 - i / 20, f"P{i}") for i in range(count + 1)}
    places |= {f"q{i}": place(41, 100 - i / 20, f"Q{i}") for i in range(count + 1)}
    lines = {f"in{i}": line({f"p{i + 1}": 0, f"p{i}": 10}) for i in range(count)}
    lines |= {f"by{i}": line({f"p{i + 1}": 0, f"p{i}": 11}) for i in range(count)}
    lines |= {f"out{i}": line({f"q{i}": 0, f"q{i + 1}": 10}) for i in range(count)}
    lines["middle"] = line({"p0": 0, "q0": 120})
    ways = {}
    for i in range(count):
        inner = ["middle", *(f"in{j}" for j in range(i)), *(f"out{j}" for j in range(i + 1))]
        two = {name: ("usual", " ".join([*inner, f"{name}{i}"])) for name in ("in", "by")}
        ways[f"g{i}"] = group(f"p{i + 1}", f"q{i + 1}", two)
    route = measured(Atlas(world(places, lines, ways)), f"p{count}", f"q{count}")
    assert km(route) == (120 + 20 * count, 120 + 21 * count)


def test_groups_that_hold_each_other_come_to_an_end():
    lines = {
        "ab": line({"a": 0, "b": 10}),
        "bc": line({"b": 0, "c": 10}),
        "cd": line({"c": 0, "d": 10}),
        "ad": line({"a": 0, "d": 35}),
    }
    ways = {
        "outer": group("a", "d", {"by": ("usual", "ab bc cd"), "past": ("usual", "ad")}),
        "inner": group("b", "c", {"short": ("usual", "bc"), "round": ("usual", "ab ad cd")}),
    }
    atlas = small(lines, ways)
    low, high = km(measured(atlas, "a", "d"))
    assert low == 30
    assert high >= 35
    assert km(measured(atlas, "b", "c")) == (10, 55)
