"""Claims of different statements that cannot all be true: information, never one report's contradiction."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from geodata.outcome import Clash, Judgement, Verdict
from geodata.reasoning.clock import Moment, iso
from geodata.reasoning.judging import clash
from geodata.reasoning.phrases import Phrases, phrases
from geodata.reasoning.policy import Policy
from geodata.reasoning.questions import Question, Said
from geodata.reasoning.statements import Stated

HARSH = (Verdict.TENSION, Verdict.CONFLICT)


def clashes(stated: Sequence[Stated], judged: Mapping[tuple[str, str], Judgement], policy: Policy) -> Iterator[Clash]:
    """Pairs of statements that each may hold but not together.

    Voices of one report are compared with each other; across reports any statement with what was
    observed, and a forecast with what is reported to have happened (reported clock times among
    themselves: ``apart``). Of a forecast that several reports missed only the first is told.

    ``judged`` holds the judgement of each statement by (report, id); one that does not hold
    alone is left out, since its own clash would show in every pair.
    """
    sound = [s for s in stated if judged[s.report, s.id].verdict not in HARSH and s.question.scope and s.question.said]
    contents: dict[object, int] = {}
    sides = [
        (s, _legs(s), tuple(_under(s)), contents.setdefault(_content(s), len(contents)))
        for s in sorted(sound, key=lambda s: s.modality != "observed")
    ]
    told: set[tuple[str, str]] = set()
    fit: set[tuple[int, int]] = set()  # newsrooms print each other's numbers: no copy is tried again
    for (a, legs, said, content), (b, other_legs, other_said, other_content) in itertools.combinations(sides, 2):
        if legs != other_legs or (content, other_content) in fit:
            continue
        missed = [s for s in (a, b) if s.modality == "forecast" and _happened(b if s is a else a)]
        if not (a.report == b.report or missed or (a.modality == "observed") != (b.modality == "observed")):
            continue
        if any((s.report, s.id) in told for s in missed):
            continue
        found = _together(a, b, (*said, *other_said), policy)
        if found is None:
            fit.add((content, other_content))
        if found is None or (missed and not _by_the_clock(found, a if b in missed else b)):
            continue
        told |= {(s.report, s.id) for s in missed}
        yield replace(found, kind="turned out otherwise") if missed else found


def _by_the_clock(clash: Clash, happened: Stated) -> bool:
    """Whether a time at which something took place is part of the clash."""
    clocks = {f"{happened.report}/{said.id}" for said in happened.question.said if said.kind == "clock"}
    return bool(clocks & set(clash.claims))


def _happened(stated: Stated) -> bool:
    """Whether it tells when something took place."""
    clocked = any(said.kind == "clock" for said in stated.question.said)
    return clocked and stated.modality in ("observed", "reported")


def _together(a: Stated, b: Stated, said: tuple[Said, ...], policy: Policy) -> Clash | None:
    """The clash between two statements on the same legs, if there is one; ``said`` is all that both say."""
    found = clash(Question(said, a.question.scope), policy)
    if found is None:
        return None
    members, tension = found
    apart = _different_days([one for one in said if one.id in members])
    return Clash(members, "sources differ", None if apart else tension, tell(members, (a, b)))


def tell(members: Sequence[str], stated: Sequence[Stated], lang: str = "en") -> str:
    """The sentence on clashing claims, by their full path: what each says, and in which outlet.

    Raises UsageError for a language without sentences.
    """
    words = phrases(lang)
    by_path = {f"{one.report}/{said.id}": (said, one) for one in stated for said in one.question.said}
    found = [by_path[member] for member in members]
    days = _different_days([said for said, _ in found])
    told = [_told(said, one, words) for said, one in found]
    together = words.sentence(words.clause("together", listed=words.join("clash", told)))
    if not days:
        return together
    first, second = (words.day(day) for day in days)
    apart = words.sentence(words.clause("different_days", first=first, second=second))
    return words.join("sentence", (apart, together))


def _told(said: Said, stated: Stated, words: Phrases) -> str:
    text = said.text
    if said.kind == "clock":
        text = words.clause("event_said", event=words.events[said.senses[0]], text=text)
    who = stated.outlet or stated.report
    if stated.voice is not None:
        who = words.clause("voice_in", voice=stated.voice, outlet=who)
    return words.clause("said_by", text=text, who=who)


def _different_days(said: Sequence[Said]) -> tuple[datetime, ...]:
    """The two calendar days that two times of one thing name, by the clock of its place; none where they share one."""
    if len(said) != 2 or any(one.kind != "clock" for one in said):
        return ()
    a, b = said
    if (a.senses, a.start, a.leg) != (b.senses, b.start, b.leg):
        return ()
    ranges = []
    for moment in (one.values[0] for one in said):
        if not isinstance(moment, Moment) or moment.earliest is None or moment.latest is None:
            return ()
        ends = (moment.earliest, max(moment.earliest, moment.latest - 1 / 60))  # midnight ends a day, and begins none
        ranges.append(tuple(datetime.fromisoformat(iso(end, moment.zone)) for end in ends))
    if any(low.date() != high.date() for low, high in ranges) or ranges[0][0].date() == ranges[1][0].date():
        return ()
    return tuple(sorted((ranges[0][0], ranges[1][0]), key=datetime.date))


def _legs(stated: Stated) -> tuple[tuple[str | None, ...], ...]:
    """The ways that a statement speaks of: only those on the same ways are compared."""
    legs = stated.question.scope.legs if stated.question.scope else ()
    return tuple((leg.id, leg.route.mode, leg.route.start.id, leg.route.end.id) for leg in legs)


def _content(stated: Stated) -> object:
    """What a statement says, and of what ground: equal for copies, whoever printed them."""
    legs = stated.question.scope.legs if stated.question.scope else ()
    ground = tuple((id(leg.route), *sorted(leg.stops.items())) for leg in legs)
    return ground, tuple(replace(said, id="", text="") for said in stated.question.said)


def _under(stated: Stated) -> Iterator[Said]:
    """The claims of a statement under their full path, journey/report/claim."""
    for said in stated.question.said:
        yield replace(said, id=f"{stated.report}/{said.id}")
