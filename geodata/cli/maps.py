"""Pages: ``map``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from geodata.cli.choosing import read_records
from geodata.cli.options import Policy_, Records_, path_of, policy_of
from geodata.cli.saying import progress, say
from geodata.errors import UsageError


def map_(
    journeys: Annotated[list[str] | None, typer.Argument(metavar="[JOURNEY]...", help="Default: all.")] = None,
    *,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", parser=path_of)] = Path("maps"),
    check_: Annotated[bool, typer.Option("--check", help="Write nothing; say whether the pages are fresh.")] = False,
    format_: Annotated[
        str, typer.Option("--format", metavar="NAMES", help="html, embed, svg, png; several with commas.")
    ] = "html,embed",
    lang: Annotated[str, typer.Option("--lang", help="en, ko, zh, ja, fr, es, de or ru.")] = "en",
    site: Annotated[str | None, typer.Option("--site", metavar="URL", help="Where the gallery will stand.")] = None,
    edit: Annotated[
        Path | None,
        typer.Option(
            "--edit", metavar="FILE", parser=path_of, help="A desk's headlines, order, omissions, colours, contact."
        ),
    ] = None,
    borders: Annotated[Literal["crossed", "none"], typer.Option("--borders")] = "crossed",
    tiles: Annotated[
        str | None,
        typer.Option("--tiles", metavar="URL", help="Your own online tiles, with {x}, {y}, {z}; default: none."),
    ] = None,
    tiles_credit: Annotated[str, typer.Option("--tiles-credit", metavar="TEXT", help="The credit they ask for.")] = "",
    policy: Policy_ = None,
    records: Records_ = None,
) -> int:
    """Draw one self-contained HTML page per journey, and an index."""
    from geodata import checking, pages
    from geodata.side_by_side import processors
    from geodata.writing import stale_files, write_files

    read, unread, _ = read_records([], records)
    if unread:
        return say(*map(str, unread))
    for name in journeys or []:
        if name not in read.journeys:
            raise UsageError(f'no journey "{name}" on record; known are {", ".join(sorted(read.journeys))}')
    table = policy_of(policy)
    with progress("checking") as watch:
        outcome = checking.check(read, policy=table, watch=watch, workers=processors())
    outcome = checking.retell(outcome, read, lang, policy=table) if lang != "en" else outcome
    formats = tuple(filter(None, (name.strip() for name in format_.split(","))))
    hand = pages.read_edit(edit) if edit else pages.Edit()
    desk = pages.Desk(formats, lang, site, borders == "crossed", tiles, tiles_credit, hand)
    with progress("drawing") as watch:
        files = pages.render_gallery(read, outcome, desk, watch, processors())
    for name in journeys or []:
        if name not in map(pages.journey_of, files):
            raise UsageError(f"journey {name} has no legs, so it has no page of its own; its claims stand on the index")
    if journeys:
        files = {name: text for name, text in files.items() if pages.journey_of(name) in journeys}
    if check_:
        stale = stale_files(out, files)
        for name in stale:
            print(f"{(out / name).as_posix()}: not what the records render to; run geodata map")
        return int(bool(stale))
    drawings = {name: text for name, text in files.items() if "png" in formats or name.startswith("card/")}
    pictures = pages.render_pictures(drawings)
    made: dict[str, str | bytes] = {**files, **pictures}
    write_files(out, {name: made[name] for name in stale_files(out, made)})  # what is fresh keeps its time
    for name in made:
        print((out / name).as_posix())
    return 0
