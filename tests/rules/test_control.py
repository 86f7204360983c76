"""Control: levels, selection, waivers in records, and a baseline for what was there before."""

from __future__ import annotations

import json
from datetime import date

import pytest

from geodata import catalog, check
from geodata.errors import UnreadableError
from geodata.outcome import Outcome
from geodata.rules.baseline import baseline_text, read_baseline
from geodata.rules.control import Control
from tests.small_atlas import DAILY, FILES, POINTER, at, place_of, report, write

DAY = FILES[DAILY]
EARLY = DAY.replace("language: en", "language: en\naccessed: 2025-09-01")
"""Read before it was published: TIM005."""


def outcome(folder, control=None, as_of=None, **changed) -> Outcome:
    records, errors = catalog.read([write(folder, **changed)])
    return check(records, unread=errors, control=control or Control(), as_of=as_of)


def codes(found: Outcome) -> list[str]:
    return [finding.rule for finding in found.findings]


def waived(report: str, code: str = "TIM005", more: str = "") -> str:
    return report.replace("language: en", f"language: en\nwaive: {{«{code}: {{reason: Known.{more}}}}}", 1)


@pytest.mark.parametrize(
    ("control", "level"),
    [
        (Control(), "error"),
        (Control(levels={"TIM005": "info"}), "info"),
        (Control(levels={"TIM": "warning"}), "warning"),
        (Control(levels={"TIM": "off", "TIM005": "warning"}), "warning"),
        (Control(levels={"TIM": "off"}), None),
        (Control(select=("TIM",)), "error"),
        (Control(select=("XCL",)), None),
        (Control(ignore=("TIM005",)), None),
    ],
)
def test_a_rule_is_as_loud_as_is_asked(tmp_path, control, level):
    found = outcome(tmp_path, control, daily=EARLY)
    assert [finding.level for finding in found.findings] == ([level] if level else [])
    assert ("TIM005" in {count.rule for count in found.counts}) == (level is not None)


def test_a_waiver_holds_back_and_is_listed_with_its_reason(tmp_path):
    found = outcome(tmp_path, daily=waived(EARLY))
    assert found.findings == ()
    ((one),) = found.waived
    assert (one.finding.rule, one.reason) == ("TIM005", "Known.")
    (count,) = [count for count in found.counts if count.rule == "STR007"]
    assert (count.passed, count.failed) == (1, 0)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (waived(DAY), "finds nothing here to waive"),
        (waived(DAY, "TIM095"), "no rule TIM095; did you mean TIM0"),
        (waived(DAY, "STR001"), "cannot be waived"),
    ],
)
def test_a_waiver_without_use_is_told_at_its_place(tmp_path, text, says):
    (finding,) = outcome(tmp_path, daily=text).findings
    assert (finding.rule, finding.level, finding.journey) == ("STR007", "warning", "trip")
    assert says in finding.message
    assert at(finding.mark) == place_of(text)


def test_a_waiver_of_a_rule_that_was_not_asked_is_left_in_peace(tmp_path):
    assert outcome(tmp_path, Control(ignore=("TIM005",)), daily=waived(DAY)).findings == ()


def test_a_waiver_runs_out_by_the_given_day_and_by_no_clock(tmp_path):
    text = waived(EARLY, more=", until: 2025-10-01")
    assert codes(outcome(tmp_path / "a", daily=text)) == []
    assert codes(outcome(tmp_path / "b", daily=text, as_of=date(2025, 10, 1))) == []
    late = outcome(tmp_path / "c", daily=text, as_of=date(2025, 10, 2))
    assert sorted(codes(late)) == ["STR007", "TIM005"]
    assert "ran out on 2025-10-01" in next(f.message for f in late.findings if f.rule == "STR007")


def test_a_reason_is_a_must(tmp_path):
    text = DAY.replace("language: en", "language: en\nwaive: {TIM005: {until: 2025-10-01}}")
    (finding,) = outcome(tmp_path, daily=text).findings
    assert finding.rule == "STR001"
    assert 'missing key "reason"' in finding.message


BAD_HOURS = "  hours: {leg: out, duration: 15 min%s}"


@pytest.mark.parametrize(
    ("held", "kept"),
    [
        (DAY.replace("  hours: {leg: out, duration: 5 h}", BAD_HOURS % ", waive: {PHY003: {reason: Known.}}"), []),
        (
            DAY.replace("hedge: about,", "hedge: about, waive: {PHY003: {reason: Known.}},").replace(
                "  hours: {leg: out, duration: 5 h}", BAD_HOURS % ""
            ),
            ["PHY003", "STR007"],
        ),
        (waived(DAY, "PHY003").replace("  hours: {leg: out, duration: 5 h}", BAD_HOURS % ""), []),
    ],
    ids=["on the claim", "on the claim before it", "on the report"],
)
def test_a_waiver_holds_for_its_record_and_what_is_inside_it(tmp_path, held, kept):
    found = outcome(tmp_path, Control(select=("PHY", "STR")), daily=held)
    assert sorted(codes(found)) == kept


def test_waivers_stand_on_places_lines_stations_and_legs(tmp_path):
    late = FILES["trip/journey.yaml"].replace("title: A trip", "title: A trip\nleft: 2025-09-02")
    on_leg = late.replace("on: 2025-09-01}", "on: 2025-09-01, waive: {TIM009: {reason: Known.}}}")
    assert codes(outcome(tmp_path / "a", trip__journey=late)) == ["TIM009"]
    assert codes(outcome(tmp_path / "b", trip__journey=on_leg)) == []
    line = FILES["lines/main.yaml"]
    short = line.replace("cho, km: 300,", "cho, km: 280,")
    on_station = short.replace("cho, km: 280,", "cho, waive: {GEO001: {reason: Known.}}, km: 280,")
    on_line = short.replace("name: Main line", "name: Main line\n  waive: {GEO001: {reason: Known.}}")
    assert codes(outcome(tmp_path / "c", lines__main=short)) == ["GEO001"]
    assert codes(outcome(tmp_path / "d", lines__main=on_station)) == []
    assert codes(outcome(tmp_path / "e", lines__main=on_line)) == []
    places = FILES["places.yaml"].replace("zone: Asia/Pyongyang, lat", "zone: Asia/Pyongjang, lat")
    on_place = places.replace("cho: {name", "cho: {waive: {STR009: {reason: Known.}}, name")
    assert codes(outcome(tmp_path / "f", Control(select=("STR009",)), places=places)) == ["STR009"]
    assert codes(outcome(tmp_path / "g", Control(select=("STR009",)), places=on_place)) == []


def test_a_baseline_holds_back_what_is_known_and_no_more(tmp_path):
    first = outcome(tmp_path, daily=EARLY)
    file = tmp_path / "baseline.json"
    file.write_text(baseline_text(first.findings), "utf-8")
    known = read_baseline(file)
    again = outcome(tmp_path, Control(baseline=known), daily=EARLY.replace("language: en", "language: en\ntitle: A"))
    assert (codes(again), again.baselined) == ([], 1)
    moved = outcome(
        tmp_path, Control(baseline=known), daily=EARLY.replace("accessed: 2025-09-01", "accessed: 2025-08-01")
    )
    assert (codes(moved), moved.baselined) == (["TIM005"], 0)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "{}",
        '{"version": 2, "findings": []}',
        '{"version": 1, "findings": [1]}',
        '{"version": 1, "findings": [{"rule": "A", "file": "b", "message": "c", "count": -1}]}',
        '{"version": 1, "findings": [{"rule": "A", "file": "b", "message": "c", "count": true}]}',
        "[" * 100_000,
        f'{{"version": 1, "findings": [{"9" * 5000}]}}',
    ],
    ids=range(10),
)
def test_what_is_no_baseline_is_refused_in_one_line(tmp_path, text):
    file = tmp_path / "baseline.json"
    file.write_text(text, "utf-8")
    with pytest.raises(UnreadableError, match="--write-baseline") as caught:
        read_baseline(file)
    assert "\n" not in str(caught.value)


def test_a_baseline_is_the_same_however_findings_come(tmp_path):
    found = outcome(tmp_path, daily=EARLY.replace("duration: 5 h", "duration: 15 min")).findings
    assert len(found) > 1
    assert baseline_text(found) == baseline_text(found[::-1])
    assert json.loads(baseline_text(found))["version"] == 1


def test_no_pointer_is_left_in_what_is_read(tmp_path):
    write(tmp_path, daily=waived(EARLY))
    assert POINTER not in (tmp_path / DAILY).read_text("utf-8")


def test_a_message_is_one_line_whatever_it_repeats(tmp_path):
    write(tmp_path, daily=FILES[DAILY].replace("outlet: The Daily", 'outlet: "The \\tDaily"'))
    other = report("claims:\n  a: {leg: back, speed: 60 km/h}\n", "The Daily", "2025-09-03")
    (tmp_path / "trip/reports/weekly.yaml").write_text(other.replace("the-daily", "weekly"), "utf-8")
    records, _ = catalog.read([tmp_path])
    (finding,) = check(records).findings
    assert finding.rule == "PRV005"
    assert "The \\tDaily" in finding.message
    assert finding.message.isprintable()
