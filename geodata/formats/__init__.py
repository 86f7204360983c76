"""Outcome to text, one function per format; ``WRITERS`` names them all."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from geodata.formats.json_format import as_json
from geodata.formats.text import as_text
from geodata.outcome import Outcome

WRITERS: Mapping[str, Callable[[Outcome], str]] = MappingProxyType({"text": as_text, "json": as_json})

__all__ = ["WRITERS", "as_json", "as_text"]
