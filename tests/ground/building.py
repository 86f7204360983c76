"""Small grounds in memory: a place, a line and a group of ways in one line each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from geodata.errors import Mark
from geodata.records import Filed, Line, Place, Records, WayGroup

T = TypeVar("T")
Km = float | tuple[float, float] | None


def filed(key: str, record: T) -> Filed[T]:
    return Filed(key, f"{key}.yaml", record, lambda *path: Mark(f"{key}.yaml"))


def place(lat: float, lon: float, name: str = "Somewhere", **more: Any) -> Place:
    """A place in Korea unless ``country`` and ``zone`` say otherwise."""
    given = {"country": "KP", "zone": "Asia/Pyongyang", "source": "map", "grade": "gazetteer"} | more
    return Place.model_validate({"name": name, "lat": lat, "lon": lon, **given})


def line(posts: Mapping[str, Km], **more: Any) -> Line:
    """``line({"a": 0, "m": None, "b": (100, 110)}, standing="possible")``: posts by place, in order."""
    stations: list[dict[str, Any]] = []
    for at, km in posts.items():
        post = {"km": km, "source": f"posts-{at}", "grade": "encyclopedia"} if km is not None else {}
        stations.append({"place": at, **post})
    return Line.model_validate({"name": "A line", "stations": stations, **more})


def group(start: str, end: str, ways: Mapping[str, tuple[str, str]]) -> WayGroup:
    """``group("a", "b", {"north": ("usual", "n1 n2")})``: standing and lines of each way."""
    return WayGroup.model_validate(
        {
            "from": start,
            "to": end,
            "ways": {name: {"standing": standing, "lines": lines.split()} for name, (standing, lines) in ways.items()},
        }
    )


def world(
    places: Mapping[str, Place], lines: Mapping[str, Line] | None = None, ways: Mapping[str, WayGroup] | None = None
) -> Records:
    """Records that hold nothing but ground."""
    return Records(
        places={key: filed(key, one) for key, one in places.items()},
        lines={key: filed(key, one) for key, one in (lines or {}).items()},
        ways={key: filed(key, one) for key, one in (ways or {}).items()},
    )


# A row along a parallel, 0.1 degree apart: 8.5 km, so that a section of 10 km is no shorter than its geodesic.
ROW = {key: place(40, 125 + i / 10, key.upper()) for i, key in enumerate("abcdefgh")}
