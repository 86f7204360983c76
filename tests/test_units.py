"""Quantities as people print them: every promised spelling, and one clear line for everything else."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata import units
from geodata.errors import UsageError

NBSP, THIN = "\u00a0", "\u202f"


def refused(text, kind=None):
    """The one line with which the text is refused."""
    with pytest.raises(UsageError) as caught:
        units.read(text, kind)
    line = str(caught.value)
    assert line.isprintable()
    assert len(line) < 250
    return line


@pytest.mark.parametrize(
    ("text", "kind", "value", "unit"),
    [
        ("60 km/h", "speed", 60, "km/h"),
        ("60km/h", "speed", 60, "km/h"),
        ("60 km / h", "speed", 60, "km/h"),
        ("60 KM/H", "speed", 60, "km/h"),
        ("60 kph", "speed", 60, "km/h"),
        ("60 kilometres per hour", "speed", 60, "km/h"),
        ("60 km an hour", "speed", 60, "km/h"),
        ("60公里/小时", "speed", 60, "km/h"),
        ("60 км/ч", "speed", 60, "km/h"),
        ("37 mph", "speed", 37, "mph"),
        ("37 miles per hour", "speed", 37, "mph"),
        ("10 knots", "speed", 10, "kn"),
        ("10 kn", "speed", 10, "kn"),
        ("20 m/s", "speed", 20, "m/s"),
        ("20 h", "duration", 20, "h"),
        ("20 hrs.", "duration", 20, "h"),
        ("20-hour", "duration", 20, "h"),
        ("20小时", "duration", 20, "h"),
        ("20小時", "duration", 20, "h"),
        ("20時間", "duration", 20, "h"),
        ("20시간", "duration", 20, "h"),
        ("16 Stunden", "duration", 16, "h"),
        ("16 часов", "duration", 16, "h"),
        ("16 heures", "duration", 16, "h"),
        ("16 giờ", "duration", 16, "h"),
        ("90 min", "duration", 90, "min"),
        ("90分钟", "duration", 90, "min"),
        ("3日", "duration", 3, "days"),
        ("2 weeks", "duration", 2, "weeks"),
        ("half an hour", "duration", 0.5, "h"),
        ("half a day", "duration", 0.5, "days"),
        ("a day", "duration", 1, "days"),
        ("an hour", "duration", 1, "h"),
        ("60公里", "distance", 60, "km"),
        ("60 キロ", "distance", 60, "km"),
        ("60킬로미터", "distance", 60, "km"),
        ("823 miles", "distance", 823, "miles"),
        ("823英里", "distance", 823, "miles"),
        ("800 nmi", "distance", 800, "nmi"),
        ("800 nautical miles", "distance", 800, "nmi"),
        ("944 metres", "distance", 944, "m"),
        ("20", "count", 20, ""),
        ("1,364", "count", 1364, ""),
    ],
)
def test_units(text, kind, value, unit):
    quantity = units.read(text)
    assert (quantity.kind, quantity.low, quantity.high, quantity.unit.name) == (kind, value, value, unit)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2½ days", 2.5),
        ("2 ½ days", 2.5),
        ("½ days", 0.5),
        ("3¼ days", 3.25),
        ("2.5 days", 2.5),
        ("2,5 days", 2.5),
        ("2.50 days", 2.5),
        ("2.5-day", 2.5),
        ("two and a half days", 2.5),
        ("two-and-a-half-day", 2.5),
        ("2 and a half days", 2.5),
        ("twenty days", 20),
        ("twenty-one days", 21),
        ("Twenty One Days", 21),
        ("1,364 days", 1364),
        ("1 364 days", 1364),
        (f"1{NBSP}364 days", 1364),
        (f"1{THIN}364{NBSP}days", 1364),
        ("1,364.5 days", 1364.5),
        ("0.364 days", 0.364),
        ("0,364 days", 0.364),
        ("１２ days", 12),
        ("٣ days", 3),
    ],
)
def test_numbers(text, value):
    quantity = units.read(text, "duration")
    assert quantity.low == quantity.high == pytest.approx(value)
    assert quantity.unit.name == "days"


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("65 h 40 min", 65 * 60 + 40, "min"),
        ("65h40m", 65 * 60 + 40, "min"),
        ("65 hours and 40 minutes", 65 * 60 + 40, "min"),
        ("65 hours, 40 minutes", 65 * 60 + 40, "min"),
        ("20小时30分", 20 * 60 + 30, "min"),
        ("20시간 30분", 20 * 60 + 30, "min"),
        ("2 days 5 hours", 53, "h"),
        ("2일 5시간", 53, "h"),
        ("1 week 3 days", 10, "days"),
        ("0 h 30 min", 30, "min"),
    ],
)
def test_a_compound_keeps_its_smallest_unit(text, value, unit):
    """The grain of "65 h 40 min" is that of its minutes."""
    quantity = units.read(text, "duration")
    assert (quantity.low, quantity.high, quantity.unit.name) == (value, value, unit)


@pytest.mark.parametrize(
    "text",
    [
        "16-20 hours",
        "16–20 hours",
        "16—20 hours",
        "16 – 20 h",
        "16−20 h",
        "16 to 20 h",
        "16 h to 20 h",
        "16 h – 20 h",
        "16h-20h",
        "16 bis 20 Stunden",
        "16~20시간",
        "16–20小时",
    ],
)
def test_ranges(text):
    quantity = units.read(text)
    assert (quantity.low, quantity.high, quantity.unit) == (16, 20, units.HOUR)


def test_a_range_of_fractions_and_of_grouped_numbers():
    days = units.read("2½ to 3½ days")
    assert (days.low, days.high) == (2.5, 3.5)
    km = units.read(f"1{NBSP}324–1,371 km")
    assert (km.low, km.high) == (1324, 1371)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("1 mile", 1.609344),  # the international mile
        ("1 mph", 1.609344),
        ("1 nmi", 1.852),  # the international nautical mile
        ("1 knot", 1.852),
        ("1 m/s", 3.6),
        ("2½ days", 60),
        ("3 weeks", 504),
        ("90 min", 1.5),
        ("65 h 40 min", 65 + 2 / 3),
        ("500 metres", 0.5),
    ],
)
def test_canonical_values(text, canonical):
    quantity = units.read(text)
    assert quantity.low_canonical == quantity.high_canonical == pytest.approx(canonical, rel=1e-12)


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("1.364 km", ("1364", "1.3640")),
        ("1.500 h", ("1500", "1.5")),
        ("20.000 km", ("20000", "20.0")),
        ("1.364–1.371 km", ("1364", "1.3640")),
    ],
)
def test_two_readings_are_refused_with_both(text, readings):
    line = refused(text)
    assert text in line
    assert f"can be {' or '.join(readings)};" in line


@pytest.mark.parametrize(
    "text",
    ["0 km", "0.0 km", "zero hours", "0 h 0 min", "-5 km", "−5 km", "- 5 km", "-½ h", "-5-6 km", "5 - -6 km", "0-5 h"],
)
def test_nothing_at_or_below_zero(text):
    assert refused(text).endswith("must be above 0")


@pytest.mark.parametrize(
    "text", ["NaN km", "nan", "inf km", "-inf h", "Infinity h", "1e999 km", "1e3 km", "1E5", "² km", "60² km", "① km"]
)
def test_no_number_that_only_a_machine_writes(text):
    assert re.search("cannot read|must be above 0", refused(text))


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "km", "km/h", "½½ h", "12 34 km", "1,23,456 km", "1,364,5 km", "1.364.500 km", "65:40 h",
        "two hundred km", "twenty-thirty hours", "twenty twenty hours", "16-20-24 h", "60 km/h 20", "65 h 40",
        "1 day 2 hours 3 days", "5 hours 2 days", "20 to 16 h", "16 h to 20 km", "16 h - 20 min", "h 20",
    ],
)  # fmt: skip
def test_refused_rather_than_guessed(text):
    refused(text)


def test_a_line_shows_no_control_character():
    assert "\x1b" not in refused("\x1b[31m20 h")
    refused("\ud800 km")


def test_too_long_or_too_large():
    assert "too long" in refused("9" * 5000)
    assert "too long" in refused("9" * 5000 + " km")
    assert "too long" in refused(" " * 200 + "1")
    refused("9" * 150 + " km")
    assert "1,000,000 km" in refused("111111111 km")
    assert "100,000 h" in refused("5000 days")
    assert "40,000 km/h" in refused("30000 mph")


@pytest.mark.parametrize("kind", units.LIMITS)
def test_the_largest_value_is_taken(kind):
    unit = units.CANONICAL[kind]
    largest = int(units.LIMITS[kind])
    assert units.read(f"{largest} {unit}", kind).high == largest
    assert "largest" in refused(f"{largest + 1} {unit}", kind)


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("60 kmm/h", "km/h"),
        ("60 mpj", "mph"),
        ("20 huors", "hours"),
        ("9 mils", "miles"),
        ("800 nautical mils", "nautical mile"),
    ],
)
def test_an_unknown_unit_names_the_nearest(text, nearest):
    line = refused(text)
    assert "no unit" in line
    assert nearest in line


def test_an_unknown_unit_near_nothing_names_the_known_ones():
    line = refused("60 furlongs")
    assert '"furlongs"' in line
    assert all(unit in line for unit in ("km/h", "mph", "days", "nmi"))


@pytest.mark.parametrize("text", ["60 miles/h 3", "100 km/day", "60 公里/天"])
def test_a_speed_in_an_unknown_unit_is_no_distance_or_time(text):
    assert "no unit" in refused(text)


@pytest.mark.parametrize(
    ("text", "kind", "unit"),
    [
        ("20 h", "speed", "km/h"),
        ("60 km/h", "duration", "min"),
        ("60 km/h", "distance", "miles"),
        ("60", "speed", "mph"),
    ],
)
def test_the_wrong_kind_names_units_of_the_right_one(text, kind, unit):
    line = refused(text, kind)
    assert f"a {kind} is in " in line
    assert unit in line


def test_every_known_spelling_can_be_read():
    for spelling, unit in units.UNITS.items():
        for text in (f"3 {spelling}", f"3{spelling}"):
            assert units.read(text, unit.kind).unit == unit, text


WRITTEN = st.text(
    st.sampled_from("0123456789 .,-–½¼ekmhd/分小时日 aofinto\t\n\u00a0") | st.characters(), max_size=60
) | st.lists(
    st.sampled_from([*units.UNITS, *"0 1 20 1,364 1.364 2½ two and a half to - – ~ twenty half nan inf 1e999".split()]),
    max_size=7,
).flatmap(lambda words: st.sampled_from([" ".join(words), "".join(words)]))


@given(WRITTEN, st.sampled_from([None, *units.LIMITS]))
def test_any_text_is_read_or_refused_in_one_line(text, kind):
    try:
        quantity = units.read(text, kind)
    except UsageError as error:
        line = str(error)
    else:
        line = ""
        assert 0 < quantity.low <= quantity.high
        assert math.isfinite(quantity.high)
        assert quantity.high_canonical <= units.LIMITS[quantity.kind]
        assert kind in (None, quantity.kind)
        assert units.read(quantity.text, quantity.kind) == quantity
    assert line.isprintable()


@given(
    st.integers(1, 99_999), st.integers(0, 99), st.sampled_from(sorted(set(units.UNITS.values()), key=lambda u: u.name))
)
def test_a_printed_quantity_reads_back(whole, cents, unit):
    value = whole + cents / 100
    if value * unit.factor > units.LIMITS[unit.kind]:
        return
    for printed in (
        f"{value:.2f} {unit.name}",
        f"{value:,.2f} {unit.name}",
        f"{value:,.2f}".replace(",", THIN) + unit.name,
    ):
        if unit.name == "m":  # alone, "m" could be minutes
            printed = printed.removesuffix("m") + "metres"  # noqa: PLW2901
        quantity = units.read(printed, unit.kind)
        assert quantity.low == quantity.high == pytest.approx(value)
        assert quantity.unit == unit


@given(st.integers(0, 999), st.integers(0, 59))
def test_hours_and_minutes_are_their_sum(hours, minutes):
    if hours or minutes:
        assert units.read(f"{hours} h {minutes} min").low_canonical == pytest.approx(hours + minutes / 60)


@given(st.text())
def test_normalising_twice_changes_nothing(text):
    once = units.normalise(text)
    assert units.normalise(once) == once
