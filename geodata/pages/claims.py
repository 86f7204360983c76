"""What was printed and what the arithmetic says of it: the rows of a page's tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from geodata.outcome import ClaimReading, Ground, Judgement, StatementOutcome, Verdict
from geodata.pages.case import Case
from geodata.pages.faces import face
from geodata.pages.view import Said, StatementGroup, StatementRow, Tally
from geodata.pages.wording import CHIPS, COUNTRIES, Chip, between, bound, chip, day, language, number, span, tight
from geodata.records import Claim, Event

UNDECIDED = "Not decided: a figure is missing"
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


def groups(case: Case, letters: Mapping[tuple[str, str], str]) -> tuple[StatementGroup, ...]:
    """The statements that print a figure, as rows by voice.

    Named voices come first, the reports' own words after them, and at the end what could not
    be decided.
    """
    shown = [statement for statement in case.outcome.statements if not sighting_only(statement)]
    decided = [statement for statement in shown if statement.judgement.verdict is not Verdict.UNKNOWN]
    undecided = [statement for statement in shown if statement.judgement.verdict is Verdict.UNKNOWN]

    def group(heading: str, statements: Iterable[StatementOutcome]) -> StatementGroup:
        return StatementGroup(heading, tuple(_row(case, s, letters.get((s.report, s.id))) for s in statements))

    voices = sorted({s.voice or "" for s in decided}, key=lambda voice: (not voice, voice.casefold(), voice))
    found = [
        group(voice or "In the report’s own words", [s for s in decided if (s.voice or "") == voice])
        for voice in voices
    ]
    return (*found, group(UNDECIDED, undecided)) if undecided else tuple(found)


def sighting_only(statement: StatementOutcome) -> bool:
    """Whether a statement holds clock times alone and nothing follows: the table of sightings has it."""
    judgement = statement.judgement
    only_clocks = bool(judgement.claims) and all(claim.kind == "event" for claim in judgement.claims)
    return judgement.verdict is Verdict.UNKNOWN and only_clocks


def tallies(statements: Iterable[StatementOutcome]) -> tuple[Tally, ...]:
    """How many statements have each chip, from kind to harsh; lone sightings and empty chips left out."""
    found = [chip(s.judgement.verdict, s.judgement.side) for s in statements if not sighting_only(s)]
    return tuple(Tally(each, found.count(each)) for each in CHIPS if each in found)


def sayings(statements: Iterable[StatementOutcome], most: int = 4) -> tuple[tuple[Chip, str], ...]:
    """The sentences of the harshest findings, each once; what fits as printed needs no sentence up here."""
    told = ((chip(s.judgement.verdict, s.judgement.side), bound(s.judgement.sentence)) for s in statements)
    noted = [pair for pair in dict.fromkeys(told) if pair[0].tone not in {"fits", "none"}]
    return tuple(sorted(noted, key=lambda pair: -CHIPS.index(pair[0]))[:most])


def length(ground: Ground) -> str:
    """The length of the usual ways."""
    return span(ground.low_km, ground.high_km, "km")


def least_possible(ground: Ground) -> float:
    """The shortest way that anybody could hold against a finding."""
    return min(ground.low_km, ground.low_km if ground.possible_low_km is None else ground.possible_low_km)


def _row(case: Case, statement: StatementOutcome, letter: str | None) -> StatementRow:
    report, judgement, printed = case.report(statement.report), statement.judgement, face(case, statement)
    listing = report.statements.get(statement.id.rsplit("/", 1)[-1]) if report else None
    readings = {claim.id.rsplit("/", 1)[-1]: claim for claim in judgement.claims}
    ids = tuple(listing.of) if listing else tuple(readings)
    told = (day(report.published.date), language(report.language)) if report else ()
    modality = () if statement.modality == "reported" else (statement.modality,)
    voice = (statement.voice,) if statement.voice and judgement.verdict is Verdict.UNKNOWN else ()
    review = statement.reviewed
    return StatementRow(
        letter=letter,
        outlet=case.outlet(statement.report),
        meta=" · ".join((*voice, *told, *modality)),
        said=tuple(filter(None, (_said(case, statement.report, each, readings) for each in ids))),
        leaves=tuple(_leaves(judgement, readings)),
        chip=chip(judgement.verdict, judgement.side),
        gap=printed.gap(judgement.ground) if printed and judgement.ground else None,
        sentence=bound(judgement.sentence),
        reviewed=f"Looked at by an editor on {review.on}: {review.reason}" if review else None,
    )


def _said(case: Case, report: str, path: str, readings: Mapping[str, ClaimReading]) -> Said | None:
    record, source = case.said(report, path), case.report(report)
    if record is None:
        reading = readings.get(path.rsplit("/", 1)[-1])
        return Said(tight(reading.text), reading.kind) if reading else None
    lang = source.language if source else None
    if isinstance(record, Event):
        where = f" {case.place(record.at).name}" if record.at else ""
        return Said(record.when, f"{HAPPENED[record.event]}{where}", record.hedge, lang, record.says)
    figure = tight(record.printed) + (f" ({tight(record.also)})" if record.also else "")
    return Said(figure, _about(case, record), record.hedge, lang, record.says)


def _about(case: Case, claim: Claim) -> str:
    if claim.kind == "speed":
        what = _ROLES.get(claim.role or "", "speed")
    elif claim.kind == "duration":
        what = _MEASURES.get(claim.measure or "", "time on the way")
    else:
        what = "figure" if claim.kind == "other" else claim.kind
    train = {"special": "", "ordinary": " of an ordinary train"}.get(claim.train, f" of a {claim.train} train")
    within = f" in {COUNTRIES.get(claim.within, claim.within)}" if claim.within else ""
    start = f" from {case.place(claim.start).name}" if claim.start else ""
    end = f" to {case.place(claim.end).name}" if claim.end else ""
    return f"{what}{train}{within}{start}{end}"


def _leaves(judgement: Judgement, readings: Mapping[str, ClaimReading]) -> Iterable[str]:
    """What the other figures leave to each, where that says anything; clock times stay out."""
    for path, (low, high) in judgement.needs.items():
        reading = readings.get(path.rsplit("/", 1)[-1])
        if reading is not None and reading.kind in _UNITS and (low or high is not None):
            yield between((low or None, high), _UNITS[reading.kind])


def conflicts(case: Case) -> tuple[tuple[str, str], ...]:
    """What differs between statements: kind and sentence. Information, nobody's contradiction."""
    return tuple(dict.fromkeys((clash.kind, bound(clash.sentence)) for clash in case.outcome.conflicts))


def counts(case: Case) -> str:
    """``58 statements from 31 reports in 8 languages``."""
    reports = {statement.report for statement in case.outcome.statements}
    tags = {report.language.split("-", maxsplit=1)[0] for report in map(case.report, sorted(reports)) if report}
    parts = ((len(case.outcome.statements), "statement"), (len(reports), "report"), (len(tags), "language"))
    told = [f"{number(count)} {noun}{'' if count == 1 else 's'}" for count, noun in parts]
    return f"{told[0]} from {told[1]} in {told[2]}"
