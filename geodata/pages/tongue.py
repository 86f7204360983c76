"""The language a page speaks: its own words, keyed by their English.

A page is written in one language from end to end, deep inside functions that know nothing of
pages; a context variable carries the language there, so that no function passes it on.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib.resources import files

LANGUAGES = ("en", "ko", "zh", "ja", "fr", "es", "de", "ru")
"""What ``--lang`` takes; English is the language of the keys."""

_SPOKEN: ContextVar[str] = ContextVar("spoken", default="en")


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Everything said inside is said in this language."""
    token = _SPOKEN.set(language)
    try:
        yield
    finally:
        _SPOKEN.reset(token)


def spoken() -> str:
    """The tag of the language being spoken."""
    return _SPOKEN.get()


def say(text: str, /, **values: object) -> str:
    """The page's words in the language being spoken; English where a translation is missing.

    Values fill ``{names}`` in our own words only: what is in a value is never read as a template.
    """
    told = _words(spoken()).get(text, text)
    return told.format(**values) if values else told


@cache
def _words(language: str) -> Mapping[str, str]:
    if language == "en":
        return {}
    text = files("geodata.pages").joinpath(f"words/{language}.json").read_text(encoding="utf-8")
    words: dict[str, str] = json.loads(text)
    return words
