"""CSV: one file for each table, RFC 4180, UTF-8."""

from __future__ import annotations

import csv
from pathlib import Path

from geodata.exports.package import Package
from geodata.exports.spreadsheet import plain


def write(package: Package, folder: Path) -> None:
    """``<table>.csv`` for each table."""
    for table in package.tables.values():
        with (folder / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(table.names)
            for row in package.rows(table):
                writer.writerow([plain(column, cell) for column, cell in zip(table.columns, row, strict=True)])
