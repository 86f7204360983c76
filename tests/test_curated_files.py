"""The curated files as editors see them: canonical, each headed by the schema that it is valid under."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from geodata import catalog
from geodata.catalog.canonical import Formatted, formatted
from geodata.formats.schemas import schemas_by_kind

ROUTES = Path(__file__).resolve().parents[1] / "routes"
HEAD = "# yaml-language-server: $schema="


@pytest.fixture(scope="module")
def files():
    return list(formatted(ROUTES))


def test_every_file_is_in_canonical_form_and_headed_by_its_schema(files):
    assert len(files) > 400
    for one in files:
        assert isinstance(one, Formatted), one
        assert one.before == one.after, f"{one.name}: run geodata fmt"
        assert one.before.decode().startswith(HEAD), one.name


def test_the_schemas_beside_the_records_are_those_of_today():
    for kind, text in schemas_by_kind().items():
        kept = (ROUTES / "schema" / f"{kind}.json").read_text("utf-8")
        assert kept == text, "run geodata schema --out routes/schema"


def test_every_file_is_valid_under_the_schema_that_it_names(files):
    validators: dict[Path, Draft202012Validator] = {}
    for one in files:
        named = (one.path.parent / one.before.decode().partition("\n")[0].removeprefix(HEAD)).resolve()
        if named not in validators:
            schema = json.loads(named.read_text("utf-8"))
            Draft202012Validator.check_schema(schema)
            validators[named] = Draft202012Validator(schema)
        value, _ = catalog.parse(one.before, one.name)
        assert [error.message for error in validators[named].iter_errors(value)] == [], one.name
    assert len(validators) == len(schemas_by_kind())
