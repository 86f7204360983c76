"""The committed gallery is what the records render to, byte for byte."""

from pathlib import Path

import geodata
from geodata.pages import render_gallery

ROOT = Path(__file__).parent.parent


def test_the_committed_pages_are_fresh():
    records = geodata.load()
    for name, html in render_gallery(records, geodata.check(records)).items():
        assert (ROOT / "maps" / name).read_text("utf-8") == html, f"{name} is stale: run geodata map"
