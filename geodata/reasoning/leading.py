"""The programme behind a judgement once more: the kindest reading as it was solved, for those who explain it."""

from __future__ import annotations

from geodata.outcome import Judgement
from geodata.reasoning.questions import Question, assertions, chain_of
from geodata.reasoning.search import Problem


def leading(question: Question, judgement: Judgement, *, possible: bool = True) -> tuple[dict[str, str], Problem]:
    """What the kindest reading assumes, and its problem; the first reading where nothing was decided.

    Without ``possible`` the kindest of those over the usual ways. Raises CannotReadError.
    """
    solved: list[tuple[dict[str, str], Problem]] = []
    for ways in (False, True):
        chain = chain_of(question, possible=ways)
        named = {"ways": "possible" if ways else "usual"} if question.scope else {}
        solved += [({**assume, **named}, Problem(chain, claims)) for assume, claims in assertions(question, chain)]
        if not possible or len(judgement.readings) <= len(solved):
            break
    tensions = [reading.tension or 0.0 for reading in judgement.readings[: len(solved)]]
    return solved[tensions.index(min(tensions)) if tensions else 0]
