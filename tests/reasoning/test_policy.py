"""The policy: figures of judgement as data, shipped or from a file of the same shape."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

import geodata.reasoning.policy as home
from geodata.errors import UnreadableError, UnreadableRecordsError
from geodata.outcome import Verdict
from geodata.reasoning import load_policy

SHIPPED = Path(home.__file__).with_name("policy.yaml")


@pytest.fixture
def changed(tmp_path):
    """A copy of the shipped policy with one value changed; ``None`` takes the key out."""

    def change(value, *path):
        table = yaml.safe_load(SHIPPED.read_text("utf-8"))
        at = table
        for key in path[:-1]:
            at = at[key]
        at[path[-1]] = value
        if value is None:
            del at[path[-1]]
        file = tmp_path / "policy.yaml"
        file.write_text(yaml.safe_dump(table, allow_unicode=True, sort_keys=False), encoding="utf-8")
        return file

    return change


def refused(file):
    """The lines with which a policy is refused, each with its place."""
    with pytest.raises((UnreadableError, UnreadableRecordsError)) as caught:
        load_policy(file)
    lines = str(caught.value).splitlines()
    assert all("policy.yaml:" in line for line in lines)
    return "\n".join(lines)


def test_the_bands_of_the_specification():
    """agree ≤ 0.5 < strained ≤ 1 < tension ≤ 1.5 < conflict."""
    policy = load_policy()
    assert [policy.band(x) for x in (0, 0.5)] == [Verdict.AGREE] * 2
    assert [policy.band(x) for x in (0.5001, 1)] == [Verdict.STRAINED] * 2
    assert [policy.band(x) for x in (1.0001, 1.5)] == [Verdict.TENSION] * 2
    assert [policy.band(x) for x in (1.5001, 64, 1e9)] == [Verdict.CONFLICT] * 3


def test_the_shipped_file_is_the_default():
    assert load_policy() == load_policy(SHIPPED)


def test_a_policy_of_ones_own(changed):
    policy = load_policy(changed(0.2, "relative"))
    assert policy.relative == 0.2
    assert policy.summary()["relative"] == 0.2


def test_the_summary_names_version_and_figures_but_no_words():
    summary = load_policy().summary()
    assert summary["version"] == 1
    assert summary["bands"] == {"agree": 0.5, "strained": 1.0, "tension": 1.5}
    assert "words" not in summary


def test_no_word_stands_in_two_classes():
    policy = load_policy()
    words = [word for words in policy.words.values() for word in words]
    assert len(words) == len(set(words))
    assert all(word == word.casefold() for word in [*words, *policy.clock])


@pytest.mark.parametrize(
    ("value", "path", "told"),
    [
        (None, ("relative",), "relative"),
        (None, ("hedges", "nearly"), "nearly"),
        (None, ("words", "nearly"), "nearly"),
        ("wide", ("hedges", "nearly", "below"), "below"),
        (2, ("relative",), "relative"),
        (-0.1, ("leak",), "leak"),
        (float("nan"), ("leak",), ".nan"),
        (float("inf"), ("cap",), ".inf"),
        ("0.1", ("relative",), "relative"),
        (0, ("bands", "agree"), "agree"),
        (2, ("schema",), "schema"),
        (0, ("version",), "version"),
        (1, ("colour",), "colour"),
        ([25, 30], ("clock", "night", "hours"), "hours"),
        ([0], ("clock", "night", "hours"), "hours"),
        (["fast"], ("roles", "speedy"), "speedy"),
    ],
)
def test_a_wrong_figure_is_told_by_its_place(changed, value, path, told):
    assert told in refused(changed(value, *path))


@pytest.mark.parametrize(
    ("value", "path"),
    [(2, ("bands", "agree")), (0.9, ("bands", "tension")), ([12, 5], ("clock", "afternoon", "hours"))],
)
def test_ends_that_run_backwards(changed, value, path):
    """Bands must rise and a part of the day must end after it begins: else verdicts would be nonsense."""
    refused(changed(value, *path))


@pytest.mark.parametrize("raw", [b"", b"[]", b"schema: [", b"\xff\xfe", b"schema: 1\nschema: 1\n"])
def test_no_policy_at_all(tmp_path, raw):
    file = tmp_path / "policy.yaml"
    file.write_bytes(raw)
    refused(file)


def test_a_missing_file(tmp_path):
    refused(tmp_path / "policy.yaml")
