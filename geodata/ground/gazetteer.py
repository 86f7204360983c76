"""Finding a place by what people call it, in any script it is recorded in."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from geodata.errors import UsageError
from geodata.ground.geodesic import parse_point
from geodata.records import Filed, Place, Records


@dataclass(frozen=True, slots=True)
class Spot:
    """A point to measure from: a recorded place, or bare coordinates (then ``id`` is None)."""

    id: str | None
    name: str
    lat: float
    lon: float
    zones: tuple[str, ...] = ()


_LETTERLIKE = "ʹʻʼʽˈ"  # apostrophes that Unicode counts as letters: Pʼyŏngyang


def fold(name: str) -> str:
    """The name without case, accents, apostrophes, hyphens and spaces: "P'yŏngyang" → "pyongyang"."""
    decomposed = unicodedata.normalize("NFKD", name)
    plain = "".join(c for c in decomposed if not unicodedata.combining(c) and c.isalnum() and c not in _LETTERLIKE)
    return unicodedata.normalize("NFC", plain).casefold()


class Gazetteer:
    """All names of all places, folded."""

    def __init__(self, records: Records) -> None:
        self._places = records.places
        self._ids: dict[str, list[str]] = {}
        for name, place_id in _names(records.places):
            ids = self._ids.setdefault(fold(name), [])
            if place_id not in ids:
                ids.append(place_id)

    def find(self, text: str) -> Spot:
        """The place of that name, or the point written "LAT,LON".

        Raises UsageError for coordinates out of range, for a name that several places share,
        and for an unknown name, with the nearest known ones.
        """
        point = parse_point(text)
        if point is not None:
            return _at(text, *point)
        key = fold(text)
        ids = [text] if text in self._places else self._ids.get(key, [])
        if len(ids) > 1:
            message = f'"{_shown(text)}" can be {" or ".join(sorted(ids))}; give one of these ids'
            raise UsageError(message)
        if not ids:
            raise UsageError(self._unknown(text, key))
        return self.spot(ids[0])

    def spot(self, place_id: str) -> Spot:
        """The recorded place of that id."""
        place = self._places[place_id].record
        return Spot(place_id, place.name, place.lat, place.lon, place.zone)

    def _unknown(self, text: str, key: str) -> str:
        from difflib import get_close_matches

        near: list[str] = []
        for name in get_close_matches(key, sorted(self._ids), n=6, cutoff=0.6):
            shown = self._places[self._ids[name][0]].record.name
            if shown not in near:
                near.append(shown)
        hint = f"the nearest known names are {', '.join(near[:3])}" if near else "no known name is near"
        return f'unknown place "{_shown(text)}"; {hint}; or give LAT,LON'


def _names(places: Mapping[str, Filed[Place]]) -> list[tuple[str, str]]:
    """Every (name, place id); ids and main names come before other spellings."""
    main = [(name, key) for key, filed in places.items() for name in (key, filed.record.name)]
    other = [
        (name, key) for key, filed in places.items() for name in (*filed.record.names.values(), *filed.record.also)
    ]
    return main + other


def _at(text: str, lat: float, lon: float) -> Spot:
    if not -90 <= lat <= 90:
        message = f'"{_shown(text)}": latitude {lat:g} is outside -90 to 90 degrees; write LAT,LON'
        raise UsageError(message)
    if not -180 <= lon <= 180:
        message = f'"{_shown(text)}": longitude {lon:g} is outside -180 to 180 degrees; write LAT,LON'
        raise UsageError(message)
    return Spot(None, f"{lat:g},{lon:g}", lat, lon)


def _shown(text: str) -> str:
    clean = "".join(c if c.isprintable() else "�" for c in text)
    return clean if len(clean) <= 60 else clean[:57] + "…"
