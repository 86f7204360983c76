"""Parquet: one file for each table, for those who installed the extra."""

from __future__ import annotations

import itertools
from pathlib import Path

from geodata.errors import UsageError
from geodata.exports.package import EVERY, LICENCE, Package
from geodata.tables import SCHEMA_VERSION


def write(package: Package, folder: Path) -> None:
    """``<table>.parquet`` for each table. Raises UsageError where pyarrow is not installed."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        message = "parquet needs pyarrow, which is not installed; pip install 'geodata-journeys[parquet]'"
        raise UsageError(message) from None
    kinds = {"number": pa.float64(), "integer": pa.int64()}
    about = {"version": package.version, "schema": SCHEMA_VERSION, "licence": LICENCE, "credit": package.credit_line}
    for table in package.tables.values():
        fields = [
            pa.field(c.name, kinds.get(c.type, pa.string()), metadata={"description": c.description, "unit": c.unit})
            for c in table.columns
        ]
        schema = pa.schema(fields, metadata=about)
        with pq.ParquetWriter(folder / f"{table.name}.parquet", schema) as writer:
            rows = package.rows(table)
            while chunk := list(itertools.islice(rows, 50 * EVERY)):
                columns = [pa.array([row[i] for row in chunk], type=field.type) for i, field in enumerate(fields)]
                writer.write_table(pa.Table.from_arrays(columns, schema=schema))
