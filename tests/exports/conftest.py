"""Exports to look at: of the shipped records, and of records whose every text is hostile."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

import geodata
from geodata.exports import DEFAULT, export, signature
from geodata.outcome import Outcome
from geodata.records import Records


@dataclass(frozen=True)
class Exported:
    """Records, what was found about them, and the folder they were exported to."""

    records: Records
    outcome: Outcome
    folder: Path

    @property
    def claims(self) -> dict[str, str]:
        """Every claim as printed, by its path."""
        return {
            f"{key}/{name}": claim.printed
            for key, filed in self.records.reports.items()
            for name, claim in filed.record.claims.items()
        }


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Exported:
    records = geodata.load()
    outcome = geodata.check(records)
    folder = tmp_path_factory.mktemp("shipped") / "export"
    export(records, outcome, folder)
    return Exported(records, outcome, folder)


@pytest.fixture(scope="session")
def signed(shipped: Exported, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("signed") / "export"
    by = signature("The Daily Example", "https://news.example/trains/{journey}.html")
    export(shipped.records, shipped.outcome, folder, formats=["jsonld"], signed=by)
    return folder


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of records that is checked in no time."""
    root = tmp_path_factory.mktemp("tiny")
    (root / "trip" / "reports").mkdir(parents=True)
    (root / "trip" / "journey.yaml").write_text(
        "schema: 1\ntitle: A trip\nlegs:\n  out: {direction: out, from: pyongyang, to: beijing, mode: rail}\n",
        encoding="utf-8",
    )
    (root / "trip" / "reports" / "paper.yaml").write_text(
        "schema: 1\noutlet: Paper\nurl: https://news.example/1\npublished: {date: 2025-09-02, basis: stated}\n"
        "language: en\nclaims:\n  sixty: {leg: out, speed: 60 km/h}\n  hours: {leg: out, duration: 20 h}\n",
        encoding="utf-8",
    )
    return root


NASTY = {
    "formula": "=HYPERLINK(A1)",
    "plus": "+1+1",
    "minus": "-1+1",
    "at": "@SUM(1)",
    "space": "  =1+1",
    "wide": "＝1+1",
    "date": "10-15",
    "markup": "</script><script>alert(1)</script> ]]> &amp; <b>",
    "template": "{{7*7}} {% x %} $[name] ${x} `x` \\ | [a](b)",
    "quotes": "\"a\", 'b'; DROP TABLE claims; --",
    "lines": "one\ntwo, three",
    "scripts": "북경 北京 Бэйцзин",
}


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Exported:
    """Two journeys of one folder; each text of a report is one that some program would take for more than text."""
    root = tmp_path_factory.mktemp("hostile")
    quoted = {name: "'" + text.replace("'", "''").replace("\n", "\n\n    ") + "'" for name, text in NASTY.items()}
    for journey in ("one", "two"):
        (root / journey / "reports").mkdir(parents=True)
        (root / journey / "journey.yaml").write_text(
            f"schema: 1\ntitle: {quoted['markup']}\ntraveller: {quoted['formula']}\nnote: {quoted['template']}\n"
            "legs:\n  out: {direction: out, from: pyongyang, to: beijing, mode: rail, on: 2025-09-01}\n",
            encoding="utf-8",
        )
    for i, (name, text) in enumerate(quoted.items()):
        about = "two" if i % 2 else "one"
        (root / "one" / "reports" / f"{name}.yaml").write_text(
            f"schema: 1\noutlet: {text}\ntitle: {text}\nurl: https://news.example/{name}\n"
            "published: {date: 2025-09-02, basis: stated}\nlanguage: en\nclaims:\n"
            f"  hours: {{leg: out, journey: {about}, duration: 20 h, voice: {text}, says: {text}, note: {text}}}\n"
            f"  speed: {{leg: out, journey: {about}, speed: 50 km/h, voice: {text}, says: {text}}}\n"
            f"  remark: {{other: {text}, says: {text}}}\n",
            encoding="utf-8",
        )
    records = geodata.load(root)
    outcome = geodata.check(records)
    folder = root / "export"
    export(records, outcome, folder, formats=DEFAULT)
    return Exported(records, outcome, folder)
