"""The time zones of each country, from the tables of the tzdata package, never the machine's."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

_TABLES = ("zone.tab", "zone1970.tab")
"""The first names each country's own zones, the second the zones whose clocks it has shared since 1970
(northern Vietnam's is Asia/Bangkok); a record may use either."""


@cache
def zones_by_country() -> Mapping[str, frozenset[str]]:
    """IANA zones by ISO 3166 code."""
    found: dict[str, set[str]] = {}
    for table in _TABLES:
        text = files("tzdata").joinpath("zoneinfo", table).read_text(encoding="utf-8")
        for line in text.splitlines():
            if line and not line.startswith("#"):
                countries, _, zone, *_ = line.split("\t")
                for country in countries.split(","):
                    found.setdefault(country, set()).add(zone)
    return MappingProxyType({country: frozenset(zones) for country, zones in found.items()})
