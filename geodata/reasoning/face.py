"""The arithmetic of what was printed, at face value: products, hours between two clocks, the speeds that they imply."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from geodata.outcome import Judgement, Verdict
from geodata.reasoning.clock import ANY_ZONE, Moment, different_days
from geodata.reasoning.phrases import Phrases
from geodata.reasoning.programme import Chain
from geodata.reasoning.questions import CannotReadError, Question, Said, chain_of, printed_hours, stretch

MOST = 3
"""Clauses beside the ground and the product: a sentence is read aloud."""
Ends = tuple[float, float]


def arithmetic(judgement: Judgement, question: Question, names: Mapping[str, str], words: Phrases) -> list[str]:
    """Clauses with the ground, the product of speed and hours, and what else the printed numbers amount to."""
    ground = ground_words(judgement, question, names, words)
    product = _product(judgement, question, words)
    parts = [part for part in (product, ground) if part]
    first = words.clause("product_on", product=product, ground=ground) if len(parts) == 2 else "".join(parts)
    clauses = [first, _needs(judgement, question, words)] if product else [first]
    if judgement.verdict is Verdict.UNKNOWN:
        return clauses
    try:
        found = list(dict.fromkeys(_Face(question, names, words).clauses(whole=not product)))[:MOST]
    except CannotReadError:
        found = []
    if found:
        found = [words.join("clash", found)]
    elif not product and len(question.said) > 1:
        found = [
            words.clause("printed", listed=words.join("list", (_text(said, names, words) for said in question.said)))
        ]
    return clauses + found


def ground_words(judgement: Judgement, question: Question, names: Mapping[str, str], words: Phrases) -> str:
    """How long the way is: "the railway from Pyongyang to Beijing is 1,324–1,371 km long"."""
    ground = judgement.ground
    if ground is None or question.scope is None:
        return ""
    legs = question.scope.legs
    start = names.get(judgement.start or "", legs[0].route.start.name)
    end = names.get(judgement.end or "", legs[-1].route.end.name)
    mode = legs[0].route.mode if len({leg.route.mode for leg in legs}) == 1 else "any"
    ends = {"start": start, "end": end, "km": words.km(ground.low_km, ground.high_km)}
    if ground.basis == "given":
        return words.clause("given", km=ends["km"])
    if ground.basis == "geodesic":
        return words.clause("geodesic", **ends)
    if ground.basis == "detour":
        floor = ground.geodesic_km or 0.0
        return words.clause("detour", **ends, no_way=words.no_ways[mode], floor=words.km(floor, floor))
    goals = [leg.route.end for leg in legs if leg.direction == "out"]
    if start == end and goals:
        ends["end"] = names.get(goals[-1].id or "", goals[-1].name)
    text = words.clause("one_way" if start != end or not goals else "round_trip", **ends, way=words.ways[mode])
    if ground.possible_low_km is not None and ground.possible_low_km < ground.low_km - 0.5:
        return words.clause("least", ground=text, km=words.km(ground.possible_low_km, ground.possible_low_km))
    return text


def printed_speed(question: Question) -> Ends | None:
    """The printed ends of the first speed."""
    return next((_ends(said) for said in question.said if said.kind == "speed"), None)


def _product(judgement: Judgement, question: Question, words: Phrases) -> str:
    """The face-value product: "50 km/h for 20 h is 1,000 km"."""
    speed, time = printed_speed(question), printed_hours(question.said)
    if judgement.face_km is None or speed is None or time is None:
        return ""
    km = words.km(speed[0] * time[0], speed[1] * time[1])
    return words.clause("product", speed=words.kmh(*speed), time=words.hours(*time), km=km)


def _needs(judgement: Judgement, question: Question, words: Phrases) -> str:
    """What the printed hours and the printed speed would each need, at face value."""
    ground, speed, time = judgement.ground, printed_speed(question), printed_hours(question.said)
    if ground is None or speed is None or time is None:
        return ""
    fields = {
        "time": words.hours(*time),
        "speed": words.kmh(*speed),
        "needed_speed": words.kmh(ground.low_km / time[1], ground.high_km / time[0]),
        "needed_time": words.hours(ground.low_km / speed[1], ground.high_km / speed[0]),
    }
    least, most = time[0] - ground.high_km / speed[0], time[1] - ground.low_km / speed[1]
    averages = any(said.senses == ("average",) for said in question.said)
    if least > 0 and not averages:
        return words.clause("needs_spare", **fields, spare=words.hours(least, most))
    return words.clause("needs", **fields)


def _ends(said: Said) -> Ends:
    value = said.values[0]
    return (math.nan, math.nan) if isinstance(value, Moment) else (value.low, value.high)


def _text(said: Said, names: Mapping[str, str], words: Phrases) -> str:
    """A claim as printed; of a clock time also what happened then, and where."""
    if not _clock(said):
        return as_printed(said, words)
    event = words.events[said.senses[0]]
    if said.start is None:
        return words.clause("event_said", event=event, text=said.text)
    return words.clause("event_at", event=event, place=names.get(said.start, said.start), text=said.text)


def as_printed(said: Said, words: Phrases) -> str:
    """A claim as printed, with the country it is held to: "4500 km (China)"."""
    if said.within is None:
        return said.text
    return words.clause("printed_of", printed=said.text, country=words.countries.get(said.within, said.within))


def _clock(said: Said) -> bool:
    return said.kind == "clock"


@dataclass
class _Face:
    """The printed numbers of a question laid on its chain."""

    question: Question
    names: Mapping[str, str]
    words: Phrases
    chain: Chain = field(init=False)

    def __post_init__(self) -> None:
        self.chain = chain_of(self.question, possible=False)

    def clauses(self, *, whole: bool) -> Iterator[str]:
        """Clocks first; then hours and speeds on their kilometres, where no product says it (``whole``)."""
        yield from self._days()
        yield from self._clocks(paced=whole)
        for said in self.question.said:
            km = self._printed_km(said) or (self._km(said) if whole else None)
            if km is None or said.senses == ("stop",):
                continue
            if said.kind == "duration":
                yield self._paced(km, _ends(said))
            elif said.kind == "speed" and whole:
                low, high = _ends(said)
                time = self.words.hours(km[0] / high, km[1] / low)
                yield self.words.clause("takes", km=self.words.km(*km), speed=self.words.kmh(low, high), time=time)

    def _paced(self, km: Ends, time: Ends) -> str:
        speed = self.words.kmh(km[0] / time[1], km[1] / time[0])
        text = self.words.clause("paced", km=self.words.km(*km), time=self.words.hours(*time), speed=speed)
        scope = self.question.scope
        known = [scope.fastest_kmh.get(leg.route.mode, math.inf) for leg in scope.legs] if scope else []
        fastest = max(known, default=math.inf)
        if km[0] / time[1] <= fastest:
            return text
        return self.words.join("list", (text, self.words.clause("record", speed=self.words.kmh(fastest, fastest))))

    def _printed_km(self, said: Said) -> Ends | None:
        """The printed distance of the same stretch."""
        if said.kind not in ("duration", "speed") or said.within:
            return None
        same = (one for one in self.question.said if one.kind == "distance" and _stretch(one) == _stretch(said))
        return next((_ends(one) for one in same), None)

    def _km(self, said: Said) -> Ends | None:
        """The ground of the stretch that a duration or a speed speaks of."""
        if said.kind not in ("duration", "speed") or said.senses == ("stop",):
            return None
        return self._ground(stretch(said, self.question.scope, self.chain)[2])

    def _ground(self, pieces: tuple[int, ...]) -> Ends | None:
        scope = self.question.scope
        if scope is None or not pieces:
            return None
        if scope.ground.basis == "geodesic" and len(pieces) == len(self.chain.pieces):
            return scope.ground.low_km, scope.ground.high_km
        here = [self.chain.pieces[i] for i in pieces]
        low, high = sum(piece.low_km for piece in here), sum(piece.high_km for piece in here)
        return (low, high) if low > 0 and high < math.inf else None

    def _timed(self) -> list[tuple[int, Said]]:
        """Events in order of the way, one for each place."""
        found: dict[int, Said] = {}
        for said in self.question.said:
            if _clock(said) and said.senses != ("underway",):
                found.setdefault(stretch(said, self.question.scope, self.chain)[0], said)
        return sorted(found.items())

    def _clocks(self, *, paced: bool) -> Iterator[str]:
        """The hours between each printed time and the next on the way, and the speed that they take."""
        for (here, first), (there, second) in itertools.pairwise(self._timed()):
            least, most = _between(first, second)
            events = self._event(first, second), self._event(second, first)
            if most is not None and most < 0:
                time = self.words.hours(-most, -(most if least is None else least))
                yield self.words.clause("backwards", first=events[0], second=events[1], time=time)
            elif least is not None and least > 0 and most is not None:
                time = self.words.hours(least, most)
                apart = self.words.clause("apart", first=events[0], second=events[1], time=time)
                km = self._ground(tuple(range(here, there))) if paced else None
                yield self.words.join("clash", (apart, self._paced(km, (least, most)))) if km else apart
            elif most:
                time = self.words.clause("at_most", n=self.words.hours(most, most))
                yield self.words.clause("apart", first=events[0], second=events[1], time=time)

    def _event(self, said: Said, other: Said) -> str:
        """What happened when, with its zone where the two clocks differ."""
        zones = [{moment.zone for moment in one.values if isinstance(moment, Moment)} for one in (said, other)]
        text = _text(said, self.names, self.words)
        if zones[0] == zones[1] or len(zones[0]) > 1 or ANY_ZONE in zones[0] or said.text.endswith(("Z", "z")):
            return text
        return self.words.clause("event_in", event=text, zone=min(zones[0]))

    def _days(self) -> Iterator[str]:
        """Two times of one thing that name different days."""
        for a, b in itertools.combinations([said for said in self.question.said if _clock(said)], 2):
            if (a.senses, a.start, a.leg) != (b.senses, b.start, b.leg):
                continue
            pairs = [different_days(x, y) for x in a.values for y in b.values]  # type: ignore[arg-type]
            if pairs[0] is not None and all(pairs):
                first, second = (self.words.day(datetime.fromisoformat(day)) for day in sorted(pairs[0]))
                yield self.words.clause("different_days", first=first, second=second)


def _stretch(said: Said) -> tuple[str | None, ...]:
    return said.leg, said.start, said.end, said.within


def _between(first: Said, second: Said) -> tuple[float | None, float | None]:
    """Least and most hours from one printed time to another, over all zones they may be in; None where open."""
    a, b = ([moment for moment in said.values if isinstance(moment, Moment)] for said in (first, second))

    def edge(moments: list[Moment], name: str, pick: object) -> float | None:
        edges = [getattr(moment, name) for moment in moments]
        return None if None in edges else pick(edges)  # type: ignore[operator]

    starts, ends = (
        (edge(a, "earliest", min), edge(a, "latest", max)),
        (edge(b, "earliest", min), edge(b, "latest", max)),
    )
    least = None if ends[0] is None or starts[1] is None else ends[0] - starts[1]
    most = None if ends[1] is None or starts[0] is None else ends[1] - starts[0]
    return least, most
