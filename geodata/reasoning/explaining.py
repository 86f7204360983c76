"""A paragraph for an editor: what was tried, what was assumed, what clashes, what would do, how firm it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from geodata.outcome import Interval, Judgement, Reading, SectionKm, Verdict
from geodata.reasoning.clock import Moment
from geodata.reasoning.phrases import phrases
from geodata.reasoning.pieces import PieceSpeed, piece_speeds
from geodata.reasoning.policy import Policy
from geodata.reasoning.questions import Question, Said
from geodata.reasoning.resorts import RESORTED
from geodata.reasoning.rows import programme_lines
from geodata.records import Records

MOST = 12
"""Readings, sections and claims that are told one by one; of more only how many."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A verdict at three levels: a sentence for a reader, a paragraph for an editor, rows for an expert."""

    sentence: str
    paragraph: tuple[str, ...]
    """Its sentences, in order."""
    rows: tuple[str, ...]


def explain(judgement: Judgement, question: Question, policy: Policy, records: Records) -> Explanation:
    """The explanation of a judgement that carries its sentence, in English; the same input gives the same text."""
    names = {key: place.record.name for key, place in records.places.items()}
    paragraph = (
        *_missing(judgement),
        *_readings(judgement),
        *_resorts(judgement),
        *_words(question, policy),
        *_stops(question, names),
        *_ground(judgement, names, {key: source.record.title for key, source in records.sources.items()}),
        *_clash(judgement),
        *_needs(judgement, question),
        *_pieces(piece_speeds(question, judgement), names),
        *_firmness(judgement),
    )
    return Explanation(judgement.sentence, paragraph, programme_lines(judgement, question, names))


def _missing(judgement: Judgement) -> Iterator[str]:
    if judgement.missing:
        what = "Not decided" if judgement.verdict is Verdict.UNKNOWN else "Left out of the answer"
        yield f"{what}, for want of: {'; '.join(judgement.missing)}."


def _readings(judgement: Judgement) -> Iterator[str]:
    """Every reading with its tension, and why the first of them leads."""
    ranked = sorted(judgement.readings, key=lambda reading: reading.tension or 0.0)
    if not ranked:
        return
    if len(ranked) == 1:
        yield f"One reading was tried ({_assumed(ranked[0])}): tension {ranked[0].tension}, {ranked[0].verdict}."
        return
    told = "; ".join(f"{_assumed(r)}: tension {r.tension}, {r.verdict}" for r in ranked[:MOST])
    more = f"; and {len(ranked) - MOST} more" if len(ranked) > MOST else ""
    yield f"{len(ranked)} readings were tried: {told}{more}."
    yield f"The kindest leads ({_assumed(ranked[0])}): claims clash only if no reading reconciles them."


def _resorts(judgement: Judgement) -> Iterator[str]:
    """What keeps the claims out of conflict."""
    if judgement.resorts:
        what = " and ".join(RESORTED[name] for name in judgement.resorts)
        yield f"No conflict all the same: with {what} the claims would fit, and nothing on record rules that out."


def _assumed(reading: Reading) -> str:
    assumed = [f"{key} as {value}" for key, value in reading.assumes.items() if key != "ways"]
    ways = reading.assumes.get("ways")
    return ", ".join([*assumed, *([f"{ways} ways"] if ways else [])]) or "as printed"


def _words(question: Question, policy: Policy) -> Iterator[str]:
    """How far each printed number may be read."""
    told = [f'{said.id} "{said.text}" as {_width(said)}' for said in question.said[:MOST]]
    if told:
        more = f"; and {len(question.said) - MOST} more" if len(question.said) > MOST else ""
        yield f"As loose as their words allow (policy {policy.version}): {'; '.join(told)}{more}."


def _width(said: Said) -> str:
    values = [_moment(value) if isinstance(value, Moment) else "" for value in said.values]
    if all(values):
        return " or ".join(values)
    value = said.values[0]
    return "" if isinstance(value, Moment) else _span(said.kind, _finite(value.at(1.0)))


def _finite(ends: tuple[float, float]) -> Interval:
    return (ends[0] or None, None if ends[1] == float("inf") else ends[1])


def _moment(moment: Moment) -> str:
    words = phrases()
    ends = [None if end is None else words.moment(end, moment.zone) for end in moment.at(1.0)]
    if ends[0] is None:
        return f"by {ends[1]} ({moment.zone})"
    return f"{ends[0]} or later ({moment.zone})" if ends[1] is None else f"{ends[0]} to {ends[1]} ({moment.zone})"


def _span(kind: str, ends: Interval) -> str:
    """An interval in the unit of its kind: "17.5–20.1 h", "at least 65.4 km/h"."""
    words = phrases()
    write = {"speed": words.kmh, "duration": words.hours, "distance": words.km}[kind]
    low, high = ends
    if low is None or high is None:
        return f"at least {write(low, low)}" if low else f"at most {write(high, high)}" if high else "any number"
    return write(low, high)


def _stops(question: Question, names: Mapping[str, str]) -> Iterator[str]:
    """The one assumption about stops, with the places it is made of."""
    if question.scope is None:
        return
    known = [(names.get(p, p), h) for leg in question.scope.legs for p, h in sorted(leg.stops.items()) if h > 0]
    if known:
        told = ", ".join(f"{name} {phrases().hours(h, h)}" for name, h in known)
        yield f"Known stops are taken at their least: {told}; how much longer the train stood there is not known."
    stated = [names.get(s.start or "", s.start or "") for s in question.said if s.senses == ("stop",)]
    if stated:
        yield f"A stop is claimed at {', '.join(stated)}."
    yield "Stops elsewhere are of unknown length: they may fill any hours that the claims leave."


def _ground(judgement: Judgement, names: Mapping[str, str], titles: Mapping[str, str]) -> Iterator[str]:
    ground = judgement.ground
    if ground is None:
        yield "The claims are tied to no way, so no ground was used."
        return
    words = phrases()
    whole = words.km(ground.low_km, ground.high_km)
    basis = {
        "lines": "by the kilometres of its lines",
        "geodesic": "as the shortest line",
        "detour": "guessed from the shortest line, weak ground",
        "given": "as it was given",
    }[ground.basis]
    parts = [_section(section, names) for section in ground.sections[:MOST]]
    more = f"; and {len(ground.sections) - MOST} more" if len(ground.sections) > MOST else ""
    yield f"The ground is {whole} {basis}{': ' if parts else ''}{'; '.join(parts)}{more}."
    used = ground.sources or tuple(dict.fromkeys(source for s in ground.sections for source in s.sources))
    if used:
        yield f"Sources of these kilometres: {'; '.join(titles.get(source, source) for source in used)}."


def _section(section: SectionKm, names: Mapping[str, str]) -> str:
    start, end = (names.get(place, place) for place in (section.start, section.end))
    return f"{start} – {end} {phrases().km(section.low_km, section.high_km)}"


def _clash(judgement: Judgement) -> Iterator[str]:
    if not judgement.conflicts:
        return
    told = judgement.conflicts[:MOST]
    more = f"; and {len(judgement.conflicts) - MOST} more" if len(judgement.conflicts) > MOST else ""
    yield f"Cannot hold together: {'; '.join(' + '.join(conflict) for conflict in told)}{more}."
    if judgement.complete:
        yield f"A smallest set to drop: {', '.join(judgement.drop)}; the rest can then all be true."
        return
    yield f"A set to drop: {', '.join(judgement.drop)}."
    yield "The search for conflicts is bounded and stopped: there may be more of them, and a smaller set to drop."


def _needs(judgement: Judgement, question: Question) -> Iterator[str]:
    """What the others leave to each claim."""
    words, told = phrases(), []
    for said in question.said:
        left = judgement.needs.get(said.id)
        if left is None or left == (None, None):
            continue
        value = said.values[0]
        if not isinstance(value, Moment):
            told.append(f"{said.id} {_span(said.kind, left)}")
            continue
        low, high = (None if end is None else words.moment(end, value.zone) for end in left)
        when = f"{low} to {high}" if low and high else f"{low} or later" if low else f"by {high}"
        told.append(f"{said.id} {when} ({value.zone})")
    if told:
        yield f"The others leave to each claim: {'; '.join(told)}."


def _pieces(pieces: tuple[PieceSpeed, ...], names: Mapping[str, str]) -> Iterator[str]:
    """The speed that each territory would need."""
    words, told = phrases(), []
    if pieces and all(piece.kmh is None for piece in pieces):
        yield "No speed on any piece makes the rest fit."
        return
    for piece in pieces:
        start, end = (names.get(place or "", place or "a border") for place in (piece.start, piece.end))
        where = f"{start} – {end} ({'/'.join(piece.countries) or '?'}, {words.km(piece.low_km, piece.high_km)})"
        need = "no speed there makes the rest fit" if piece.kmh is None else _span("speed", piece.kmh)
        told.append(f"{where}: {need}")
    if told:
        yield f"Speed while moving that the rest leaves to each piece: {'; '.join(told)}."


def _firmness(judgement: Judgement) -> Iterator[str]:
    if judgement.robust == "fragile":
        yield f"The answer is fragile: it would change with {' or with '.join(judgement.fragile_because)}."
    elif judgement.robust == "robust":
        yield (
            "The answer is robust: it stays with hedges half or twice as wide, a way 2 % longer or shorter, "
            "and known stops an hour longer or shorter."
        )
