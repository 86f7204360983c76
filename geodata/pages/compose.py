"""One journey's records and outcome, made into what its page shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geodata.ground import Atlas
from geodata.outcome import JourneyOutcome
from geodata.pages import claims, grouping, headline, method
from geodata.pages.case import Case
from geodata.pages.desk import Desk
from geodata.pages.graph import graph
from geodata.pages.page import JourneyPage
from geodata.pages.scene import scene
from geodata.pages.sightings import sightings
from geodata.pages.track import cut, main_track, tracks
from geodata.pages.unroll import unrolled
from geodata.pages.version import version
from geodata.pages.whatif import what_if
from geodata.pages.wording import days
from geodata.records import Records


def compose(
    records: Records, found: JourneyOutcome, atlas: Atlas, policy_used: dict[str, object], desk: Desk
) -> JourneyPage:
    """The page of one journey, as the desk wants it."""
    edit = desk.edit
    found = _without(found, edit.omit)
    journey = records.journeys[found.id].record
    routes = unrolled({leg.id: atlas.leg(journey.legs[leg.id]) for leg in found.legs if leg.id in journey.legs})
    case = Case(records, found, journey, routes)
    known = tracks(case)
    track = main_track(case, known)
    drawn, letters = scene(case, known)
    if drawn is not None and not desk.borders:
        drawn = replace(drawn, borders=())
    charted = graph(case, track, drawn) if track and drawn else None
    if track and drawn and charted:
        told = cut(case, track, charted.told_km)
        if told is not track:  # nothing is said of the legs that follow: they would only press the rest together
            track, charted = told, graph(case, told, drawn)
    groups = grouping.groups(case, letters)
    return JourneyPage(
        id=found.id,
        title=case.title,
        kicker=" · ".join(filter(None, (case.title, days(journey.left, journey.home)))),
        headline=edit.headlines.get(found.id) or headline.headline(case, track),
        standfirst=(edit.standfirsts[found.id],) if found.id in edit.standfirsts else headline.standfirst(case, track),
        destination=case.place(track.end).name if track else "",
        length=claims.length(track.ground) if track else None,
        scene=drawn,
        graph=charted,
        what_if=what_if(case, track, drawn, charted) if track and drawn and charted else None,
        tallies=claims.tallies(found.statements),
        sayings=claims.sayings(case),
        groups=groups,
        conflicts=claims.conflicts(case),
        sightings=sightings(case, grouping.shown(found.id, groups)),
        ground=method.ground(case, track),
        method=method.method(case, track, policy_used),
        credits=method.sources(case),
        counts=claims.counts(case),
        version=version(case),
        origins=grouping.spread(case),
        outlets=tuple(sorted({case.outlet(statement.report).text for statement in found.statements})),
    )


def _without(found: JourneyOutcome, omit: Sequence[str]) -> JourneyOutcome:
    """The outcome without the reports that a desk leaves out."""

    def kept(path: str) -> bool:
        return "/".join(path.split("/")[:2]) not in omit

    if not omit:
        return found
    return replace(
        found,
        events=tuple(event for event in found.events if kept(event.id)),
        statements=tuple(statement for statement in found.statements if kept(statement.report)),
        conflicts=tuple(clash for clash in found.conflicts if all(map(kept, clash.claims))),
    )
