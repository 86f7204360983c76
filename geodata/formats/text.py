"""The outcome for a person at a terminal: what was read, each journey's verdicts, then the findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from geodata.formats.words import chip, printable
from geodata.outcome import JourneyOutcome, Outcome, StatementOutcome, Verdict


def as_text(outcome: Outcome) -> str:
    """Plain text, one line per thing, ending in a newline."""
    return "".join(f"{printable(line)}\n" for line in _lines(outcome))


def _lines(outcome: Outcome) -> Iterator[str]:
    yield f"read {_files(outcome.read)}"
    for journey in outcome.journeys:
        if journey.statements:
            yield from _journey(journey)
    for finding in outcome.findings:
        yield f"{finding.mark}: {finding.level} {finding.rule}: {finding.message}"
    yield total(outcome)


def _files(read: tuple[str, ...]) -> str:
    folders = sorted({name.rsplit("/", 1)[0] for name in read if "/" in name})
    top = [f for f in folders if not any(f.startswith(f"{other}/") for other in folders)]
    where = f" in {', '.join(top)}" if top else ""
    return f"{len(read)} files{where}"


def _journey(journey: JourneyOutcome) -> Iterator[str]:
    counts = Counter(statement.judgement.verdict for statement in journey.statements)
    tally = ", ".join(f"{counts[verdict]} {verdict}" for verdict in Verdict if counts[verdict])
    many = len(journey.statements)
    yield f"{journey.id}: {many} statement{'' if many == 1 else 's'} ({tally})"
    for leg in journey.legs:
        ground = leg.ground
        km = f"{ground.low_km:,.0f}–{ground.high_km:,.0f} km"
        yield f"  {leg.id}: {leg.start} to {leg.end} by {leg.mode}, {km} ({ground.basis})"
    for statement in journey.statements:
        if statement.judgement.verdict is not Verdict.UNKNOWN:
            yield from _statement(statement)


def _statement(statement: StatementOutcome) -> Iterator[str]:
    judgement = statement.judgement
    mark, words = chip(judgement.verdict, judgement.side)
    verdict = f"{judgement.verdict}{f' ({judgement.side})' if judgement.side else ''}"
    voice = f", {statement.voice}" if statement.voice else ""
    reviewed = f", reviewed {statement.reviewed.on}" if statement.reviewed else ""
    name = f"{statement.report}/{statement.id}{voice}"
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
    return ", ".join(parts) if parts else "no findings"
