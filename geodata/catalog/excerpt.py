"""Lines of files for messages to show; never of anything but a plain file, and never a fault of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from geodata.catalog.find import read_bytes
from geodata.errors import Mark, UnreadableError


def excerpts() -> Callable[[Mark], str | None]:
    """A function that gives the line of a mark, without its end, or None; each file is read once."""
    read: dict[str, list[str]] = {}

    def line_of(mark: Mark) -> str | None:
        if mark.file not in read:
            read[mark.file] = _lines(mark.file)
        lines = read[mark.file]
        return lines[mark.line - 1] if mark.line <= len(lines) else None

    return line_of


def _lines(file: str) -> list[str]:
    try:
        raw = read_bytes(Path(file), file)
    except (UnreadableError, ValueError):  # gone since, or a name that messages had to spell otherwise
        return []
    text = raw.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
