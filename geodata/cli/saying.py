"""Messages for a person, on stderr."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

LONGEST = 1000
"""Characters of a message; a longer one repeats something that was typed."""
STEPS = 50
"""How many times a bar is drawn on its way."""


def say(*lines: str) -> int:
    """Messages on stderr; returns the status for wrong usage."""
    from geodata.formats.words import printable

    for line in lines:
        short = line if len(line) <= LONGEST else f"{line[: LONGEST // 2]} … {line[-LONGEST // 2 :]}"
        print(printable(short), file=sys.stderr)
    return 2


@contextmanager
def progress(label: str) -> Iterator[Callable[[int, int], None] | None]:
    """A bar on a terminal, filled by calling what is yielded with (done, of how many); None where nobody looks."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    # Drawn here and not by a thread of its own: processes are forked meanwhile, and would inherit what it holds.
    with Progress(console=Console(stderr=True), transient=True, auto_refresh=False) as bar:
        task = bar.add_task(label, total=None)
        bar.refresh()

        def watch(done: int, of: int) -> None:
            further = done * STEPS // of > (done - 1) * STEPS // of
            bar.update(task, completed=done, total=of, refresh=further)

        yield watch
