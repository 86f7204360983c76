"""Bytes to text, before any YAML is read: size, encoding, and characters that nobody can see.

Also the reverse: how text from a record is shown inside a message, short and on one line.
"""

from __future__ import annotations

import re
from typing import Final

from geodata.errors import Mark, UnreadableError

MAX_BYTES: Final = 1 << 20
"""A record is a page or two; a file over 1 MiB is something else."""

_SHOWN: Final = 60

# Control characters; soft hyphen; marks, overrides and isolates of writing direction; invisible spaces, operators and
# fillers; line breaks that editors do not count as such; surrogates, noncharacters and tag letters.
# The two joiners U+200C and U+200D stay: Persian and Hindi cannot be spelled without them.
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164"
    "\ud800-\udfff\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_ASCII_FINE: Final = bytes([0x09, 0x0A, 0x0D, *range(0x20, 0x7F)])

_REASONS: Final = (
    (re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"), "changes the direction of writing"),
    (re.compile("[\u0085\u2028\u2029]"), "breaks a line where editors show none"),
    (re.compile("[\x00-\x1f\x7f-\x9f]"), "is a control character"),
    (re.compile("\ufeff"), "is a byte order mark inside the file"),
    (re.compile("[\ud800-\udfff\ufffe\uffff]"), "is no character"),
)


def decode(source: bytes | str, file: str) -> str:
    """Text of a file, without a leading byte order mark.

    Raises UnreadableError for a file that is too large or not UTF-8, and at the first
    character that cannot be seen.
    """
    raw = source if isinstance(source, bytes) else source.encode("utf-8", "surrogatepass")
    if len(raw) > MAX_BYTES:
        message = f"the file is larger than {MAX_BYTES >> 20} MiB; a record is a few kB, so split it"
        raise UnreadableError(Mark(file), message)
    raw = raw.removeprefix(b"\xef\xbb\xbf")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8")
        message = f"not UTF-8: byte 0x{raw[error.start]:02x} at offset {error.start}; save the file as UTF-8"
        raise UnreadableError(mark_at(before, len(before), file), message) from None
    # Translating bytes costs next to nothing; only text beyond ASCII needs the slower search.
    unseen = None if text.isascii() and not raw.translate(None, _ASCII_FINE) else _UNSEEN.search(text)
    if unseen:
        raise UnreadableError(mark_at(text, unseen.start(), file), unseen_message(unseen[0]))
    return text


def unseen_in(text: str) -> str | None:
    """The first character of ``text`` that cannot be seen, or None."""
    found = _UNSEEN.search(text)
    return found[0] if found else None


def unseen_message(char: str) -> str:
    """Why an invisible character is refused, in one sentence."""
    reason = next((why for pattern, why in _REASONS if pattern.match(char)), "cannot be seen")
    return f"U+{ord(char):04X} {reason}; remove it"


def mark_at(text: str, offset: int, file: str) -> Mark:
    """The place of a character, lines counted as YAML does (LF, CR or both)."""
    before = text[:offset].replace("\r\n", "\n").replace("\r", "\n")
    return Mark(file, before.count("\n") + 1, len(before) - before.rfind("\n"))


def visible(text: str) -> str:
    """``text`` with everything unprintable escaped, so that it stays on one line."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)


def shown(value: object) -> str:
    """A value as a message names it: quoted, shortened, on one line."""
    if isinstance(value, str):
        return f'"{visible(_shortened(value))}"'
    if isinstance(value, dict | list):
        return "a mapping" if isinstance(value, dict) else "a list"
    return "nothing" if value is None else _shortened(str(value).lower() if isinstance(value, bool) else repr(value))


def _shortened(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
