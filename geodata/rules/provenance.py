"""PRV: can every figure be traced, found again, and reused?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from geodata.errors import Mark
from geodata.ground import fold
from geodata.records import Claim, EmbeddedReport, Event, Filed, Statement
from geodata.rules import subjects
from geodata.rules.rule import Case, Fault, Lacks, Rule, among, each
from geodata.rules.subjects import Part

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


def withdrawn_is_silent(_: Case, statement: Part[Statement]) -> Iterator[Fault | Lacks]:
    """Nothing is held against a report that was withdrawn."""
    report: EmbeddedReport = statement.within.record
    if report.withdrawn is None:
        yield Lacks("a withdrawn report")
    else:
        message = f"the report was withdrawn on {report.withdrawn}; keep its claims, drop the statement"
        yield statement.fault(message, related=(statement.within.mark("withdrawn"),))


def own_words(_: Case, entry: Part[Claim | Event]) -> Iterator[Fault | Lacks]:
    """No paraphrase holds a sentence of the article."""
    if entry.record.says is None:
        yield Lacks("a paraphrase")
    elif _SENTENCE.search(entry.record.says):
        yield entry.fault("a sentence in quotation marks; paraphrase it in our own words", "says")


def origin_has_a_voice(case: Case, entry: Part[Claim | Event]) -> Iterator[Fault | Lacks]:
    """Where the report says where a number is from, it is somebody's, or its own."""
    origin = case.records.origins.get(entry.record.origin or "")
    if entry.record.origin_basis != "named":
        yield Lacks("an origin that the report names")
    elif entry.record.voice is None and not (origin and _of_one_house(entry.within.record.outlet, origin.record.who)):
        message = f"the report names where this is from ({entry.record.origin}), yet no voice stands here; give it"
        yield entry.fault(message, "origin_basis")


def _of_one_house(outlet: str, who: str) -> bool:
    """Whether an outlet is the one that an origin names: "Yonhap (English)" and "Yonhap, 26 Feb 2019" are."""
    names = outlet.casefold(), who.casefold()
    first, second = (re.split(r"[,(/;]", name, maxsplit=1)[0].strip() for name in names)
    return first in names[1] or second in names[0]


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
        "PRV011",
        "withdrawn-yet-held",
        "warning",
        "No statement is held against a report that was withdrawn.",
        "Where the withdrawal itself is the story.",
        each(subjects.statements, withdrawn_is_silent),
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
        "A report that cites itself under another name.",
        each(subjects.entries, origin_has_a_voice),
    ),
)
