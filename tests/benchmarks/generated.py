"""Records by the thousand: journeys of about 170 lines, each with its reports, claims and clock times.

    python tests/benchmarks/generated.py FOLDER COUNT

Half of the statements agree and half conflict, so the arithmetic has work to do. Same count, same bytes.
"""

from __future__ import annotations

import sys
from pathlib import Path

REPORTS = 4
CLAIMS = 3


def journey(number: int) -> str:
    """One ``journey.yaml`` with its reports inside; legs between places that geodata ships."""
    lines = [
        "schema: 1",
        "",
        f"title: Generated journey {number}",
        "traveller: Somebody",
        "left: 2025-09-01",
        "home: 2025-09-05",
        "legs:",
    ]
    for leg, (start, end) in {"out": ("pyongyang", "beijing"), "back": ("beijing", "pyongyang")}.items():
        lines += [
            f"  {leg}:",
            f"    direction: {leg}",
            f"    from: {start}",
            f"    to: {end}",
            "    mode: rail",
            f"    on: 2025-09-0{1 if leg == 'out' else 4}",
            "    note: >-",
            "      Words that nobody reads, in two lines, as records have them,",
            "      so that text in several lines is read too.",
        ]
    lines += ["unknown:", "  - How long it stood at the border.", "reports:"]
    for report in range(REPORTS):
        lines += _report(number, report)
    return "\n".join(lines) + "\n"


def _report(number: int, report: int) -> list[str]:
    lines = [
        f"  paper-{report}:",
        f"    outlet: Paper {report}",
        f"    url: https://example.org/{number}/{report}",
        "    published: {date: 2025-09-02, basis: stated}",
        "    language: en",
        "    claims:",
    ]
    # No two journeys say quite the same: answers that are remembered for copies must not help here.
    quantities = (
        f"speed: {40 + (number + report) % 2 * 28}.{number % 10} km/h",
        f"duration: 20 h {(number * 7 + report * 13) % 60} min",
        f"distance: 1,3{30 + number // 10 % 20} km",
    )
    for claim, quantity in enumerate(quantities):
        lines += [
            f"      claim-{claim}:",
            "        leg: out",
            f"        {quantity}",
            "        hedge: about",
            "        modality: forecast",
            f"        voice: Source {report}",
            f"        paragraph: {claim + 1}",
            "        says: In our own words, about as long as such a line tends to be.",
        ]
    lines += [
        "    events:",
        "      left:",
        "        leg: out",
        "        event: departed",
        "        at: pyongyang",
        "        when: 2025-09-01 afternoon",
        "    statements:",
        f"      together: {{of: [{', '.join(f'claim-{claim}' for claim in range(CLAIMS))}]}}",
    ]
    return lines


def write(folder: Path, count: int) -> None:
    """Lay ``count`` journeys below ``folder``."""
    for number in range(count):
        home = folder / f"generated-{number:04}"
        home.mkdir(parents=True, exist_ok=True)
        (home / "journey.yaml").write_text(journey(number), "utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
