"""From what was said to a judgement: every reading solved, the kindest one leads."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TypeAlias

from geodata.outcome import Interval, Judgement, Reading, Side, Verdict
from geodata.reasoning import search
from geodata.reasoning.dropping import smallest_drop
from geodata.reasoning.hedges import Halo
from geodata.reasoning.missing import missing
from geodata.reasoning.policy import Policy
from geodata.reasoning.printed import as_read, face_km
from geodata.reasoning.programme import Assertion, Chain
from geodata.reasoning.questions import (
    CannotReadError,
    Question,
    Subject,
    assertions,
    chain_of,
    subject_of,
)
from geodata.reasoning.resorts import RESORTED, resorts
from geodata.reasoning.robustness import fragile_because
from geodata.reasoning.search import Problem
from geodata.reasoning.solver import SolverDoubtError


def judge(question: Question, policy: Policy) -> Judgement:
    """Whether these claims can all be true. Anything in doubt comes back as unknown, with what is missing."""
    subject: Subject | None = None
    try:
        subject = subject_of(question)
        return _about(_judge(question, policy), subject)
    except CannotReadError as error:
        doubt = error.what
    except SolverDoubtError as error:
        doubt = missing("solver", reason=error)
    if subject is None and question.scope is not None:
        subject = Subject(question.scope.ground, None, None)
    return _about(_unknown(question, (*question.missing, doubt)), subject)


def _about(judgement: Judgement, subject: Subject | None) -> Judgement:
    """The judgement with the stretch that it is about."""
    if subject is None:
        return judgement
    return replace(judgement, ground=subject.ground, start=subject.start, end=subject.end)


def _unknown(question: Question, lacks: tuple[str, ...]) -> Judgement:
    return Judgement(Verdict.UNKNOWN, "", claims=as_read(question), missing=lacks, face_km=face_km(question.said))


def _judge(question: Question, policy: Policy) -> Judgement:
    if not question.said:
        return _unknown(question, question.missing or (missing("claim"),))
    usual = _solve(question, policy, possible=False)
    solved = usual
    if (
        min(tension for _, tension, _ in usual) > policy.bands.strained
        and question.scope
        and question.scope.has_possible
    ):
        solved = usual + _solve(question, policy, possible=True)
    lead_index = min(range(len(solved)), key=lambda i: solved[i][1])
    _, tension, problem = solved[lead_index]
    best_usual = min(usual, key=lambda one: one[1])
    clashing_alone = search.tension(best_usual[2]) > 1.0  # without the policy's cap, which may lie lower
    bound = clashing_alone or _of_the_ground(question, best_usual[2])
    needs = _needs(best_usual[2]) if bound or len(question.said) > 1 else {}
    if not bound and not _among_each_other(best_usual[2], needs):
        return _unknown(question, (*question.missing, *_wanted(question)))
    verdict = policy.band(tension)
    if lead_index >= len(usual):  # it fits only over a way on which nobody reported the train
        verdict = max(verdict, Verdict.STRAINED, key=list(Verdict).index)
    saved = resorts(question, policy) if verdict is Verdict.CONFLICT else ()
    if saved:
        verdict, tension = Verdict.TENSION, min(tension, policy.bands.tension)
    misfit = search.misfit(problem)
    fragile = (
        *fragile_because(question, policy, verdict, best_usual[1], best_usual[2]),
        *(RESORTED[name] for name in saved),
    )
    clashing, every = _clashes(problem) if verdict in (Verdict.TENSION, Verdict.CONFLICT) else ((), True)
    drop, smallest = smallest_drop(clashing)
    return Judgement(
        verdict,
        "",
        side=_side(problem, clashing[0]) if verdict is Verdict.CONFLICT and clashing else None,
        tension=round(tension, 2),
        misfit=round(misfit, 4),
        robust="fragile" if fragile else "robust",
        fragile_because=fragile,
        drop=drop,
        complete=every and smallest,
        claims=as_read(question),
        conflicts=clashing,
        needs=needs,
        readings=tuple(
            Reading(assume, policy.band(t), round(t, 2), None, _clashes(p)[0] if t > 1 else ())
            for assume, t, p in solved
        ),
        missing=question.missing,
        face_km=face_km(question.said),
        resorts=saved,
    )


def clash(question: Question, policy: Policy) -> tuple[tuple[str, ...], float] | None:
    """The first minimal conflict and λ* of claims that no reading and no way reconciles; None if one does.

    Only a conflict counts, not a tension. Doubts of the solver, and claims off the way, count as no clash.
    """
    try:
        worst: list[Problem] = []
        for possible in (False, True):
            chain = chain_of(question, possible=possible)
            for _, claims in assertions(question, chain):
                problem = Problem(chain, claims)
                if problem.clash(policy.bands.tension) is None:
                    return None
                worst.append(problem)
        if resorts(question, policy):
            return None
        tensions = [search.tension(problem, policy.cap) for problem in worst]
    except (CannotReadError, SolverDoubtError):
        return None
    lead = tensions.index(min(tensions))
    return _clashes(worst[lead])[0][0], round(tensions[lead], 2)


Solved: TypeAlias = tuple[dict[str, str], float, Problem]
"""What a reading assumes, its λ*, and the problem that was solved."""


def _solve(question: Question, policy: Policy, *, possible: bool) -> list[Solved]:
    chain = chain_of(question, possible=possible)
    solved = []
    for assume, claims in assertions(question, chain):
        problem = Problem(chain, claims)
        label = {**assume, "ways": "possible" if possible else "usual"} if question.scope else assume
        solved.append((label, search.tension(problem, policy.cap), problem))
    return solved


def _clashes(problem: Problem) -> tuple[tuple[tuple[str, ...], ...], bool]:
    """The minimal conflicts, and whether those are all."""
    found, every = search.conflicts(problem)
    return tuple(tuple(sorted(conflict)) for conflict in found), every


def _needs(problem: Problem) -> dict[str, Interval]:
    """What the ground and the other claims leave to each claim's own number.

    Where the others already clash without it: what the rest of its first minimal conflict leaves;
    absent if it is in none.
    """
    needs: dict[str, Interval] = {}
    clashing: tuple[frozenset[str], ...] | None = None
    for claim in problem.assertions:
        left = search.left_by_others(problem, claim)
        if left is None:
            clashing = search.conflicts(problem)[0] if clashing is None else clashing
            core = next((conflict for conflict in clashing if claim.id in conflict), None)
            if core is None:
                continue
            among = tuple(a for a in problem.assertions if a.id in core)
            left = search.left_by_others(Problem(problem.chain, among), claim)
        if left is not None:
            needs[claim.id] = left
    return needs


def _of_the_ground(question: Question, problem: Problem) -> bool:
    """Whether a distance is among the claims: the ground bounds it."""
    return question.scope is not None and any(claim.what == "distance" for claim in problem.assertions)


def _among_each_other(problem: Problem, needs: dict[str, Interval]) -> bool:
    """Whether any claim is bound by another one.

    A lone speed or a lone departure can clash with nothing, and so cannot be said to fit.
    """
    if len(problem.assertions) == 1:
        return False
    for claim in problem.assertions:
        if claim.id not in needs:
            return True  # the others clash among themselves
        alone = search.left_by_others(Problem(problem.chain, (claim,)), claim)
        if needs[claim.id] != alone:
            return True
    return False


def implied(question: Question, slack: float = 1.0) -> dict[str, Interval]:
    """What the claims and the ground leave to a speed or a duration that nobody gave, over the usual ways.

    Keys are "speed" (an average, km/h) and "duration" (h); absent where a claim of that kind stands,
    and where the claims cannot be read or the solver doubts. At slack 0 every number is taken as printed.
    """
    try:
        return _implied(question, slack)
    except (CannotReadError, SolverDoubtError):
        return {}


def _implied(question: Question, slack: float) -> dict[str, Interval]:
    if question.scope is None:
        return {}
    given = {said.kind for said in question.said}
    chain = chain_of(question, possible=False)
    best = min(
        (Problem(chain, claims) for _, claims in assertions(question, chain)), key=lambda p: p.clash() is not None
    )
    last = len(chain.nodes) - 1
    wanted = {"speed": "average", "duration": "elapsed"}
    left: dict[str, Interval] = {}
    for kind, what in wanted.items():
        if kind not in given:
            probe = Assertion(f"({kind})", what, Halo(0.0, 0.0, 0.0, math.inf), 0, last, tuple(range(last)))
            found = search.left_by_others(best, probe, slack)
            if found is not None:
                left[kind] = found
    return left


def _has(question: Question, *kinds: str) -> bool:
    return any(said.kind in kinds for said in question.said)


def _wanted(question: Question) -> tuple[str, ...]:
    """What would make it testable."""
    if not _has(question, "duration") and not _has(question, "clock"):
        return (missing("hours"),)
    if not _has(question, "speed"):
        return (missing("length" if _has(question, "duration") else "second_clock"),)
    halos = [value for said in question.said for value in said.values if isinstance(value, Halo)]
    if any(math.isinf(halo.below) or math.isinf(halo.above) for halo in halos):
        return (missing("closed"),)
    return (missing("hours_there"),)


def _side(problem: Problem, conflict: tuple[str, ...]) -> Side:
    """Which way the ground would have to give for the first conflict: shorter, longer, or neither helps."""
    problem = Problem(problem.chain, tuple(a for a in problem.assertions if a.id in conflict))
    shorter = Chain(problem.chain.nodes, tuple(replace(p, low_km=0.0) for p in problem.chain.pieces))
    if problem.on(shorter).clash() is None:
        return "short"
    longer = Chain(problem.chain.nodes, tuple(replace(p, high_km=math.inf) for p in problem.chain.pieces))
    return "over" if problem.on(longer).clash() is None else "apart"
