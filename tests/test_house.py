"""The house rules that no linter knows: see "The house" in pyproject.toml."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted((ROOT / "geodata").rglob("*.py"))
LONGEST = 300

# In pieces, so that this file does not hold what it forbids.
REGISTRIES = "|".join(
    re.escape(name + "." + end)
    for name, end in [
        ("py" + "pi", "org"),
        ("python" + "hosted", "org"),
        ("npm" + "js", "org"),
        ("npm" + "js", "com"),
        ("yarn" + "pkg", "com"),
        ("ana" + "conda", "org"),
        ("proxy.go" + "lang", "org"),
    ]
)
# A path that starts at a machine's root; the same word inside an address is no machine's.
MACHINES = ["wo" + "rk", "ro" + "ot", "tm" + "p", "ho" + "me", "Us" + "ers"]
MACHINE_PATH = r"(?<![\w./~%-])/(?:" + "|".join(MACHINES) + ")/"
UNFINISHED = r"\b(?:TO" + "DO|FIX" + r"ME)\b"


@pytest.mark.parametrize(
    "pattern", [REGISTRIES, MACHINE_PATH, UNFINISHED], ids=["package registry", "machine path", "unfinished work"]
)
def test_no_file_names_a(pattern, git_files):
    for name in git_files:
        raw = (ROOT / name).read_bytes()
        if b"\0" in raw:
            continue
        for number, line in enumerate(raw.decode("utf-8").splitlines(), 1):
            found = re.search(pattern, line)
            assert not found, f"{name}:{number}: {found[0]}"


def test_imports_run_downward_only():
    lint = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache", "--no-logo"],
        cwd=ROOT,
        env=os.environ | {"PYTHONUTF8": "1"},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert lint.returncode == 0, lint.stdout + lint.stderr


def _imported(module: Path) -> set[str]:
    """The packages that a module imports, wherever in it."""
    tree = ast.walk(ast.parse(module.read_bytes()))
    names: set[str] = set()
    for node in tree:
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module)
    return {name.partition(".")[0] for name in names}


def test_each_library_stays_in_its_place():
    ruff = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["ruff"]["lint"]
    places = {name: entry["msg"] for name, entry in ruff["flake8-tidy-imports"]["banned-api"].items()}
    for module in MODULES:
        path = module.relative_to(ROOT).as_posix()
        for library in _imported(module) & places.keys():
            place = places[library].removeprefix("only in ")
            assert path.startswith(place), f"{path} imports {library}: {places[library]}"


def test_no_module_is_two_ideas():
    long = {m.relative_to(ROOT).as_posix(): n for m in MODULES if (n := len(m.read_bytes().splitlines())) > LONGEST}
    assert not long


def test_every_module_says_what_it_is():
    assert [m for m in MODULES if not ast.get_docstring(ast.parse(m.read_bytes()))] == []


def _loaded(*command: str) -> set[str]:
    """The packages that Python loads for a command."""
    ran = subprocess.run(
        [sys.executable, "-X", "importtime", *command], cwd=ROOT, capture_output=True, check=False, encoding="utf-8"
    )
    assert ran.returncode == 0, ran.stderr[-2000:]
    names = re.findall(r"^import time:.*\| *(\S+)$", ran.stderr, re.MULTILINE)
    return {name.partition(".")[0] for name in names}


def test_help_starts_without_maps_solver_or_geometry():
    loaded = _loaded("-m", "geodata", "--help")
    assert "typer" in loaded
    assert not loaded & {"branca", "folium", "geopy", "highspy", "jinja2", "numpy", "shapely"}


@pytest.mark.parametrize("command", [("-c", "import geodata"), ("-m", "geodata", "--version")])
def test_the_package_starts_alone(command):
    assert not _loaded(*command) & {"pydantic", "typer", "yaml", "geopy", "folium", "highspy", "numpy", "shapely"}
