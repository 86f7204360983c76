"""A folder replaced as one thing: written beside its place, then exchanged with what stood there."""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from geodata.errors import UnwritableError, UsageError

DESCRIPTOR = "datapackage.json"


@contextlib.contextmanager
def replaced(out: Path) -> Iterator[Path]:
    """A new, empty folder that takes the place of ``out`` when the block ends well.

    If it does not end well, or the process is killed, ``out`` is what it was. Raises UsageError
    where ``out`` holds anything but an earlier export, and UnwritableError with one line.
    """
    target = out.resolve()
    _refuse_others(target, out)
    made: Path | None = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=f".{target.name}.", suffix=".new", dir=target.parent))
        yield made
        made.chmod(0o777 & ~_umask())
        _put(made, target)
    except (OSError, sqlite3.Error) as error:
        told = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        where = out.as_posix()
        raise UnwritableError(f"cannot write {where}: {told.lower()}; nothing was changed") from None
    finally:
        if made is not None:
            shutil.rmtree(made, ignore_errors=True)


def _refuse_others(target: Path, out: Path) -> None:
    """An export takes the place of an earlier one, never of anything else that someone keeps there."""
    if not target.exists():
        return
    if not target.is_dir():
        raise UsageError(f"{out.as_posix()} is a file; name a folder that may be replaced")
    try:
        inside = sorted(path.name for path in target.iterdir())
        if not inside:
            return
        descriptor = json.loads((target / DESCRIPTOR).read_text("utf-8"))
        known = {DESCRIPTOR, *descriptor["geodata"]["files"]}
    except (OSError, ValueError, KeyError, TypeError):
        message = f"{out.as_posix()} holds something that is no export; name another folder, or an empty one"
        raise UsageError(message) from None
    for name in inside:
        # A spreadsheet program locks what it has open with a file of its own; SQLite keeps a journal beside.
        if name not in known:
            message = f"{out.as_posix()}/{name} is not part of the export there, and would be lost; move it away first"
            raise UsageError(message)


def _put(made: Path, target: Path) -> None:
    if not target.exists():
        made.rename(target)
    elif not _exchange(made, target):
        # No system call that exchanges two folders: a kill between these two leaves the old one beside its place.
        aside = made.with_suffix(".old")
        target.rename(aside)
        try:
            made.rename(target)
        except OSError:
            aside.rename(target)
            raise
        shutil.rmtree(aside, ignore_errors=True)


def _exchange(made: Path, target: Path) -> bool:
    """Both folders change places in one step, where the system can; ``made`` then is the old one."""
    try:
        library = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            status = library.renamex_np(os.fsencode(made), os.fsencode(target), 2)
        else:
            here = -100  # paths are absolute; the folder that relative ones would start from
            status = library.renameat2(here, os.fsencode(made), here, os.fsencode(target), 2)
    except (AttributeError, OSError, TypeError):
        return False
    return bool(status == 0)


def _umask() -> int:
    """The permissions that new files are not given; it can only be read by setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
