"""Records with something broken in them: whatever it is, an outcome comes, and every format can say it."""

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
from geodata.rules.examples import atlas
from tests.fuzz import EVERY, documents, run
from tests.mutating import mutated

REAL = [
    path.read_text("utf-8")
    for path in sorted((Path(__file__).resolve().parents[2] / "routes/beijing-2025/reports").glob("*.yaml"))
]


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


DICE = st.randoms(use_true_random=False)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(sorted(atlas())), dice=DICE)
def test_a_broken_atlas_is_still_an_outcome(small, name, dice):
    (small / name).write_bytes(mutated(atlas()[name], REAL, dice))
    try:
        checked(small)
    finally:
        (small / name).write_text(atlas()[name], "utf-8")


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.sampled_from(REAL), dice=DICE)
def test_a_broken_real_report_is_still_an_outcome(small, text, dice):
    file = small / "trip/reports/real.yaml"
    file.write_bytes(mutated(text, REAL, dice))
    checked(small)
    file.unlink()


def test_the_atlas_that_is_broken_is_whole_before(small, tmp_path_factory):
    copy = tmp_path_factory.mktemp("whole")
    shutil.copytree(small, copy, dirs_exist_ok=True)
    assert checked(copy).findings == ()


# The beginning of the long run: python -m tests.fuzz --documents 100000


def test_two_thousand_mutations_of_real_records_and_examples(tmp_path):
    figures = run(2_000, 1, tmp_path)
    assert figures.documents == 2_000
    assert 500 < figures.refused < 1_500, "some cannot be read, and many can"
    assert len(figures.rules) > 50, "most rules are reached"


def test_the_same_seed_gives_the_same_documents():
    assert list(documents(20, 7)) == list(documents(20, 7))
    assert list(documents(20, 7)) != list(documents(20, 8))
