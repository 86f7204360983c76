"""Running the command line: whatever goes wrong on purpose is one line, and an exit status."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from typing import NoReturn

import typer

from geodata.cli.app import app
from geodata.cli.saying import say
from geodata.errors import GeodataError, UnreadableError, UnreadableRecordsError

# Typer brings a click of its own, or uses the installed one; the parent of its public BadParameter is the
# exception that every misuse of the command line derives from, in either.
MISUSE: type[Exception] = typer.BadParameter.__mro__[1]


def main(argv: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit. Whatever goes wrong on purpose is one line on stderr."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever started us
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123 - as long as we run
        getattr(sys, name).reconfigure(encoding="utf-8", errors="backslashreplace")
    arguments = [_not_an_option(word) for word in (sys.argv[1:] if argv is None else argv)]
    sys.exit(_run(arguments))


def _run(arguments: list[str]) -> int:
    try:
        status = app(arguments, prog_name="geodata", standalone_mode=False)
        sys.stdout.flush()
    except UnreadableRecordsError as error:
        status = say(*map(str, error.errors))
    except UnreadableError as error:
        status = say(str(error))
    except GeodataError as error:
        status = say(f"geodata: {error}")
    except MISUSE as error:
        name = error.ctx.command_path if error.ctx else "geodata"  # type: ignore[attr-defined]
        wrong = error.format_message().rstrip(".").replace(": Value error, ", ": ")  # type: ignore[attr-defined]
        status = say(f"{name}: {wrong}; see {name} --help")
    except (typer.Abort, KeyboardInterrupt):
        status = 130
    except (BrokenPipeError, SystemExit):  # whoever read us has seen enough; Typer makes an exit of it. Say nothing
        status = _mute()
    except OSError as error:
        _mute()
        where = f"{error.filename}: " if isinstance(error.filename, str) else ""
        status = say(f"geodata: {where}{(error.strerror or str(error)).lower()}")
    return status if isinstance(status, int) else 0


def _mute() -> int:
    """Nothing more can be printed: let the exit not flush again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _not_an_option(word: str) -> str:
    """A word such as ``-33.9,18.4`` or ``-5 km/h`` starts a number, not an option: a leading space says so."""
    return f" {word}" if re.match(r"-[\d.½]", word) else word
