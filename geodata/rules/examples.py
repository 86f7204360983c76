"""A bad and a good example of every rule, in ``examples.yaml``: parts of files of a small atlas.

A part replaces those top-level keys of the file that it names; a file that the atlas lacks is
new. ``«`` stands before the word at which the finding is made, and is taken out before it is read;
``says`` is what the finding says, … for words that are left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from geodata.catalog import read_mapping
from geodata.records.words import Code, Count, Name, Record, RecordFile, Text

POINTER = "«"


@dataclass(frozen=True, slots=True)
class Example:
    """Parts of files by path."""

    files: Mapping[str, str]

    def plain(self) -> dict[str, str]:
        """The parts without the pointer, as an editor would see them."""
        return {file: text.replace(POINTER, "") for file, text in self.files.items()}

    def over(self, atlas: Mapping[str, str]) -> dict[str, str]:
        """The atlas with these parts in their places, pointer and all."""
        return {**atlas, **{file: _merged(atlas.get(file, "schema: 1\n"), text) for file, text in self.files.items()}}


def _merged(whole: str, part: str) -> str:
    blocks = _blocks(whole) | _blocks(part)
    return "".join(blocks.values())


def _blocks(text: str) -> dict[str, str]:
    """Top-level keys of a file with the lines below each."""
    pieces = re.split(rf"^(?={POINTER}?[a-z])", text, flags=re.MULTILINE)
    return {piece.split(":")[0].strip(POINTER): piece for piece in pieces if piece}


@dataclass(frozen=True, slots=True)
class Examples:
    """What is shown of one rule.

    ``says`` is the finding that the bad one yields, ``fires`` how many the curated records do.
    """

    says: str
    bad: Example
    good: Example
    fires: int


class _Entry(Record):
    says: Text
    bad: dict[Name, Text]
    good: dict[Name, Text]


class _File(RecordFile):
    fires: dict[Code, Count]
    atlas: dict[Name, Text]
    rules: dict[Code, _Entry]


@lru_cache(maxsize=1)
def _read() -> _File:
    return read_mapping(Path(__file__).with_name("examples.yaml"), _File)


def atlas() -> dict[str, str]:
    """The small atlas that the examples change: files by path."""
    return dict(_read().atlas)


def examples() -> dict[str, Examples]:
    """Of every rule, by code."""
    fires = _read().fires
    return {
        code: Examples(entry.says, Example(entry.bad), Example(entry.good), fires.get(code, 0))
        for code, entry in _read().rules.items()
    }
