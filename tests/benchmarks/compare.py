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
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
READ = "import sys; from pathlib import Path; from geodata import catalog; catalog.read([Path(sys.argv[1])], over=[])"
LAXER = "{extends: default, rules: {line-length: disable, document-start: disable}}"


def measured(command: list[str], cwd: Path) -> tuple[float, float]:
    """Seconds of the processor and peak MiB of one run, whatever its exit status says of the records."""
    process = subprocess.Popen(
        command,
        cwd=cwd,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    _, _, used = os.wait4(process.pid, 0)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


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
        runs: dict[str, list[tuple[float, float]]] = {key: [] for key in commands}
        for _ in range(rounds):
            for key, command in commands.items():
                runs[key].append(measured(command, folder))
    seconds = {key: statistics.median(second for second, _ in run) for key, run in runs.items()}
    peak = {key: statistics.median(mib for _, mib in run) for key, run in runs.items()}
    for key in commands:
        print(f"{key:17} {seconds[key]:8.3f} s {peak[key]:7.1f} MiB")
    for key, ratio in _ratios(seconds, peak, whole=whole):
        print(f"{key:45} {ratio:6.2f}")


def _ratios(seconds: dict[str, float], peak: dict[str, float], *, whole: bool) -> Iterator[tuple[str, float]]:
    yield "check-jsonschema / read (goal: 15 or more)", seconds["check-jsonschema"] / seconds["read"]
    yield "yamllint / read (goal: 20 or more)", seconds["yamllint"] / seconds["read"]
    yield "memory, read / read 20 (goal: 1.2 or less)", peak["read"] / peak["read 20"]
    if whole:
        yield "memory, check / check 20 (goal: 1.2 or less)", peak["check"] / peak["check 20"]
        yield "check / check-jsonschema (goal: 1 or less)", seconds["check"] / seconds["check-jsonschema"]
    yield "--version / bare (goal: 1.5 or less)", seconds["--version"] / seconds["bare"]
    yield "--help / bare (goal: 6 or less)", seconds["--help"] / seconds["bare"]


if __name__ == "__main__":
    main()
