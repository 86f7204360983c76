"""The long run: real records and the rules' examples, broken in many ways, each read, checked and written down.

    python -m tests.fuzz --documents 100000

Each document stands alone in a small atlas, so that a fault is that document's. Whatever it is, there is an outcome:
no traceback, no line that a terminal would act on, no place outside the file, no hang (a minute, then the stack is
shown), no memory that grows. The same seed gives the same documents.
"""

from __future__ import annotations

import argparse
import faulthandler
import json
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import get_args
from xml.etree import ElementTree as ET

from geodata import catalog, check
from geodata.catalog.canonical import canonical
from geodata.catalog.find import Found, Kind, find
from geodata.errors import UnreadableError
from geodata.formats import WRITERS, as_text
from geodata.outcome import Outcome
from geodata.records import Records
from geodata.rules import CATALOGUE
from geodata.rules.control import Control
from geodata.rules.examples import atlas, examples
from tests.mutating import mutated

ROOT = Path(__file__).resolve().parents[1]
EVERY = Control(levels={rule.code: rule.level for rule in CATALOGUE})
FORMATS = sorted(WRITERS)
LONGEST = 12_000
"""Characters of a record that is mutated; the few longer ones are lists of the same."""
NOTHING = Records()
SECONDS = 60
MOST_GROWN_KB = 64 << 10
HOMES = {"report": "trip/reports/real.yaml", "journey": "real/journey.yaml", "line": "lines/real.yaml"}


@dataclass
class Figures:
    """What a run was."""

    documents: int = 0
    refused: int = 0
    rules: Counter[str] = field(default_factory=Counter)
    slowest_s: float = 0.0
    grown_kb: int = 0


def bases() -> list[tuple[str, str]]:
    """Where in the atlas a document goes, and its text: the atlas, every example, every curated record."""
    found = list(atlas().items())
    for shown in examples().values():
        for example in (shown.bad, shown.good):
            found += [(name, text.replace("«", "")) for name, text in example.over(atlas()).items()]
    for one in find(ROOT / "routes"):
        if isinstance(one, Found) and one.path.stat().st_size <= LONGEST:
            found.append((HOMES.get(one.kind, f"{one.kind}.yaml"), one.path.read_text("utf-8")))
    return sorted(set(found))


def documents(many: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Mutated documents, each with its place in the atlas."""
    dice = Random(seed)
    known = bases()
    texts = [text for _, text in known]
    for _ in range(many):
        name, text = dice.choice(known)
        yield name, mutated(text, texts, dice)


def run(many: int, seed: int, folder: Path) -> Figures:
    """Check so many documents in an atlas that is laid out in ``folder``. Raises what should not be raised."""
    figures = Figures()
    for name, text in atlas().items():
        _put(folder / name, text.encode())
    before = 0
    for number, (name, raw) in enumerate(documents(many, seed)):
        faulthandler.dump_traceback_later(SECONDS, exit=True)
        started = time.perf_counter()
        _put(folder / name, raw)
        try:
            format_ = "concise" if number % 4 else FORMATS[number // 4 % len(FORMATS)]
            outcome = _checked(folder, name, raw, format_, seldom=number % 8 == 0)
        except BaseException:
            sys.stderr.write(f"document {number} of seed {seed}, {name}:\n{raw!r}\n")
            raise
        finally:
            if name in atlas():
                _put(folder / name, atlas()[name].encode())
            else:
                (folder / name).unlink()
        figures.slowest_s = max(figures.slowest_s, time.perf_counter() - started)
        figures.documents += 1
        figures.rules += Counter({finding.rule for finding in outcome.findings})
        figures.refused += any(finding.rule == "STR001" for finding in outcome.findings)
        if number == many // 10:
            before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    faulthandler.cancel_dump_traceback_later()
    figures.grown_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert figures.grown_kb < MOST_GROWN_KB, f"peak memory grew by {figures.grown_kb >> 10} MiB"
    return figures


def _put(file: Path, raw: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(raw)


def _checked(folder: Path, name: str, raw: bytes, format_: str, *, seldom: bool) -> Outcome:
    records, errors = catalog.read([folder])
    # The atlas without the document is much the same each time: what cannot be read is seldom checked on.
    outcome = check(records if not errors or seldom else NOTHING, unread=errors, control=EVERY)
    lines = {file: text.count("\n") + text.count("\r") + 1 for file, text in _texts(name, raw).items()}
    for finding in outcome.findings:
        assert finding.message.isprintable(), finding
        most = lines.get(Path(finding.mark.file).relative_to(folder).as_posix())
        assert finding.mark.column >= 1, finding
        assert 1 <= finding.mark.line <= (most or finding.mark.line), finding
    _written(outcome, format_)
    _in_order(name, raw)
    return outcome


def _texts(name: str, raw: bytes) -> dict[str, str]:
    return {**atlas(), name: raw.decode("utf-8", "replace")}


def _written(outcome: Outcome, format_: str) -> None:
    """The outcome in one format, which must hold no character to act on, and be what it says it is."""
    text = as_text(outcome, catalog.excerpts()) if format_ == "text" else WRITERS[format_](outcome)
    assert format_ == "json" or text.replace("\n", "").isprintable()
    if format_ in ("json", "sarif", "gitlab"):
        json.loads(text)
    elif format_ == "junit":
        ET.fromstring(text)  # noqa: S314 - our own
    elif format_ == "jsonl":
        list(map(json.loads, text.splitlines()))


def _in_order(name: str, raw: bytes) -> None:
    """In canonical form it says the same, and stays as it is."""
    kind = _kind(name)
    try:
        done = canonical(raw, name, kind)
    except UnreadableError:
        return
    assert catalog.parse(done, name)[0] == catalog.parse(raw, name)[0]
    assert canonical(done, name, kind) == done


def _kind(name: str) -> Kind:
    *above, last = name.removesuffix(".yaml").split("/")
    folders: dict[str, Kind] = {"lines": "line", "reports": "report"}
    files: dict[str, Kind] = {kind: kind for kind in get_args(Kind)}
    return folders[above[-1]] if above and above[-1] in folders else files[last]


def main() -> None:
    """Run, and print the figures."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--documents", type=int, default=100_000)
    asked.add_argument("--seed", type=int, default=1)
    wanted = asked.parse_args()
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        figures = run(wanted.documents, wanted.seed, Path(folder))
    met = sum(figures.rules.values())
    sys.stdout.write(
        f"{figures.documents:,} documents (seed {wanted.seed}) in {time.perf_counter() - started:,.0f} s:"
        f" {figures.refused:,} refused with their place, {met:,} times a rule fired, {len(figures.rules)} of"
        f" {len(CATALOGUE)} rules at least once; the slowest took {figures.slowest_s:.2f} s;"
        f" peak memory grew by {figures.grown_kb / 1024:.1f} MiB after the first tenth\n"
    )


if __name__ == "__main__":
    main()
