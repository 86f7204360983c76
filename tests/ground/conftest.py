"""The real records, read once."""

from __future__ import annotations

import pytest

import geodata
from geodata.ground import Atlas
from geodata.records import Records


@pytest.fixture(scope="session")
def records() -> Records:
    """The records of this repository."""
    return geodata.load()


@pytest.fixture(scope="session")
def atlas(records: Records) -> Atlas:
    """Everything that can be measured with them."""
    return Atlas(records)
