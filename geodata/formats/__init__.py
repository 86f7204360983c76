"""Outcome to text, one function per format; ``WRITERS`` names them all."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from geodata.formats.concise import as_concise
from geodata.formats.github import as_github
from geodata.formats.gitlab import as_gitlab
from geodata.formats.json_format import as_json
from geodata.formats.jsonl import as_jsonl
from geodata.formats.junit import as_junit
from geodata.formats.markdown import as_markdown
from geodata.formats.sarif import as_sarif
from geodata.formats.text import as_text
from geodata.outcome import Outcome

WRITERS: Mapping[str, Callable[[Outcome], str]] = MappingProxyType(
    {
        "text": as_text,
        "concise": as_concise,
        "json": as_json,
        "jsonl": as_jsonl,
        "sarif": as_sarif,
        "junit": as_junit,
        "github": as_github,
        "gitlab": as_gitlab,
        "markdown": as_markdown,
    }
)

__all__ = [
    "WRITERS",
    "as_concise",
    "as_github",
    "as_gitlab",
    "as_json",
    "as_jsonl",
    "as_junit",
    "as_markdown",
    "as_sarif",
    "as_text",
]
