"""GitLab's Code Quality report: one list of findings, each with a fingerprint."""

from __future__ import annotations

from typing import Any

from geodata.formats.places import fingerprints, relative
from geodata.formats.words import printable, printable_json
from geodata.outcome import Finding, Level, Outcome

_SEVERITY: dict[Level, str] = {"error": "major", "warning": "minor", "info": "info"}


def as_gitlab(outcome: Outcome) -> str:
    """A JSON list, empty where there is nothing to say."""
    pairs = zip(outcome.findings, fingerprints(outcome.findings), strict=True)
    return printable_json([_issue(finding, mark) for finding, mark in pairs], indent=2) + "\n"


def _issue(finding: Finding, fingerprint: str) -> dict[str, Any]:
    return {
        "description": printable(finding.message),
        "check_name": finding.rule,
        "fingerprint": fingerprint,
        "severity": _SEVERITY[finding.level],
        "location": {"path": printable(relative(finding.mark.file)), "lines": {"begin": finding.mark.line}},
    }
