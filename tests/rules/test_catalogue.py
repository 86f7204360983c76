"""The catalogue: every rule's examples are run, its answers are counted, and it says how often it fires."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from geodata import catalog, check
from geodata.outcome import Finding, Outcome
from geodata.rules import CATALOGUE, RULES
from geodata.rules.control import Control
from geodata.rules.examples import POINTER, Example, atlas, examples
from tests.small_atlas import at, place_of

EXAMPLES = examples()
CODES = sorted(EXAMPLES)
LEVELS = {rule.code: rule.level for rule in CATALOGUE}


def written(folder: Path, example: Example) -> dict[str, str]:
    texts = example.over(atlas())
    for name, text in texts.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text.replace(POINTER, ""), "utf-8")
    return texts


def outcome(folder: Path, code: str) -> Outcome:
    """All usual rules, and the one that is asked for by its code."""
    found, errors = catalog.read([folder])
    return check(found, unread=errors, control=Control(levels={code: LEVELS[code]}))


def found(folder: Path, code: str) -> list[Finding]:
    return list(outcome(folder, code).findings)


def test_every_rule_has_its_examples_and_no_example_lacks_its_rule():
    assert EXAMPLES.keys() == LEVELS.keys()
    assert len(CATALOGUE) >= 40


def test_codes_and_names_are_unique_and_every_text_is_a_sentence():
    assert len({rule.code for rule in CATALOGUE}) == len({rule.name for rule in CATALOGUE}) == len(CATALOGUE)
    for rule in CATALOGUE:
        assert rule.proves.endswith("."), rule.code
        assert rule.errs.endswith("."), rule.code


@pytest.mark.parametrize("code", CODES)
def test_a_bad_example_yields_exactly_its_code_at_its_place(tmp_path, code):
    texts = written(tmp_path, EXAMPLES[code].bad)
    ((name, text),) = [(name, text) for name, text in texts.items() if POINTER in text]
    (finding,) = found(tmp_path, code)
    assert (finding.rule, finding.level) == (code, LEVELS[code])
    assert finding.mark.file.endswith(name)
    assert at(finding.mark) == place_of(text)
    assert finding.message.isprintable()
    said = ".*".join(map(re.escape, EXAMPLES[code].says.split("…")))
    assert re.fullmatch(said, finding.message), finding.message


@pytest.mark.parametrize("code", CODES)
def test_a_good_example_is_left_in_peace(tmp_path, code):
    written(tmp_path, EXAMPLES[code].good)
    assert found(tmp_path, code) == []


@pytest.mark.parametrize("code", [code for code in CODES if code not in {"STR001", "STR007"}])
def test_a_bad_example_is_one_fail_among_the_counts(tmp_path, code):
    written(tmp_path, EXAMPLES[code].bad)
    (count,) = [count for count in outcome(tmp_path, code).counts if count.rule == code]
    assert count.failed == 1


def test_what_cannot_be_asked_says_what_is_missing(tmp_path):
    written(tmp_path, EXAMPLES["TIM002"].good)
    counts = {count.rule: count for count in outcome(tmp_path, "TIM003").counts}
    assert (counts["TIM002"].passed, counts["TIM002"].failed, counts["TIM002"].not_applicable) == (1, 0, 0)
    assert (counts["TIM003"].not_applicable, counts["TIM003"].missing) == (1, ("corrected",))
    for count in counts.values():
        assert bool(count.missing) == bool(count.not_applicable), count.rule


def test_the_second_place_is_named(tmp_path):
    written(tmp_path, EXAMPLES["PRV002"].bad)
    (finding,) = found(tmp_path, "PRV002")
    assert [mark.file.rsplit("/", 1)[1] for mark in finding.related] == ["daily.yaml"]


def test_hits_on_the_curated_records_are_as_the_catalogue_says():
    every = check(catalog.load(), control=Control(levels=LEVELS))
    fired = Counter(f.rule for f in (*every.findings, *(one.finding for one in every.waived)))
    counted = {rule.code: fired[rule.code] for rule in CATALOGUE if fired[rule.code]}
    said = {code: shown.fires for code, shown in EXAMPLES.items() if shown.fires}
    assert said == counted, f"fires: {{{', '.join(f'{code}: {many}' for code, many in counted.items())}}}"


def test_a_rule_asked_by_name_is_silent_otherwise(tmp_path):
    written(tmp_path, EXAMPLES["PRV001"].bad)
    records, _ = catalog.read([tmp_path])
    assert check(records).findings == ()
    assert [f.rule for f in check(records, control=Control(select=("PRV001",))).findings] == ["PRV001"]
    assert check(records, control=Control(select=("PRV",))).findings == ()


def test_the_reading_comes_before_the_rules():
    assert CATALOGUE[1:] == RULES
