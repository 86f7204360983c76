"""Questions by hand: ``ask`` and ``distance``."""

from __future__ import annotations

import sys
from typing import Annotated, Literal

import typer

from geodata.cli.choosing import whole_records
from geodata.cli.options import Mode_, Policy_, Records_, day_of, ground_of, policy_of
from geodata.errors import UsageError


def ask(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FROM TO [QUANTITY]...]", help='Pyongyang Beijing "50 km/h" "nearly 20 hours"'),
    ] = None,
    *,
    start: Annotated[str | None, typer.Option("--from", metavar="PLACE", help="A known name, or LAT,LON.")] = None,
    end: Annotated[str | None, typer.Option("--to", metavar="PLACE")] = None,
    by: Annotated[Mode_, typer.Option("--by")] = "rail",
    speed: Annotated[str | None, typer.Option("--speed")] = None,
    speed_role: Annotated[
        Literal["average", "moving", "cruising", "maximum"] | None,
        typer.Option("--speed-role", help="What the speed means; default: as an average and as a limit."),
    ] = None,
    duration: Annotated[str | None, typer.Option("--duration")] = None,
    distance_: Annotated[str | None, typer.Option("--distance")] = None,
    left: Annotated[str | None, typer.Option("--left", metavar="TIME", help='"2025-09-01 afternoon", or ISO.')] = None,
    arrived: Annotated[str | None, typer.Option("--arrived", metavar="TIME")] = None,
    zone: Annotated[
        str | None, typer.Option("--zone", help="IANA zone of both times, or FROM,TO; default: of each place.")
    ] = None,
    ground_km: Annotated[
        str | None, typer.Option("--ground-km", metavar="LOW-HIGH", help="The distance, if known.")
    ] = None,
    format_: Annotated[Literal["text", "json"], typer.Option("--format")] = "text",
    explain: Annotated[
        bool, typer.Option("--explain", help="Add a paragraph on what was tried and assumed, and the programme's rows.")
    ] = False,
    policy: Policy_ = None,
    records: Records_ = None,
) -> int:
    """Ask whether numbers about one trip can all be true."""
    from geodata import reasoning

    if explain and format_ != "text":
        raise UsageError("--explain is text; leave --format out")
    given = list(words or [])
    start = given.pop(0) if start is None and given else start
    end = given.pop(0) if end is None and given else end
    if start is None or end is None:
        raise UsageError('needs two places: geodata ask Pyongyang Beijing "50 km/h" "nearly 20 hours"')
    question = reasoning.Ask(
        start.strip(),
        end.strip(),
        given,
        by,
        speed,
        speed_role,
        duration,
        distance_,
        left,
        arrived,
        zone,
        ground_of(ground_km),
    )
    table = policy_of(policy)
    known = whole_records(records)
    judgement, asked = reasoning.ask(question, known, table)
    if format_ == "json":
        from geodata.formats.answers import answer_json

        sys.stdout.write(answer_json(judgement, reasoning.implied(asked), table.summary()))
    else:
        from geodata.formats.answers import answer_text

        sys.stdout.write(answer_text(judgement, table.version))
    if explain:
        from geodata.formats.explained import explained_text

        sys.stdout.write("\n" + explained_text(reasoning.explain(judgement, asked, table, known)))
    return int(judgement.verdict == "conflict")


def distance(
    start: Annotated[str, typer.Argument(metavar="FROM")],
    end: Annotated[str, typer.Argument(metavar="TO")],
    *,
    via: Annotated[
        list[str] | None, typer.Option("--via", metavar="PLACE", help="On the way; may be repeated.")
    ] = None,
    by: Annotated[Mode_, typer.Option("--by")] = "rail",
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="Over lines open on that day.")] = None,
    format_: Annotated[Literal["text", "json"], typer.Option("--format")] = "text",
    records: Records_ = None,
) -> None:
    """Measure how far it is, section by section, with sources."""
    from geodata.formats.answers import distance_json, distance_text
    from geodata.ground import Atlas

    atlas = Atlas(whole_records(records))
    spots = [atlas.gazetteer.find(name) for name in (start, *(via or []), end)]
    if len({(spot.lat, spot.lon) for spot in spots}) == 1:
        raise UsageError(f"{spots[0].name} is where it starts and where it ends; give two places, or a --via between")
    route = atlas.route(spots, mode=by, on=day_of(on))
    names = {key: filed.record.name for key, filed in atlas.records.places.items()}
    if format_ == "json":
        sys.stdout.write(
            distance_json(route.start.id or route.start.name, route.end.id or route.end.name, route.ground)
        )
    else:
        sys.stdout.write(distance_text(route.start.name, route.end.name, route.ground, names))
