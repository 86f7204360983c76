"""Durations of three parts and four, and seconds, as records of ships, runners and aeroplanes are printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata import units
from geodata.errors import UsageError


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("3 days, 10 hours, 40 minutes", 4960, "min"),
        ("3 d 10 h 40 min", 4960, "min"),
        ("7 days, 22 hours, and 11 minutes", 11_411, "min"),
        ("two hours, three minutes and 39 seconds", 7419, "s"),
        ("64 minutes 20 seconds", 3860, "s"),
        ("2h52m59s", 10_379, "s"),
        ("1 h 54 min 56.4 s", 6896.4, "s"),
        ("40 days, 23 hours, 30 minutes and 30 seconds", 3_540_630, "s"),
        ("3 Tage, 10 Stunden und 40 Minuten", 4960, "min"),
        ("3 jours 10 heures 40 minutes", 4960, "min"),
        ("39 seconds", 39, "s"),
    ],
)
def test_a_duration_is_read_in_its_smallest_unit(text, value, unit):
    read = units.read(text)
    assert read.unit.name == unit
    assert read.low == read.high == pytest.approx(value)


@pytest.mark.parametrize(
    "text",
    ["3 hours 4 days 5 minutes", "10 hours 5 hours 3 minutes", "3 days 10 hours 40 km", "3 days 2 nights 4 hours"],
)
def test_units_that_do_not_fall_are_refused(text):
    with pytest.raises(UsageError):
        units.read(text)


@given(st.integers(1, 40), st.integers(0, 23), st.integers(0, 59), st.integers(0, 59))
def test_the_parts_add_up(days, hours, minutes, seconds):
    read = units.read(f"{days} days, {hours} hours, {minutes} minutes and {seconds} seconds")
    assert read.low_canonical * 3600 == pytest.approx(((days * 24 + hours) * 60 + minutes) * 60 + seconds)
