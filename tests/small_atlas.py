"""An atlas on disk: three places, 300 km of railway over one border, one journey, reports as the test writes them.

A text may carry ``«`` before the word at which a finding should stand; ``place_of`` turns it into line and column.
"""

from __future__ import annotations

from pathlib import Path

from geodata import catalog
from geodata.errors import Mark
from geodata.ground import Atlas
from geodata.reasoning import Policy, Speech, load_policy
from geodata.records import Records

POINTER = "«"

# One degree of longitude at 40° N is 85.4 km: each section of 50 km lies well above its geodesic of 43.
FILES = {
    "sources.yaml": """\
schema: 1
sources:
  atlas: {title: An atlas, publisher: A press, licence: CC0-1.0}
""",
    "places.yaml": """\
schema: 1
places:
  ari: {name: Ari, country: CN, zone: Asia/Shanghai, lat: 40, lon: 123.4, source: atlas, grade: official}
  bridge:
    name: the bridge
    kind: border
    country: [CN, KP]
    zone: [Asia/Shanghai, Asia/Pyongyang]
    lat: 40
    lon: 124.4
    source: atlas
    grade: official
    stop: {low_h: 0.5, reason: Papers are looked at.}
  cho: {name: Cho, country: KP, zone: Asia/Pyongyang, lat: 40, lon: 126.4, source: atlas, grade: official}
  half: {name: Halfway, kind: halt, country: CN, zone: Asia/Shanghai,
    lat: 40, lon: 123.9, source: atlas, grade: official}
  km150: {name: Km 150, kind: halt, country: KP, zone: Asia/Pyongyang,
    lat: 40, lon: 124.9, source: atlas, grade: official}
  km200: {name: Km 200, kind: halt, country: KP, zone: Asia/Pyongyang,
    lat: 40, lon: 125.4, source: atlas, grade: official}
  km250: {name: Km 250, kind: halt, country: KP, zone: Asia/Pyongyang,
    lat: 40, lon: 125.9, source: atlas, grade: official}
""",
    "lines/main.yaml": """\
schema: 1
line:
  name: Main line
  stations:
    - {place: ari, km: 0, source: atlas, grade: official}
    - {place: half, km: 50, source: atlas, grade: official}
    - {place: bridge, km: 100, source: atlas, grade: official}
    - {place: km150, km: 150, source: atlas, grade: official}
    - {place: km200, km: 200, source: atlas, grade: official}
    - {place: km250, km: 250, source: atlas, grade: official}
    - {place: cho, km: 300, source: atlas, grade: official}
""",
    "origins.yaml": """\
schema: 1
origins:
  wire: {who: A wire, what: Sixty., basis: original}
""",
    "trip/journey.yaml": """\
schema: 1
title: A trip
legs:
  there: {direction: out, from: ari, to: cho, mode: rail, on: 2025-09-01}
  home: {direction: back, from: cho, to: ari, mode: rail, on: 2025-09-05}
""",
    "trip/reports/daily.yaml": """\
schema: 1
outlet: The Daily
url: https://example.org/daily
published: {date: 2025-09-02, basis: stated}
language: en
claims:
  speed: {leg: out, speed: 60 km/h, hedge: about, role: average, origin: wire, origin_basis: matched}
  hours: {leg: out, duration: 5 h}
statements:
  own: {of: [speed, hours]}
""",
}
DAILY = "trip/reports/daily.yaml"


def write(folder: Path, **changed: str) -> Path:
    """The atlas in that folder; ``changed`` maps a file (``__`` for a slash, ``daily`` for the report) to its text."""
    texts = FILES | {_path(name): text for name, text in changed.items()}
    for name, text in texts.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text.replace(POINTER, ""), "utf-8")
    return folder


def _path(name: str) -> str:
    return DAILY if name == "daily" else name.replace("__", "/") + ".yaml"


def report(body: str, outlet: str = "The Daily", on: str = "2025-09-02") -> str:
    """A report file with these claims, events and statements."""
    address = f"https://example.org/{outlet.lower().replace(' ', '-')}"
    head = f"schema: 1\noutlet: {outlet}\nurl: {address}\nlanguage: en\n"
    return f"{head}published: {{date: {on}, basis: stated}}\n{body}"


def place_of(text: str) -> tuple[int, int]:
    """Line and column of the pointer, counted from 1."""
    before = text[: text.index(POINTER)]
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def at(mark: Mark) -> tuple[int, int]:
    """Line and column of a mark."""
    return mark.line, mark.column


def records(folder: Path, **changed: str) -> Records:
    """The atlas, written and read; every file must be readable."""
    found, errors = catalog.read([write(folder, **changed)])
    assert not errors, [str(error) for error in errors]
    return found


def speech(folder: Path, **changed: str) -> Speech:
    """What all reports say about the trip."""
    found = records(folder, **changed)
    policy: Policy = load_policy()
    return Speech(found, Atlas(found), policy, "trip")
