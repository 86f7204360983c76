"""What was printed and what the arithmetic says of it: the rows of a page's tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from geodata.outcome import Ground, Judgement, StatementOutcome, Verdict
from geodata.pages.case import Case
from geodata.pages.faces import face
from geodata.pages.hedging import sentence
from geodata.pages.peoples import COUNTRIES, language
from geodata.pages.tongue import say, spoken
from geodata.pages.view import Printed, Said, StatementRow, Tally
from geodata.pages.wording import Chip, between, chip, chips, day, number, rank, span, tight, when
from geodata.reasoning.phrases import phrases
from geodata.records import Claim, Event

HAPPENED = {
    "departed": "left",
    "crossed": "crossed",
    "passed": "passed",
    "arrived": "arrived",
    "underway": "under way",
    "other": "other",
}
_UNITS = {"speed": "km/h", "duration": "h", "distance": "km"}
_ROLES = {
    "average": "average speed",
    "moving": "speed without stops",
    "cruising": "cruising speed",
    "limit": "speed limit",
    "maximum": "top speed",
    "reach": "speed it can reach",
}
_MEASURES = {"moving": "time moving", "trip": "whole trip", "stay": "stay", "stop": "stop"}


def sighting_only(statement: StatementOutcome) -> bool:
    """Whether a statement holds clock times alone and nothing follows: the table of sightings has it."""
    judgement = statement.judgement
    only_clocks = bool(judgement.claims) and all(claim.kind == "event" for claim in judgement.claims)
    return judgement.verdict is Verdict.UNKNOWN and only_clocks


def tallies(statements: Iterable[StatementOutcome]) -> tuple[Tally, ...]:
    """How many statements have each chip, from kind to harsh; lone sightings and empty chips left out."""
    found = [chip(s.judgement.verdict, s.judgement.side) for s in statements if not sighting_only(s)]
    return tuple(Tally(each, found.count(each)) for each in chips() if each in found)


def sayings(case: Case, most: int = 4) -> tuple[tuple[Chip, str], ...]:
    """The sentences of the harshest findings, each once, what most outlets print first among equals.

    What fits as printed needs no sentence up here.
    """
    outlets: dict[tuple[Chip, str], set[str]] = defaultdict(set)
    for statement in case.outcome.statements:
        found = chip(statement.judgement.verdict, statement.judgement.side)
        if found.tone not in {"fits", "none"}:
            outlets[found, sentence(case, statement)].add(case.outlet(statement.report).text)
    return tuple(sorted(outlets, key=lambda pair: (-rank(pair[0]), -len(outlets[pair])))[:most])


def length(ground: Ground) -> str:
    """The length of the usual ways."""
    return span(ground.low_km, ground.high_km, "km")


def least_possible(ground: Ground) -> float:
    """The shortest way that anybody could hold against a finding."""
    return min(ground.low_km, ground.low_km if ground.possible_low_km is None else ground.possible_low_km)


def row(case: Case, group: Sequence[StatementOutcome], letter: str | None) -> StatementRow:
    """One row for statements that share figures and finding; the first speaks for all."""
    first = group[0]
    judgement, printed = first.judgement, face(case, first)
    told = {key: _figures(case, statement) for statement in group for key in ((statement.report, statement.id),)}
    reviews = [statement.reviewed for statement in group if statement.reviewed]
    return StatementRow(
        letter=letter,
        printed=tuple(_printed(case, statement) for statement in group),
        said=tuple(_merged(column) for column in zip(*told.values(), strict=True)),
        leaves=tuple(_leaves(judgement)),
        chip=chip(judgement.verdict, judgement.side),
        gap=printed.gap(judgement.ground) if printed and judgement.ground else None,
        note=_note(case, first),
        clash=tuple(_clash(case, first)),
        reviewed=tuple(
            say("Looked at by an editor on {day}: {reason}", day=review.on, reason=review.reason) for review in reviews
        ),
        basis=basis(case, first),
    )


def same(case: Case, statement: StatementOutcome) -> tuple[object, ...]:
    """What statements must share to stand in one row."""
    judgement = statement.judgement
    # A conversion in brackets is the same figure once more.
    figures = tuple((said.figure.partition(" (")[0], said.about) for said in _figures(case, statement))
    printed = face(case, statement)
    gap = printed.gap(judgement.ground) if printed and judgement.ground else None
    return (figures, judgement.verdict, judgement.side, gap, tuple(_leaves(judgement)), basis(case, statement))


def claims_of(case: Case, statement: StatementOutcome) -> tuple[Claim, ...]:
    """The claims of a statement as recorded."""
    found = (case.said(statement.report, path) for path in _ids(case, statement))
    return tuple(record for record in found if isinstance(record, Claim))


def basis(case: Case, statement: StatementOutcome) -> str | None:
    """``named`` where the report names the origin of all its figures that have one, ``matched`` where we infer it."""
    bases = {claim.origin_basis for claim in claims_of(case, statement) if claim.origin}
    return "matched" if "matched" in bases else "named" if bases else None


def _note(case: Case, statement: StatementOutcome) -> str | None:
    judgement = statement.judgement
    if judgement.verdict is Verdict.UNKNOWN:
        return (
            say("Missing: {what}.", what="; ".join(map(phrases(spoken()).wanting, judgement.missing)))
            if judgement.missing
            else ""
        )
    return None if judgement.verdict is Verdict.AGREE else sentence(case, statement)


def _clash(case: Case, statement: StatementOutcome) -> Iterator[str]:
    """The minimal conflicts in words: figures that cannot stand together, though each of them may."""
    for conflict in statement.judgement.conflicts:
        figures = tuple(filter(None, (_said(case, statement, path) for path in conflict)))
        if len(figures) > 1:  # one figure alone clashes with the ground, and the sentence says so
            yield " + ".join(f"{said.figure} ({said.about})" for said in figures)


def _ids(case: Case, statement: StatementOutcome) -> tuple[str, ...]:
    report = case.report(statement.report)
    listing = report.statements.get(statement.id.rsplit("/", 1)[-1]) if report else None
    return tuple(listing.of) if listing else tuple(claim.id for claim in statement.judgement.claims)


def _figures(case: Case, statement: StatementOutcome) -> tuple[Said, ...]:
    return tuple(filter(None, (_said(case, statement, path) for path in _ids(case, statement))))


def _merged(column: Sequence[Said]) -> Said:
    first = column[0]
    hedges = tuple(dict.fromkeys(hedge for said in column for hedge in said.hedges))
    return Said(first.figure, first.about, hedges, first.says)


def _printed(case: Case, statement: StatementOutcome) -> Printed:
    report = case.report(statement.report)
    told = (day(report.published.date), language(report.language)) if report else ()
    modality = () if statement.modality == "reported" else (say(statement.modality),)
    voice = (statement.voice,) if statement.voice else ()
    return Printed(
        case.outlet(statement.report),
        " · ".join((*told, *modality, *voice)),
        f"{statement.report}/{statement.id}".removeprefix(f"{case.outcome.id}/"),
    )


def _said(case: Case, statement: StatementOutcome, path: str) -> Said | None:
    record, source = case.said(statement.report, path), case.report(statement.report)
    if record is None:
        readings = {claim.id.rsplit("/", 1)[-1]: claim for claim in statement.judgement.claims}
        reading = readings.get(path.rsplit("/", 1)[-1])
        return Said(tight(reading.text), reading.kind) if reading else None
    hedges = ((record.hedge, source.language if source else None),) if record.hedge else ()
    if isinstance(record, Event):
        where = f" {case.place(record.at).name}" if record.at else ""
        return Said(when(record.when), f"{say(HAPPENED[record.event])}{where}", hedges, record.says)
    figure = tight(record.printed) + (f" ({tight(record.also)})" if record.also else "")
    return Said(figure, _about(case, record), hedges, record.says)


def _about(case: Case, claim: Claim) -> str:
    if claim.kind == "speed":
        what = say(_ROLES.get(claim.role or "", "speed"))
    elif claim.kind == "duration":
        what = say(_MEASURES.get(claim.measure or "", "time on the way"))
    else:
        what = say("figure" if claim.kind == "other" else claim.kind)
    parts = (
        what,
        ""
        if claim.train == "special"
        else say(f"of an {claim.train} train" if claim.train == "ordinary" else "of a high-speed train"),
        say("in {country}", country=say(COUNTRIES.get(claim.within, claim.within))) if claim.within else "",
        say("from {place}", place=case.place(claim.start).name) if claim.start else "",
        say("to {place}", place=case.place(claim.end).name) if claim.end else "",
    )
    return " ".join(filter(None, parts))


def _leaves(judgement: Judgement) -> Iterator[str]:
    """What the other figures leave to each, where that says anything; clock times stay out."""
    readings = {claim.id.rsplit("/", 1)[-1]: claim for claim in judgement.claims}
    for path, (low, high) in judgement.needs.items():
        reading = readings.get(path.rsplit("/", 1)[-1])
        if reading is not None and reading.kind in _UNITS and (low or high is not None):
            yield between((low or None, high), _UNITS[reading.kind])


def conflicts(case: Case) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What differs between statements: kind, and each figure with its outlet. Information, nobody's contradiction."""
    return tuple(
        dict.fromkeys(
            (say(clash.kind), tuple(_party(case, path) for path in clash.claims)) for clash in case.outcome.conflicts
        )
    )


def _party(case: Case, path: str) -> str:
    """``KBS World: crossed Sinuiju–Dandong, 2025-09-02 around 03:00``."""
    record, outlet = case.said(path, path), case.outlet(path).text
    if record is None:
        return outlet
    hedge = f"{record.hedge} " if record.hedge else ""
    forecast = f" ({say('forecast')})" if record.modality == "forecast" else ""
    if isinstance(record, Event):
        where = f" {case.place(record.at).name}" if record.at else ""
        return f"{outlet}: {say(HAPPENED[record.event])}{where}, {hedge}{when(record.when)}{forecast}"
    return f"{outlet}: {hedge}{tight(record.printed)}, {_about(case, record)}{forecast}"


def counts(case: Case) -> str:
    """``58 statements from 31 reports in 8 languages``."""
    reports = {statement.report for statement in case.outcome.statements}
    tags = {report.language.split("-", maxsplit=1)[0] for report in map(case.report, sorted(reports)) if report}
    counted = (len(case.outcome.statements), len(reports), len(tags))
    words = ("statement", "report", "language")
    if spoken() == "en":
        told = [f"{number(n)} {noun}{'' if n == 1 else 's'}" for n, noun in zip(counted, words, strict=True)]
        return f"{told[0]} from {told[1]} in {told[2]}"
    return say("{n} statements, {m} reports, {k} languages", n=counted[0], m=counted[1], k=counted[2])
