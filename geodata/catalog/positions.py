"""Where in a file each value stands: a tree of plain tuples beside the tree of values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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


Flat: TypeAlias = list[int]
"""The same as a flat list, in the order of the file: of each key and each value its line and
column, both counted from 0. The value beside it says which is which."""


def unfolded(value: Value, flat: Iterable[int]) -> Positions:
    """The tree of positions of a value from the flat list of them."""
    return _unfolded(value, iter(flat))


def _unfolded(value: Value, flat: Iterator[int]) -> Positions:
    line, column = next(flat) + 1, next(flat) + 1
    if isinstance(value, dict):
        keys: Keys = {}
        for key, child in value.items():
            keys[key] = (next(flat) + 1, next(flat) + 1, _unfolded(child, flat))
        return line, column, keys
    if isinstance(value, list):
        return line, column, [_unfolded(child, flat) for child in value]
    return line, column, None


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
