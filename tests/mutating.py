"""Records with something broken in them: what a slip of the hand, a bad merge or a stranger may do to a file."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Final

HOSTILE: Final = (
    *("²", "9" * 5000, "1/0 days", "-1 h", "1e308 km/h", "1e999", "0x" + "f" * 300, "½ h", "1,2,3 km", "1.234.567 km"),
    *("9999-12-31", "0001-01-01", "9999-12-31 24:00", "2025-02-30", "2025-09-01T25:61Z", "NaN", ".inf", "-0"),
    *("{{7*7}}", "{% raw %}", "::error::x", "::stop-commands::x", "##[error]x", "%0A", "<script>", "]]>", "[bold]"),
    *("![a](javascript:b)", "| a |", "@k", "=cmd()", "Ａ" * 70, "a" * 4001, "\u200d", "\x1b[2J", "\u202e", "\ufffe"),
    *(
        "~",
        "null",
        "no",
        "[]",
        "{}",
        "[[]]",
        "- - -",
        "&a [*a]",
        "*a",
        "<<: *a",
        "!!python/object:os.system",
        "|+",
        ">",
    ),
    *("../../etc", "Asia/../Pyongyang", "con", "http://[::1", "file:///etc/passwd", "https://a.example/" + "b" * 2100),
    *("{TIM005: {reason: x, until: 9999-12-31}}", "[a, a, a]", "trip/daily/speed", "out", "back", "round", "cho", "KP"),
    *("((((((((((((((", "a" * 60 + "!", "1 " * 200 + "h", "about " * 100 + "5 h", "twenty-" * 80 + "one hours"),
)
MARKS: Final = "[]{}:#&*!|>'\"%@`,-?=~ \t\n\r\0\x1b\u202e\ufeff\u2028가½"
SHORTEST: Final = 2


def mutated(text: str, others: Sequence[str], dice: Random) -> bytes:
    """The text after one to three edits, most of them of a line; rarely of a byte."""
    lines = text.split("\n")
    for _ in range(dice.choice([1, 1, 1, 2, 3])):
        edit = dice.choice(EDITS)
        at = dice.randrange(len(lines))
        lines[at : at + 1] = edit(lines, at, others, dice)
        lines = lines or [""]
    whole = dice.choice(["\n"] * 20 + ["\r\n", "\r"]).join(lines).encode("utf-8", "surrogatepass")
    if whole and dice.random() < 0.02:
        at = dice.randrange(len(whole))
        whole = whole[:at] + bytes([dice.randrange(256)]) + whole[at + dice.randint(0, 1) :]
    return whole


def _word(lines: list[str], at: int, others: Sequence[str], dice: Random) -> list[str]:
    """Another word in place of one."""
    words = lines[at].split(" ")
    other = dice.choice([dice.choice(HOSTILE), dice.choice(dice.choice(others).split() or [""]), _noise(dice)])
    words[dice.randrange(len(words))] = other
    return [" ".join(words)]


def _noise(dice: Random) -> str:
    return "".join(chr(dice.choice([dice.randrange(0x250), dice.randrange(0x3000)])) for _ in range(dice.randint(0, 8)))


def _value(lines: list[str], at: int, _: Sequence[str], dice: Random) -> list[str]:
    """Another value behind a key."""
    key, colon, rest = lines[at].partition(": ")
    return [f"{key}{colon}{dice.choice(HOSTILE)}" if colon else rest + key]


def _borrow(lines: list[str], at: int, others: Sequence[str], dice: Random) -> list[str]:
    """What another file has under the same key: well-formed, and likely out of place."""
    key, colon, _ = lines[at].partition(":")
    name = key.strip(" -")
    found = [
        line.partition(":")[2] for line in dice.choice(others).split("\n") if line.strip(" -").startswith(f"{name}:")
    ]
    if not (colon and name and found):
        return _figure(lines, at, others, dice)
    return [f"{key}:{dice.choice(found)}"]


def _figure(lines: list[str], at: int, _: Sequence[str], dice: Random) -> list[str]:
    """Another digit, or one more, or one less."""
    line = lines[at]
    digits = [i for i, char in enumerate(line) if char.isdigit()]
    if not digits:
        return [line]
    i = dice.choice(digits)
    return [line[:i] + dice.choice(["", "0", "9", "-", ".", ",", "00000", line[i] * 2]) + line[i + 1 :]]


def _slip(lines: list[str], at: int, _: Sequence[str], dice: Random) -> list[str]:
    """A character lost, doubled, or swapped with the next."""
    line = lines[at]
    if len(line) < SHORTEST:
        return [line]
    i = dice.randrange(len(line) - 1)
    return [line[:i] + dice.choice(["", line[i] * 2, line[i + 1] + line[i]]) + line[i + 2 :]]


def _mark(lines: list[str], at: int, _: Sequence[str], dice: Random) -> list[str]:
    i = dice.randrange(len(lines[at]) + 1)
    return [lines[at][:i] + dice.choice(MARKS) + lines[at][i:]]


def _lose(_: list[str], __: int, ___: Sequence[str], ____: Random) -> list[str]:
    return []


def _double(lines: list[str], at: int, _: Sequence[str], __: Random) -> list[str]:
    return [lines[at]] * 2


def _splice(lines: list[str], at: int, others: Sequence[str], dice: Random) -> list[str]:
    """A line of another file before this one."""
    return [dice.choice(dice.choice(others).split("\n")), lines[at]]


def _swap(lines: list[str], at: int, _: Sequence[str], dice: Random) -> list[str]:
    other = dice.randrange(len(lines))
    line, lines[other] = lines[other], lines[at]
    return [line]


def _cut(lines: list[str], at: int, _: Sequence[str], dice: Random) -> list[str]:
    return [lines[at][: dice.randint(0, len(lines[at]))]]


def _indent(lines: list[str], at: int, _: Sequence[str], dice: Random) -> list[str]:
    return [" " * dice.randint(0, 6) + lines[at].lstrip()]


EDITS: Final = (
    *(_word, _value, _slip, _mark, _lose, _double, _splice, _swap, _cut, _indent),
    *(_figure, _borrow) * 6,
)
