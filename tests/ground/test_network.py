"""Sections between stations, and the least way over them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.ground import geodesic_km
from geodata.ground.network import Network, sections
from tests.ground.building import ROW, line, place, world


def usable(_line):
    return True


def sections_of(posts, places=ROW):
    records = world(places, {"l": line(posts)})
    return list(sections(records, "l", records.lines["l"]))


def way(network, start, end, may_use=usable):
    """The places of the least way, in order, and its low kilometres."""
    found = network.least(start, end, may_use)
    return None if found is None else ([s.end for s in found], sum(s.low_km for s in found))


def test_a_section_is_the_difference_of_its_posts():
    first, second = sections_of({"a": 5, "b": 15, "c": (27, 30)})
    assert (first.start, first.end, first.low_km, first.high_km) == ("a", "b", 10, 10)
    assert (second.start, second.end, second.low_km, second.high_km) == ("b", "c", 12, 15)
    assert second.sources == ("posts-b", "posts-c")


def test_beyond_a_disputed_post_the_chainages_meet_again():
    _, second = sections_of({"a": 0, "b": (10, 14), "c": 30})
    assert (second.low_km, second.high_km) == (20, 16)


def test_stations_without_a_post_are_placed_by_geodesics():
    """b lies a quarter of the way, d and e follow at their share of what is left."""
    places = {
        "a": place(40, 125),
        "b": place(40, 125.25),
        "c": place(40, 126),
        "d": place(40, 126.1),
        "e": place(40, 126.2),
    }
    found = sections_of({"a": 0, "b": None, "c": (100, 120), "d": None, "e": (140, 160)}, places)
    assert [(s.start, s.end) for s in found] == [("a", "b"), ("b", "c"), ("c", "d"), ("d", "e")]
    assert [s.low_km for s in found] == pytest.approx([25, 75, 20, 20], rel=1e-4)
    assert [s.high_km for s in found] == pytest.approx([30, 90, 20, 20], rel=1e-4)


def test_the_share_is_measured_along_the_stations_between():
    """A detour over b is longer than straight on, and both steps carry their own part of it."""
    places = {"a": place(40, 125), "b": place(40.3, 125.1), "c": place(40, 125.3)}
    up, down = sections_of({"a": 0, "b": None, "c": 100}, places)
    first, second = geodesic_km(40, 125, 40.3, 125.1), geodesic_km(40.3, 125.1, 40, 125.3)
    assert up.low_km == pytest.approx(100 * first / (first + second))
    assert up.low_km + down.low_km == pytest.approx(100)


def test_stations_at_one_point_share_alike():
    same = dict.fromkeys("abc", place(40, 125))
    assert [s.low_km for s in sections_of({"a": 0, "b": None, "c": 8}, same)] == [4, 4]


def test_a_station_whose_place_is_not_recorded_is_skipped():
    found = sections_of({"a": 0, "nowhere": 4, "b": 10})
    assert [(s.start, s.end, s.low_km) for s in found] == [("a", "b", 10)]
    assert sections_of({"nowhere": 0, "a": None, "b": 10}) == []


def test_both_directions_and_every_line_through_a_place():
    network = Network(world(ROW, {"l": line({"a": 0, "b": 10, "c": (20, 22)})}))
    assert way(network, "a", "c") == (["b", "c"], 20)
    assert way(network, "c", "a") == (["b", "a"], 20)
    assert network.touches("b")
    assert not network.touches("d")
    assert not network.touches("nowhere")


def test_the_least_way_is_found_over_several_lines():
    lines = {
        "straight": line({"a": 0, "c": 50}),
        "one": line({"a": 0, "b": 20}),
        "two": line({"c": 0, "b": 29}),
    }
    network = Network(world(ROW, lines))
    assert way(network, "a", "c") == (["b", "c"], 49)
    assert way(network, "a", "c", lambda name: name != "two") == (["c"], 50)
    assert way(network, "a", "c", lambda name: name == "one") is None


def test_no_way_and_no_step():
    network = Network(world(ROW, {"l": line({"a": 0, "b": 10}), "m": line({"c": 0, "d": 10})}))
    assert network.least("a", "d", usable) is None
    assert network.least("a", "h", usable) is None
    assert network.least("nowhere", "a", usable) is None
    assert network.least("a", "a", usable) == ()


def test_ties_fall_to_the_alphabet_whatever_the_order_of_lines():
    lines = {
        "north": line({"a": 0, "c": 10, "d": 20}),
        "south": line({"a": 0, "b": 10, "d": 20}),
    }
    for order in (("north", "south"), ("south", "north")):
        network = Network(world(ROW, {key: lines[key] for key in order}))
        assert way(network, "a", "d") == (["b", "d"], 20)


@pytest.mark.parametrize(
    ("day", "runs"),
    [
        (None, True),
        (date(1979, 12, 31), False),
        (date(1980, 1, 1), True),
        (date(1990, 12, 31), True),
        (date(1991, 1, 1), False),
    ],
)
def test_a_line_runs_in_the_years_it_was_open_both_included(day, runs):
    network = Network(world(ROW, {"l": line({"a": 0, "b": 10}, open={"from": 1980, "to": 1990})}))
    assert network.open_on("l", day, "rail") is runs
    assert not network.open_on("l", day, "road")


def test_a_line_without_years_always_runs_and_one_without_an_end_still_does():
    network = Network(world(ROW, {"l": line({"a": 0, "b": 10}), "m": line({"a": 0, "b": 10}, open={"from": 1980})}))
    assert network.open_on("l", date(1850, 1, 1), "rail")
    assert network.open_on("m", date(2190, 1, 1), "rail")
    assert not network.open_on("m", date(1979, 1, 1), "rail")


@given(
    st.lists(
        st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef"), st.integers(10, 99)), min_size=1, max_size=9
    )
)
def test_the_least_way_is_no_longer_than_any_other(edges):
    """Against the plainest method there is: shorten until nothing gets shorter."""
    lines = {f"l{i}": line({a: 0, b: km}) for i, (a, b, km) in enumerate(edges) if a != b}
    network = Network(world(ROW, lines))
    best = {(a, b): 0.0 if a == b else float("inf") for a in "abcdef" for b in "abcdef"}
    for a, b, km in edges:
        if a != b:
            best[a, b] = best[b, a] = min(best[a, b], km)
    for via in "abcdef":
        for a in "abcdef":
            for b in "abcdef":
                best[a, b] = min(best[a, b], best[a, via] + best[via, b])
    for (a, b), km in best.items():
        found = network.least(a, b, usable)
        assert (float("inf") if found is None else sum(s.low_km for s in found)) == km
        places = [a, *(s.end for s in found or ())]
        assert found is None or ([s.start for s in found] == places[:-1] and places[-1] == b)


def test_every_recorded_line_rises_and_keeps_its_length(records):
    for key, filed in records.lines.items():
        posts = [station.km for station in filed.record.stations if station.km is not None]
        found = list(sections(records, key, filed))
        assert sum(s.low_km for s in found) == pytest.approx(posts[-1][0] - posts[0][0])
        assert sum(s.high_km for s in found) == pytest.approx(posts[-1][1] - posts[0][1])
        assert all(s.low_km > 0 for s in found), key


def test_between_any_two_stations_of_a_recorded_line_the_rails_are_no_shorter_than_the_earth(records):
    """Slack: posts are printed to a kilometre at both ends, and points may be off by what their records say."""
    for key, filed in records.lines.items():
        found = list(sections(records, key, filed))
        for i in range(len(found)):
            low = high = 0.0
            for section in found[i:]:
                low, high = low + section.low_km, high + section.high_km
                a, b = (records.places[place].record for place in (found[i].start, section.end))
                slack = 2 + (a.within_km or 0) + (b.within_km or 0)
                assert max(low, high) >= geodesic_km(a.lat, a.lon, b.lat, b.lon) - slack, (found[i].start, section.end)
