"""Every fault in a record at its line and column, in plain words."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from geodata.catalog import parse
from geodata.catalog.bind import bind
from geodata.errors import UnreadableRecordsError
from geodata.records import Journey, LineFile, OriginsFile, PlacesFile, Report, SourcesFile, WaysFile

REPORT = """\
schema: 1
outlet: The Paper
url: https://paper.example/one
published: {date: 2025-09-02, basis: stated}
language: en
claims:
  sixty:
    journey: beijing-2025
    leg: out
    speed: 60 km/h
    hedge: only
    role: ambiguous
    voice: Yonhap
    paragraph: 3
  hours: {leg: out, duration: 20 h, hedge: expected, modality: forecast}
events:
  left: {event: departed, at: pyongyang, when: 2025-09-01 afternoon, zone: Asia/Pyongyang}
statements:
  yonhap: {of: [sixty, hours]}
"""

REPORT_FAULTS = [
    ("    hedge: only", "    hegde: only", 11, 5, 'unknown key "hegde"; did you mean "hedge"?'),
    ("    leg: out", "    start: out", 9, 5, 'unknown key "start"; known here: '),
    (
        "language: en",
        "language: english",
        5,
        11,
        'language: must be a language tag, such as en, ko or zh-Hant, not "english"',
    ),
    ("language: en", "langage: en", 5, 1, 'unknown key "langage"; did you mean "language"?'),
    ("outlet: The Paper", "outlet: 38", 2, 9, "outlet: must be text, not 38; put it in quotes"),
    ("outlet: The Paper", "outlet:", 2, 8, "outlet: is left blank; must be text"),
    ("duration: 20 h", "duration: 20", 15, 31, "must be the number with its unit, as printed, such as 20 h, not 20"),
    ("{date: 2025-09-02, basis: stated}", "2025-09-02", 4, 12, "must be a mapping (key: value) with date, basis, not "),
    ("2025-09-02, basis", ", basis", 4, 19, "date: is left blank; must be a day written YYYY-MM-DD"),
    ("    speed: 60 km/h", "    speed:", 10, 11, "speed: is left blank; write the number as printed, with its unit"),
    ("duration: 20 h,", "duration: 20 h, distance: 2 km,", 15, 47, "distance: needs exactly one of speed, duration"),
    ("duration: 20 h,", "duration: 20 h, role: average,", 15, 43, "role: only a speed has a role, and this is a dur"),
    ("    role: ambiguous", "    measure: trip", 12, 14, "measure: only a duration has a measure, and this is a speed"),
    (
        "    voice: Yonhap",
        "    origin: yna",
        13,
        13,
        "origin: origin and origin_basis (named or matched) stand together",
    ),
    ("departed, at: pyongyang,", "underway, at: pyongyang,", 17, 31, "at: every event but underway and other happens"),
    ("departed, at: pyongyang,", "departed,", 17, 17, "event: every event but underway and other happens at a place"),
    ("  left: {event", "  hours: {event", 17, 10, "hours: claims and events share the id hours; rename one"),
    ("outlet: The Paper", "outlet: ''", 2, 9, "outlet: is empty"),
    ("outlet: The Paper", "outlet: true", 2, 9, "outlet: must be text, not true; put it in quotes"),
    ("outlet: The Paper", f"outlet: {'x' * 201}", 2, 9, "outlet: has 201 characters, at most 200 may be"),
    ("outlet: The Paper\n", "", 1, 1, 'missing key "outlet"'),
    ("schema: 1", "schema: 2", 1, 9, "schema: must be 1, not 2"),
    ("https://paper.example/one", "ftp://paper.example", 3, 6, 'url: "ftp://paper.example": must be an http or https'),
    ("https://paper.example/one", "http://[::1", 3, 6, "must be an http or https address"),
    ("https://paper.example/one", "https://paper]d.example", 3, 6, "and with a host"),
    ("https://paper.example/one", "https:///one", 3, 6, "and with a host"),
    ("2025-09-02, basis", "2025-9-2, basis", 4, 19, 'date: "2025-9-2": must be a day written YYYY-MM-DD'),
    ("2025-09-02, basis", "2025-02-30, basis", 4, 19, 'date: "2025-02-30": day is out of range for month'),
    (
        "basis: stated",
        "basis: sated",
        4,
        38,
        'basis: must be "stated", "inferred" or "archive", not "sated"; did you mean "stated"?',
    ),
    (", basis: stated", "", 4, 12, 'published: missing key "basis"'),
    ("  sixty:\n", "  Sixty:\n", 7, 3, 'key "Sixty": must be a slug: small letters, digits and hyphens, at most 64'),
    ("paragraph: 3", "paragraph: three", 14, 16, 'paragraph: must be a whole number, not "three"'),
    ("paragraph: 3", "paragraph: 0", 14, 16, "paragraph: 0 is below 1"),
    ("paragraph: 3", "paragraph: 1.5", 14, 16, "paragraph: must be a whole number, not 1.5"),
    ("paragraph: 3", "paragraph: 010", 14, 16, 'paragraph: must be a whole number, not "010"'),
    ("    speed: 60 km/h\n", "", 8, 5, "sixty: needs exactly one of speed, duration"),
    ("duration: 20 h", "duration: [20 h]", 15, 31, "such as 20 h, not a list"),
    ("role: ambiguous", "role: averge", 12, 11, 'not "averge"; did you mean "average"?'),
    (
        "at: pyongyang",
        "at: Pyongyang",
        17,
        31,
        'at: must be a slug: small letters, digits and hyphens, at most 64, not "Pyon',
    ),
    ("zone: Asia/Pyongyang", "zone: [Asia/Seoul, 9]", 17, 89, "zone (item 2): must be text, not 9; put it in quotes"),
    ("zone: Asia/Pyongyang", "zone: []", 17, 76, "zone: is empty"),
    (
        "of: [sixty, hours]",
        "of: {a: b}",
        19,
        16,
        "of: must be a slug: small letters, digits and hyphens, at most 64, or a list, not a mapping",
    ),
    (
        "statements:\n  yonhap: {of: [sixty, hours]}",
        "statements: [a]",
        18,
        13,
        "statements: must be a mapping (key: value), not a",
    ),
]


def faults(model, source):
    value, positions = parse(source, "f.yaml")
    with pytest.raises(UnreadableRecordsError) as caught:
        bind(model, value, lambda: positions, "f.yaml")
    assert all(str(error).isprintable() for error in caught.value.errors), "one line each"
    return [(error.mark.line, error.mark.column, error.message) for error in caught.value.errors]


def bound(model, source):
    value, positions = parse(source, "f.yaml")
    return bind(model, value, lambda: positions, "f.yaml")


def test_a_good_report_has_no_fault():
    report = bound(Report, REPORT)
    assert report.claims["sixty"].speed == "60 km/h"
    assert report.events["left"].zone == ("Asia/Pyongyang",)


@pytest.mark.parametrize(("old", "new", "line", "column", "words"), REPORT_FAULTS)
def test_one_fault_one_line(old, new, line, column, words):
    assert REPORT.count(old) == 1, old
    ((at_line, at_column, message),) = faults(Report, REPORT.replace(old, new))
    assert (at_line, at_column) == (line, column)
    assert message.startswith(words) or words in message


def test_every_fault_is_told_in_the_order_of_the_file():
    source = REPORT.replace("hedge: only", "hegde: only").replace("language: en", "language: 1").replace("stated", "x")
    assert [fault[:2] for fault in faults(Report, source)] == [(4, 38), (5, 11), (11, 5)]


def test_keys_missing_side_by_side_are_told_each():
    assert faults(Report, "schema: 1\nurl: https://paper.example\n") == [
        (1, 1, 'missing key "outlet"'),
        (1, 1, 'missing key "published"'),
        (1, 1, 'missing key "language"'),
    ]


@pytest.mark.parametrize("source", ["[]", "text", "~", "- schema: 1"])
def test_a_file_that_is_no_mapping(source):
    ((line, column, message),) = faults(Report, source)
    assert (line, column) == (1, 1)
    assert message.startswith("must be a mapping (key: value), not ")


PLACE = """\
schema: 1
places:
  here:
    name: Here
    country: KP
    zone: Asia/Pyongyang
    lat: 39
    lon: 125.5
    source: s
    grade: press
"""


@pytest.mark.parametrize(
    ("old", "new", "line", "column", "message"),
    [
        ("lat: 39", "lat: 91", 7, 10, "lat: 91 is above 90"),
        ("lat: 39", "lat: -90.5", 7, 10, "lat: -90.5 is below -90"),
        ("lat: 39", 'lat: "39"', 7, 10, 'lat: must be a number, not "39"'),
        ("lat: 39", "lat: true", 7, 10, "lat: must be a number, not true"),
        ("lat: 39", f"lat: {'9' * 250}", 7, 10, f"lat: {'9' * 59}… is above 90"),
        (
            "country: KP",
            "country: kp",
            5,
            14,
            'country: must be a country code of two capital letters, such as KP, not "kp"',
        ),
        ("country: KP", "country: [KP, CN]", 5, 14, "country: a border has two countries, any other place has one"),
        (
            "country: KP",
            "country:",
            5,
            13,
            "country: is left blank; must be a country code of two capital letters, such as KP, or a list",
        ),
        ("zone: Asia/Pyongyang", "zone: 9", 6, 11, "zone: must be text, or a list, not 9; put it in quotes"),
        (
            "source: s",
            "source: {a: b}",
            9,
            13,
            "source: must be a slug: small letters, digits and hyphens, at most 64, or a list, not a mapping",
        ),
        ("country: KP", "country: [KP, CN, RU]", 5, 14, "country: has 3 items, at most 2 may be"),
        ("    grade: press", '    grade: press\n    "lat\\tx": 1', 11, 5, 'unknown key "lat\\tx"; did you mean "lat"?'),
        ("    grade: press", f"    grade: press\n    {'k' * 300}: 1", 11, 5, None),
        ("name: Here", 'name: "a\\nb"\n    kind: "x\\ty"', 5, 11, None),
    ],
)
def test_places(old, new, line, column, message):
    ((at_line, at_column, told),) = faults(PlacesFile, PLACE.replace(old, new))
    assert (at_line, at_column) == (line, column)
    assert message is None or told == message
    assert len(told) < 300


LINE = """\
schema: 1
line:
  name: A line
  stations:
    - {place: a, km: 0, source: s, grade: press}
    - {place: b, km: 10, source: s, grade: press}
"""


def test_a_lone_value_that_stands_for_two_is_told_once():
    assert faults(LineFile, LINE.replace("km: 0", "km: -1")) == [(5, 22, "km: -1 is below 0")]
    assert faults(LineFile, LINE.replace("km: 0", "km: [-1, x]")) == [
        (5, 23, "km (item 1): -1 is below 0"),
        (5, 27, 'km (item 2): must be a number, not "x"'),
    ]


def test_a_list_is_not_short_for_faults_of_its_items():
    assert faults(LineFile, LINE.replace("place: a", "plaice: a")) == [
        (5, 8, 'unknown key "plaice"; did you mean "place"?'),
    ]
    assert faults(LineFile, LINE[: LINE.index("    - {place: b")]) == [(5, 5, "stations: needs at least 2, has 1")]
    assert faults(LineFile, LINE.replace("km: 10", "km: 0")) == [
        (6, 22, "km: posts must rise: b at 0–0 km follows a at 0–0 km")
    ]


def test_a_fault_behind_an_alias_lies_at_its_anchor():
    source = "schema: 1\ntitle: T\nlegs:\n  a: &leg {direction: out, from: x, to: y, mode: train}\n  b: *leg\n"
    assert [fault[:2] for fault in faults(Journey, source)] == [(4, 50)]


ANY = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.sampled_from(["", "a", "KP", "2025-09-02", "out", "[key]", "9999-99-99", "x" * 5000, "\t\n"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["a", "[key]", "from", "km"]), inner),
    max_leaves=6,
)
GOOD = [(Report, REPORT), (PlacesFile, PLACE), (LineFile, LINE)]


@given(st.data())
def test_any_value_anywhere_is_bound_or_told(data):
    model, source = data.draw(st.sampled_from(GOOD))
    value, _ = parse(source, "f")
    below: Any = value
    while True:
        step = data.draw(st.sampled_from(range(len(below)) if isinstance(below, list) else sorted(below)))
        if not isinstance(below[step], dict | list) or data.draw(st.booleans()):
            below[step] = data.draw(ANY)
            break
        below = below[step]
    told(model, json.dumps(value, ensure_ascii=False))


@given(st.sampled_from([Journey, LineFile, OriginsFile, PlacesFile, Report, SourcesFile, WaysFile]), ANY)
def test_any_file_is_bound_or_told(model, value):
    told(model, json.dumps(value, ensure_ascii=False))


def told(model, source):
    value, positions = parse(source, "f.yaml")
    try:
        bind(model, value, lambda: positions, "f.yaml")
    except UnreadableRecordsError as caught:
        for error in caught.errors:
            assert str(error).isprintable()
            assert len(error.message) < 700


class Policy(BaseModel, extra="forbid"):
    bands: dict[str, tuple[float, float]]
    cap: int | float = 64
    note: str | None = None


def test_any_model_can_be_read():
    assert bound(Policy, "bands: {a: [1, 2]}").bands == {"a": (1.0, 2.0)}
    assert faults(Policy, "bands: {a: [1, x], '[key]': 1}\ncap: x\nnot: 1\n") == [
        (1, 16, 'a (item 2): "x": input should be a valid number, unable to parse string as a number'),
        (1, 29, "[key]: must be a list, not 1"),
        (2, 6, 'cap: "x": input should be a valid integer, unable to parse string as an integer'),
        (3, 1, 'unknown key "not"; did you mean "note"?'),
    ]
