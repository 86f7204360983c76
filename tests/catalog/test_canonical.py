"""Canonical form: the same values, every comment, one order; and the same again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from geodata import catalog
from geodata.catalog.canonical import Formatted, canonical, formatted
from geodata.catalog.find import Found, find
from geodata.catalog.order import keys_of
from geodata.errors import UnreadableError
from geodata.records import Claim, Event, Journey, Line, Place, Report
from tests import own

ROOT = Path(__file__).resolve().parents[2]

REPORT = """\
# Who wrote this down.
schema: 1
url: "https://example.org/a"
# The paper.
outlet:   'A paper'


published: { basis: stated,date: "2025-09-02" }   # as printed
language: 'no'
statements:
  own: {of: [ fifty,hours ]}

claims:
  # First the hours.
  hours:
    says: >-
      Twenty hours,
      # no comment

      and more.
    # Hedged.
    hedge: nearly
    duration: "20 h"\x20
    leg: out
  fifty: {speed: 50 km/h, leg: out}
# The end.
"""
CANONICAL = """\
# Who wrote this down.
schema: 1

# The paper.
outlet: A paper
url: "https://example.org/a"

published: {date: "2025-09-02", basis: stated}   # as printed
language: "no"

claims:
  # First the hours.
  hours:
    leg: out
    duration: "20 h"
    # Hedged.
    hedge: nearly
    says: >-
      Twenty hours,
      # no comment

      and more.
  fifty: {leg: out, speed: 50 km/h}
statements:
  own: {of: [fifty, hours]}
# The end.
"""


def report(text):
    return canonical(text, "paper.yaml", "report")


def value(text):
    return catalog.parse(text, "paper.yaml")[0]


def comments(text):
    return sorted(line.strip() for line in text.splitlines() if line.lstrip().startswith("#"))


def test_order_quotes_and_blank_lines_are_put_right_and_comments_stay_with_their_keys():
    assert report(REPORT) == CANONICAL


def test_what_is_canonical_stays_as_it_is():
    assert report(CANONICAL) == CANONICAL


def done(root):
    return [one for one in formatted(root) if isinstance(one, Formatted)]


@pytest.fixture(scope="module")
def curated():
    return done(ROOT / "routes")


def test_every_curated_record_keeps_its_values_and_its_comments(curated):
    assert len(curated) > 100
    for one in curated:
        before, after = one.before.decode(), one.after.decode()
        assert value(before) == value(after), one.name
        assert comments(before) == comments(after), one.name
        # Not by our own reader alone, and with the ids in the writer's order: legs are in order of travel.
        one_way, other = (yaml.load(text, Loader=yaml.CSafeLoader) for text in (before, after))
        assert one_way == other, one.name
        for section in ("legs", "claims", "places", "groups", "sources", "origins"):
            assert list(one_way.get(section) or {}) == list(other.get(section) or {}), one.name


def test_every_curated_record_is_the_same_when_done_again(curated):
    for one in curated:
        (found,) = find(one.path)
        assert isinstance(found, Found)
        assert canonical(one.after, one.name, found.kind).encode() == one.after, one.name


@pytest.mark.parametrize(
    "text",
    [
        "schema: 1\n\nnote: |+\n  kept\n\n\noutlet: A\n",
        "schema: 1\n\nnote: &n a\ntitle: *n\n",
        "schema: 1\n\nclaims: {\n  a: {speed: 1 km/h}, # one\n  b: {speed: 2 km/h}}\n",
        "? schema\n: 1\n? outlet\n: A\n",
        'schema: 1\n\nnote: "a\n\n  # b  \n\n  c"\n',
        "schema: 1\n\nclaims:\n  a: {speed: }\n",
        "--- \nschema: 1\n",
    ],
)
def test_what_could_change_its_meaning_is_left_alone(text):
    assert value(report(text)) == value(text)
    assert report(report(text)) == report(text)


def test_line_ends_of_every_kind_become_one():
    assert report("schema: 1\r\n\r\noutlet: A\rlanguage: en") == "schema: 1\n\noutlet: A\nlanguage: en\n"


def test_what_is_no_yaml_is_refused_with_its_place():
    with pytest.raises(UnreadableError, match=r"paper\.yaml:2:1: .*stands twice"):
        report("schema: 1\nschema: 1\n")


WORDS = st.sampled_from([*"A paper|no|12:30|1e3|true|~|a: b|a, b|- a|Ōta||{|'|x'y".split("|"), ' x"'])
QUOTED = st.one_of(WORDS.map(lambda word: "'" + word.replace("'", "''") + "'"), WORDS.map(json.dumps))
COMMENT = st.sampled_from(["", "# a\n", "\n", "\n\n# b\n"])


@given(st.permutations(["outlet", "url", "language", "note", "title", "schema"]), st.data())
def test_whatever_the_order_quotes_and_comments_the_values_stay(keys, data):
    end = st.sampled_from(["", "  # c"])
    text = "".join(f"{data.draw(COMMENT)}{key}: {data.draw(QUOTED)}{data.draw(end)}\n" for key in keys)
    after = report(text)
    assert value(after) == value(text)
    assert after.count("#") == text.count("#")
    assert report(after) == after
    assert yaml.safe_load(after) == yaml.safe_load(text)


@pytest.mark.parametrize("model", [Claim, Event, Journey, Line, Place, Report])
def test_the_order_names_every_key_once(model):
    declared = {field.alias or name for name, field in model.model_fields.items()}
    assert len(keys_of(model)) == len(declared)
    assert set(keys_of(model)) == declared


def test_where_the_schemas_lie_beside_the_records_each_file_is_headed_by_its_own(tmp_path):
    root = own.write(tmp_path / "routes", *(text.replace("1\n", "1\n\n", 1) for text in (own.REPORT, own.JOURNEY)))
    assert all(one.before == one.after for one in done(root))
    (root / "schema").mkdir()
    for kind in ("journey", "report"):
        (root / "schema" / f"{kind}.json").write_text("{}")
    for one in done(root):
        head = one.after.decode().splitlines()[0]
        named = head.removeprefix("# yaml-language-server: $schema=")
        kind = "journey" if one.path.name == "journey.yaml" else "report"
        assert (one.path.parent / named).resolve() == (root / "schema" / f"{kind}.json").resolve()
        one.path.write_bytes(one.after)
    assert all(one.before == one.after for one in done(root))
