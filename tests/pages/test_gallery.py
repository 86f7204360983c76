"""The gallery as text: the same every time, safe whatever a record says, complete without scripts."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from base64 import b64encode
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from geodata.pages import render_gallery
from geodata.pages.csp import embedded_json
from tests.pages.conftest import HOSTILE, World, far_world, hostile, world

ROOT = Path(__file__).resolve().parents[2]


class Reader(HTMLParser):
    """Elements with their attributes, and the text outside scripts and styles."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.inline: dict[str, list[str]] = {"script": [], "style": []}
        self.text = ""
        self._in = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag in self.inline:
            self._in = tag
            self.inline[tag].append("")

    def handle_endtag(self, tag: str) -> None:
        self._in = "" if tag == self._in else self._in

    def handle_data(self, data: str) -> None:
        if self._in:
            self.inline[self._in][-1] += data
        else:
            self.text += data


def plain(text: str) -> str:
    """Text as a reader sees it: joiners gone, fixed spaces plain."""
    return re.sub(r"\s+", " ", text.replace("\u2060", "").replace("\u00a0", " "))


def test_the_same_input_gives_the_same_bytes(small_world: World, gallery: dict[str, str]):
    assert render_gallery(*small_world) == gallery
    assert render_gallery(*world()) == gallery


@pytest.mark.parametrize("seed", ["0", "1", "4242"])
def test_hash_order_does_not_show(seed: str, gallery: dict[str, str]):
    program = (
        "import hashlib, json\n"
        "from geodata.pages import render_gallery\n"
        "from tests.pages.conftest import world\n"
        "made = render_gallery(*world())\n"
        "print(json.dumps({name: hashlib.sha256(text.encode()).hexdigest() for name, text in made.items()}))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
        text=True,
    )
    assert json.loads(done.stdout) == {
        name: hashlib.sha256(text.encode()).hexdigest() for name, text in gallery.items()
    }


def test_every_journey_with_legs_has_a_page(gallery: dict[str, str]):
    assert set(gallery) == {"index.html", "beijing-2025.html", "embed/beijing-2025.html"}


def test_the_headline_is_the_arithmetic_on_the_kindest_way(gallery: dict[str, str]):
    headline = "One outlet’s nearly 50 km/h for nearly 20 hours ends at least 201 km short of Beijing"
    assert headline in plain(Reader(gallery["beijing-2025.html"]).text)
    assert headline in plain(Reader(gallery["index.html"]).text)


@pytest.mark.parametrize(
    "shown",
    [
        "1,324 km",
        "Even the shortest possible way, where nobody reported the train, is 1,201 km",
        "324 km short as printed",
        "124 km short as printed",
        "Ends short",
        "Only if rounded",
        "Speed times hours, set against the line.",
        "Short Post",
        "Short Post: left Pyongyang, nearly 1 Sep 2025 noon",
        "Round Times: about 60 km/h, speed (forecast)",
        "Sources differ",
        "Hour 0 is an assumed departure, 1 Sep, 12:00",
        "Looked at by an editor on 2025-10-01",
        "1 Sep 2025, 11:30–12:30, Pyongyang time",
        "policy version 1",
        "Bridge: at least 15 min, with no upper limit. The engine is changed.",
        "Which way it took.",
        "De facto borders, Natural Earth 4.1",
        "Mappers",
        "from 26.0 h",
        "Open an issue in the project’s tracker.",
        "a hash of the records this page stands on",
    ],
)
def test_the_journey_says(gallery: dict[str, str], shown: str):
    assert shown in plain(Reader(gallery["beijing-2025.html"]).text)


def test_a_journey_without_legs_stands_on_the_index_with_its_claims(gallery: dict[str, str]):
    text = plain(Reader(gallery["index.html"]).text)
    assert "The trains at large" in text
    assert "Slow Daily" in text
    assert "trains.html" not in gallery["index.html"]


def test_the_map_is_drawn_without_scripts(gallery: dict[str, str]):
    elements = Reader(gallery["beijing-2025.html"]).elements
    drawn = [attributes.get("class") for tag, attributes in elements if tag == "path"]
    for style in ("b-land", "way main", "way possible", "b-borders"):
        assert style in drawn
    assert any((name or "").startswith("stretch t-short") for name in drawn)
    assert sum(tag == "svg" and attributes.get("role") == "img" for tag, attributes in elements) == 4
    assert any((name or "").startswith("g-ray") for name in drawn)


def test_only_the_border_that_is_crossed_is_drawn(gallery: dict[str, str]):
    elements = Reader(gallery["beijing-2025.html"]).elements
    assert "b-borders" in [attributes.get("class") for _, attributes in elements]
    assert gallery["beijing-2025.html"].count('"className":"b-borders"') == 1
    assert "b-disputed" not in [attributes.get("class") for _, attributes in elements]


@pytest.mark.parametrize("which", ["gallery", "hostile_gallery"])
def test_the_policy_names_every_script_and_style_and_nothing_else(which: str, request: pytest.FixtureRequest):
    for html in request.getfixturevalue(which).values():
        read = Reader(html)
        policy = next(a["content"] or "" for tag, a in read.elements if tag == "meta" and "http-equiv" in a)
        assert policy.startswith("default-src 'none'; ")
        assert "unsafe" not in policy
        kinds = [a.get("type") for tag, a in read.elements if tag == "script"]
        running = [text for text, kind in zip(read.inline["script"], kinds, strict=True) if kind is None]
        for text in (*running, *read.inline["style"]):
            assert f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" in policy
        assert len(re.findall("'sha256-", policy)) == len({*running, *read.inline["style"]})


@pytest.mark.parametrize("which", ["gallery", "hostile_gallery"])
def test_no_page_can_load_or_run_anything_else(which: str, request: pytest.FixtureRequest):
    for html in request.getfixturevalue(which).values():
        for tag, attributes in Reader(html).elements:
            assert tag not in {"img", "iframe", "object", "embed", "link", "base", "form"}
            assert not {"src", "srcset", "style", "srcdoc"} & attributes.keys()
            assert not [name for name in attributes if name.startswith("on")]
            assert "target" not in attributes or attributes.get("rel") == "noopener"


def test_hostile_text_is_shown_as_it_is_and_adds_no_element(gallery: dict[str, str], hostile_gallery: dict[str, str]):
    for name, html in hostile_gallery.items():
        read = Reader(html)
        assert HOSTILE in read.text
        count = [tag for tag, _ in read.elements].count("script")
        assert count == [tag for tag, _ in Reader(gallery[name]).elements].count("script")
        assert "49" not in read.text.replace(HOSTILE, "")


def test_no_record_text_passes_through_folium_or_any_script(hostile_gallery: dict[str, str]):
    read = Reader(hostile_gallery["beijing-2025.html"])
    kinds = [attributes.get("type") for tag, attributes in read.elements if tag == "script"]
    for text, kind in zip(read.inline["script"], kinds, strict=True):
        if kind is None:
            assert "__pwned" not in text
        else:
            assert not set("<>&\u2028\u2029") & set(text)
            assert hostile("Pyongyang") in json.dumps(json.loads(text), ensure_ascii=False).replace('\\"', '"')


def test_embedded_json_comes_back_whole_and_cannot_end_its_element():
    value = {"a": [HOSTILE, "\u2029", "평양", 1.5, None]}
    text = embedded_json(value)
    assert json.loads(text) == value
    assert not set("<>&'\u2028\u2029") & set(text)


def test_element_ids_are_numbered_not_random(gallery: dict[str, str]):
    assert not re.search(r"_[0-9a-f]{32}\b", gallery["beijing-2025.html"])
    assert 'id="map_1"' in gallery["beijing-2025.html"]


def test_pages_stay_within_their_budget(gallery: dict[str, str]):
    assert len(gallery["beijing-2025.html"].encode()) < 380_000
    assert len(gallery["index.html"].encode()) < 60_000


def test_many_outlets_are_counted_and_the_commonest_pair_is_told(small_world: World):
    records, found = small_world
    statement = next(s for s in found.journeys[0].statements if s.report.endswith("round"))
    named = {f"beijing-2025/r{i}": f"Outlet {i}" for i in range(5)}
    original = records.reports["beijing-2025/round"]
    copies = {
        key: replace(original, id=key, record=original.record.model_copy(update={"outlet": outlet}))
        for key, outlet in named.items()
    }
    journey = replace(
        found.journeys[0],
        statements=(*found.journeys[0].statements, *(replace(statement, report=key) for key in copies)),
    )
    html = render_gallery(
        replace(records, reports={**records.reports, **copies}), replace(found, journeys=(journey, found.journeys[1]))
    )["beijing-2025.html"]
    text = plain(Reader(html).text)
    assert "six outlets: Round Times, Outlet 0 and 4 more" in text
    assert "The pair printed most, about 60 km/h for about 20 hours (six outlets), makes 1,200 km" in text
    assert "it fits only if rounded." in text


@pytest.mark.parametrize("mode", ["rail", "air"])
def test_a_far_journey_without_lines_or_claims_still_has_its_map(mode: str):
    pages = render_gallery(*far_world(mode))
    read = Reader(pages["moscow-2001.html"])
    assert "No printed figure is on record yet for the" in read.text
    assert "way main" in [attributes.get("class") for _, attributes in read.elements]
    assert len(next(a["d"] or "" for _, a in read.elements if a.get("class") == "b-land")) > 2_000
