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
    SequenceStartEvent,
    StreamEndEvent,
)

from geodata.catalog.events import Events
from geodata.catalog.positions import Flat, Positions, Value, unfolded
from geodata.catalog.text import decode, mark_at, shown, unseen_in, unseen_message, visible
from geodata.errors import Mark, UnreadableError

Event: TypeAlias = Any
"""One of yaml.events, told apart by its class; libyaml's are of the same classes as PyYAML's."""

MAX_DEPTH: Final = 32
MAX_VALUES: Final = 50_000
MAX_NUMBER: Final = 250  # characters; every such integer still fits a float

_WORDS: Final = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_NUMBER_STARTS: Final = frozenset("-+.0123456789")
_ODD_STARTS: Final = _NUMBER_STARTS | {"<"}
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
    value, flat = scan(source, file)
    return value, unfolded(value, flat)


def scan(source: bytes | str, file: str) -> tuple[Value, Flat]:
    """As ``parse``, with the positions as one flat list, which costs a third of the tree."""
    text = decode(source, file)
    directive = _DIRECTIVE.search(text) if "%" in text else None
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

    __slots__ = ("anchors", "escapes", "file", "flat", "next", "open", "values")

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self.next = Events(text).get_event
        self.escapes = "\\" in text
        self.values = 0  # of collections that have ended
        self.flat: Flat = []
        # Collections around the one being read: each with whether it is a mapping, and the anchor of what begins in
        # it, with the place of that in the flat list.
        self.open: list[tuple[Any, bool, str | None, int]] = []
        # An anchor still open has no entry but None: an alias to it would hold itself.
        self.anchors: dict[str, tuple[Value, int, int] | None] = {}

    def document(self) -> tuple[Value, Flat]:
        self.next()
        start = self.next()
        if not isinstance(start, DocumentStartEvent):
            raise UnreadableError(Mark(self.file), "the file is empty; a record starts with schema: 1")
        value = self.value()
        self.next()
        after = self.next()
        if not isinstance(after, StreamEndEvent):
            self.refuse(after, "a second document starts here; a file holds one record")
        return value, self.flat

    def value(self) -> Value:  # noqa: C901, PLR0912 - one loop: a corpus spends most of its time here
        """The next value and all below it."""
        next_event, put = self.next, self.flat.append
        whole: list[Value] = []
        value: Any
        into: Any = whole
        keyed = False
        while True:
            event = next_event()
            kind = type(event)
            if keyed and kind is not MappingEndEvent:
                key = event.value if kind is ScalarEvent else None
                if key is None or event.style or event.tag or event.anchor or key in _WORDS or key[0] in _ODD_STARTS:
                    key = self.key(event, key)
                if key in into:
                    first = self.first(key, into)
                    self.refuse(event, f"key {shown(key)} stands twice, first on line {first}; keep one")
                mark = event.start_mark
                put(mark.line)
                put(mark.column)
                event = next_event()
                kind = type(event)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                into, keyed = self.close(event, into)
                if not self.open:
                    return whole[0]
                continue
            mark = event.start_mark
            put(mark.line)
            put(mark.column)
            if kind is ScalarEvent and event.tag is None and event.anchor is None:
                value = event.value
                if event.style:
                    self.seen(event)
                elif value in _WORDS:
                    value = _WORDS[value]
                elif value[0] in _NUMBER_STARTS:
                    value = self.number(event, value)
            else:
                value = self.other(event, kind)
            if keyed:
                into[key] = value
            else:
                into.append(value)
            if kind is MappingStartEvent or kind is SequenceStartEvent:
                self.open.append((into, keyed, event.anchor, len(self.flat) - 2))
                into, keyed = value, kind is MappingStartEvent
            elif not self.open:
                return whole[0]

    def other(self, event: Event, kind: type[Event]) -> Value:
        """What is no bare scalar: an alias, a scalar with an anchor, or a collection that begins."""
        if kind is AliasEvent:
            return self.alias(event)
        if event.tag is not None:
            tag = shown(event.tag.replace("tag:yaml.org,2002:", "!!"))
            self.refuse(event, f"tag {tag}: records carry no tags; remove it, and quote what is text")
        if kind is ScalarEvent:
            value = self.scalar(event)
            self.anchors[event.anchor] = (value, len(self.flat) - 2, len(self.flat))
            return value
        if len(self.open) >= MAX_DEPTH:
            self.refuse(event, f"nested more than {MAX_DEPTH} deep; no record is")
        if event.anchor is not None:
            self.anchors[event.anchor] = None
        return {} if kind is MappingStartEvent else []

    def close(self, event: Event, done: Any) -> tuple[Any, bool]:  # noqa: ANN401 - a list or a mapping
        """A collection has ended: what it stands in, and whether that is a mapping."""
        into, keyed, anchor, begin = self.open.pop()
        if anchor is not None:
            self.anchors[anchor] = (done, begin, len(self.flat))
        self.values += len(done)
        if self.values > MAX_VALUES:
            self.refuse(event, f"more than {MAX_VALUES:,} values, aliases counted in full; split the file")
        return into, keyed

    def scalar(self, event: Event) -> bool | int | float | str | None:
        text: str = event.value
        if event.style:
            self.seen(event)
            return text
        if text in _WORDS:
            return _WORDS[text]
        return self.number(event, text) if text[0] in _NUMBER_STARTS else text

    def key(self, event: Event, text: str | None) -> str:
        if text is None:
            self.refuse(event, "a key must be plain text, not a list, a mapping or an alias")
        if event.tag is not None or event.anchor is not None:
            self.refuse(event, "a key carries no tag and no anchor; remove it")
        if not event.style and text == "<<":
            self.refuse(event, "merge keys (<<) are not used; write the keys out")
        if not isinstance(self.scalar(event), str):
            self.refuse(event, f"key {shown(text)} is not text; put it in quotes")
        return text

    def first(self, key: str, into: dict[str, Value]) -> int:
        """The line on which a key of the mapping that is being read stood first."""
        _, _, below = unfolded(into, self.flat[self.open[-1][3] :])
        return below[key][0] if isinstance(below, dict) else 0

    def seen(self, event: Event) -> None:
        if self.escapes and (char := unseen_in(event.value)):
            self.refuse(event, unseen_message(char))

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

    def alias(self, event: Event) -> Value:
        name = shown(event.anchor)
        if event.anchor not in self.anchors:
            self.refuse(event, f"alias {name} names no anchor above it")
        known = self.anchors[event.anchor]
        if known is None:
            self.refuse(event, f"alias {name} stands inside what it names")
        value, begin, end = known
        count, height = _extent(value)
        self.values += count
        if self.values > MAX_VALUES:
            self.refuse(event, f"aliases unfold to more than {MAX_VALUES:,} values; write them out")
        if len(self.open) + height > MAX_DEPTH:
            self.refuse(event, f"alias {name} nests more than {MAX_DEPTH} deep; no record does")
        self.flat += self.flat[begin + 2 : end]
        return value

    def refuse(self, event: Event, message: str) -> NoReturn:
        raise UnreadableError(_mark(self.file, event.start_mark), message)


def _extent(value: Value) -> tuple[int, int]:
    """How many values a value holds, and how deep its collections nest."""
    if not isinstance(value, dict | list):
        return 0, 0
    below = [_extent(child) for child in (value.values() if isinstance(value, dict) else value)]
    return len(below) + sum(count for count, _ in below), 1 + max((height for _, height in below), default=0)
