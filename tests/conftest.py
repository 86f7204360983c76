"""What all tests share: the browser, the public schemas, the command, a Hypothesis that repeats itself."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parents[1]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")

TOOLS = ("datasette", "fastkml", "frictionless", "gpxpy", "lxml", "openpyxl", "pandas", "pyarrow", "pyogrio")

RunGeodata: TypeAlias = Callable[..., "subprocess.CompletedProcess[str]"]

settings.register_profile("house", derandomize=True, deadline=None, database=None)
settings.load_profile("house")


def _chromium() -> str | None:
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def _schemas() -> Path | None:
    folder = Path(os.environ.get("GEODATA_SCHEMAS") or ROOT.parent / "shared" / "conformance")
    return folder if folder.is_dir() else None


def _missing_tools() -> list[str]:
    return [name for name in TOOLS if importlib.util.find_spec(name) is None]


def pytest_configure(config: pytest.Config) -> None:
    """Say no at once where a browser or the data tools are required and are not there."""
    config.stash[_LEFT_OUT] = []
    if os.environ.get("GEODATA_REQUIRE_BROWSER") == "1" and _chromium() is None:
        raise pytest.UsageError(f"GEODATA_REQUIRE_BROWSER=1, but none of {', '.join(BROWSERS)} is on PATH")
    if os.environ.get("GEODATA_REQUIRE_TOOLS") == "1" and _missing_tools():
        raise pytest.UsageError(f"GEODATA_REQUIRE_TOOLS=1, but not installed: {', '.join(_missing_tools())}")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the tests that need what this machine lacks."""
    lacks = {
        "browser": None if _chromium() else f"none of {', '.join(BROWSERS)} is on PATH",
        "schemas": None if _schemas() else "no folder of public schemas; name one in GEODATA_SCHEMAS",
        "tools": f"not installed: {', '.join(_missing_tools())}" if _missing_tools() else None,
    }
    for marker, reason in lacks.items():
        out = [item for item in items if reason and item.get_closest_marker(marker)]
        if out:
            config.hook.pytest_deselected(items=out)
            config.stash[_LEFT_OUT].append(f"{len(out)} {marker} tests left out: {reason}")
            items[:] = [item for item in items if item not in out]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """One plain line for each kind of test that was left out."""
    for line in config.stash[_LEFT_OUT]:
        terminalreporter.write_line(line)


_LEFT_OUT = pytest.StashKey[list[str]]()


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser's program; for tests marked ``browser``."""
    found = _chromium()
    assert found, "a test that asks for chromium must be marked browser"
    return found


@pytest.fixture(scope="session")
def schemas() -> Path:
    """The folder of public schemas; for tests marked ``schemas``."""
    found = _schemas()
    assert found, "a test that asks for schemas must be marked schemas"
    return found


@pytest.fixture(scope="session")
def git_files() -> list[str]:
    """Every file that git holds or would take, sorted, relative to the repository."""
    git = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert git.returncode == 0, f"the list of files comes from git: {git.stderr}"
    return sorted(set(git.stdout.split("\0")) - {""})


@pytest.fixture(scope="session")
def run_geodata() -> RunGeodata:
    """``run_geodata("check", "routes", cwd=...)``: the command in a process of its own, both streams as text.

    Keywords go to ``subprocess.run``; ``env`` is added to the environment, not put in its place.
    """

    def run(*args: str | Path, env: dict[str, str] | None = None, **kw: Any) -> subprocess.CompletedProcess[str]:
        if "input" not in kw:
            kw.setdefault("stdin", subprocess.DEVNULL)
        return subprocess.run(
            [sys.executable, "-m", "geodata", *map(str, args)],
            # The tests speak to this tree, from whatever folder the command is started.
            env=os.environ | {"PYTHONPATH": str(ROOT)} | (env or {}),
            capture_output=True,
            check=False,
            encoding="utf-8",
            timeout=300,
            **kw,
        )

    return run
