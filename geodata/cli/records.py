"""Commands about records: ``check`` and ``schema``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Literal

import typer

from geodata.cli.choosing import read_records
from geodata.cli.options import Policy_, Records_, day_of, path_of, policy_of
from geodata.cli.saying import progress, say
from geodata.errors import UsageError

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

    day = day_of(as_of)
    wanted, unwanted = _codes(select, RULES), _codes(ignore, RULES)
    read, unread, below = read_records(paths or [], records)
    table = policy_of(policy)
    with progress("checking") as watch:
        outcome = checking.check(read, policy=table, unread=unread, as_of=day, watch=watch)
    outcome = checking.limit(outcome, below)
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
        return say(*map(str, unread))
    return int(any(LEVELS[finding.level] >= LEVELS[fail_on] for finding in kept))


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


def _codes(text: str, rules: Sequence[object]) -> tuple[str, ...]:
    """Rule codes or the start of them; one that fits no rule is a typo."""
    known = ["STR001", *(str(getattr(rule, "code", "")) for rule in rules)]
    codes = tuple(code.strip().upper() for code in text.split(",") if code.strip())
    for code in codes:
        if not any(name.startswith(code) for name in known):
            raise UsageError(f"no rule {code}; known are {', '.join(known)}")
    return codes
