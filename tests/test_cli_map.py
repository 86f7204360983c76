"""``geodata map``: writes the gallery, and says whether it is fresh."""

import os
from pathlib import Path

import pytest

import geodata
from tests import own
from tests.calling import call

JOURNEYS = {name for name, filed in geodata.load().journeys.items() if filed.record.legs}
PAGES = {"index.html", *(f"{folder}{name}.html" for name in JOURNEYS for folder in ("", "embed/"))}
TRIP = {"trip.html", "embed/trip.html"}


def files(folder):
    """Every file below a folder, by its path from there."""
    return {path.relative_to(folder).as_posix(): path for path in Path(folder).rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def written(run_geodata, tmp_path_factory):
    """The gallery of the shipped records, drawn once."""
    here = tmp_path_factory.mktemp("gallery")
    ran = run_geodata("map", "--out", "maps", cwd=here)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert {line.removeprefix("maps/") for line in ran.stdout.splitlines()} == PAGES
    return {name: path.read_bytes() for name, path in files(here / "maps").items()}


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An empty folder to stand in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def drawn(capsys, here):
    """The words that draw one small journey into the folder ``maps``, where it is drawn already."""
    own.write(Path("mine"))
    words = ("map", "--records", "mine")
    assert call(capsys, *words).status == 0
    return words


def test_the_gallery_has_an_index_and_a_page_for_the_journey(written):
    assert written.keys() == PAGES
    for raw in written.values():
        assert raw.lower().startswith(b"<!doctype html>")
    assert b"1,000" in written["beijing-2025.html"]
    assert b"beijing-2025.html" in written["index.html"]


def test_drawn_again_it_is_the_same_byte_for_byte(run_geodata, written, tmp_path):
    ran = run_geodata("map", cwd=tmp_path, env={"PYTHONHASHSEED": "5", "TZ": "Asia/Kolkata", "LC_ALL": "C"})
    assert ran.returncode == 0
    assert {name: path.read_bytes() for name, path in files(tmp_path / "maps").items()} == written


def test_a_journey_of_ones_own_is_drawn_over_the_shipped_lines(drawn):
    assert files("maps").keys() == {"index.html", *TRIP}


def test_a_fresh_gallery_passes_its_check_and_a_changed_byte_fails_it(capsys, drawn):
    fresh = call(capsys, *drawn, "--check")
    assert (fresh.status, fresh.out, fresh.err) == (0, "", "")
    page = Path("maps/trip.html")
    changed = page.read_bytes()[:-1] + b" "
    page.write_bytes(changed)
    stale = call(capsys, *drawn, "--check", "--out", "maps")
    assert stale.status == 1
    assert stale.out.startswith("maps/trip.html: ")
    assert page.read_bytes() == changed  # --check writes nothing


def test_a_gallery_that_is_not_there_is_not_fresh(capsys, drawn):
    assert call(capsys, *drawn, "--check", "--out", "nowhere").status == 1
    assert not Path("nowhere").exists()


def test_other_files_are_left_alone(capsys, drawn):
    others = {"notes.txt": "mine", "old-journey.html": "mine too"}
    for name, text in others.items():
        Path("maps", name).write_text(text, "utf-8")
    assert call(capsys, *drawn).status == 0
    assert files("maps").keys() == {"index.html", *TRIP, *others}
    assert {name: Path("maps", name).read_text("utf-8") for name in others} == others


def test_a_page_that_is_fresh_is_not_written_again(capsys, drawn):
    kept, changed = Path("maps/trip.html"), Path("maps/index.html")
    os.utime(kept, (1, 1))
    changed.write_text("changed", encoding="utf-8")
    assert call(capsys, *drawn).status == 0
    assert kept.stat().st_mtime == 1
    assert changed.read_text(encoding="utf-8") != "changed"


def test_one_journey_is_one_page_and_its_embed(capsys, drawn):
    ended = call(capsys, *drawn, "trip", "--out", "one")
    assert (ended.status, ended.out) == (0, "one/trip.html\none/embed/trip.html\n")
    assert files("one").keys() == TRIP
    assert Path("one/trip.html").read_bytes() == Path("maps/trip.html").read_bytes()


def test_an_unknown_journey_is_told_with_the_known_ones(capsys, here):
    line = call(capsys, "map", "hanoi-1919").line
    assert 'no journey "hanoi-1919" on record; known are ' in line
    assert "beijing-2025" in line
    assert list(here.iterdir()) == []


def test_a_journey_can_be_drawn_for_print_alone(capsys, drawn):
    assert call(capsys, *drawn, "trip", "--format", "svg", "--out", "press").status == 0
    assert files("press").keys() == {"svg/trip-map.svg", "svg/trip-graph.svg", "svg/trip.txt"}


def test_a_journey_without_legs_says_why_it_has_no_page(capsys, here):
    own.write(Path("mine"), journey="schema: 1\ntitle: Trains at large\n", report=own.REPORT.replace("leg: out, ", ""))
    assert "journey trip has no legs" in call(capsys, "map", "trip", "--records", "mine").line
    assert not (here / "maps").exists()


def test_records_that_cannot_be_read_are_not_drawn(capsys, here):
    own.write(Path("mine"), report="schema: [")
    assert call(capsys, "map", "--records", "mine").line.startswith("mine/trip/reports/paper.yaml:1:")
    assert not (here / "maps").exists()
