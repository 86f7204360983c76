"""The page's own words in eight languages: complete, with every blank filled, and shown as such."""

from __future__ import annotations

import json
import re
from importlib.resources import files

import pytest

from geodata.pages import Desk, render_gallery
from geodata.pages.tongue import LANGUAGES, say, speaking
from geodata.pages.wording import amount
from tests.pages.conftest import HOSTILE, World, hostile, world
from tests.pages.test_gallery import Reader

OTHERS = [language for language in LANGUAGES if language != "en"]


def words(language: str) -> dict[str, str]:
    text = files("geodata.pages").joinpath(f"words/{language}.json").read_text(encoding="utf-8")
    found: dict[str, str] = json.loads(text)
    return found


def blanks(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_says_the_same_things_with_the_same_blanks(language: str):
    told = words(language)
    assert told.keys() == words("ko").keys()
    # "an outlet's" has no number to fill in; every other blank of the English is kept.
    assert not {key for key, text in told.items() if blanks(key) != blanks(text)}
    assert not [text for text in told.values() if set(text) & set("<>&") or (not text.strip(" ") and text != " ")]


def test_every_word_of_the_pages_is_in_every_language():
    """What is given to ``say`` in a module, or to ``_`` in a template, as it stands there."""
    given = set()
    here = files("geodata.pages")
    sources = [*here.iterdir(), *here.joinpath("templates").iterdir()]
    for file in sources:
        if file.name.endswith((".py", ".j2")):
            text = file.read_text(encoding="utf-8")
            for call in re.findall(r'\b(?:say|_)\(\s*((?:"(?:[^"\\\\]|\\\\.)*"\s*)+)', text):
                given.add("".join(json.loads(part) for part in re.findall(r'"(?:[^"\\\\]|\\\\.)*"', call)))
    assert len(given) > 150
    assert not given - words("ko").keys()


@pytest.mark.parametrize(
    ("language", "told"), [("en", "1,324.5 km"), ("fr", "1 324,5 km"), ("de", "1.324,5 km"), ("ru", "1324,5 км")]
)
def test_numbers_have_the_marks_of_the_language(language: str, told: str):
    with speaking(language):
        assert amount(1324.5, "km", 1).replace("\u202f", " ").replace("\u00a0", " ") == told


@pytest.mark.parametrize("language", OTHERS)
def test_a_page_speaks_its_language_and_keeps_names_in_their_script(small_world: World, language: str):
    pages = render_gallery(*small_world, Desk(language=language))
    html = pages["beijing-2025.html"]
    assert f'<html lang="{language}">' in html
    text = Reader(html).text
    for english in (
        "Distance against time",
        "What if?",
        "Ends short",
        "Take it with you",
        "What the arithmetic says",
        "How this was checked",
    ):
        assert words(language)[english] in text
        assert english not in text
    assert "평양" in text
    assert len(html.encode()) < 400_000


def test_what_a_record_says_is_never_read_as_a_template():
    with speaking("fr"):
        assert say("seen at {place}", place="{goal} %s {0}") == "vu à {goal} %s {0}"
    assert HOSTILE in Reader(render_gallery(*world(hostile), Desk(language="ru"))["beijing-2025.html"]).text


def test_the_language_does_not_outlive_its_page(small_world: World, gallery: dict[str, str]):
    render_gallery(*small_world, Desk(language="ja"))
    assert render_gallery(*small_world) == gallery
