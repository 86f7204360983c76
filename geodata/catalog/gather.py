"""Files to ``Records``: every record under its id, with its place; two of one id are an error."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Final, TypeVar

from pydantic import BaseModel

from geodata.catalog.bind import bind
from geodata.catalog.find import Found, Kind, find, read_bytes, shipped_root
from geodata.catalog.packed import Page, Shelf
from geodata.catalog.scan import parse, scan
from geodata.catalog.text import visible
from geodata.errors import Mark, UnreadableError, UnreadableRecordsError
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
from geodata.side_by_side import side_by_side

M = TypeVar("M", bound=BaseModel)

_TRIPS: Final = frozenset({"journey", "report"})
_WORTH_A_PROCESS: Final = 100
"""Files for each process; starting two takes as long as reading some thirty."""

MODELS: Final[Mapping[Kind, type[BaseModel]]] = {
    "places": PlacesFile,
    "sources": SourcesFile,
    "origins": OriginsFile,
    "ways": WaysFile,
    "line": LineFile,
    "journey": Journey,
    "report": Report,
}
"""What a file of each kind holds."""

_NOUNS: Final = {
    "places": "place",
    "sources": "source",
    "origins": "origin",
    "groups": "way group",
    "line": "line",
}


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


def read(
    roots: Sequence[Path], *, over: Sequence[Path] = (), workers: int = 1
) -> tuple[Records, tuple[UnreadableError, ...]]:
    """Everything under ``roots`` that can be read, and what could not be, in the order of files.

    A root is a folder laid out like ``routes/``, or a file or folder inside one. Below them lie
    the roots in ``over``, of which everything but journeys and reports is read. All unite into
    one Records; a file reached twice is read once, an id used twice is an error at its second place.
    ``workers`` processes share the reading, where that pays.
    """
    gathered = _Gathered()
    with _nothing_to_collect():
        files = []
        for found in _found(roots, over):
            gathered.errors.append(found) if isinstance(found, UnreadableError) else files.append(found)
        pages = side_by_side(_page, files, min(workers, len(files) // _WORTH_A_PROCESS))
        for found, page in zip(files, pages, strict=True):
            gathered.add(found, page)
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
    """Reading leaves no cycles behind; looking for some takes a twelfth of the time."""
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
    return bind(model, value, lambda: positions, name)


def _page(found: Found) -> Page[Any] | UnreadableRecordsError:
    """A file, read; or its faults."""
    try:
        value, flat = scan(read_bytes(found.path, found.name), found.name)
        return Page(found.name, MODELS[found.kind], value, flat)
    except UnreadableError as error:
        return UnreadableRecordsError((error,))
    except UnreadableRecordsError as error:
        return error


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
        self.journeys: Shelf[Journey] = Shelf()
        self.reports: Shelf[EmbeddedReport] = Shelf()

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

    def add(self, found: Found, page: Page[Any] | UnreadableRecordsError) -> None:
        """File the records of a page, or the faults met instead."""
        if isinstance(page, UnreadableRecordsError):
            self.errors.extend(page.errors)
            return
        self.names.append(found.name)
        self.file(found, page)

    def file(self, found: Found, page: Page[Any]) -> None:
        match found.kind:
            case "places":
                self.put(self.places, page, page.record.places, "places")
            case "sources":
                self.put(self.sources, page, page.record.sources, "sources")
            case "origins":
                self.put(self.origins, page, page.record.origins, "origins")
            case "ways":
                self.put(self.ways, page, page.record.groups, "groups")
            case "line":
                self.put_one(self.lines, page, found.id, page.record.line, "line")
                self.put(self.places, page, page.record.places, "places")
            case "journey":
                self.shelve(self.journeys, page, found.id)
                for name in page.reports:
                    self.shelve(self.reports, page, f"{found.id}/{name}", "reports", name)
                page.pack()
            case "report":
                self.shelve(self.reports, page, found.id)
                page.pack()

    def put(self, shelf: dict[str, Filed[M]], page: Page[Any], records: dict[str, M], key: str) -> None:
        for name, record in records.items():
            self.put_one(shelf, page, name, record, key, name)

    def put_one(self, shelf: dict[str, Filed[M]], page: Page[Any], name: str, record: M, *base: str) -> None:
        first = shelf.setdefault(name, Filed(name, page.name, record, partial(page.mark, base)))
        if first.record is not record:
            self.refuse(_NOUNS[base[0]], name, page.mark(base, key=True), first.mark(key=True))

    def shelve(self, shelf: Shelf[M], page: Page[Any], name: str, *base: str) -> None:
        first = shelf.put(name, page, base)
        if first is not None:
            self.refuse("report" if "/" in name else "journey", name, page.mark(base, key=True), first)

    def refuse(self, noun: str, name: str, second: Mark, first: Mark) -> None:
        message = f'{noun} "{name}" already stands at {first}; give one of them another id'
        self.errors.append(UnreadableError(second, message))
