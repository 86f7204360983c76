"""Numbers on their way from report to report: drift along origins that reports name, copies only as equal figures."""

from __future__ import annotations

import pytest

from geodata import catalog, check, load
from geodata.outcome import Finding
from tests.small_atlas import at, place_of, report, write

WIRE = "origin: wire, origin_basis: named"
GUESS = "origin: wire, origin_basis: matched"


def told(folder, code: str, first: str, second: str, third: str = "") -> list[Finding]:
    """The findings of one rule where the Daily prints the first claim, and the Other, a day later, the second."""
    files = {
        "daily": report(f"claims:\n  a: {{leg: out, {first}}}\n"),
        "trip__reports__other": report(f"claims:\n  «b: {{leg: out, {second}}}\n", "The Other", "2025-09-03"),
    }
    if third:
        files["trip__reports__third"] = report(f"claims:\n  c: {{leg: out, {third}}}\n", "The Third", "2025-09-04")
    found, errors = catalog.read([write(folder, **files)])
    assert not errors, errors
    return [finding for finding in check(found).findings if finding.rule == code]


@pytest.mark.parametrize(
    ("first", "second", "change"),
    [
        ("speed: 60 km/h, role: average", "speed: 60 km/h, role: maximum", "an average became a maximum"),
        ("speed: 60 km/h, hedge: about", "speed: 60 km/h, hedge: at most", '"about" became "at most"'),
        ("duration: 20-24 h", "duration: 24 h", "20-24 h became 24 h"),
        ("duration: 20 h", "duration: 20 h, hedge: at least", 'a bare number became "at least"'),
        ("duration: 20 h, from: bridge", "duration: 20 h", "20 h from bridge to cho became 20 h from ari to cho"),
        ("distance: 90 km", "distance: 90 km, to: bridge", "90 km from ari to cho became 90 km from ari to bridge"),
    ],
    ids=["role", "hedge", "figures", "a hedge gained", "the whole way for a part", "a part for the whole way"],
)
def test_what_changed_along_a_named_origin_is_told_where_it_changed(tmp_path, first, second, change):
    (found,) = told(tmp_path, "ORG001", f"{first}, {WIRE}", f"{second}, {WIRE}")
    assert change in found.message
    assert "from trip/daily/a (2025-09-02) to trip/other/b" in found.message
    assert found.level == "info"
    assert found.claim == "trip/other/b"
    assert at(found.mark) == place_of(report("claims:\n  «b: {}", "The Other", "2025-09-03"))


def test_a_speed_is_the_trains_whichever_leg_it_is_printed_beside(tmp_path):
    files = {
        "daily": report(f"claims:\n  a: {{leg: out, speed: 60 km/h, role: average, {WIRE}}}\n"),
        "trip__reports__other": report(
            f"claims:\n  b: {{leg: back, speed: 60 km/h, role: maximum, {WIRE}}}\n", "The Other", "2025-09-03"
        ),
    }
    found, _ = catalog.read([write(tmp_path, **files)])
    (told_,) = [finding for finding in check(found).findings if finding.rule == "ORG001"]
    assert "an average became a maximum" in told_.message


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("speed: 60 km/h, hedge: about", "speed: 60 km/h, hedge: around"),
        ("distance: 100 km", "distance: 100000 m"),
        ("speed: 60 km/h", "speed: 37 mph"),
        ("distance: 100 km", "duration: 5 h"),
        ("speed: 60 km/h", "speed: 80 km/h, within: CN"),
        ("duration: 5 h", "duration: 2 h, from: bridge"),
    ],
    ids=[
        "a word of the same kind",
        "another unit",
        "a conversion",
        "another kind",
        "another territory",
        "another stretch",
    ],
)
def test_the_same_number_or_another_thing_is_no_drift(tmp_path, first, second):
    assert not told(tmp_path, "ORG001", f"{first}, {WIRE}", f"{second}, {WIRE}")


def test_a_matched_origin_never_drifts(tmp_path):
    assert not told(tmp_path / "a", "ORG001", f"duration: 5 h, {WIRE}", f"duration: 6 h, {GUESS}")
    assert not told(tmp_path / "b", "ORG001", f"duration: 5 h, {GUESS}", f"duration: 6 h, {GUESS}")


def test_a_number_that_came_back_is_not_told_again(tmp_path):
    five, six = f"duration: 5 h, {WIRE}", f"duration: 6 h, {WIRE}"
    (found,) = told(tmp_path, "ORG001", five, six, five)
    assert found.claim == "trip/other/b"


def test_equal_figures_of_a_matched_origin_are_told_as_no_more_than_that(tmp_path):
    (found,) = told(tmp_path, "ORG002", f"duration: 5 h, {WIRE}", f"duration: 5 h, hedge: about, {GUESS}")
    assert found.message == ("same figures, no source named: 5 h in trip/daily, trip/other; origin wire is inferred")
    assert found.level == "info"


def test_equal_figures_of_one_named_origin_need_no_word(tmp_path):
    assert not told(tmp_path, "ORG002", f"duration: 5 h, {WIRE}", f"duration: 5 h, {WIRE}")


def test_other_figures_of_a_matched_origin_are_no_copy(tmp_path):
    assert not told(tmp_path, "ORG002", f"duration: 5 h, {GUESS}", f"duration: 6 h, {GUESS}")


def test_the_sixty_that_became_a_maximum_in_2025_is_found():
    found = [finding for finding in check(load()).findings if finding.rule == "ORG001"]
    assert any("became a maximum" in finding.message and "yna-2025-60" in finding.message for finding in found)
    assert all(finding.level == "info" for finding in found)
