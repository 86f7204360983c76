"""Clock times of one thing in different reports: which are apart, however generously they are read."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from geodata.outcome import Clash, Judgement
from geodata.reasoning.between import HARSH, tell
from geodata.reasoning.clock import Moment
from geodata.reasoning.policy import Policy
from geodata.reasoning.questions import Said
from geodata.reasoning.statements import Stated


@dataclass(frozen=True, slots=True)
class _Told:
    """One report's time of the event: its path, who tells it, and its earliest and latest hour in each zone."""

    path: str
    by: Stated
    spans: tuple[tuple[float, float], ...]

    @property
    def width(self) -> float:
        """How many hours it leaves open, in the zone that leaves most."""
        return max(high - low for low, high in self.spans)


def apart(stated: Sequence[Stated], judged: Mapping[tuple[str, str], Judgement], policy: Policy) -> Iterator[Clash]:
    """Each reported time of an event that cannot be the usual one: the sharpest that half of the reports or more allow.

    Times are as loose as a conflict asks for. What was observed or forecast is left to ``between.clashes``,
    and so is, as there, a statement that does not hold alone.
    """
    sound = [s for s in stated if judged[s.report, s.id].verdict not in HARSH and s.modality == "reported"]
    for group in _groups(sound, policy.bands.tension).values():
        usual = _usual(group)
        for one in group:
            if one.by.report != usual.by.report and not _meet(one, usual):
                paths = tuple(sorted((usual.path, one.path)))
                yield Clash(paths, "sources differ", None, tell(paths, (usual.by, one.by)))


def _groups(stated: Sequence[Stated], slack: float) -> dict[tuple[object, ...], list[_Told]]:
    """What reports tell of the same event at the same place of the same leg, by path."""
    groups: dict[tuple[object, ...], list[_Told]] = defaultdict(list)
    for one in stated:
        scope = one.question.scope
        for said in one.question.said:
            legs = [leg.id for leg in scope.legs if said.start in leg.route.places] if scope else []
            if said.kind == "clock" and legs:
                told = _Told(f"{one.report}/{said.id}", one, tuple(_spans(said, slack)))
                groups[said.senses, said.start, legs[0]].append(told)
    return {key: sorted(group, key=lambda told: told.path) for key, group in groups.items()}


def _spans(said: Said, slack: float) -> Iterator[tuple[float, float]]:
    for value in said.values:
        if isinstance(value, Moment):
            low, high = value.at(slack)
            yield -math.inf if low is None else low, math.inf if high is None else high


def _usual(group: Sequence[_Told]) -> _Told:
    """The narrowest time that agrees with half of the group, itself included; else with as many as any does."""
    agreeing = {one.path: sum(_meet(one, other) for other in group) for one in group}
    enough = min(max(agreeing.values()), math.ceil(len(group) / 2))
    candidates = [one for one in group if agreeing[one.path] >= enough]
    return min(candidates, key=lambda one: (round(one.width, 6), -agreeing[one.path]))


def _meet(one: _Told, other: _Told) -> bool:
    """Whether both can be the same time, each in some zone of its clock; midnight ends a day, and begins none."""
    return any(
        max(a[0], b[0]) < min(a[1], b[1])
        or (a[0] == a[1] and b[0] <= a[0] <= b[1])
        or (b[0] == b[1] and a[0] <= b[0] <= a[1])
        for a in one.spans
        for b in other.spans
    )
