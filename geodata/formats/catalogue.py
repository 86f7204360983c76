"""The catalogue of rules for a reader, and as JSON."""

from __future__ import annotations

import itertools
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from geodata.formats.json_format import dumps
from geodata.formats.pointing import extent
from geodata.rules import FAMILIES, Rule
from geodata.rules.examples import POINTER, Example, Examples

WIDTH = 120
"""Columns of a page of ``explain``; examples are printed as they stand."""


def rules_text(rules: Sequence[Rule]) -> str:
    """One line per rule, family by family; those asked only by name are marked."""
    width = max(len(rule.name) for rule in rules)
    lines = []
    for family, some in itertools.groupby(rules, lambda rule: FAMILIES[rule.code[:3]]):
        lines += ["", family.capitalize()]
        for rule in some:
            asked = "" if rule.usual else " (asked by name)"
            lines.append(f"{rule.code}  {rule.level:<7}  {rule.name:<{width}}  {rule.proves}{asked}")
    lines += ["", "geodata explain CODE says when a rule may err, and shows a bad and a good record."]
    return "\n".join(lines[1:]) + "\n"


def rules_json(rules: Sequence[Rule], examples: Mapping[str, Examples]) -> str:
    """All that is known of these rules; ``fires`` counts findings on the curated records of this version."""
    return dumps({"version": 1, "rules": [_rule(rule, examples[rule.code]) for rule in rules]})


def _rule(rule: Rule, shown: Examples) -> dict[str, Any]:
    ((file, text),) = ((file, text) for file, text in shown.bad.files.items() if POINTER in text)
    before = text[: text.index(POINTER)].split("\n")
    return {
        "code": rule.code,
        "name": rule.name,
        "family": FAMILIES[rule.code[:3]],
        "level": rule.level,
        "usual": rule.usual,
        "proves": rule.proves,
        "errs": rule.errs,
        "since": rule.since,
        "fires": shown.fires,
        "bad": shown.bad.plain(),
        "finding": {"file": file, "line": len(before), "column": len(before[-1]) + 1, "message": shown.says},
        "good": shown.good.plain(),
    }


def rule_text(rule: Rule, shown: Examples) -> str:
    """What a rule proves, when it errs, what it finds in a bad record, and a good one."""
    often = {0: "never fires", 1: "fires once"}.get(shown.fires, f"fires {shown.fires:,} times")
    parts = [
        f"{rule.code} {rule.name} ({rule.level}, since {rule.since})",
        "\n".join(
            (
                *_wrapped(f"A pass means: {rule.proves}"),
                *_wrapped(f"It may err: {rule.errs}"),
                f"It {often} on the curated records.",
            )
        ),
        f"Bad:\n\n{_shown(shown.bad, shown.says)}",
        f"Good:\n\n{_shown(shown.good)}",
    ]
    if not rule.usual:
        asked = f"Asked only by name: --select {rule.code}, or a level of its own in the settings."
        parts.insert(2, asked)
    return "\n\n".join(parts) + "\n"


def _shown(example: Example, says: str = "") -> str:
    """The parts of files; under the word at which a finding is made, what it says."""
    lines = []
    for file, text in example.files.items():
        lines.append(f"# {file}")
        for line in text.rstrip().split("\n"):
            start = line.find(POINTER)
            bare = line.replace(POINTER, "")
            lines.append(bare)
            if start >= 0:
                lines += [" " * start + "^" * extent(bare, start), *_wrapped(f"= {says}")]
    return textwrap.indent("\n".join(lines), "    ")


def _wrapped(text: str) -> Iterator[str]:
    yield from textwrap.wrap(text, WIDTH, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)
