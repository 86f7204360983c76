"""Real records with something broken in them: whatever it is, an outcome comes, and every format can say it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geodata import catalog, check
from geodata.catalog import excerpts
from geodata.formats import as_json, as_text
from geodata.outcome import Outcome
from geodata.rules import CATALOGUE
from geodata.rules.control import Control
from geodata.rules.examples import atlas

EVERY = Control(levels={rule.code: rule.level for rule in CATALOGUE})
REAL = sorted((Path(__file__).resolve().parents[2] / "routes/beijing-2025/reports").glob("*.yaml"))
HOSTILE = [
    "²",
    "9" * 5000,
    "1/0 days",
    "-1 h",
    "1e308 km/h",
    "9999-12-31",
    "0001-01-01",
    "9999-12-31 24:00",
    "{{7*7}}",
    "::error::x",
    "%0A",
    "<script>",
    "[bold]",
    "Ａ" * 70,
    "\u200d",
    "\x1b[2J",
    "\u202e",
    "~",
    "*a",
    "!!python/object:os.system",
    "null",
    "[]",
    "{}",
    "- - -",
    "&a [*a]",
    "../../etc",
    "Asia/../Pyongyang",
    "{TIM005: {reason: x, until: 9999-12-31}}",
]


@st.composite
def broken(draw, text: str) -> str:
    """The text after a few edits: a word put for another, a line lost, doubled or moved in, a piece cut out."""
    lines = text.splitlines()
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        match draw(st.sampled_from(["word", "lose", "double", "swap", "cut", "indent"])):
            case "word":
                words = lines[at].split(" ")
                words[draw(st.integers(0, len(words) - 1))] = draw(st.sampled_from(HOSTILE) | st.text(max_size=8))
                lines[at] = " ".join(words)
            case "lose" if len(lines) > 1:
                del lines[at]
            case "double":
                lines.insert(at, lines[at])
            case "swap":
                other = draw(st.integers(0, len(lines) - 1))
                lines[at], lines[other] = lines[other], lines[at]
            case "cut":
                lines[at] = lines[at][: draw(st.integers(0, len(lines[at])))]
            case _:
                lines[at] = " " * draw(st.integers(0, 6)) + lines[at].lstrip()
    return "\n".join(lines)


def checked(folder: Path) -> Outcome:
    records, errors = catalog.read([folder])
    outcome = check(records, unread=errors, control=EVERY)
    for line in as_text(outcome, excerpts()).splitlines():
        assert line.isprintable()
    as_json(outcome)
    for finding in outcome.findings:
        assert finding.mark.line >= 1
        assert "\n" not in finding.message
    return outcome


@pytest.fixture
def small(tmp_path: Path) -> Path:
    for name, text in atlas().items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return tmp_path


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_broken_atlas_is_still_an_outcome(small, data):
    name = data.draw(st.sampled_from(sorted(atlas())))
    text = data.draw(broken(atlas()[name]))
    (small / name).write_text(text, "utf-8", errors="surrogatepass")
    try:
        checked(small)
    finally:
        (small / name).write_text(atlas()[name], "utf-8")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_broken_real_report_is_still_an_outcome(small, data):
    source = data.draw(st.sampled_from(REAL))
    file = small / "trip/reports/real.yaml"
    file.write_text(data.draw(broken(source.read_text("utf-8"))), "utf-8", errors="surrogatepass")
    checked(small)
    file.unlink()


def test_the_atlas_that_is_broken_is_whole_before(small, tmp_path_factory):
    copy = tmp_path_factory.mktemp("whole")
    shutil.copytree(small, copy, dirs_exist_ok=True)
    # Its places lie nowhere on earth: the rules about countries and gaps may say so.
    assert {finding.rule for finding in checked(copy).findings} <= {"GEO004", "GEO007"}
