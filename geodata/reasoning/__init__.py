"""Whether claims can all be true: hedges, clock words, the linear programme, conflicts, sentences."""

from geodata.reasoning.asking import Ask, ask
from geodata.reasoning.explaining import Explanation, explain
from geodata.reasoning.judging import implied, judge
from geodata.reasoning.naming import statements_named
from geodata.reasoning.policy import Policy, load_policy
from geodata.reasoning.questions import Question, Said
from geodata.reasoning.sentences import with_sentence
from geodata.reasoning.statements import Speech, Stated

__all__ = [
    "Ask",
    "Explanation",
    "Policy",
    "Question",
    "Said",
    "Speech",
    "Stated",
    "ask",
    "explain",
    "implied",
    "judge",
    "load_policy",
    "statements_named",
    "with_sentence",
]
