"""The fewest claims without which the rest can all be true: a smallest set that meets every conflict."""

from __future__ import annotations

from collections.abc import Sequence

Conflicts = Sequence[frozenset[str]]


def smallest_drop(conflicts: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """A smallest set of claims with one in every conflict, the first by name of several; empty without conflicts."""
    sets = [frozenset(conflict) for conflict in conflicts]
    for size in range(len(sets) + 1):
        found = _meeting(sets, size)
        if found is not None:
            return tuple(sorted(found))
    raise AssertionError("one claim of each conflict always meets them all")


def _meeting(conflicts: Conflicts, size: int) -> tuple[str, ...] | None:
    """At most ``size`` claims that meet every conflict."""
    if not conflicts:
        return ()
    if _apart(conflicts) > size:
        return None
    shortest = min(conflicts, key=_short_first)
    for claim in sorted(shortest):
        rest = _meeting([conflict for conflict in conflicts if claim not in conflict], size - 1)
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
