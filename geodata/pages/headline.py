"""The sentence above a page: what the arithmetic shows, on the way and reading that are kindest to it.

It never makes one outlet's figure the train's, and it names no outlet: the table does.
"""

from __future__ import annotations

from collections import defaultdict

from geodata.outcome import StatementOutcome, Verdict
from geodata.pages.case import Case
from geodata.pages.claims import least_possible, length
from geodata.pages.faces import face
from geodata.pages.track import Track
from geodata.pages.wording import FIXED, amount, at_least, chip, how_many, tight
from geodata.records import Claim

_LOOSE = frozenset(
    {
        "about",
        "almost",
        "around",
        "at least",
        "at most",
        "less than",
        "more than",
        "nearly",
        "over",
        "roughly",
        "some",
        "up to",
    }
)
"""Hedges that read well before a figure; any other stays in the table."""


def headline(case: Case) -> str:
    """One sentence for the top of the page."""
    short = _most_printed(case, Verdict.CONFLICT, "short")
    ground, printed = (short[0].judgement.ground, face(case, short[0])) if short else (None, None)
    if ground is not None and printed is not None and least_possible(ground) - printed.high_km >= 1:
        least = at_least(least_possible(ground) - printed.high_km)
        return f"{_whose(case, short)} {_figures(case, short)} ends at least {least} short of {_goal(case, short[0])}"
    clashing = [s for s in case.outcome.statements if s.judgement.verdict is Verdict.CONFLICT]
    if clashing:
        return f"{_whose(case, clashing)} figures for this journey cannot all be true"
    pair = _most_printed(case, None, None)
    if pair:
        judgement = pair[0].judgement
        words = chip(judgement.verdict, judgement.side).words.lower()
        told = f"{_figures(case, pair)} to {_goal(case, pair[0])}: {words}"
        return told[0].upper() + told[1:]
    return f"{case.journey.title}: the printed figures, set against the ground"


def standfirst(case: Case, track: Track | None) -> tuple[str, ...]:
    """What was printed, how long the line is, and how the commonest figures stand to it."""
    told = []
    if track is not None:
        told.append(_line(case, track))
    common = _most_printed(case, None, None)
    printed, ground = (face(case, common[0]), common[0].judgement.ground) if common else (None, None)
    if printed is not None and ground is not None:
        count = how_many(_outlets(case, common), "outlet").lower()
        told.append(
            f"The pair printed most, {_figures(case, common)} ({count}), makes {printed.product}:"
            f" {printed.gap(ground)}. Read as kindly as the words around it allow, it {_found(case, common)}."
        )
    return tuple(told)


_ENDINGS = {
    "Fits": "fits",
    "Only if rounded": "fits only if rounded",
    "Hard to square": "is hard to square with the line",
    "Ends short": "still ends short",
    "Runs past": "still runs past",
    "Cannot all be true": "cannot be true of any such way",
    "Not decided": "is not decided",
}


def _found(case: Case, group: list[StatementOutcome]) -> str:
    """``fits``, or how many outlets have which finding: hedges differ, and so may findings."""
    by_words: dict[str, list[StatementOutcome]] = defaultdict(list)
    for statement in group:
        words = chip(statement.judgement.verdict, statement.judgement.side).words
        by_words[_ENDINGS[words]].append(statement)
    if len(by_words) == 1:
        return next(iter(by_words))
    parts = ((ending, how_many(_outlets(case, group), "outlet").lower()) for ending, group in by_words.items())
    return " and ".join(f"{ending} in {count}" for ending, count in parts)


def _line(case: Case, track: Track) -> str:
    ends = f"from {case.place(track.start).name} to {case.place(track.end).name}"
    ground, modes = track.ground, dict.fromkeys(track.modes)
    if ground.basis != "lines":
        why = (
            "the geodesic"
            if set(modes) == {"air"}
            else "part of it has no line on record"
            if len(modes) > 1
            else "no line is recorded"
        )
        return f"The way {ends} is taken as {length(ground)}: {why}."
    what = "railway" if set(modes) == {"rail"} else f"way by {' and '.join(modes)}"
    told = f"The {what} {ends} is {length(ground)} long"
    if least_possible(ground) < ground.low_km:
        least = amount(least_possible(ground), "km")
        return f"{told}; even the shortest possible way, where nobody reported the train, is {least}."
    return f"{told}."


def _most_printed(case: Case, verdict: Verdict | None, side: str | None) -> list[StatementOutcome]:
    """The statements whose product most outlets share; among equals one number before a range, then the widest gap."""
    together: dict[tuple[float, float, str], list[StatementOutcome]] = defaultdict(list)
    for statement in case.outcome.statements:
        judgement, legs = statement.judgement, case.legs(statement)
        wanted = verdict is None or (judgement.verdict, judgement.side) == (verdict, side)
        printed = face(case, statement)
        if wanted and printed is not None and judgement.ground is not None and legs:
            key = (round(printed.high_km - printed.low_km, 1), round(printed.high_km, 1), case.goal(statement).name)
            together[key].append(statement)
    if not together:
        return []
    best = min(together, key=lambda key: (-_outlets(case, together[key]), key))
    return together[best]


def _outlets(case: Case, group: list[StatementOutcome]) -> int:
    return len({case.outlet(statement.report).text for statement in group})


def _whose(case: Case, group: list[StatementOutcome]) -> str:
    count = _outlets(case, group)
    return how_many(count, "outlet’s", "outlets’")


def _goal(case: Case, statement: StatementOutcome) -> str:
    return case.goal(statement).name


def _figures(case: Case, group: list[StatementOutcome]) -> str:
    """``50 km/h for nearly 20 hours``, with the hedges that all of the group share."""
    printed = [each for each in (face(case, statement) for statement in group) if each]
    pairs = sorted((each.speed, each.hours) for each in printed if each.speed and each.hours)
    if not pairs:
        return printed[0].product
    speed, hours = max(pairs, key=pairs.count)
    spoken = f"{hours.removesuffix(' h')}{FIXED}hours" if hours.endswith(" h") else hours
    return f"{_hedge(case, group, 'speed')}{tight(speed)} for {_hedge(case, group, 'duration')}{tight(spoken)}"


def _hedge(case: Case, group: list[StatementOutcome], kind: str) -> str:
    found = set()
    for statement in group:
        records = (case.said(statement.report, c.id) for c in statement.judgement.claims if c.kind == kind)
        for record in records:
            if isinstance(record, Claim):
                found.add((record.hedge or record.hedge_as or "").casefold())
    return f"{next(iter(found))} " if len(found) == 1 and found <= _LOOSE else ""
