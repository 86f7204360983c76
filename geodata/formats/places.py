"""Where a finding stands and which one it is, as machines that compare two runs want to know it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from geodata.outcome import Finding


def relative(file: str) -> str:
    """A file as seen from the current folder, where it lies below it: pipelines know no other root."""
    path = Path(file)
    here = Path.cwd()
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else path.as_posix()


def fingerprints(findings: Sequence[Finding]) -> list[str]:
    """One per finding, in order: made of the rule and the claim, so that moved lines do not change it.

    A finding without a claim goes by its journey and file. Equal ones are numbered.
    """
    seen: Counter[str] = Counter()
    prints = []
    for finding in findings:
        subject = finding.claim or f"{finding.journey or ''}:{relative(finding.mark.file)}"
        base = f"{finding.rule}:{subject}"
        seen[base] += 1
        whole = base if seen[base] == 1 else f"{base}:{seen[base]}"
        prints.append(hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest())
    return prints
