"""An input that a verdict lacks: a text for people, and the key and fields to say it in another language."""

from __future__ import annotations


class Missing(str):
    """What is missing, in English; ``key`` names its template in ``phrases``, ``fields`` what goes into it."""

    __slots__ = ("fields", "key")
    key: str
    fields: dict[str, str]


def missing(key: str, **fields: object) -> Missing:
    """The input of that kind: ``missing("leg_here", leg="out", claim="sixty")``."""
    from geodata.reasoning.phrases import phrases

    texts = {name: str(value) for name, value in fields.items()}
    made = Missing(phrases().missing[key].format(**texts))
    made.key, made.fields = key, texts
    return made
