"""A baseline: the findings that old records are known to have, as a file, so that only new ones are told."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from geodata.errors import Mark, UnreadableError
from geodata.outcome import Finding
from geodata.rules.control import Key, key_of

MAX_BYTES = 16 << 20
_SHAPE = "write it with geodata check --baseline FILE --write-baseline"


def baseline_text(findings: Sequence[Finding]) -> str:
    """The file that holds back these findings: JSON, sorted, ending in a newline."""
    counted = Counter(key_of(finding) for finding in findings)
    rows = [
        {"rule": rule, "file": file, "message": message, "count": many}
        for (rule, file, message), many in sorted(counted.items())
    ]
    return json.dumps({"version": 1, "findings": rows}, ensure_ascii=False, indent=2) + "\n"


def read_baseline(path: Path) -> Counter[Key]:
    """What that file holds back. Raises UnreadableError for anything that is not a baseline."""
    name = path.as_posix()
    try:
        if not path.is_file():
            raise UnreadableError(Mark(name), f"no such file; {_SHAPE}")
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
        if len(raw) > MAX_BYTES:
            raise UnreadableError(Mark(name), f"is larger than {MAX_BYTES >> 20} MiB")
        found = json.loads(raw.decode("utf-8"))
    except OSError as error:
        raise UnreadableError(Mark(name), f"cannot be read: {(error.strerror or str(error)).lower()}") from None
    except (ValueError, RecursionError):
        raise UnreadableError(Mark(name), f"is no JSON; {_SHAPE}") from None
    rows = found.get("findings") if isinstance(found, dict) and found.get("version") == 1 else None
    if not isinstance(rows, list) or not all(map(_is_row, rows)):
        raise UnreadableError(Mark(name), f"is no baseline; {_SHAPE}")
    known: Counter[Key] = Counter()
    for row in rows:
        known[row["rule"], row["file"], row["message"]] += row["count"]
    return known


def _is_row(row: object) -> bool:
    if not isinstance(row, dict) or row.keys() != {"rule", "file", "message", "count"}:
        return False
    many = row["count"]
    texts = all(isinstance(row[key], str) for key in ("rule", "file", "message"))
    return texts and isinstance(many, int) and not isinstance(many, bool) and 0 < many < 1_000_000
