"""The committed gallery is what the records render to, byte for byte, and no heavier than it may be."""

import gzip
from pathlib import Path

import pytest

import geodata
from geodata.pages import render_gallery

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def rendered() -> dict[str, str]:
    records = geodata.load()
    return render_gallery(records, geodata.check(records))


def test_the_committed_pages_are_fresh(rendered: dict[str, str]):
    for name, html in rendered.items():
        assert (ROOT / "maps" / name).read_text("utf-8") == html, f"{name} is stale: run geodata map"


def test_pages_weigh_no_more_than_they_may(rendered: dict[str, str]):
    """A journey's page 400 kB and 120 kB compressed, the index 150 kB, an embed 60 kB."""
    for name, html in rendered.items():
        limit = 60_000 if name.startswith("embed/") else 150_000 if name == "index.html" else 400_000
        size = len(html.encode())
        assert size <= limit, f"{name} has {size} bytes, {size - limit} too many"
        assert len(gzip.compress(html.encode(), 9)) <= 120_000, name
