"""Quantities as a dozen languages print them; what has two readings is refused with both."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata import units
from geodata.errors import UsageError


def refused(text, **about):
    with pytest.raises(UsageError) as caught:
        units.read(text, **about)
    line = str(caught.value)
    assert line.isprintable()
    return line


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("시속 60km", 60, 60, "km/h"),
        ("时速60公里", 60, 60, "km/h"),
        ("時速60キロ", 60, 60, "km/h"),
        ("每小时60公里", 60, 60, "km/h"),
        ("每小时60到80公里", 60, 80, "km/h"),
        ("60 km por hora", 60, 60, "km/h"),
        ("60 km à l'heure", 60, 60, "km/h"),
        ("60 km à l’heure", 60, 60, "km/h"),
        ("60 Stundenkilometer", 60, 60, "km/h"),
        ("60 километров в час", 60, 60, "km/h"),
        ("32 knots", 32, 32, "kn"),
        ("32节", 32, 32, "kn"),
        ("６０ｋｍ／ｈ", 60, 60, "km/h"),
        ("24시간", 24, 24, "h"),
        ("スピード", None, None, None),
        ("20個半小時", 20.5, 20.5, "h"),
        ("二十四小时", 24, 24, "h"),
        ("십 시간", None, None, None),
        ("하루", 1, 1, "days"),
        ("이틀", 2, 2, "days"),
        ("이틀 반", 2.5, 2.5, "days"),
        ("양일", None, None, None),
        ("两天半", 2.5, 2.5, "days"),
        ("半日", 0.5, 0.5, "days"),
        ("2 1/2 days", 2.5, 2.5, "days"),
        ("2 １／２ days", 2.5, 2.5, "days"),
        ("3/7 days", None, None, None),
        ("one to two days", 1, 2, "days"),
        ("two or three days", 2, 3, "days"),
        ("between 16 and 20 hours", 16, 20, "h"),
        ("from 16 to 20 hours", 16, 20, "h"),
        ("zwischen 16 und 20 Stunden", 16, 20, "h"),
        ("16 a 20 horas", 16, 20, "h"),
        ("16至20小时", 16, 20, "h"),
        ("half a day", 0.5, 0.5, "days"),
        ("two days and a half", 2.5, 2.5, "days"),
        ("zweieinhalb Tage", 2.5, 2.5, "days"),
        ("a day and a half", 1.5, 1.5, "days"),
        ("two-and-half-day", 2.5, 2.5, "days"),
        ("двое с половиной суток", 2.5, 2.5, "days"),
        ("hai ngày rưỡi", 2.5, 2.5, "days"),
        ("a fortnight", 1, 1, "fortnights"),
        ("2万公里", 20_000, 20_000, "km"),
        ("1만 3000km", 13_000, 13_000, "km"),
        ("1천300km", 1300, 1300, "km"),
        ("四千五百公里", 4500, 4500, "km"),
        ("一万二千公里", 12_000, 12_000, "km"),
        ("1.300,5 km", 1300.5, 1300.5, "km"),
        ("deux jours et demi", 2.5, 2.5, "days"),
        ("two days and five hours", 53, 53, "h"),
        ("16 giờ", 16, 16, "h"),
        ("16 jam", 16, 16, "h"),
        ("16 uur", 16, 16, "h"),
        ("10,5 horas", 10.5, 10.5, "h"),
    ],
)
def test_quantities(text, low, high, unit):
    if low is None:
        refused(text)
    else:
        quantity = units.read(text)
        assert (quantity.low, quantity.high, quantity.unit.name) == (low, high, unit)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.364 Stunden", 1364),
        ("1.364 kilómetros", 1364),
        ("1.364 chilometri", 1364),
        ("1.364,5 Stunden", 1364.5),
        ("20.000.000 минут", None),
        ("1 364 км", 1364),
        ("1 364,5 км", 1364.5),
        ("1 364,500 км", None),
        ("1,364公里", 1364),
        ("1,364 miles", 1364),
        ("1.364 miles", None),
        ("1.364公里", None),
        ("1,364 Stunden", None),
        ("1.364 kilometer", None),
        ("1.364 km", None),
    ],
)
def test_the_units_language_settles_thousands_and_never_three_decimals(text, value):
    if value is None:
        refused(text)
    else:
        assert units.read(text).low == value


def test_the_words_around_settle_what_the_unit_does_not():
    assert units.read("1.364 km", mark=",").low == 1364
    assert units.read("1,364 km", mark=".").low == 1364
    for mark, text in ((".", "1.364 km"), (",", "1,364 km"), ("?", "1,364 km"), (".", "1.364 Stunden")):
        assert "can be 1364 or 1.364" in refused(text, mark=mark)


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("2박 3일", "calendar days", 3),
        ("2泊3日", "calendar days", 3),
        ("三天两夜", "calendar days", 3),
        ("two nights and three days", "calendar days", 3),
        ("three days, two nights", "calendar days", 3),
        ("3 Tage und 2 Nächte", "calendar days", 3),
        ("2 nights", "nights", 2),
        ("2 days and 3 nights", "nights", 3),
    ],
)
def test_nights_and_days_count_the_same_hours(text, unit, value):
    quantity = units.read(text, "duration")
    assert (quantity.low, quantity.unit.name) == (value, unit)


def test_nights_and_days_that_are_no_one_trip():
    assert "not one trip" in refused("2 nights and 7 days")


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("60 km/h (37 mph)", "60 km/h", "37 mph"),
        ("60 km (37 miles) per hour", "60 km/h", "37 mph"),
        ("37 mph (60 km/h)", "37 mph", "60 km/h"),
        ("4,000 km (about 2,485 miles)", "4,000 km", "2,485 miles"),
        ("2½ days (60 hours)", "2½ days", "60 h"),
        ("45-50 km/h (28-31 mph)", "45-50 km/h", "28-31 mph"),
    ],
)
def test_a_bracket_is_the_same_claim(text, first, second):
    quantity, main, other = units.read(text), units.read(first), units.read(second)
    assert quantity.also is not None
    assert (quantity.low, quantity.high, quantity.unit) == (main.low, main.high, main.unit)
    assert (quantity.also.low, quantity.also.high, quantity.also.unit) == (other.low, other.high, other.unit)
    assert units.converts(quantity, quantity.also)


@pytest.mark.parametrize("text", ["20 h (1,000 km)", "60 km/h ()", "60 km/h (fast)", "(37 mph)", "60 km/h ((37 mph))"])
def test_a_bracket_that_is_no_conversion(text):
    refused(text)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("170 km", "105 miles", True),  # 105.6: cut off
        ("170 km", "106 miles", True),  # rounded
        ("3,000 km", "1,860 miles", True),  # 1,864 to the last printed digit
        ("20,000 km", "12,400 miles", True),
        ("680 km", "680 miles", False),
        ("60 km/h", "47 mph", False),
        ("60 km/h", "60 mph", False),
        ("20 h", "20 days", False),
        ("60 km", "37 mph", False),
    ],
)
def test_conversions(one, other, same):
    first, second = units.read(one), units.read(other)
    assert units.converts(first, second) is same
    assert units.converts(second, first) is same


@given(st.integers(1, 20_000), st.sampled_from([("km", "miles"), ("km/h", "mph"), ("km/h", "kn"), ("h", "days")]))
def test_a_conversion_rounded_to_any_digit_is_the_same_number(value, pair):
    a, b = (units.UNITS[name] for name in pair)
    exact = value * a.factor / b.factor
    first = units.Quantity("", a.kind, value, value, a)
    for digits in (2, 1, 0):
        rounded = round(exact, digits)
        if rounded:
            assert units.converts(first, units.Quantity("", b.kind, rounded, rounded, b))


@pytest.mark.parametrize(
    ("x", "place"), [(12_400, 100), (37, 1), (2.5, 0.1), (2758.42, 0.01), (60, 10), (1, 1), (1_000_000, 1_000_000)]
)
def test_the_last_printed_place(x, place):
    assert units.last_place(x) == pytest.approx(place)


@pytest.mark.parametrize("text", ["1.364 km", "42.195 km", "1.300 km", "9.000 h"])
def test_what_is_offered_for_an_ambiguous_number_is_read_as_it_is_offered(text):
    whole, decimal = re.search(r"can be (\S+) or (\S+);", refused(text)).groups()  # type: ignore[union-attr]
    unit = text.split()[1]
    assert units.read(f"{whole} {unit}").low == float(whole)
    assert units.read(f"{decimal} {unit}").low == float(text.split()[0])
