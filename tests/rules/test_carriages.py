"""CNT002: how many carriages reports count in one train."""

from __future__ import annotations

import pytest

from geodata import catalog, check
from geodata.outcome import Finding
from tests.small_atlas import report, write


def differing(folder, *counts: str) -> list[Finding]:
    """The findings where each report, a day after the one before, has one of these counts."""
    reports = {
        f"trip__reports__paper-{i}": report(
            f"claims:\n  cars: {{{count}, voice: A wire}}\n", outlet=f"Paper {i}", on=f"2025-09-0{i + 1}"
        )
        for i, count in enumerate(counts)
    }
    found, errors = catalog.read([write(folder, **reports)])
    assert not errors
    return [finding for finding in check(found).findings if finding.rule == "CNT002"]


@pytest.mark.parametrize(
    "counts",
    [
        ("leg: out, count: 21 cars",),
        ("leg: out, count: 21 cars", "leg: there, count: 21 carriages"),
        ("leg: out, count: 21 cars", "leg: out, count: 20 cars, hedge: about"),
        ("leg: out, count: 21 cars", "leg: out, count: 20 cars, hedge: at least"),
        ("leg: out, count: 21 cars", "leg: out, count: 10-25 cars"),
        ("leg: out, count: 21 cars", "leg: back, count: 12 cars"),
        ("leg: out, count: 21 cars", "leg: out, within: KP, count: 12 cars"),
        ("leg: out, count: 21 cars", "leg: out, count: 90 cars, modality: typical"),
        ("leg: out, count: 21 cars", "count: 90 cars"),
        ("leg: out, count: 21 cars", "leg: out, count: 3 trains"),
        ("leg: out, count: 21 cars", "leg: out, count: many cars"),
    ],
)
def test_what_may_be_one_number_or_is_another_train_is_left_alone(tmp_path, counts):
    assert not differing(tmp_path, *counts)


def test_the_later_of_two_is_told(tmp_path):
    (found,) = differing(tmp_path, "leg: out, count: 21 cars", "leg: round, count: 22 cars, hedge: exactly")
    assert found.claim == "trip/paper-1/cars"
    assert found.message == "exactly 22 cars, while elsewhere the same train has 21 cars (trip/paper-0)"
    assert [mark.file.rsplit("/", 1)[-1] for mark in found.related] == ["paper-0.yaml"]


def test_the_one_that_most_do_not_have_is_told_though_it_came_first(tmp_path):
    (found,) = differing(
        tmp_path,
        "leg: out, count: 12 cars, modality: observed",
        "leg: out, count: 21 cars",
        "leg: out, count: 21 cars",
        "leg: out, count: 20 cars, hedge: about",
    )
    assert found.claim == "trip/paper-0/cars"
    assert found.message == (
        "12 cars, while elsewhere the same train has 21 cars (trip/paper-1 and 1 more), about 20 cars (trip/paper-3)"
    )
