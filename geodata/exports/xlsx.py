"""Excel: one sheet for each table, and a last one that says what the columns mean.

XlsxWriter writes row by row in constant memory, and text as text: no formula, no link, no date
made of "10-15".
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from geodata.errors import UsageError
from geodata.exports.package import TITLE, Package
from geodata.exports.spreadsheet import inert
from geodata.tables import SCHEMA_VERSION, Cell, Column, Table

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

FILE = "geodata.xlsx"
FIRST = ("claims", "statements")
"""The sheets that a reader came for. A data sheet stands first: programs that read one sheet read that one."""
MOST_ROWS: Final = 1_048_575
LONGEST: Final = 32_767
"""Rows below the heading, and characters in a cell, that Excel can hold."""


def write(package: Package, folder: Path) -> None:
    """``geodata.xlsx``. Raises UsageError for more rows than a sheet can hold."""
    import xlsxwriter

    for table in package.tables.values():
        if table.count > MOST_ROWS:
            message = f"{table.count:,} {table.name} are more than a sheet holds ({MOST_ROWS:,}); leave out xlsx"
            raise UsageError(message)
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
        "tmpdir": str(folder),
    }
    try:
        book = xlsxwriter.Workbook(str(folder / FILE), options)
        day = datetime.fromisoformat(package.day)  # the day of the data; the clock has no say
        book.set_properties({"title": TITLE, "comments": package.credit_line, "created": day})
        heading = book.add_format({"bold": True, "bottom": 1})
        for table in sorted(package.tables.values(), key=lambda table: _order(table.name)):
            _sheet(package, book, heading, table)
        _about(package, book, heading)
        book.close()
    except xlsxwriter.exceptions.XlsxFileError as error:
        raise OSError(str(error)) from None


def _order(name: str) -> int:
    """Where a sheet stands; the others keep the order of the tables."""
    return FIRST.index(name) if name in FIRST else len(FIRST)


def _about(package: Package, book: Workbook, heading: Format) -> None:
    sheet = book.add_worksheet("about")
    sheet.set_column(0, 2, 22)
    sheet.set_column(3, 3, 16)
    sheet.set_column(4, 4, 80)
    lines = [TITLE, f"Version {package.version}, schema {SCHEMA_VERSION}", f"Credit: {package.credit_line}"]
    lines.append("Text that would start a formula stands behind an apostrophe. Days and times are ISO 8601 text.")
    for row, line in enumerate(lines):
        sheet.write_string(row, 0, inert(line))
    top = len(lines) + 1
    for i, name in enumerate(("table", "column", "type", "unit", "meaning")):
        sheet.write_string(top, i, name, heading)
    row = top
    for table in package.tables.values():
        for column in table.columns:
            row += 1
            told = (table.name, column.name, column.type, column.unit, column.description)
            for i, text in enumerate(told):
                sheet.write_string(row, i, inert(text))


def _sheet(package: Package, book: Workbook, heading: Format, table: Table[Any]) -> None:
    sheet = book.add_worksheet(table.name)
    sheet.freeze_panes(1, 1)
    for i, column in enumerate(table.columns):
        sheet.set_column(i, i, 12 if column.type != "string" else 20)
        sheet.write_string(0, i, column.name, heading)
    for number, cells in enumerate(package.rows(table), start=1):
        for i, (column, cell) in enumerate(zip(table.columns, cells, strict=True)):
            _cell(sheet, number, i, column, cell)
    sheet.autofilter(0, 0, table.count, len(table.columns) - 1)


def _cell(sheet: Worksheet, row: int, column: int, about: Column[Any], cell: Cell) -> None:
    """A number as a number, anything else as text."""
    if cell is None:
        return
    if about.type in ("number", "integer"):
        sheet.write_number(row, column, float(cell))
    else:
        sheet.write_string(row, column, inert(str(cell))[:LONGEST])
