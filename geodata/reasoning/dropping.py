"""The fewest claims without which the rest can all be true: a smallest set that meets every conflict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, count

Conflicts = Sequence[frozenset[str]]
MOST_TRIED = 2000
"""Sets of claims tried before the first set that does is taken, which may not be a smallest."""


class _GaveUpError(Exception):
    """More sets to try than anyone waits for."""


def smallest_drop(conflicts: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], bool]:
    """A smallest set of claims with one in every conflict, the first by name of several; empty without conflicts.

    And whether it is known to be a smallest: of very many conflicts only so many sets are tried.
    """
    sets = [frozenset(conflict) for conflict in conflicts]
    tried = count()
    try:
        found = next(meeting for size in range(len(sets) + 1) if (meeting := _meeting(sets, size, tried)) is not None)
    except _GaveUpError:
        return tuple(sorted(_greedy(sets))), False
    return tuple(sorted(found)), True


def _greedy(conflicts: Conflicts) -> list[str]:
    """A set that meets every conflict: each time the claim that is in most of those left."""
    taken: list[str] = []
    while left := [conflict for conflict in conflicts if not conflict & set(taken)]:
        often = Counter(chain.from_iterable(left))
        taken.append(min(often, key=lambda claim: (-often[claim], claim)))
    return taken


def _meeting(conflicts: Conflicts, size: int, tried: Iterator[int]) -> tuple[str, ...] | None:
    """At most ``size`` claims that meet every conflict."""
    if not conflicts:
        return ()
    if next(tried) > MOST_TRIED:
        raise _GaveUpError
    if _apart(conflicts) > size:
        return None
    shortest = min(conflicts, key=_short_first)
    for claim in sorted(shortest):
        rest = _meeting([conflict for conflict in conflicts if claim not in conflict], size - 1, tried)
        if rest is not None:
            return (claim, *rest)
    return None


def _apart(conflicts: Conflicts) -> int:
    """How many conflicts share no claim with each other, greedily: each of them costs a claim of its own."""
    taken: frozenset[str] = frozenset()
    count = 0
    for conflict in sorted(conflicts, key=_short_first):
        if not conflict & taken:
            taken |= conflict
            count += 1
    return count


def _short_first(conflict: frozenset[str]) -> tuple[int, list[str]]:
    return len(conflict), sorted(conflict)
