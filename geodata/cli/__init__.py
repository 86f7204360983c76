"""The command line: parse, call one function, print, exit. Nothing else in geodata prints.

Exit status: 0 fine; 1 findings at or above ``--fail-on`` (``ask``: verdict conflict; ``map --check``:
stale); 2 wrong usage, or a file that cannot be read.
"""

from geodata.cli.running import main

__all__ = ["main"]
