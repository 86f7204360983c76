"""Every sentence that a verdict is read aloud with: which clauses, in which order. Their words are in ``phrases``."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterator, Mapping

from geodata.outcome import Interval, Judgement, Verdict
from geodata.reasoning.clock import Moment
from geodata.reasoning.face import arithmetic, as_printed
from geodata.reasoning.judging import implied
from geodata.reasoning.phrases import Phrases, phrases
from geodata.reasoning.policy import Policy
from geodata.reasoning.questions import Question, Said, printed_hours
from geodata.reasoning.resorts import STANDING, WAY, standing_h


def with_sentence(
    judgement: Judgement, question: Question, policy: Policy, names: Mapping[str, str], lang: str = "en"
) -> Judgement:
    """The judgement with its sentence; ``names`` gives the name of each place by id, in that language."""
    return dataclasses.replace(judgement, sentence=sentence(judgement, question, policy, names, lang))


def sentence(
    judgement: Judgement, question: Question, policy: Policy, names: Mapping[str, str], lang: str = "en"
) -> str:
    """One short paragraph: the face-value product, the ground, what would be needed, the verdict.

    ``lang`` is one of ``phrases.LANGUAGES``. Raises UsageError for any other.
    """
    words = phrases(lang)
    clauses = arithmetic(judgement, question, names, words)
    if judgement.verdict is Verdict.UNKNOWN:
        listed = words.join("and", (words.wanting(one) for one in judgement.missing))
        clauses.append(words.clause("unknown", missing=listed))
        clauses.append(_implied(judgement, question, words))
    else:
        clauses.append(_verdict(judgement, question, policy, words))
        clauses.append(_else(judgement, question, words))
        clauses.append(words.clause("both_ways") if judgement.round_trip else "")
    return words.join("sentence", (words.sentence(clause) for clause in clauses if clause))


def _verdict(judgement: Judgement, question: Question, policy: Policy, words: Phrases) -> str:
    verdict = judgement.verdict
    usual = [reading for reading in judgement.readings if reading.assumes.get("ways", "usual") == "usual"]
    least = min((reading.tension for reading in usual if reading.tension is not None), default=0.0)
    only_possible = least > policy.bands.strained
    if only_possible and verdict in (Verdict.AGREE, Verdict.STRAINED):
        return words.clause("only_possible")
    clashing = [said for said in question.said if judgement.conflicts and said.id in judgement.conflicts[0]]
    lone = question.said if len(question.said) == 1 else clashing if len(clashing) == 1 else ()
    if lone:
        text = words.clause(f"one_{verdict}", printed=as_printed(lone[0], words))
    elif clashing and len(clashing) < len(question.said):
        listed = words.join("list", (as_printed(said, words) for said in clashing))
        text = words.clause(f"some_{verdict}", listed=listed)
    elif verdict is Verdict.AGREE and judgement.tension:
        text = words.clause("all_round")
    else:
        text = words.clause(f"all_{verdict}")
    if judgement.resorts:
        return words.join("clash", (text, *_resorts(judgement, question, words)))
    if only_possible and verdict is Verdict.CONFLICT and question.scope and question.scope.has_possible:
        return words.clause("also_possible", verdict=text)
    return text


def _resorts(judgement: Judgement, question: Question, words: Phrases) -> Iterator[str]:
    """What would reconcile the claims though nothing on record says so."""
    if STANDING in judgement.resorts:
        ground = judgement.ground
        spare = None if ground is None else standing_h(question, (ground.low_km, ground.high_km))
        yield words.clause("resort_standing", spare=words.hours(*(spare or (0.0, 0.0))))
    if WAY in judgement.resorts:
        yield words.clause("resort_way")


def _else(judgement: Judgement, question: Question, words: Phrases) -> str:
    """What each claim of the first conflict would have to be, given the others."""
    if judgement.verdict not in (Verdict.TENSION, Verdict.CONFLICT) or not judgement.conflicts:
        return ""
    by_id = {said.id: said for said in question.said}
    options = []
    for claim in sorted(judgement.conflicts[0], key=list(by_id).index):
        left = judgement.needs.get(claim)
        option = _left(by_id[claim], left, words) if left else ""
        if option:
            options.append(option)
    return words.clause("rest", listed=words.join("or", options)) if options else ""


def _left(said: Said, left: Interval, words: Phrases) -> str:
    low, high = left
    value = said.values[0]
    if isinstance(value, Moment):
        return _left_time(said, value, left, words)
    write = {"speed": words.kmh, "duration": words.hours, "distance": words.km}[said.kind]
    steps = 60 if said.kind == "duration" and (low or 0.0) < 1 and (high or 0.0) < 1 else 10
    middle = (value.low + value.high) / 2
    if low is not None and low > middle:
        least = math.ceil(low * steps - 1e-6) / steps  # rounded up at the printed digit: "at least" stays true
        return words.clause("at_least", n=write(least, least))
    if high is not None and high < middle:
        most = math.floor(high * steps + 1e-6) / steps
        return words.clause("at_most", n=write(most, most))
    return ""


def _left_time(said: Said, value: Moment, left: Interval, words: Phrases) -> str:
    low, high = left
    event = words.events[said.senses[0]]
    if value.latest is not None and low is not None and low > value.latest:
        return words.clause("not_before", event=event, moment=words.moment(low, value.zone), zone=value.zone)
    if value.earliest is not None and high is not None and high < value.earliest:
        return words.clause("not_after", event=event, moment=words.moment(high, value.zone), zone=value.zone)
    return ""


def _implied(judgement: Judgement, question: Question, words: Phrases) -> str:
    """For speeds alone or hours alone: what they would mean on this ground, at face value."""
    if judgement.ground is None or judgement.face_km is not None or not question.said:
        return ""
    kinds = {said.kind for said in question.said}
    time = printed_hours(question.said)
    if kinds == {"duration"} and time is not None and len(question.said) == 1:
        needed = words.kmh(judgement.ground.low_km / time[1], judgement.ground.high_km / time[0])
        return words.clause("needed_speed", time=words.hours(*time), speed=needed)
    if kinds != {"speed"}:
        return ""
    low, high = implied(question, 0.0).get("duration", (None, None))
    if not low:
        return ""
    told = words.hours(low, high) if high else words.clause("at_least", n=words.hours(low, low))
    return words.clause("needed_time", time=told)
