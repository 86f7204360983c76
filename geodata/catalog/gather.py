"""Files to ``Records``: every record under its id, with its place; two of one id are an error."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

from pydantic import BaseModel

from geodata.catalog.bind import bind
from geodata.catalog.find import Found, find, read_bytes, shipped_root
from geodata.catalog.positions import Places, Positions, Value
from geodata.catalog.scan import parse
from geodata.catalog.text import visible
from geodata.errors import UnreadableError, UnreadableRecordsError
from geodata.records import (
    EmbeddedReport,
    Filed,
    Journey,
    Line,
    LineFile,
    Origin,
    OriginsFile,
    Place,
    PlacesFile,
    Records,
    Report,
    Source,
    SourcesFile,
    WayGroup,
    WaysFile,
)

M = TypeVar("M", bound=BaseModel)

_TRIPS: Final = frozenset({"journey", "report"})


def load(records: Path | None = None) -> Records:
    """The shipped records; or those of a folder, over the shipped lines and places.

    Raises UnreadableRecordsError if anything could not be read, with one located error per
    fault. ``read`` is for those who want the rest all the same.
    """
    shipped = shipped_root()
    found, errors = read([shipped]) if records is None else read([records], over=[shipped])
    if errors:
        raise UnreadableRecordsError(errors)
    return found


def read(roots: Sequence[Path], *, over: Sequence[Path] = ()) -> tuple[Records, tuple[UnreadableError, ...]]:
    """Everything under ``roots`` that can be read, and what could not be, in the order of files.

    A root is a folder laid out like ``routes/``, or a file or folder inside one. Below them lie
    the roots in ``over``, of which everything but journeys and reports is read. All unite into
    one Records; a file reached twice is read once, an id used twice is an error at its second place.
    """
    gathered = _Gathered()
    with _nothing_to_collect():
        for found in _found(roots, over):
            gathered.errors.append(found) if isinstance(found, UnreadableError) else gathered.add(found)
    return gathered.records(), tuple(sorted(gathered.errors, key=lambda error: error.mark))


def _found(roots: Sequence[Path], over: Sequence[Path]) -> Iterator[Found | UnreadableError]:
    """The files to read, each once; of those below only what is no trip."""
    seen: set[Path] = set()
    for root, kept in [*((root, False) for root in over), *((root, True) for root in roots)]:
        for found in find(root):
            if isinstance(found, UnreadableError):
                yield found
            elif found.identity not in seen and (kept or found.kind not in _TRIPS):
                seen.add(found.identity)
                yield found


@contextmanager
def _nothing_to_collect() -> Iterator[None]:
    """What is read stays: going through it for garbage again and again would take a third of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def read_mapping(path: Path, model: type[M]) -> M:
    """One YAML file of any kind as a pydantic model, with the same care as a record.

    Raises UnreadableRecordsError with one located error per fault.
    """
    name = visible(path.as_posix())
    try:
        value, positions = parse(read_bytes(path, name), name)
    except UnreadableError as error:
        raise UnreadableRecordsError((error,)) from None
    return bind(model, value, positions, name)


class _Gathered:
    """What was read so far."""

    def __init__(self) -> None:
        self.errors: list[UnreadableError] = []
        self.names: list[str] = []
        self.sources: dict[str, Filed[Source]] = {}
        self.places: dict[str, Filed[Place]] = {}
        self.lines: dict[str, Filed[Line]] = {}
        self.ways: dict[str, Filed[WayGroup]] = {}
        self.origins: dict[str, Filed[Origin]] = {}
        self.journeys: dict[str, Filed[Journey]] = {}
        self.reports: dict[str, Filed[EmbeddedReport]] = {}

    def records(self) -> Records:
        return Records(
            sources=self.sources,
            places=self.places,
            lines=self.lines,
            ways=self.ways,
            origins=self.origins,
            journeys=self.journeys,
            reports=self.reports,
            read=tuple(self.names),
        )

    def add(self, found: Found) -> None:
        """Read one file, and file its records or its faults."""
        try:
            value, positions = parse(read_bytes(found.path, found.name), found.name)
            self.file(found, _Page(found.name, value, positions))
        except UnreadableError as error:
            self.errors.append(error)
        except UnreadableRecordsError as error:
            self.errors.extend(error.errors)
        else:
            self.names.append(found.name)

    def file(self, found: Found, page: _Page) -> None:
        match found.kind:
            case "places":
                self.put(self.places, page, page.bound(PlacesFile).places, "places")
            case "sources":
                self.put(self.sources, page, page.bound(SourcesFile).sources, "sources")
            case "origins":
                self.put(self.origins, page, page.bound(OriginsFile).origins, "origins")
            case "ways":
                self.put(self.ways, page, page.bound(WaysFile).groups, "groups")
            case "line":
                whole = page.bound(LineFile)
                self.put_one(self.lines, page, "line", found.id, whole.line, "line")
                self.put(self.places, page, whole.places, "places")
            case "journey":
                journey = page.bound(Journey)
                self.put_one(self.journeys, page, "journey", found.id, journey)
                self.put(self.reports, page, journey.reports, "reports", f"{found.id}/")
            case "report":
                self.put_one(self.reports, page, "report", found.id, page.bound(Report))

    def put(self, shelf: dict[str, Filed[M]], page: _Page, records: dict[str, M], key: str, prefix: str = "") -> None:
        noun = "way group" if key == "groups" else key.removesuffix("s")
        for name, record in records.items():
            self.put_one(shelf, page, noun, prefix + name, record, key, name)

    def put_one(self, shelf: dict[str, Filed[M]], page: _Page, noun: str, name: str, record: M, *base: str) -> None:
        mark = partial(page.places.mark, base)
        first = shelf.setdefault(name, Filed(name, page.name, record, mark))
        if first.record is not record:
            message = f'{noun} "{name}" already stands at {first.mark(key=True)}; give one of them another id'
            self.errors.append(UnreadableError(mark(key=True), message))


class _Page:
    """A parsed file."""

    def __init__(self, name: str, value: Value, positions: Positions) -> None:
        self.name, self.value, self.positions = name, value, positions
        self.places = Places(name, positions)

    def bound(self, model: type[M]) -> M:
        return bind(model, self.value, self.positions, self.name)
