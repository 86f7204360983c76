"""The shape of a YAML text: where each value starts and ends, and how it is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from yaml.events import AliasEvent, DocumentStartEvent, MappingStartEvent, ScalarEvent, SequenceStartEvent

from geodata.catalog.events import Events


@dataclass(slots=True)
class Node:
    """A value: ``start`` and ``end`` are offsets into the text, lines and columns count from 0.

    ``style`` is the first character of a scalar's quoting ("" plain), "flow" or "block".
    """

    start: int
    end: int
    line: int
    last: int
    column: int
    style: str
    value: str | None = None
    items: list[Node] = field(default_factory=list)
    pairs: list[tuple[Node, Node]] = field(default_factory=list)

    @property
    def block(self) -> bool:
        """Whether this is a collection written line by line."""
        return self.style == "block"


def tree(text: str) -> Node | None:
    """The document in ``text``, which ``parse`` has read before; None where values are shared by aliases."""
    events: Any = Events(text)  # libyaml's parser shares no type with PyYAML's
    event = events.get_event()
    while not isinstance(event, DocumentStartEvent):
        event = events.get_event()
    try:
        return _node(events, events.get_event())
    except _SharedError:
        return None


class _SharedError(Exception):
    """An anchor or an alias: what stands where matters."""


def _node(events: Any, event: Any) -> Node:  # noqa: ANN401
    if isinstance(event, AliasEvent) or event.anchor is not None:
        raise _SharedError
    start, end = event.start_mark, event.end_mark
    node = Node(start.index, end.index, start.line, end.line, start.column, "block")
    if isinstance(event, ScalarEvent):
        node.style, node.value = event.style or "", event.value
        return node
    while (event_in := events.get_event()) and not _closes(event_in):
        child = _node(events, event_in)
        if isinstance(event, MappingStartEvent):
            node.pairs.append((child, _node(events, events.get_event())))
        else:
            node.items.append(child)
    if event.flow_style:
        node.style, node.end, node.last = "flow", event_in.end_mark.index, event_in.end_mark.line
    return node


def _closes(event: Any) -> bool:  # noqa: ANN401
    return not isinstance(event, ScalarEvent | AliasEvent | MappingStartEvent | SequenceStartEvent)
