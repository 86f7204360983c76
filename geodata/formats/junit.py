"""JUnit XML, as Jenkins and the older Ant schema both take it.

Each error is a test case that failed, each rule without one a test case that passed, or that was
skipped where it could be asked of nothing. Warnings and remarks fail no test: they stand in the
suite's output. Time, host and date are asked for by the schema and say nothing here.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET  # only written, never read
from collections.abc import Iterator

from geodata.formats.words import printable
from geodata.outcome import Finding, Outcome

_UNREADABLE = "STR001"


def as_junit(outcome: Outcome) -> str:
    """One suite in one ``testsuites``."""
    cases = list(_cases(outcome))
    count = {tag: str(sum(case.find(tag) is not None for case in cases)) for tag in ("failure", "error", "skipped")}
    suites = ET.Element("testsuites")
    suite = ET.SubElement(
        suites,
        "testsuite",
        {
            "name": "geodata check",
            "package": "geodata",
            "id": "0",
            "timestamp": "1970-01-01T00:00:00",
            "hostname": "localhost",
            "tests": str(len(cases)),
            "failures": count["failure"],
            "errors": count["error"],
            "skipped": count["skipped"],
            "time": "0",
        },
    )
    ET.SubElement(suite, "properties")
    suite.extend(cases)
    said = [f"{_line(finding)}\n" for finding in outcome.findings if finding.level != "error"]
    ET.SubElement(suite, "system-out").text = "".join(said)
    ET.SubElement(suite, "system-err")
    ET.indent(suites)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(suites, encoding="unicode") + "\n"


def _cases(outcome: Outcome) -> Iterator[ET.Element]:
    errors = [finding for finding in outcome.findings if finding.level == "error"]
    for finding in errors:
        case = _case(finding.rule, str(finding.mark))
        tag = "error" if finding.rule == _UNREADABLE else "failure"
        fault = ET.SubElement(case, tag, {"type": finding.rule, "message": printable(finding.message)})
        fault.text = _line(finding)
        yield case
    failed = {finding.rule for finding in errors}
    for asked in outcome.counts:
        if asked.rule in failed:
            continue
        case = _case(asked.rule, "all records")
        if not asked.passed and not asked.failed:
            missing = "; ".join(asked.missing) or "nothing to ask it of"
            ET.SubElement(case, "skipped", {"message": printable(missing)})
        yield case


def _case(rule: str, name: str) -> ET.Element:
    return ET.Element("testcase", {"classname": f"geodata.{rule}", "name": printable(name), "time": "0"})


def _line(finding: Finding) -> str:
    return printable(f"{finding.mark}: {finding.level} {finding.rule}: {finding.message}")
