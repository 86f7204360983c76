"""YAML to records, each value with its line and column; the only reader of YAML.

What YAML leaves open is closed here: YAML 1.2 meaning, no tags, no merge keys, no duplicate
keys, no invisible characters, bounded size, depth and aliases. Whatever is wrong is told by
file, line and column, in one line that says what would be right.

What writes records, ``canonical`` and ``blank``, is imported where it is needed: reading shall start fast.
"""

from geodata.catalog.excerpt import excerpts
from geodata.catalog.find import in_layout, root_of, shipped_root, wrong_name
from geodata.catalog.gather import load, read, read_mapping
from geodata.catalog.positions import Positions, Value
from geodata.catalog.scan import parse

__all__ = [
    "Positions",
    "Value",
    "excerpts",
    "in_layout",
    "load",
    "parse",
    "read",
    "read_mapping",
    "root_of",
    "shipped_root",
    "wrong_name",
]
