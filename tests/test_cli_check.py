"""``geodata check``: the contract of the records' checker."""

import json
import re
import shutil
from pathlib import Path

import pytest

from tests import own
from tests.calling import call

ROOT = Path(__file__).resolve().parents[1]
SHIPPED = ROOT / "routes"

JOURNEY_KEYS = {"id", "file", "legs", "events", "statements", "conflicts"}
STATEMENT_KEYS = {
    "id",
    "report",
    "voice",
    "modality",
    "claims",
    "readings",
    "verdict",
    "side",
    "tension",
    "misfit",
    "robust",
    "sentence",
    "conflicts",
    "needs",
    "reviewed",
}
CLAIM_KEYS = {"id", "kind", "text", "low", "high", "unit", "role"}
GROUND_KEYS = {"low_km", "high_km", "geodesic_km", "basis", "sections"}
FINDING_KEYS = {"rule", "level", "message", "file", "line", "column", "journey", "claim"}


@pytest.fixture(scope="module")
def shipped(run_geodata):
    """The shipped records, checked once, as JSON."""
    ran = run_geodata("check", "--format", "json", cwd=ROOT)
    assert (ran.returncode, ran.stderr) == (0, "")
    return json.loads(ran.stdout)


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An empty folder to stand in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def routes(here):
    """A copy of the shipped records, in the folder that is checked by default."""
    shutil.copytree(SHIPPED, here / "routes")
    return here / "routes"


def statements(outcome, journey):
    found = next(one for one in outcome["journeys"] if one["id"] == journey)
    return {f"{one['report'].split('/')[1]}/{one['id']}": one for one in found["statements"]}


def rules(outcome):
    return {finding["rule"] for finding in outcome["findings"]}


def without_review(text):
    """The text of a report less its first review, and the line of the statement that had it."""
    lines = text.splitlines(keepends=True)
    first = next(i for i, line in enumerate(lines) if line.strip() == "reviewed:")
    depth = len(lines[first]) - len(lines[first].lstrip())
    rest = [i for i in range(first + 1, len(lines)) if len(lines[i]) - len(lines[i].lstrip()) <= depth]
    statement = max(i for i in range(first) if re.match(r"  \S", lines[i]))
    return "".join(lines[:first] + lines[rest[0] :]), statement + 1


# The shipped records


def test_the_shipped_records_hold(shipped):
    assert not [finding for finding in shipped["findings"] if finding["level"] == "error"]


def test_a_statement_in_conflict_carries_its_review(shipped):
    conflicts = [one for one in statements(shipped, "beijing-2025").values() if one["verdict"] == "conflict"]
    assert conflicts
    assert all(one["reviewed"]["verdict"] == "conflict" for one in conflicts)


def test_the_news_of_fifty_and_twenty_ends_short(shipped):
    statement = statements(shipped, "beijing-2025")["newswatch/train"]
    assert (statement["verdict"], statement["side"]) == ("conflict", "short")
    assert "1,000 km" in statement["sentence"]
    assert statement["conflicts"] == [["fifty", "hours"]]


def test_forty_five_at_home_and_eighty_in_china_agree_with_twenty_hours(shipped):
    assert statements(shipped, "beijing-2025")["el-comercio-copy/own"]["verdict"] == "agree"


def test_two_voices_of_one_paper_are_not_each_others_contradiction(shipped):
    said = [one for name, one in statements(shipped, "beijing-2025").items() if name.startswith("the-independent/")]
    assert len({one["voice"] for one in said}) > 1
    assert not {one["verdict"] for one in said} & {"tension", "conflict"}
    assert not [f for f in shipped["findings"] if "the-independent" in f["file"] and f["level"] == "error"]


def test_json_has_the_shape_of_the_contract(shipped):
    assert shipped.keys() >= {"version", "read", "policy", "journeys", "findings"}
    assert shipped["version"] == 1
    assert all(name.startswith("routes/") for name in shipped["read"])
    assert [one["id"] for one in shipped["journeys"]] == sorted(one["id"] for one in shipped["journeys"])
    for journey in shipped["journeys"]:
        assert journey.keys() >= JOURNEY_KEYS
        for leg in journey["legs"]:
            assert leg.keys() >= {"id", "mode", "from", "to", "ground"}
            assert leg["ground"].keys() >= GROUND_KEYS
        for statement in journey["statements"]:
            assert statement.keys() >= STATEMENT_KEYS
            assert all(claim.keys() >= CLAIM_KEYS for claim in statement["claims"])
        for clash in journey["conflicts"]:
            assert clash.keys() >= {"claims", "tension", "sentence"}
    for finding in shipped["findings"]:
        assert finding.keys() >= FINDING_KEYS


def test_findings_point_into_the_file_at_what_they_speak_of(shipped):
    for finding in shipped["findings"]:
        line = (ROOT / finding["file"]).read_text("utf-8").splitlines()[finding["line"] - 1]
        there = line[finding["column"] - 1 :]
        if finding["claim"] is None:  # of the ground: a station of a line
            assert there.startswith(("place: ", "{place: "))
        elif finding["rule"] in {"CNT001", "CNT002"}:
            assert line[: finding["column"] - 1].strip() == "count:"
        else:
            assert there.startswith(finding["claim"].rsplit("/", 1)[1])


def test_the_bytes_depend_on_nothing_around(run_geodata):
    ran = [
        run_geodata("check", "--format", "json", cwd=ROOT, env={"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": lang})
        for seed, zone, lang in [("0", "Asia/Kolkata", "C"), ("3", "America/New_York", "C.UTF-8")]
    ]
    assert ran[0].stdout == ran[1].stdout != ""


# Reviews


def test_without_its_review_a_conflict_fails_with_its_place_and_the_arithmetic(capsys, routes):
    report = routes / "beijing-2025/reports/newswatch.yaml"
    text, line = without_review(report.read_text("utf-8"))
    report.write_text(text, "utf-8")
    ended = call(capsys, "check")
    assert (ended.status, ended.err) == (1, "")
    [error] = [one for one in ended.out.splitlines() if ": error " in one]
    assert error.startswith(f"routes/beijing-2025/reports/newswatch.yaml:{line}:3: error XCL001: ")
    assert "1,000 km" in error
    assert "cannot all be true" in error


def test_a_reviewed_conflict_passes(capsys, here):
    ended = call(capsys, "check", "--records", own.write(Path("mine"), own.REVIEWED))
    assert ended.status == 0
    assert "conflict (short)" in ended.out


@pytest.mark.parametrize(
    ("before", "after", "rule"),
    [
        ("clash: [[fifty, hours]]", "clash: []", "XCL002"),
        ("verdict: conflict", "verdict: tension", "XCL002"),
        ("50 km/h", "70 km/h", "XCL003"),
    ],
    ids=["another clash", "another verdict", "no longer needed"],
)
def test_a_review_that_drifted_from_the_verdict_fails(capsys, here, before, after, rule):
    assert before in own.REVIEWED
    folder = own.write(Path("mine"), own.REVIEWED.replace(before, after))
    ended = call(capsys, "check", "--records", folder, "--format", "json")
    assert ended.status == 1
    assert rules(json.loads(ended.out)) == {rule}


# What fails a check


def test_a_journey_of_ones_own_gets_its_verdict_over_the_shipped_lines(capsys, here):
    ended = call(capsys, "check", "--records", own.write(Path("mine")))
    assert ended.status == 1
    assert "trip: 1 statement (1 conflict)" in ended.out
    assert "■ Ends short: trip/paper/own: conflict (short)" in ended.out
    assert f"mine/{own.STATEMENT_AT}: error XCL001: " in ended.out
    assert "beijing-2025" not in ended.out


TENSE = own.REPORT.replace("20 h", "21 h")


@pytest.mark.parametrize(
    ("report", "fail_on", "status"),
    [
        (own.REPORT, "error", 1),
        (own.REPORT, "warning", 1),
        (own.REPORT, "never", 0),
        (TENSE, "error", 0),
        (TENSE, "warning", 1),
        (TENSE, "never", 0),
    ],
)
def test_fail_on_sets_the_level_that_fails(capsys, here, report, fail_on, status):
    folder = own.write(Path("mine"), report)
    ended = call(capsys, "check", "--records", folder, "--fail-on", fail_on)
    assert ended.status == status
    assert ("XCL001" in ended.out) == (report is own.REPORT)
    assert ("warning XCL004" in ended.out) == (report is TENSE)


@pytest.mark.parametrize(
    ("flags", "found"),
    [
        ((), {"XCL001", "STR002"}),
        (("--select", "XCL001"), {"XCL001"}),
        (("--select", "xcl"), {"XCL001"}),
        (("--select", "XCL001,STR"), {"XCL001", "STR002"}),
        (("--ignore", "XCL"), {"STR002"}),
        (("--ignore", "STR, XCL"), set()),
        (("--select", "XCL", "--ignore", "XCL001"), set()),
    ],
)
def test_select_and_ignore_choose_rules_by_code_or_its_start(capsys, here, flags, found):
    report = own.REPORT.replace(
        "claims:", "claims:\n  lost: {leg: out, count: '90', origin: nowhere, origin_basis: matched}"
    )
    ended = call(capsys, "check", "--records", own.write(Path("mine"), report), "--format", "json", *flags)
    assert rules(json.loads(ended.out)) == found
    assert ended.status == bool(found)


@pytest.mark.parametrize(("day", "statements"), [("2025-09-01", 0), ("2025-09-02", 1)])
def test_as_of_knows_only_what_was_published_by_then(capsys, here, day, statements):
    ended = call(capsys, "check", "--records", own.write(Path("mine")), "--as-of", day, "--format", "json")
    assert len(json.loads(ended.out)["journeys"][0]["statements"]) == statements
    assert ended.status == statements


def test_output_goes_to_a_file_instead(capsys, here):
    folder = own.write(Path("mine"))
    printed = call(capsys, "check", "--records", folder).out
    ended = call(capsys, "check", "--records", folder, "--output", "new/found.txt")
    assert (ended.status, ended.out, ended.err) == (1, "", "")
    assert (here / "new/found.txt").read_text("utf-8") == printed


# What is read


def read_line(capsys, *words):
    ended = call(capsys, "check", *words)
    assert ended.status == 0, ended.err
    return ended.out.splitlines()[0]


def test_by_default_the_configured_folder_is_read_then_routes_here_then_the_shipped_records(capsys, here):
    assert str(SHIPPED) in read_line(capsys)
    own.write(here / "routes", own.REVIEWED)
    assert "routes/trip" in read_line(capsys)
    own.write(here / "chosen", own.REVIEWED)
    (here / "pyproject.toml").write_text('[tool.geodata]\nrecords = "chosen"\n', "utf-8")
    assert "chosen/trip" in read_line(capsys)
    own.write(here / "first", own.REVIEWED)
    (here / "geodata.toml").write_text('records = "first"\n', "utf-8")
    assert "first/trip" in read_line(capsys)
    assert "routes/trip" in read_line(capsys, "routes")


@pytest.mark.parametrize(
    ("path", "absolute"),
    [
        ("beijing-2025", False),
        ("beijing-2025/reports", False),
        ("beijing-2025/reports/newswatch.yaml", False),
        ("beijing-2025/reports/newswatch.yaml", True),
    ],
)
def test_a_path_inside_a_folder_of_records_is_checked_with_all_of_it_and_told_of_alone(capsys, routes, path, absolute):
    report = routes / "beijing-2025/reports/newswatch.yaml"
    report.write_text(without_review(report.read_text("utf-8"))[0], "utf-8")
    given = routes / path if absolute else Path("routes", path)
    ended = call(capsys, "check", given, "--format", "json")
    outcome = json.loads(ended.out)
    assert ended.status == 1
    assert "XCL001" in rules(outcome)
    assert all(finding["file"].startswith(f"routes/{path}") for finding in outcome["findings"])
    assert statements(outcome, "beijing-2025")["newswatch/train"]["verdict"] == "conflict"
    assert "routes/places.yaml" in outcome["read"]


def test_a_path_keeps_quiet_about_its_neighbours(capsys, routes):
    report = routes / "beijing-2025/reports/newswatch.yaml"
    report.write_text(without_review(report.read_text("utf-8"))[0], "utf-8")
    (routes / "beijing-2025-x").mkdir()
    (routes / "beijing-2025-x/journey.yaml").write_text("schema: 1\ntitle: Its name begins as another one's\n", "utf-8")
    ended = call(capsys, "check", "routes/beijing-2025-x", "routes/beijing-2025/reports/sbs.yaml")
    assert ended.status == 0
    assert "newswatch" not in ended.out


def test_an_id_used_twice_is_an_error_at_its_second_place(capsys, here):
    folder = own.write(Path("mine"))
    place = (
        "{name: Beijing, country: CN, zone: Asia/Shanghai, lat: 39.9, lon: 116.4, source: wikidata, grade: gazetteer}"
    )
    (folder / "places.yaml").write_text(f"schema: 1\nplaces:\n  beijing: {place}\n", "utf-8")
    ended = call(capsys, "check", "--records", folder)
    assert ended.line.startswith("mine/places.yaml:3:3: ")
    assert 'place "beijing" already stands at ' in ended.line
    assert "trip/paper/own: conflict (short)" in ended.out  # the rest is still checked


@pytest.mark.parametrize("command", [("ask", "Pyongyang", "Beijing", "60 km/h"), ("distance", "Pyongyang", "Beijing")])
def test_a_clash_of_ids_stops_what_measures(capsys, here, command):
    folder = own.write(Path("mine"))
    (folder / "places.yaml").write_text((SHIPPED / "places.yaml").read_text("utf-8"), "utf-8")
    ended = call(capsys, *command, "--records", folder)
    assert (ended.status, ended.out) == (2, "")
    assert all(line.startswith("mine/places.yaml:") for line in ended.err.splitlines())


def test_a_broken_file_is_told_of_and_the_rest_is_checked(capsys, here):
    folder = own.write(Path("mine"))
    (folder / "trip/reports/torn.yaml").write_text("schema: 1\noutlet: [torn\n", "utf-8")
    (folder / "trip/reports/strange.yaml").write_bytes(b"schema: 1\noutlet: \xff\n")
    ended = call(capsys, "check", "--records", folder)
    assert ended.status == 2
    torn, strange = sorted(ended.err.splitlines(), reverse=True)
    assert torn.startswith("mine/trip/reports/torn.yaml:2:")
    assert strange.startswith("mine/trip/reports/strange.yaml:2:9: not UTF-8")
    assert "trip/paper/own: conflict (short)" in ended.out
    assert ended.out.count("error STR001: ") == 2


def test_a_missing_path_does_not_stop_the_others(capsys, here):
    folder = own.write(Path("mine"))
    ended = call(capsys, "check", folder, "nowhere.yaml")
    assert ended.line == "nowhere.yaml:1:1: no such file or folder"
    assert "trip/paper/own: conflict (short)" in ended.out


def test_path_and_records_cannot_both_be_given(capsys, here):
    folder = own.write(Path("mine"))
    assert "not both" in call(capsys, "check", folder, "--records", folder).line
