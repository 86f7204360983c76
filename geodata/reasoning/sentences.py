"""Every sentence that a verdict is read aloud with. Arithmetic words, never accusations."""

from __future__ import annotations

import dataclasses
import math

from geodata.outcome import Interval, Judgement, Verdict
from geodata.reasoning.clock import Moment, show
from geodata.reasoning.judging import implied
from geodata.reasoning.policy import Policy
from geodata.reasoning.questions import Question, Said, printed_hours

WAY = {"rail": "railway", "road": "road", "sea": "way by sea", "air": "way by air"}

VERDICTS = {
    Verdict.AGREE: "The numbers fit.",
    Verdict.STRAINED: "The numbers fit only if they are rounded generously.",
    Verdict.TENSION: "The numbers are hard to square, even rounded generously.",
    Verdict.CONFLICT: "These numbers cannot all be true, however generously they are rounded.",
}


ONE = {
    Verdict.AGREE: "{printed} fits.",
    Verdict.STRAINED: "{printed} fits only if it is rounded generously.",
    Verdict.TENSION: "{printed} is hard to square with that, even rounded generously.",
    Verdict.CONFLICT: "{printed} cannot be true of it, however generously it is rounded.",
}


def with_sentence(judgement: Judgement, question: Question, policy: Policy, names: dict[str, str]) -> Judgement:
    """The judgement with its sentence; ``names`` gives the name of each place by id."""
    return dataclasses.replace(judgement, sentence=sentence(judgement, question, policy, names))


def sentence(judgement: Judgement, question: Question, policy: Policy, names: dict[str, str]) -> str:
    """One short paragraph: the face-value product, the ground, what would be needed, the verdict."""
    parts = [_product(judgement, question, names), _face_needs(judgement, question)]
    if judgement.verdict is Verdict.UNKNOWN:
        parts.append(f"Not decided: missing is {' and '.join(judgement.missing)}.")
        parts.append(_implied(judgement, question))
    else:
        parts.append(_verdict(judgement, question, policy))
        parts.append(_else(judgement, question))
    return " ".join(part for part in parts if part)


def km(low: float, high: float) -> str:
    """A distance as a reader says it: "1,324–1,371 km"."""
    a, b = f"{low:,.0f}", f"{high:,.0f}"
    return f"{a} km" if a == b else f"{a}–{b} km"


def hours(low: float, high: float) -> str:
    """A duration: "26.5–27.4 h"; whole hours without a decimal."""
    return _span(low, high, "h")


def kmh(low: float, high: float) -> str:
    """A speed: "66.2–68.5 km/h"."""
    return _span(low, high, "km/h")


def _span(low: float, high: float, unit: str) -> str:
    a, b = _decimal(low), _decimal(high)
    return f"{a} {unit}" if a == b else f"{a}–{b} {unit}"


def _decimal(x: float) -> str:
    return f"{x:,.1f}".removesuffix(".0")


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def ground_words(judgement: Judgement, question: Question, names: dict[str, str]) -> str:
    """How long the way is: "the railway from Pyongyang to Beijing is 1,324–1,371 km long"."""
    ground = judgement.ground
    if ground is None or question.scope is None:
        return ""
    legs = question.scope.legs
    start = names.get(judgement.start or "", legs[0].route.start.name)
    end = names.get(judgement.end or "", legs[-1].route.end.name)
    way = WAY[legs[0].route.mode] if len({leg.route.mode for leg in legs}) == 1 else "way"
    length = km(ground.low_km, ground.high_km)
    if ground.basis == "given":
        return f"the distance given is {length}"
    if ground.basis == "geodesic":
        return f"the shortest line from {start} to {end} is {length}"
    if ground.basis == "detour":
        floor = ground.geodesic_km or 0.0
        guess = f"{length} is a guess from the {km(floor, floor)} of the shortest line"
        return f"no {way} from {start} to {end} is on record, and {guess}"
    goal = [leg.route.end.name for leg in legs if leg.direction == "out"]
    there = f"from {start} to {end}" if start != end or not goal else f"from {start} to {goal[-1]} and back"
    least = ""
    if ground.possible_low_km is not None and ground.possible_low_km < ground.low_km - 0.5:
        least = f" ({km(ground.possible_low_km, ground.possible_low_km)} at the very least)"
    return f"the {way} {there} is {length} long{least}"


def _product(judgement: Judgement, question: Question, names: dict[str, str]) -> str:
    """The face-value product beside the ground: "50 km/h for 20 h is 1,000 km; the railway … is … long"."""
    ground = ground_words(judgement, question, names)
    speed, time = _speed(question), printed_hours(question.said)
    if judgement.face_km is None or speed is None or time is None:
        return f"{_upper(ground)}." if ground else ""
    product = f"{kmh(*speed)} for {hours(*time)} is {km(speed[0] * time[0], speed[1] * time[1])}"
    return f"{product}; {ground}." if ground else f"{product}."


def _speed(question: Question) -> tuple[float, float] | None:
    """The printed ends of the first speed."""
    for said in question.said:
        value = said.values[0]
        if said.kind == "speed" and not isinstance(value, Moment):
            return value.low, value.high
    return None


def _face_needs(judgement: Judgement, question: Question) -> str:
    """What the printed hours and the printed speed would each need, at face value."""
    ground, speed, time = judgement.ground, _speed(question), printed_hours(question.said)
    if ground is None or judgement.face_km is None or speed is None or time is None:
        return ""
    need_v = kmh(ground.low_km / time[1], ground.high_km / time[0])
    need_h = hours(ground.low_km / speed[1], ground.high_km / speed[0])
    text = f"In {hours(*time)} it takes {need_v}; at {kmh(*speed)} it takes {need_h}"
    least, most = time[0] - ground.high_km / speed[0], time[1] - ground.low_km / speed[1]
    averages = any(said.senses == ("average",) for said in question.said)
    if least > 0 and not averages:
        text += f", which leaves {hours(least, most)} for stops"
    return text + "."


def _verdict(judgement: Judgement, question: Question, policy: Policy) -> str:
    usual = [reading for reading in judgement.readings if reading.assumes.get("ways", "usual") == "usual"]
    least = min((reading.tension for reading in usual if reading.tension is not None), default=0.0)
    only_possible = least > policy.bands.strained
    if only_possible and judgement.verdict in (Verdict.AGREE, Verdict.STRAINED):
        return "The numbers fit only over a way on which nobody reported the train."
    clashing = [said for said in question.said if judgement.conflicts and said.id in judgement.conflicts[0]]
    lone = question.said if len(question.said) == 1 else clashing if len(clashing) == 1 else ()
    if lone:
        text = ONE[judgement.verdict].format(printed=_upper(lone[0].text))
    elif clashing and len(clashing) < len(question.said):
        text = f"{VERDICTS[judgement.verdict].removesuffix('.')}: {', '.join(said.text for said in clashing)}."
    elif judgement.verdict is Verdict.AGREE and judgement.tension:
        text = "The numbers fit, read as the round numbers they are."
    else:
        text = VERDICTS[judgement.verdict]
    if only_possible and judgement.verdict is Verdict.CONFLICT and question.scope and question.scope.has_possible:
        text = text.removesuffix(".") + ", and that holds on every possible way too."
    return text


def _else(judgement: Judgement, question: Question) -> str:
    """What each claim of the first conflict would have to be, given the others."""
    if judgement.verdict not in (Verdict.TENSION, Verdict.CONFLICT) or not judgement.conflicts:
        return ""
    by_id = {said.id: said for said in question.said}
    phrases = []
    for claim in sorted(judgement.conflicts[0], key=list(by_id).index):
        left = judgement.needs.get(claim)
        phrase = _left(by_id[claim], left) if left else ""
        if phrase:
            phrases.append(phrase)
    return f"Given the rest, it would have to be {' or '.join(phrases)}." if phrases else ""


def _left(said: Said, left: Interval) -> str:
    low, high = left
    value = said.values[0]
    if isinstance(value, Moment):
        return _left_time(said, value, left)
    write = {"speed": kmh, "duration": hours, "distance": km}[said.kind]
    middle = (value.low + value.high) / 2
    if low is not None and low > middle:
        return f"at least {write(_up(low), _up(low))}"
    if high is not None and high < middle:
        return f"at most {write(_down(high), _down(high))}"
    return ""


def _left_time(said: Said, value: Moment, left: Interval) -> str:
    low, high = left
    event = said.senses[0]
    if value.latest is not None and low is not None and low > value.latest:
        return f"{event} not before {show(low, value.zone)} ({value.zone})"
    if value.earliest is not None and high is not None and high < value.earliest:
        return f"{event} not after {show(high, value.zone)} ({value.zone})"
    return ""


def _up(x: float) -> float:
    """Rounded up at the printed digit, so that "at least" stays true."""
    return math.ceil(x * 10 - 1e-6) / 10


def _down(x: float) -> float:
    """Rounded down at the printed digit, so that "at most" stays true."""
    return math.floor(x * 10 + 1e-6) / 10


def _implied(judgement: Judgement, question: Question) -> str:
    """For speeds alone or hours alone: what they would mean on this ground, at face value."""
    if judgement.ground is None or judgement.face_km is not None or not question.said:
        return ""
    kinds = {said.kind for said in question.said}
    time = printed_hours(question.said)
    if kinds == {"duration"} and time is not None and len(question.said) == 1:
        needed = kmh(judgement.ground.low_km / time[1], judgement.ground.high_km / time[0])
        return f"In {hours(*time)} it takes {needed} on average."
    if kinds != {"speed"}:
        return ""
    low, high = implied(question, 0.0).get("duration", (None, None))
    if not low:
        return ""
    return f"At that speed it takes {hours(low, high) if high else f'at least {hours(low, low)}'}."
