"""``--explain``: the sentence, a paragraph, the rows; text only; a slip of the pen is one line."""

from __future__ import annotations

import pytest

from tests.calling import call
from tests.own import write

ASK = ("ask", "Pyongyang", "Beijing", "50 km/h", "nearly 20 hours")


def test_ask_explains_after_its_answer(capsys):
    plain, long = call(capsys, *ASK), call(capsys, *ASK, "--explain")
    assert long.status == plain.status == 1
    assert long.out.startswith(plain.out)
    for words in ("readings were tried", "programme of the kindest reading", "added up: "):
        assert words in long.out[len(plain.out) :]
    assert long.out == call(capsys, *ASK, "--explain").out


@pytest.mark.parametrize("name", ["trip/paper/fifty", "trip/paper/own"], ids=["claim", "statement"])
def test_check_explains_a_claim_or_a_statement(capsys, tmp_path, name):
    ended = call(capsys, "check", "--records", write(tmp_path), "--explain", name)
    assert ended.status == 0
    assert "trip/paper/own: conflict (short)" in ended.out
    assert "A smallest set to drop: fifty;" in ended.out
    assert "added up: " in ended.out


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("trip/paper/fity", "the nearest is trip/paper/fifty"),
        ("trip/papr/fifty", "the nearest is trip/paper"),
        ("fifty", "no report"),
        ("", "no report"),
        ("trip/paper/\u202efifty\x1b[31m", "the nearest is trip/paper/fifty"),
    ],
)
def test_an_unknown_name_is_one_line_with_the_nearest(capsys, tmp_path, name, near):
    assert near in call(capsys, "check", "--records", write(tmp_path), "--explain", name).line


def test_a_claim_that_the_arithmetic_leaves_out_says_so(capsys):
    line = call(capsys, "check", "--explain", "moscow-2001/asia-times/cars").line
    assert "not part of the arithmetic" in line or "the nearest is" in line


def test_explanations_are_text(capsys, tmp_path):
    assert "--format" in call(capsys, *ASK, "--explain", "--format", "json").line
    records = write(tmp_path)
    assert (
        "--format"
        in call(capsys, "check", "--records", records, "--explain", "trip/paper/own", "--format", "json").line
    )


def test_an_explanation_can_be_written_to_a_file(capsys, tmp_path):
    out = tmp_path / "why.txt"
    ended = call(capsys, "check", "--records", write(tmp_path / "r"), "--explain", "trip/paper/own", "--output", out)
    assert ended.out == ""
    assert "added up: " in out.read_text("utf-8")
