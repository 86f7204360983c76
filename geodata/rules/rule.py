"""What a rule is: one question about the records, asked by one function of each of its subjects."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from geodata.errors import Mark
from geodata.ground import Atlas, Route
from geodata.outcome import Finding, JourneyOutcome, Level, RuleCount
from geodata.reasoning import Policy, Stated
from geodata.records import Leg, Records

S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class Case:
    """Everything a rule may look at; ``stated`` are the statements of each journey.

    ``as_of`` is the day that the user gave, if any; there is no other today.
    """

    records: Records
    atlas: Atlas
    policy: Policy
    journeys: tuple[JourneyOutcome, ...]
    stated: Mapping[str, tuple[Stated, ...]]
    as_of: date | None = None
    _routes: dict[int, Route] = field(default_factory=dict, compare=False, repr=False)

    def route(self, leg: Leg) -> Route | None:
        """The ground of a leg whose places are all on record; measured once."""
        if not {leg.start, leg.end, *leg.via} <= self.records.places.keys():
            return None
        if id(leg) not in self._routes:  # the records hold their legs as long as a case lasts
            self._routes[id(leg)] = self.atlas.leg(leg)
        return self._routes[id(leg)]


@dataclass(frozen=True, slots=True)
class Fault:
    """Where a rule found something, and what; the rule adds its code and level."""

    mark: Mark
    message: str
    journey: str | None = None
    claim: str | None = None
    related: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Lacks:
    """The rule cannot be asked of this subject: what is missing."""

    what: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A rule's answer about one subject: faults, or something missing, or neither (a pass)."""

    faults: tuple[Fault, ...]
    missing: str | None = None


def each(
    subjects: Callable[[Case], Iterable[S]], question: Callable[[Case, S], Iterator[Fault | Lacks]]
) -> Callable[[Case], Iterator[Answer]]:
    """Ask a question of every subject; what it lacks counts only where it found no fault."""

    def ask(case: Case) -> Iterator[Answer]:
        for subject in subjects(case):
            said = tuple(question(case, subject))
            faults = tuple(one for one in said if isinstance(one, Fault))
            lacks = [one.what for one in said if isinstance(one, Lacks)]
            yield Answer(faults, lacks[0] if lacks and not faults else None)

    return ask


def among(
    subjects: Callable[[Case], Iterable[object]], ask: Callable[[Case], Iterator[Fault]]
) -> Callable[[Case], Iterator[Answer]]:
    """Faults of a question that looks at all its subjects together, sorted by subject: the rest pass."""

    def answers(case: Case) -> Iterator[Answer]:
        faults: dict[object, list[Fault]] = {}
        for fault in ask(case):
            faults.setdefault(fault.claim or fault.mark, []).append(fault)
        yield from (Answer(tuple(some)) for some in faults.values())
        for _ in range(sum(1 for _ in subjects(case)) - len(faults)):
            yield Answer(())

    return answers


@dataclass(frozen=True, slots=True)
class Rule:
    """One question: ``proves`` says what a pass means, ``errs`` when a fail may be wrong.

    ``ask`` gives an Answer per subject, or bare faults: then the records as a whole are its one
    subject. A rule that is not ``usual`` is asked only when its whole code is selected or given a level.
    """

    code: str
    name: str
    level: Level
    proves: str
    errs: str
    ask: Callable[[Case], Iterator[Fault | Answer]]
    since: str = "0.1.0"
    usual: bool = True

    def findings(self, case: Case) -> Iterator[Finding]:
        """Its faults about one case."""
        yield from self.answers(case)[0]

    def answers(self, case: Case) -> tuple[tuple[Finding, ...], RuleCount]:
        """Its faults about one case, and how many subjects passed, failed or could not be asked."""
        faults: list[Fault] = []
        passed = failed = lacking = 0
        missing: set[str] = set()
        for one in self.ask(case):
            answer = one if isinstance(one, Answer) else Answer((one,))
            faults += answer.faults
            if answer.faults:
                failed += 1
            elif answer.missing is not None:
                missing.add(answer.missing)
                lacking += 1
            else:
                passed += 1
        if not passed + failed + lacking:
            passed = 1
        found = tuple(
            Finding(self.code, self.level, fault.message, fault.mark, fault.journey, fault.claim, fault.related)
            for fault in faults
        )
        return found, RuleCount(self.code, passed, failed, lacking, tuple(sorted(missing)))
