"""The dictionary of the records names the worst section of every line, and names it rightly."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from geodata.ground.network import widest_gap

ROOT = Path(__file__).resolve().parents[2]
ROW = re.compile(r"^\| `(?P<line>[a-z0-9-]+)` \| (?P<km>[^|]+) \| (?P<doubt>[^|]+) \| (?P<gap>[^|]+) \|$", re.MULTILINE)
TABLE = {
    match["line"]: match
    for match in ROW.finditer(
        (ROOT / "routes/README.md").read_text("utf-8").partition("## Where the ground is weakest")[2]
    )
}


def kilometres(text):
    """Numbers as the table writes them: "2,294", or "850–856" from low to high."""
    return tuple(float(number.replace(",", "")) for number in text.strip().split("–"))


def test_the_table_names_every_line(records):
    assert sorted(TABLE) == sorted(records.lines)


@pytest.mark.parametrize("name", sorted(TABLE))
def test_the_gap_stated_is_the_computed_one(records, name):
    gap = widest_gap(records, name, records.lines[name])
    assert gap is not None
    start, end = (records.places[place].record.name for place in (gap.start, gap.end))
    km = max(gap.low_km, gap.high_km)
    stated = re.match(re.escape(f"{start}–{end}, ") + r"([\d,.]+) km", TABLE[name]["gap"])
    assert stated, f"the largest gap of {name} is {start}–{end}, {km:.1f} km"
    assert kilometres(stated[1])[0] == pytest.approx(km, abs=0.06 if km < 10 else 0.51)  # rounded in print


@pytest.mark.parametrize("name", sorted(TABLE))
def test_the_length_stated_is_that_of_the_posts(records, name):
    last = records.lines[name].record.stations[-1].km
    first = records.lines[name].record.stations[0].km
    assert last is not None
    assert first is not None
    low, high = sorted((last[0] - first[0], last[1] - first[1]))
    stated = kilometres(TABLE[name]["km"])
    assert stated[0] == pytest.approx(low, abs=0.5)
    assert stated[-1] == pytest.approx(high, abs=0.5)
    assert TABLE[name]["doubt"].strip()
