"""Checks what the news says about train journeys against the ground.

``load(...)`` reads records, ``check(...)`` says whether their claims can all be true,
``to_dataframe(...)`` gives both as a table to pandas. Each is imported when it is first
asked for, so ``import geodata`` costs next to nothing.
"""

from geodata._version import __version__

TYPE_CHECKING = False  # type checkers know better; importing typing would take half of what --version takes
if TYPE_CHECKING:
    from geodata.catalog import load
    from geodata.checking import check
    from geodata.tables import to_dataframe

__all__ = ["__version__", "check", "load", "to_dataframe"]

_HOME = {"check": "geodata.checking", "load": "geodata.catalog", "to_dataframe": "geodata.tables"}


def __getattr__(name: str) -> object:
    """Import a public function where it lives; the module remembers it afterwards."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    found: object = getattr(import_module(_HOME[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return __all__
