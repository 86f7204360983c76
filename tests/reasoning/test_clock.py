"""Printed times: words, zones of the place on that day, and the fuzz of each edge."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.errors import UsageError
from geodata.reasoning import load_policy
from geodata.reasoning.clock import Moment, iso, read_when, show

ROOT = Path(__file__).resolve().parents[2]
POLICY = load_policy()
KOREA, CHINA = "Asia/Pyongyang", "Asia/Shanghai"


def when(text, zone="UTC"):
    return read_when(text, zone, POLICY)


def utc(moment):
    """Both edges without fuzz, in UTC; an open one is None."""
    return tuple(None if edge is None else iso(edge).removesuffix("+00:00") for edge in moment.at(0))


def refused(text, zone="UTC"):
    with pytest.raises(UsageError) as caught:
        when(text, zone)
    line = str(caught.value)
    assert line.isprintable()
    assert len(line) < 400
    return line


def test_a_day_is_24_hours_without_fuzz():
    moment = when("2025-09-02", KOREA)
    assert utc(moment) == ("2025-09-01T15:00", "2025-09-02T15:00")
    assert (moment.fuzz_early, moment.fuzz_late) == (0, 0)


@pytest.mark.parametrize(
    ("words", "hours", "fuzz"),
    [
        # The specification's table, local hours of the day.
        ("morning", (5, 12), (0.5, 0.5)),
        ("afternoon", (12, 18), (0.5, 0.5)),
        ("evening", (17, 22), (0.5, 0.5)),
        ("night", (20, 30), (0.5, 0.5)),
        ("early", (0, 6), (0, 1)),
        ("early hours", (0, 6), (0, 1)),
        ("late", (18, 24), (1, 0)),
        ("overnight", (21, 31), (1, 1)),
        ("around 4 pm", (16, 16), (0.5, 0.5)),
        ("about 16:00", (16, 16), (0.5, 0.5)),
        ("~16:00", (16, 16), (0.5, 0.5)),
    ],
)
def test_the_table_of_the_specification(words, hours, fuzz):
    start = when("2025-09-02 00:00").earliest
    moment = when(f"2025-09-02 {words}")
    assert (moment.earliest - start, moment.latest - start) == pytest.approx(hours)
    assert (moment.fuzz_early, moment.fuzz_late) == pytest.approx(fuzz)


@pytest.mark.parametrize("word", POLICY.clock)
def test_every_word_of_the_policy(word):
    moment = when(f"2025-09-02 {word}")
    start = when("2025-09-02").earliest
    assert (moment.earliest - start, moment.latest - start) == pytest.approx(POLICY.clock[word].hours)
    assert when(f"2025-09-02, {word.upper()}").at(1) == moment.at(1)


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("2025-09-02 03:00", "03:00"),
        ("2025-09-02T03:00", "03:00"),
        ("2025-09-02T03:00:59", "03:00"),
        ("2025-09-02, 3:05", "03:05"),
        ("2025-09-02 16.30", "16:30"),
        ("2025-09-02 16", "16:00"),
        ("2025-09-02 12 am", "00:00"),
        ("2025-09-02 12:30 am", "00:30"),
        ("2025-09-02 1 am", "01:00"),
        ("2025-09-02 11:59am", "11:59"),
        ("2025-09-02 12 pm", "12:00"),
        ("2025-09-02 12:30 PM", "12:30"),
        ("2025-09-02 4 p.m.", "16:00"),
        ("2025-09-02 11:59 pm", "23:59"),
        ("2025-09-02   4   pm ", "16:00"),
    ],
)
def test_times_of_the_day(text, clock):
    moment = when(text)
    assert utc(moment) == (f"2025-09-02T{clock}",) * 2


def test_twenty_four_hundred_is_the_next_midnight():
    assert when("2025-12-31 24:00").at(1) == when("2026-01-01 00:00").at(1)


def test_a_round_time_gives_more_than_a_sharp_one():
    full, sharp, about = (when(f"2025-09-02 {text}").fuzz_late for text in ("16:00", "16:07", "about 16:07"))
    assert (full, sharp, about) == (POLICY.time_fuzz.hour, POLICY.time_fuzz.minute, POLICY.time_fuzz.about)
    assert sharp < full < about


def test_about_may_stand_before_the_day():
    assert when("about 2025-09-02 16:07").at(1) == when("2025-09-02 about 16:07").at(1)
    assert when("about 2025-09-02 afternoon").at(1) == when("2025-09-02 afternoon").at(1)
    assert "how far from that day" in refused("about 2025-09-02")


@pytest.mark.parametrize("text", ["by 2025-09-02 12:25", "before 2025-09-02 12:25", "2025-09-02 by 12:25"])
def test_by_leaves_the_beginning_open_and_the_end_firm(text):
    moment = when(text)
    assert utc(moment) == (None, "2025-09-02T12:25")
    assert moment.at(1) == moment.at(0)


@pytest.mark.parametrize("text", ["after 2025-09-02 12:25", "not before 2025-09-02 12:25"])
def test_after_leaves_the_end_open(text):
    assert utc(when(text)) == ("2025-09-02T12:25", None)


def test_by_a_day_is_by_its_end_and_after_it_from_its_beginning():
    assert utc(when("by 2025-09-02")) == (None, "2025-09-03T00:00")
    assert utc(when("after 2025-09-02")) == ("2025-09-02T00:00", None)
    assert utc(when("no later than 2025-09-02 noon")) == (None, "2025-09-02T12:00")


def test_a_loose_end_stays_loose_after_by():
    assert when("2025-09-02 by about 16:00").at(1)[1] == when("2025-09-02 about 16:00").at(1)[1]
    assert when("by 2025-09-02 afternoon").at(1)[1] == when("2025-09-02 afternoon").at(1)[1]


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2025-09-02T16:00+08:00", "2025-09-02T08:00"),
        ("2025-09-02 16:00+0530", "2025-09-02T10:30"),
        ("2025-09-02T16:00Z", "2025-09-02T16:00"),
        ("2025-09-02 4 pm-04:00", "2025-09-02T20:00"),
        ("2025-01-01T00:30+14:00", "2024-12-31T10:30"),
    ],
)
@pytest.mark.parametrize("zone", [KOREA, "America/New_York", "no zone at all"])
def test_an_offset_of_its_own_goes_before_the_zone(text, instant, zone):
    assert utc(when(text, zone)) == (instant, instant)


@pytest.mark.parametrize(
    ("day", "offset"),
    [
        # Pyongyang kept UTC+8:30 from 15 August 2015 until half past eleven at night on 4 May 2018.
        ("2015-08-14", "+09:00"),
        ("2015-08-15", "+08:30"),
        ("2018-05-04", "+08:30"),
        ("2018-05-05", "+09:00"),
        ("2019-02-23", "+09:00"),
    ],
)
def test_the_offset_of_that_day(day, offset):
    moment = when(f"{day} 12:00", KOREA)
    assert iso(moment.earliest, KOREA) == f"{day}T12:00{offset}"


def test_the_border_is_an_hour_wide():
    korea, china = when("2025-09-02 03:00", KOREA), when("2025-09-02 02:00", CHINA)
    assert korea.at(0) == china.at(0)


def test_crossed_monday_and_crossed_early_tuesday_meet_in_the_hour_after_midnight():
    """Only between 00:00 and 01:00 Korea time, if Monday is China's."""
    monday, tuesday = when("2025-09-01", CHINA), when("2025-09-02 early", KOREA)
    assert monday.latest - tuesday.earliest == pytest.approx(1)
    assert when("2025-09-01", KOREA).latest == tuesday.earliest


def test_over_the_date_line():
    """Samoa went straight from 29 to 31 December 2011: a flight from Honolulu lands two days later."""
    left, arrived = when("2012-01-01 22:00", "Pacific/Honolulu"), when("2012-01-03 04:00", "Pacific/Apia")
    assert arrived.earliest - left.earliest == pytest.approx(6)


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York"])
def test_a_clock_that_was_put_forward_or_back(zone):
    """Whatever hour is read into the gap or the double hour, it lies between the hours around it."""
    for day, inside in (
        ("2025-03-30", "02:30"),
        ("2025-10-26", "02:30"),
        ("2025-03-09", "02:30"),
        ("2025-11-02", "01:30"),
    ):
        before, at, after = (when(f"{day} {clock}", zone).earliest for clock in ("00:30", inside, "04:30"))
        assert before < at < after


def test_days_of_23_and_25_hours():
    spring, autumn = (when(day, "Europe/Berlin") for day in ("2025-03-30", "2025-10-26"))
    assert spring.latest - spring.earliest == pytest.approx(23)
    assert autumn.latest - autumn.earliest == pytest.approx(25)


def test_leap_days():
    assert utc(when("2024-02-29 24:00")) == ("2024-03-01T00:00",) * 2
    assert utc(when("2000-02-29"))[0] == "2000-02-29T00:00"
    for text in ("2025-02-29", "1900-02-29 noon", "2025-02-30", "2025-13-01", "2025-00-10", "0000-01-01"):
        assert "there is no day" in refused(text)


@pytest.mark.parametrize("text", ["1799-12-31", "2201-01-01", "9999-12-31 night"])
def test_years_out_of_range(text):
    assert "1800 to 2200" in refused(text)


@pytest.mark.parametrize(
    "text",
    [
        "2025-09-02 13 pm",
        "2025-09-02 0 am",
        "2025-09-02 24:01",
        "2025-09-02 25:00",
        "2025-09-02 12:60",
        "2025-09-02 24 pm",
    ],
)
def test_no_time_of_the_day(text):
    assert "no time of the day" in refused(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Tuesday",
        "2 September 2025",
        "2025-9-2",
        "02.09.2025",
        "9" * 5000,
        "2025-09-02\x1b[31m",
        "20250902",
        "２０２５-09-02x",
    ],
)
def test_no_day_at_all(text):
    refused(text)


@pytest.mark.parametrize(
    "text",
    [
        "2025-09-02 teatime", "2025-09-02 afternoon UTC", "2025-09-02 123:00", "2025-09-02 16:00+99:99",
        "2025-09-02 16:00+08:60", "2025-09-02 12:00:99", "2025-09-02 -1:00", "2025-09-02 " + "9" * 5000,
    ],
)  # fmt: skip
def test_words_that_are_not_in_the_policy(text):
    assert "known words are" in refused(text)


@pytest.mark.parametrize(
    "zone",
    [
        "",
        "Mars/Olympus",
        "Asia",
        "../zoneinfo/UTC",
        "/etc/localtime",
        "asia/pyongyang",
        "leapseconds",
        "tzdata.zi",
        "Asia/Pyongyang\0",
        "\x1b[31m",
        "x" * 500,
    ],
)
def test_an_unknown_zone(zone):
    assert "no IANA time zone" in refused("2025-09-02 12:00", zone)


def test_slack_uses_up_the_fuzz_and_then_moves_the_edges_by_the_hour():
    moment = Moment("", "UTC", 10, 20, 0.5, 0.25)
    assert moment.at(0) == (10, 20)
    assert moment.at(0.5) == (9.75, 20.125)
    assert moment.at(1) == (9.5, 20.25)
    assert moment.at(3) == (7.5, 22.25)
    assert moment.off_by(0.25) == (3.5, 26.25)
    assert Moment("", "UTC", None, 20).at(2) == (None, 21)
    assert Moment("", "UTC", 10, None).off_by(1) == (-14, None)


def test_shown_as_a_reader_says_it():
    crossed = when("2025-09-02 03:00", KOREA).earliest
    assert show(crossed, KOREA) == "Tue 2 Sep 03:00"
    assert show(crossed, CHINA) == "Tue 2 Sep 02:00"
    assert iso(crossed) == "2025-09-01T18:00+00:00"


DAYS = st.dates(min_value=date(1800, 1, 1), max_value=date(2200, 12, 31))
CLOCKS = st.times().map(lambda t: f"{t:%H:%M}")
ZONES = st.sampled_from([KOREA, CHINA, "UTC", "Asia/Ho_Chi_Minh", "Europe/Moscow", "Asia/Vladivostok"])


@given(DAYS, CLOCKS, ZONES)
def test_printed_instants_read_back(day, clock, zone):
    """A time with its own offset reads back as itself, in any zone."""
    moment = when(f"{day} {clock}", zone)
    again = when(iso(moment.earliest), "UTC")
    assert again.earliest == pytest.approx(moment.earliest, abs=1 / 60)


@given(DAYS, CLOCKS, ZONES)
def test_a_time_lies_within_its_day(day, clock, zone):
    whole, at = when(str(day), zone), when(f"{day} {clock}", zone)
    assert whole.earliest <= at.earliest <= whole.latest


@given(
    st.text(max_size=60)
    | st.tuples(
        st.sampled_from(["", "by ", "before ", "after ", "about "]),
        st.sampled_from(["2025-09-02", "2024-02-30", "1500-01-01", "2025-09"]),
        st.sampled_from([" ", "T", ", ", ""]),
        st.sampled_from(["", "noon", "16:00", "about 4 pm", "by 25", "24:00Z", "3:00+24:00", "night", "\x00"]),
    ).map("".join),
    st.sampled_from([KOREA, "UTC", "Mars/X", "leapseconds", "\n"]),
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
    assert line.isprintable()


PRINTED = ["2025-09-02 03:00", "2016-01-06 10:30", "2025-09-01 afternoon", "by 2025-03-30 02:30"]


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone of the process can be changed on POSIX only")
@pytest.mark.parametrize("machine", ["America/New_York", "Pacific/Kiritimati", "nonsense"])
def test_the_machines_zone_does_not_matter(machine, monkeypatch):
    expected = [(when(text, KOREA).at(1), show(225_000, KOREA)) for text in PRINTED]
    monkeypatch.setenv("TZ", machine)
    try:
        time.tzset()
        assert [(when(text, KOREA).at(1), show(225_000, KOREA)) for text in PRINTED] == expected
    finally:
        monkeypatch.undo()
        time.tzset()


def test_the_machines_zone_files_do_not_matter(tmp_path):
    """Zones come from the tzdata package: a machine whose own files say otherwise, or has none, changes nothing."""
    (tmp_path / "Asia").mkdir()
    (tmp_path / "Asia" / "Pyongyang").write_bytes(b"no zone")
    code = (
        "from geodata.reasoning.clock import iso, read_when\n"
        "from geodata.reasoning import load_policy\n"
        "print(iso(read_when('2025-09-02 03:00', 'Asia/Pyongyang', load_policy()).earliest))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONTZPATH": str(tmp_path), "TZ": "Asia/Kolkata", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    assert done.stdout == "2025-09-01T18:00+00:00\n"


def test_a_misspelt_zone_is_told_the_nearest_and_any_other_an_example():
    assert refused("2025-09-02 12:00", "asia/Pyongjang").endswith("; did you mean Asia/Pyongyang?")
    assert refused("2025-09-02 12:00", "Mars/Olympus").endswith("; write one like Asia/Pyongyang")
