"""A Content Security Policy for one self-contained page: nothing but what was built in may run."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256

_ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&'\u2028\u2029"}


def policy(scripts: Iterable[str], styles: Iterable[str], tiles: str | None = None) -> str:
    """The policy's text for the inline scripts and styles, each given exactly as it stands in the page.

    Pictures may come from the host of ``tiles`` and from nowhere else.
    """
    host = "/".join(tiles.split("/")[:3]) if tiles else ""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {_hashes(scripts)}",
            f"style-src {_hashes(styles)}",
            f"img-src data: {host}".strip(),
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _hashes(texts: Iterable[str]) -> str:
    digests = (b64encode(sha256(text.encode()).digest()).decode() for text in texts)
    return " ".join(f"'sha256-{digest}'" for digest in digests) or "'none'"


def brief(value: object, digits: int = 4) -> object:
    """The value with its numbers rounded: ten metres on the ground, a hundredth of a pixel on a page."""
    if isinstance(value, float):
        return int(value) if value.is_integer() else round(value, digits)
    if isinstance(value, dict):
        return {key: brief(each, digits) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [brief(each, digits) for each in value]
    return value


def embedded_json(value: object) -> str:
    """JSON that may stand in a ``<script type="application/json">``: no text in it can end the element."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).translate(
        _ESCAPES
    )
