"""Where in a file each value stands: a tree of plain tuples beside the tree of values."""

from __future__ import annotations

import marshal
from functools import lru_cache
from typing import TypeAlias

from geodata.errors import Mark

Value: TypeAlias = "bool | int | float | str | list[Value] | dict[str, Value] | None"
"""What a file says."""

Keys: TypeAlias = "dict[str, tuple[int, int, Positions]]"
Positions: TypeAlias = "tuple[int, int, list[Positions] | Keys | None]"
"""Line and column of a value, both counted from 1, and what lies below it: the positions of a
list's items, or for each key of a mapping its own line and column and the positions of its
value. Plain tuples, because a file has hundreds of them."""

Steps: TypeAlias = tuple[str | int, ...]
"""A way down: keys of mappings, and indices of lists from 0."""


class Places:
    """Where each value of one file stands, kept small: a corpus has millions of positions, and few are asked for."""

    __slots__ = ("file", "packed")

    def __init__(self, file: str, positions: Positions) -> None:
        self.file, self.packed = file, marshal.dumps(positions)

    def mark(self, base: Steps, *path: str | int, key: bool = False) -> Mark:
        """The place of the value (or of its key) at ``base`` + ``path``, else of the nearest value above it."""
        return locate(self.file, _unpacked(self.packed), base, *path, key=key)


@lru_cache(maxsize=32)  # files are gone through one by one
def _unpacked(packed: bytes) -> Positions:
    positions: Positions = marshal.loads(packed)  # noqa: S302 - packed above, never read from anywhere
    return positions


def locate(file: str, positions: Positions, base: Steps, *path: str | int, key: bool = False) -> Mark:
    """The place of the value (or of its key) at ``base`` + ``path``, else of the nearest value above it."""
    line, column, below = positions
    whole = (*base, *path)
    for number, step in enumerate(whole, 1):
        if isinstance(below, dict) and isinstance(step, str) and step in below:
            key_line, key_column, child = below[step]
            if key and number == len(whole):
                return Mark(file, key_line, key_column)
        elif isinstance(below, list) and isinstance(step, int) and 0 <= step < len(below):
            child = below[step]
        else:
            break
        line, column, below = child
    return Mark(file, line, column)


def standing(path: Steps, positions: Positions) -> Steps:
    """As much of a path as a file has."""
    for number, step in enumerate(path):
        below = positions[2]
        if isinstance(below, dict) and isinstance(step, str) and step in below:
            positions = below[step][2]
        elif isinstance(below, list) and isinstance(step, int) and 0 <= step < len(below):
            positions = below[step]
        else:
            return path[:number]
    return path
