"""A small journey of one's own over the shipped lines: the claim of the news, in a folder for tests to change."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

JOURNEY = """\
schema: 1
title: A trip
legs:
  out: {direction: out, from: pyongyang, to: beijing, mode: rail, on: 2025-09-01}
"""

REPORT = """\
schema: 1
outlet: A paper
url: https://example.org/trip
published: {date: 2025-09-02, basis: stated}
language: en
claims:
  fifty: {leg: out, speed: 50 km/h}
  hours: {leg: out, duration: 20 h, hedge: nearly}
statements:
  own: {of: [fifty, hours]}
"""

REVIEWED = REPORT.replace(
    "{of: [fifty, hours]}",
    "{of: [fifty, hours], reviewed:"
    " {verdict: conflict, clash: [[fifty, hours]], policy: 1, on: 2025-09-03, reason: Looked at.}}",
)

STATEMENT_AT = "trip/reports/paper.yaml:10:3"


def write(root: Path, report: str = REPORT, journey: str = JOURNEY) -> Path:
    """Lay the journey ``trip`` with its report ``paper`` below ``root``."""
    reports = root / "trip" / "reports"
    reports.mkdir(parents=True)
    (reports.parent / "journey.yaml").write_text(journey, "utf-8")
    (reports / "paper.yaml").write_text(report, "utf-8")
    return root


# What a reader of the README fills in: a country without a curated line, its places as points.
FILLED: dict[str, dict[str, str | list[str]]] = {
    "sources.yaml": {"title": "Town map", "publisher": "The town"},
    "places.yaml": {
        "name": ["Lisbon", "Porto"],
        "country": ["PT", "PT"],
        "zone": ["Europe/Lisbon", "Europe/Lisbon"],
        "lat": ["38.71397", "41.14888"],
        "lon": ["-9.12285", "-8.58548"],
    },
    "journey.yaml": {"title": "By train to Porto", "on": "2025-09-01"},
    "first.yaml": {
        "outlet": "A paper",
        "url": "https://example.org/porto",
        "published": "2025-09-02",
        "speed": "120 km/h",
        "duration": "3 h",
        "hedge": ["about", "almost"],
        "says": ["The train does a hundred and twenty.", "In three hours to Porto."],
    },
}


def _filled(line: str, blanks: dict[str, list[str]]) -> str:
    key, colon, rest = line.partition(":")
    if key.strip() == "published":
        return line.replace("date: ", f"date: {blanks['published'].pop()}")
    if rest.partition("#")[0].strip() or not blanks.get(key.strip()):
        return line
    return f"{key}{colon} {blanks[key.strip()].pop(0)}"


def fill(files: Iterable[Path]) -> None:
    """Every blank of a new journey, as a person would."""
    for path in files:
        blanks = {key: [words] if isinstance(words, str) else list(words) for key, words in FILLED[path.name].items()}
        lines = [_filled(line, blanks) for line in path.read_text("utf-8").splitlines()]
        path.write_text("\n".join(lines) + "\n", "utf-8")
