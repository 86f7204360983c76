"""Counts of trips beside the journeys on record: too many are told, too few decide nothing."""

from __future__ import annotations

import pytest

from geodata import catalog, check
from geodata.outcome import Finding
from tests.small_atlas import FILES, report, write

TRIP = FILES["trip/journey.yaml"].replace("title: A trip", "title: A trip\ntraveller: The traveller")
FLIGHT = """\
schema: 1
title: A flight
traveller: The traveller
legs:
  there: {direction: out, from: cho, to: ari, mode: air, on: 2025-08-01}
"""
LATER = FLIGHT.replace("2025-08-01", "2025-10-01")
STRANGER = FLIGHT.replace("The traveller", "Another")


def counted(folder, *claims: str, **journeys: str) -> list[Finding]:
    """What is told of counts in a report of 2 September 2025, beside a trip by rail and other journeys."""
    body = "claims:\n" + "".join(f"  c{i}: {{{claim}}}\n" for i, claim in enumerate(claims))
    files = {"trip__journey": TRIP, "daily": report(body)}
    files |= {f"{name}__journey": text for name, text in journeys.items()}
    found, errors = catalog.read([write(folder, **files)])
    assert not errors, errors
    return [finding for finding in check(found).findings if finding.rule == "CNT001"]


def test_more_journeys_on_record_than_were_counted(tmp_path):
    (found,) = counted(tmp_path, "count: 1 trip", flight=FLIGHT)
    assert found.message == "1 trip, while 2 are on record (flight, trip)"
    assert found.level == "info"


@pytest.mark.parametrize(
    "claim",
    ["count: 2 trips", "count: two journeys", "count: 2 trips, hedge: about", "count: 1 visit, hedge: at least"],
)
def test_a_count_that_takes_in_what_is_on_record(tmp_path, claim):
    assert not counted(tmp_path, claim, flight=FLIGHT)


def test_earlier_trips_leave_out_the_one_under_way(tmp_path):
    assert not counted(tmp_path, "count: 1 earlier trip", flight=FLIGHT)


def test_fewer_journeys_on_record_decide_nothing(tmp_path):
    (found,) = counted(tmp_path, "count: eight trips", flight=FLIGHT)
    assert found.message.startswith("unknown: eight trips, while 2 are on record (flight, trip)")
    assert "missing is a record of every trip" in found.message


def test_a_mode_a_country_and_the_day_of_the_report_are_minded(tmp_path):
    others = {"flight": FLIGHT, "later": LATER, "stranger": STRANGER}
    assert not counted(tmp_path / "a", "count: 1 trip, by: air", **others)
    assert not counted(tmp_path / "b", "count: 1 trip, by: rail", **others)
    assert not counted(tmp_path / "c", "count: 2 trips, within: CN", **others)
    (found,) = counted(tmp_path / "d", "count: 2 trips, within: RU", **others)
    assert found.message.startswith("unknown: 2 trips, while 0 are on record;")


def test_a_count_of_another_thing_is_left_alone(tmp_path):
    assert not counted(tmp_path, "count: 21 cars", 'count: "90"', "count: 3 trains", flight=FLIGHT)


def test_whose_trips_they_are_must_be_known(tmp_path):
    body = report("claims:\n  c: {count: 8 trips}\n")
    found, _ = catalog.read([write(tmp_path, daily=body)])
    (finding,) = [finding for finding in check(found).findings if finding.rule == "CNT001"]
    assert "missing is whose trips they are" in finding.message


def test_parts_beyond_the_whole_are_told(tmp_path):
    found = counted(tmp_path, "count: 2 trips", "count: 3 trips, by: rail", "count: 3 trips, by: air", flight=FLIGHT)
    whole = next(finding for finding in found if finding.claim == "trip/daily/c0")
    assert whole.message == "2 trips, while its parts are 3 trips by rail and 3 trips by air"


def test_eight_trips_five_by_train_three_by_air(tmp_path):
    # The records hold one of each: that decides nothing, three times.
    found = counted(tmp_path, "count: 8 trips", "count: 5 trips, by: rail", "count: 3 trips, by: air", flight=FLIGHT)
    assert [finding.message.split(",")[0] for finding in found] == [
        "unknown: 8 trips",
        "unknown: 5 trips by rail",
        "unknown: 3 trips by air",
    ]
