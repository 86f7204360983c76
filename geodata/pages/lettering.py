"""Names of countries and waters on a map: set by hand, left out where they would cover something."""

from __future__ import annotations

from collections.abc import Iterable

from geodata.pages.basemap import Basemap
from geodata.pages.layout import Sheet, text_width
from geodata.pages.peoples import COUNTRIES
from geodata.pages.projection import Frame, LatLon, Point
from geodata.pages.tongue import say

# Where they may stand; ours. No name is taken from the basemap.
_COUNTRY_SPOTS: dict[str, tuple[LatLon, ...]] = {
    "CN": ((42.9, 117.5), (43.4, 122.0), (36.6, 116.6), (33.0, 108.0), (26.0, 112.0), (46.0, 125.0)),
    "KP": ((40.3, 127.2), (40.4, 126.6), (40.35, 126.2), (40.2, 125.9), (41.2, 128.4), (38.7, 126.6)),
    "RU": ((45.0, 134.4), (49.5, 131.0), (56.0, 110.0), (60.0, 90.0), (58.0, 50.0)),
    "MN": ((46.5, 104.0),),
    "VN": ((21.8, 104.6), (16.0, 107.5)),
}
_WATERS: tuple[tuple[str, tuple[LatLon, ...]], ...] = (
    ("Bohai Sea", ((38.6, 119.7), (39.3, 120.3), (38.9, 120.0), (38.3, 119.6))),
    ("Korea Bay", ((39.0, 124.0), (39.2, 123.7), (38.9, 123.5), (38.6, 123.8))),
    ("Yellow Sea", ((36.6, 123.3), (37.4, 123.2), (37.9, 123.4))),
    ("Gulf of Tonkin", ((19.6, 107.6),)),
    ("Sea of Okhotsk", ((55.0, 148.0),)),
    ("Lake Baikal", ((53.5, 108.0),)),
)


def countries(sheet: Sheet, frame: Frame, passed: Iterable[str]) -> Iterable[tuple[tuple[str, ...], Point]]:
    """The countries that a journey passes, each in one word a line, where there is room."""
    for country in sorted(set(passed) & _COUNTRY_SPOTS.keys()):
        words = tuple(say(COUNTRIES[country]).upper().split())
        wide = max(text_width(word, 14.5) for word in words)
        for at in _COUNTRY_SPOTS[country]:
            if _fits(sheet, frame.px(at), wide, 8.0 * len(words)):
                yield words, _rounded(frame.px(at))
                break


def waters(sheet: Sheet, frame: Frame, ground: Basemap) -> Iterable[tuple[str, Point]]:
    """Seas and lakes in sight; a sea only where its whole name lies on water."""
    for text, spots in _WATERS:
        for at in spots:
            x, y = frame.px(at)
            wide = text_width(say(text), 11)
            if not (0 < x < frame.width and 0 < y < frame.height):
                continue
            ends = [(x + wide * share, y) for share in (-0.45, -0.22, 0, 0.22, 0.45)]
            if ("Lake" in text or not any(map(ground.on_land, ends))) and _fits(sheet, (x, y), wide, 9):
                yield say(text), _rounded((x, y))
                break


def _fits(sheet: Sheet, at: Point, wide: float, high: float) -> bool:
    """Whether a text centred here covers nothing; then it is noted as standing."""
    box = (at[0] - wide / 2, at[1] - high, at[0] + wide / 2, at[1] + high)
    inside = box[0] > 6 and box[1] > 6 and box[2] < sheet.width - 6 and box[3] < sheet.height - 6
    clear = all(box[2] < b[0] or box[0] > b[2] or box[3] < b[1] or box[1] > b[3] for b in sheet.boxes)
    off_track = not any(
        box[0] < x < box[2] and box[1] < y < box[3] for x, y in (*sheet.track, *sheet.side_track, *sheet.dots)
    )
    if inside and clear and off_track:
        sheet.boxes.append(box)
        return True
    return False


def _rounded(at: Point) -> Point:
    return (round(at[0], 1), round(at[1], 1))
