"""What a headline may be about: each story is a sentence and how many outlets stand behind it.

Every sentence holds on the reading and the way that are kindest to the figures, and none makes
one outlet's figure the train's. The caller chooses.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable

from geodata.errors import UsageError
from geodata.outcome import Ground, StatementOutcome, Verdict
from geodata.pages.case import Case
from geodata.pages.claims import least_possible, length
from geodata.pages.faces import about_pair, face
from geodata.pages.figures import counted, figures, outlets
from geodata.pages.hedging import loosened
from geodata.pages.tongue import say
from geodata.pages.wording import FIXED, amount, at_least, number, span, tight
from geodata.records import Claim
from geodata.units import read

Story = tuple[int, str]
Group = list[StatementOutcome]


def most_printed(case: Case, wanted: Callable[[StatementOutcome], bool]) -> Group:
    """The statements whose product most outlets share; among equals one number before a range, then the widest gap."""
    together: dict[tuple[float, float, str], Group] = defaultdict(list)
    for statement in case.outcome.statements:
        printed = face(case, statement)
        if printed is None or not (wanted(statement) and about_pair(statement)):
            continue
        if statement.judgement.ground is not None and case.legs(statement):
            key = (round(printed.high_km - printed.low_km, 1), round(printed.high_km, 1), case.goal(statement).name)
            together[key].append(statement)
    best = min(together, key=lambda key: (-outlets(case, together[key]), key), default=None)
    return together[best] if best else []


def ends_short(case: Case) -> Story | None:
    """A speed and hours that run out before the place, on every way."""
    group = most_printed(case, lambda s: (s.judgement.verdict, s.judgement.side) == (Verdict.CONFLICT, "short"))
    ground, printed = (group[0].judgement.ground, face(case, group[0])) if group else (None, None)
    if ground is None or printed is None or least_possible(ground) - printed.high_km < 1:
        return None
    count = outlets(case, group)
    told = {
        "n": counted(count),
        "figures": figures(case, group),
        "km": at_least(least_possible(ground) - printed.high_km),
        "goal": case.goal(group[0]).name,
    }
    if count == 1:
        return count, say("One outlet’s {figures} ends at least {km} short of {goal}", **told)
    return count, say("{n} outlets’ {figures} ends at least {km} short of {goal}", **told)


def length_differs(case: Case, verdict: Verdict) -> Story | None:
    """A length of the way that is longer than the longest way on record, or shorter than the shortest."""

    def key(statement: StatementOutcome) -> Hashable:
        judgement = statement.judgement
        claim, ground = _lone_length(case, statement), judgement.ground
        if judgement.verdict is not verdict or claim is None or ground is None or None in case.ends(statement):
            return None
        km, most = read(claim.printed, "distance"), _longest(ground)
        if 1.8 * ground.low_km <= km.high_canonical and km.low_canonical <= 2.2 * most:
            return None  # about twice as long: the report may mean both ways
        longer, shorter = km.low_canonical > most + 1, km.high_canonical < least_possible(ground) - 1
        return (loosened(claim, _grouped(claim.printed)), case.ends(statement), longer) if longer or shorter else None

    group = _widest(case, case.outcome.statements, key)
    claim, ground = (_lone_length(case, group[0]), group[0].judgement.ground) if group else (None, None)
    if claim is None or ground is None:
        return None
    count, longer = outlets(case, group), read(claim.printed, "distance").low_canonical > _longest(ground)
    told = {
        **_between(case, group[0]),
        "n": counted(count),
        "figure": loosened(claim, _grouped(claim.printed)),
        "km": amount(_longest(ground) if longer else least_possible(ground), "km"),
    }
    if longer and count == 1:
        return count, say(
            "One outlet puts the way from {start} to {goal} at {figure}; the longest on record is {km}", **told
        )
    if longer:
        return count, say(
            "{n} outlets put the way from {start} to {goal} at {figure}; the longest on record is {km}", **told
        )
    if count == 1:
        return count, say(
            "One outlet puts the way from {start} to {goal} at {figure}; the shortest on record is {km}", **told
        )
    return count, say(
        "{n} outlets put the way from {start} to {goal} at {figure}; the shortest on record is {km}", **told
    )


def clashes(case: Case) -> Story | None:
    """Figures of one statement that cannot all be true, told by what they are."""
    group = [s for s in case.outcome.statements if s.judgement.verdict is Verdict.CONFLICT]
    count = outlets(case, group)
    if not count:
        return None
    if count > 1:
        return count, say("{n} outlets each print figures that cannot all be true", n=counted(count))
    statement = group[0]
    clash = next(iter(statement.judgement.conflicts), ())
    said = {claim.id: claim for claim in statement.judgement.claims}
    kinds = {said[path].kind for path in clash if path in said}
    if kinds == {"event"}:
        return count, say(
            "One outlet’s own clock times on the way to {goal} cannot all be true", **_between(case, statement)
        )
    if kinds == {"event", "duration"}:
        hours = next(_plain(case, statement, path) for path in clash if said[path].kind == "duration")
        told = {**_between(case, statement), "hours": hours}
        return count, say(
            "One outlet’s {hours} from {start} to {goal} cannot be true together with its own clock times", **told
        )
    return count, say("One outlet prints figures that cannot all be true")


def fits(case: Case) -> Story | None:
    """The pair of speed and hours that most outlets print, where it fits or nearly does."""
    group = most_printed(case, lambda s: s.judgement.verdict in {Verdict.AGREE, Verdict.STRAINED})
    ground, printed = (group[0].judgement.ground, face(case, group[0])) if group else (None, None)
    if ground is None or printed is None:
        return None
    told = {**_between(case, group[0]), "figures": figures(case, group), "km": length(ground)}
    count = outlets(case, group)
    if printed.low_km >= ground.high_km:
        return count, say("{figures} is enough for the {km} from {start} to {goal}", **told)
    if all(s.judgement.verdict is Verdict.STRAINED for s in group):
        return count, say("{figures} fits the {km} from {start} to {goal} only if rounded", **told)
    if printed.high_km < ground.low_km:
        return count, say("{figures} fits the {km} from {start} to {goal}, read as the round numbers they are", **told)
    return count, say("{figures} fits the {km} from {start} to {goal}", **told)


def pace(case: Case) -> Story | None:
    """The hours that most outlets print for a whole way, as the average speed that they mean."""

    def key(statement: StatementOutcome) -> Hashable:
        claim = _lone(case, statement, "duration")
        known = statement.judgement.ground is not None and None not in case.ends(statement)
        if claim is None or claim.measure not in {None, "elapsed"} or not known or not case.legs(statement):
            return None
        return (read(claim.printed, "duration").low_canonical, case.ends(statement))

    group = _widest(case, case.outcome.statements, key)
    claim, ground = (_lone(case, group[0], "duration"), group[0].judgement.ground) if group else (None, None)
    if claim is None or ground is None:
        return None
    hours = read(claim.printed, "duration")
    told = {**_between(case, group[0]), "hours": _long(claim.printed)}
    if ground.basis == "lines":
        low, high = ground.low_km / hours.high_canonical, ground.high_km / hours.low_canonical
        kmh = span(low, high, "km/h")
        return outlets(case, group), say("{hours} from {start} to {goal} means an average of {kmh}", **told, kmh=kmh)
    if ground.geodesic_km is None:
        return None
    kmh = amount(int(ground.geodesic_km / hours.high_canonical), "km/h")
    return outlets(case, group), say(
        "{hours} from {start} to {goal} means an average of at least {kmh}", **told, kmh=kmh
    )


def holds(case: Case) -> Story | None:
    """Nothing but figures and clock times that fit the way between their places."""
    decided = [s for s in case.outcome.statements if s.judgement.verdict is not Verdict.UNKNOWN]
    group = [s for s in decided if s.judgement.ground is not None and None not in case.ends(s)]
    ground = group[0].judgement.ground if group else None
    measured = ground is not None and (ground.basis == "lines" or {leg.mode for leg in case.outcome.legs} == {"air"})
    if ground is None or not measured or any(s.judgement.verdict is not Verdict.AGREE for s in decided):
        return None
    told = {**_between(case, group[0]), "km": length(ground)}
    return outlets(case, group), say("The figures printed for the way from {start} to {goal} fit its {km}", **told)


def _widest(case: Case, statements: Iterable[StatementOutcome], key: Callable[[StatementOutcome], Hashable]) -> Group:
    """The statements of the key that most outlets share; those whose key is None, or cannot be read, stay out."""
    together: dict[Hashable, Group] = defaultdict(list)
    for statement in statements:
        try:
            found = key(statement)
        except UsageError:
            continue
        if found is not None:
            together[found].append(statement)
    return max(together.values(), key=lambda group: outlets(case, group), default=[])


def _lone(case: Case, statement: StatementOutcome, kind: str) -> Claim | None:
    """The one claim of a kind about the statement's whole way; none where there are more, or it is about a part."""
    found = [case.said(statement.report, c.id) for c in statement.judgement.claims if c.kind == kind]
    claim = found[0] if len(found) == 1 else None
    if not isinstance(claim, Claim) or claim.within or claim.train != "special":
        return None
    start, end = case.ends(statement)
    return claim if claim.start in {None, start} and claim.end in {None, end} else None


def _lone_length(case: Case, statement: StatementOutcome) -> Claim | None:
    """The length of the whole way, where it clashes with the ground alone."""
    claim = _lone(case, statement, "distance")
    paths = {c.id for c in statement.judgement.claims if c.kind == "distance"}
    alone = any(len(clash) == 1 and clash[0] in paths for clash in statement.judgement.conflicts)
    return claim if alone else None


def _longest(ground: Ground) -> float:
    return max(ground.high_km, ground.high_km if ground.possible_high_km is None else ground.possible_high_km)


def _between(case: Case, statement: StatementOutcome) -> dict[str, str]:
    start, end = case.ends(statement)
    return {"start": case.place(start).name, "goal": case.place(end).name}


def _plain(case: Case, statement: StatementOutcome, path: str) -> str:
    record = case.said(statement.report, path)
    return _long(record.printed) if isinstance(record, Claim) else path


def _long(printed: str) -> str:
    """``20 hours`` for ``20 h``: a headline spells it out."""
    found = re.fullmatch(r"(\S+) h", printed)
    return say("{n} hours", n=tight(found[1])).replace(" ", FIXED) if found else tight(printed)


def _grouped(printed: str) -> str:
    """``4,500 km`` for ``4500 km``."""
    return tight(re.sub(r"(?<![\d.,])\d{4,}(?![\d.,])", lambda found: number(int(found[0])), printed))
