"""``geodata export`` and ``geodata diff``."""

from __future__ import annotations

import csv
import json
import runpy
from pathlib import Path

import pytest

from geodata.exports import export

ROOT = Path(__file__).resolve().parents[2]


def test_export_writes_one_folder_and_says_its_version(run_geodata, tmp_path):
    ran = run_geodata("export", "--out", tmp_path / "here", "--format", "csv,jsonld", "--format", "geojson")
    assert (ran.returncode, ran.stderr) == (0, "")
    package = json.loads((tmp_path / "here" / "datapackage.json").read_text("utf-8"))
    assert ran.stdout == f"{(tmp_path / 'here').as_posix()}: data version {package['version']}\n"
    kinds = {resource["format"] for resource in package["resources"]}
    assert kinds == {"csv", "jsonld", "geojson", "md", "cff"}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--format", "docx"], 'no format "docx"; there are csv, geojson'),
        (["--format", ","], 'no format ""'),
        (["--publisher", "Me"], "needs both --publisher and --page-url"),
        (["--page-url", "https://a.example"], "needs both --publisher and --page-url"),
        (["--publisher", " ", "--page-url", "https://a.example"], "--publisher is empty"),
        (["--publisher", "Me", "--page-url", "javascript:alert(1)"], "is no address of a page"),
    ],
)
def test_wrong_usage_is_one_line_and_writes_nothing(run_geodata, tmp_path, arguments, told):
    ran = run_geodata("export", "--out", tmp_path / "out", *arguments)
    assert ran.returncode == 2
    assert ran.stdout == ""
    assert len(ran.stderr.splitlines()) == 1
    assert told in ran.stderr
    assert list(tmp_path.iterdir()) == []


def _own(folder, report):
    (folder / "trip" / "reports").mkdir(parents=True)
    (folder / "trip" / "journey.yaml").write_text(
        "schema: 1\ntitle: A trip\nlegs:\n  out: {direction: out, from: pyongyang, to: beijing, mode: rail}\n",
        encoding="utf-8",
    )
    (folder / "trip" / "reports" / "paper.yaml").write_text(report, encoding="utf-8")


REPORT = """schema: 1
outlet: Paper
url: https://news.example/1
published: {date: 2025-09-02, basis: stated}
language: en
claims:
  sixty: {leg: out, speed: 60 km/h}
  hours: {leg: out, duration: 20 h}
"""


def test_records_that_cannot_be_read_are_not_exported(run_geodata, tmp_path):
    _own(tmp_path / "own", REPORT.replace("language: en", "langage: en"))
    ran = run_geodata("export", "--records", tmp_path / "own", "--out", tmp_path / "out")
    assert ran.returncode == 2
    assert "paper.yaml:5:1" in ran.stderr
    assert not (tmp_path / "out").exists()


def test_records_that_name_what_is_not_there_are_not_exported(run_geodata, tmp_path):
    _own(tmp_path / "own", REPORT.replace("speed: 60 km/h", "speed: 60 km/h, to: atlantis"))
    ran = run_geodata("export", "--records", tmp_path / "own", "--out", tmp_path / "out")
    assert ran.returncode == 2
    assert len(ran.stderr.splitlines()) == 1
    assert "atlantis" in ran.stderr
    assert not (tmp_path / "out").exists()


def test_numbers_nobody_can_read_are_kept_as_printed(run_geodata, tmp_path):
    _own(tmp_path / "own", REPORT.replace("20 h}", "about twenty-odd hours, hedge: whatever}"))
    ran = run_geodata("export", "--records", tmp_path / "own", "--out", tmp_path / "out", "--format", "csv")
    assert ran.returncode == 0, ran.stderr
    assert "about twenty-odd hours,,," in (tmp_path / "out" / "claims.csv").read_text("utf-8")


def test_diff_says_in_words_what_a_change_moved(run_geodata, tmp_path):
    for name, report in (("old", REPORT), ("new", REPORT.replace("duration: 20 h", "duration: 12 h"))):
        _own(tmp_path / name / "own", report)
        ran = run_geodata(
            "export", "--records", tmp_path / name / "own", "--out", tmp_path / name / "out", "--format", "csv"
        )
        assert ran.returncode == 0, ran.stderr
    same = run_geodata("diff", tmp_path / "old" / "out", tmp_path / "old" / "out")
    assert (same.returncode, same.stdout) == (0, "no difference\n")
    lines = run_geodata("diff", tmp_path / "old" / "out", tmp_path / "new" / "out").stdout.splitlines()
    assert lines[0].startswith("data version: 2025.9.2+")
    (statement,) = (line for line in lines if line.startswith("statement trip/paper/rest-1: "))
    assert "verdict " in statement
    assert "→ conflict" in statement
    (claim,) = (line for line in lines if line.startswith("claim trip/paper/hours: "))
    assert "printed 20 h → 12 h" in claim


def test_diff_of_an_export_with_what_is_none_is_one_line(run_geodata, tmp_path):
    (tmp_path / "datapackage.json").write_text("{}")
    (tmp_path / "other").mkdir()
    for sides, why in (((tmp_path, tmp_path), "is no export"), ((tmp_path, tmp_path / "other"), "the other is none")):
        ran = run_geodata("diff", *sides)
        assert ran.returncode == 2
        assert ran.stderr.count("\n") == 1
        assert why in ran.stderr


def test_a_line_at_a_time_moves_the_data_version(run_geodata, tmp_path):
    versions = []
    for name, report in (("a", REPORT), ("b", REPORT.replace("60 km/h", "61 km/h"))):
        _own(tmp_path / name, report)
        run_geodata("export", "--records", tmp_path / name, "--out", tmp_path / f"{name}-out", "--format", "csv")
        package = json.loads((tmp_path / f"{name}-out" / "datapackage.json").read_text("utf-8"))
        versions.append(package["version"])
    day, other = (version.split("+")[0] for version in versions)
    assert day == other == "2025.9.2"
    assert versions[0] != versions[1]


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/Los_Angeles"])
def test_neither_zone_nor_locale_nor_hash_order_shows(run_geodata, shipped, tmp_path, zone):
    env = {"TZ": zone, "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": str(len(zone))}
    ran = run_geodata("export", "--out", tmp_path / "out", "--format", "csv,geojson,kml,gpx,jsonld,xlsx", env=env)
    assert ran.returncode == 0, ran.stderr
    for path in sorted((tmp_path / "out").iterdir()):
        if path.name not in ("datapackage.json", "README.md"):  # these two list what is there
            assert path.read_bytes() == (shipped.folder / path.name).read_bytes(), path.name


def test_the_benchmark_exports_as_many_claims_as_it_says(shipped, tmp_path):
    script = ROOT / "tests/benchmarks/bench_export.py"
    synthetic = runpy.run_path(str(script))["synthetic"]
    records, outcome = synthetic(shipped.records, shipped.outcome, 200)
    export(records, outcome, tmp_path / "export", formats=["csv"])
    with (tmp_path / "export" / "claims.csv").open(encoding="utf-8", newline="") as file:
        claims = list(csv.DictReader(file))
    assert len({claim["claim"] for claim in claims}) == len(claims) == 200
    assert all(claim["statement"] for claim in claims)
