"""What an editor and an expert are told of a verdict: tried, assumed, clashing, to drop, left over, firm or not."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given as random
from hypothesis import strategies as st

from geodata import check, load
from geodata.outcome import Judgement, Verdict
from geodata.reasoning import Ask, ask, explain, judge, search, statements_named, with_sentence
from geodata.reasoning.dropping import smallest_drop
from geodata.reasoning.pieces import piece_speeds
from geodata.reasoning.solver import SolverDoubtError
from tests.reasoning.building import NAMES, POLICY, asked, given, happened, railway, said

LONG = railway(stop_h=0.5)
RECORDS = load()


def paragraph(*claims, scope=LONG) -> str:
    question = asked(*claims, scope=scope)
    judgement = with_sentence(judge(question, POLICY), question, POLICY, NAMES)
    return " ".join(explain(judgement, question, POLICY, RECORDS).paragraph)


def rows(*claims, scope=LONG) -> tuple[str, ...]:
    question = asked(*claims, scope=scope)
    return explain(judge(question, POLICY), question, POLICY, RECORDS).rows


def judged(*claims, scope=LONG) -> Judgement:
    return judge(asked(*claims, scope=scope), POLICY)


def test_the_paragraph_of_a_conflict_tells_all_that_it_rests_on():
    text = paragraph(said("v", "50 km/h"), said("t", "nearly 20 h"))
    for words in (
        "2 readings were tried: v as average, usual ways: tension",
        "The kindest leads (v as average, usual ways)",
        'v "50 km/h" as 45–55 km/h',  # a tenth of it, more than half its grain of 10
        't "nearly 20 h" as 17.5–20.2 h',
        "Known stops are taken at their least: bridge 30 min",
        "of unknown length",
        "The ground is 1,317–1,377 km by the kilometres of its lines",
        "Cannot hold together: t + v.",
        "A smallest set to drop: t;",
        "The others leave to each claim: v ",
        "The answer is robust",
    ):
        assert words in text, words


def test_sources_are_named_by_title():
    judgement, question = ask(Ask("Pyongyang", "Beijing", ["50 km/h", "20 h"]), RECORDS, POLICY)
    text = " ".join(explain(judgement, question, POLICY, RECORDS).paragraph)
    assert "Sources of these kilometres: " in text
    assert "Pyongui Line" in text


def test_a_fragile_answer_says_what_it_hangs_on():
    claims = (said("v", "about 55 km/h", "limit"), said("t", "20 h"))
    found = judged(*claims)  # strained: more than half of what the hedges give is used up
    assert found.verdict is Verdict.STRAINED
    assert found.robust == "fragile"
    assert "hedges half as wide" in found.fragile_because
    assert f"would change with {' or with '.join(found.fragile_because)}." in paragraph(*claims)


def test_a_robust_answer_hangs_on_nothing():
    found = judged(said("v", "60 km/h", "limit"), said("t", "40 h"))
    assert found.robust == "robust"
    assert found.fragile_because == ()


def test_an_answer_over_a_way_that_nobody_reported_hangs_on_the_usual_ways():
    found = judged(said("v", "50 km/h", "limit"), said("t", "20 h"), scope=railway(possible=(700, 750)))
    assert found.verdict in (Verdict.AGREE, Verdict.STRAINED)
    assert found.fragile_because == ("the usual ways alone",)


def test_unknown_names_what_is_missing_in_the_paragraph_too():
    assert "Not decided, for want of: a speed or a distance." in paragraph(said("t", "20 h"))


def test_a_doubt_of_the_solver_is_named_and_explained(monkeypatch):
    def doubt(*_, **__):
        raise SolverDoubtError("the solver warned")

    search.forget()
    monkeypatch.setattr("geodata.reasoning.relaxing.certificate", doubt)
    monkeypatch.setattr("geodata.reasoning.search.certificate", doubt)
    monkeypatch.setattr("geodata.reasoning.rows.certificate", doubt)
    question = asked(said("v", "50 km/h"), said("t", "20 h"), scope=LONG)
    judgement = with_sentence(judge(question, POLICY), question, POLICY, NAMES)
    assert judgement.missing == ("a clean answer of the solver (the solver warned)",)
    found = explain(judgement, question, POLICY, RECORDS)
    assert "a clean answer of the solver" in found.sentence
    assert "a clean answer of the solver" in found.paragraph[0]
    assert found.rows == ("no programme: missing is the solver warned",)


def test_the_rows_of_a_conflict_carry_the_weights_that_prove_it():
    text = rows(said("v", "50 km/h", "limit"), said("t", "20 h"))
    # 20 has a grain of 5, and a bare number may be half of it more.
    assert any(re.match(r"  t: .* ≤ 22\.5   × ", line) for line in text)
    assert any(line.startswith("  v: ") and "×" in line for line in text)
    proof = re.fullmatch(r"added up: (.*) ≤ (\S+); within the bounds it is at least (\S+): no such trip", text[-1])
    assert proof is not None
    added, bound, least = proof.groups()
    assert float(least) > float(bound)
    assert "m0" not in added  # hours cancel, or the sum would prove nothing


def test_rows_that_hold_carry_no_weight():
    text = rows(said("v", "60 km/h"), said("t", "24 h"))
    assert text[-1] == "all rows can hold together"
    assert not any("×" in line for line in text)


def test_clock_rows_have_instants_for_bounds():
    text = "\n".join(rows(happened("in", "arrived", "2025-09-02 16:00"), said("t", "20 h")))
    assert "≤ 2025-09-02T07:" in text  # 16:00 in Korea is 07:00 UTC


def test_each_territory_is_told_the_speed_that_the_rest_leaves_to_it():
    # 222 km at no more than 40 km/h, read as 45, cost 4.9 h of 20, read as 22.5, and the bridge half an
    # hour: 1,095 km are left for 17.1 h.
    claims = (said("north", "40 km/h", "limit", within="KP"), said("t", "20 h"))
    question = asked(*claims, scope=LONG)
    north, china = piece_speeds(question, judge(question, POLICY))
    assert (north.start, north.end, china.end) == ("pyongyang", "bridge", "beijing")
    assert china.kmh is not None
    assert china.kmh[0] == pytest.approx(1095 / (22.5 - 0.5 - 222 / 45), rel=1e-3)
    text = paragraph(*claims)
    assert "Speed while moving that the rest leaves to each piece: " in text
    assert "(CN, 1,095–1,145 km): at least 64.2" in text


def test_a_limit_that_leaves_no_hours_for_the_other_side_leaves_no_speed():
    # At 10 km/h the north alone takes longer than the 10 h of the whole way, however they are read.
    claims = (said("north", "10 km/h", "limit", within="KP"), said("t", "10 h"))
    question = asked(*claims, scope=LONG)
    north, china = piece_speeds(question, judge(question, POLICY))
    assert china.kmh is None
    assert north.kmh is not None


@pytest.mark.parametrize(
    ("claims", "scope"),
    [
        ((said("v", "50 km/h"),), LONG),  # no hours, no clocks
        ((said("t", "20 h"), said("d", "1,350 km")), None),  # tied to no way
        ((said("t", "2 h", start="pyongyang", end="nowhere"),), LONG),
    ],
    ids=["speed alone", "no way", "off the way"],
)
def test_pieces_need_hours_over_a_known_way(claims, scope):
    question = asked(*claims, scope=scope)
    assert piece_speeds(question, judge(question, POLICY)) == ()


def test_the_whole_corpus_can_be_explained():
    clean = re.compile(r"\b(None|nan|inf)\b|  |\.\.|[{}]")
    outcome = check(RECORDS)
    unknown = [s for j in outcome.journeys for s in j.statements if s.judgement.verdict is Verdict.UNKNOWN]
    assert all(s.judgement.missing for s in unknown), "an unknown says what is missing"
    hard = [s for j in outcome.journeys for s in j.statements if s.judgement.verdict in ("conflict", "tension")]
    assert hard
    for statement in hard:
        (one,) = statements_named(RECORDS, POLICY, f"{statement.report}/{statement.id}")[:1]
        found = explain(statement.judgement, one.question, POLICY, RECORDS)
        assert not clean.search(" ".join(found.paragraph)), found.paragraph
        assert found.rows[-1].startswith(("added up", "all rows")), found.rows
        assert set(statement.judgement.drop) <= {said.id for said in one.question.said}
        assert all(set(conflict) & set(statement.judgement.drop) for conflict in statement.judgement.conflicts)


@random(st.lists(st.frozensets(st.sampled_from("abcdef"), min_size=1, max_size=3), max_size=8))
def test_the_smallest_set_meets_every_conflict_and_no_smaller_one_does(conflicts):
    from itertools import combinations

    sets = [tuple(sorted(conflict)) for conflict in conflicts]
    drop, smallest = smallest_drop(sets)
    assert smallest
    assert all(set(conflict) & set(drop) for conflict in sets)
    for size in range(len(drop)):
        for smaller in combinations("abcdef", size):
            assert not all(set(conflict) & set(smaller) for conflict in sets)
    assert smallest_drop(list(reversed(sets))) == smallest_drop(sorted(sets, reverse=True)) or len(drop) > 1


def test_a_bounded_search_says_so():
    # Each two of these hours clash: 21 claims have 210 conflicts, ten more than are looked for.
    hours = [said(f"t{i:02}", f"exactly {3 * 2**i} min") for i in range(20)] + [said("t20", "exactly 1 min")]
    question = asked(*hours, scope=given(0.01, 1.0))
    judgement = judge(question, POLICY)
    assert judgement.verdict is Verdict.CONFLICT
    assert (len(judgement.conflicts), judgement.complete) == (search.MOST_CONFLICTS, False)
    assert all(set(conflict) & set(judgement.drop) for conflict in judgement.conflicts)
    paragraph = explain(judgement, question, POLICY, load()).paragraph
    assert any("the search for conflicts is bounded" in sentence.casefold() for sentence in paragraph)


def test_a_set_to_drop_is_found_among_any_number_of_conflicts():
    pairs = list(itertools.combinations([f"c{i:02}" for i in range(40)], 2))
    drop, smallest = smallest_drop(pairs)
    assert all(set(pair) & set(drop) for pair in pairs)
    assert (len(drop), smallest) == (39, False)
