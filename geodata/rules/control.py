"""Which rules are asked, how loud they are, and which of their findings a record or a baseline holds back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from geodata.catalog.text import visible
from geodata.outcome import Finding, Level, RuleCount, Waived
from geodata.rules import CATALOGUE, UNREADABLE, Case, Rule
from geodata.rules.waivers import settle
from geodata.side_by_side import side_by_side

Loudness: TypeAlias = Literal["error", "warning", "info", "off"]
Key: TypeAlias = tuple[str, str, str]
"""What a baseline knows a finding by: rule, file and message. Its line may move; its numbers may not."""


@dataclass(frozen=True, slots=True)
class Control:
    """What a user asks of the rules.

    ``select``, ``ignore`` and ``levels`` go by codes or the start of codes; the longest start
    decides a level. ``baseline`` counts the findings that are known and held back.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    levels: Mapping[str, Loudness] = field(default_factory=dict)
    baseline: Counter[Key] = field(default_factory=Counter)

    def level(self, rule: Rule) -> Level | None:
        """How loud a rule's findings are; None where it is not asked."""
        code = rule.code
        starts = sorted((start for start in self.levels if code.startswith(start)), key=len)
        loud: Loudness = self.levels[starts[-1]] if starts else rule.level
        named = code in self.select or code in self.levels
        unwanted = self.ignore and code.startswith(self.ignore)
        unselected = self.select and not code.startswith(self.select)
        if loud == "off" or unwanted or unselected or not (rule.usual or named):
            return None
        return loud


DEFAULT = Control()


@dataclass(frozen=True, slots=True)
class Found:
    """What all rules answered."""

    findings: tuple[Finding, ...]
    counts: tuple[RuleCount, ...]
    waived: tuple[Waived, ...]
    baselined: int


def key_of(finding: Finding) -> Key:
    """What a baseline knows it by."""
    return finding.rule, finding.mark.file, finding.message


def ask_all(case: Case, unread: Sequence[Finding], control: Control = DEFAULT, workers: int = 1) -> Found:
    """Ask every rule that is wanted; ``unread`` are the findings of reading. Findings come by place."""
    levels = {rule.code: level for rule in CATALOGUE if (level := control.level(rule)) is not None}
    findings = [finding for finding in unread if finding.rule in levels]
    counts = []
    asked = [rule for rule in CATALOGUE if rule.code in levels]
    answers = side_by_side(lambda rule: rule.answers(case), asked, workers)
    for rule, (found, count) in zip(asked, answers, strict=True):
        findings += map(_on_one_line, found)
        counts.append(_reading(case, unread) if rule is UNREADABLE else count)
    settled = settle(case, findings, frozenset(levels))
    at_waivers = settled.at_waivers if "STR007" in levels else ()
    counts = [_waivers(count, settled.used, at_waivers) if count.rule == "STR007" else count for count in counts]
    loud = [replace(finding, level=levels[finding.rule]) for finding in (*settled.kept, *at_waivers)]
    loud.sort(key=lambda f: (f.mark, f.rule, f.message))
    left = Counter(control.baseline)
    kept = []
    for finding in loud:
        if left[key_of(finding)]:
            left[key_of(finding)] -= 1
        else:
            kept.append(finding)
    return Found(tuple(kept), tuple(counts), settled.waived, len(loud) - len(kept))


def _reading(case: Case, unread: Sequence[Finding]) -> RuleCount:
    return RuleCount(UNREADABLE.code, len(case.records.read), len({finding.mark.file for finding in unread}))


def _on_one_line(finding: Finding) -> Finding:
    """The finding with every control character that its message repeats from a record made visible."""
    return finding if finding.message.isprintable() else replace(finding, message=visible(finding.message))


def _waivers(count: RuleCount, used: int, faults: Sequence[Finding]) -> RuleCount:
    return replace(count, passed=used, failed=len(faults))
