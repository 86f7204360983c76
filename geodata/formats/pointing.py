"""The source line of a finding with its value underlined, in columns of a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import combining, east_asian_width

from geodata.errors import Mark
from geodata.formats.words import printable

WIDEST = 110
"""Columns of a source line; of a longer one the part around the value is shown."""

_KEY = re.compile(r"[^\s:,{}\[\]\"'#]+(?=:(?:\s|$))")
_PLAIN_IN_FLOW = re.compile(r"[^,\[\]{}#]*[^,\[\]{}#\s]")
_PLAIN = re.compile(r"\S(?:.*?\S)?(?=\s+#|\s*$)")
_CLOSES = {"{": "}", "[": "]"}


def pointed(line: str, mark: Mark) -> Iterator[str]:
    """The line with its number, and under it carets below the value that begins at the mark."""
    start = min(mark.column - 1, len(line))
    end = max(start + 1, start + extent(line, start))
    first, before, value, after = _window(line, start, end)
    gutter = str(mark.line)
    lead, tail = ("…" if first else ""), ("…" if first + len(before + value + after) < len(line) else "")
    yield f"{gutter:>6} | {lead}{_plain(before)}{_plain(value)}{_plain(after)}{tail}"
    under = " " * (len(lead) + _columns(_plain(before)))
    yield f"{'':>6} | {under}{'^' * max(1, _columns(_plain(value)))}"


def extent(line: str, start: int) -> int:
    """Characters of the key, quoted text, bracket or plain word that begins there."""
    rest = line[start:]
    head = rest[:1]
    if head in _CLOSES:
        return _bracket(rest)
    if head in "\"'" and head:
        closing = rest.find(head, 1)
        return closing + 1 if closing > 0 else len(rest.rstrip())
    if key := _KEY.match(rest):
        return key.end()
    inner = _PLAIN_IN_FLOW if _in_flow(line[:start]) else _PLAIN
    found = inner.match(rest)
    return found.end() if found else 1


def _bracket(rest: str) -> int:
    depth = 0
    for at, char in enumerate(rest):
        depth += (char in "{[") - (char in "}]")
        if depth == 0:
            return at + 1
    return len(rest.rstrip())


def _in_flow(before: str) -> bool:
    return sum((char in "{[") - (char in "}]") for char in before) > 0


def _window(line: str, start: int, end: int) -> tuple[int, str, str, str]:
    """Where the shown part begins, and what of it lies before, in and after the value."""
    end = min(end, start + WIDEST - 10)
    first = 0 if end <= WIDEST else max(0, start - (WIDEST - (end - start)) // 2)
    return first, line[first:start], line[start:end], line[end : first + WIDEST]


def _plain(text: str) -> str:
    """Tabs as one space, everything else unprintable made visible."""
    return printable(text.replace("\t", " "))


def _columns(text: str) -> int:
    """Columns that a terminal gives to a text: two for wide characters, none for combining ones."""
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)
