"""Which records a command means: named ones, the configured folder, ``routes/`` here, or the shipped ones."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from geodata.errors import UnreadableError, UnreadableRecordsError, UsageError

if TYPE_CHECKING:
    from geodata.records import Records


def read_records(
    paths: list[Path], records: Path | None
) -> tuple[Records, tuple[UnreadableError, ...], tuple[str, ...]]:
    """The records that a command means, the faults met, and the paths that findings are limited to.

    A path inside a folder of records is read with its whole folder, since records refer to each
    other. A folder without lines of its own lies over the shipped lines and places, of which nothing
    is told: whoever keeps journeys over them cannot mend them.
    """
    from geodata import catalog
    from geodata.settings import configured_records
    from geodata.side_by_side import processors

    shipped = catalog.shipped_root()
    if records is not None and paths:
        raise UsageError(f"give PATH or --records {records.as_posix()}, not both")
    if records is not None:
        read, unread = catalog.read([records], over=[shipped], workers=processors())
        return read, unread, () if records.resolve() == shipped.resolve() else (records.as_posix(),)
    if not paths:
        chosen = configured_records(Path()) or (Path("routes") if Path("routes").is_dir() else shipped)
        paths = [chosen]
    roots: list[Path] = []
    below: list[str] = []
    partly = False
    for path in paths:
        if not catalog.in_layout(path):  # nothing to read around it; it is told of by itself
            roots.append(path)
            below.append(path.as_posix())
            continue
        root = catalog.root_of(path)
        inner = Path(os.path.abspath(path)).relative_to(root)  # noqa: PTH100 - resolve() would follow links
        whole = root.resolve() == path.resolve()
        roots.append(path if whole else _from_here(root))
        below.append(roots[-1].as_posix() if whole else (roots[-1] / inner).as_posix())
        partly = partly or not whole
    over = [] if any(os.path.isdir(root / "lines") for root in roots) else [shipped]  # noqa: PTH112 - Path's may raise
    read, unread = catalog.read(list(dict.fromkeys(roots)), over=over, workers=processors())
    return read, unread, tuple(below) if over or partly else ()


def _from_here(path: Path) -> Path:
    """An absolute path as messages name it: from the current folder, where it lies below."""
    whole, here = Path(os.path.normpath(path)), Path.cwd()
    return whole.relative_to(here) if whole.is_relative_to(here) else whole


def whole_records(records: Path | None) -> Records:
    """Records to measure with. Raises UnreadableRecordsError if any of them cannot be read."""
    read, unread, _ = read_records([], records)
    if unread:
        raise UnreadableRecordsError(unread)
    return read
