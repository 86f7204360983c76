"""ORG: does a number stay the same from report to report, as far as its origin is known?

Copies and drift are findings only where the reports name their source; where the origin was matched,
nothing but equal figures is told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from geodata import units
from geodata.errors import Mark, UsageError
from geodata.reasoning.hedges import classify, mark_of, role_of
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
    """One printing of a number: where, when, and what it says.

    ``stretch`` is the way that it is printed for, ``part`` whether the report named its ends.
    """

    report: str
    path: str
    mark: Mark
    on: date
    text: str
    quantity: units.Quantity
    hedge: str
    role: str | None
    stretch: str | None
    part: bool

    @property
    def figures(self) -> tuple[float, float]:
        """Both ends in the canonical unit."""
        return round(self.quantity.low_canonical, 6), round(self.quantity.high_canonical, 6)


def drift(case: Case) -> Iterator[Fault]:
    """A number keeps its figures, hedge, role and stretch wherever reports name the same origin for it."""
    printed = _printed(case, "named")
    for (origin, *_), prints in printed.items():
        yield from _drift(case, str(origin), prints, _changes)
    figures: dict[tuple[object, ...], list[_Print]] = defaultdict(list)
    for (origin, kind, *_), prints in printed.items():
        for one in prints:
            if one.stretch is not None:
                figures[origin, kind, one.figures].append(one)
    for (name, *_), prints in figures.items():
        yield from _drift(case, str(name), prints, _moved)


def _drift(
    case: Case, origin: str, prints: list[_Print], changes_of: Callable[[_Print, _Print], list[str]]
) -> Iterator[Fault]:
    """Each print that differs from all earlier ones, beside the one that it differs from least."""
    filed = case.records.origins.get(origin)
    first_report = filed.record.report if filed is not None else None
    ordered = sorted(prints, key=lambda p: (p.report != first_report, p.on, p.path))
    for i, one in enumerate(ordered):
        before = [earlier for earlier in ordered[:i] if earlier.report != one.report]
        changes = [changes_of(earlier, one) for earlier in before]
        if not before or not all(changes):
            continue  # the first print, or the same as one of the earlier
        nearest = min(range(len(before)), key=lambda k: len(changes[k]))
        told, source = ", ".join(changes[nearest]), before[nearest]
        on = "the same day" if source.on == one.on else str(source.on)
        message = f"drift of {origin}: {told}, from {source.path} ({on}) to {one.path}"
        yield Fault(one.mark, message, one.path.split("/")[0], one.path, (source.mark,))


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
            one = _print(case, report, name, claim)
            if one is not None:
                found[_scope(claim)].append(one)
    return found


def _scope(claim: Claim) -> Scope:
    """What the number is about: only numbers on the same thing can have changed on the way.

    A speed is the train's, whichever journey a report prints it beside.
    """
    return (
        claim.origin,
        claim.kind,
        None if claim.kind == "speed" else claim.leg,
        claim.start,
        claim.end,
        claim.within,
        claim.measure,
        claim.by,
        claim.train,
    )


def _print(case: Case, report: Filed[EmbeddedReport], name: str, claim: Claim) -> _Print | None:
    """The claim with its words weighed; None for remarks, and for words that cannot be read (STR tells)."""
    words, policy = claim.hedge_as or claim.hedge, case.policy
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
        None if claim.kind == "speed" else _stretch(case, report, claim),
        claim.start is not None or claim.end is not None,
    )


def _stretch(case: Case, report: Filed[EmbeddedReport], claim: Claim) -> str | None:
    """What a duration or a distance is printed for, "dandong to beijing"; None where it is tied to no single way."""
    journey = case.records.journeys.get(claim.journey or report.id.split("/")[0])
    legs = journey.record.legs if journey is not None else {}
    on = [leg for key, leg in legs.items() if claim.leg in (key, leg.direction)]
    if not on or claim.within is not None:
        return None
    return f"{claim.start or on[0].start} to {claim.end or on[-1].end}"


def _moved(old: _Print, new: _Print) -> list[str]:
    """The stretch of a number that kept its figures.

    Only where one of the two names a part of the way: whether "to Vietnam" is the leg by rail or all legs, we chose.
    """
    if old.stretch == new.stretch or not (old.part or new.part):
        return []
    return [f"{old.text} from {old.stretch} became {new.text} from {new.stretch}"]


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
