"""The outcome for a person at a terminal: what was read, each journey's verdicts, then the findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePath

from geodata.catalog import shipped_root
from geodata.errors import Mark
from geodata.formats.pointing import pointed
from geodata.formats.words import chip, printable
from geodata.outcome import Finding, JourneyOutcome, Outcome, StatementOutcome, Verdict
from geodata.rules import RULES

_COLOURS = {"error": "31", "warning": "33", "info": "36"}

MOST_INFOS = 5
"""Infos of one rule that are told where nobody asked for them; of more only how many."""


def as_text(
    outcome: Outcome,
    line_of: Callable[[Mark], str | None] | None = None,
    *,
    colour: bool = False,
    every_info: bool = True,
    undecided: bool = False,
) -> str:
    """Plain text, ending in a newline; with ``line_of`` each finding shows the line that it points to.

    Without ``every_info`` a rule with many infos is told in one line, at the end. With ``undecided``
    statements of which nothing can be said are listed too, with what is missing.
    """
    text = [printable(line) for line in _lines(outcome, undecided=undecided)]
    infos = Counter(finding.rule for finding in outcome.findings if finding.level == "info")
    many = [] if every_info else sorted(rule for rule, count in infos.items() if count > MOST_INFOS)
    for finding in outcome.findings:
        if finding.level == "info" and finding.rule in many:
            continue
        head, *rest = map(printable, _finding(finding, line_of))
        told = f"{finding.level} {finding.rule}"
        if colour:
            head = head.replace(told, f"\x1b[1;{_COLOURS[finding.level]}m{told}\x1b[0m", 1)
        text += [head, *rest]
    names = {rule.code: rule.name for rule in RULES}
    text += [f"{infos[rule]} info {rule} {names[rule]}; --select {rule} lists them" for rule in many]
    return "".join(f"{line}\n" for line in (*text, printable(total(outcome))))


def _lines(outcome: Outcome, *, undecided: bool) -> Iterator[str]:
    yield f"read {_files(outcome.read)}"
    for journey in outcome.journeys:
        if journey.statements:
            yield from _journey(journey, undecided=undecided)


def _finding(finding: Finding, line_of: Callable[[Mark], str | None] | None) -> Iterator[str]:
    """Its line, the source line with the value underlined, and the other places it speaks of."""
    yield f"{finding.mark}: {finding.level} {finding.rule}: {finding.message}"
    if line_of is None:
        return
    line = line_of(finding.mark)
    if line is not None:
        yield from pointed(line, finding.mark)
    for mark in finding.related:
        yield f"{'':>6} = and {mark}"
        line = line_of(mark)
        if line is not None:
            yield from pointed(line, mark)


def _files(read: tuple[str, ...]) -> str:
    """How many files, and where; those that come with geodata apart, where others lie over them."""
    own = [name for name in read if not name.startswith(f"{shipped_root().as_posix()}/")]
    if own and len(own) < len(read):
        return f"{_in_folders(own)}, over {len(read) - len(own)} that come with geodata"
    return _in_folders(read)


def _in_folders(read: Sequence[str]) -> str:
    folders = {PurePath(name).parent for name in read}
    top = sorted(folder.as_posix() for folder in folders if not folders.intersection(folder.parents))
    where = f" in {', '.join(top)}" if top not in ([], ["."]) else ""
    return f"{len(read)} file{'' if len(read) == 1 else 's'}{where}"


def _journey(journey: JourneyOutcome, *, undecided: bool) -> Iterator[str]:
    counts = Counter(statement.judgement.verdict for statement in journey.statements)
    tally = ", ".join(f"{counts[verdict]} {verdict}" for verdict in Verdict if counts[verdict])
    weak = f"; {journey.on_weak_ground} on weak ground" if journey.on_weak_ground else ""
    many = len(journey.statements)
    yield f"{journey.id}: {many} statement{'' if many == 1 else 's'} ({tally}{weak})"
    for leg in journey.legs:
        ground = leg.ground
        km = f"{ground.low_km:,.0f}–{ground.high_km:,.0f} km"
        yield f"  {leg.id}: {leg.start} to {leg.end} by {leg.mode}, {km} ({ground.basis})"
    for statement in journey.statements:
        if statement.judgement.verdict is not Verdict.UNKNOWN:
            yield from _statement(statement)
        elif undecided:
            mark, words = chip(Verdict.UNKNOWN, None)
            yield f"  {mark} {words}: {_name(statement)}: missing is {'; '.join(statement.judgement.missing)}"


def _name(statement: StatementOutcome) -> str:
    return f"{statement.report}/{statement.id}{f', {statement.voice}' if statement.voice else ''}"


def _statement(statement: StatementOutcome) -> Iterator[str]:
    judgement = statement.judgement
    mark, words = chip(judgement.verdict, judgement.side)
    verdict = f"{judgement.verdict}{f' ({judgement.side})' if judgement.side else ''}"
    reviewed = f", reviewed {statement.reviewed.on}" if statement.reviewed else ""
    name = _name(statement)
    yield f"  {mark} {words}: {name}: {verdict}, tension {judgement.tension}{reviewed}"
    yield f"      {judgement.sentence}"


def total(outcome: Outcome) -> str:
    """How many findings of each level, in words."""
    levels = Counter(finding.level for finding in outcome.findings)
    parts = [
        f"{levels[level]} {level}{'' if level == 'info' or levels[level] == 1 else 's'}"
        for level in ("error", "warning", "info")
        if levels[level]
    ]
    held = [
        f"{many} {how}"
        for many, how in ((len(outcome.waived), "waived"), (outcome.baselined, "known to the baseline"))
        if many
    ]
    return ", ".join(parts or ["no findings"]) + (f" ({', '.join(held)})" if held else "")
