"""How long an export takes and how much memory: ``python tests/benchmarks/bench_export.py [CLAIMS]``.

The curated records, then synthetic ones: so many claims in reports of ten, each pair of them a
statement. Statements are judged once and copied, since it is the export that is measured.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import geodata
from geodata.errors import Mark
from geodata.exports import DEFAULT, export
from geodata.outcome import Outcome
from geodata.records import Claim, EmbeddedReport, Filed, Published, Records

PER_REPORT = 10


def synthetic(records: Records, outcome: Outcome, claims: int) -> tuple[Records, Outcome]:
    """The records with so many claims of one journey in place of its own, and an outcome that fits them."""
    journey, pattern = next(
        (journey, statement)
        for journey in outcome.journeys
        for statement in journey.statements
        if len(statement.judgement.claims) > 1 and statement.judgement.face_km
    )
    reports, statements = {}, []
    for number in range(claims // PER_REPORT):
        key = f"{journey.id}/report-{number}"
        said, found = {}, []
        for pair in range(PER_REPORT // 2):
            speed, hours = f"speed-{pair}", f"hours-{pair}"
            says = f"Report {number} has number {pair}, 北京, and words enough for a row of a real length."
            said[speed] = Claim(leg="out", speed=f"{40 + number % 60} km/h", hedge="about", says=says)
            said[hours] = Claim(leg="out", duration=f"{15 + number % 20} h", hedge="nearly", says=says)
            readings = tuple(
                replace(reading, id=name)
                for reading, name in zip(pattern.judgement.claims, (speed, hours), strict=False)
            )
            judgement = replace(pattern.judgement, claims=readings, conflicts=(), needs={})
            found.append(replace(pattern, id=f"rest-{pair + 1}", report=key, judgement=judgement, reviewed=None))
        report = EmbeddedReport(
            outlet=f"Outlet {number % 500}",
            url=f"https://news.example/{number}",
            published=Published(date=date(2025, 9, 2), basis="stated"),
            language="en",
            claims=said,
        )
        reports[key] = Filed(key, f"{key}.yaml", report, lambda *_, **__: Mark("synthetic"))
        statements.extend(found)
    only = replace(journey, statements=tuple(statements), conflicts=(), events=())
    return replace(records, reports=reports), replace(outcome, journeys=(only,), findings=())


def peak_mib() -> float:
    """Most memory that this process has had, in MiB."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def measure(name: str, run: Callable[[], object]) -> None:
    """Time one export, and what it adds to the memory."""
    before, start = peak_mib(), time.perf_counter()
    run()
    spent = time.perf_counter() - start
    sys.stdout.write(f"{name:40} {spent:7.2f} s   peak {peak_mib():6.0f} MiB, {peak_mib() - before:+5.0f}\n")


def main() -> None:
    """Measure and print."""
    claims = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    records = geodata.load()
    outcome = geodata.check(records)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "export"
        measure("curated records, all but parquet", lambda: export(records, outcome, out))
        many, found = synthetic(records, outcome, claims)
        for name in DEFAULT:
            measure(f"{claims:,} claims, {name}", partial(export, many, found, out, formats=[name]))
        measure(f"{claims:,} claims, all but parquet", lambda: export(many, found, out))


if __name__ == "__main__":
    main()
