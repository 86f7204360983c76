"""The statements of a journey by where their figures come from.

Copies are counted only where the reports themselves name the origin; equal figures without a
named source are called just that.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import replace

from geodata.outcome import StatementOutcome, Verdict
from geodata.pages.case import Case
from geodata.pages.claims import basis, claims_of, row, same, sighting_only
from geodata.pages.tongue import say
from geodata.pages.view import StatementGroup, StatementRow
from geodata.pages.wording import rank


def groups(case: Case, letters: Mapping[tuple[str, str], str]) -> tuple[StatementGroup, ...]:
    """The statements that print a figure: those of one origin together, the widest spread first, then by voice.

    What could not be decided stands at the end, whatever its origin.
    """
    shown = [statement for statement in case.outcome.statements if not sighting_only(statement)]
    by_origin: dict[str, list[StatementOutcome]] = defaultdict(list)
    by_voice: dict[str, list[StatementOutcome]] = defaultdict(list)
    for statement in shown:
        source = origin(case, statement)
        if source is not None:
            by_origin[source].append(statement)
        elif statement.judgement.verdict is not Verdict.UNKNOWN:
            by_voice[statement.voice or ""].append(statement)
    spread = sorted(by_origin, key=lambda key: (-_outlets(case, by_origin[key]), key))
    voices = sorted(by_voice, key=lambda voice: (not voice, voice.casefold(), voice))
    found = [group for key in spread if (group := _of_origin(case, key, by_origin[key], letters)).rows]
    found += [
        StatementGroup(voice or say("In the report’s own words"), None, tuple(_rows(case, by_voice[voice], letters)))
        for voice in voices
    ]
    undecided = [statement for statement in shown if statement.judgement.verdict is Verdict.UNKNOWN]
    if undecided:
        rows = tuple(_rows(case, undecided, letters))
        found.append(StatementGroup(say("A figure is missing"), None, rows, undecided=True))
    return tuple(found)


def shown(journey: str, groups: Iterable[StatementGroup]) -> dict[str, str]:
    """Each report in these groups, by its path, with the id of its first row on the page."""
    ids = [each.path for group in groups for told in group.rows for each in told.printed]
    found: dict[str, str] = {}
    for path in ids:
        report = path.rsplit("/", 1)[0]
        found.setdefault(report if "/" in report else f"{journey}/{report}", path)
    return found


def origin(case: Case, statement: StatementOutcome) -> str | None:
    """The origin on record that most of a statement's figures go back to."""
    found = Counter(claim.origin for claim in claims_of(case, statement) if claim.origin in case.records.origins)
    return max(sorted(filter(None, found)), key=lambda key: found[key], default=None)


def repeats(case: Case, statements: Iterable[StatementOutcome]) -> str | None:
    """How many outlets repeat an origin: those that name it, and those that print the same figures without."""
    by_basis: dict[str | None, set[str]] = defaultdict(set)
    for statement in statements:
        by_basis[basis(case, statement)].add(case.outlet(statement.report).text)
    named, matched = len(by_basis["named"]), len(by_basis["matched"] - by_basis["named"])
    told = []
    if named:
        told.append(say("one outlet names this source") if named == 1 else say("{n} outlets name this source", n=named))
    if matched:
        told.append(
            say("one prints the same figures, no source named")
            if matched == 1
            else say("{n} print the same figures, no source named", n=matched)
        )
    return "; ".join(told) or None


def _of_origin(
    case: Case, key: str, statements: list[StatementOutcome], letters: Mapping[tuple[str, str], str]
) -> StatementGroup:
    record = case.records.origins[key].record
    decided = (statement for statement in statements if statement.judgement.verdict is not Verdict.UNKNOWN)
    ordered = sorted(decided, key=lambda s: basis(case, s) != "named")
    note = " · ".join(filter(None, (record.what, repeats(case, statements))))
    return StatementGroup(record.who, note, tuple(_rows(case, ordered, letters)))


def _rows(
    case: Case, statements: Iterable[StatementOutcome], letters: Mapping[tuple[str, str], str]
) -> Iterator[StatementRow]:
    """The harshest first, equal findings together: what a row above has said of one is not said again."""
    together: dict[Hashable, list[StatementOutcome]] = defaultdict(list)
    for statement in statements:
        letter = letters.get((statement.report, statement.id))
        together[letter, same(case, statement)].append(statement)
    rows = [row(case, group, letters.get((group[0].report, group[0].id))) for group in together.values()]
    told: set[object] = set()
    for each in sorted(rows, key=lambda row: (-rank(row.chip), row.note or "")):
        again = (each.chip, each.note) in told and each.chip.tone != "none"
        yield replace(
            each,
            note=None if again else each.note,
            reviewed=tuple(review for review in dict.fromkeys(each.reviewed) if review not in told),
        )
        told |= {(each.chip, each.note), *each.reviewed}


def _outlets(case: Case, statements: Iterable[StatementOutcome]) -> int:
    return len({case.outlet(statement.report).text for statement in statements})


def spread(case: Case) -> dict[str, str]:
    """Each origin that this journey's statements go back to, by its id, with how often it is repeated."""
    by_origin: dict[str, list[StatementOutcome]] = defaultdict(list)
    for statement in case.outcome.statements:
        source = origin(case, statement)
        if source is not None:
            by_origin[source].append(statement)
    return {key: repeats(case, found) or "" for key, found in sorted(by_origin.items())}
