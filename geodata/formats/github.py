"""Workflow commands of GitHub Actions: each finding an annotation beside its line.

The runner reads commands out of everything a step prints, so record text is kept from being one:
what stands inside a command is escaped, what stands outside lies between ``stop-commands`` and its
token. The token is the digest of the very text it encloses, which no record can hold.
"""

from __future__ import annotations

import hashlib

from geodata.formats.places import relative
from geodata.formats.text import as_text
from geodata.formats.words import printable
from geodata.outcome import Finding, Level, Outcome

_COMMANDS: dict[Level, str] = {"error": "error", "warning": "warning", "info": "notice"}


def as_github(outcome: Outcome) -> str:
    """Annotations, then the outcome as text for who reads the log."""
    annotations = "".join(_annotation(finding) for finding in outcome.findings)
    text = as_text(outcome)
    token = hashlib.sha256(text.encode()).hexdigest()
    return f"{annotations}::stop-commands::{token}\n{text}::{token}::\n"


def _annotation(finding: Finding) -> str:
    where = {
        "file": relative(finding.mark.file),
        "line": str(finding.mark.line),
        "col": str(finding.mark.column),
        "title": finding.rule,
    }
    properties = ",".join(f"{key}={_property(value)}" for key, value in where.items())
    return f"::{_COMMANDS[finding.level]} {properties}::{_data(finding.message)}\n"


def _data(text: str) -> str:
    """Message text: line ends are visible by now, so the escape character is all that is left to escape."""
    return printable(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
