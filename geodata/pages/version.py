"""Which records a page stands on, as a short hash: what a correction should name."""

from __future__ import annotations

from hashlib import sha256

from geodata.pages.case import Case


def version(case: Case) -> str:
    """Twelve hexadecimal digits over the journey, its reports, and the ground that was measured for it."""
    reports = sorted({statement.report for statement in case.outcome.statements})
    records = [case.journey, *(report for report in map(case.report, reports) if report)]
    ground = [repr((leg.id, leg.ground)) for leg in case.outcome.legs]
    digest = sha256()
    for text in (*(record.model_dump_json(by_alias=True) for record in records), *ground):
        digest.update(text.encode())
        digest.update(b"\0")
    return digest.hexdigest()[:12]
