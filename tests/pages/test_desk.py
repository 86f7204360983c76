"""What a desk decides: form, words, colours, borders, tiles, and the page in somebody else's frame."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from geodata.errors import UnreadableRecordsError, UsageError
from geodata.pages import Desk, Edit, journey_of, read_edit, render_gallery, render_pictures
from geodata.pages.journey import snippet
from tests.conftest import RunGeodata
from tests.pages.browser import Page
from tests.pages.conftest import World
from tests.pages.test_gallery import Reader


def with_edit(world: World, **edit: object) -> dict[str, str]:
    return render_gallery(*world, Desk(edit=Edit.model_validate(edit)))


def test_a_desk_sets_headline_contact_and_colours(small_world: World):
    html = with_edit(
        small_world,
        headlines={"beijing-2025": "Ours <b>"},
        contact={"text": "desk@example.org", "url": "https://example.org/corrections"},
        colours={"short": "#aa0000"},
    )["beijing-2025.html"]
    assert "<h1>Ours &lt;b&gt;</h1>" in html
    assert 'href="https://example.org/corrections"' in html
    assert "--short:#aa0000" in html


def test_a_desk_leaves_out_a_report_and_nothing_of_it_stays(small_world: World):
    html = with_edit(small_world, omit=["beijing-2025/short"])["beijing-2025.html"]
    assert "Short Post" not in html
    assert "Round Times" in html


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("headlines: {beijing-2025: 7}", "must be text"),
        ("colours: {short: red}", "short: must be of the form"),
        ("colours: {short: '#ffee00'}", "contrast"),
        ("verdicts: {a: agree}", "verdicts"),
    ],
)
def test_a_wrong_edit_is_told_with_its_place(tmp_path: Path, text: str, told: str):
    file = tmp_path / "desk.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableRecordsError) as caught:
        read_edit(file)
    assert "desk.yaml:1:" in str(caught.value)
    assert told in str(caught.value)


@pytest.mark.parametrize(
    "desk",
    [
        Desk(formats=("pdf",)),
        Desk(language="eo"),
        Desk(site="http://example.org"),
        Desk(tiles="https://example.org/tiles"),
        Desk(tiles="https://example.org/{z}/{x}/{y}.png'; default-src *"),
        Desk(edit=Edit.model_validate({"order": ["nowhere"]})),
        Desk(edit=Edit.model_validate({"omit": ["beijing-2025/nobody"]})),
    ],
)
def test_a_wish_that_cannot_be_met_is_one_line(small_world: World, desk: Desk):
    with pytest.raises(UsageError) as caught:
        render_gallery(*small_world, desk)
    assert "\n" not in str(caught.value)


def test_borders_can_be_left_out(small_world: World):
    html = render_gallery(*small_world, Desk(borders=False))["beijing-2025.html"]
    assert '<path class="b-borders"' not in html
    assert "De facto borders" not in html


def test_tiles_are_asked_for_only_where_a_desk_says_so(small_world: World, gallery: dict[str, str]):
    assert "img-src data:;" in gallery["beijing-2025.html"]
    tiles = "https://tiles.example.org/{z}/{x}/{y}.png?key=mine"
    html = render_gallery(*small_world, Desk(tiles=tiles, tiles_credit="© Somebody"))["beijing-2025.html"]
    assert "img-src data: https://tiles.example.org;" in html
    assert "© Somebody" in html
    assert "This page asks no other host" not in html


def test_files_for_print_desks_stand_alone(small_world: World):
    made = render_gallery(*small_world, Desk(formats=("svg",)))
    assert set(made) == {"svg/beijing-2025-map.svg", "svg/beijing-2025-graph.svg", "svg/beijing-2025.txt"}
    assert {journey_of(name) for name in made} == {"beijing-2025"}
    for name in list(made)[:2]:
        tree = ET.fromstring(made[name])  # noqa: S314 - our own file
        assert tree.findtext("{http://www.w3.org/2000/svg}title")
        assert tree.findtext("{http://www.w3.org/2000/svg}desc")
        assert "var(" not in made[name]
        assert "script" not in made[name]
        assert "De facto borders" in made[name]
    assert "ends at least 201" in made["svg/beijing-2025.txt"]
    assert "Map of the way through" in made["svg/beijing-2025.txt"]


def test_pictures_are_drawn_from_the_same_files(small_world: World):
    pytest.importorskip("resvg_py")
    made = render_pictures(render_gallery(*small_world, Desk(formats=("png", "html"), site="https://example.org/m/")))
    assert set(made) == {"png/beijing-2025-map.png", "png/beijing-2025-graph.png", "card/beijing-2025.png"}
    assert all(picture.startswith(b"\x89PNG") and len(picture) > 20_000 for picture in made.values())


def test_a_site_gets_cards_with_whole_addresses(small_world: World, gallery: dict[str, str]):
    assert "og:image" not in gallery["beijing-2025.html"]
    html = render_gallery(*small_world, Desk(site="https://example.org/m/"))["beijing-2025.html"]
    assert '<meta property="og:image" content="https://example.org/m/card/beijing-2025.png">' in html


def test_the_embed_is_small_and_names_no_host(gallery: dict[str, str]):
    html = gallery["embed/beijing-2025.html"]
    assert len(html.encode()) < 30_000
    assert "ends at least 201" in Reader(html).text
    assert [a["href"] for tag, a in Reader(html).elements if tag == "a"] == ["../beijing-2025.html"]


@pytest.mark.browser
def test_the_host_is_told_the_height_and_listens_to_its_frame_alone(page: Page, on_disk: Path, tmp_path: Path):
    class Named:
        id = "beijing-2025"

    text = snippet(Named(), Desk()).replace("https://YOUR-SITE/maps", on_disk.resolve().as_uri())  # type: ignore[arg-type]
    assert 'sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"' in text
    host = tmp_path / "host.html"
    host.write_text(f"<!DOCTYPE html><title>Host</title>{text}", encoding="utf-8")
    page.open(host, width=600)
    page.ask("new Promise(done => setTimeout(() => done(true), 400))")
    height = int(page.ask("document.querySelector('iframe').height"))
    assert 250 < height != 460
    page.ask("window.postMessage({type: 'embed-height', id: 'beijing-2025', height: 3000}, '*')")
    page.ask("new Promise(done => setTimeout(() => done(true), 50))")
    assert int(page.ask("document.querySelector('iframe').height")) == height


def test_the_command_takes_the_desk_s_wishes(run_geodata: RunGeodata, tmp_path: Path):
    edit = tmp_path / "desk.yaml"
    edit.write_text("headlines: {beijing-2025: By hand}\n", encoding="utf-8")
    done = run_geodata("map", "beijing-2025", "--format", "html,svg", "--edit", edit, "--out", tmp_path / "m")
    assert done.returncode == 0, done.stderr
    assert sorted(re.sub(r".*/m/", "", line) for line in done.stdout.split()) == [
        "beijing-2025.html",
        "svg/beijing-2025-graph.svg",
        "svg/beijing-2025-map.svg",
        "svg/beijing-2025.txt",
    ]
    assert "<h1>By hand</h1>" in (tmp_path / "m/beijing-2025.html").read_text(encoding="utf-8")
    assert run_geodata("map", "--lang", "xx").returncode == 2
