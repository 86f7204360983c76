"""The pages in a real browser, network off. A blank map passes every audit of text: pixels are counted."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.pages.browser import Page, count_colour

pytestmark = pytest.mark.browser

ROUTE = {"light": (0x1B, 0x1F, 0x23), "dark": (0xEC, 0xEF, 0xF1)}
SHORT = {"light": (0xB8, 0x46, 0x00), "dark": (0xFF, 0x8F, 0x45)}
LAND = (0xF7, 0xF5, 0xF0)
PAGES = ("index.html", "beijing-2025.html", "hostile/index.html", "hostile/beijing-2025.html")


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [320, 375, 1280])
def test_a_page_asks_for_nothing_complains_of_nothing_and_fits(page: Page, on_disk: Path, name: str, width: int):
    page.open(on_disk / name, width=width)
    assert page.seen.requests == [(on_disk / name).resolve().as_uri()]
    assert page.seen.complaints == []
    assert page.ask("document.documentElement.scrollWidth") <= width
    assert page.ask("typeof window.__pwned") == "undefined"


@pytest.mark.parametrize("name", ["beijing-2025.html", "hostile/beijing-2025.html", "far/moscow-2001.html"])
@pytest.mark.parametrize("width", [320, 375, 760, 1280])
def test_the_zoomable_map_takes_over_and_fills_its_box(page: Page, on_disk: Path, name: str, width: int):
    page.open(on_disk / name, width=width)
    for part in (".b-land", ".case", ".way.main"):
        assert page.ask(f"document.querySelectorAll('.leaflet-overlay-pane {part}').length") >= 1
    assert page.ask("getComputedStyle(document.querySelector('.smap')).display") == "none"
    assert page.ask("document.querySelectorAll('.leaflet-marker-pane .m-l').length") > 2
    share = page.ask(
        "document.querySelector('.leaflet-overlay-pane .way.main').getBoundingClientRect().width"
        " / document.querySelector('.folium-map').clientWidth"
    )
    assert 0.45 < share < 1
    page.ask("document.querySelector('.mapbox').scrollIntoView()")
    page.ask("document.querySelectorAll('.m-l, .leaflet-control').forEach(node => node.remove())")
    assert count_colour(page.picture(), LAND) > 5_000


def test_the_map_is_fitted_again_after_a_resize(page: Page, on_disk: Path):
    page.open(on_disk / "beijing-2025.html", width=1280)
    page.call("Emulation.setDeviceMetricsOverride", width=400, height=800, deviceScaleFactor=1, mobile=False)
    twice = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done))))"
    page.ask(f"{twice}.then(() => true)")
    box = page.ask("document.querySelector('.folium-map').clientWidth")
    line = page.ask("document.querySelector('.leaflet-overlay-pane .way.main').getBoundingClientRect().width")
    assert box < 400
    assert 0.55 < line / box < 1


@pytest.mark.parametrize("scripts", [True, False], ids=["zoomable", "drawn"])
@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 1280])
def test_way_and_reach_have_their_pixels(page: Page, on_disk: Path, mode: str, width: int, scripts: bool):
    page.open(on_disk / "beijing-2025.html", width=width, height=700, dark=mode == "dark", scripts=scripts)
    page.ask("document.querySelector('.mapbox').scrollIntoView()")
    # The way's own colour is the text's too: leave only the map in sight.
    page.ask("document.querySelectorAll('.m-l, .map text, .fig-keys, .legend, .sec, .two').forEach(n => n.remove())")
    png = page.picture()
    assert count_colour(png, ROUTE[mode]) > (300 if width < 600 else 900)
    assert count_colour(png, SHORT[mode]) > 60


def test_without_scripts_map_and_table_are_in_sight(page: Page, on_disk: Path):
    page.open(on_disk / "beijing-2025.html", width=375, scripts=False)
    assert page.seen.complaints == []
    for part in (".smap .narrow-only", "#claims table", ".box"):
        assert page.ask(f"document.querySelector('{part}').getBoundingClientRect().height") > 100
    assert page.ask("getComputedStyle(document.querySelector('.folium-map')).display") == "none"
    lost = "[...document.querySelectorAll('a[href^=\"#\"]')].filter(a => !document.getElementById(a.hash.slice(1)))"
    assert page.ask(f"{lost}.length") == 0  # a sighting leads to the row that has its report's address


def test_paper_is_light_and_carries_the_drawn_map(page: Page, on_disk: Path):
    page.open(on_disk / "beijing-2025.html", width=1280, dark=True)
    dark = [{"name": "prefers-color-scheme", "value": "dark"}]
    page.call("Emulation.setEmulatedMedia", media="print", features=dark)
    assert page.ask("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.ask("getComputedStyle(document.querySelector('.folium-map')).display") == "none"
    assert page.ask("document.querySelector('.smap .wide-only').getBoundingClientRect().height") > 100
    assert page.paper().startswith(b"%PDF-")


def test_the_map_cannot_be_lost_by_moving_it(page: Page, on_disk: Path):
    page.open(on_disk / "beijing-2025.html", width=1280)
    page.ask("(() => { L.CRS.Geodata.map.panBy([9000, 9000], {animate: false}); })()")
    box = "document.querySelector('.folium-map').getBoundingClientRect()"
    way = "document.querySelector('.leaflet-overlay-pane .b-land').getBoundingClientRect()"
    assert page.ask(f"{way}.right > {box}.left && {way}.left < {box}.right && {way}.bottom > {box}.top")


def test_the_map_zooms_by_its_buttons_and_comes_back(page: Page, on_disk: Path):
    page.open(on_disk / "beijing-2025.html", width=1280)
    width = "document.querySelector('.leaflet-overlay-pane .way.main').getBoundingClientRect().width"
    before = page.ask(width)
    page.ask("document.querySelector('.leaflet-control-zoom-in').click()")
    assert page.ask(width) > before * 1.2
    page.ask("document.querySelector('[aria-label=\"Whole way\"]').click()")
    assert page.ask(width) == pytest.approx(before, rel=0.01)
    assert page.seen.complaints == []


def test_one_train_moves_on_map_and_graph_and_the_address_keeps_it(page: Page, on_disk: Path):
    page.open(on_disk / "beijing-2025.html", width=1280)
    assert "50 km/h" in plain(page.ask("document.getElementById('told').textContent"))
    ring = "document.querySelector('.graph.wide-only .g-ring').getAttribute('cy')"
    train = "document.querySelector('.here').getBoundingClientRect().x"
    before = page.ask(ring), page.ask(train)
    page.ask(
        "(() => { const f = document.getElementById('f-h'); f.value = 5; f.dispatchEvent(new Event('input')); })()"
    )
    assert float(page.ask(ring)) > float(before[0])
    assert page.ask(train) > before[1]
    told = plain(page.ask("document.getElementById('told').textContent"))
    assert "50 km/h for 5 h is 250 km" in told
    assert "Beijing needs 26.5 h" in told  # 1,324 km at 50 km/h
    assert page.ask("document.getElementById('live').textContent") != told
    page.ask("new Promise(done => setTimeout(() => done(true), 700))")
    assert plain(page.ask("document.getElementById('live').textContent")) == told
    assert page.ask("location.hash") == "#nk=50&st=0&cn=50&h=5"
    assert page.ask("document.getElementById('f-h').getAttribute('aria-valuetext')") == "5 hours"
    assert page.seen.complaints == []


def test_a_key_lights_its_ray_its_stretch_and_its_row_and_escape_lets_go(page: Page, on_disk: Path):
    page.open(on_disk / "beijing-2025.html", width=1280)
    lit = "[...document.querySelectorAll('.fig .k:not(.dim)')].every(n => n.matches('.k-A') || n.querySelector('.k-A'))"
    page.ask("document.querySelector('.key[data-k=A]').focus()")
    assert page.ask("document.body.dataset.hot") == "A"
    assert page.ask(lit)
    assert page.ask("document.querySelectorAll('.graph .dim').length") > 0
    assert page.ask("document.querySelector('tr[data-k=A]').classList.contains('lit')")
    page.ask("document.querySelector('.key[data-k=A]').click()")
    page.ask("document.activeElement.blur()")
    assert page.ask("document.querySelector('.key[data-k=A]').getAttribute('aria-pressed')") == "true"
    assert page.ask("document.body.dataset.hot") == "A"
    assert "50 km/h for 20 h is 1,000 km" in plain(page.ask("document.getElementById('told').textContent"))
    page.ask("document.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape'}))")
    assert page.ask("document.body.dataset.hot === undefined")
    assert page.ask("document.querySelectorAll('.dim').length") == 0


def test_the_address_brings_the_state_back(page: Page, on_disk: Path):
    page.open(on_disk / "beijing-2025.html", width=1280)
    page.ask("(() => { location.hash = '#c=A&nk=45&cn=80&st=2&h=18&theme=dark' })()")
    page.ask("new Promise(done => setTimeout(() => done(true), 50))")
    state = "['nk', 'st', 'cn', 'h'].map(key => Number(document.getElementById('f-' + key).value))"
    assert page.ask(state) == [45, 2, 80, 18]
    assert page.ask("document.querySelector('.key[data-k=A]').getAttribute('aria-pressed')") == "true"
    assert page.ask("getComputedStyle(document.body).backgroundColor") == "rgb(20, 23, 26)"
    page.ask("(() => { location.hash = '#c=Z&h=1e9&nk=junk' })()")
    page.ask("new Promise(done => setTimeout(() => done(true), 50))")
    assert page.ask("Number(document.getElementById('f-h').value)") <= 60
    assert page.seen.complaints == []


def taken(page: Page, what: str) -> tuple[str, str]:
    """The name and the text of a file that a button of the page makes."""
    made = page.ask(
        "(() => { let made; const click = HTMLAnchorElement.prototype.click;"
        " HTMLAnchorElement.prototype.click = function () { made = [this.download, this.href]; };"
        f" document.querySelector('[data-get={what}]').click();"
        " HTMLAnchorElement.prototype.click = click; return made; })()"
    )
    return made[0], unquote(made[1].partition(",")[2])


def test_claims_can_be_taken_along_and_no_cell_is_a_formula(page: Page, on_disk: Path):
    page.open(on_disk / "beijing-2025.html", width=1280)
    page.ask("document.querySelector('.said small').textContent = '=HYPERLINK(1)'")
    name, text = taken(page, "claims")
    assert name == "beijing-2025-claims.csv"
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert {(row["outlet"], row["figure"]) for row in rows} >= {
        ("Short Post", "nearly 50 km/h (31 mph)"),
        ("Round Times", "about 20 h"),
    }
    assert all(row["url"] == "https://example.org/news?a=1&b=2" for row in rows)
    assert {row["finding"] for row in rows} == {"Ends short", "Only if rounded"}
    assert any(row["paraphrase"] == "'=HYPERLINK(1)" for row in rows)
    assert not any(str(value)[:1] in "=+-@" for row in rows for value in row.values() if value)
    assert page.seen.requests == [(on_disk / "beijing-2025.html").resolve().as_uri()]


def test_sightings_way_and_graph_can_be_taken_along(page: Page, on_disk: Path):
    page.open(on_disk / "beijing-2025.html", width=1280)
    _, text = taken(page, "sightings")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [row["where"] for row in rows] == ["Pyongyang 평양"]
    assert {url for row in rows for url in row["urls"].split()} == {"https://example.org/news?a=1&b=2"}
    _, text = taken(page, "way")
    features = json.loads(text)["features"]
    assert features[0]["geometry"]["coordinates"][0] == [125.736, 39.005]  # longitude first, as GeoJSON has it
    assert {"Pyongyang", "Beijing"} <= {each["properties"].get("name") for each in features}
    _, text = taken(page, "graph")
    assert text.startswith("<svg")
    assert 'xmlns="http://www.w3.org/2000/svg"' in text
    assert page.seen.complaints == []


def plain(text: str) -> str:
    return text.replace("\u2060", "").replace("\u00a0", " ")
