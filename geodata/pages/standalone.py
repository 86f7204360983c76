"""Map and train graph as files of their own, with caption and alt text, for desks that print.

No variable, no outside style: programs that draw for print know neither.
"""

from __future__ import annotations

import re
from functools import cache

from geodata.pages import basemap
from geodata.pages.assets import colours, fill, own
from geodata.pages.chart import plot
from geodata.pages.desk import Desk
from geodata.pages.drawing import draw
from geodata.pages.graph import told
from geodata.pages.journey import map_told
from geodata.pages.page import JourneyPage
from geodata.pages.raster import FACES
from geodata.pages.tongue import say

MAP, GRAPH, CARD = (900, 640), (760, 640), (1200, 630)
_OWN = (
    ".press-t { font-size: 20px; font-weight: 700; }",
    ".press-c { font-size: 12px; }",
    ".map .nat { font-family: 'Noto Sans CJK SC', 'Noto Sans CJK KR', 'Noto Sans', sans-serif; }",
)
_TONES = ("short", "round", "fits", "over", "none")


def press(page: JourneyPage, desk: Desk) -> dict[str, str]:
    """``<journey>-map.svg``, ``<journey>-graph.svg`` and the text that goes with them."""
    if page.scene is None:
        raise AssertionError
    credit = " · ".join(
        filter(None, (basemap.CREDIT if page.scene.borders else "", say("Record version {hash}", hash=page.version)))
    )
    alts = {"map": map_told(page)}
    made = {
        f"{page.id}-map.svg": fill(
            "press.svg.j2",
            desk,
            styles=[style(desk)],
            drawing=draw(page.scene, MAP, detail=2),
            chart=None,
            title=page.headline,
            alt=alts["map"],
            credit=credit,
        )
    }
    if page.graph is not None:
        alts["graph"] = told(page.graph)
        made[f"{page.id}-graph.svg"] = fill(
            "press.svg.j2",
            desk,
            styles=[style(desk)],
            drawing=None,
            chart=plot(page.graph, GRAPH, wide=True),
            title=page.headline,
            alt=alts["graph"],
            credit=credit,
        )
    texts = [f"{page.headline}\n\n{' '.join(page.standfirst)}\n\n{credit}\n"]
    texts += [f"{name}\n{alt}\n" for name, alt in alts.items()]
    made[f"{page.id}.txt"] = "\n".join(texts).replace("\u2060", "")  # joiners are for browsers
    return made


def card(page: JourneyPage, desk: Desk) -> str:
    """The picture that other sites show beside a link."""
    if page.scene is None:
        raise AssertionError
    return fill(
        "press.svg.j2",
        desk,
        styles=[style(desk)],
        drawing=draw(page.scene, (CARD[0] / 1.6, (CARD[1] - 120) / 1.6), detail=1),
        chart=None,
        title=page.headline,
        alt=map_told(page),
        credit=page.kicker,
    )


def style(desk: Desk) -> str:
    """``map.css`` with every variable replaced by its light value, once for each tone where that decides."""
    return _resolved(colours(desk))


@cache
def _resolved(palette: str) -> str:
    light = palette[: palette.index("@media")]
    values = dict(re.findall(r"--([\w-]+): ([^;]+);", light))
    values["sans"] = ", ".join(f"'{face}'" for face in FACES) + ", sans-serif"
    rules = []
    for selectors, body in re.findall(r"([^{}]+)\{([^{}]*)\}", own("map.css")):
        if "--c:" in body:
            continue
        plain = body.strip()
        if "var(--c)" not in plain:
            rules.append(f"{selectors.strip()} {{ {_filled(plain, values)} }}")
            continue
        for tone in _TONES:
            named = ", ".join(
                f".t-{tone} {each}, .t-{tone}{each}" if each.startswith(".") else f".t-{tone} {each}"
                for each in (part.strip() for part in selectors.split(","))
            )
            rules.append(f"{named} {{ {_filled(plain, values | {'c': values[tone]})} }}")
    return "\n".join((*rules, *_OWN)) + "\n"


def _filled(body: str, values: dict[str, str]) -> str:
    return re.sub(r"var\(--([\w-]+)\)", lambda found: values.get(found[1], "#000"), body)
