"""Files written whole or not at all: beside the place they belong, then renamed into it."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from geodata.errors import UnwritableError


def write_files(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Write files below a folder, made where missing; other files there are left alone.

    All are written beside their places before the first is renamed, so a full disk or a folder
    without permission leaves nothing half-written. A pipe or a device is written to as it stands.
    Raises UnwritableError with one line.
    """
    pending: list[tuple[Path, Path]] = []
    changed = 0
    target = folder
    try:
        for name, text in files.items():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            if target.is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
            if target.exists() and not target.is_file():  # a rename would put a file in place of /dev/null
                target.write_bytes(_bytes(text))
                changed += 1
                continue
            beside = target.with_name(f".{target.name}.{os.getpid()}.new")
            pending.append((beside, target))
            beside.write_bytes(_bytes(text))
            if target.exists():
                shutil.copymode(target, beside)
        for beside, target in pending:
            beside.replace(target)
            changed += 1
    except (OSError, ValueError) as error:
        for beside, _ in pending:
            with contextlib.suppress(OSError, ValueError):
                beside.unlink(missing_ok=True)
        done = f"{changed} of {len(files)} files were written" if changed else "nothing was changed"
        raise UnwritableError(f"cannot write {target.as_posix()}: {_reason(error)}; {done}") from None


def _reason(error: OSError | ValueError) -> str:
    """Why the system refuses; a NUL in a path is a ValueError."""
    if isinstance(error, FileExistsError):
        return "a file stands where its folder should be"
    return (error.strerror if isinstance(error, OSError) and error.strerror else str(error)).lower()


def stale_files(folder: Path, files: Mapping[str, str | bytes]) -> tuple[str, ...]:
    """Names of those files that are missing below the folder or hold something else."""
    stale = []
    for name, text in files.items():
        try:
            if (folder / name).read_bytes() != _bytes(text):
                stale.append(name)
        except OSError:
            stale.append(name)
    return tuple(stale)


def _bytes(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content
