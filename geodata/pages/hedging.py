"""Printed figures with what their hedges mean, in the words of the page.

A hedge stands in the language of its report, with that language marked, where a figure is quoted.
In a sentence of ours it would be a foreign word among ours, and the same finding would seem
another one in every language: there the hedge's class speaks.
"""

from __future__ import annotations

import re
from functools import cache

from geodata.outcome import StatementOutcome
from geodata.pages.case import Case
from geodata.pages.tongue import say, spoken
from geodata.pages.wording import bound, tight
from geodata.reasoning.hedges import classify
from geodata.reasoning.policy import Policy, load_policy
from geodata.records import Claim

_WORDS = {
    "about": "about {figure}",
    "nearly": "nearly {figure}",
    "close": "close to {figure}",
    "over": "more than {figure}",
    "odd": "a good {figure}",
    "under": "less than {figure}",
    "up to": "up to {figure}",
}


@cache
def _policy() -> Policy:
    return load_policy()


def loosened(claim: Claim, figure: str | None = None) -> str:
    """``more than 4500 km``: the figure, as printed unless given, with its hedge's class in words."""
    figure = tight(claim.printed) if figure is None else figure
    kind = claim.hedge_as if claim.hedge_as in _WORDS else classify(claim.hedge_as or claim.hedge, _policy())
    words = _WORDS.get(kind or "")
    return say(words, figure=figure) if words else figure


def sentence(case: Case, statement: StatementOutcome) -> str:
    """A statement's sentence, with hedges of other languages than the page's put into its words."""
    told, report = statement.judgement.sentence, case.report(statement.report)
    if report is not None and not report.language.startswith(spoken()):
        for reading in statement.judgement.claims:
            record = case.said(statement.report, reading.id)
            if isinstance(record, Claim) and record.hedge:
                ours = loosened(record)
                told = _put(told, reading.text, ours)
    return bound(told)


def _put(told: str, theirs: str, ours: str) -> str:
    """Our words for theirs, with a capital where theirs had one or a sentence begins: many scripts have none."""
    told = re.sub(rf"(^|\. ){re.escape(theirs)}", lambda match: f"{match[1]}{_upper(ours)}", told)
    return told.replace(theirs, ours).replace(_upper(theirs), _upper(ours))


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
