"""Text to values with YAML 1.2 meaning, and beside them a tree of the places they stand at.

The parser gives events; what they mean is decided here.
"""

from __future__ import annotations

import math
import re
from typing import Any, Final, NoReturn, TypeAlias

from yaml.error import MarkedYAMLError, YAMLError
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from geodata.catalog.events import Events
from geodata.catalog.positions import Keys, Positions, Value
from geodata.catalog.text import decode, mark_at, shown, unseen_in, unseen_message, visible
from geodata.errors import Mark, UnreadableError

Event: TypeAlias = Any
"""One of yaml.events, told apart by its class; libyaml's are of the same classes as PyYAML's."""

MAX_DEPTH: Final = 32
MAX_NODES: Final = 50_000
MAX_NUMBER: Final = 250  # characters; every such integer still fits a float

_WORDS: Final = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_NUMBER_STARTS: Final = frozenset("-+.0123456789")
# A leading zero is octal to one reader and decimal to another, so 010 stays text.
_INT: Final = re.compile(r"[-+]?(?:0|[1-9][0-9]*)", re.ASCII)
_BASED: Final = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT: Final = re.compile(r"[-+]?(?:\.[0-9]+|(?:0|[1-9][0-9]*)(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", re.ASCII)
_NOT_FINITE: Final = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")

_NUMERIC: Final = re.compile("|".join(one.pattern for one in (_INT, _BASED, _FLOAT, _NOT_FINITE)), re.ASCII)

_DIRECTIVE: Final = re.compile(r"(?:\A|[\r\n])%")

_SYNTAX: Final = (
    ("mapping values are not allowed", '": " where no key can be; quote text that holds it, or mend the indentation'),
    ("cannot start any token", "no value starts with this; put text in quotes, and indent with spaces, not tabs"),
    ("did not find expected node content", "a value is missing before this, or text that needs quotes"),
    ("did not find expected key", "expected a key; check the indentation, and quotes that close too early"),
    ("could not find expected ':'", 'expected ": " after a key; check the indentation and the line before'),
    ("unexpected end of stream", "the text in quotes never ends; close the quotes"),
    ("did not find expected ',' or ']'", 'a list in brackets needs "," or "]" here'),
    ("did not find expected ',' or '}'", 'a mapping in braces needs "," or "}" here'),
    ("did not find expected '-' indicator", 'expected "- " for the next item of the list; check the indentation'),
)


def parse(source: bytes | str, file: str) -> tuple[Value, Positions]:
    """The value of the one document in ``source``, and the positions of everything in it.

    Raises UnreadableError at the first thing that is not YAML, means different things to
    different readers (duplicate keys, tags, merge keys), or is out of all proportion.
    """
    text = decode(source, file)
    directive = _DIRECTIVE.search(text)
    if directive:  # refused before parsing: many of them take libyaml quadratic time
        at = mark_at(text, directive.end() - 1, file)
        raise UnreadableError(at, "no line of a record starts with %; remove the directive, or indent the text")
    try:
        return _Scan(text, file).document()
    except MarkedYAMLError as error:
        problem = error.problem or error.context or "cannot be read"
        plain = next((words for start, words in _SYNTAX if start in problem), visible(problem))
        raise UnreadableError(_syntax_mark(text, file, error), f"not YAML: {plain}") from None
    except YAMLError as error:
        raise UnreadableError(Mark(file), f"not YAML: {visible(str(error))}") from None


def _syntax_mark(text: str, file: str, error: MarkedYAMLError) -> Mark:
    """Where YAML ends; where the file does, what was opened and never closed says more."""
    end = len(text.rstrip())
    points: list[Any] = [error.problem_mark, error.context_mark]
    inside = (_mark(file, point) for point in points if point and point.index < end)
    return next(inside, None) or mark_at(text, end, file)


def _mark(file: str, at: Any) -> Mark:  # noqa: ANN401 - libyaml's mark and PyYAML's share no type
    return Mark(file, at.line + 1, at.column + 1)


class _Scan:
    """One pass over the events of one file."""

    __slots__ = ("anchors", "deepest", "escapes", "file", "next", "nodes")

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self.next = Events(text).get_event
        self.escapes = "\\" in text
        self.nodes = 0
        self.deepest = 0
        # An anchor still open has no entry but None: an alias to it would hold itself.
        self.anchors: dict[str, tuple[Value, Positions, int, int] | None] = {}

    def document(self) -> tuple[Value, Positions]:
        self.next()
        start = self.next()
        if not isinstance(start, DocumentStartEvent):
            raise UnreadableError(Mark(self.file), "the file is empty; a record starts with schema: 1")
        found = self.node(self.next(), 1)
        self.next()
        after = self.next()
        if not isinstance(after, StreamEndEvent):
            self.refuse(after, "a second document starts here; a file holds one record")
        return found

    def node(self, event: Event, depth: int) -> tuple[Value, Positions]:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            self.refuse(event, f"more than {MAX_NODES:,} values, aliases counted in full; split the file")
        kind = type(event)
        if kind is AliasEvent:
            return self.alias(event, depth)
        if event.tag is not None:
            tag = shown(event.tag.replace("tag:yaml.org,2002:", "!!"))
            self.refuse(event, f"tag {tag}: records carry no tags; remove it, and quote what is text")
        if event.anchor is not None:
            return self.anchored(event, depth)
        return self.bare(event, depth)

    def bare(self, event: Event, depth: int) -> tuple[Value, Positions]:
        start: Any = event.start_mark
        if type(event) is ScalarEvent:
            return self.scalar(event), (start.line + 1, start.column + 1, None)
        if depth > MAX_DEPTH:
            self.refuse(event, f"nested more than {MAX_DEPTH} deep; no record is")
        self.deepest = max(self.deepest, depth)
        if type(event) is MappingStartEvent:
            return self.mapping(start.line + 1, start.column + 1, depth)
        items: list[Value] = []
        below: list[Positions] = []
        while type(event := self.next()) is not SequenceEndEvent:
            value, positions = self.node(event, depth + 1)
            items.append(value)
            below.append(positions)
        return items, (start.line + 1, start.column + 1, below)

    def mapping(self, line: int, column: int, depth: int) -> tuple[Value, Positions]:
        values: dict[str, Value] = {}
        below: Keys = {}
        next_event = self.next
        while type(event := next_event()) is not MappingEndEvent:
            key = self.key(event)
            if key in values:
                self.refuse(event, f"key {shown(key)} stands twice, first on line {below[key][0]}; keep one")
            start = event.start_mark
            event = next_event()
            if type(event) is ScalarEvent and event.tag is None and event.anchor is None and self.nodes < MAX_NODES:
                self.nodes += 1  # nearly every value is one: straight on, past the calls that others need
                at: Any = event.start_mark
                values[key] = self.scalar(event)
                below[key] = (start.line + 1, start.column + 1, (at.line + 1, at.column + 1, None))
            else:
                values[key], positions = self.node(event, depth + 1)
                below[key] = (start.line + 1, start.column + 1, positions)
        return values, (line, column, below)

    def key(self, event: Event) -> str:
        if type(event) is not ScalarEvent:
            self.refuse(event, "a key must be plain text, not a list, a mapping or an alias")
        if event.tag is not None or event.anchor is not None:
            self.refuse(event, "a key carries no tag and no anchor; remove it")
        if not event.style:
            if event.value == "<<":
                self.refuse(event, "merge keys (<<) are not used; write the keys out")
            if event.value.isalpha() and event.value not in _WORDS:  # nearly every key: no number, nothing hidden
                return str(event.value)
        key = self.scalar(event)
        if not isinstance(key, str):
            self.refuse(event, f"key {shown(event.value)} is not text; put it in quotes")
        return key

    def scalar(self, event: Event) -> bool | int | float | str | None:
        text: str = event.value
        if event.style:
            if self.escapes and (char := unseen_in(text)):
                self.refuse(event, unseen_message(char))
            return text
        if text in _WORDS:
            return _WORDS[text]
        return self.number(event, text) if text[0] in _NUMBER_STARTS else text

    def number(self, event: Event, text: str) -> int | float | str:
        if not _NUMERIC.fullmatch(text):
            return text
        if _INT.fullmatch(text) or _BASED.fullmatch(text):
            if len(text) > MAX_NUMBER:
                self.refuse(event, f"{shown(text)} is too large a number; quote it if it is text")
            return int(text, 0)
        if _FLOAT.fullmatch(text):
            number = float(text)
            if not math.isfinite(number):
                self.refuse(event, f"{shown(text)} is too large a number; quote it if it is text")
            if number == 0 and re.match(r"[-+.0]*[1-9]", text):
                self.refuse(event, f"{shown(text)} is too small a number; write 0, or quote it if it is text")
            return number
        if _NOT_FINITE.fullmatch(text):
            self.refuse(event, f"{shown(text)} is no number of a record; quote it if it is text")
        return text

    def anchored(self, event: Event, depth: int) -> tuple[Value, Positions]:
        before, above = self.nodes, self.deepest
        self.anchors[event.anchor] = None
        self.deepest = depth
        found = self.bare(event, depth)
        self.anchors[event.anchor] = (*found, self.nodes - before, self.deepest - depth)
        self.deepest = max(above, self.deepest)
        return found

    def alias(self, event: Event, depth: int) -> tuple[Value, Positions]:
        name = shown(event.anchor)
        if event.anchor not in self.anchors:
            self.refuse(event, f"alias {name} names no anchor above it")
        known = self.anchors[event.anchor]
        if known is None:
            self.refuse(event, f"alias {name} stands inside what it names")
        value, (_, _, below), nodes, height = known
        self.nodes += nodes
        if self.nodes > MAX_NODES:
            self.refuse(event, f"aliases unfold to more than {MAX_NODES:,} values; write them out")
        if depth + height > MAX_DEPTH:
            self.refuse(event, f"alias {name} nests more than {MAX_DEPTH} deep; no record does")
        self.deepest = max(self.deepest, depth + height)
        start = event.start_mark
        return value, (start.line + 1, start.column + 1, below)

    def refuse(self, event: Event, message: str) -> NoReturn:
        raise UnreadableError(_mark(self.file, event.start_mark), message)
