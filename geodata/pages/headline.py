"""The sentence above a page: what the arithmetic shows, on the way and reading that are kindest to it.

It never makes one outlet's figure the train's, and it names no outlet: the table does.
"""

from __future__ import annotations

from collections import defaultdict

from geodata.outcome import StatementOutcome, Verdict
from geodata.pages.case import Case
from geodata.pages.claims import least_possible, length
from geodata.pages.faces import face
from geodata.pages.tongue import say, spoken
from geodata.pages.track import Track
from geodata.pages.wording import FIXED, amount, at_least, chip, how_many, number, outlets_told, tight
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
        count = _outlets(case, short)
        told = {
            "n": _counted(count),
            "figures": _figures(case, short),
            "km": at_least(least_possible(ground) - printed.high_km),
            "goal": case.goal(short[0]).name,
        }
        if count == 1:
            return say("One outlet’s {figures} ends at least {km} short of {goal}", **told)
        return say("{n} outlets’ {figures} ends at least {km} short of {goal}", **told)
    clashing = [s for s in case.outcome.statements if s.judgement.verdict is Verdict.CONFLICT]
    if clashing:
        count = _outlets(case, clashing)
        if count == 1:
            return say("One outlet prints figures that cannot be true of this journey")
        return say("{n} outlets print figures that cannot be true of this journey", n=_counted(count))
    pair = _most_printed(case, None, None)
    if pair:
        judgement = pair[0].judgement
        words = chip(judgement.verdict, judgement.side).words
        words = words.lower() if spoken() == "en" else words
        told_ = say(
            "{figures} to {goal}: {words}", figures=_figures(case, pair), goal=case.goal(pair[0]).name, words=words
        )
        return told_[0].upper() + told_[1:]
    return say(
        "{title}: the printed figures, set against the ground",
        title=case.journey.names.get(spoken(), case.journey.title),
    )


def standfirst(case: Case, track: Track | None) -> tuple[str, ...]:
    """What was printed, how long the line is, and how the commonest figures stand to it."""
    told = []
    if track is not None:
        told.append(_line(case, track))
    common = _most_printed(case, None, None)
    printed, ground = (face(case, common[0]), common[0].judgement.ground) if common else (None, None)
    if printed is not None and ground is not None:
        told.append(
            say(
                "The pair printed most, {figures} ({outlets}), makes {km}: {gap}. Read as kindly as the words around it"
                " allow, it {found}.",
                figures=_figures(case, common),
                outlets=outlets_told(_outlets(case, common)),
                km=printed.product,
                gap=printed.gap(ground),
                found=_found(case, common),
            )
        )
    return tuple(told)


_ENDINGS = {
    "circle": "fits",
    "diamond": "fits only if rounded",
    "diamond-open": "is hard to square with the line",
    "square": "still ends short",
    "triangle": "still runs past",
    "cross": "cannot be true of any such way",
    "ring": "is not decided",
}


def _found(case: Case, group: list[StatementOutcome]) -> str:
    """``fits``, or how many outlets have which finding: hedges differ, and so may findings."""
    by_words: dict[str, list[StatementOutcome]] = defaultdict(list)
    for statement in group:
        mark = chip(statement.judgement.verdict, statement.judgement.side)
        by_words[_ENDINGS[mark.shape]].append(statement)
    if len(by_words) == 1:
        return say(next(iter(by_words)))
    parts = (
        say("{ending} in {outlets}", ending=say(ending), outlets=outlets_told(_outlets(case, group)))
        for ending, group in by_words.items()
    )
    return say(" and ").join(parts)


def _line(case: Case, track: Track) -> str:
    ground, modes = track.ground, dict.fromkeys(track.modes)
    told = {"start": case.place(track.start).name, "end": case.place(track.end).name, "km": length(ground)}
    if ground.basis != "lines":
        if set(modes) == {"air"}:
            return say("The way from {start} to {end} is taken as {km}: the geodesic.", **told)
        if len(modes) > 1:
            return say("The way from {start} to {end} is taken as {km}: part of it has no line on record.", **told)
        return say("The way from {start} to {end} is taken as {km}: no line is recorded.", **told)
    if set(modes) == {"rail"}:
        line = say("The railway from {start} to {end} is {km} long.", **told)
    else:
        line = say("The way from {start} to {end} is {km} long.", **told)
    if least_possible(ground) < ground.low_km:
        least = amount(least_possible(ground), "km")
        return " ".join(
            (line, say("Even the shortest possible way, where nobody reported the train, is {km}.", km=least))
        )
    return line


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


def _counted(count: int) -> str:
    """``Three`` in English, where a headline begins with it; figures in any other language."""
    return how_many(count, "", "").strip() if spoken() == "en" else number(count)


def _figures(case: Case, group: list[StatementOutcome]) -> str:
    """``50 km/h for nearly 20 hours``, with the hedges that all of the group share."""
    printed = [each for each in (face(case, statement) for statement in group) if each]
    pairs = sorted((each.speed, each.hours) for each in printed if each.speed and each.hours)
    if not pairs:
        return printed[0].product
    speed, hours = max(pairs, key=pairs.count)
    long = say("{n} hours", n=hours.removesuffix(" h")).replace(" ", FIXED) if hours.endswith(" h") else hours
    return say(
        "{speed} for {hours}",
        speed=f"{_hedge(case, group, 'speed')}{tight(speed)}",
        hours=f"{_hedge(case, group, 'duration')}{tight(long)}",
    )


def _hedge(case: Case, group: list[StatementOutcome], kind: str) -> str:
    found = set()
    for statement in group:
        records = (case.said(statement.report, c.id) for c in statement.judgement.claims if c.kind == kind)
        for record in records:
            if isinstance(record, Claim):
                found.add((record.hedge or record.hedge_as or "").casefold())
    return f"{say(next(iter(found)))} " if len(found) == 1 and found <= _LOOSE else ""
