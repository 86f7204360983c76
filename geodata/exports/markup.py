"""XML written as it goes: elements, attributes, text; nothing is held in memory."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Mapping
from io import TextIOBase
from pathlib import Path
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML 1.0 file can hold, escaped or not."""


class Markup:
    """An open XML file."""

    def __init__(self, file: TextIOBase) -> None:
        self._out = XMLGenerator(file, "UTF-8", short_empty_elements=True)
        self._out.startDocument()
        self._depth = 0

    @contextlib.contextmanager
    def element(self, name: str, attributes: Mapping[str, str] | None = None) -> Iterator[None]:
        """An element around whatever is written in the block."""
        self._break()
        self._out.startElement(name, _clean(attributes or {}))
        self._depth += 1
        yield
        self._depth -= 1
        self._break()
        self._out.endElement(name)

    def leaf(self, name: str, text: str | None = None, attributes: Mapping[str, str] | None = None) -> None:
        """An element with nothing but text in it."""
        self._break()
        self._out.startElement(name, _clean(attributes or {}))
        if text:
            self._out.characters(_NOT_XML.sub("\ufffd", text))
        self._out.endElement(name)

    def _break(self) -> None:
        self._out.ignorableWhitespace("\n" + " " * self._depth)


def _clean(attributes: Mapping[str, str]) -> AttributesImpl[str]:
    return AttributesImpl({key: _NOT_XML.sub("\ufffd", value) for key, value in attributes.items()})


@contextlib.contextmanager
def document(path: Path) -> Iterator[Markup]:
    """A new XML file, UTF-8."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        yield Markup(file)
        file.write("\n")
