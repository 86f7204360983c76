"""One journey's records and outcome together: ids looked up, legs and ways found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from geodata.ground import Route
from geodata.outcome import JourneyOutcome, StatementOutcome
from geodata.pages.tongue import say, spoken
from geodata.pages.view import Link, Place
from geodata.records import Claim, EmbeddedReport, Event, Journey, Records

_SCRIPTS = {
    "CN": ("zh", "zh-Hans", "zh-Hant"),
    "JP": ("ja",),
    "KP": ("ko",),
    "KR": ("ko",),
    "LA": ("lo",),
    "MN": ("mn",),
    "RU": ("ru",),
    "TH": ("th",),
    "VN": ("vi",),
}
"""The language of a country's signs, by the tags that records use."""


@dataclass(frozen=True, slots=True)
class Case:
    """A journey, what was found about it, and the drawn ways of its legs by leg id."""

    records: Records
    outcome: JourneyOutcome
    journey: Journey
    routes: Mapping[str, Route]

    @property
    def title(self) -> str:
        """The journey's title in the language of the page, where it is on record."""
        return self.named(self.journey.title, self.journey.names)

    def report(self, path: str) -> EmbeddedReport | None:
        """The report with this path, ``journey/report``, or the one that a longer path lies in."""
        filed = self.records.reports.get("/".join(path.split("/")[:2]))
        return filed.record if filed else None

    def said(self, report: str, path: str) -> Claim | Event | None:
        """A claim or event of a report, by its id or its whole path."""
        found = self.report(path if path.count("/") == 2 else report)
        key = path.rsplit("/", 1)[-1]
        return None if found is None else found.claims.get(key) or found.events.get(key)

    def outlet(self, path: str) -> Link:
        """Who published a report, linked to the page or its archived copy."""
        report = self.report(path)
        return Link(path) if report is None else Link(report.outlet, report.url or report.archive)

    def place(self, place: str | None) -> Place:
        """A place's name, with the name in the script of its country where the records have one."""
        filed = self.records.places.get(place or "")
        if filed is None:
            return Place(place or say("on the way"))
        names = filed.record.names
        name = self.named(filed.record.name, names)
        if spoken() == "en" and filed.record.kind == "airport":  # as people say it: Singapore Changi
            name = name.removesuffix(" Airport").removesuffix(" International")
        tags = (tag for country in filed.record.country for tag in _SCRIPTS.get(country, ()))
        local = next((tag for tag in tags if tag in names), None)
        if local is None or names[local] == name:
            return Place(name)
        return Place(name, names[local], local)

    @staticmethod
    def named(name: str, names: Mapping[str, str]) -> str:
        """A name in the language of the page, where the records have one."""
        return next((names[tag] for tag in (spoken(), f"{spoken()}-Hans") if tag in names), name)

    def legs(self, statement: StatementOutcome) -> tuple[str, ...]:
        """The legs that a statement is about: the one it names, or those of its direction; none for a round trip."""
        found = [leg.id for leg in self.outcome.legs if leg.id in self.journey.legs]
        if statement.leg in found:
            return (statement.leg,)
        return tuple(leg for leg in found if self.journey.legs[leg].direction == statement.leg)

    def ends(self, statement: StatementOutcome) -> tuple[str | None, str | None]:
        """The places between which a statement's stretch lies: its own, or the ends of its legs."""
        at = {leg.id: (leg.start, leg.end) for leg in self.outcome.legs}
        legs = self.legs(statement)
        start, end = (at[legs[0]][0], at[legs[-1]][1]) if legs else (None, None)
        return statement.judgement.start or start, statement.judgement.end or end

    def goal(self, statement: StatementOutcome) -> Place:
        """Where the statement's stretch ends."""
        return self.place(self.ends(statement)[1])

    def sources(self, ids: Iterable[str]) -> tuple[Link, ...]:
        """Titles and addresses of sources, in the order given, each once."""
        known = (self.records.sources.get(source) for source in dict.fromkeys(ids))
        return tuple(Link(filed.record.title, filed.record.url) for filed in known if filed)
