"""Files written whole or not at all: beside the place they belong, then renamed into it."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from pathlib import Path

from geodata.errors import UnwritableError


def write_files(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Write files below a folder, made where missing; other files there are left alone.

    All are written beside their places before the first is renamed, so a full disk or a folder
    without permission leaves nothing half-written. Raises UnwritableError with one line.
    """
    pending: list[tuple[Path, Path]] = []
    try:
        for name, text in files.items():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            beside = target.with_name(f".{target.name}.{os.getpid()}.new")
            pending.append((beside, target))
            beside.write_bytes(_bytes(text))
        for beside, target in pending:
            beside.replace(target)
    except OSError as error:
        for beside, _ in pending:
            with contextlib.suppress(OSError):
                beside.unlink(missing_ok=True)
        where = Path(error.filename).as_posix() if isinstance(error.filename, str) else folder.as_posix()
        raise UnwritableError(
            f"cannot write {where}: {(error.strerror or str(error)).lower()}; nothing was changed"
        ) from None


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
