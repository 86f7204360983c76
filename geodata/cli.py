"""The command line: parse, call one function, print, exit. The only module that prints.

Exit status: 0 fine; 1 findings at or above ``--fail-on`` (``ask``: verdict conflict; ``map --check``:
stale); 2 wrong usage, or a file that cannot be read.
"""

from __future__ import annotations

import os
import re
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NoReturn

import typer

from geodata.errors import GeodataError, UnreadableError, UnreadableRecordsError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.reasoning import Policy
    from geodata.records import Records

app = typer.Typer(
    name="geodata",
    help="Checks what the news says about train journeys against the ground: can these numbers all be true?",
    rich_markup_mode=None,
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)

Records_ = Annotated[
    Path | None,
    typer.Option("--records", metavar="DIR", help="Own journeys, read over the shipped lines and places."),
]
Policy_ = Annotated[Path | None, typer.Option("--policy", metavar="FILE", help="Another table of hedges and bands.")]
Mode_ = Literal["rail", "road", "air", "sea"]
# Typer brings a click of its own, or uses the installed one; the parent of its public BadParameter is the
# exception that every misuse of the command line derives from, in either.
MISUSE: type[Exception] = typer.BadParameter.__mro__[1]
LEVELS = {"info": 0, "warning": 1, "error": 2, "never": 3}


def main(argv: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit. Whatever goes wrong on purpose is one line on stderr."""
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    sys.stderr.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    arguments = [_not_an_option(word) for word in (sys.argv[1:] if argv is None else argv)]
    sys.exit(_run(arguments))


def _run(arguments: list[str]) -> int:
    try:
        status = app(arguments, prog_name="geodata", standalone_mode=False)
        sys.stdout.flush()
    except UnreadableRecordsError as error:
        status = _say(*map(str, error.errors))
    except UnreadableError as error:
        status = _say(str(error))
    except GeodataError as error:
        status = _say(f"geodata: {error}")
    except MISUSE as error:
        name = error.ctx.command_path if error.ctx else "geodata"  # type: ignore[attr-defined]
        status = _say(f"{name}: {error.format_message()}; see {name} --help")  # type: ignore[attr-defined]
    except (typer.Abort, KeyboardInterrupt):
        status = 130
    except BrokenPipeError:  # whoever read us has seen enough; say nothing, and let the exit not flush again
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 0
    return status if isinstance(status, int) else 0


def _say(*lines: str) -> int:
    """Messages on stderr; returns the status for wrong usage."""
    from geodata.formats.words import printable

    for line in lines:
        print(printable(line), file=sys.stderr)
    return 2


def _not_an_option(word: str) -> str:
    """A word such as ``-33.9,18.4`` or ``-5 km/h`` starts a number, not an option: a leading space says so."""
    return f" {word}" if re.match(r"-[\d.½]", word) else word


@app.callback()
def _root(
    version: Annotated[bool, typer.Option("--version", help="Print the version and exit.")] = False,
) -> None:
    if version:
        from geodata._version import __version__

        print(f"geodata {__version__}")
        raise typer.Exit


@app.command()
def check(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[PATH]...", help="Folders or files of records.")
    ] = None,
    *,
    format_: Annotated[Literal["text", "json"], typer.Option("--format")] = "text",
    output: Annotated[Path | None, typer.Option("--output", metavar="FILE", help="Write there, not to stdout.")] = None,
    fail_on: Annotated[Literal["error", "warning", "never"], typer.Option("--fail-on")] = "error",
    select: Annotated[str, typer.Option("--select", metavar="CODES", help="Only these rules, e.g. XCL,GEO001.")] = "",
    ignore: Annotated[str, typer.Option("--ignore", metavar="CODES", help="Not these rules.")] = "",
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help="Only reports published by then.")
    ] = None,
    policy: Policy_ = None,
    records: Records_ = None,
) -> int:
    """Check records: can the claims of each report all be true?

    Without PATH: the configured folder, else routes/ here, else the shipped records.
    """
    from geodata import checking
    from geodata.formats import WRITERS
    from geodata.rules import RULES

    day = _day(as_of)
    wanted, unwanted = _codes(select, RULES), _codes(ignore, RULES)
    read, unread, below = _read(paths or [], records)
    outcome = checking.limit(checking.check(read, policy=_policy(policy), unread=unread, as_of=day), below)
    kept = tuple(
        finding
        for finding in outcome.findings
        if (not wanted or finding.rule.startswith(wanted)) and not (unwanted and finding.rule.startswith(unwanted))
    )
    outcome = replace(outcome, findings=kept)
    text = WRITERS[format_](outcome)
    if output is None:
        sys.stdout.write(text)
    else:
        from geodata.writing import write_files

        write_files(output.parent, {output.name: text})
    if unread:
        return _say(*map(str, unread))
    return int(any(LEVELS[finding.level] >= LEVELS[fail_on] for finding in kept))


@app.command()
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
    zone: Annotated[str | None, typer.Option("--zone", help="IANA zone of both times; default: of each place.")] = None,
    ground_km: Annotated[
        str | None, typer.Option("--ground-km", metavar="LOW-HIGH", help="The distance, if known.")
    ] = None,
    format_: Annotated[Literal["text", "json"], typer.Option("--format")] = "text",
    policy: Policy_ = None,
    records: Records_ = None,
) -> int:
    """Ask whether numbers about one trip can all be true."""
    from geodata import reasoning

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
        _ground(ground_km),
    )
    table = _policy(policy)
    judgement, asked = reasoning.ask(question, _atlas_records(records), table)
    if format_ == "json":
        from geodata.formats.answers import answer_json

        sys.stdout.write(answer_json(judgement, reasoning.implied(asked), table.summary()))
    else:
        from geodata.formats.answers import answer_text

        sys.stdout.write(answer_text(judgement, table.version))
    return int(judgement.verdict == "conflict")


@app.command()
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

    atlas = Atlas(_atlas_records(records))
    spots = [atlas.gazetteer.find(name) for name in (start, *(via or []), end)]
    route = atlas.route(spots, mode=by, on=_day(on))
    names = {key: filed.record.name for key, filed in atlas.records.places.items()}
    if format_ == "json":
        sys.stdout.write(
            distance_json(route.start.id or route.start.name, route.end.id or route.end.name, route.ground)
        )
    else:
        sys.stdout.write(distance_text(route.start.name, route.end.name, route.ground, names))


@app.command("map")
def map_(
    journeys: Annotated[list[str] | None, typer.Argument(metavar="[JOURNEY]...", help="Default: all.")] = None,
    *,
    out: Annotated[Path, typer.Option("--out", metavar="DIR")] = Path("maps"),
    check_: Annotated[bool, typer.Option("--check", help="Write nothing; say whether the pages are fresh.")] = False,
    format_: Annotated[
        str, typer.Option("--format", metavar="NAMES", help="html, embed, svg, png; several with commas.")
    ] = "html,embed",
    lang: Annotated[str, typer.Option("--lang", help="en, ko, zh, ja, fr, es, de or ru.")] = "en",
    site: Annotated[str | None, typer.Option("--site", metavar="URL", help="Where the gallery will stand.")] = None,
    edit: Annotated[
        Path | None,
        typer.Option("--edit", metavar="FILE", help="A desk's headlines, order, omissions, colours, contact."),
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
    """Draw the pages: one self-contained HTML file per journey, and an index."""
    from geodata import checking, pages
    from geodata.writing import stale_files, write_files

    read, unread, _ = _read([], records)
    if unread:
        return _say(*map(str, unread))
    for name in journeys or []:
        if name not in read.journeys:
            raise UsageError(f'no journey "{name}" on record; known are {", ".join(sorted(read.journeys))}')
    outcome = checking.check(read, policy=_policy(policy))
    formats = tuple(filter(None, (name.strip() for name in format_.split(","))))
    hand = pages.read_edit(edit) if edit else pages.Edit()
    desk = pages.Desk(formats, lang, site, borders == "crossed", tiles, tiles_credit, hand)
    files = pages.render_gallery(read, outcome, desk)
    if journeys:
        files = {name: text for name, text in files.items() if pages.journey_of(name) in journeys}
    if check_:
        stale = stale_files(out, files)
        for name in stale:
            print(f"{(out / name).as_posix()}: not what the records render to; run geodata map")
        return int(bool(stale))
    pictures = pages.render_pictures(files) if "png" in formats or site else {}
    write_files(out, {**files, **pictures})
    for name in (*files, *pictures):
        print((out / name).as_posix())
    return 0


@app.command()
def schema(
    *,
    outcome: Annotated[
        bool, typer.Option("--outcome", help="Of the JSON that check prints, not of the records.")
    ] = False,
) -> None:
    """Print the JSON Schema of the records, or of the JSON output."""
    from geodata.formats import schemas

    sys.stdout.write(schemas.outcome_schema() if outcome else schemas.records_schema())


def _read(paths: list[Path], records: Path | None) -> tuple[Records, tuple[UnreadableError, ...], tuple[str, ...]]:
    """The records that a command means, the faults met, and the paths that findings are limited to.

    A path inside a folder of records is read with its whole folder, since records refer to each
    other. A folder without lines and places of its own lies over the shipped ones.
    """
    from geodata import catalog
    from geodata.settings import configured_records

    shipped = catalog.shipped_root()
    if records is not None:
        read, unread = catalog.read([records], over=[shipped])
        return read, unread, ()
    if not paths:
        chosen = configured_records(Path()) or (Path("routes") if Path("routes").is_dir() else shipped)
        paths = [chosen]
    missing = [path for path in paths if not path.exists()]
    if missing:
        raise UsageError(f"no file or folder {missing[0].as_posix()}")
    roots: list[Path] = []
    below: list[str] = []
    for path in paths:
        root = catalog.root_of(path)
        whole = root.resolve() == path.resolve()
        roots.append(path if whole else _as_given(root))
        below.append("" if whole else path.as_posix())
    over = [] if any((root / "lines").is_dir() for root in roots) else [shipped]
    read, unread = catalog.read(list(dict.fromkeys(roots)), over=over)
    return read, unread, () if "" in below else tuple(below)


def _as_given(root: Path) -> Path:
    here = Path.cwd()
    return root.relative_to(here) if root.is_relative_to(here) else root


def _atlas_records(records: Path | None) -> Records:
    """Records to measure with. Raises UnreadableRecordsError if any of them cannot be read."""
    read, unread, _ = _read([], records)
    if unread:
        raise UnreadableRecordsError(unread)
    return read


def _policy(path: Path | None) -> Policy:
    from geodata.reasoning import load_policy

    return load_policy(path)


def _codes(text: str, rules: Sequence[object]) -> tuple[str, ...]:
    """Rule codes or the start of them; one that fits no rule is a typo."""
    known = ["STR001", *(str(getattr(rule, "code", "")) for rule in rules)]
    codes = tuple(code.strip().upper() for code in text.split(",") if code.strip())
    for code in codes:
        if not any(name.startswith(code) for name in known):
            raise UsageError(f"no rule {code}; known are {', '.join(known)}")
    return codes


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:
        raise UsageError(f'"{text}" is no day; write YYYY-MM-DD')
    return day


def _ground(text: str | None) -> tuple[float, float] | None:
    """Kilometres from "1300-1400" or "1300"."""
    if text is None:
        return None
    from geodata import units

    bare = text.strip()
    quantity = units.read(bare if re.search(r"[^\W\d_]", bare) else f"{bare} km", "distance")
    return quantity.low_canonical, quantity.high_canonical
