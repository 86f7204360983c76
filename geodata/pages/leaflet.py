"""The zoomable map: folium draws ways and base, Leaflet comes from its package, both inlined.

folium renders its finished output as a Jinja template once more, so only numbers and the
constants of this module may pass through it. Whatever a record says is added in the browser,
as text, by ``page.js``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path as File
from typing import Any

from geodata.pages.basemap import Basemap
from geodata.pages.clipping import Path
from geodata.pages.drawing import stretches
from geodata.pages.projection import Frame, LatLon
from geodata.pages.view import Scene

CRS = "Geodata"
"""The name under which ``crs.js`` registers the cone of ``projection``."""


_UNUSED = r"\.(?:leaflet-popup|leaflet-tooltip|leaflet-control-layers|leaflet-control-attribution|leaflet-oldie"
_UNUSED += (
    r"|leaflet-safari|leaflet-vml|leaflet-crosshair|leaflet-attribution-flag|leaflet-div-icon|leaflet-zoom-anim )"
)
"""What Leaflet styles and these maps do without."""


@dataclass(frozen=True, slots=True)
class Engine:
    """Leaflet's own script and style, fit to stand inside a page."""

    script: str
    style: str
    version: str


@cache
def engine() -> Engine:
    """Leaflet as its package ships it, without its links to pictures and source maps and without VML."""
    from xstatic.pkg import leaflet

    folder = File(leaflet.BASE_DIR)
    script = folder.joinpath("leaflet.js").read_text(encoding="utf-8")
    style = folder.joinpath("leaflet.css").read_text(encoding="utf-8")
    script = re.sub(r"\n?//# sourceMappingURL=\S*\s*$", "\n", script)
    style = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
    style = re.sub(r"[^{}]*\{[^{}]*(?:#default#VML|url\()[^{}]*\}", "", style)
    style = re.sub(rf"[^{{}}]*{_UNUSED}[^{{}}]*\{{[^{{}}]*\}}", "", style)
    version = re.search(r"Leaflet (\S+),", script)
    return Engine(script, re.sub(r"\s*\n\s*", "\n", style).strip(), version[1] if version else leaflet.VERSION)


def zoomable(scene: Scene, base: Basemap, frame: Frame, tiles: str | None = None) -> tuple[str, str]:
    """The map's element and its script, as folium writes them, with ids that are the same every time.

    ``base`` is in pixels of ``frame``. Online tiles are drawn in the plane of the web’s maps, without it.
    """
    import folium

    class Bare(folium.Map):
        """A map that asks no other host for scripts and styles."""

        default_js: list[tuple[str, str]] = []  # noqa: RUF012 - folium's own name and type
        default_css: list[tuple[str, str]] = []  # noqa: RUF012

    chart = Bare(
        location=_rounded([frame.cone.unproject(frame.centre)])[0], **_OPTIONS | ({"crs": "EPSG3857"} if tiles else {})
    )
    for name, paths, filled in _layers(scene, Basemap((), (), (), ()) if tiles else base, frame):
        if paths:
            layer = (folium.Polygon if filled else folium.PolyLine)(
                [_rounded(path, 2 if name.startswith("b-") else 3) for path in paths]  # a kilometre will do for coasts
            )
            # Leaflet sets points on whole pixels: a long even line would wobble if it kept them all.
            smooth = 0.6 if filled else 1.3
            layer.options = {"className": name, "fill": filled, "smoothFactor": smooth, **_STYLE}
            layer.add_to(chart)
    figure: Any = chart.get_root()  # branca's Figure, typed as any element
    figure.render()
    html, script = _steady(figure.html.render(), figure.script.render())
    return html, script


_OPTIONS: dict[str, Any] = {
    "zoom_start": -1,
    "tiles": None,
    "crs": CRS,
    "zoom_control": False,
    "attribution_control": False,
    "zoom_snap": 0,
    "zoom_delta": 0.75,
    "wheel_px_per_zoom_level": 120,
    "scroll_wheel_zoom": False,
    "inertia": False,
    "fade_animation": False,
    "zoom_animation": False,
}
_STYLE = {"interactive": False, "stroke": True, "fillOpacity": 1}


def _layers(scene: Scene, base: Basemap, frame: Frame) -> Iterator[tuple[str, Sequence[Path], bool]]:
    """What is drawn, from the ground up: the name of its style, its paths, whether they are filled."""
    borders = [[line for contested, line in base.borders if contested is disputed] for disputed in (False, True)]
    for name, paths, filled in (
        ("b-land", base.land, True),
        ("b-rivers", base.rivers, False),
        ("b-lakes", base.lakes, True),
        ("b-borders", borders[0], False),
        ("b-borders b-disputed", borders[1], False),
    ):
        yield name, [tuple(map(frame.lat_lon, path)) for path in paths], filled
    for standing in ("possible", "usual", "main"):
        paths = [way.path for way in scene.ways if way.standing == standing]
        yield f"way {standing}", paths, False
    for name, path in stretches(scene.reaches):
        yield name, [path], False


def _rounded(path: Path | list[LatLon], digits: int = 3) -> list[list[float]]:
    return [[round(lat, digits), round(lon, digits)] for lat, lon in path]


def _steady(*texts: str) -> tuple[str, ...]:
    """Branca names elements by random numbers: numbered here in order of appearance instead."""
    names: dict[str, str] = {}

    def numbered(found: re.Match[str]) -> str:
        return names.setdefault(found[0], str(len(names) + 1))

    # Numbers and our own constants are all there is, so no string holds a space that counts.
    slim = (re.sub(r"(?<=[,\[{(:;]) | (?=[}\])])", "", re.sub(r"\s+", " ", text.strip())) for text in texts)
    return tuple(re.sub(r"(?<=_)[0-9a-f]{32}\b", numbered, text) for text in slim)
