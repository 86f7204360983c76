"""Records to outcome: every statement judged, every rule asked. Pure: no clock, no network, no printing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import PurePath
from typing import Final

from geodata.errors import UnreadableError
from geodata.ground import Atlas
from geodata.outcome import (
    EventReading,
    Finding,
    JourneyOutcome,
    Judgement,
    LegOutcome,
    Outcome,
    Review,
    StatementOutcome,
)
from geodata.reasoning import Policy, Speech, Stated, judge, load_policy, with_sentence
from geodata.reasoning.apart import apart
from geodata.reasoning.between import clashes, tell
from geodata.reasoning.clock import iso
from geodata.records import Filed, Journey, Records
from geodata.rules import Case
from geodata.rules.control import DEFAULT, Control, ask_all
from geodata.side_by_side import side_by_side

UNREADABLE = "STR001"

_WORTH_A_PROCESS: Final = 100
"""Reports; a process that judges starts with importing the solver."""


def check(
    records: Records,
    *,
    policy: Policy | None = None,
    unread: Sequence[UnreadableError] = (),
    as_of: date | None = None,
    control: Control = DEFAULT,
    watch: Callable[[int, int], None] | None = None,
    workers: int = 1,
) -> Outcome:
    """Everything that can be found out about these records.

    ``unread`` are faults met while reading them; they come back as findings. With ``as_of``
    only reports published by that day count. ``control`` says which rules are asked, how loud
    they are, and what a baseline holds back. ``watch`` is told after each journey how many of
    how many are done. ``workers`` processes share the journeys, where that pays.
    """
    policy = policy or load_policy()
    if as_of is not None:
        records = _as_of(records, as_of)
    atlas = Atlas(records)
    keys = sorted(records.journeys)
    names = {key: place.record.name for key, place in records.places.items()}
    speeches = {key: Speech(records, atlas, policy, key) for key in keys}
    workers = min(workers, len(records.reports) // _WORTH_A_PROCESS)
    judged = side_by_side(
        lambda key: _journey(records.journeys[key], speeches[key], atlas, policy, names), keys, workers
    )
    stated = {key: speech.statements for key, speech in speeches.items()}
    journeys: list[JourneyOutcome] = []
    for journey in judged:
        journeys.append(journey)
        if watch is not None:
            watch(len(journeys), len(keys))
    case = Case(records, atlas, policy, tuple(journeys), stated, as_of)
    found = ask_all(
        case, [Finding(UNREADABLE, "error", error.message, error.mark) for error in unread], control, workers
    )
    return Outcome(
        records.read, policy.summary(), tuple(journeys), found.findings, found.counts, found.waived, found.baselined
    )


def _journey(
    filed: Filed[Journey], speech: Speech, atlas: Atlas, policy: Policy, names: Mapping[str, str]
) -> JourneyOutcome:
    judged: dict[tuple[str, str], Judgement] = {}
    outcomes = []
    for stated in speech.statements:
        judgement = with_sentence(judge(stated.question, policy), stated.question, policy, names)
        judged[stated.report, stated.id] = judgement
        outcomes.append(_statement(stated, judgement))
    legs = tuple(LegOutcome(key, leg.mode, leg.start, leg.end, atlas.leg(leg).ground) for key, leg in speech.legs())
    found = list(clashes(speech.statements, judged, policy))
    told = {claim for clash in found for claim in clash.claims}
    found += [clash for clash in apart(speech.statements, judged, policy) if not told & set(clash.claims)]
    return JourneyOutcome(
        filed.id,
        filed.file,
        legs,
        tuple(_events(speech)),
        tuple(outcomes),
        tuple(found),
    )


def _statement(stated: Stated, judgement: Judgement) -> StatementOutcome:
    review = stated.explicit.reviewed if stated.explicit else None
    return StatementOutcome(
        stated.id,
        stated.report,
        stated.voice,
        stated.modality,
        stated.leg,
        stated.mark,
        judgement,
        Review(review.verdict, review.clash, review.policy, review.on.isoformat(), review.reason) if review else None,
    )


def _events(speech: Speech) -> list[EventReading]:
    """The clock times of all statements, earliest first."""
    events = []
    for stated in speech.statements:
        report = speech.records.reports[stated.report].record
        for said in stated.question.said:
            event = report.events.get(said.id)
            if event is None:
                continue
            bounds = [moment.at(1.0) for moment in said.values]
            early = [low for low, _ in bounds if low is not None]
            late = [high for _, high in bounds if high is not None]
            events.append(
                (
                    min(early, default=min(late, default=0.0)),
                    EventReading(
                        f"{stated.report}/{said.id}",
                        event.event,
                        event.at,
                        event.when,
                        iso(min(early)) if len(early) == len(bounds) else "",
                        iso(max(late)) if len(late) == len(bounds) else "",
                        event.modality,
                    ),
                )
            )
    return [event for _, event in sorted(events, key=lambda pair: (pair[0], pair[1].id))]


def retell(outcome: Outcome, records: Records, lang: str, *, policy: Policy | None = None) -> Outcome:
    """The same outcome with the sentences of its verdicts in another language; nothing is judged again.

    ``records`` and ``policy`` are those of the check. Place names are in that language where a record
    has them; findings and missing inputs stay in English. Raises UsageError for an unknown language.
    """
    policy = policy or load_policy()
    atlas = Atlas(records)
    names = {key: place.record.names.get(lang, place.record.name) for key, place in records.places.items()}
    journeys = []
    for journey in outcome.journeys:
        stated = Speech(records, atlas, policy, journey.id).statements
        questions = {(one.report, one.id): one.question for one in stated}
        statements = tuple(
            replace(
                one,
                judgement=with_sentence(one.judgement, questions[one.report, one.id], policy, names, lang),
            )
            for one in journey.statements
        )
        conflicts = tuple(replace(clash, sentence=tell(clash.claims, stated, lang)) for clash in journey.conflicts)
        journeys.append(replace(journey, statements=statements, conflicts=conflicts))
    return replace(outcome, journeys=tuple(journeys))


def limit(outcome: Outcome, below: Sequence[str]) -> Outcome:
    """Only what stands in these files, or in files below these folders; everything where none is named.

    A file that cannot be read is told of wherever it lies, since what refers to it cannot be judged.
    """
    if not below:
        return outcome

    def wanted(file: str) -> bool:
        return any(PurePath(file).is_relative_to(path) for path in below)

    journeys = []
    for journey in outcome.journeys:
        statements = tuple(statement for statement in journey.statements if wanted(statement.mark.file))
        if statements or wanted(journey.file):
            journeys.append(replace(journey, statements=statements))

    findings = tuple(one for one in outcome.findings if one.rule == UNREADABLE or wanted(one.mark.file))
    waived = tuple(one for one in outcome.waived if wanted(one.finding.mark.file))
    return replace(outcome, journeys=tuple(journeys), findings=findings, waived=waived)


def _as_of(records: Records, day: date) -> Records:
    """The records as they could be known on that day."""
    reports = {key: filed for key, filed in records.reports.items() if filed.record.published.date <= day}
    return replace(records, reports=reports)
