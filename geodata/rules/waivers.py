"""Waivers: a record holds back what a rule finds in it, for a reason; one that holds back nothing is told of."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import chain
from typing import Any

from geodata.errors import Mark
from geodata.outcome import Finding, Waived
from geodata.records import EmbeddedReport, Filed, Journey, Line, Records
from geodata.records.words import Waivable, Waiver
from geodata.rules import CATALOGUE, Case

UNUSED = "STR007"


@dataclass(frozen=True, slots=True)
class Holder:
    """A record that may waive: where it begins, how deep it lies (0 for a whole file), and its waivers."""

    mark: Mark
    depth: int
    waive: Mapping[str, Waiver]
    filed: Filed[Any]
    path: tuple[str | int, ...] = ()


@dataclass(frozen=True, slots=True)
class Settled:
    """Findings that stay, those that are waived, and what is to be said of the waivers themselves."""

    kept: tuple[Finding, ...]
    waived: tuple[Waived, ...]
    at_waivers: tuple[Finding, ...]
    used: int


def settle(case: Case, findings: Sequence[Finding], asked: frozenset[str]) -> Settled:
    """Apply the waivers of all records; ``asked`` are the rules whose silence means something."""
    books = {file: _Book(some) for file, some in _by_file(case.records).items() if any(map(_waives, some))}
    kept: list[Finding] = []
    waived: list[Waived] = []
    used: set[tuple[Mark, str]] = set()
    for finding in findings:
        book = books.get(finding.mark.file)
        waiving = book.holding(finding, case) if book else None
        if waiving is None:
            kept.append(finding)
        else:
            used.add((waiving.mark, finding.rule))
            waived.append(Waived(finding, waiving.waive[finding.rule].reason))
    said = tuple(told for file in sorted(books) for told in _told(books[file].holders, case, used, asked))
    return Settled(
        tuple(kept), tuple(sorted(waived, key=lambda one: (one.finding.mark, one.finding.rule))), said, len(used)
    )


class _Book:
    """One file's records in the order in which they begin."""

    def __init__(self, filed: Sequence[Filed[Any]]) -> None:
        of_file = [holder for one in filed for holder in _holders(one)]
        edges = [edge for holder in of_file for edge in _edges(holder)]
        self.holders = sorted((*of_file, *edges), key=lambda one: (one.mark, one.depth))
        self._starts = [(one.mark.line, one.mark.column) for one in self.holders]

    def holding(self, finding: Finding, case: Case) -> Holder | None:
        """The innermost record around a finding that waives it."""
        code, depth = finding.rule, 1 << 30
        last = bisect_right(self._starts, (finding.mark.line, finding.mark.column))
        for holder in reversed(self.holders[:last]):
            if holder.depth < depth:  # a sibling ends where the next one begins
                depth = holder.depth
                if code in holder.waive and not _ran_out(holder.waive[code], case) and code not in _FIRM:
                    return holder
        return None


_FIRM = frozenset({"STR001", UNUSED})
"""Findings about files and about waivers themselves cannot be waived."""


def _ran_out(waiver: Waiver, case: Case) -> bool:
    return waiver.until is not None and case.as_of is not None and waiver.until < case.as_of


def _told(
    holders: Iterable[Holder], case: Case, used: set[tuple[Mark, str]], asked: frozenset[str]
) -> Iterator[Finding]:
    known = [rule.code for rule in CATALOGUE if rule.code not in _FIRM]
    for holder in holders:
        for code, waiver in holder.waive.items():
            if code not in known:
                near = get_close_matches(code, known, n=1)
                hint = f"; did you mean {near[0]}?" if near else "; see geodata rules"
                message = f"{code} cannot be waived" if code in _FIRM else f"no rule {code}{hint}"
            elif _ran_out(waiver, case):
                message = f"the waiver of {code} ran out on {waiver.until}; look again, then renew it or take it out"
            elif code in asked and (holder.mark, code) not in used:
                message = f"{code} finds nothing here to waive; take the waiver out"
            else:
                continue
            mark = holder.filed.mark(*holder.path, "waive", code, key=True)
            yield Finding(UNUSED, "warning", message, mark, _journey(holder.filed))


def _journey(filed: Filed[Any]) -> str | None:
    return filed.id.split("/")[0] if hasattr(filed.record, "reports") or hasattr(filed.record, "claims") else None


def _by_file(records: Records) -> dict[str, list[Filed[Any]]]:
    """Every record that may carry waivers, or hold records that may, file by file."""
    found: dict[str, list[Filed[Any]]] = {}
    shelves: tuple[Mapping[str, Filed[Any]], ...] = (
        *(records.journeys, records.reports, records.lines),
        *(records.sources, records.places, records.ways, records.origins),
    )
    for filed in chain.from_iterable(shelf.values() for shelf in shelves):
        found.setdefault(filed.file, []).append(filed)
    return found


def _parts(record: Waivable) -> Iterator[tuple[str, str | int, Waivable]]:
    """The records inside a record that may carry waivers, each with its key and its name or number."""
    match record:
        case Journey():
            yield from (("legs", name, leg) for name, leg in record.legs.items())
        case EmbeddedReport():
            for kind in ("claims", "events", "statements"):
                yield from ((kind, name, part) for name, part in getattr(record, kind).items())
        case Line():
            yield from (("stations", i, station) for i, station in enumerate(record.stations))


def _waives(filed: Filed[Any]) -> bool:
    return bool(filed.record.waive) or any(part.waive for _, _, part in _parts(filed.record))


def _holders(filed: Filed[Any]) -> Iterator[Holder]:
    """A record, and every record in it, that may carry waivers."""
    yield Holder(filed.mark(key=True), 0 if isinstance(filed.record, Journey) else 1, filed.record.waive, filed)
    for kind, name, part in _parts(filed.record):
        yield Holder(filed.mark(kind, name, key=isinstance(name, str)), 2, part.waive, filed, (kind, name))


def _edges(holder: Holder) -> Iterator[Holder]:
    """The keys of a record: each ends what lies inside the key before it."""
    if holder.path:
        return
    for name, about in type(holder.filed.record).model_fields.items():
        mark = holder.filed.mark(about.alias or name, key=True)
        if mark > holder.mark:
            yield Holder(mark, holder.depth + 1, {}, holder.filed)
