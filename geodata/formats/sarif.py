"""SARIF 2.1.0: addresses relative to where the command ran, rules with their help, fingerprints that outlive edits."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

from geodata._version import __version__
from geodata.errors import Mark
from geodata.formats.places import fingerprints, relative
from geodata.formats.words import printable, printable_json
from geodata.outcome import Finding, Level, Outcome, RuleCount
from geodata.rules import CATALOGUE, FAMILIES

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: dict[Level, str] = {"error": "error", "warning": "warning", "info": "note"}


def as_sarif(outcome: Outcome) -> str:
    """One run; every finding a result, and one result for each rule that passed or could not be asked."""
    rules = _rules()
    index = {rule["id"]: number for number, rule in enumerate(rules)}
    pairs = zip(outcome.findings, fingerprints(outcome.findings), strict=True)
    results = [_result(finding, mark, index) for finding, mark in pairs]
    results += [_unfailed(count, index, outcome) for count in outcome.counts if not count.failed]
    driver = {"name": "geodata", "semanticVersion": __version__, "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return printable_json({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rules() -> list[dict[str, Any]]:
    return [
        {
            "id": rule.code,
            "name": rule.name,
            "shortDescription": {"text": rule.proves},
            "fullDescription": {"text": rule.proves},
            "help": {
                "text": f"It may err: {rule.errs} `geodata explain {rule.code}` shows a bad and a good record.",
            },
            "defaultConfiguration": {"level": _LEVELS[rule.level]},
            "properties": {"tags": [FAMILIES[rule.code[:3]]]},
        }
        for rule in CATALOGUE
    ]


def _result(finding: Finding, fingerprint: str, index: dict[str, int]) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "kind": "fail",
        "level": _LEVELS[finding.level],
        "message": {"text": _message(finding.message)},
        "locations": [_location(finding.mark)],
        "partialFingerprints": {"geodataSubject/v1": fingerprint},
    }
    if finding.rule in index:
        result["ruleIndex"] = index[finding.rule]
    if finding.related:
        result["relatedLocations"] = [_location(mark) | {"id": n} for n, mark in enumerate(finding.related, 1)]
    names = {"journey": finding.journey, "claim": finding.claim}
    if any(names.values()):
        result["properties"] = {key: printable(name) for key, name in names.items() if name}
    return result


def _unfailed(count: RuleCount, index: dict[str, int], outcome: Outcome) -> dict[str, Any]:
    """A rule that found nothing: passed where it could be asked of anything."""
    kind = "pass" if count.passed else "notApplicable"
    words = [f"{count.passed} passed"] if count.passed else []
    words += [f"{count.not_applicable} not applicable"] if count.not_applicable else []
    words += [f"missing: {'; '.join(count.missing)}"] if count.missing else []
    result: dict[str, Any] = {
        "ruleId": count.rule,
        "kind": kind,
        "level": "none",
        "message": {"text": _message(", ".join(words) or "nothing to ask it of")},
        "locations": [{"physicalLocation": {"artifactLocation": _artifact(file)}} for file in outcome.read[-1:]],
    }
    if count.rule in index:
        result["ruleIndex"] = index[count.rule]
    return result


def _location(mark: Mark) -> dict[str, Any]:
    region = {"startLine": mark.line, "startColumn": mark.column}
    return {"physicalLocation": {"artifactLocation": _artifact(mark.file), "region": region}}


def _artifact(file: str) -> dict[str, str]:
    path = relative(file)
    uri = quote(path, errors="surrogatepass")
    return {"uri": f"file://{uri}"} if path.startswith("/") else {"uri": uri, "uriBaseId": "%SRCROOT%"}


def _message(text: str) -> str:
    """Text that holds no embedded link and no placeholder, which SARIF knows in plain messages too."""
    return re.sub(r"[\[\]\\]", r"\\\g<0>", printable(text)).replace("{", "{{").replace("}", "}}")
