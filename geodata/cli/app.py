"""The application: what stands before a command, and the list of commands."""

from __future__ import annotations

from typing import Annotated

import typer

from geodata.cli import catalogue, comparing, editing, maps, packages, questions, records

app = typer.Typer(
    name="geodata",
    help="Checks what the news says about train journeys against the ground: can these numbers all be true?",
    rich_markup_mode=None,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def _version(wanted: bool) -> None:
    if wanted:
        from geodata._version import __version__

        print(f"geodata {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    *,
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_version, help="Print the version and exit.")
    ] = False,
) -> None:
    """What stands before the command."""


app.command()(records.check)
app.command()(questions.ask)
app.command()(questions.distance)
app.command("map")(maps.map_)
app.command()(catalogue.rules)
app.command()(catalogue.explain)
app.command()(packages.export)
app.command()(comparing.diff)
app.command()(editing.fmt)
app.command()(editing.new)
app.command()(records.schema)
