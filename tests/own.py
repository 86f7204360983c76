"""A small journey of one's own over the shipped lines: the claim of the news, in a folder for tests to change."""

from __future__ import annotations

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
