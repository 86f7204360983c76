"""Claims of different statements that cannot all be true: information, never one report's contradiction."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from geodata.outcome import Clash, Judgement, Verdict
from geodata.reasoning.judging import clash
from geodata.reasoning.policy import Policy
from geodata.reasoning.questions import Question, Said
from geodata.reasoning.statements import Stated

HARSH = (Verdict.TENSION, Verdict.CONFLICT)


def clashes(stated: Sequence[Stated], judged: Mapping[tuple[str, str], Judgement], policy: Policy) -> Iterator[Clash]:
    """Pairs of statements that each may hold but not together.

    Voices of one report are compared with each other; across reports any statement with what was
    observed, and a forecast with what is reported to have happened. Of a forecast that several
    reports missed only the first is told.

    ``judged`` holds the judgement of each statement by (report, id); one that does not hold
    alone is left out, since its own clash would show in every pair.
    """
    sound = [s for s in stated if judged[s.report, s.id].verdict not in HARSH and s.question.scope and s.question.said]
    told: set[tuple[str, str]] = set()
    for a, b in itertools.combinations(sorted(sound, key=lambda s: s.modality != "observed"), 2):
        missed = [s for s in (a, b) if s.modality == "forecast" and _happened(b if s is a else a)]
        if not (a.report == b.report or missed or (a.modality == "observed") != (b.modality == "observed")):
            continue
        if any((s.report, s.id) in told for s in missed):
            continue
        found = _together(a, b, policy)
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


def _together(a: Stated, b: Stated, policy: Policy) -> Clash | None:
    """The clash between two statements on the same legs, if there is one."""
    if a.question.scope is None or b.question.scope is None or _legs(a) != _legs(b):
        return None
    said = tuple(itertools.chain.from_iterable(_under(s) for s in (a, b)))
    found = clash(Question(said, a.question.scope), policy)
    if found is None:
        return None
    members, tension = found
    texts = {one.id: one.text for one in said}
    listed = "; ".join(f"{texts[claim]} ({claim})" for claim in members)
    return Clash(
        members,
        "sources differ",
        tension,
        f"These cannot all be true together: {listed}.",
    )


def _legs(stated: Stated) -> tuple[tuple[str | None, ...], ...]:
    """The ways that a statement speaks of: only those on the same ways are compared."""
    legs = stated.question.scope.legs if stated.question.scope else ()
    return tuple((leg.id, leg.route.mode, leg.route.start.id, leg.route.end.id) for leg in legs)


def _under(stated: Stated) -> Iterator[Said]:
    """The claims of a statement under their full path, journey/report/claim."""
    for said in stated.question.said:
        yield replace(said, id=f"{stated.report}/{said.id}")
