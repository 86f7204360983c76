"""A job summary in Markdown: verdicts and findings as tables. Record text is text there, never markup."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from geodata.formats.places import relative
from geodata.formats.text import total
from geodata.formats.words import chip, printable
from geodata.outcome import JourneyOutcome, Outcome, Verdict

MOST = 200
"""Rows of a table; a job summary holds 1 MiB, and nobody reads more."""

_SPECIAL = re.compile(r"""[\\`*_{}\[\]<>#+!|~&@:$^"'=]|(?<=www)\.""", re.IGNORECASE)
_SHOWN = (Verdict.CONFLICT, Verdict.TENSION)


def as_markdown(outcome: Outcome) -> str:
    """A heading, the count of findings, the journeys, what does not fit, and the findings."""
    return "".join(f"{line}\n" for line in _lines(outcome))


def plain(text: str) -> str:
    """Text that Markdown and HTML show as it stands: no markup, no link, no mention, no table cell of its own."""
    return _SPECIAL.sub(lambda found: f"&#{ord(found[0])};", printable(text))


def _lines(outcome: Outcome) -> Iterator[str]:
    journeys = [journey for journey in outcome.journeys if journey.statements]
    yield "## geodata check"
    yield ""
    yield f"{len(outcome.read)} files read: {total(outcome)}.{_asked(outcome)}"
    if journeys:
        yield from _table(("journey", *map(str, Verdict), "on weak ground"), [_counts(journey) for journey in journeys])
    rows = [row for journey in journeys for row in _verdicts(journey)]
    if rows:
        yield from _table(("verdict", "statement", "in words"), rows)
    if outcome.findings:
        found = [
            (finding.level, finding.rule, plain(_place(finding.mark.file, finding.mark.line)), plain(finding.message))
            for finding in outcome.findings
        ]
        yield from _table(("level", "rule", "place", "finding"), found)


def _asked(outcome: Outcome) -> str:
    """Of the rules that were asked, how many failed, passed, or had nothing that they could be asked of."""
    if not outcome.counts:
        return ""
    failed = sum(count.failed > 0 for count in outcome.counts)
    passed = sum(count.passed > 0 and not count.failed for count in outcome.counts)
    told = f" {len(outcome.counts)} rules were asked: {passed} passed, {failed} failed"
    return f"{told}, {len(outcome.counts) - passed - failed} could be asked of nothing."


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    yield ""
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows[:MOST]:
        yield f"| {' | '.join(row)} |"
    if len(rows) > MOST:
        yield ""
        yield f"… and {len(rows) - MOST:,} more; `geodata check` prints them all."


def _counts(journey: JourneyOutcome) -> tuple[str, ...]:
    counts = Counter(statement.judgement.verdict for statement in journey.statements)
    return (plain(journey.id), *(str(counts[verdict] or "") for verdict in Verdict), str(journey.on_weak_ground or ""))


def _verdicts(journey: JourneyOutcome) -> Iterator[tuple[str, ...]]:
    """The statements that do not fit, in words."""
    for statement in journey.statements:
        judgement = statement.judgement
        if judgement.verdict in _SHOWN:
            words = " ".join(chip(judgement.verdict, judgement.side))
            yield words, plain(f"{statement.report}/{statement.id}"), plain(judgement.sentence)


def _place(file: str, line: int) -> str:
    return f"{relative(file)}:{line}"
