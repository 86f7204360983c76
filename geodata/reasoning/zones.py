"""Local clock readings as instants: the zone's offset on that day, hours that a clock shows twice or skips.

Zones come from the tzdata package, never from the machine.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from difflib import get_close_matches
from functools import lru_cache
from zoneinfo import ZoneInfo

from geodata.errors import UsageError
from geodata.ground.zones import zones_by_country

EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
"""Hours are counted from here; any fixed instant would do."""

ANY_ZONE = "any"
"""Stands for the zone of a place that is not known: whatever offset clocks keep anywhere."""

WEST_H, EAST_H = -12.0, 14.0
"""Offsets kept at sea and on Kiritimati; no clock on land is further out."""


@lru_cache(maxsize=512)
def zone_of(name: str) -> ZoneInfo:
    """A zone of the tzdata package. Raises UsageError for a name that is no IANA zone."""
    from importlib.resources import files

    if re.fullmatch(r"[A-Za-z_]{1,32}(?:/[A-Za-z0-9_+-]{1,32}){0,2}", name):
        entry = files("tzdata").joinpath("zoneinfo", *name.split("/"))
        if entry.is_file():
            with entry.open("rb") as stream, suppress(ValueError):  # the package holds lists beside the zones
                return ZoneInfo.from_file(stream, key=name)
    raise UsageError(f'no IANA time zone "{printable(name[:60])}"{_nearest(name)}')


def is_zone(name: str) -> bool:
    """Whether the tzdata package holds that zone."""
    with suppress(UsageError):
        return zone_of(name) is not None
    return False


def _nearest(name: str) -> str:
    """The zone of a country that is spelt most like it."""
    known = {zone.casefold(): zone for zones in zones_by_country().values() for zone in sorted(zones)}
    near = get_close_matches(name[:60].casefold(), known, n=1, cutoff=0.7)
    return f"; did you mean {known[near[0]]}?" if near else "; write one like Asia/Pyongyang"


def printable(text: str) -> str:
    """What a message may quote."""
    return "".join(c if c.isprintable() else "�" for c in text)


def instants(day: date, local_hours: float, zone: str) -> tuple[float, float]:
    """First and last hours since EPOCH at which a clock of the zone may show that reading of that day.

    They are one but in an hour that a clock shows twice or skips, where both offsets are tried, and
    where the zone is not known.
    """
    local = datetime.combine(day, time(), tzinfo=None) + timedelta(hours=local_hours)
    if zone == ANY_ZONE:
        at = since_epoch(local.replace(tzinfo=UTC))
        return at - EAST_H, at - WEST_H
    both = [since_epoch(local.replace(tzinfo=zone_of(zone), fold=fold)) for fold in (0, 1)]
    return min(both), max(both)


def since_epoch(instant: datetime) -> float:
    """Hours since EPOCH."""
    return (instant - EPOCH).total_seconds() / 3600
