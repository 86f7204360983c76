"""How fast and how large geodata is beside check-jsonschema and yamllint, as ratios measured in turn.

    python tests/benchmarks/compare.py BIN [COUNT] [ROUNDS] [PART]

BIN is the bin folder of a virtual environment of its own that holds check-jsonschema and yamllint (README.md beside
this file says how to make it). PART is all (the default), or reading: without the verdicts, which take longest.
Nothing here is a test: machines drift, so only ratios of one run mean anything.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
READ = """
import sys
from pathlib import Path
from geodata import catalog
from geodata.side_by_side import processors
catalog.read([Path(sys.argv[1])], over=[], workers=processors())
"""
RATIOS = (
    ("check-jsonschema", "read", "goal: 15 or more"),
    ("yamllint", "read", "goal: 20 or more"),
    ("check", "check-jsonschema", "goal: 1 or less"),
    ("--version", "bare", "goal: 1.5 or less"),
    ("--help", "bare", "goal: 6 or less"),
)
LAXER = "{extends: default, rules: {line-length: disable, document-start: disable}}"


class Run(NamedTuple):
    """One run of a command: seconds on the clock, seconds of all processors, peak MiB of its largest process."""

    clock: float
    processor: float
    peak: float


def measured(command: list[str], cwd: Path) -> Run:
    """One run, whatever its exit status says of the records."""
    began = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=cwd,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    _, _, used = os.wait4(process.pid, 0)
    return Run(time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def main() -> None:
    """Every command in turn, so that a machine that slows down slows all; the median of each."""
    tools = Path(sys.argv[1]).absolute()
    given = [*sys.argv[2:], *("1000", "3", "all")[len(sys.argv) - 2 :]]
    count, rounds, whole = int(given[0]), int(given[1]), given[2] == "all"
    python = [sys.executable]
    geodata = [*python, "-m", "geodata"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for where, many in (("many", count), ("few", 20)):
            made = [*python, str(ROOT / "tests/benchmarks/generated.py"), str(folder / where), str(many)]
            subprocess.run(made, check=True)
        schema = subprocess.run([*geodata, "schema"], cwd=ROOT, capture_output=True, check=True).stdout
        (folder / "schema.json").write_bytes(schema)
        files = [str(path) for path in sorted((folder / "many").rglob("*.yaml"))]
        commands = {
            "read": [*python, "-c", READ, "many"],
            "read 20": [*python, "-c", READ, "few"],
            "check": [*geodata, "check", "many", "--fail-on", "never"],
            "check 20": [*geodata, "check", "few", "--fail-on", "never"],
            "check-jsonschema": [str(tools / "check-jsonschema"), "--schemafile", "schema.json", *files],
            "yamllint": [str(tools / "yamllint"), "-d", LAXER, *files],
            "bare": [*python, "-c", "pass"],
            "--version": [*geodata, "--version"],
            "--help": [*geodata, "--help"],
        }
        if not whole:
            del commands["check"], commands["check 20"]
        runs: dict[str, list[Run]] = {key: [] for key in commands}
        for _ in range(rounds):
            for key, command in commands.items():
                runs[key].append(measured(command, folder))
    middle = {key: Run(*map(statistics.median, zip(*run, strict=True))) for key, run in runs.items()}
    print(f"{'':17} {'clock':>9} {'processor':>11} {'peak':>11}")
    for key, run in middle.items():
        print(f"{key:17} {run.clock:7.3f} s {run.processor:9.3f} s {run.peak:7.1f} MiB")
    print(f"{'':45} {'clock':>6} {'processor':>9}")
    for upper, lower, goal in RATIOS:
        if upper in middle and lower in middle:
            a, b = middle[upper], middle[lower]
            print(f"{f'{upper} / {lower} ({goal})':45} {a.clock / b.clock:6.2f} {a.processor / b.processor:9.2f}")
    print(f"memory, read / read 20 (goal: 1.2 or less) {middle['read'].peak / middle['read 20'].peak:9.2f}")


if __name__ == "__main__":
    main()
