"""Weekdays, unknown zones, hours shown twice or skipped: the interval holds every instant that the words allow."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from geodata.errors import UsageError
from geodata.reasoning import load_policy
from geodata.reasoning.clock import ANY_ZONE, EPOCH, different_days, iso, read_when

POLICY = load_policy()
KOREA, CHINA = "Asia/Pyongyang", "Asia/Shanghai"


def when(text, zone="UTC"):
    return read_when(text, zone, POLICY)


def refused(text, zone="UTC"):
    with pytest.raises(UsageError) as caught:
        when(text, zone)
    line = str(caught.value)
    assert line.isprintable()
    return line


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("Monday 2025-09-01", "2025-09-01"),
        ("2025-09-01 Monday", "2025-09-01"),
        ("Mon, 2025-09-01", "2025-09-01"),
        ("2025-09-01, Monday afternoon", "2025-09-01 afternoon"),
        ("Monday afternoon, 2025-09-01", "2025-09-01 afternoon"),
        ("on Monday 2025-09-01 night", "2025-09-01 night"),
        ("2025-09-01 Monday night", "2025-09-01 night"),
        ("early Tuesday 2025-09-02", "2025-09-02 early"),
        ("in the early hours of Tuesday 2025-09-02", "2025-09-02 early hours"),
        ("2025-09-02 early Tuesday morning", "2025-09-02 early morning"),
        ("2025-09-01 overnight", "2025-09-01 overnight"),
        ("around 4 pm on Monday 2025-09-01", "2025-09-01 about 16:00"),
        ("2025-09-01 at 12:30 pm", "2025-09-01 12:30"),
        ("By 2025-09-02 12:25", "by 2025-09-02 12:25"),
        ("Before Tues 2025-09-02 4 PM", "before 2025-09-02 16:00"),
        ("2025-09-02 by noon", "by 2025-09-02 noon"),
        ("2025-09-02 after 4 pm", "after 2025-09-02 16:00"),
        ("Not before 2025-09-02", "after 2025-09-02"),
    ],
)
def test_ways_to_say_the_same(text, same):
    assert when(text).at(0) == when(same).at(0)
    assert when(text).at(1) == when(same).at(1)


def test_about_noon_gives_as_much_as_about_any_time():
    assert when("2025-09-02 about noon").at(1) == when("2025-09-02 about 12:00").at(1)
    assert when("2025-09-02 around early").fuzz_early == POLICY.time_fuzz.about


@pytest.mark.parametrize("day", range(7))
def test_a_weekday_must_be_that_of_its_date(day):
    names = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
    on = date(2025, 9, 1) + timedelta(days=day)  # a Monday
    assert when(f"{names[day]} {on}").at(0) == when(str(on)).at(0)
    assert f"{on} is a {names[day]}" in refused(f"{names[day - 1]} {on}")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("about 2025-09-02", "does not say how far from that day"),
        ("about a day", "write YYYY-MM-DD"),
        ("Monday night", "write YYYY-MM-DD"),
        ("2025-09-02 midnight", "can be 00:00 or 24:00"),
        ("2025-09-02 about midnight", "can be 00:00 or 24:00"),
        ("2025-09-01 to 2025-09-02", "known words are"),
        ("by by 2025-09-01", "known words are"),
    ],
)
def test_refused_rather_than_guessed(text, told):
    assert told in refused(text)


OFFSETS = [h + m / 60 for h in range(-12, 15) for m in (0, 30, 45) if h + m / 60 <= 14]


@given(st.dates(date(1990, 1, 1), date(2040, 1, 1)), st.times(), st.sampled_from(OFFSETS))
def test_a_place_of_unknown_zone_may_keep_any_offset(day, at, offset):
    """Whatever offset the clock kept, what it showed lies within the moment, and so does the day."""
    instant = datetime.combine(day, at.replace(second=0, microsecond=0), timezone(timedelta(hours=offset)))
    hours = (instant - EPOCH).total_seconds() / 3600
    for text in (f"{day} {at:%H:%M}", str(day), f"by {day} {at:%H:%M}", f"after {day} {at:%H:%M}"):
        low, high = when(text, ANY_ZONE).at(0)
        assert low is None or low <= hours + 1e-9
        assert high is None or hours <= high + 1e-9


def test_an_offset_of_its_own_needs_no_zone():
    assert when("2025-09-02 16:00+08:00", ANY_ZONE).at(0) == when("2025-09-02 08:00").at(0)


def test_an_hour_that_a_clock_shows_twice_is_one_interval_of_both():
    low, high = when("2025-10-26 02:30", "Europe/Berlin").at(0)
    assert (low, high) == (when("2025-10-26 00:30").earliest, when("2025-10-26 01:30").earliest)
    assert high == when("by 2025-10-26 02:30", "Europe/Berlin").latest
    assert low == when("after 2025-10-26 02:30", "Europe/Berlin").earliest


def test_an_hour_that_a_clock_skips_lies_around_the_change():
    low, high = when("2025-03-30 02:30", "Europe/Berlin").at(0)
    assert low <= when("2025-03-30 01:00").earliest <= high


ZONES = [
    KOREA, CHINA, "UTC", "Europe/Berlin", "America/New_York", "America/Havana", "Pacific/Apia", "Pacific/Kiritimati",
    "Asia/Beirut", "Australia/Lord_Howe", "Asia/Kathmandu", "Europe/Moscow",
]  # fmt: skip
CHANGES = [
    date(2025, 3, 30), date(2025, 10, 26), date(2025, 3, 9), date(2025, 11, 2), date(2015, 8, 14), date(2018, 5, 4),
    date(2011, 12, 29), date(2011, 12, 31), date(2024, 2, 29), date(2025, 4, 6), date(2014, 10, 26),
]  # fmt: skip


@given(
    st.sampled_from(CHANGES) | st.dates(date(1950, 1, 1), date(2037, 1, 1)),
    st.sampled_from(ZONES),
    st.sampled_from(["", *POLICY.clock]),
)
@example(date(2018, 5, 4), KOREA, "late")
@example(date(2025, 11, 2), "America/Havana", "")
def test_every_minute_that_the_words_allow_lies_within_the_moment(day, name, words):
    """Brute force: each quarter of an hour around that day, asked what the clock of the zone shows."""
    hours = POLICY.clock[words].hours if words else (0, 24)
    low, high = when(f"{day} {words}", name).at(0)
    midnight, zone = datetime.combine(day, datetime.min.time()), ZoneInfo(name)
    start = datetime.combine(day, datetime.min.time(), UTC) - timedelta(hours=16)
    for quarter in range((16 + 36 + 14) * 4):
        instant = start + timedelta(minutes=15 * quarter)
        shown = (instant.astimezone(zone).replace(tzinfo=None) - midnight).total_seconds() / 3600
        if hours[0] <= shown < hours[1]:
            at = (instant - EPOCH).total_seconds() / 3600
            assert low - 1e-9 <= at <= high + 1e-9


@given(st.sampled_from(CHANGES), st.sampled_from(ZONES), st.integers(0, 1439))
def test_every_instant_at_which_a_clock_shows_a_time_lies_within_it(day, name, minute):
    low, high = when(f"{day} {minute // 60:02d}:{minute % 60:02d}", name).at(0)
    shown = datetime.combine(day, datetime.min.time()) + timedelta(minutes=minute)
    start = shown.replace(tzinfo=UTC) - timedelta(hours=15)
    for step in range(31 * 4):
        instant = start + timedelta(minutes=15 * step)
        if instant.astimezone(ZoneInfo(name)).replace(tzinfo=None) == shown:
            assert low - 1e-9 <= (instant - EPOCH).total_seconds() / 3600 <= high + 1e-9


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("2025-09-01", CHINA), ("2025-09-02 early", KOREA)),
        (("Monday 2025-09-01", KOREA), ("2025-09-02 morning", KOREA)),
        (("by 2025-09-01", KOREA), ("2025-09-03", KOREA)),
        (("2025-09-01 afternoon", KOREA), ("after 2025-09-02", CHINA)),
        (("2024-02-28", KOREA), ("2024-02-29", KOREA)),
    ],
)
def test_times_that_name_different_days(one, other):
    a, b = when(*one), when(*other)
    days = tuple(next(word for word in text.split() if word[0] == "2") for text, _ in (one, other))
    assert different_days(a, b) == days
    assert different_days(b, a) == days[::-1]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2025-09-01", "2025-09-01 evening"),
        ("2025-09-01 night", "2025-09-02 early hours"),
        ("2025-09-01 overnight", "2025-09-02 03:00"),
        ("2025-09-01 23:59", "2025-09-02 early"),  # a minute before midnight: read to five minutes
        ("by 2025-09-02", "2025-09-01"),
        ("after 2025-09-01", "2025-09-05"),
        ("by 2025-09-02", "by 2025-08-01"),
    ],
)
def test_times_that_one_day_fits(one, other):
    assert different_days(when(one, KOREA), when(other, KOREA)) is None
    assert different_days(when(other, KOREA), when(one, KOREA)) is None


@given(
    st.tuples(
        st.sampled_from(["", "By ", "not before ", "about ", "Monday ", "early Tuesday ", "in the "]),
        st.sampled_from(["2025-09-02", "2025-09-01", "2011-12-30", "2025-03-30", "2025-09"]),
        st.sampled_from([" ", "T", ", ", ""]),
        st.sampled_from(["", "Monday", "noon", "about noon", "by 4 pm", "after", "02:30", "24:00", "midnight"])
        | st.text(),
    ).map("".join),
    st.sampled_from([*ZONES, ANY_ZONE, "", "Mars/X"]),
)
def test_any_text_is_read_or_refused_in_one_line(text, zone):
    line = ""
    try:
        moment = when(text, zone)
    except UsageError as error:
        line = str(error)
    else:
        low, high = moment.at(1)
        assert low is None or high is None or low <= high
        assert different_days(moment, moment) is None
    assert line.isprintable()


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("between 4 pm and 6 pm", "01T16:00", "01T18:00"),
        ("4 to 6 pm", "01T16:00", "01T18:00"),
        ("11 to 1 pm", "01T11:00", "01T13:00"),
        ("16:00 - 18:00", "01T16:00", "01T18:00"),
        ("10:00–12:00", "01T10:00", "01T12:00"),
        ("10:00-12:00", "01T10:00", "01T12:00"),  # no clock on land is twelve hours behind
        ("22:00 - 02:00", "01T22:00", "02T02:00"),
        ("12:30 UTC", "01T21:30", "01T21:30"),
        ("16:00-05:00", "02T06:00", "02T06:00"),  # an offset, as ISO 8601 writes it
        ("early evening", "01T16:30", "01T20:00"),
        ("late night", "01T21:00", "02T04:00"),
    ],
)
def test_between_two_times_and_parts_of_the_day(words, low, high):
    moment = when(f"2025-09-01 {words}", KOREA)
    assert moment.earliest is not None
    assert moment.latest is not None
    edges = [iso(edge, KOREA)[8:16] for edge in (moment.earliest, moment.latest)]
    assert edges == [low, high]


@pytest.mark.parametrize("words", ["16:00 - 18:00 - 20:00", "1 - " * 2000 + "1", "16:00 KST", "4 to noon to 6 pm"])
def test_what_is_no_time_is_refused_in_one_line(words):
    assert "cannot read" in refused(f"2025-09-01 {words}")
