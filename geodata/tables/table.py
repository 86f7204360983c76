"""A table: columns that know their type, unit and meaning, and rows made when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html import escape
from itertools import islice
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeAlias, TypeVar

from geodata.errors import UsageError

if TYPE_CHECKING:
    import pandas as pd

Cell: TypeAlias = str | float | int | None
"""Text, a finite number, or nothing. Days and times are ISO 8601 text."""

Type: TypeAlias = Literal["string", "number", "integer", "date", "datetime"]
"""As in a Table Schema; a ``datetime`` is UTC and ends in Z."""

T = TypeVar("T")

SHOWN_ROWS = 20


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """One column: how to get its value from what a row is made of, and what the value means.

    ``to`` names the table whose key it holds. ``unit`` is empty for text and for bare numbers.
    """

    name: str
    type: Type
    description: str
    value: Callable[[T], Cell]
    unit: str = ""
    to: str = ""


@dataclass(frozen=True, slots=True)
class Table(Generic[T]):
    """Rows with declared columns; the first column is the key, unique and stable between versions.

    ``items`` is called anew for every pass over the rows, which are never held together.
    """

    name: str
    title: str
    description: str
    columns: tuple[Column[T], ...]
    items: Callable[[], Iterable[T]]
    count: int

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(column.name for column in self.columns)

    def row(self, item: T) -> tuple[Cell, ...]:
        """The cells of one row."""
        return tuple(column.value(item) for column in self.columns)

    def rows(self) -> Iterator[tuple[Cell, ...]]:
        """Every row, in the order of the records."""
        return map(self.row, self.items())

    def records(self) -> Iterator[dict[str, Cell]]:
        """Every row as a dictionary."""
        return (dict(zip(self.names, row, strict=True)) for row in self.rows())

    def to_dataframe(self) -> pd.DataFrame:
        """The rows as a pandas DataFrame: numbers as float64, whole ones as Int64, the rest as objects.

        Days and times stay ISO text. Raises UsageError where pandas is not installed.
        """
        try:
            import pandas as pd
        except ImportError:
            raise UsageError("to_dataframe needs pandas, which is not installed; pip install pandas") from None
        kinds = {"number": "float64", "integer": "Int64"}
        rows = list(self.rows())
        return pd.DataFrame(
            {
                column.name: pd.Series([row[i] for row in rows], dtype=kinds.get(column.type, "object"))
                for i, column in enumerate(self.columns)
            }
        )

    def _repr_html_(self) -> str:
        """The first rows, for notebooks."""
        head = "".join(f'<th title="{escape(c.description)}">{escape(c.name)}</th>' for c in self.columns)
        body = "".join(
            f"<tr>{''.join(f'<td>{escape(show(cell))}</td>' for cell in row)}</tr>"
            for row in islice(self.rows(), SHOWN_ROWS)
        )
        more = f"<p>{SHOWN_ROWS} of {self.count:,} rows</p>" if self.count > SHOWN_ROWS else ""
        return f"<table><caption>{escape(self.title)}</caption><tr>{head}</tr>{body}</table>{more}"


def show(cell: Any) -> str:  # noqa: ANN401 - a cell, or a number of any library
    """A cell as text: decimal, never with an exponent, no point behind a whole number; nothing is empty."""
    if cell is None:
        return ""
    if isinstance(cell, float):
        text = repr(cell)
        text = f"{cell:f}" if "e" in text else text
        return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"
    return str(cell)
