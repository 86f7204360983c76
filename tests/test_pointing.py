"""The source line under a finding: carets stand below the value, whatever the line holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.errors import Mark
from geodata.formats import as_text
from geodata.formats.pointing import WIDEST, pointed
from geodata.outcome import Finding, Outcome, Waived


def under(line: str, column: int) -> str:
    """What the carets underline, in a line of narrow characters."""
    shown, carets = pointed(line, Mark("a.yaml", 7, column))
    return "".join(c for c, caret in zip(shown, carets.ljust(len(shown)), strict=False) if caret == "^")


@pytest.mark.parametrize(
    ("line", "column", "value"),
    [
        ("  hours: {leg: out, duration: 5 h}", 31, "5 h"),
        ("  hours: {leg: out, duration: 5 h}", 21, "duration"),
        ("  hours: {leg: out, duration: 5 h}", 3, "hours"),
        ("  hours: {leg: out, duration: 5 h}", 10, "{leg: out, duration: 5 h}"),
        ("    when: 2025-09-01 12:00  # noon", 11, "2025-09-01 12:00"),
        ('    says: "a: b, c"', 11, '"a: b, c"'),
        ("  of: [speed, hours]", 7, "[speed, hours]"),
        ("url: https://example.org/a", 6, "https://example.org/a"),
        ("claims: {", 9, "{"),
        ("short", 40, ""),
    ],
)
def test_the_value_is_underlined(line, column, value):
    assert under(line, column) == value


def test_wide_characters_take_two_columns():
    shown, carets = pointed("  name: 평양 北京", Mark("a.yaml", 1, 12))
    # Two hangul and a space before it: 4 + 1 columns; two hanzi below it: 4.
    assert carets == " " * (len("     1 | ") - 2) + "| " + " " * (8 + 5) + "^^^^"
    assert shown.endswith("北京")


def test_control_characters_are_made_visible():
    shown, carets = pointed("  a: b\x1b[31mc\u202e", Mark("a.yaml", 1, 6))
    assert "\x1b" not in shown
    assert "\\u001b" in shown
    assert "\\u202e" in shown
    assert shown.isprintable()
    assert carets.isprintable()


def test_a_long_line_is_shown_around_the_value():
    line = "  a: {" + "x: 1, " * 400 + "here: 2}"
    column = line.index("here") + 1
    shown, carets = pointed(line, Mark("a.yaml", 1, column))
    assert len(shown) < WIDEST + 15
    assert shown[carets.index("^") :].startswith("here")
    assert shown.startswith("     1 | …")


@given(st.text(max_size=300), st.integers(1, 400), st.integers(1, 10**6))
def test_any_line_gives_two_printable_lines(line, column, number):
    shown, carets = pointed(line.replace("\n", " "), Mark("a.yaml", number, column))
    assert shown.isprintable()
    assert set(carets) <= set(" |^")
    assert "^" in carets


FINDING = Finding("TIM005", "error", "accessed\x1b[2J too early", Mark("a.yaml", 1, 4), related=(Mark("b.yaml", 2, 1),))
LINES = {"a.yaml": "a: 2025-09-01", "b.yaml": "date: 2025-09-02"}


def text(**kw) -> str:
    return as_text(Outcome(("a.yaml",), {}, (), (FINDING,), waived=(Waived(FINDING, "Known."),), baselined=2), **kw)


def test_both_places_are_shown_and_what_is_held_back_is_counted():
    assert text(line_of=lambda mark: LINES[mark.file]).splitlines()[1:] == [
        "a.yaml:1:4: error TIM005: accessed\\u001b[2J too early",
        "     1 | a: 2025-09-01",
        "       |    ^^^^^^^^^^",
        "       = and b.yaml:2:1",
        "     2 | date: 2025-09-02",
        "       | ^^^^",
        "1 error (1 waived, 2 known to the baseline)",
    ]


def test_without_lines_a_finding_is_one_line():
    assert text().count("\n") == 3


def test_colour_is_only_where_it_is_asked_for():
    assert "\x1b" not in text()
    coloured = text(colour=True)
    assert "\x1b[1;31merror TIM005\x1b[0m" in coloured
    assert coloured.count("\x1b") == 2
