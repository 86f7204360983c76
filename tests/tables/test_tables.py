"""Tables: declared columns, stable keys, and pandas where it is installed."""

from __future__ import annotations

import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import geodata
from geodata.errors import UsageError
from geodata.tables import SCHEMA_VERSION, data_version, show, tables

# What a change must not break without a new schema version: the tables and their keys.
KEYS = {
    "sources": "source", "places": "place", "lines": "line", "stations": "station", "sections": "section",
    "ways": "way", "journeys": "journey", "legs": "leg", "origins": "origin", "reports": "report",
    "statements": "statement", "claims": "claim", "events": "event", "members": "member", "differences": "difference",
}  # fmt: skip


@pytest.fixture(scope="module")
def records():
    return geodata.load()


@pytest.fixture(scope="module")
def outcome(records):
    return geodata.check(records)


@pytest.fixture(scope="module")
def made(records, outcome):
    return tables(records, outcome)


def test_the_tables_and_their_keys_are_those_of_the_schema(made):
    assert SCHEMA_VERSION == "1.0.0"
    assert {name: table.names[0] for name, table in made.items()} == KEYS


def test_keys_are_unique_and_counts_are_true(made):
    for table in made.values():
        rows = list(table.rows())
        assert len(rows) == table.count
        assert len({row[0] for row in rows}) == len(rows)


def test_columns_say_what_they_are(made):
    kinds = {"string": str, "date": str, "datetime": str, "number": int | float, "integer": int}
    for table in made.values():
        assert len(set(table.names)) == len(table.names)
        for i, column in enumerate(table.columns):
            assert column.description
            assert not column.to or column.to in made
            assert all(row[i] is None or isinstance(row[i], kinds[column.type]) for row in table.rows())


def test_what_a_key_names_exists(made):
    keys = {name: {row[0] for row in table.rows()} for name, table in made.items()}
    for table in made.values():
        for i, column in enumerate(table.columns):
            if column.to:
                assert {row[i] for row in table.rows()} - {None} <= keys[column.to], (table.name, column.name)


def test_the_version_does_not_hang_on_where_the_records_lie(records, outcome, made):
    moved = replace(outcome, read=tuple(f"elsewhere/{name}" for name in outcome.read))
    assert data_version(tables(records, moved)) == data_version(made)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_is_shown_without_exponent_and_read_back(number):
    text = show(number)
    assert "e" not in text.lower()
    if abs(number) >= 1e-4 or number == 0:
        assert float(text) == number


@pytest.mark.tools
@pytest.mark.filterwarnings("default")
def test_pandas_gets_numbers_as_numbers(records, outcome):
    frame = geodata.to_dataframe(records, outcome)
    assert len(frame) == sum(len(filed.record.claims) for filed in records.reports.values())
    assert frame["low"].dtype == "float64"
    assert frame["paragraph"].dtype == "Int64"
    assert set(geodata.to_dataframe(records, outcome, "statements")["verdict"]) >= {"conflict", "agree"}
    with pytest.raises(UsageError, match='no table "claim"; there are sources'):
        geodata.to_dataframe(records, outcome, "claim")


def test_without_pandas_one_line_says_so(records, outcome, monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(UsageError, match="needs pandas, which is not installed"):
        geodata.to_dataframe(records, outcome)


def test_notebooks_show_tables_with_text_as_text(records, outcome, made):
    shown = outcome._repr_html_()
    assert shown.startswith("<table>")
    assert "<td>beijing-2025</td>" in shown
    table = made["claims"]._repr_html_()
    assert table.count("<tr>") == 21
    assert f"20 of {made['claims'].count} rows" in table
    nasty = replace(made["claims"], title="<script>", items=lambda: ())
    assert "<script>" not in nasty._repr_html_()
