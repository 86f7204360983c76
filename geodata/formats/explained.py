"""An explanation as text: a paragraph for an editor, then the rows of the programme for an expert."""

from __future__ import annotations

from textwrap import wrap

from geodata.formats.words import chip, printable
from geodata.outcome import Judgement
from geodata.reasoning import Explanation

WIDTH = 110


def explained_text(explanation: Explanation) -> str:
    """The paragraph, wrapped, an empty line, and the rows."""
    paragraph = wrap(printable(" ".join(explanation.paragraph)), WIDTH, break_long_words=False, break_on_hyphens=False)
    rows = map(printable, explanation.rows)
    return "".join(f"{line}\n" for line in (*paragraph, "", *rows))


def statement_text(name: str, judgement: Judgement, explanation: Explanation) -> str:
    """A recorded statement at all three levels: its verdict and sentence, the paragraph, the rows."""
    mark, words = chip(judgement.verdict, judgement.side)
    side = f" ({judgement.side})" if judgement.side else ""
    tension = "" if judgement.tension is None else f", tension {judgement.tension}"
    head = (f"{mark} {words}: {name}: {judgement.verdict}{side}{tension}", explanation.sentence)
    return "".join(f"{printable(line)}\n" for line in (*head, "")) + explained_text(explanation)
