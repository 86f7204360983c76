"""A question typed by hand, and its answer: "is 20 hours plausible?"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from geodata.errors import UsageError
from geodata.ground import Atlas, Route, Spot
from geodata.outcome import Ground, Judgement, Verdict
from geodata.reasoning.clock import ANY_ZONE, read_when
from geodata.reasoning.hedges import halo, read_hedged, role_of, stops_unsaid
from geodata.reasoning.judging import judge
from geodata.reasoning.policy import Policy
from geodata.reasoning.questions import Question, Said
from geodata.reasoning.scope import LegGround, Scope
from geodata.reasoning.sentences import with_sentence
from geodata.records import Records
from geodata.units import Kind, Quantity

SENSES: Mapping[str, tuple[str, ...]] = {
    "ambiguous": ("average", "limit"),
    "average": ("average",),
    "moving": ("moving average",),
    "cruising": ("cruising",),
    "limit": ("limit",),
    "maximum": ("maximum",),
    "reach": ("reach",),
}
"""What each role of a speed is solved as: an ambiguous one as an average and as a limit."""


@dataclass(frozen=True, slots=True)
class Ask:
    """What was typed: places, quantities as text ("nearly 20 hours"), clock times as text.

    ``zone`` stands for both clock times, or for each: "America/New_York,Europe/London".
    """

    start: str
    end: str
    quantities: Sequence[str] = ()
    by: str = "rail"
    speed: str | None = None
    speed_role: str | None = None
    duration: str | None = None
    distance: str | None = None
    left: str | None = None
    arrived: str | None = None
    zone: str | None = None
    ground_km: tuple[float, float] | None = None


def ask(question: Ask, records: Records, policy: Policy) -> tuple[Judgement, Question]:
    """The judgement on a typed question. Raises UsageError with one line for what cannot be read."""
    atlas = Atlas(records)
    route = _route(question, atlas)
    said = (*_numbers(question, policy), *_clocks(question, route, policy))
    if not said:
        message = 'needs at least one claim: a speed ("60 km/h"), a duration ("20 hours"), a distance, or clock times'
        raise UsageError(message)
    out = LegGround("out", "out", route, known_stops(records, route))
    asked = Question(said, Scope((out,), policy.air, dict(policy.fastest_kmh.items())))
    judgement = judge(asked, policy)
    if judgement.side == "over" and question.ground_km is None:
        back = atlas.route([route.end, route.start], mode=question.by)
        judgement = _there_and_back(judgement, asked, LegGround("back", "back", back, out.stops), policy)
    names = {key: filed.record.name for key, filed in records.places.items()}
    return with_sentence(judgement, asked, policy, names), asked


def _there_and_back(judgement: Judgement, asked: Question, back: LegGround, policy: Policy) -> Judgement:
    """What is too much for one way may be told of both: that reading is tried as well, and told beside the verdict."""
    if asked.scope is None or any(said.kind == "clock" for said in asked.said):
        return judgement
    both = replace(asked, scope=replace(asked.scope, legs=(*asked.scope.legs, back)))
    verdict = judge(both, policy).verdict
    fits = verdict in (Verdict.AGREE, Verdict.STRAINED)
    return replace(judgement, round_trip=verdict) if fits else judgement


def known_stops(records: Records, route: Route) -> dict[str, float]:
    """Least hours that trains stand at the places of a route."""
    stops = {}
    for place in route.places:
        halt = records.places[place].record.stop
        if halt is not None and route.mode == "rail":
            stops[place] = halt.low_h
    return stops


def _route(question: Ask, atlas: Atlas) -> Route:
    if question.ground_km is not None:
        low, high = question.ground_km
        spots = [Spot(None, name, 0.0, 0.0, _zones_of(name, atlas)) for name in (question.start, question.end)]
        return Route(spots[0], spots[1], question.by, Ground(low, high, None, "given"))
    start, end = atlas.gazetteer.find(question.start), atlas.gazetteer.find(question.end)
    if (start.lat, start.lon) == (end.lat, end.lon):
        message = f"{start.name} is where it starts and where it ends; give --ground-km LOW-HIGH for a round trip"
        raise UsageError(message)
    return atlas.route([start, end], mode=question.by)


def _zones_of(name: str, atlas: Atlas) -> tuple[str, ...]:
    """Zones of a place that may be known; none for any other name."""
    try:
        return atlas.gazetteer.find(name).zones
    except UsageError:
        return ()


def _numbers(question: Ask, policy: Policy) -> list[Said]:
    typed: list[tuple[str, Kind | None]] = [(text, None) for text in question.quantities]
    if question.speed is not None:
        typed.append((question.speed, "speed"))
    if question.duration is not None:
        typed.append((question.duration, "duration"))
    if question.distance is not None:
        typed.append((question.distance, "distance"))
    said: list[Said] = []
    for text, kind in typed:
        words, hedge, quantity = read_hedged(text, policy, kind)
        if quantity.kind == "count":
            message = f'"{text[:40]}" has no unit; give km/h, h or km'
            raise UsageError(message)
        same = sum(1 for other in said if other.kind == quantity.kind)
        name = quantity.kind if not same else f"{quantity.kind}-{same + 1}"
        role = question.speed_role or role_of(words, policy) or "ambiguous"
        unsaid = quantity.kind == "speed" and question.speed_role is None and stops_unsaid(words, policy)
        said.append(_said(name, text, hedge, quantity, role, policy, unsaid=unsaid))
    return said


def _said(name: str, text: str, hedge: str, quantity: Quantity, role: str, policy: Policy, *, unsaid: bool) -> Said:
    senses = SENSES[role] if quantity.kind == "speed" else ("elapsed" if quantity.kind == "duration" else "distance",)
    value = halo(quantity, hedge, policy)
    return Said(name, quantity.kind, " ".join(text.split()), senses, (value,), stops_unsaid=unsaid)  # type: ignore[arg-type]


def _clocks(question: Ask, route: Route, policy: Policy) -> list[Said]:
    said = []
    of_left, _, of_arrived = (question.zone or "").partition(",")
    for name, event, text, spot, zone in (
        ("left", "departed", question.left, route.start, of_left),
        ("arrived", "arrived", question.arrived, route.end, of_arrived or of_left),
    ):
        if text is None:
            continue
        zones = spot.zones if question.zone is None else (zone.strip(),)
        # Where no zone is known, any offset may be meant: nothing true is refused, and --zone decides more.
        moments = tuple(read_when(text, zone, policy) for zone in zones or (ANY_ZONE,))
        said.append(Said(name, "clock", " ".join(text.split()), (event,), moments))
    return said
