"""ORG: does a number stay the same from report to report, as far as its origin is known?

Copies and drift are findings only where the reports name their source; where the origin was matched,
nothing but equal figures is told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from geodata import units
from geodata.errors import Mark, UsageError
from geodata.reasoning.hedges import classify, mark_of, role_of
from geodata.reasoning.policy import Policy
from geodata.records import Claim, EmbeddedReport, Filed
from geodata.rules.rule import Case, Fault

Scope: TypeAlias = tuple[str | None, ...]

HEDGES = {
    "bare": "a bare number",
    "exact": '"exactly"',
    "about": '"about"',
    "nearly": '"nearly"',
    "close": '"close to"',
    "over": '"at least"',
    "odd": '"and some"',
    "under": '"at most"',
    "up to": '"up to"',
    "calendar": "calendar days",
}
ROLES = {
    "average": "an average",
    "moving": "an average while moving",
    "cruising": "a cruising speed",
    "limit": "a limit",
    "maximum": "a maximum",
    "reach": "what the train can reach",
    "ambiguous": "a speed of no stated kind",
}
MOST_NAMED = 4
"""Reports that one message names; of more only how many."""


@dataclass(frozen=True, slots=True)
class _Print:
    """One printing of a number: where, when, and what it says."""

    report: str
    path: str
    mark: Mark
    on: date
    text: str
    quantity: units.Quantity
    hedge: str
    role: str | None

    @property
    def figures(self) -> tuple[float, float]:
        """Both ends in the canonical unit."""
        return round(self.quantity.low_canonical, 6), round(self.quantity.high_canonical, 6)


def drift(case: Case) -> Iterator[Fault]:
    """A number keeps its figures, its hedge and its role wherever reports name the same origin for it."""
    for (origin, *_), prints in _printed(case, "named").items():
        filed = case.records.origins.get(str(origin))
        first_report = filed.record.report if filed is not None else None
        ordered = sorted(prints, key=lambda p: (p.report != first_report, p.on, p.path))
        for i, one in enumerate(ordered):
            before = [earlier for earlier in ordered[:i] if earlier.report != one.report]
            changes = [_changes(earlier, one) for earlier in before]
            if not before or not all(changes):
                continue  # the first print, or the same as one of the earlier
            nearest = min(range(len(before)), key=lambda k: len(changes[k]))
            told, source = ", ".join(changes[nearest]), before[nearest]
            on = "the same day" if source.on == one.on else str(source.on)
            message = f"drift of {origin}: {told}, from {source.path} ({on}) to {one.path}"
            yield Fault(one.mark, message, one.path.split("/")[0], one.path)


def same_figures(case: Case) -> Iterator[Fault]:
    """The same figures in several reports, where no report says that one has them from the other."""
    groups: dict[tuple[str, str, tuple[float, float]], list[tuple[str, _Print]]] = defaultdict(list)
    for basis in ("named", "matched"):
        for (origin, kind, *_), prints in _printed(case, basis).items():
            for one in prints:
                groups[str(origin), str(kind), one.figures].append((basis, one))
    for (origin, _, _), members in groups.items():
        reports = sorted({one.report for _, one in members})
        matched = sorted((one for basis, one in members if basis == "matched"), key=lambda p: (p.on, p.path))
        if not matched or len(reports) < 2:
            continue
        one = matched[0]
        more = f" and {len(reports) - MOST_NAMED} more" if len(reports) > MOST_NAMED else ""
        where = f"{', '.join(reports[:MOST_NAMED])}{more}"
        message = f"same figures, no source named: {one.text} in {where}; origin {origin} is inferred"
        yield Fault(one.mark, message, one.path.split("/")[0], one.path)


def _printed(case: Case, basis: str) -> dict[Scope, list[_Print]]:
    """The printings of each origin's numbers, by what they speak of."""
    found: dict[Scope, list[_Print]] = defaultdict(list)
    for report in case.records.reports.values():
        for name, claim in report.record.claims.items():
            if claim.origin is None or claim.origin_basis != basis:
                continue
            one = _print(report, name, claim, case.policy)
            if one is not None:
                found[_scope(claim)].append(one)
    return found


def _scope(claim: Claim) -> Scope:
    """What the number is about: only numbers on the same thing can have changed on the way."""
    return (
        claim.origin,
        claim.kind,
        claim.leg,
        claim.start,
        claim.end,
        claim.within,
        claim.measure,
        claim.by,
        claim.train,
    )


def _print(report: Filed[EmbeddedReport], name: str, claim: Claim, policy: Policy) -> _Print | None:
    """The claim with its words weighed; None for remarks, and for words that cannot be read (STR tells)."""
    words = claim.hedge_as or claim.hedge
    hedge = classify(words, policy)
    if claim.kind not in ("speed", "duration", "distance") or hedge is None:
        return None
    try:
        quantity = units.read(claim.printed, claim.kind, mark=mark_of(claim.hedge, policy))  # type: ignore[arg-type]
    except UsageError:
        return None
    role = (claim.role or role_of(words, policy) or "ambiguous") if claim.kind == "speed" else None
    return _Print(
        report.id,
        f"{report.id}/{name}",
        report.mark("claims", name, key=True),
        report.record.published.date,
        claim.printed,
        quantity,
        hedge,
        role,
    )


def _changes(old: _Print, new: _Print) -> list[str]:
    """What became of a number, each change in words; empty where it is the same."""
    changes = []
    converted = old.quantity.unit != new.quantity.unit and units.converts(old.quantity, new.quantity)
    if old.figures != new.figures and not converted:
        changes.append(f"{old.text} became {new.text}")
    if old.hedge != new.hedge:
        changes.append(f"{_hedge(old.hedge)} became {_hedge(new.hedge)}")
    if old.role is not None and new.role is not None and old.role != new.role:
        changes.append(f"{ROLES[old.role]} became {ROLES[new.role]}")
    return changes


def _hedge(name: str) -> str:
    return " with ".join(HEDGES.get(part, part) for part in name.split("+"))
