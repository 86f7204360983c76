"""Records of one's own: written with ``new``, put in order with ``fmt``, compared with ``diff``."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from geodata import catalog
from tests import own
from tests.calling import call


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


# new


def test_a_journey_of_ones_own_in_an_empty_folder_passes_once_it_is_filled_in(folder, capsys):
    assert call(capsys, "new", "porto-2025").status == 0
    blank = call(capsys, "check")
    assert blank.status == 2
    assert "routes/porto-2025/reports/first.yaml:4:8: outlet: is left blank; must be text" in blank.err
    own.fill((folder / "routes").rglob("*.yaml"))
    checked = call(capsys, "check")
    assert (checked.status, checked.err) == (0, ""), checked.out
    assert "porto-2025: 1 statement (1 agree; 1 on weak ground)" in checked.out
    assert checked.out.startswith("read 4 files in routes, over ")
    assert checked.out.endswith("\nno findings\n")
    assert "(detour)" in checked.out  # no line on record: the shortest line over the earth, with a guess


def test_what_cannot_be_true_there_fails_with_its_place(folder, capsys, monkeypatch):
    call(capsys, "new", "porto-2025")
    own.fill((folder / "routes").rglob("*.yaml"))
    report = folder / "routes" / "porto-2025" / "reports" / "first.yaml"
    report.write_text(report.read_text("utf-8").replace("120 km/h", "20 km/h"), "utf-8")
    checked = call(capsys, "check", "--format", "concise")
    assert checked.status == 1
    line = 1 + [text.strip().split(":")[0] for text in report.read_text("utf-8").splitlines()].index("own")
    (error,) = checked.out.splitlines()
    assert error.startswith(f"routes/porto-2025/reports/first.yaml:{line}:3: error XCL001 ")
    assert "add reviewed: {verdict: conflict, clash: [[how-fast, how-long]], policy: 1, on: YYYY-MM-DD" in error
    for here in ("routes/porto-2025", "routes/porto-2025/reports/first.yaml", "routes/porto-2025/journey.yaml"):
        assert call(capsys, "check", "--format", "concise", here).status == int(not here.endswith("journey.yaml"))
    monkeypatch.chdir(folder / "routes" / "porto-2025")
    assert "XCL001" in call(capsys, "check", "--format", "concise", ".").out


def test_of_the_records_that_come_with_geodata_nothing_is_told_to_whoever_cannot_mend_them(folder, capsys):
    call(capsys, "new", "porto-2025")
    for words in ((), ("routes",), ("--records", "routes"), ("routes/porto-2025",)):
        found = json.loads(call(capsys, "check", "--format", "json", *words).out)["findings"]
        assert found
        assert all(one["file"].startswith("routes/") for one in found), words


def test_every_new_file_names_the_schema_it_is_valid_under_once_filled_in(folder, capsys):
    call(capsys, "new", "porto-2025")
    own.fill((folder / "routes").rglob("*.yaml"))
    for path in (folder / "routes").rglob("*.yaml"):
        named = path.read_text("utf-8").splitlines()[0].removeprefix("# yaml-language-server: $schema=")
        schema = json.loads((path.parent / named).read_text("utf-8"))
        value, _ = catalog.parse(path.read_bytes(), path.name)
        assert [error.message for error in Draft202012Validator(schema).iter_errors(value)] == [], path


def test_new_writes_new_files_only(folder, capsys):
    call(capsys, "new", "one")
    places = folder / "routes" / "places.yaml"
    places.write_text("mine\n")
    again = call(capsys, "new", "two")
    assert "routes/places.yaml: left as it is" in again.out
    assert places.read_text() == "mine\n"
    assert "stands already" in call(capsys, "new", "two").line


@pytest.mark.parametrize("name", ["../up", "A", "a/b", "", ".", "a" * 65, "a\n", "con", "lpt1"])
def test_new_takes_an_id_and_nothing_else(folder, capsys, name):
    assert "such as lisbon-2025" in call(capsys, "new", name).line
    assert list(folder.iterdir()) == []


# fmt


def test_fmt_puts_records_in_order_and_is_then_content(folder, capsys):
    own.write(folder / "routes")
    report = folder / "routes" / "trip" / "reports" / "paper.yaml"
    report.write_text(own.REPORT.replace("outlet: A paper\n", "outlet:  'A paper' # here\n"), "utf-8")
    before = catalog.parse(report.read_bytes(), "paper.yaml")[0]
    asked = call(capsys, "fmt", "--check")
    assert (asked.status, "would be put" in asked.out) == (1, True)
    assert call(capsys, "fmt").status == 0
    assert catalog.parse(report.read_bytes(), "paper.yaml")[0] == before
    assert "outlet: A paper # here\n" in report.read_text("utf-8")
    assert call(capsys, "fmt", "--check").out == ""


def test_fmt_goes_on_past_a_file_that_cannot_be_read(folder, capsys):
    own.write(folder / "routes", report="schema: [\n", journey=own.JOURNEY.replace("A trip", "'A trip'"))
    ended = call(capsys, "fmt")
    assert "paper.yaml" in ended.line
    assert "title: A trip" in (folder / "routes" / "trip" / "journey.yaml").read_text("utf-8")


def test_fmt_touches_nothing_but_a_folder_that_was_meant(folder, capsys):
    assert "no folder routes here" in call(capsys, "fmt").line


# diff


@pytest.fixture
def two(tmp_path):
    """The same journey before and after a change: an hour less, and a review."""
    old = own.write(tmp_path / "old")
    new = own.write(tmp_path / "new", report=own.REVIEWED.replace("50 km/h", "70 km/h"))
    return old, new


def test_diff_says_which_verdicts_numbers_and_reviews_moved(two, capsys):
    ended = call(capsys, "diff", *two)
    assert ended.status == 1
    lines = ended.out.splitlines()
    assert any(line.startswith("statement trip/paper/own: conflict (short) became agree: ") for line in lines)
    assert any('"50 km/h"' in line and 'became "70 km/h"' in line for line in lines)
    assert any("its review is new: conflict, 2025-09-03, Looked at." in line for line in lines)
    assert any(line.startswith("finding is gone: XCL001") for line in lines)
    assert any(line.startswith("finding is new: XCL003") for line in lines)


def test_diff_of_the_same_says_so_and_a_moved_line_is_no_difference(two, tmp_path, capsys):
    moved = own.write(tmp_path / "moved", report=own.REPORT.replace("claims:", "\n\n# A comment.\nclaims:"))
    ended = call(capsys, "diff", two[0], moved)
    assert (ended.status, ended.out) == (0, "no difference\n")


def test_diff_takes_what_check_printed(two, tmp_path, capsys):
    kept = tmp_path / "old.json"
    kept.write_text(call(capsys, "check", "--format", "json", two[0]).out, "utf-8")
    assert call(capsys, "diff", kept, two[0]).status == 0
    assert call(capsys, "diff", kept, two[1]).out == call(capsys, "diff", *two).out


def test_diff_names_what_came_and_went(two, tmp_path, capsys):
    gone = own.write(tmp_path / "gone", report=own.REPORT.replace("own: {of", "mine: {of"))
    out = call(capsys, "diff", two[0], gone).out
    assert "own is gone" in out
    assert "mine is new: conflict (short)" in out


def test_diff_names_records_that_no_verdict_tells_of(tmp_path, capsys):
    ground = (
        (
            "sources.yaml",
            "schema: 1\nsources:\n  map: {title: Map, publisher: A press, licence: fact}\n",
        ),
        (
            "places.yaml",
            (
                "schema: 1\nplaces:\n  inn: {name: Inn, country: PT, zone: Europe/Lisbon, lat: 38.7, lon: -9.1,"
                " source: map, grade: press}\n"
            ),
        ),
    )
    report = own.REVIEWED.replace("statements:", "  cars: {count: 20 cars}\nstatements:")
    sides = [own.write(tmp_path / name, report) for name in ("old", "new")]
    for side in sides:
        for name, text in ground:
            (side / name).write_text(text, "utf-8")
    assert call(capsys, "diff", *sides).out == "no difference\n"
    (sides[1] / "places.yaml").write_text(ground[1][1].replace("inn:", "hotel:"), "utf-8")
    (sides[1] / "sources.yaml").write_text(ground[0][1].replace("fact", "CC0-1.0"), "utf-8")
    paper = sides[1] / "trip" / "reports" / "paper.yaml"
    paper.write_text(report.replace("20 cars", "21 cars").replace("trip\npub", "tour\npub"), "utf-8")
    assert call(capsys, "diff", *sides).out.splitlines() == [
        "place hotel is new: Inn at 38.7, -9.1 (PT; Europe/Lisbon)",
        "place inn is gone: Inn at 38.7, -9.1 (PT; Europe/Lisbon)",
        "source map: Map, A press, fact became Map, A press, CC0-1.0",
        (
            "report trip/paper: A paper, https://example.org/trip, 2025-09-02 became"
            " A paper, https://example.org/tour, 2025-09-02"
        ),
        "claim trip/paper/cars: 20 cars, reported became 21 cars, reported",
    ]


def test_diff_in_markdown_holds_no_markup_of_a_record(two, tmp_path, capsys):
    report = own.REVIEWED.replace("Looked at.", '"<img src=x> [a](http://b.example) @c"')
    hostile = own.write(tmp_path / "hostile", report=report)
    out = call(capsys, "diff", "--format", "markdown", two[0], hostile).out
    assert out.startswith("## What the change moves\n\n- ")
    assert not set("<[@") & set(out)


def git(*words, at):
    name = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org"}
    who = {**name, **{key.replace("AUTHOR", "COMMITTER"): value for key, value in name.items()}}
    quiet = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(["git", *words], cwd=at, check=True, capture_output=True, env=os.environ | who | quiet)


def test_diff_reads_a_commit(folder, capsys):
    own.write(folder / "routes")
    git("init", "-q", at=folder)
    git("add", "-A", at=folder)
    git("commit", "-qm", "one", at=folder)
    assert call(capsys, "diff", "HEAD", "routes").status == 0
    own_report = Path("routes/trip/reports/paper.yaml")
    own_report.write_text(own.REPORT.replace("50 km/h", "70 km/h"), "utf-8")
    ended = call(capsys, "diff", "HEAD", ".")
    assert ended.status == 1
    assert "conflict (short) became agree" in ended.out


@pytest.mark.parametrize("side", ["no-such-thing", "--output=x", "", "a\nb"])
def test_diff_says_what_a_side_may_be(folder, capsys, side):
    line = call(capsys, "diff", "--", side, ".").line
    assert "folder" in line


def test_diff_refuses_json_that_is_no_outcome(folder, capsys):
    Path("x.json").write_text("[" * 100_000)
    assert "is not what geodata check --format json prints" in call(capsys, "diff", "x.json", "x.json").line


def test_schema_writes_one_file_per_kind(folder, capsys):
    assert call(capsys, "schema", "--out", "s").status == 0
    kinds = "journey line origins places report sources ways".split()
    assert sorted(path.stem for path in Path("s").iterdir()) == kinds
    assert "--outcome" in call(capsys, "schema", "--out", "s", "--outcome").line
