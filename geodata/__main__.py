"""The command ``geodata``, also ``python -m geodata``."""

import sys

from geodata._version import __version__


def main() -> None:
    """Answer ``--version`` at once; leave everything else to the command line proper."""
    if sys.argv[1:] == ["--version"]:
        print(f"geodata {__version__}")
        return
    from geodata.cli import main as run

    run()


if __name__ == "__main__":
    main()
