"""Numbers as printed: digits with separators, fractions, and the words of small numbers."""

from __future__ import annotations

import re
import unicodedata

from geodata.errors import UsageError
from geodata.units.spellings import DecimalMark

_WORDS = {
    word: float(value)
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
        " seventeen eighteen nineteen twenty".split()
    )
} | {"thirty": 30.0, "forty": 40.0, "fifty": 50.0, "sixty": 60.0, "seventy": 70.0, "eighty": 80.0, "ninety": 90.0}

# Other languages: two to ten (one is also an article), and what trains are said to take.
_ABROAD = {
    word: float(value)
    for words in (
        "zwei drei vier fünf sechs sieben acht neun zehn",
        "dos tres cuatro cinco seis siete ocho nueve diez",
        "deux trois quatre cinq six sept huit neuf dix",
        "due tre quattro cinque sei sette otto nove dieci",
        "dois três quatro cinco seis sete oito nove dez",
        "два три четыре пять шесть семь восемь девять десять",
        "hai ba bốn năm sáu bảy tám chín mười",
        "dua tiga empat lima enam tujuh delapan sembilan sepuluh",
        "두 세 네 다섯 여섯 일곱 여덟 아홉 열",
    )
    for value, word in enumerate(words.split(), start=2)
} | {
    "anderthalb": 1.5, "eineinhalb": 1.5, "zweieinhalb": 2.5, "dreieinhalb": 3.5, "duas": 2.0, "две": 2.0, "한": 1.0,
    "zwölf": 12.0, "zwanzig": 20.0, "veinte": 20.0, "vingt": 20.0, "venti": 20.0, "vinte": 20.0, "двадцать": 20.0,
    "двое": 2.0, "трое": 3.0, "четверо": 4.0, "스무": 20.0, "서른": 30.0, "полтора": 1.5, "半": 0.5, "반": 0.5,
    "half": 0.5, "half a": 0.5, "half an": 0.5, "a half": 0.5, "a": 1.0, "an": 1.0,
}  # fmt: skip
KOREAN_DAYS = {
    "하루": 1, "이틀": 2, "사흘": 3, "나흘": 4, "닷새": 5, "엿새": 6, "이레": 7, "여드레": 8, "아흐레": 9, "열흘": 10,
}  # fmt: skip
"""Korean counts of days, number and unit in one word."""
_HAN = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2, "兩": 2}
_VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
_FRACTIONS = {"1/2": 0.5, "1/4": 0.25, "3/4": 0.75, "1/3": 1 / 3, "2/3": 2 / 3}

AND_A_HALF = "and[ -](?:a[ -])?half|y medi[oa]|et demie?|e mezz[oa]|e mei[oa]|с половиной"
_NUMBER = (
    r"\d{1,3}(?: \d{3})+,\d{1,2}"
    r"|\d{1,3}(?:[ ,]\d{3})+(?:\.\d{1,6})?|\d{1,3}(?:\.\d{3})+(?:,\d{1,6})?"
    r"|\d{1,9}(?:[.,]\d{1,6})?"
)
_ATOM = re.compile(rf"(?P<number>{_NUMBER})?[ -]?(?P<vulgar>[½¼¾⅓⅔])?")
_VAGUE = re.compile(
    r"(?:(?:a|an|the|just|only|un|una|ein) )*(?:few|several|many|dozens|couple|pair|handful|some)\b(?: of)?"
    r"|(?:unos )?pocos|(?:unas )?pocas|varios|varias|quelques|plusieurs|(?:ein )?paar|einige|mehrere|несколько"
    r"|alcun[ei]|divers[ei]|algumas?|alguns|várias|vários|vài|mấy|beberapa|enkele|몇|수|几个?|幾個?|数|數"
)
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_ALIKE = (
    _FULL_WIDTH | dict.fromkeys(map(ord, "‐‑‒–—−"), "-") | {ord("〜"): "~", ord("∼"): "~", ord("’"): "'", ord("⁄"): "/"}
)
WELL = "write it like 60, 2.5, 2½ or 1,364"


def normalise(text: str) -> str:
    """The text in one spelling: plain spaces and hyphens, lower case, no digits but ASCII."""
    if not text.isascii():
        text = "".join(str(unicodedata.decimal(c, c)) for c in text.translate(_ALIKE))
    return re.sub(r" ?/ ?", "/", " ".join(text.casefold().split()))


def short(text: str) -> str:
    """At most 40 characters, printable ones only: what a message may quote."""
    clean = "".join(c if c.isprintable() else "�" for c in text)
    return clean if len(clean) <= 40 else clean[:37] + "…"


def number(text: str, whole: str, mark: DecimalMark | None) -> float:
    """One printed number, without its unit; ``mark``: what stands before its decimals, where known."""
    text = text.strip(" -")
    if (word := in_words(text)) is not None:
        return word
    if match := re.fullmatch(rf"(.+?)[ -](?:{AND_A_HALF})", text):
        return number(match[1], whole, mark) + 0.5
    if match := re.fullmatch(r"(?:(\d{1,6}) )?(\d/\d)", text):
        if match[2] in _FRACTIONS:
            return float(match[1] or 0) + _FRACTIONS[match[2]]
        text = ""  # 3/7, or a date cut short
    elif not text:
        raise UsageError(f'no number in "{short(whole)}"; write it like 60 km/h, 2½ days or 1,364 km')
    elif _VAGUE.fullmatch(text):
        raise UsageError(f'"{short(whole)}" names no number; give one, or a range such as 3 to 4 hours')
    match = _ATOM.fullmatch(text)
    if match is None or not (match["number"] or match["vulgar"]):
        raise UsageError(f'cannot read "{short(text or whole)}" in "{short(whole)}" as a number; {WELL}')
    return _digits(match["number"] or "0", whole, mark) + _VULGAR.get(match["vulgar"] or "", 0.0)


def in_words(text: str) -> float | None:
    """The value of "twenty-one", "zweieinhalb", "二十四", "half a"; None for anything else."""
    if text in _WORDS or text in _ABROAD:
        return _WORDS.get(text) or _ABROAD.get(text, 0.0)
    match = re.fullmatch(r"(twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[ -](\w+)", text)
    if match and 1 <= _WORDS.get(match[2], 0) <= 9:
        return _WORDS[match[1]] + _WORDS[match[2]]
    if (counted := _by_thousands(text)) is not None:
        return counted
    match = re.fullmatch(r"([一二两兩三四五六七八九])?(十)?([一二三四五六七八九])?", text)
    if not match or not text or (match[1] and match[3] and not match[2]):
        return None
    tens, ones = (match[1], match[3]) if match[2] else (None, match[1] or match[3])
    return float((10 * _HAN.get(tens or "一", 1) if match[2] else 0) + (_HAN[ones] if ones else 0))


_MANY = re.compile(
    r"(?:(?P<n10000>[\d.]+|[一二两兩三四五六七八九十]+)[万萬만] ?)?"
    r"(?:(?P<n1000>[\d.]+|[一二两兩三四五六七八九])?(?P<k>[千천]) ?)?"
    r"(?:(?P<n100>\d|[一二两兩三四五六七八九])?(?P<h>[百백]) ?)?(?P<rest>\d{1,4}|[一二三四五六七八九十]{1,3})?"
)


def _by_thousands(text: str) -> float | None:
    """The value of "四千五百", "2万", "1만 3000", "1천300"; None where no such sign stands in it."""
    match = _MANY.fullmatch(text)
    if match is None or not (match["n10000"] or match["k"] or match["h"]):
        return None
    rest = match["rest"]
    least = 100 if match["h"] else 1000 if match["k"] else 10_000
    parts = [
        (10_000.0, match["n10000"] or "0"),
        (1000.0, (match["n1000"] or "1") if match["k"] else "0"),
        (100.0, (match["n100"] or "1") if match["h"] else "0"),
        (1.0, rest or "0"),
    ]
    values = [(size, float(n) if re.fullmatch(r"\d+(\.\d+)?", n) else in_words(n)) for size, n in parts]
    if any(value is None for _, value in values) or (values[-1][1] or 0.0) >= least:
        return None
    return sum(size * (value or 0.0) for size, value in values)


def _digits(text: str, whole: str, mark: DecimalMark | None) -> float:
    """Digits with separators; one mark before exactly three digits has two readings.

    A lone comma groups thousands, as records write it, unless a language says otherwise; a lone
    point only where a language says so. Words never make three decimals of it: nobody prints
    kilometres to the metre, and a thousandfold slip would accuse a true number.
    """
    if re.fullmatch(r"0[.,]\d+", text):
        return float(text.replace(",", "."))
    if lone := re.fullmatch(r"(\d{1,3})([.,])(\d{3})", text):
        if (lone[2] == "." and mark == ",") or (lone[2] == "," and mark in (None, ".")):
            return float(lone[1] + lone[3])
        fraction = lone[3].rstrip("0") or "0"
        fraction += "0" * (len(fraction) == 3)  # four decimals have one reading
        raise UsageError(f'"{short(whole)}" can be {lone[1]}{lone[3]} or {lone[1]}.{fraction}; write one of them')
    if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d+)?", text):  # two marks leave one reading
        return float(text.replace(".", "").replace(",", "."))
    if re.fullmatch(r"\d{1,3}( \d{3})+,\d{1,2}", text):
        return float(text.replace(" ", "").replace(",", "."))
    if re.fullmatch(r"\d{1,3}([ ,]\d{3})+(\.\d+)?", text):
        return float(re.sub(r"[ ,]", "", text))
    return float(text.replace(",", "."))


def last_place(x: float) -> float:
    """The place of the last digit that is not a zero, as a power of ten: 12,400 → 100, 37 → 1, 2.5 → 0.1."""
    for power in range(6, -7, -1):
        step = 10.0**power
        if step <= x * (1 + 1e-9) and abs(x / step - round(x / step)) < 1e-6:
            return step
    return 1e-6
