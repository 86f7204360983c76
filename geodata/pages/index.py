"""The gallery's first page: every journey with a small map, all of them on one, origins with their copies."""

from __future__ import annotations

from geodata.pages.assets import colours, fill, own
from geodata.pages.desk import Desk
from geodata.pages.drawing import draw
from geodata.pages.page import JourneyPage

CARD = (560, 300)


def index(pages: list[JourneyPage], desk: Desk) -> str:
    """The whole document."""
    return fill(
        "index.html.j2",
        desk,
        styles=[colours(desk) + own("map.css") + own("page.css")],
        cards=[(page, draw(page.scene, CARD, detail=0)) for page in pages if page.scene],
        lists=[page for page in pages if page.scene is None],
    )
