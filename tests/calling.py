"""The command line called inside the test's own process: as the command, less the half second of its start."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from geodata.cli import main


@dataclass(frozen=True)
class Ended:
    """How a command ended: its exit status and both streams."""

    status: int
    out: str
    err: str

    @property
    def line(self) -> str:
        """The one line of an error, which is all that bad input may print on stderr."""
        assert self.status == 2, self
        assert "Traceback" not in self.err
        assert self.err.endswith("\n")
        assert self.err.count("\n") == 1, self.err
        assert self.err[:-1].isprintable(), "control characters must not reach a terminal"
        return self.err[:-1]


def call(capsys: pytest.CaptureFixture[str], *words: str | Path) -> Ended:
    """Run ``geodata`` with these words."""
    capsys.readouterr()
    with pytest.raises(SystemExit) as exit_:
        main([str(word) for word in words])
    out, err = capsys.readouterr()
    code = exit_.value.code
    assert code is None or isinstance(code, int), code
    return Ended(code or 0, out, err)
