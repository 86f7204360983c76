"""PRV: can the works that figures are taken from be found again, and reused?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches

from geodata.records import Filed, Source, Station
from geodata.rules import subjects
from geodata.rules.rule import Case, Fault, Lacks, Rule, among, each
from geodata.rules.subjects import Part

LICENCES = (
    "fact CC0-1.0 CC-BY-2.0 CC-BY-2.5 CC-BY-3.0 CC-BY-4.0 CC-BY-SA-2.0 CC-BY-SA-2.5 CC-BY-SA-3.0 CC-BY-SA-4.0"
    " CC-BY-NC-4.0 CC-BY-ND-4.0 ODbL-1.0 ODC-By-1.0 PDDL-1.0 DL-DE-BY-2.0 DL-DE-ZERO-2.0 OGL-UK-3.0 etalab-2.0"
    " MIT Apache-2.0 GFDL-1.3-only GFDL-1.3-or-later"
).split()
"""SPDX ids of licences that data come under, and ``fact``."""

_CREDITED = re.compile(r"(CC-BY|ODbL|ODC-By|DL-DE-BY|OGL|etalab)", re.IGNORECASE)


def used(kind: str, noun: str) -> Callable[[Case], Iterator[Fault]]:
    """A rule: something names every source, or every origin."""

    def ask(case: Case) -> Iterator[Fault]:
        named = _cited(case) if kind == "sources" else {entry.record.origin for entry in subjects.entries(case)}
        for key, filed in getattr(case.records, kind).items():
            if key not in named:
                yield Fault(filed.mark(key=True), f"nothing names the {noun} {key}; name it, or take it out")

    return ask


def _cited(case: Case) -> set[str | None]:
    """Every source that a record names."""
    cited: set[str | None] = set()
    for place in case.records.places.values():
        stop = place.record.stop
        cited |= {*place.record.source, *(stop.source or () if stop else ())}
    for line in case.records.lines.values():
        cited |= {*(line.record.open.source or () if line.record.open else ())}
    for station in subjects.stations(case):
        cited |= {*(station.record.source or ())}
    for leg in subjects.legs(case):
        cited |= {*(leg.record.source or ())}
        cited |= {source for stop in leg.record.stops for source in stop.source or ()}
    return cited


def known_licence(_: Case, source: Filed[Source]) -> Iterator[Fault]:
    """Every licence is an SPDX id of one that data come under, or ``fact``."""
    licence = source.record.licence
    if licence not in LICENCES:
        bare = {_letters(known): known for known in LICENCES}
        near = get_close_matches(_letters(licence), bare, n=1, cutoff=0.5)
        hint = f'; did you mean "{bare[near[0]]}"?' if near else "; write an SPDX id, or fact for a single figure cited"
        yield Fault(source.mark("licence"), f'no licence "{licence}" is known{hint}')


def _letters(licence: str) -> str:
    return re.sub(r"[^a-z0-9]", "", licence.casefold())


def credited(_: Case, source: Filed[Source]) -> Iterator[Fault | Lacks]:
    """A source whose licence asks for credit has the words of it."""
    if not _CREDITED.match(source.record.licence):
        yield Lacks("a licence that asks for credit")
    elif source.record.credit is None:
        example = ", such as © OpenStreetMap contributors" if source.record.licence.startswith("ODbL") else ""
        message = f"{source.record.licence} asks for credit; give its words as credit{example}"
        yield Fault(source.mark("licence"), message)


def can_be_looked_up(_: Case, source: Filed[Source]) -> Iterator[Fault]:
    """Every source can be found again: it has an address or a publisher."""
    if source.record.url is None and source.record.publisher is None:
        yield Fault(source.mark(key=True), "has neither url nor publisher; say where it can be found again")


def assumed_says_why(_: Case, station: Part[Station]) -> Iterator[Fault | Lacks]:
    """A post that we assumed has its reason beside it."""
    if station.record.grade != "assumed":
        yield Lacks("a post of the grade assumed")
    elif station.record.note is None:
        message = f"the post of {station.record.place} is assumed, and no note says why; give the reason"
        yield Fault(station.mark("grade"), message)


RULES: tuple[Rule, ...] = (
    Rule(
        "PRV006",
        "unused-source",
        "info",
        "Something names every source.",
        "A work kept for what it says beside its figures.",
        among(subjects.sources, used("sources", "source")),
        usual=False,
    ),
    Rule(
        "PRV007",
        "unused-origin",
        "info",
        "Some claim names every origin.",
        "An origin kept for reports that are still to come.",
        among(subjects.origins, used("origins", "origin")),
        usual=False,
    ),
    Rule(
        "PRV008",
        "unknown-licence",
        "warning",
        "Every licence of a source is an SPDX id, or fact.",
        "An SPDX id that no data came under so far.",
        each(subjects.sources, known_licence),
    ),
    Rule(
        "PRV009",
        "credit-missing",
        "error",
        "Every source whose licence asks for credit has the words of it.",
        "Never.",
        each(subjects.sources, credited),
    ),
    Rule(
        "PRV010",
        "source-not-found-again",
        "warning",
        "Every source has an address or a publisher.",
        "Works that their title finds.",
        each(subjects.sources, can_be_looked_up),
    ),
    Rule(
        "PRV012",
        "assumed-without-reason",
        "warning",
        "Every post that we assumed has its reason beside it.",
        "Where the reason stands at the line.",
        each(subjects.stations, assumed_says_why),
    ),
)
