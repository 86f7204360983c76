"""Whether an answer hangs on one judgement of ours: hedges, kilometres, known stops, ways."""

from __future__ import annotations

from geodata.outcome import Verdict
from geodata.reasoning import search
from geodata.reasoning.policy import Policy
from geodata.reasoning.questions import Question, chain_of
from geodata.reasoning.search import Problem

MOVES = (
    ("a way 2 % longer", 0.02, 0.0),
    ("a way 2 % shorter", -0.02, 0.0),
    ("known stops an hour longer", 0.0, 1.0),
    ("known stops an hour shorter", 0.0, -1.0),
)
"""What is moved, one at a time: the share of the kilometres, the hours of a known stop."""


def fragile_because(
    question: Question, policy: Policy, verdict: Verdict, tension: float, problem: Problem
) -> tuple[str, ...]:
    """What would carry the claims over the line of "can be true", each alone; none where the answer is robust.

    ``tension`` and ``problem`` are those of the kindest reading over the usual ways. The possible ways
    count as well: the verdict has already tried them.
    """
    fits = verdict in (Verdict.AGREE, Verdict.STRAINED)
    limit = policy.bands.strained
    if (tension <= limit) != fits:
        return ("the usual ways alone",)
    because = []
    if fits and tension * 2 > limit:
        because.append("hedges half as wide")
    if not fits and tension / 2 <= limit:
        because.append("hedges twice as wide")
    for name, stretch, stop in MOVES:
        chain = chain_of(question, possible=False, stretch=stretch, stop_more_h=stop)
        if search.clash_too(problem.on(chain), problem, limit) == fits:
            because.append(name)
    return tuple(because)
