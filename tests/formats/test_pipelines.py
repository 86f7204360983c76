"""What other machines read: the formats of pipelines, valid under the public schemas, deaf to record text."""

from __future__ import annotations

import json
import re
from typing import get_args

import pytest
from jsonschema import Draft7Validator
from lxml import etree

from geodata import catalog, checking
from geodata.cli.records import Format_
from geodata.errors import Mark
from geodata.formats import WRITERS, as_github, as_gitlab, as_jsonl, as_junit, as_markdown, as_sarif
from geodata.formats.markdown import plain
from geodata.outcome import Finding, Outcome, RuleCount
from geodata.rules import RULES
from tests import own
from tests.calling import call

HOSTILE = (
    "a\x1b[31m\u202e\x00\ufffe\ud800\u2028b\r\n::error::c\n##[error]d ]]> <script> & ' \" | `e` **f** [g](javascript:h)"
    " ![i](https://j.example) @k #1 www.l.example https://m.example {0} {{n}} %0A::stop-commands::o"
)
COUNTS = (
    RuleCount("STR002", passed=3),
    RuleCount("GEO001", not_applicable=2, missing=("a point",)),
    RuleCount("XCL001", passed=2, failed=1),
)


def finding(message="50 km/h for 20 h", rule="XCL001", level="error", file="routes/trip/reports/paper.yaml", line=7):
    return Finding(rule, level, message, Mark(file, line, 3), "trip", f"{rule}/fifty", (Mark("routes/places.yaml", 2),))


def outcome(*findings, counts=COUNTS):
    return Outcome(("routes/trip/journey.yaml",), {"version": 1}, (), findings, counts)


EVERY = outcome(
    finding(),
    finding("one", "XCL004", "warning"),
    finding("two", "XCL005", "info"),
    finding(HOSTILE, "STR001", "error", HOSTILE.replace("/", "")),
    finding(HOSTILE, "ZZZ999", "warning", "/elsewhere/a b.yaml"),
)
CASES = {"nothing found": outcome(counts=()), "of every level, hostile too": EVERY}


@pytest.fixture(scope="module")
def shipped():
    return checking.check(catalog.load())


@pytest.fixture(params=[*CASES, "the shipped records"])
def case(request, shipped):
    return CASES.get(request.param, shipped)


# The public schemas


@pytest.mark.schemas
def test_sarif_is_valid(case, schemas):
    schema = json.loads((schemas / "sarif-schema-2.1.0.json").read_text("utf-8"))
    assert [error.message for error in Draft7Validator(schema).iter_errors(json.loads(as_sarif(case)))] == []


@pytest.mark.schemas
@pytest.mark.parametrize("name", ["junit-10.xsd", "junit-windyroad.xsd"])
def test_junit_is_valid_under_both_schemas(case, schemas, name):
    schema = etree.XMLSchema(etree.parse(schemas / name))
    schema.assertValid(etree.fromstring(as_junit(case).encode()))


# What each says


def results(of):
    return json.loads(as_sarif(of))["runs"][0]["results"]


def test_sarif_names_the_place_the_second_place_and_the_rule():
    first = results(EVERY)[0]
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "routes/trip/reports/paper.yaml", "uriBaseId": "%SRCROOT%"}
    assert place["region"] == {"startLine": 7, "startColumn": 3}
    assert first["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "routes/places.yaml"
    run = json.loads(as_sarif(EVERY))["runs"][0]
    assert run["columnKind"] == "unicodeCodePoints"
    rule = run["tool"]["driver"]["rules"][first["ruleIndex"]]
    assert rule["id"] == first["ruleId"] == "XCL001"
    assert "geodata explain XCL001" in rule["help"]["text"]
    assert rule["properties"]["tags"] == ["claims against each other"]


def test_sarif_describes_every_rule():
    described = {rule["id"] for rule in json.loads(as_sarif(outcome()))["runs"][0]["tool"]["driver"]["rules"]}
    assert described == {"STR001", *(rule.code for rule in RULES)}


def test_sarif_tells_a_pass_from_a_rule_that_could_not_be_asked():
    kinds = {result["ruleId"]: (result["kind"], result["level"]) for result in results(outcome())}
    assert kinds == {"STR002": ("pass", "none"), "GEO001": ("notApplicable", "none")}


def test_a_path_below_the_current_folder_is_relative_whatever_was_typed(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    found = outcome(finding(file=str(tmp_path / "routes" / "a b" / "journey.yaml")))
    assert (
        results(found)[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "routes/a%20b/journey.yaml"
    )
    assert json.loads(as_gitlab(found))[0]["location"]["path"] == "routes/a b/journey.yaml"
    assert "::error file=routes/a b/journey.yaml,line=7,col=3,title=XCL001::" in as_github(found)


def fingerprints(of):
    return [result["partialFingerprints"]["geodataSubject/v1"] for result in results(of) if result["kind"] == "fail"]


def test_a_fingerprint_outlives_moved_lines_and_new_words_but_not_another_rule_or_claim():
    (before,) = fingerprints(outcome(finding()))
    assert fingerprints(outcome(finding("other words", line=99))) == [before]
    assert fingerprints(outcome(finding(rule="XCL002"))) != [before]
    two = fingerprints(outcome(finding(), finding("again")))
    assert two[0] == before != two[1]
    assert [issue["fingerprint"] for issue in json.loads(as_gitlab(outcome(finding(), finding("again"))))] == two


def test_junit_fails_for_errors_alone_and_skips_what_could_not_be_asked():
    suite = etree.fromstring(as_junit(EVERY).encode())[0]
    assert (suite.get("tests"), suite.get("failures"), suite.get("errors"), suite.get("skipped")) == (
        "4",
        "1",
        "1",
        "1",
    )
    assert "XCL004: one" in suite.findtext("system-out")
    assert suite.find("testcase[@classname='geodata.STR002']").find("*") is None


def test_gitlab_has_a_severity_and_a_line_for_each_level():
    found = [(issue["severity"], issue["location"]["lines"]["begin"]) for issue in json.loads(as_gitlab(EVERY))]
    assert found[:3] == [("major", 7), ("minor", 7), ("info", 7)]


def test_jsonl_is_the_findings_of_json_one_a_line():
    lines = as_jsonl(EVERY).splitlines()
    assert [json.loads(line)["rule"] for line in lines] == [found.rule for found in EVERY.findings]


def test_concise_starts_with_the_place():
    assert (
        WRITERS["concise"](outcome(finding())) == "routes/trip/reports/paper.yaml:7:3: error XCL001 50 km/h for 20 h\n"
    )


def test_the_summary_shows_what_does_not_fit_in_words(shipped):
    text = as_markdown(shipped)
    assert "■ Ends short" in text
    assert "1,000 km" in text


def test_the_summary_counts_the_rules_that_passed_failed_or_could_not_be_asked():
    assert "3 rules were asked: 1 passed, 1 failed, 1 could be asked of nothing." in as_markdown(outcome())
    assert "were asked" not in as_markdown(outcome(counts=()))


def test_the_summary_stays_readable_when_everything_is_wrong():
    text = as_markdown(outcome(*[finding(HOSTILE)] * 5000))
    assert len(text.encode()) < 1 << 20  # all that a job summary holds
    assert "4,800 more" in text


# Record text is data


@pytest.mark.parametrize("name", sorted(WRITERS.keys() - {"json"}))  # which holds record text as it is
def test_no_format_prints_a_character_that_a_terminal_or_a_log_acts_on(name):
    text = WRITERS[name](EVERY)
    assert text.replace("\n", "").isprintable()
    assert text == "" or text.endswith("\n")


def test_no_record_text_becomes_a_workflow_command():
    text = as_github(EVERY)
    lines = text.splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith("::stop-commands::"))
    token = lines[start].removeprefix("::stop-commands::")
    assert lines[-1] == f"::{token}::"
    assert text.count(token) == 2
    assert start == len(EVERY.findings)
    for line in lines[:start]:
        command = re.fullmatch(r"::(?:error|warning|notice) (.*?)::.*", line)
        assert command
        assert [part.partition("=")[0] for part in command[1].split(",")] == ["file", "line", "col", "title"]
        assert not re.search("%(?!25|3A|2C)", line)


def test_no_record_text_becomes_markup_in_a_summary():
    text = plain(HOSTILE)
    assert not re.search(r"[<>`*_\[\]|!@~]|://|www\.|&(?!#\d+;)", text)
    rows = [line for line in as_markdown(EVERY).splitlines() if line.startswith("| error")]
    assert [row.count("|") for row in rows] == [5, 5]


def test_sarif_messages_hold_no_link_and_no_placeholder():
    hostile = [result["message"]["text"] for result in results(EVERY) if result["ruleId"] == "STR001"]
    assert r"\[g\](javascript" in hostile[0]
    assert "{{0}}" in hostile[0]
    assert not re.search(r"(?<!\\)\[", hostile[0])


# The command


@pytest.mark.parametrize("name", WRITERS)
def test_the_command_writes_every_format_and_the_same_twice(name, tmp_path, capsys):
    root = own.write(tmp_path / "routes")
    ended = [call(capsys, "check", "--format", name, root) for _ in range(2)]
    assert [one.status for one in ended] == [1, 1]
    assert ended[0].out == ended[1].out
    assert "XCL001" in ended[0].out


@pytest.mark.parametrize("name", WRITERS)
def test_a_file_that_cannot_be_read_is_told_in_every_format(name, tmp_path, capsys):
    root = own.write(tmp_path / "routes", report="schema: 1\nschema: 1\n")
    ended = call(capsys, "check", "--format", name, root)
    assert ended.status == 2
    assert "STR001" in ended.out
    assert "stands twice" in ended.out


def test_writers_are_what_the_command_offers():
    assert set(get_args(Format_)) == set(WRITERS)
