"""Sentences in eight languages: the same fields everywhere, the same arithmetic, no slip of a formatter."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from geodata import check, load
from geodata.checking import retell
from geodata.errors import UsageError
from geodata.outcome import Outcome
from geodata.reasoning import judge, with_sentence
from geodata.reasoning.missing import missing
from geodata.reasoning.phrases import LANGUAGES, Phrases, phrases
from tests.reasoning.building import NAMES, POLICY, asked, happened, railway, said

SLIPS = re.compile(r"\b(None|nan|inf|NaN|null)\b|[ \u00a0\u202f]{2}|\.\.|[{}]|。。|-0\b")
# Words that would call a speaker a liar or a number a forgery, in each language.
ACCUSING = re.compile(
    r"\b(false|lie[sd]?|wrong|fake|lüge\w*|gelogen|falsch\w*|mensonge\w*|faux|fausse\w*|mentira\w*|fals[oa]s?|mienten?"
    r"|ложь|ложн\w*|лж[её]т\w*|враньё)\b|거짓|허위|嘘|虚偽|谎|虚假|假",
    re.IGNORECASE,
)
MONDAY, TUESDAY = "2025-09-01", "2025-09-02"


@pytest.fixture(scope="module")
def corpus():
    records = load()
    return records, check(records)


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def tables(words: Phrases) -> dict[str, dict[str, str]]:
    return {
        name: {str(key): value for key, value in getattr(words, name).items()}
        for name in ("units", "joins", "ways", "no_ways", "events", "say", "missing")
    }


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_has_the_templates_of_english_with_the_same_fields(lang):
    ours, english = tables(phrases(lang)), tables(phrases("en"))
    assert phrases(lang).language == lang
    for table, templates in english.items():
        assert ours[table].keys() == templates.keys(), table
        for key, template in templates.items():
            assert fields(ours[table][key]) == fields(template), (table, key)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_template_accuses(lang):
    for templates in tables(phrases(lang)).values():
        for template in templates.values():
            assert not ACCUSING.search(template), template


def sentences(outcome: Outcome) -> list[tuple[str, float | None]]:
    told = [(s.judgement.sentence, s.judgement.face_km) for journey in outcome.journeys for s in journey.statements]
    return told + [(clash.sentence, None) for journey in outcome.journeys for clash in journey.conflicts]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_whole_corpus_can_be_read_aloud_with_its_products(corpus, lang):
    records, outcome = corpus
    words = phrases(lang)
    told, english = sentences(retell(outcome, records, lang)), sentences(outcome)
    assert len(told) == len(english) > 20
    for (text, face_km), (plain, _) in zip(told, english, strict=True):
        assert not SLIPS.search(text), text
        assert not ACCUSING.search(text), text
        assert text.endswith(words.joins["stop"])
        product = re.search(r"([\d.,]+)–?[\d.,]* km/h for ([\d.,]+)(?:–[\d.,]+)? h is ([\d,]+)", plain)
        assert (product is not None) == (face_km is not None)
        for figure in product.groups() if product else ():
            number = float(figure.replace(",", ""))
            assert words.number(number, 0 if number == round(number) else 1) in text, (figure, text)


def test_english_retold_is_what_the_check_said(corpus):
    records, outcome = corpus
    assert retell(outcome, records, "en") == outcome


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "claims",
    [
        (said("v", "60 km/h"), said("t", "30 h")),
        (said("v", "50 km/h"), said("t", "20 h")),
        (said("v", "55 km/h", "limit"), said("t", "20 h"), said("d", "1,350 km")),
        (said("d", "900 km"),),
        (said("v", "60 km/h", "limit"),),
        (happened("left", "departed", f"{TUESDAY} 12:00"), happened("in", "arrived", f"{MONDAY} 12:00")),
        (happened("x", "passed", f"{MONDAY} 12:00", "vladivostok"), said("t", "20 h")),
        (said("d", "900 km", start="beijing", end="bridge"),),
    ],
    ids=["spare", "conflict", "some", "lone", "speed", "clocks", "off the way", "backwards"],
)
def test_every_kind_of_sentence_renders_in_every_language(lang, claims):
    question = asked(*claims, scope=railway(possible=(1000, 1010)))
    text = with_sentence(judge(question, POLICY), question, POLICY, NAMES, lang).sentence
    assert text
    assert not SLIPS.search(text), text
    assert text[0] == text[0].upper()


def test_what_is_missing_is_said_in_the_language_of_the_sentence():
    question = asked(said("t", "20 h"), scope=railway())
    judgement = judge(question, POLICY)
    assert judgement.missing == ("a speed or a distance",)
    german = with_sentence(judgement, question, POLICY, NAMES, "de").sentence
    assert "eine Geschwindigkeit oder eine Entfernung" in german


def test_braces_in_a_missing_input_are_text():
    assert "{lang}" in phrases("fr").wanting(missing("unreadable", claim="a", reason="{lang}"))


@pytest.mark.parametrize(
    ("lang", "km", "kmh", "hours", "minutes"),
    [
        ("en", "1,324–1,371 km", "66.5 km/h", "26.5 h", "1 min"),
        ("de", "1.324–1.371 km", "66,5 km/h", "26,5 h", "1 min"),
        ("fr", "1\u202f324–1\u202f371\u00a0km", "66,5\u00a0km/h", "26,5\u00a0h", "1\u00a0min"),
        ("es", "1324–1371\u00a0km", "66,5\u00a0km/h", "26,5\u00a0h", "1\u00a0min"),
        ("ru", "1324–1371\u00a0км", "66,5\u00a0км/ч", "26,5\u00a0ч", "1\u00a0мин"),
        ("ko", "1,324~1,371km", "시속 66.5km", "26.5시간", "1분"),
        ("ja", "1,324～1,371キロ", "時速66.5キロ", "26.5時間", "1分"),
        ("zh", "1,324–1,371公里", "时速66.5公里", "26.5小时", "1分钟"),
    ],
)
def test_numbers_and_units_are_written_as_the_language_writes_them(lang, km, kmh, hours, minutes):
    words = phrases(lang)
    assert words.km(1324, 1371) == km
    assert words.kmh(66.5, 66.5) == kmh
    assert words.hours(26.5, 26.5) == hours
    assert words.hours(1 / 60, 1 / 60) == minutes


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [
        (0.0, 0.0, "0 h"),
        (1 / 60, 1 / 60, "1 min"),
        (0.5, 59 / 60, "30–59 min"),
        (0.5, 1.0, "0.5–1 h"),
        (1.0, 1.0, "1 h"),
        (1 / 600, 1 / 600, "0.1 min"),
    ],
)
def test_hours_below_one_are_minutes(low, high, told):
    assert phrases().hours(low, high) == told


def test_small_kilometres_keep_a_decimal():
    assert phrases().km(0.4, 0.4) == "0.4 km"
    assert phrases().km(9.96, 10.2) == "10 km"


def test_a_language_without_sentences_is_told_which_there_are():
    with pytest.raises(UsageError, match="en, ko, zh, ja, fr, es, de, ru"):
        phrases("tlh")
