"""The tables of what reports say and what the arithmetic says of it."""

from __future__ import annotations

from typing import TypeAlias

from geodata.records import Claim, EmbeddedReport, Event, Filed, Origin
from geodata.tables.cells import day, instant, joined
from geodata.tables.subjects import Said, Subjects, printed
from geodata.tables.table import Cell, Column, Table

Reported: TypeAlias = Filed[EmbeddedReport]


def _claim(said: Said) -> Claim:
    if not isinstance(said.entry, Claim):
        raise TypeError(said.id)
    return said.entry


def _event(said: Said) -> Event:
    if not isinstance(said.entry, Event):
        raise TypeError(said.id)
    return said.entry


def _role(said: Said) -> Cell:
    """What a speed means: as recorded, else as its words say ("averaging")."""
    claim = _claim(said)
    if claim.kind != "speed":
        return None
    read = said.reading.role if said.reading else None
    return claim.role or read or "ambiguous"


def _value(said: Said, end: str) -> Cell:
    quantity = printed(said.entry)
    if quantity is None:
        return None
    return quantity.low if end == "low" else quantity.high if quantity.high > quantity.low else None


def _unit(said: Said) -> Cell:
    quantity = printed(said.entry)
    return quantity.unit.name or None if quantity else None


def claims(subjects: Subjects) -> Table[Said]:
    """One row for each number that a report prints."""
    canonical = "canonical: km/h, h or km by kind, bare for a count"
    columns: tuple[Column[Said], ...] = (
        Column("claim", "string", "Path of the claim: journey/report/claim", lambda s: s.id),
        Column("journey", "string", "Journey that the claim is about", lambda s: s.journey, to="journeys"),
        Column("report", "string", "Report that prints it", lambda s: s.report_id, to="reports"),
        Column("outlet", "string", "Who published the report", lambda s: s.report.outlet),
        Column("url", "string", "Address of the report", lambda s: s.report.url),
        Column("archive", "string", "Address of an archived copy", lambda s: s.report.archive),
        Column("published", "date", "Day of publication", lambda s: day(s.report.published.date)),
        Column(
            "published_basis", "string", "How that day is known: stated, inferred or archive",
            lambda s: s.report.published.basis,
        ),
        Column("language", "string", "Language tag of the report", lambda s: s.report.language),
        Column("origin", "string", "Where the number first came from", lambda s: s.entry.origin, to="origins"),
        Column(
            "origin_basis", "string", "named: the report says so; matched: inferred here",
            lambda s: s.entry.origin_basis,
        ),
        Column("voice", "string", "Source that the report names; empty: the report itself", lambda s: s.entry.voice),
        Column("modality", "string", "forecast, typical, reported or observed", lambda s: s.entry.modality),
        Column("kind", "string", "speed, duration, distance, count or other", lambda s: _claim(s).kind),
        Column("printed", "string", "The number as printed", lambda s: _claim(s).printed),
        Column("value", "number", "That number, decimal; the lower end of a printed range", lambda s: _value(s, "low"),
               unit="as in the column unit"),
        Column("unit", "string", "Unit of the printed number", _unit),
        Column("low", "number", "Least that the words allow", lambda s: subjects.bounds(s)[0], unit=canonical),
        Column("high", "number", "Most that the words allow; empty: open", lambda s: subjects.bounds(s)[1],
               unit=canonical),
        Column("hedge", "string", "Words that loosen the number, as printed", lambda s: s.entry.hedge),
        Column("role", "string", "What a speed means: average, moving, cruising, limit, maximum, reach or ambiguous",
               _role),
        Column("from", "string", "Where the stretch begins that it speaks of", lambda s: subjects.stretch(s)[0],
               to="places"),
        Column("to", "string", "Where that stretch ends", lambda s: subjects.stretch(s)[1], to="places"),
        Column("territory", "string", "Country (ISO 3166) that it is limited to", lambda s: _claim(s).within),
        Column("statement", "string", "Statement that it is part of; the harshest of several",
               lambda s: s.judged.id if s.judged else None, to="statements"),
        Column("statement_verdict", "string", "Verdict on that statement: agree, strained, tension, conflict, unknown",
               lambda s: s.judged.found.judgement.verdict.value if s.judged else None),
        Column("side", "string", "Of a conflict: short, over or apart",
               lambda s: s.judged.found.judgement.side if s.judged else None),
        Column("paraphrase", "string", "What the report says, in the project's own words", lambda s: s.entry.says),
        Column("value_high", "number", "Upper end of a printed range", lambda s: _value(s, "high"),
               unit="as in the column unit"),
        Column("also", "string", "Conversion printed beside it", lambda s: _claim(s).also),
        Column("hedge_as", "string", "The hedge in a word of the policy", lambda s: s.entry.hedge_as),
        Column("leg", "string", "Leg that it names: an id, out, back or round", lambda s: s.entry.leg),
        Column("measure", "string", "What a duration counts: elapsed if empty", lambda s: _claim(s).measure),
        Column("by", "string", "Mode, where it is not the leg's", lambda s: _claim(s).by),
        Column("train", "string", "special, ordinary or high-speed", lambda s: _claim(s).train),
        Column("paragraph", "integer", "Paragraph of the text, from 1", lambda s: s.entry.paragraph),
        Column("note", "string", "What a reader should know", lambda s: s.entry.note),
    )  # fmt: skip
    count = sum(len(filed.record.claims) for filed in subjects.records.reports.values())
    return Table("claims", "Claims", "Every number that a report prints about a journey, with the verdict on the "
                 "statement that it is part of.", columns, subjects.claims, count)  # fmt: skip


def events(subjects: Subjects) -> Table[Said]:
    """One row for each clock time that a report prints."""
    columns: tuple[Column[Said], ...] = (
        Column("event", "string", "Path of the event: journey/report/event", lambda s: s.id),
        Column("journey", "string", "Journey that it is about", lambda s: s.journey, to="journeys"),
        Column("report", "string", "Report that prints it", lambda s: s.report_id, to="reports"),
        Column("what", "string", "departed, crossed, passed, arrived, underway or other", lambda s: _event(s).event),
        Column("at", "string", "Place", lambda s: _event(s).at, to="places"),
        Column("printed", "string", "The time as printed, day first", lambda s: _event(s).when),
        Column("zone", "string", "IANA zones of the printed clock, where not the place's",
               lambda s: joined(_event(s).zone or ())),
        Column("earliest", "datetime", "Earliest that the words allow, UTC",
               lambda s: instant(s.timing.earliest) if s.timing else None),
        Column("latest", "datetime", "Latest that the words allow, UTC",
               lambda s: instant(s.timing.latest) if s.timing else None),
        Column("leg", "string", "Leg that it names: an id, out, back or round", lambda s: s.entry.leg),
        Column("voice", "string", "Source that the report names; empty: the report itself", lambda s: s.entry.voice),
        Column("modality", "string", "forecast, typical, reported or observed", lambda s: s.entry.modality),
        Column("hedge", "string", "Words that loosen the time, as printed", lambda s: s.entry.hedge),
        Column("origin", "string", "Where it first came from", lambda s: s.entry.origin, to="origins"),
        Column("origin_basis", "string", "named or matched", lambda s: s.entry.origin_basis),
        Column("statement", "string", "Statement that it is part of", lambda s: s.judged.id if s.judged else None,
               to="statements"),
        Column("statement_verdict", "string", "Verdict on that statement",
               lambda s: s.judged.found.judgement.verdict.value if s.judged else None),
        Column("paraphrase", "string", "What the report says, in the project's own words", lambda s: s.entry.says),
        Column("paragraph", "integer", "Paragraph of the text, from 1", lambda s: s.entry.paragraph),
        Column("note", "string", "What a reader should know", lambda s: s.entry.note),
    )  # fmt: skip
    count = sum(len(filed.record.events) for filed in subjects.records.reports.values())
    return Table("events", "Clock times", "Departures, arrivals and sightings that reports print.", columns,
                 subjects.events, count)  # fmt: skip


def reports(subjects: Subjects) -> Table[Reported]:
    """One row for each publication."""
    columns: tuple[Column[Reported], ...] = (
        Column("report", "string", "Path of the report: journey/report", lambda f: f.id),
        Column("journey", "string", "Journey that it is filed under", lambda f: f.id.split("/")[0], to="journeys"),
        Column("outlet", "string", "Who published it", lambda f: f.record.outlet),
        Column("title", "string", "Its title", lambda f: f.record.title),
        Column("url", "string", "Its address", lambda f: f.record.url),
        Column("archive", "string", "Address of an archived copy", lambda f: f.record.archive),
        Column("archive_id", "string", "Label of a text without an address", lambda f: f.record.archive_id),
        Column("published", "date", "Day of publication", lambda f: day(f.record.published.date)),
        Column("published_basis", "string", "How that day is known", lambda f: f.record.published.basis),
        Column("accessed", "date", "Day on which it was read", lambda f: day(f.record.accessed)),
        Column("corrected", "date", "Day of a correction", lambda f: day(f.record.corrected)),
        Column("withdrawn", "date", "Day on which it was withdrawn", lambda f: day(f.record.withdrawn)),
        Column("language", "string", "Language tag", lambda f: f.record.language),
        Column("note", "string", "Copies, and what the report is built on", lambda f: f.record.note),
    )  # fmt: skip
    shelf = subjects.records.reports
    return Table("reports", "Reports", "The publications that were read.", columns,
                 lambda: (shelf[key] for key in sorted(shelf)), len(shelf))  # fmt: skip


def origins(subjects: Subjects) -> Table[Filed[Origin]]:
    """One row for each utterance that numbers go back to."""
    columns: tuple[Column[Filed[Origin]], ...] = (
        Column("origin", "string", "Id of the origin", lambda f: f.id),
        Column("who", "string", "Who said it first", lambda f: f.record.who),
        Column("what", "string", "What was said, in the project's own words", lambda f: f.record.what),
        Column("on", "string", "Day, month or year", lambda f: f.record.on),
        Column("report", "string", "journey/report of the first print, where recorded", lambda f: f.record.report),
        Column("basis", "string", "original, relay or inference", lambda f: f.record.basis),
        Column("note", "string", "What it rests on", lambda f: f.record.note),
    )  # fmt: skip
    shelf = subjects.records.origins
    return Table("origins", "Origins", "Where numbers first came from, as far as it can be traced.", columns,
                 lambda: (shelf[key] for key in sorted(shelf)), len(shelf))  # fmt: skip
