"""Records and outcome → the files of the gallery. Pure: same input, same bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from geodata.ground import Atlas
from geodata.outcome import Outcome
from geodata.pages.compose import compose
from geodata.pages.desk import Desk, checked
from geodata.pages.embed import embed
from geodata.pages.index import index
from geodata.pages.journey import journey
from geodata.pages.page import JourneyPage
from geodata.pages.raster import png
from geodata.pages.standalone import card, press
from geodata.pages.tongue import speaking
from geodata.records import Journey, Records
from geodata.side_by_side import side_by_side


def render_gallery(
    records: Records,
    outcome: Outcome,
    desk: Desk | None = None,
    watch: Callable[[int, int], None] | None = None,
    workers: int = 1,
) -> dict[str, str]:
    """File names to whole files: ``index.html``, ``<journey>.html``, ``embed/<journey>.html``, ``svg/…``.

    A journey without legs has no page of its own; its claims stand on the index. Pictures are made
    from the SVG files (``render_pictures``), which therefore come along where PNG is asked for.
    ``watch`` is told how many journeys have been drawn, and of how many. ``workers`` processes share the drawing.
    """
    known = [found.id for found in outcome.journeys]
    desk = checked(desk or Desk(), known, sorted(records.reports))
    atlas = Atlas(records)
    order = {name: i for i, name in enumerate(desk.edit.order)}
    newest = sorted(outcome.journeys, key=lambda found: _begun(records.journeys[found.id].record), reverse=True)
    ordered = sorted(newest, key=lambda found: (order.get(found.id, len(order)), not found.statements))
    files: dict[str, str] = {}
    with speaking(desk.language):
        pages = [compose(records, found, atlas, outcome.policy, desk) for found in ordered]
        mapped = [page for page in pages if page.scene is not None]
        if "html" in desk.formats:
            files["index.html"] = index(pages, _origins(records, pages), desk)
        for done, drawn in enumerate(side_by_side(lambda page: _drawn(page, desk), mapped, workers), 1):
            files |= drawn
            if watch:
                watch(done, len(mapped))
    return files


def _drawn(page: JourneyPage, desk: Desk) -> dict[str, str]:
    """The files of one journey in every form that is asked for."""
    files: dict[str, str] = {}
    if "html" in desk.formats:
        files[f"{page.id}.html"] = journey(page, desk)
    if "embed" in desk.formats:
        files[f"embed/{page.id}.html"] = embed(page, desk)
    if {"svg", "png"} & set(desk.formats):
        files |= {f"svg/{name}": text for name, text in press(page, desk).items()}
    if desk.site and "html" in desk.formats:
        files[f"card/{page.id}.svg"] = card(page, desk)
    return files


def _begun(journey: Journey) -> str:
    """The first day that is on record, for sorting; of a trip that was not made, none."""
    days = (journey.left, *(leg.on for leg in journey.legs.values()), journey.home)
    return str(next(filter(None, days), ""))


def _origins(records: Records, pages: Sequence[JourneyPage]) -> dict[str, list[tuple[str, str, str]]]:
    """Who said it first and what, to the journeys that repeat it, in the order of the records."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for key, filed in records.origins.items():
        told = [(page.title, page.id if page.scene else "", page.origins[key]) for page in pages if key in page.origins]
        if told:
            found[f"{filed.record.who}: {filed.record.what}"] = told
    return found


def render_pictures(files: Mapping[str, str]) -> dict[str, bytes]:
    """The SVG files among these as PNG: ``svg/x.svg`` as ``png/x.png``, ``card/x.svg`` beside itself."""
    return {
        name.replace("svg/", "png/", 1).removesuffix(".svg") + ".png": png(
            text, 1200 if name.startswith("card/") else 2000
        )
        for name, text in files.items()
        if name.endswith(".svg")
    }


def journey_of(name: str) -> str:
    """The journey that a file of the gallery is about."""
    return name.rsplit("/", 1)[-1].rsplit(".", 1)[0].removesuffix("-map").removesuffix("-graph")
