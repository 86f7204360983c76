"""Journeys and reports, packed until somebody asks for them: of a thousand files read, few are looked into twice."""

from __future__ import annotations

import marshal
import zlib
from array import array
from collections.abc import Iterator, Mapping
from functools import lru_cache, partial
from typing import Any, Generic, TypeVar

from pydantic import BaseModel

from geodata.catalog.bind import bind, validated
from geodata.catalog.positions import Flat, Positions, Steps, Value, locate, unfolded
from geodata.errors import Mark
from geodata.records import Filed

M = TypeVar("M", bound=BaseModel)


class Page(Generic[M]):
    """A parsed file of one kind: its record, and where everything in it stands.

    Packed, a file of 180 lines takes some 3 kB, where its records take some 48. Raises UnreadableRecordsError
    with one located error per fault.
    """

    __slots__ = ("_model", "_packed", "_record", "name", "reports")

    def __init__(self, name: str, model: type[M], value: Value, flat: Flat) -> None:
        self.name, self._model = name, model
        self._record: M | None = bind(model, value, lambda: unfolded(value, flat), name)
        self._packed = zlib.compress(marshal.dumps((value, array("I", flat).tobytes())), 1)
        self.reports: tuple[str, ...] = tuple(getattr(self._record, "reports", ()))
        """The ids of the reports inside."""

    def __getstate__(self) -> tuple[Any, ...]:
        return self.name, self._model, self._packed, self.reports

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        self.name, self._model, self._packed, self.reports = state
        self._record = None

    @property
    def record(self) -> M:
        """What the file says; it stays in memory from then on."""
        if self._record is None:
            value, _ = _unpacked(self._packed)
            self._record = validated(self._model, value)
        return self._record

    def pack(self) -> None:
        """Let the record go until it is asked for again."""
        self._record = None

    def mark(self, base: Steps, *path: str | int, key: bool = False) -> Mark:
        """The place of the value (or of its key) at ``base`` + ``path``, else of the nearest value above it."""
        return locate(self.name, _positions(self._packed), base, *path, key=key)


class Shelf(Mapping[str, Filed[M]]):
    """Records of one kind by id, each taken from its page when it is asked for."""

    __slots__ = ("_pages", "_taken")

    def __init__(self) -> None:
        self._pages: dict[str, tuple[Page[Any], Steps]] = {}
        self._taken: dict[str, Filed[M]] = {}

    def put(self, key: str, page: Page[Any], base: Steps) -> Mark | None:
        """File what stands at ``base`` of a page; the place of what has this id already, else None."""
        first, at = self._pages.setdefault(key, (page, base))
        return None if (first, at) == (page, base) else first.mark(at, key=True)

    def __getitem__(self, key: str) -> Filed[M]:
        filed = self._taken.get(key)
        if filed is None:
            page, base = self._pages[key]
            record = page.record
            for step in base:
                record = record[step] if isinstance(record, dict) else getattr(record, str(step))
            filed = self._taken[key] = Filed(key, page.name, record, partial(page.mark, base))
        return filed

    def __iter__(self) -> Iterator[str]:
        return iter(self._pages)

    def __len__(self) -> int:
        return len(self._pages)

    def __contains__(self, key: object) -> bool:
        return key in self._pages


def _unpacked(packed: bytes) -> tuple[Value, Flat]:
    value, flat = marshal.loads(zlib.decompress(packed))  # noqa: S302 - packed above, never read from anywhere
    return value, array("I", flat).tolist()


@lru_cache(maxsize=32)  # files are gone through one by one
def _positions(packed: bytes) -> Positions:
    return unfolded(*_unpacked(packed))
