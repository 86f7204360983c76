"""Commands about records: ``check`` and ``schema``."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from geodata.cli.choosing import read_records
from geodata.cli.controlling import control_of
from geodata.cli.options import Policy_, Records_, day_of, path_of, policy_of
from geodata.cli.saying import progress, say
from geodata.errors import UsageError

if TYPE_CHECKING:
    from geodata.outcome import Outcome
    from geodata.reasoning import Policy
    from geodata.records import Records

Format_ = Literal["text", "concise", "json", "jsonl", "sarif", "junit", "github", "gitlab", "markdown"]
LEVELS = {"info": 0, "warning": 1, "error": 2, "never": 3}


def check(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[PATH]...", parser=path_of, help="Folders or files of records.")
    ] = None,
    *,
    format_: Annotated[Format_, typer.Option("--format")] = "text",
    output: Annotated[
        Path | None, typer.Option("--output", metavar="FILE", parser=path_of, help="Write there, not to stdout.")
    ] = None,
    fail_on: Annotated[
        Literal["error", "warning", "never"] | None, typer.Option("--fail-on", help="Default: error.")
    ] = None,
    select: Annotated[str, typer.Option("--select", metavar="CODES", help="Only these rules, e.g. XCL,GEO001.")] = "",
    ignore: Annotated[str, typer.Option("--ignore", metavar="CODES", help="Not these rules.")] = "",
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help="Only reports published by then.")
    ] = None,
    explain: Annotated[
        str | None,
        typer.Option("--explain", metavar="CLAIM", help="Only explain journey/report/claim, or /statement."),
    ] = None,
    baseline: Annotated[
        Path | None,
        typer.Option("--baseline", metavar="FILE", parser=path_of, help="Hold back the findings known to it."),
    ] = None,
    write_baseline: Annotated[
        bool, typer.Option("--write-baseline", help="Write today's findings to the --baseline FILE, and pass.")
    ] = False,
    policy: Policy_ = None,
    records: Records_ = None,
) -> int:
    """Check records: can the claims of each report all be true?

    Without PATH: the configured folder, else routes/ here, else the shipped records.
    """
    from geodata import checking
    from geodata.formats import WRITERS
    from geodata.rules.baseline import baseline_text
    from geodata.settings import read_settings
    from geodata.side_by_side import processors
    from geodata.writing import write_files

    settings = read_settings(Path())
    known = baseline or settings.baseline
    if write_baseline and known is None:
        raise UsageError("--write-baseline needs the file to write: --baseline FILE, or baseline in the settings")
    control = control_of(settings, select, ignore, None if write_baseline else known)
    day = day_of(as_of)
    read, unread, below = read_records(paths or [], records)
    table = policy_of(policy)
    if explain is not None:
        if format_ != "text":
            raise UsageError("--explain is text; leave --format out")
        _write(_explained(read, explain, table), output)
        return say(*map(str, unread)) if unread else 0
    with progress("checking") as watch:
        outcome = checking.check(
            read, policy=table, unread=unread, as_of=day, control=control, watch=watch, workers=processors()
        )
    outcome = checking.limit(outcome, below)
    if write_baseline and known is not None:
        write_files(known.parent, {known.name: baseline_text(outcome.findings)})
        print(f"{known.as_posix()}: {len(outcome.findings)} findings held back from now on")
        return say(*map(str, unread)) if unread else 0
    if format_ == "text":
        text = _shown(outcome, output, every_info=bool(paths or select), undecided=bool(paths))
    else:
        text = WRITERS[format_](outcome)
    _write(text, output)
    if unread:
        seen = format_ == "text" and output is None and sys.stdout.isatty() and sys.stderr.isatty()
        return 2 if seen else say(*map(str, unread))  # whoever sees both streams has read it just above
    least = LEVELS[fail_on or settings.fail_on or "error"]
    return int(any(LEVELS[finding.level] >= least for finding in outcome.findings))


def _shown(outcome: Outcome, output: Path | None, *, every_info: bool, undecided: bool) -> str:
    """Text with the lines that findings point to; in colour where somebody looks and has not said no."""
    from geodata.catalog import excerpts
    from geodata.formats import as_text

    colour = output is None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    return as_text(outcome, excerpts(), colour=colour, every_info=every_info, undecided=undecided)


def _write(text: str, output: Path | None) -> None:
    if output is None:
        sys.stdout.write(text)
        return
    from geodata.writing import write_files

    write_files(output.parent, {output.name: text})


def _explained(read: Records, name: str, table: Policy) -> str:
    """The statements that this name stands for, at all three levels."""
    from geodata import reasoning
    from geodata.formats.explained import statement_text

    names = {key: place.record.name for key, place in read.places.items()}
    texts = []
    for one in reasoning.statements_named(read, table, name):
        judgement = reasoning.judge(one.question, table)
        judgement = reasoning.with_sentence(judgement, one.question, table, names)
        explanation = reasoning.explain(judgement, one.question, table, read)
        texts.append(statement_text(f"{one.report}/{one.id}", judgement, explanation))
    return "\n".join(texts)


def schema(
    *,
    outcome: Annotated[bool, typer.Option("--outcome", help="Of the JSON that check, ask and distance print.")] = False,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR", parser=path_of, help="Write one schema per kind of record file there."),
    ] = None,
) -> None:
    """Print the JSON Schema of the records, or of the JSON output."""
    from geodata.formats.outcome_schema import outcome_schema
    from geodata.formats.schemas import records_schema, schemas_by_kind
    from geodata.writing import write_files

    if out is not None:
        if outcome:
            raise UsageError("--out writes the schemas of the records; give it without --outcome")
        write_files(out, {f"{kind}.json": text for kind, text in schemas_by_kind().items()})
        return
    sys.stdout.write(outcome_schema() if outcome else records_schema())
