"""``geodata rules`` and ``explain``; and what settings, waivers and a baseline do to ``check``."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from geodata.formats.outcome_schema import outcome_schema
from geodata.rules import CATALOGUE
from tests import own
from tests.calling import call

EARLY = own.REVIEWED.replace("language: en", "language: en\naccessed: 2025-09-01")


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NO_COLOR", raising=False)
    own.write(tmp_path / "routes", EARLY)
    return tmp_path


def check(capsys, *words):
    # Its own journey over the shipped lines.
    return call(capsys, "check", *words)


def test_rules_are_listed_a_line_each(capsys):
    ended = call(capsys, "rules")
    listed = [line.split()[0] for line in ended.out.splitlines() if line[3:6].isdigit()]
    assert listed == [rule.code for rule in CATALOGUE]
    assert ended.out.startswith("Structure\nSTR001  error    unreadable-file ")
    rows = json.loads(call(capsys, "rules", "--format", "json").out)["rules"]
    assert [row["code"] for row in rows] == [rule.code for rule in CATALOGUE]
    assert {"name", "family", "level", "proves", "errs", "since", "fires", "bad", "finding", "good"} <= rows[0].keys()
    for row in rows:
        at = row["finding"]
        line = row["bad"][at["file"]].splitlines()[at["line"] - 1]
        assert line[at["column"] - 1 :].strip(), row["code"]


@pytest.mark.parametrize("code", ["TIM005", "tim005", "accessed-too-early"])
def test_a_rule_is_explained_by_its_code_or_name(capsys, code):
    ended = call(capsys, "explain", code)
    assert ended.status == 0
    assert ended.out.startswith("TIM005 accessed-too-early (error, since 0.1.0)")
    assert "accessed: 2025-09-01" in ended.out
    assert "    accessed: 2025-09-01\n              ^^^^^^^^^^\n    = accessed on 2025-09-01, before" in ended.out
    assert "«" not in ended.out
    assert json.loads(call(capsys, "explain", code, "--format", "json").out)["rules"][0]["code"] == "TIM005"


@pytest.mark.parametrize("rule", CATALOGUE, ids=lambda rule: rule.code)
def test_every_rule_can_be_explained(capsys, rule):
    assert rule.proves in call(capsys, "explain", rule.code).out


@pytest.mark.parametrize(
    ("typed", "near"), [("TIM05", "TIM005"), ("acessed-to-early", "TIM005"), ("X\x1b[2J" * 90, "geodata rules")]
)
def test_an_unknown_code_is_told_the_nearest(capsys, typed, near):
    assert near in call(capsys, "explain", typed).line
    assert near in call(capsys, "check", "--select", typed).line


def test_a_finding_shows_its_line_and_the_other_place(here, capsys):
    ended = check(capsys)
    assert ended.status == 1
    assert "     6 | accessed: 2025-09-01\n       |           ^^^^^^^^^^" in ended.out
    assert "= and routes/trip/reports/paper.yaml:4:" in ended.out
    assert "\x1b" not in ended.out


@pytest.mark.parametrize(
    ("toml", "status"),
    [
        ('levels = {TIM005 = "warning"}', 0),
        ('levels = {TIM005 = "warning"}\nfail-on = "warning"', 1),
        ('fail-on = "never"', 0),
        ('ignore = ["TIM"]', 0),
        ('select = ["XCL"]', 0),
        ('levels = {TIM = "off"}', 0),
    ],
)
def test_settings_are_followed(here, capsys, toml, status):
    (here / "geodata.toml").write_text(toml)
    assert check(capsys).status == status


def test_a_flag_goes_before_the_settings(here, capsys):
    (here / "geodata.toml").write_text('select = ["XCL"]\nfail-on = "never"')
    assert "TIM005" in check(capsys, "--select", "TIM").out
    assert check(capsys, "--select", "TIM", "--fail-on", "error").status == 1


def test_a_code_in_the_settings_that_no_rule_has(here, capsys):
    (here / "geodata.toml").write_text('fail-on = "never"\nlevels = {TIM05 = "off"}')
    assert check(capsys).line.startswith("geodata.toml:2:1: levels: no rule TIM05; did you mean TIM0")


def test_a_policy_in_the_settings_is_the_policy(here, capsys):
    (here / "geodata.toml").write_text('policy = "none.yaml"')
    assert "none.yaml" in check(capsys).line
    assert "none.yaml" in call(capsys, "ask", "Pyongyang", "Beijing", "20 h").line


def test_a_baseline_is_written_then_holds_back(here, capsys):
    assert "held back" in check(capsys, "--baseline", "known.json", "--write-baseline").out
    held = check(capsys, "--baseline", "known.json")
    assert held.status == 0
    assert "known to the baseline" in held.out
    (here / "geodata.toml").write_text('baseline = "known.json"')
    assert check(capsys).status == 0
    (here / "known.json").unlink()
    assert "no such file" in check(capsys).line


def test_writing_a_baseline_needs_its_file(here, capsys):
    assert "--baseline FILE" in check(capsys, "--write-baseline").line


def test_counts_related_and_waived_are_in_the_json(here, capsys):
    own_report = EARLY.replace("language: en", "language: en\nwaive: {TIM005: {reason: Known.}}")
    (here / "routes/trip/reports/paper.yaml").write_text(own_report)
    printed = json.loads(check(capsys, "--format", "json").out)
    assert printed["waived"][-1]["reason"] == "Known."
    assert printed["waived"][-1]["related"][0]["file"].endswith("paper.yaml")
    assert {"rule", "pass", "fail", "not_applicable", "missing"} == printed["counts"][0].keys()
    assert not list(Draft202012Validator(json.loads(outcome_schema())).iter_errors(printed))
