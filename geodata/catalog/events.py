"""YAML events: libyaml's where PyYAML was built with it, else those of PyYAML's own parser.

Only events are ever asked for. libyaml's tree builder crashes the interpreter on deep
nesting, and PyYAML's reads YAML 1.1, where ``NO`` is false and ``12:30`` is 750.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner

if TYPE_CHECKING:
    from collections.abc import Callable


class PureEvents(Reader, Scanner, Parser):
    """PyYAML's parser without its tree builder; slower than libyaml, the same events."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)


Events: Callable[[str], Any] = PureEvents
"""A text's parser: each call of its ``get_event()`` gives the next event."""

with suppress(ImportError):
    from yaml._yaml import CParser

    Events = CParser
