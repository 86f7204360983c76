"""What a page owes to everybody: readable, reachable by keyboard, on paper, in any colours, at any width."""

from __future__ import annotations

import csv
import gzip
import io
import re
from importlib.resources import files
from pathlib import Path

import pytest

from geodata.pages import render_gallery
from geodata.pages.assets import colours
from geodata.pages.contrast import contrast
from geodata.pages.desk import Desk
from geodata.writing import write_files
from tests.pages.browser import Page, count_colour
from tests.pages.test_browser import taken
from tests.pages.worlds import across_the_date_line, with_statements

browser = pytest.mark.browser
# 160 claims are 80 statements of a speed and a time each; 800 words are as long as a paraphrase may be.
WORLDS = {
    "one": with_statements(1),
    "many": with_statements(80),
    "long": with_statements(2, "word " * 799 + "end."),
    "endless": with_statements(2, "w" * 4000),
    "east": across_the_date_line(),
    "west": across_the_date_line("anchorage", "vladivostok"),
}


@pytest.fixture(scope="module")
def edges(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The galleries of the journeys at the edges."""
    folder = tmp_path_factory.mktemp("edges")
    for name, world in WORLDS.items():
        write_files(folder / name, render_gallery(*world))
    return folder


@browser
@pytest.mark.parametrize("name", ["index.html", "beijing-2025.html", "embed/beijing-2025.html"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing(page: Page, on_disk: Path, name: str, width: int, dark: bool):
    page.open(on_disk / name, width=width, dark=dark)
    page.ask(files("axe_core_python").joinpath("axe.min.js").read_text(encoding="utf-8") + "; 0")
    found = page.ask("axe.run(document).then(r => r.violations.map(v => [v.id, v.nodes.map(n => n.html)]))")
    assert found == []


def palette(dark: bool) -> dict[str, str]:
    text = colours(Desk())
    light, rest = text.split("@media", maxsplit=1)
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", light + (rest if dark else "")))
    return {key: value if len(value) == 7 else "#" + "".join(2 * c for c in value[1:]) for key, value in found.items()}


TEXT = [("ink", g) for g in ("paper", "wash", "landc", "sea", "t-short", "t-round", "t-fits", "t-over", "t-none")]
TEXT += [("ink2", g) for g in ("paper", "wash", "landc", "sea")] + [("ink3", "paper"), ("ink3", "wash")]
TEXT += [("link", "paper"), ("link", "wash"), ("water", "sea"), ("landt", "landc")]
TEXT += [("onmk", mark) for mark in ("short", "round", "fits", "over", "none")]
MARKS = [(m, g) for m in ("short", "round", "fits", "over", "none", "route") for g in ("paper", "landc", "sea")]
MARKS += [("focus", "paper"), ("focus", "wash"), ("rule2", "paper")]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_pair_of_colours_has_its_contrast(dark: bool):
    """Axe leaves text on drawings undecided; arithmetic does not. WCAG 2: text 4.5, marks 3."""
    known = palette(dark)
    for pairs, least in ((TEXT, 4.5), (MARKS, 3.0)):
        weak = {pair: round(r, 2) for pair in pairs if (r := contrast(known[pair[0]], known[pair[1]])) < least}
        assert not weak


@browser
@pytest.mark.parametrize(
    "name",
    [
        *(f"{world}/beijing-2025.html" for world in ("one", "many", "long", "endless")),
        "east/over.html",
        "west/over.html",
    ],
)
@pytest.mark.parametrize("width", [320, 1280])
def test_a_journey_at_the_edge_is_drawn_and_fits(page: Page, edges: Path, name: str, width: int):
    page.open(edges / name, width=width)
    assert page.seen.complaints == []
    assert page.seen.requests == [(edges / name).resolve().as_uri()]
    assert page.ask("document.documentElement.scrollWidth") <= width
    for line in (".leaflet-overlay-pane .way.main", ".graph:not([hidden]) .g-ray"):
        boxes = page.ask(f"[...document.querySelectorAll('{line}')].map(n => n.getBoundingClientRect().width)")
        assert max(boxes) > 30
    share = page.ask(
        "document.querySelector('.leaflet-overlay-pane .way.main').getBoundingClientRect().width"
        " / document.querySelector('.folium-map').clientWidth"
    )
    assert 0.4 < share < 1  # the long way round would make the map a thread


@pytest.mark.parametrize("name", WORLDS)
def test_a_journey_at_the_edge_keeps_to_its_weight(edges: Path, name: str):
    for file in (edges / name).glob("*.html"):
        assert file.stat().st_size < (150_000 if file.name == "index.html" else 400_000)
        assert len(gzip.compress(file.read_bytes(), 9)) < 120_000
    for file in (edges / name / "embed").glob("*.html"):
        assert file.stat().st_size < 30_000


@browser
def test_every_control_is_reached_by_keyboard_and_shows_it(page: Page, on_disk: Path):
    page.open(on_disk / "beijing-2025.html", width=1280)
    controls = "a[href], button, input, summary, [tabindex='0']"
    wanted = f'[...document.querySelectorAll("{controls}")].filter(n => n.offsetParent)'
    total = page.ask(f"{wanted}.length")
    reached = set()
    for _ in range(total + 2):
        for kind in ("keyDown", "keyUp"):
            page.call("Input.dispatchKeyEvent", type=kind, key="Tab", code="Tab", windowsVirtualKeyCode=9)
        at = page.ask(f"{wanted}.indexOf(document.activeElement)")
        if at >= 0:
            reached.add(at)
            assert page.ask("getComputedStyle(document.activeElement).outlineStyle") != "none"
    assert reached == set(range(total))


@browser
def test_targets_are_large_enough(page: Page, on_disk: Path):
    page.open(on_disk / "beijing-2025.html", width=375)
    small = page.ask(
        "[...document.querySelectorAll('button, input, .leaflet-bar a, summary')].filter(n => n.offsetParent)"
        ".filter(n => n.getBoundingClientRect().height < 24).map(n => n.outerHTML)"
    )
    assert small == []


@browser
def test_forced_colours_leave_marks_and_words(page: Page, on_disk: Path):
    page.open(on_disk / "beijing-2025.html", width=1280)
    page.call("Emulation.setEmulatedMedia", media="", features=[{"name": "forced-colors", "value": "active"}])
    assert page.ask("matchMedia('(forced-colors: active)').matches")
    page.ask("document.querySelector('.mapbox').scrollIntoView()")
    assert count_colour(page.picture(), (0xB8, 0x46, 0x00)) > 60
    assert page.ask("getComputedStyle(document.querySelector('.chip')).borderTopStyle") == "solid"


@browser
@pytest.mark.parametrize("name", ["one", "many", "long"])
def test_paper_has_light_ground_and_both_drawings(page: Page, edges: Path, name: str):
    page.open(edges / name / "beijing-2025.html", width=1280, dark=True)
    assert page.paper().startswith(b"%PDF-")
    page.call("Emulation.setEmulatedMedia", media="print", features=[{"name": "prefers-color-scheme", "value": "dark"}])
    for part in (".smap .wide-only", ".graph.wide-only"):
        assert page.ask(f"document.querySelector('{part}').getBoundingClientRect().height") > 100
    for part in (".if", ".folium-map", ".take ul"):
        assert page.ask(f"getComputedStyle(document.querySelector('{part}')).display") == "none"
    folded = "getComputedStyle(document.querySelector('details.und'), '::details-content').contentVisibility"
    assert name != "many" or page.ask(folded) == "visible"  # paper has nothing to unfold


@browser
def test_every_claim_is_in_the_file_to_take_along(page: Page, edges: Path):
    """Those that are folded away too, and a note that stands once on the page stands in each of its rows."""
    page.open(edges / "many" / "beijing-2025.html", width=1280)
    _, text = taken(page, "claims")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert len({row["statement"] for row in rows}) == 80
    assert len(rows) == 160
    assert {row["finding"] for row in rows} >= {"Fits", "Ends short", "Not decided"}
    assert all(row["note"] for row in rows if row["finding"] in {"Only if rounded", "Ends short"})


@browser
def test_the_gallery_is_searched_and_filtered_by_keyboard(page: Page, on_disk: Path):
    page.open(on_disk / "index.html", width=1280)
    shown = "[...document.querySelectorAll('[data-find]')].filter(n => !n.hidden).length"
    for kind in ("keyDown", "keyUp"):
        page.call("Input.dispatchKeyEvent", type=kind, key="/", text="/" if kind == "keyDown" else "")
    assert page.ask("document.activeElement.id") == "q"
    page.call("Input.insertText", text="평양 beijing")
    assert page.ask(shown) == 1
    page.call("Input.insertText", text=" nowhere")
    assert page.ask(shown) == 0
    assert page.ask("document.getElementById('count').textContent") == "0 of 1 journeys"
    for kind in ("keyDown", "keyUp"):
        page.call("Input.dispatchKeyEvent", type=kind, key="Escape")
    assert page.ask(shown) == 1
    page.ask("document.querySelector('.find input[value=square]').click()")
    assert page.ask(shown) == 1


@browser
def test_names_do_not_cover_each_other_in_a_wider_face(page: Page, on_disk: Path):
    """Readers get their system's face: every name on the drawn map is tried an eighth wider."""
    page.open(on_disk / "beijing-2025.html", width=1280, scripts=False)
    page.ask(
        "document.querySelectorAll('.smap text')"
        ".forEach(t => t.setAttribute('textLength', t.getComputedTextLength() * 1.12))"
    )
    clash = page.ask(
        "(() => { const t = [...document.querySelectorAll('.smap .wide-only text.city, .smap .wide-only text.water')]"
        ".map(n => [n.textContent, n.getBoundingClientRect()]); return t.flatMap(([a, p], i) => t.slice(i + 1)"
        ".filter(([b, q]) => p.left < q.right && q.left < p.right && p.top < q.bottom - 3 && q.top < p.bottom - 3)"
        ".map(([b]) => [a, b])); })()"
    )
    assert clash == []


@browser
@pytest.mark.parametrize("name", ["beijing-2025.html", "far/moscow-2001.html"])
@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_on_the_train_graph_is_cut_off_in_a_wider_face(page: Page, on_disk: Path, name: str, width: int):
    page.open(on_disk / name, width=width)
    seen = ".graph.wide-only" if width > 600 else ".graph.narrow-only"
    page.ask(
        f"document.querySelectorAll('{seen} .g-post').forEach(t => t.childElementCount < 2"
        " && t.setAttribute('textLength', t.getComputedTextLength() * 1.12))"
    )
    cut = page.ask(
        f"(() => {{ const box = document.querySelector('{seen}').getBoundingClientRect(); return"
        f" [...document.querySelectorAll('{seen} text')].map(t => [t.textContent, t.getBoundingClientRect()])"
        ".filter(([, r]) => r.left < box.left - 1 || r.right > box.right + 1 || r.bottom > box.bottom + 1)"
        ".map(([words]) => words); })()"
    )
    assert cut == []
