"""The catalogue of rules: ``rules`` lists, ``explain`` teaches."""

from __future__ import annotations

import sys
from typing import Annotated, Literal

import typer

from geodata.cli.controlling import nearest
from geodata.errors import UsageError


def rules(
    *,
    format_: Annotated[Literal["text", "json"], typer.Option("--format")] = "text",
) -> None:
    """List the rules: code, level, name, and what a pass means."""
    from geodata.formats.catalogue import rules_json, rules_text
    from geodata.rules import CATALOGUE
    from geodata.rules.examples import examples

    sys.stdout.write(rules_json(CATALOGUE, examples()) if format_ == "json" else rules_text(CATALOGUE))


def explain(
    code: Annotated[str, typer.Argument(metavar="CODE", help="Of a rule, such as XCL001; or its name.")],
    *,
    format_: Annotated[Literal["text", "json"], typer.Option("--format")] = "text",
) -> None:
    """Say what a rule proves, when it errs, and show a bad and a good record."""
    from geodata.formats.catalogue import rule_text, rules_json
    from geodata.rules import CATALOGUE
    from geodata.rules.examples import examples

    wanted = code.strip()
    for rule in CATALOGUE:
        if wanted.upper() == rule.code or wanted.casefold() == rule.name:
            shown = examples()
            if format_ == "json":
                sys.stdout.write(rules_json((rule,), shown))
            else:
                sys.stdout.write(rule_text(rule, shown[rule.code]))
            return
    raise UsageError(f"no rule {wanted[:60]}{nearest(wanted)}")
