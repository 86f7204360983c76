"""Records in canonical form: the same values and comments, in the order and with the quotes that all files share.

Lines are moved, never written anew: a comment stays with the key below it, text in several lines
is left as it stands. Two passes: what stands within a line, then the order of lines.
"""

from __future__ import annotations

import itertools
import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from geodata.catalog.find import Found, find, read_bytes, root_of
from geodata.catalog.find import Kind as FileKind
from geodata.catalog.gather import MODELS
from geodata.catalog.order import Kind, below, keys_of, record_of
from geodata.catalog.scan import parse
from geodata.catalog.text import decode
from geodata.catalog.tree import Node, tree
from geodata.errors import UnreadableError

_MODELINE: Final = "# yaml-language-server: $schema="
# Text that every reader of YAML, of 1.1 too, takes for the same text without quotes.
_PLAIN: Final = re.compile(r"[^\W\d_][\w ./()%–—’-]*(?<! )")
_NOT_TEXT: Final = frozenset("y n yes no on off true false null inf nan".split())


@dataclass(frozen=True, slots=True)
class Formatted:
    """A file before and after; ``name`` as messages show it."""

    path: Path
    name: str
    before: bytes
    after: bytes


def formatted(path: Path) -> Iterator[Formatted | UnreadableError]:
    """Every record at or below ``path`` in canonical form, or why it cannot be read."""
    for found in find(path):
        if isinstance(found, UnreadableError):
            yield found
            continue
        try:
            raw = read_bytes(found.path, found.name)
            text = _with_modeline(canonical(raw, found.name, found.kind), found)
            yield Formatted(found.identity, found.name, raw, text.encode())
        except UnreadableError as error:
            yield error


def modeline(kind: FileKind, depth: int) -> str:
    """The comment by which editors find the schema of a file that lies so many folders below its root."""
    return f"{_MODELINE}{'../' * depth}schema/{kind}.json"


def _with_modeline(text: str, found: Found) -> str:
    """Headed by the schema's address, where the folder of records keeps the schemas beside them."""
    root = root_of(found.path)
    if not os.path.isfile(root / "schema" / f"{found.kind}.json"):  # noqa: PTH113 - Path.is_file() may raise
        return text
    depth = len(Path(os.path.abspath(found.path)).relative_to(root).parts) - 1  # noqa: PTH100 - no link is followed
    _, _, rest = text.partition("\n") if text.startswith(_MODELINE) else ("", "", text)
    return f"{modeline(found.kind, depth)}\n{rest}"


def canonical(source: bytes | str, file: str, kind: FileKind) -> str:
    """The text of a record in canonical form. Raises UnreadableError where it is no YAML of a record.

    A file with anchors, with text that keeps its trailing blank lines (``|+``), or of which anything
    else would change its meaning, comes back with its line ends mended and nothing more.
    """
    before, _ = parse(source, file)
    text = decode(source, file).replace("\r\n", "\n").replace("\r", "\n")
    text = text if text.endswith("\n") else f"{text}\n"
    root = tree(text)
    if root is None or re.search(r"[|>][1-9]?\+", text):
        return text
    done = _within_lines(text, root, MODELS[kind])
    done = _blank_lines(done)
    again = tree(done)
    if again is not None:
        done = "\n".join(_Lines(done).ordered(again, MODELS[kind])) + "\n"
    after, _ = parse(done, file)
    return done if after == before else text


# Within a line


def _within_lines(text: str, root: Node, kind: Kind) -> str:
    """Quotes, spaces after keys, and collections in braces or brackets that stand on one line."""
    pieces, at = [], 0
    for start, end, new in sorted(_edits(text, root, kind)):
        pieces += [text[at:start], new]
        at = end
    return "".join([*pieces, text[at:]])


def _edits(text: str, node: Node, kind: Kind) -> Iterator[tuple[int, int, str]]:
    if not node.block:
        yield node.start, node.end, _written(text, node, kind)
        return
    for item in node.items:
        yield from _edits(text, item, below(kind, None))
    for key, value in node.pairs:
        if re.fullmatch(r" *: +", text[key.end : value.start]):
            yield key.end, value.start, ": "
        yield from _edits(text, value, below(kind, key.value or ""))


def _written(text: str, node: Node, kind: Kind) -> str:
    """A value that stands on one line as it is written canonically; any other as it stands."""
    source = text[node.start : node.end]
    if "\n" in source:
        return source
    if node.style != "flow":
        return _quoted(node.value or "") if node.style in ("'", '"') else source
    inner = [*node.items, *(part for pair in node.pairs for part in pair)]
    if any(part.start == part.end for part in inner):
        return source  # a key without a value
    if source.startswith("["):
        if node.pairs or any(text[item.start : item.end] == "" for item in node.items):
            return source
        return f"[{', '.join(_written(text, item, below(kind, None)) for item in node.items)}]"
    pairs = _sorted_pairs(node, kind)
    parts = [f"{_written(text, key, None)}: {_written(text, value, below(kind, key.value))}" for key, value in pairs]
    return f"{{{', '.join(parts)}}}"


def _quoted(value: str) -> str:
    """Text that stood in quotes: without them where no reader needs them, else in double ones."""
    if _PLAIN.fullmatch(value) and value.lower() not in _NOT_TEXT:
        return value
    return json.dumps(value, ensure_ascii=not value.isprintable())


def _sorted_pairs(node: Node, kind: Kind) -> list[tuple[Node, Node]]:
    """In the order of the record's keys; keys that it does not have stay behind, as they stood."""
    record = record_of(kind)
    if record is None:
        return node.pairs
    order = {key: number for number, key in enumerate(keys_of(record))}
    return sorted(node.pairs, key=lambda pair: order.get(pair[0].value or "", len(order)))


def _blank_lines(text: str) -> str:
    """No spaces at the ends of lines, one blank line where there were more, none at either end of the file."""
    root = tree(text)
    kept: set[int] = set()
    if root is not None:
        _inside_text(root, kept)
    lines: list[str] = []
    for number, line in enumerate(text.split("\n")):
        bare = line if number in kept else line.rstrip(" \t")
        if bare or number in kept or (lines and lines[-1]):
            lines.append(bare)
    while lines and not lines[-1].strip():
        lines.pop()
    return "\n".join(lines) + "\n"


def _inside_text(node: Node, kept: set[int]) -> None:
    """Lines that belong to text in several lines."""
    if node.value is not None and node.last > node.line:
        kept.update(range(node.line, node.last))
    for child in [*node.items, *(part for pair in node.pairs for part in pair)]:
        _inside_text(child, kept)


# The order of lines


class _Lines:
    """The lines of a text, whose keys each begin one."""

    def __init__(self, text: str) -> None:
        self.lines = text.removesuffix("\n").split("\n")

    def ordered(self, root: Node, kind: Kind) -> list[str]:
        lines = self.block(root, kind, 0, len(self.lines))
        head = next((number for number, line in enumerate(lines) if not line.startswith("#")), 0)
        if lines[head : head + 1] == ["schema: 1"] and lines[head + 1 : head + 2] not in ([], [""]):
            lines.insert(head + 1, "")  # every file: its version, a blank line, what it says
        return lines

    def block(self, node: Node, kind: Kind, first: int, stop: int) -> list[str]:
        """The lines from ``first`` to ``stop``, in which the node stands, with their keys in order."""
        if node.block and node.pairs:
            return self.mapping(node, kind, first, stop)
        if node.block and node.items:
            starts = [*(item.line for item in node.items), stop]
            done = self.lines[first : starts[0]]
            for item, start, end in zip(node.items, starts, starts[1:], strict=False):
                done += self.block(item, below(kind, None), start, end)
            return done
        return self.lines[first:stop]

    def mapping(self, node: Node, kind: Kind, first: int, stop: int) -> list[str]:
        column = node.column
        keys = [key for key, _ in node.pairs]
        dash = self.lines[keys[0].line][:column]
        if any(self.lines[key.line][:column].strip() for key in keys[1:]) or "?" in dash:
            return self.lines[first:stop]
        tail = self.above(stop, keys[-1].line + 1, column)
        starts = [keys[0].line]
        starts += [self.above(key.line, before.line + 1, column) for before, key in itertools.pairwise(keys)]
        while starts[0] > first and self.is_comment(starts[0] - 1, column) and not dash.strip():
            starts[0] -= 1
        chunks: dict[int, list[str]] = {}
        for (key, value), start, end in zip(node.pairs, starts, [*starts[1:], tail], strict=True):
            inner = self.block(value, below(kind, key.value or ""), key.line + 1, end)
            whole = value.block and value.line > key.line
            chunk = [*self.lines[start : key.line + 1], *(inner if whole else self.lines[key.line + 1 : end])]
            chunks[id(key)] = chunk
        if dash.strip():
            chunks[id(keys[0])][0] = " " * column + chunks[id(keys[0])][0][column:]
        order = [id(key) for key, _ in _sorted_pairs(node, kind)]
        while chunks[order[0]][0] == "":
            chunks[order[0]].pop(0)
        done = [line for key in order for line in chunks[key]]
        if dash.strip():
            if done[0].lstrip().startswith("#"):
                return self.lines[first:stop]
            done[0] = dash + done[0][column:]
        return [*self.lines[first : starts[0]], *done, *self.lines[tail:stop]]

    def above(self, line: int, low: int, column: int) -> int:
        """Where the blank lines and comments above a line begin."""
        while line > low and (not self.lines[line - 1].strip() or self.is_comment(line - 1, column)):
            line -= 1
        return line

    def is_comment(self, line: int, column: int) -> bool:
        """Whether this is a comment that stands no further right than the keys."""
        text = self.lines[line]
        bare = text.lstrip(" ")
        return bare.startswith("#") and len(text) - len(bare) <= column
