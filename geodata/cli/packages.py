"""``export``: the data package."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from geodata.cli.choosing import read_records
from geodata.cli.options import Policy_, Records_, path_of, policy_of
from geodata.cli.saying import progress, say


def export(
    *,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", parser=path_of, help="Replaced as a whole.")] = Path(
        "export"
    ),
    format_: Annotated[
        list[str] | None,
        typer.Option("--format", metavar="NAMES", help="csv,geojson,sqlite,gpkg,xlsx,kml,gpx,jsonld; also parquet."),
    ] = None,
    publisher: Annotated[
        str | None, typer.Option("--publisher", help="Who signs the ClaimReview items; with --page-url.")
    ] = None,
    page_url: Annotated[
        str | None,
        typer.Option("--page-url", metavar="URL", help="The page they stand on; {journey} is its journey's id."),
    ] = None,
    policy: Policy_ = None,
    records: Records_ = None,
) -> int:
    """Write the data package: every record and every verdict, in the formats that desks open."""
    from geodata import checking, exports
    from geodata.side_by_side import processors

    signed = exports.signature(publisher, page_url)
    names = [name.strip() for text in format_ or [] for name in text.split(",")]
    formats = exports.chosen(names) if names else exports.DEFAULT
    read, unread, _ = read_records([], records)
    if unread:
        return say(*map(str, unread))
    table = policy_of(policy)
    with progress("checking") as watch:
        outcome = checking.check(read, policy=table, watch=watch, workers=processors())
    with progress("exporting") as told:
        version = exports.export(read, outcome, out, formats=formats, signed=signed, policy=table, progress=told)
    print(f"{out.as_posix()}: data version {version}")
    return 0
