"""Text that a spreadsheet program cannot take for a formula."""

from __future__ import annotations

import re

from geodata.tables import Cell, Column, show

_STARTS_A_FORMULA = re.compile(r"[\t\r\n]|\s*[=+\-@＝＋－＠]")
"""What makes Excel, LibreOffice or Google Sheets calculate; the wide forms count in East Asian ones."""


def inert(text: str) -> str:
    """The text, behind an apostrophe where it would start a formula."""
    return f"'{text}" if _STARTS_A_FORMULA.match(text) else text


def plain(column: Column[object], cell: Cell) -> str:
    """A cell as a CSV file holds it. Numbers are never touched: a negative longitude stays one."""
    return inert(cell) if column.type == "string" and isinstance(cell, str) else show(cell)
