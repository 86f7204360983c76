"""The sentences above a page: what the arithmetic shows, on the way and reading that are kindest to it.

No headline makes one outlet's figure the train's, and none names an outlet: the table does.
"""

from __future__ import annotations

from collections import defaultdict

from geodata.outcome import StatementOutcome, Verdict
from geodata.pages import stories
from geodata.pages.case import Case
from geodata.pages.claims import least_possible, length
from geodata.pages.faces import face
from geodata.pages.figures import figures, outlets
from geodata.pages.tongue import say
from geodata.pages.track import Track
from geodata.pages.wording import amount, chip, number, outlets_told


def headline(case: Case, track: Track | None) -> str:
    """One sentence for the top of the page: the finding that most outlets share, the harshest kind first."""
    clashing = (
        stories.ends_short(case),
        stories.length_differs(case, Verdict.CONFLICT),
    )
    for kind in (clashing, (stories.clashes(case),), (stories.length_differs(case, Verdict.TENSION),)):
        told = [story for story in kind if story]
        if told:
            return _begun(max(told, key=lambda story: story[0])[1])
    found = stories.fits(case) or stories.pace(case) or stories.holds(case)
    return _begun(found[1] if found else _unfounded(case, track))


def _begun(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _unfounded(case: Case, track: Track | None) -> str:
    """Nothing can be set against the ground: that is said, with the ground."""
    if track is None:
        return say("{title}: what is on record", title=case.title)
    told = {"km": length(track.ground), "start": case.place(track.start).name, "goal": case.place(track.end).name}
    if not case.outcome.statements:
        return say("No printed figure is on record yet for the {km} from {start} to {goal}", **told)
    return say("No report on record prints figures to set against the {km} from {start} to {goal}", **told)


def standfirst(case: Case, track: Track | None) -> tuple[str, ...]:
    """How long the line is, how the commonest figures stand to it, and how many statements fit."""
    told = [_line(case, track)] if track is not None else []
    common = stories.most_printed(case, lambda statement: bool((pair := face(case, statement)) and pair.kmh))
    printed, ground = (face(case, common[0]), common[0].judgement.ground) if common else (None, None)
    if printed is not None and ground is not None:
        count = outlets(case, common)
        values = {
            "figures": figures(case, common),
            "outlets": outlets_told(count),
            "km": printed.product,
            "gap": printed.gap(ground),
            "found": _found(case, common),
        }
        if count > 1:
            words = say(
                "The pair printed most, {figures} ({outlets}), makes {km}: {gap}. Read as kindly as the words around it"
                " allow, it {found}.",
                **values,
            )
        else:
            words = say(
                "One outlet’s {figures} makes {km}: {gap}. Read as kindly as the words around it allow, it {found}.",
                **values,
            )
        told.append(words)
    decided = [s for s in case.outcome.statements if s.judgement.verdict is not Verdict.UNKNOWN]
    if len(decided) > 1:
        fitting = sum(s.judgement.verdict is Verdict.AGREE for s in decided)
        told.append(say("Of {n} statements that could be decided, {k} fit.", n=number(len(decided)), k=number(fitting)))
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
        say("{ending} in {outlets}", ending=say(ending), outlets=outlets_told(outlets(case, group)))
        for ending, group in by_words.items()
    )
    return say(" and ").join(parts)


def _line(case: Case, track: Track) -> str:
    ground, modes = track.ground, dict.fromkeys(track.modes)
    told = {"start": case.place(track.start).name, "end": case.place(track.end).name, "km": length(ground)}
    if ground.basis != "lines":
        if set(modes) == {"air"}:
            return say("The shortest line over the earth from {start} to {end} is {km}; a flight is longer.", **told)
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
