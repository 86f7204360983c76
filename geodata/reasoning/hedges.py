"""The words around a number: their class, the role and the decimal mark they speak of, and a number typed with them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import get_args

from geodata import units
from geodata.errors import UsageError
from geodata.reasoning.halos import Halo, grain, halo
from geodata.reasoning.policy import HedgeClass, Policy
from geodata.units import DAY, EAST_ASIAN, WEEK, DecimalMark, Kind, Quantity

__all__ = [
    "CLASSES",
    "Halo",
    "classify",
    "grain",
    "halo",
    "mark_of",
    "phrases",
    "plain",
    "read_hedged",
    "role_of",
    "stops_unsaid",
]

CLASSES: tuple[str, ...] = get_args(HedgeClass)


def classify(words: str | None, policy: Policy) -> str | None:
    """The class of printed hedge words; "bare" for none, None when the table does not know them.

    Longest phrases first; the first word of an unknown phrase never decides. Where words of several
    classes stand together ("at least about"), those that are not bare are joined: "about+over".
    """
    if not words:
        return "bare"
    rest = f" {plain(words)} "
    if rest.strip() in CLASSES:
        return rest.strip()
    found = set()
    for phrase, name in _phrases(policy):
        if phrase in rest:
            rest = rest.replace(phrase, " ")
            found.add(name)
    if re.sub(r"\s|\b(of|at|a|an|the|it|is|but|and|be|to|has|in|for)\b", "", rest):
        return None
    return "+".join(name for name in CLASSES if name in found - {"bare"}) or "bare"


@lru_cache(maxsize=512)
def plain(words: str) -> str:
    """Words in one spelling, without the commas and stops between them."""
    return " ".join(re.sub(r"[,;.…]", " ", units.normalise(words)).split())


def written(phrase: str) -> str:
    """A phrase as it is searched for: between spaces, unless its script needs none."""
    folded = plain(phrase)
    return folded if EAST_ASIAN.search(folded) or not re.search(r"[^\W\d_]", folded) else f" {folded} "


@lru_cache(maxsize=64)
def _searched(phrases: tuple[str, ...]) -> tuple[str, ...]:
    """A list of the policy as it is searched for; the same few lists are asked for with every claim."""
    return tuple(written(phrase) for phrase in phrases)


@lru_cache(maxsize=8)
def _table(words: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[tuple[str, str], ...]:
    phrases = [(written(word), name) for name, words_ in words for word in words_]
    return tuple(sorted(phrases, key=lambda entry: (-len(entry[0].strip()), entry)))


def _phrases(policy: Policy) -> tuple[tuple[str, str], ...]:
    """Every phrase with its class, longest first."""
    return _table((*policy.words.items(), ("bare", policy.door_to_door)))


def phrases(policy: Policy) -> Iterator[str]:
    """Every known phrase as it is searched for, longest first."""
    return (phrase for phrase, _ in _phrases(policy))


def role_of(words: str | None, policy: Policy) -> str | None:
    """The role that words such as "averaging around" give a speed; None where they say nothing of it."""
    spaced = f" {plain(words or '')} "
    for role, known in policy.roles.items():
        if any(phrase in spaced for phrase in _searched(known)):
            return role
    return None


def stops_unsaid(words: str | None, policy: Policy) -> bool:
    """Whether words such as "on average" leave open that the hours of stops count; "including stops" does not."""
    spaced = f" {plain(words or '')} "
    counted = any(phrase in spaced for phrase in _searched(policy.door_to_door))
    return role_of(words, policy) == "average" and not counted


def mark_of(words: str | None, policy: Policy) -> DecimalMark | None:
    """What the language of hedge words puts before decimals; None where they do not say."""
    spaced = f" {plain(words or '')} "
    comma = any(phrase in spaced for phrase in _searched(policy.decimal_comma))
    point = any(phrase in spaced for phrase in _searched(policy.decimal_point)) or bool(EAST_ASIAN.search(spaced))
    if comma and point:
        return "?"
    return "," if comma else "." if point else None


_NUMBER_STARTS = re.compile(
    r"[-+−]?\s?(?:\d|[½¼¾⅓⅔]|\.\d)|\b(?:nan|inf(?:inity)?|(?<!and a )(?<!and )half"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|(?:thir|four|fif|six|seven|eigh|nine)teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)\b",
    re.IGNORECASE,
)
_BELONGS_TO_THE_NUMBER = re.compile(
    r"시속|时速|時速|每小时|每小時|毎時|\b(?:between|from|zwischen|entre|tra|fra|между|von|от|từ|dari|van)\s*$",
    re.IGNORECASE,
)
_MOST_WORDS_AFTER = 6
_AFTER_THE_DIGITS = re.compile(
    r"(\d[\d.,]*(?:[ \u00a0\u202f]\d{3})*[½¼¾]?[万萬만千천百백]*|[一二两兩三四五六七八九十百千万萬]{1,9})"
    r" ?-?(plus\b|\+|odd\b|or so\b|여|多[个個]?|[个個]多|余|餘)[ -]?(.+)",
    re.IGNORECASE,
)


def read_hedged(text: str, policy: Policy, kind: Kind | None = None) -> tuple[str, str, Quantity]:
    """Split "nearly 20 hours" into (hedge words, class, quantity).

    Raises UsageError when there is no number, when the words around it are not in the policy's
    table, or when a conversion in brackets is another number.
    """
    if len(text) > 200:
        units.read(text)
    whole = text.strip()
    match = _NUMBER_STARTS.search(whole)
    words, number = (
        (whole[: match.start()].strip(), whole[match.start() :].strip()) if match else _leading(whole, policy)
    )
    part = _BELONGS_TO_THE_NUMBER.search(words)
    whole_hedge = part and part.start() and not EAST_ASIAN.search(part[0]) and classify(words, policy)  # "lebih dari"
    if part and not whole_hedge:
        words, number = (words[: part.start()] + words[part.end() :]).strip(), f"{part[0].strip()} {number}"
    if infix := _AFTER_THE_DIGITS.fullmatch(number):
        sign = "plus" if infix[2] == "+" else infix[2]
        words, number = f"{words} {sign}".strip(), f"{infix[1]} {infix[3]}"
    name = classify(words, policy)
    if name is None:
        clean = "".join(c if c.isprintable() else "�" for c in words)[:40]
        raise UsageError(
            f'no hedge "{clean}" in the policy; known ones are about, nearly, close to, over, under, up to, exactly'
        )
    words, quantity = _trailing(words, number, policy, kind)
    if quantity.also and not units.converts(quantity, quantity.also):
        right = units.equivalent(quantity, quantity.also.unit)
        raise UsageError(f'"{plain(text)[:60]}": the first number is {right}; write one of the two')
    name = classify(words, policy) or name
    if "about" in name and quantity.unit in (DAY, WEEK) and quantity.low == quantity.high == 1:
        raise UsageError(f'"{plain(text)[:60]}" does not say how far from that; write hours, such as 20 to 28 hours')
    return words, name, quantity


def _leading(whole: str, policy: Policy) -> tuple[str, str]:
    """Known words at the start, and the rest: a number in words that are not English, "거의 이틀"."""
    words, rest = "", plain(whole)
    while found := next((p for p in phrases(policy) if f"{rest} ".startswith(p.lstrip()) and rest != p.strip()), None):
        words, rest = f"{words} {found.strip()}".strip(), rest[len(found.strip()) :].strip()
    return (words, rest) if words else ("", whole)


def _trailing(words: str, number: str, policy: Policy, kind: Kind | None) -> tuple[str, Quantity]:
    """The number, with the known words after it added to those before it: "20 hours or so", "20시간 정도"."""
    for _ in range(_MOST_WORDS_AFTER):
        try:
            return words, units.read(number, kind, mark=mark_of(words, policy))
        except UsageError:
            found = _ending(number, policy)
            if found is None:
                raise
            number, words = number[: -len(found)].rstrip(" -,;"), f"{words} {found}".strip()
    return words, units.read(number, kind, mark=mark_of(words, policy))


def _ending(number: str, policy: Policy) -> str | None:
    """The longest known phrase at the end; a digit glued to it would make it part of the number ("20만")."""
    folded = f" {units.normalise(number)}".replace("-", " ")  # "a 20-hour-long trip"
    for phrase in phrases(policy):
        bare = phrase.strip()
        if folded.endswith(phrase.rstrip()) and number.casefold().endswith(bare) and number[: -len(bare)].strip():
            return None if number[: -len(bare)].rstrip(" -")[-1:].isdigit() else bare
    return None
