"""What every format is made from: the tables, the drawn ways, the version, the credits."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Final, TypeAlias

from geodata.exports.shapes import Drawn, Reach, drawn, reaches
from geodata.exports.signature import Signature
from geodata.outcome import Outcome
from geodata.reasoning import Policy
from geodata.records import Records
from geodata.tables import Cell, Said, Subjects, Table, data_version, subjects, tables_of

NAME: Final = "geodata-journeys"
TITLE: Final = "What the news says about train journeys, checked against the ground"
LICENCE: Final = "CC-BY-4.0"
LICENCE_URL: Final = "https://creativecommons.org/licenses/by/4.0/"
EVERY: Final = 1000

Tick: TypeAlias = Callable[[int], None]


@dataclass(frozen=True)
class Package:
    """Records and outcome, ready to be written. ``tick`` is told how many rows were written since it last was."""

    records: Records
    outcome: Outcome
    signature: Signature | None = None
    policy: Policy | None = None
    tick: Tick = field(default=lambda _: None)

    @cached_property
    def subjects(self) -> Subjects:
        """What rows are made of."""
        return subjects(self.records, self.outcome, self.policy)

    @cached_property
    def tables(self) -> Mapping[str, Table[Any]]:
        """Every table by name."""
        return tables_of(self.subjects)

    @cached_property
    def version(self) -> str:
        """The data version."""
        return data_version(self.tables)

    @property
    def day(self) -> str:
        """The latest day that the data name; stands wherever a format wants to know when it was made."""
        year, month, day = (int(part) for part in self.version.partition("+")[0].split("."))
        return f"{max(year, 1970):04d}-{month:02d}-{day:02d}"

    @cached_property
    def credits(self) -> tuple[str, ...]:
        """Every credit that a source asks for, with its licence."""
        asked = (filed.record for _, filed in sorted(self.records.sources.items()))
        return tuple(dict.fromkeys(f"{source.credit} ({source.licence})" for source in asked if source.credit))

    @property
    def credit_line(self) -> str:
        """Who must be named, in one line."""
        return "; ".join((f"The geodata contributors ({LICENCE})", *self.credits))

    @cached_property
    def drawn(self) -> tuple[Drawn, ...]:
        """Every way of every leg."""
        return tuple(drawn(self.subjects))

    def reaches(self) -> Iterator[Reach]:
        """How far speed times hours carries, statement by statement."""
        return reaches(self.subjects, self.drawn)

    def rows(self, table: Table[Any]) -> Iterator[tuple[Cell, ...]]:
        """The rows of a table, counted as they go."""
        yield from self._counted(table.rows())

    def claims(self, journey: str | None = None) -> Iterator[tuple[Said, dict[str, Cell]]]:
        """Every claim with its row as a dictionary, counted as they go; those of one journey if it is named."""
        table = self.tables["claims"]
        names = table.names
        for said in self._counted(self.subjects.claims(journey)):
            yield said, dict(zip(names, table.row(said), strict=True))

    def _counted(self, items: Iterator[Any]) -> Iterator[Any]:
        done = 0
        for done, item in enumerate(items, start=1):
            yield item
            if done % EVERY == 0:
                self.tick(EVERY)
        self.tick(done % EVERY)

    def point(self, place: Cell) -> tuple[float, float] | None:
        """Longitude and latitude of a place on record."""
        filed = self.records.places.get(str(place))
        return (filed.record.lon, filed.record.lat) if filed else None


Writer: TypeAlias = Callable[[Package, Path], None]
"""Writes one format below a folder. Raises OSError or sqlite3.Error if it cannot."""
