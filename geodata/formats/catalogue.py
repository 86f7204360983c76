"""The catalogue of rules for a reader, and as JSON."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

from geodata.formats.json_format import dumps
from geodata.rules import Rule
from geodata.rules.examples import NONE, Example, Examples


def rules_text(rules: Sequence[Rule]) -> str:
    """One line per rule; those asked only by name are marked."""
    width = max(len(rule.name) for rule in rules)
    lines = [
        f"{rule.code}  {rule.level:<7}  {rule.name:<{width}}  {rule.proves}{'' if rule.usual else ' (asked by name)'}"
        for rule in rules
    ]
    return "\n".join(lines) + "\n"


def rules_json(rules: Sequence[Rule], examples: Mapping[str, Examples]) -> str:
    """All that is known of these rules; ``fires`` counts findings on the curated records of this version."""
    return dumps({"version": 1, "rules": [_rule(rule, examples.get(rule.code, NONE)) for rule in rules]})


def _rule(rule: Rule, shown: Examples) -> dict[str, Any]:
    return {
        "code": rule.code,
        "name": rule.name,
        "level": rule.level,
        "usual": rule.usual,
        "proves": rule.proves,
        "errs": rule.errs,
        "since": rule.since,
        "fires": shown.fires,
        "bad": shown.bad.plain(),
        "good": shown.good.plain(),
    }


def rule_text(rule: Rule, shown: Examples) -> str:
    """What a rule proves, when it errs, and its examples."""
    asked = "" if rule.usual else f"\nAsked only by name: --select {rule.code}, or a level of its own in the settings."
    head = (
        f"{rule.code} {rule.name} ({rule.level}, since {rule.since})\n\n"
        f"A pass means: {rule.proves}\nIt may err: {rule.errs}\n"
        f"It fires {shown.fires} times on the curated records.{asked}"
    )
    if shown is NONE:
        return f"{head}\n"
    return f"{head}\n\nBad:\n\n{_shown(shown.bad)}\n\nGood:\n\n{_shown(shown.good)}\n"


def _shown(example: Example) -> str:
    return "\n".join(
        f"    # {file}\n{textwrap.indent(text.rstrip(), '    ')}" for file, text in example.plain().items()
    )
