"""The formats of output, and the schemas that describe them and the records."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from geodata import catalog, checking
from geodata.errors import Mark
from geodata.formats import WRITERS, as_json, as_markdown, as_text
from geodata.formats.answers import answer_json, answer_text
from geodata.formats.outcome_schema import outcome_schema
from geodata.formats.schemas import records_schema
from geodata.formats.words import chip, printable
from geodata.outcome import (
    Basis,
    ClaimReading,
    Finding,
    Ground,
    JourneyOutcome,
    Judgement,
    Outcome,
    StatementOutcome,
    Verdict,
)
from tests import own
from tests.calling import call

ROOT = Path(__file__).resolve().parents[1]
RECORDS = sorted((ROOT / "routes").rglob("*.yaml"))
KINDS = {
    "places.yaml": "PlacesFile",
    "sources.yaml": "SourcesFile",
    "origins.yaml": "OriginsFile",
    "ways.yaml": "WaysFile",
    "journey.yaml": "Journey",
}


def kind(path):
    """Which definition of the schema a record file must be valid as."""
    return {"lines": "LineFile", "reports": "Report"}.get(path.parent.name) or KINDS[path.name]


def validator(schema, name=None):
    """The whole schema, or one of its definitions."""
    return Draft202012Validator({"$ref": f"#/$defs/{name}", "$defs": schema["$defs"]} if name else schema)


def closed(schema):
    """The schema with no key allowed that it does not name."""
    if isinstance(schema, list):
        return [closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {key: closed(value) for key, value in schema.items()}
    named = schema.get("type") == "object" and isinstance(schema.get("properties"), dict)
    return {**inner, "additionalProperties": False} if named else inner


@pytest.fixture(scope="module")
def of_records():
    return json.loads(records_schema())


@pytest.fixture(scope="module")
def of_output():
    return json.loads(outcome_schema())


@pytest.mark.parametrize("write", [records_schema, outcome_schema])
def test_a_schema_is_itself_valid_and_says_which_draft_it_follows(write):
    schema = json.loads(write())
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(schema)


@pytest.fixture(scope="module")
def checked():
    """The shipped records' outcome, as ``check --format json`` prints it."""
    return json.loads(as_json(checking.check(catalog.load())))


# The schema of the records


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_shipped_record_is_valid_under_the_schema(of_records, path):
    value, _ = catalog.parse(path.read_bytes(), path.name)
    assert not [error.message for error in validator(of_records, kind(path)).iter_errors(value)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("schema: 1", "schema: 2"),
        ("outlet: A paper", "paper: A paper"),
        ("speed: 50 km/h", "speed: 50"),
        ("leg: out", "leg: Out There"),
        ("basis: stated", "basis: rumour"),
        ("{of: [fifty, hours]}", "{of: []}"),
    ],
)
def test_what_the_records_refuse_the_schema_refuses(of_records, before, after):
    assert before in own.REPORT
    good, _ = catalog.parse(own.REPORT, "paper.yaml")
    bad, _ = catalog.parse(own.REPORT.replace(before, after), "paper.yaml")
    assert validator(of_records).is_valid(good)
    assert not validator(of_records).is_valid(bad)


@pytest.mark.parametrize("zone", ["Asia/Seoul", ["Asia/Seoul", "Asia/Shanghai"]])
def test_one_value_may_stand_for_a_list_of_one(of_records, zone):
    report, _ = catalog.parse(own.REPORT, "paper.yaml")
    assert isinstance(report, dict)
    event = {"event": "departed", "at": "pyongyang", "when": "2025-09-01", "zone": zone}
    assert validator(of_records, "Report").is_valid({**report, "events": {"left": event}})
    assert not validator(of_records, "Report").is_valid({**report, "events": {"left": {**event, "zone": 9}}})


# The schema of the output


def test_what_check_prints_is_valid_and_every_key_of_it_is_named(of_output, checked):
    assert not list(validator(of_output).iter_errors(checked))
    assert not [error.message for error in validator(closed(of_output), "check").iter_errors(checked)]


@pytest.mark.parametrize(
    "words",
    [
        ("50 km/h", "nearly 20 hours"),
        ("60 km/h",),
        ("60 km/h", "20 hours", "--by", "air"),
        ("60 km/h", "20 hours", "--ground-km", "1300-1400"),
        ("--left", "2025-09-02 10:00", "--arrived", "2025-09-01 10:00"),
        ("30 km/h", "300 km/h", "1,364 km"),
    ],
)
def test_what_ask_prints_is_valid(capsys, of_output, words):
    answer = json.loads(call(capsys, "ask", "Pyongyang", "Beijing", *words, "--format", "json").out)
    assert validator(of_output).is_valid(answer)
    assert not [error.message for error in validator(closed(of_output), "ask").iter_errors(answer)]


@pytest.mark.parametrize("mode", ["rail", "road", "air"])
def test_what_distance_prints_is_valid(capsys, of_output, mode):
    answer = json.loads(call(capsys, "distance", "Pyongyang", "Beijing", "--by", mode, "--format", "json").out)
    assert validator(of_output).is_valid(answer)
    assert not [error.message for error in validator(closed(of_output), "distance").iter_errors(answer)]


def test_what_is_no_output_is_refused(of_output, checked):
    assert not validator(of_output).is_valid([])
    for key, value in (("version", 2), ("findings", None), ("journeys", "none")):
        assert not validator(of_output).is_valid({**checked, key: value})
    journey = checked["journeys"][0]
    for key in ("id", "legs", "statements"):
        less = {name: value for name, value in journey.items() if name != key}
        assert not validator(of_output).is_valid({**checked, "journeys": [less]})


def test_the_command_prints_the_schemas(capsys, of_records, of_output):
    assert json.loads(call(capsys, "schema").out) == of_records
    assert json.loads(call(capsys, "schema", "--outcome").out) == of_output


# Text


@pytest.mark.parametrize(
    ("verdict", "side", "mark", "words"),
    [
        ("agree", None, "●", "Fits"),
        ("strained", None, "◆", "Only if rounded"),
        ("tension", None, "◈", "Hard to square"),
        ("conflict", "short", "■", "Ends short"),
        ("conflict", "over", "▲", "Runs past"),
        ("conflict", "apart", "✕", "Cannot all be true"),
        ("unknown", None, "○", "Not decided"),
    ],
)
def test_a_verdict_is_printed_in_the_words_of_the_page_and_in_the_plain_one(verdict, side, mark, words):
    assert chip(Verdict(verdict), side) == (mark, words)
    first = answer_text(Judgement(Verdict(verdict), "A sentence.", side), 1).splitlines()[0]
    assert first == f"{mark} {words}: {verdict}" + (f" ({side})" if side else "")


def test_text_lists_what_was_read_each_statement_with_both_words_and_the_findings(checked):
    shown = as_text(checking.check(catalog.load()))
    assert shown.startswith(f"read {len(RECORDS)} files in ")
    for journey in checked["journeys"]:
        for statement in journey["statements"]:
            if statement["verdict"] != "unknown":
                verdict = statement["verdict"] + (f" ({statement['side']})" if statement["side"] else "")
                words = chip(Verdict(statement["verdict"]), statement["side"])[1]
                name = f"{statement['report']}/{statement['id']}"
                assert any(
                    line.strip().split(" ", 1)[1].startswith(f"{words}: {name}") and f": {verdict}, " in line
                    for line in shown.splitlines()
                    if line.startswith("  ")
                ), name
                assert printable(statement["sentence"]) in shown
    for finding in checked["findings"]:
        assert (
            f"{finding['file']}:{finding['line']}:{finding['column']}: {finding['level']} {finding['rule']}: " in shown
        )


@pytest.mark.parametrize(
    ("levels", "total"),
    [
        ([], "no findings"),
        (["info"], "1 info"),
        (["error", "warning", "error", "info", "info"], "2 errors, 1 warning, 2 info"),
    ],
)
def test_text_ends_with_the_total(levels, total):
    findings = tuple(Finding("XCL001", level, "m", Mark("a.yaml", i, 1)) for i, level in enumerate(levels, 1))
    assert as_text(Outcome((), {}, (), findings)).splitlines()[-1] == total


def test_many_infos_of_one_rule_are_one_line_where_nobody_asked_for_them():
    def findings(rule, level, many):
        return tuple(Finding(rule, level, "m", Mark("a.yaml", i, 1)) for i in range(1, many + 1))

    outcome = Outcome(
        (), {}, (), (*findings("ORG002", "info", 6), *findings("XCL005", "info", 5), *findings("XCL001", "error", 9))
    )
    lines = as_text(outcome, every_info=False).splitlines()
    assert lines[-2:] == ["6 info ORG002 same-figures; --select ORG002 lists them", "9 errors, 11 info"]
    assert sum(" XCL005: " in line for line in lines) == 5
    assert sum(" XCL001: " in line for line in lines) == 9
    assert sum(" ORG002: " in line for line in as_text(outcome).splitlines()) == 6


def weak(basis: Basis, verdict: str) -> StatementOutcome:
    ground = Ground(1.0, 2.0, 1.0, basis)
    judgement = Judgement(Verdict(verdict), "S.", ground=ground)
    return StatementOutcome("s", "trip/paper", None, "reported", None, Mark("a.yaml", 1, 1), judgement)


def test_statements_decided_without_a_line_are_counted_as_on_weak_ground():
    decided: list[tuple[Basis, str]] = [
        ("detour", "agree"),
        ("geodesic", "conflict"),
        ("lines", "agree"),
        ("detour", "unknown"),
    ]
    statements = tuple(weak(basis, verdict) for basis, verdict in decided)
    outcome = Outcome((), {}, (JourneyOutcome("trip", "a.yaml", (), (), statements, ()),), ())
    assert "trip: 4 statements (2 agree, 1 conflict, 1 unknown; 2 on weak ground)" in as_text(outcome).splitlines()
    assert "| trip | 2 |  |  | 1 | 1 | 2 |" in as_markdown(outcome).splitlines()
    (journey,) = json.loads(as_json(outcome))["journeys"]
    assert [statement["basis"] for statement in journey["statements"]] == ["detour", "geodesic", "lines", "detour"]


def test_what_is_missing_is_told_where_somebody_asked_for_a_file(capsys, tmp_path):
    own.write(
        tmp_path / "routes",
        own.REPORT.replace("  hours: {leg: out, duration: 20 h, hedge: nearly}\n", "").replace(
            "[fifty, hours]", "[fifty]"
        ),
    )
    line = "  ○ Not decided: trip/paper/own: missing is hours or clock times\n"
    assert line in call(capsys, "check", str(tmp_path / "routes")).out
    assert line not in as_text(checking.check(catalog.load(tmp_path / "routes")))


HOSTILE = "a\x1b[31mb\u202ec\nd\u2028e\x85f"


def test_text_shows_hostile_words_on_one_line_without_control_characters():
    finding = Finding("XCL001", "error", HOSTILE, Mark(HOSTILE, 1, 1))
    shown = as_text(Outcome((HOSTILE,), {}, (), (finding,)))
    assert len(shown.splitlines()) == 3
    assert all(line.isprintable() for line in shown.splitlines())
    assert "\\u001b[31mb" in shown


def test_json_keeps_hostile_words_as_data():
    finding = Finding("XCL001", "error", HOSTILE, Mark("a.yaml", 1, 1))
    shown = as_json(Outcome((), {}, (), (finding,)))
    assert json.loads(shown)["findings"][0]["message"] == HOSTILE
    assert "\x1b" not in shown


# JSON


def test_every_format_of_the_contract_so_far_has_a_writer():
    assert WRITERS.keys() >= {"text", "json"}


def test_an_open_end_is_null_and_numbers_end_at_the_third_digit():
    judgement = Judgement(
        Verdict.AGREE,
        "S.",
        claims=(ClaimReading("speed", "speed", "50 km/h", 45, 55, "km/h"),),
        needs={"speed": (65.3914999, None)},
        ground=Ground(1.23456, 2.0, None, "given"),
    )
    answer = json.loads(answer_json(judgement, {"duration": (None, 30.4640001)}, {"version": 1}))
    assert answer["needs"] == {"speed_kmh": [65.391, None], "duration_h": [None, 30.464]}
    assert (answer["ground"]["low_km"], answer["ground"]["geodesic_km"]) == (1.235, None)


def test_clock_times_are_instants_in_utc_and_clashes_stand_in_the_order_of_the_flags():
    judgement = Judgement(
        Verdict.CONFLICT,
        "S.",
        claims=(ClaimReading("left", "event", "2000-01-02", 24.0, 48.0, "h"),),
        conflicts=(("arrived", "duration", "left", "speed"),),
        needs={"left": (None, 24.5)},
    )
    answer = json.loads(answer_json(judgement, {}, {"version": 1}))
    assert answer["needs"] == {"left": [None, "2000-01-02T00:30+00:00"]}
    assert answer["conflicts"] == [["speed", "duration", "left", "arrived"]]
    assert answer["ground"] is None
