"""What a rule is: one question about the records, asked by one function."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from geodata.errors import Mark
from geodata.ground import Atlas
from geodata.outcome import Finding, JourneyOutcome, Level
from geodata.reasoning import Policy, Stated
from geodata.records import Records


@dataclass(frozen=True, slots=True)
class Case:
    """Everything a rule may look at; ``stated`` are the statements of each journey."""

    records: Records
    atlas: Atlas
    policy: Policy
    journeys: tuple[JourneyOutcome, ...]
    stated: Mapping[str, tuple[Stated, ...]]


@dataclass(frozen=True, slots=True)
class Fault:
    """Where a rule found something, and what; the rule adds its code and level."""

    mark: Mark
    message: str
    journey: str | None = None
    claim: str | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One question: ``proves`` says what a pass means, ``errs`` when a fail may be wrong."""

    code: str
    name: str
    level: Level
    proves: str
    errs: str
    ask: Callable[[Case], Iterator[Fault]]

    def findings(self, case: Case) -> Iterator[Finding]:
        """Its answers about one case."""
        for fault in self.ask(case):
            yield Finding(self.code, self.level, fault.message, fault.mark, fault.journey, fault.claim)
