"""PRV: can every figure be traced, found again, and reused?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from urllib.parse import urlsplit

from geodata.errors import Mark
from geodata.ground import fold
from geodata.records import Claim, EmbeddedReport, Event, Filed, Source, Statement, Station
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
_SENTENCE = re.compile(r"[\"“„«「『][^\"”“»」』]{40,}[\"”“»」』]")


def archived(_: Case, report: Filed[EmbeddedReport]) -> Iterator[Fault]:
    """A copy of every report is kept somewhere."""
    if report.record.archive is None and report.record.archive_id is None:
        message = "no archived copy; save the page with a web archive and give its address as archive"
        yield _on_report(report, message, "url")


def one_record_each(case: Case) -> Iterator[Fault]:
    """No publication stands under two ids."""
    first: dict[str, Filed[EmbeddedReport]] = {}
    for report in case.records.reports.values():
        if report.record.url is not None:
            other = first.setdefault(_page(report.record.url), report)
            if other is not report:
                message = f"{other.id} has the same address; a report stands once, whatever it speaks of"
                yield _on_report(report, message, "url", related=(other.mark("url"),))


def _page(url: str) -> str:
    """An address without what does not change the page."""
    parts = urlsplit(url)
    query = "&".join(sorted(part for part in parts.query.split("&") if not part.startswith(("utm_", "fbclid="))))
    return f"{parts.netloc.lower().removeprefix('www.')}{parts.path.rstrip('/')}?{query}"


def kept_elsewhere(_: Case, report: Filed[EmbeddedReport]) -> Iterator[Fault | Lacks]:
    """The archived copy does not lie with the publisher."""
    url, archive = report.record.url, report.record.archive
    if url is None or archive is None:
        yield Lacks("url and archive")
    elif _host(url) == _host(archive):
        message = f"the archived copy lies on {_host(url)} as the page itself; give the address of a web archive"
        yield _on_report(report, message, "archive", related=(report.mark("url"),))


def _host(url: str) -> str:
    return urlsplit(url).netloc.lower().removeprefix("www.")


def one_spelling(of: str) -> Callable[[Case], Iterator[Fault]]:
    """A rule: no name of a voice, or of an outlet, is spelt in two ways."""

    def ask(case: Case) -> Iterator[Fault]:
        first: dict[str, tuple[str, Mark]] = {}
        for name, mark, home in _voices(case) if of == "voice" else _outlets(case):
            spelt, where = first.setdefault(fold(name), (name, mark))
            if spelt != name:
                message = f'{of} "{name}" is spelt "{spelt}" elsewhere; one spelling, so that both count as one'
                yield Fault(mark, message, home, None, (where,))

    return ask


def _voices(case: Case) -> Iterator[tuple[str, Mark, str]]:
    for entry in subjects.entries(case):
        if entry.record.voice is not None:
            yield entry.record.voice, entry.mark("voice"), entry.home


def _outlets(case: Case) -> Iterator[tuple[str, Mark, str]]:
    for report in case.records.reports.values():
        yield report.record.outlet, report.mark("outlet"), report.id.split("/")[0]


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
        near = get_close_matches(licence, LICENCES, n=1, cutoff=0.5)
        hint = f'; did you mean "{near[0]}"?' if near else "; write an SPDX id, or fact for a single figure cited"
        yield Fault(source.mark("licence"), f'no licence "{licence}" is known{hint}')


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


def withdrawn_is_silent(_: Case, statement: Part[Statement]) -> Iterator[Fault | Lacks]:
    """Nothing is held against a report that was withdrawn."""
    report: EmbeddedReport = statement.within.record
    if report.withdrawn is None:
        yield Lacks("a withdrawn report")
    else:
        message = f"the report was withdrawn on {report.withdrawn}; keep its claims, drop the statement"
        yield statement.fault(message, related=(statement.within.mark("withdrawn"),))


def assumed_says_why(_: Case, station: Part[Station]) -> Iterator[Fault | Lacks]:
    """A post that we assumed has its reason beside it."""
    if station.record.grade != "assumed":
        yield Lacks("a post of the grade assumed")
    elif station.record.note is None:
        message = f"the post of {station.record.place} is assumed, and no note says why; give the reason"
        yield Fault(station.mark("grade"), message)


def own_words(_: Case, entry: Part[Claim | Event]) -> Iterator[Fault | Lacks]:
    """No paraphrase holds a sentence of the article."""
    if entry.record.says is None:
        yield Lacks("a paraphrase")
    elif _SENTENCE.search(entry.record.says):
        yield entry.fault("says quotes a sentence; paraphrase it in our own words", "says")


def origin_has_a_voice(_: Case, entry: Part[Claim | Event]) -> Iterator[Fault | Lacks]:
    """Where the report says where a number is from, it is somebody's."""
    if entry.record.origin_basis != "named":
        yield Lacks("an origin that the report names")
    elif entry.record.voice is None:
        message = f"the report names where this is from ({entry.record.origin}), yet no voice stands here; give it"
        yield entry.fault(message, "origin_basis")


def _on_report(report: Filed[EmbeddedReport], message: str, key: str, related: tuple[Mark, ...] = ()) -> Fault:
    return Fault(report.mark(key), message, report.id.split("/")[0], None, related)


RULES: tuple[Rule, ...] = (
    Rule(
        "PRV001",
        "not-archived",
        "info",
        "A copy of every report is kept in an archive.",
        "Pages that no archive may keep.",
        each(subjects.reports, archived),
        usual=False,
    ),
    Rule(
        "PRV002",
        "recorded-twice",
        "error",
        "No publication stands under two ids.",
        "A page that shows another text each day under one address.",
        among(subjects.reports, one_record_each),
    ),
    Rule(
        "PRV003",
        "archived-at-home",
        "warning",
        "The archived copy of a report does not lie with its publisher.",
        "Where the publisher is an archive.",
        each(subjects.reports, kept_elsewhere),
    ),
    Rule(
        "PRV004",
        "voice-spelt-twice",
        "warning",
        "No voice is spelt in two ways.",
        "Two sources whose names differ by an accent, a space or a capital.",
        among(subjects.entries, one_spelling("voice")),
    ),
    Rule(
        "PRV005",
        "outlet-spelt-twice",
        "warning",
        "No outlet is spelt in two ways.",
        "Two outlets whose names differ by an accent, a space or a capital.",
        among(subjects.reports, one_spelling("outlet")),
    ),
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
        "PRV011",
        "withdrawn-yet-held",
        "warning",
        "No statement is held against a report that was withdrawn.",
        "Where the withdrawal itself is the story.",
        each(subjects.statements, withdrawn_is_silent),
    ),
    Rule(
        "PRV012",
        "assumed-without-reason",
        "warning",
        "Every post that we assumed has its reason beside it.",
        "Where the reason stands at the line.",
        each(subjects.stations, assumed_says_why),
    ),
    Rule(
        "PRV013",
        "quoted-sentence",
        "warning",
        "No paraphrase holds a sentence of the article.",
        "A long name in quotation marks.",
        each(subjects.entries, own_words),
    ),
    Rule(
        "PRV014",
        "origin-without-voice",
        "info",
        "Where a report says where a number is from, the claim has that voice.",
        "A report that cites itself.",
        each(subjects.entries, origin_has_a_voice),
        usual=False,
    ),
)
