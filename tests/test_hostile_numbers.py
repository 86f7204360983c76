"""Numbers and days that no train ever had: each gets one line, at its place, from the command and in a record."""

from __future__ import annotations

import pytest

from geodata import catalog, check
from tests.calling import call
from tests.fuzz import EVERY
from tests.small_atlas import at, place_of, report, write

NUMBERS = [
    "²",
    "1/0 days",
    "½/0 h",
    "1e308 km/h",
    "-0 h",
    "NaN h",
    "∞ h",
    "0x10 h",
    "9" * 190 + " h",
    "1,2,3 h",
    "٣/٠ h",
]
DAYS = ["9999-12-31", "9999-12-31 24:00", "9999-12-31T23:59Z", "0001-01-01", "0000-01-01", "2025-02-30", "²025-01-01"]
BODY = """claims:
  a: {leg: out, duration: 5 h, modality: observed}
events:
  b: {event: arrived, at: cho, when: 2025-09-01}
"""
JOURNEY = "schema: 1\ntitle: A trip\nlegs:\n  there: {direction: out, from: ari, to: cho, mode: rail, on: 2025-09-02}\n"


@pytest.mark.parametrize("number", [*NUMBERS[:3], "9" * 5000 + " h"])
def test_a_question_with_a_number_that_is_none(capsys, number):
    line = call(capsys, "ask", "Pyongyang", "Beijing", number).line
    assert line.startswith("geodata: ")
    assert len(line) < 400


@pytest.mark.parametrize("day", DAYS[1:4])
def test_a_question_about_a_day_that_no_train_ran(capsys, day):
    assert call(capsys, "ask", "Pyongyang", "Beijing", "20 h", "--left", day).line.startswith("geodata: ")


@pytest.mark.parametrize("number", NUMBERS)
def test_a_record_of_a_number_that_is_none(tmp_path, number):
    text = report(f'claims:\n  a: {{leg: out, duration: «"{number}"}}\n')
    records, errors = catalog.read([write(tmp_path, daily=text)])
    assert errors == ()
    (finding,) = check(records).findings
    assert (finding.rule, at(finding.mark)) == ("STR003", place_of(text))


@pytest.mark.parametrize("day", DAYS)
def test_a_record_of_a_clock_time_on_a_day_that_no_train_ran(tmp_path, day):
    text = report(f'events:\n  a: {{event: departed, leg: out, at: ari, when: «"{day}"}}\n')
    records, errors = catalog.read([write(tmp_path, daily=text)])
    assert errors == ()
    assert [(one.rule, at(one.mark)) for one in check(records).findings] == [("STR005", place_of(text))]


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
@pytest.mark.parametrize("key", ["published", "accessed", "corrected", "withdrawn", "until", "on", "left", "home"])
def test_the_first_and_the_last_day_that_a_calendar_has_are_no_crash(tmp_path, day, key):
    files = {"daily": report(BODY), "trip__journey": JOURNEY}
    match key:
        case "published":
            files["daily"] = report(BODY, on=day)
        case "until":
            files["daily"] += f"waive: {{TIM005: {{reason: Known., until: {day}}}}}\n"
        case "on":
            files["trip__journey"] = JOURNEY.replace("2025-09-02", day)
        case "left" | "home":
            files["trip__journey"] = f"{JOURNEY}{key}: {day}\n"
        case _:
            files["daily"] += f"{key}: {day}\n"
    records, errors = catalog.read([write(tmp_path, **files)])
    assert errors == ()
    assert all(finding.message.isprintable() for finding in check(records, control=EVERY).findings)
