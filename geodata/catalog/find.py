"""Which files are records, and which kind each is: that follows from where it lies.

A *root* is a folder laid out like ``routes/``. Nothing outside it is ever read, and nothing
that is not a regular file: a link that leads out, a pipe or a device is refused unopened.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, TypeAlias, get_args

from geodata.catalog.bind import SLUG_IN_WORDS
from geodata.catalog.text import MAX_BYTES, visible
from geodata.errors import Mark, UnreadableError
from geodata.records.words import Slug

Kind: TypeAlias = Literal["places", "sources", "origins", "ways", "line", "journey", "report"]

_SINGLE: Final[dict[str, Kind]] = {
    "places.yaml": "places",
    "sources.yaml": "sources",
    "origins.yaml": "origins",
    "ways.yaml": "ways",
}
_LAYOUT: Final = f"{', '.join(_SINGLE)}, lines/<line>.yaml, <journey>/journey.yaml or <journey>/reports/<report>.yaml"
_SLUG: Final = re.compile(get_args(Slug)[1].pattern)
_DEVICE: Final = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")


@dataclass(frozen=True, slots=True)
class Found:
    """A file that should hold a record: ``name`` is its path as messages show it."""

    path: Path
    name: str
    kind: Kind
    id: str
    identity: Path
    """The same for one file however it was reached."""


def shipped_root() -> Path:
    """The folder of the records that come with geodata.

    ``geodata/_routes`` in an installed package; in a checkout, or an editable install of
    one, the live ``routes`` beside the package. No other code knows this.
    """
    package = Path(__file__).resolve().parent.parent
    installed = package / "_routes"
    return installed if installed.is_dir() else package.parent / "routes"


def root_of(path: Path) -> Path:
    """The root that a file or folder of records belongs to, judged by its place alone.

    A journey's folder, ``lines`` and ``reports`` are known for what they are; any other
    folder is taken for a root itself.
    """
    return _split(path)[0]


def in_layout(path: Path) -> bool:
    """Whether a path can stand for records: a folder, or a file that has a place among them."""
    return os.path.isdir(path) or isinstance(next(find(path)), Found)  # noqa: PTH112 - Path.is_dir() may raise


def wrong_name(name: str) -> str | None:
    """Why a file or folder of that name can hold no record on every system; None where it can."""
    if not _SLUG.fullmatch(name):
        return f'"{visible(name)}" names a record, so it must be {SLUG_IN_WORDS}'
    return f'"{name}" is a device on Windows, which can hold no such file' if _DEVICE.fullmatch(name) else None


def find(path: Path) -> Iterator[Found | UnreadableError]:
    """The record files at or below ``path``, in sorted order, or why there are none.

    A folder's other files are left alone, its hidden ones too; what ends like YAML but has
    no place in the layout is an error.
    """
    given = _given(path)
    try:
        folder = stat.S_ISDIR(os.stat(path).st_mode)  # noqa: PTH116 - Path.exists() hides why not
    except FileNotFoundError:
        why = "a link to nothing" if path.is_symlink() else "no such file or folder"
        yield UnreadableError(Mark(_name(given)), why)
        return
    except (OSError, ValueError) as error:
        yield UnreadableError(Mark(_name(given)), _reason(error))
        return
    root, inner = _split(path)
    real_root = Path(os.path.realpath(root))
    if not folder:
        yield _judged(path, _name(given), inner, real_root)
        return
    empty = True
    for below, wrong in _walk(path):
        empty = False
        parts = below.relative_to(path).parts
        name = _name(given.joinpath(*parts))
        yield UnreadableError(Mark(name), wrong) if wrong else _judged(below, name, (*inner, *parts), real_root)
    if empty:
        yield UnreadableError(Mark(_name(given)), f"no records in this folder; they are named {_LAYOUT}")


def read_bytes(path: Path, name: str) -> bytes:
    """What a regular file holds, up to one byte more than a record may have.

    Raises UnreadableError for anything else, without opening it.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise UnreadableError(Mark(name), "a folder, a pipe or a device; records are plain files")
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise UnreadableError(Mark(name), _reason(error)) from None


def _reason(error: OSError | ValueError) -> str:
    """Why the system refuses a file; a NUL in its path is a ValueError."""
    why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return f"cannot be read: {visible(why).lower()}"


def _name(path: Path) -> str:
    return visible(path.as_posix())


def _split(path: Path) -> tuple[Path, tuple[str, ...]]:
    """A path's root, and the way from there."""
    whole = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow links
    above = whole.parent
    if os.path.isdir(path):  # noqa: PTH112 - Path.is_dir() may raise
        if whole.name == "reports" and (above / "journey.yaml").exists():
            depth = 2
        elif whole.name == "lines":
            depth = 0 if any((whole / name).exists() for name in _SINGLE) else 1
        else:
            depth = 1 if (whole / "journey.yaml").exists() else 0
    elif above.name == "reports":
        depth = 3
    else:
        depth = 2 if whole.name == "journey.yaml" or above.name == "lines" else 1
    first = max(len(whole.parts) - depth, 1)
    return Path(*whole.parts[:first]), whole.parts[first:]


def _given(path: Path) -> Path:
    """The path that messages start with; the shipped records' is shortened where it can be."""
    if path != shipped_root():
        return path
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def _walk(folder: Path) -> Iterator[tuple[Path, str | None]]:
    """Everything below a folder that is named like YAML; and what cannot be looked into, with the reason."""
    failed: list[OSError] = []
    for at, folders, files in os.walk(folder, onerror=failed.append):
        here = Path(at)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in folders:
            if (here / name).is_symlink():
                yield here / name, "a link to a folder; put the folder itself here"
        for name in sorted(files):
            if name.lower().endswith((".yaml", ".yml")) and not name.startswith("."):
                yield here / name, None
    for error in failed:
        yield Path(error.filename), _reason(error)


def _judged(path: Path, name: str, inner: Sequence[str], real_root: Path) -> Found | UnreadableError:
    """What a file is, by its place below the root."""
    if not path.name.endswith(".yaml"):
        return UnreadableError(Mark(name), "record files end in .yaml; rename it")
    real = Path(os.path.realpath(path))
    if not real.is_relative_to(real_root):
        return UnreadableError(Mark(name), "a link that leads out of its folder of records; put the file itself here")
    stem = path.name.removesuffix(".yaml")
    kind: Kind
    match inner:
        case [single] if single in _SINGLE:
            kind, names = _SINGLE[single], [stem]
        case ["lines", _]:
            kind, names = "line", [stem]
        case [journey, "journey.yaml"]:
            kind, names = "journey", [journey]
        case [journey, "reports", _]:
            kind, names = "report", [journey, stem]
        case _:
            return UnreadableError(Mark(name), f"not a record by its place; records are {_LAYOUT}")
    wrong = next(filter(None, map(wrong_name, names)), None)
    if wrong is not None:
        return UnreadableError(Mark(name), f"{wrong}; rename it")
    return Found(path, name, kind, "/".join(names), real)
