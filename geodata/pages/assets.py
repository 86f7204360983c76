"""The files of this package that pages are made of, and the filling of templates."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from geodata.pages import basemap
from geodata.pages.csp import policy
from geodata.pages.desk import Desk
from geodata.pages.leaflet import engine
from geodata.pages.tongue import say, spoken
from geodata.pages.view import Link
from geodata.pages.wording import chips

if TYPE_CHECKING:
    from jinja2 import Environment


@cache
def own(name: str) -> str:
    """A file of this package; scripts and styles without their indents and the lines that are comments."""
    text = files("geodata.pages").joinpath(name).read_text(encoding="utf-8")
    if name.endswith((".js", ".css")):
        text = re.sub(r"^\s+|^\s*//.*\n|^/\*.*\*/\n", "", text, flags=re.MULTILINE)
    return text


def _slim(style: str) -> str:
    """A style sheet without the spaces that only its readers need."""
    return re.sub(r'("[^"]*")|\s*([{};])\s*|(?<=[:,])\s+', r"\1\2", style).replace(";}", "}\n").strip()


def colours(desk: Desk) -> str:
    """Colours and faces, with the dark ones and those that a desk has set."""
    dark = own("dark.css") + "".join(f" --{tone}: {value};" for tone, value in sorted(desk.edit.dark_colours.items()))
    light = "".join(f"--{tone}: {value}; " for tone, value in sorted(desk.edit.colours.items()))
    mine = f":root {{ {light}}}\n" if light else ""
    text = own("colours.css")
    first = text.index("@media")
    return text[:first] + mine + text[first:].replace("/* dark.css */", dark.replace("\n", " ").strip())


def sheet(desk: Desk) -> str:
    """The style of whole pages. Two notes of the table of claims stand here once, not in each of its rows."""
    style = own("page.css")
    for words in ("The rest leaves", "same figures, no source named"):
        style = style.replace(f'"{words}"', f'"{say(words)}"')
    return colours(desk) + own("map.css") + style


def contact(desk: Desk) -> Link:
    """Whom readers tell about an error."""
    mine = desk.edit.contact
    return Link(mine.text, mine.url) if mine else Link(say("Open an issue in the project’s tracker."))


@cache
def _templates() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("geodata.pages"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    made.globals["_"] = say
    return made


def fill(
    template: str,
    desk: Desk,
    *,
    scripts: Sequence[str] = (),
    styles: Sequence[str],
    trusted: Mapping[str, str] | None = None,
    **shown: object,
) -> str:
    """Fill a template.

    Only our own scripts and styles, folium's empty element and escaped JSON (``trusted``) stand
    unescaped, and the policy names every script and style by its hash.
    """
    from markupsafe import Markup

    styles = [_slim(style) for style in styles]
    if any("</script" in text.lower() or "</style" in text.lower() for text in (*scripts, *styles)):
        raise AssertionError
    text = (
        _templates()
        .get_template(template)
        .render(
            policy=policy(scripts, styles, desk.tiles),
            chips=chips(),
            lang=spoken(),
            site=desk.site.rstrip("/") if desk.site else None,
            contact=contact(desk),
            borders_credit=basemap.CREDIT,
            leaflet_version=engine().version,
            leaflet_licence=own("data/leaflet-licence.txt").strip(),
            tiles=bool(desk.tiles),
            tiles_credit=desk.tiles_credit,
            scripts=[Markup(each) for each in scripts],  # noqa: S704 - ours and Leaflet's, numbers from folium
            styles=[Markup(each) for each in styles],  # noqa: S704 - ours and Leaflet's
            **{name: Markup(each) for name, each in (trusted or {}).items()},  # noqa: S704 - see above
            **shown,
        )
    )
    return text.rstrip() + "\n"
