"""What is shipped is what git holds; versions and citation agree; the package starts lightly."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import jsonschema
import pytest
import yaml

import geodata

ROOT = Path(__file__).resolve().parents[1]
SHIPPED = ("geodata/", "routes/", "tests/")
NOT_IN_THE_WHEEL = ("geodata/pages/basemap_build/", "geodata/ground/countries_build/")


def _build(out: Path, *kinds: str) -> Path:
    built = subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), *kinds, str(ROOT)],
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert built.returncode == 0, built.stdout + built.stderr
    return out


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist, and with the wheel that was built from it."""
    return _build(tmp_path_factory.mktemp("packages"))


def _wheel_names(folder: Path) -> list[str]:
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return archive.namelist()


def _in_wheel(name: str) -> str:
    return "geodata/_routes/" + name.removeprefix("routes/") if name.startswith("routes/") else name


def test_the_wheel_holds_what_git_holds_of_geodata_and_routes(git_files, packages):
    kept = [name for name in git_files if not name.startswith(NOT_IN_THE_WHEEL)]
    expected = {_in_wheel(name) for name in kept if name.startswith(("geodata/", "routes/"))}
    names = _wheel_names(packages)
    found = {name for name in names if ".dist-info/" not in name}
    assert len(names) == len(set(names))
    for ending in (".py", ".yaml"):
        assert {name for name in found if name.endswith(ending)} == {n for n in expected if n.endswith(ending)}
    assert found == expected
    assert not any(name.startswith("geodata/_routes/") for name in git_files), "routes/ has one home"


def test_the_sdist_holds_what_git_holds(git_files, packages):
    (sdist,) = packages.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        found = {member.name.partition("/")[2] for member in archive.getmembers() if member.isfile()}
    assert found - set(git_files) == {"PKG-INFO"}
    assert {n for n in found if n.startswith(SHIPPED)} == {n for n in git_files if n.startswith(SHIPPED)}
    assert {"README.md", "LICENSE", "LICENSE-DATA", "CITATION.cff", "Makefile", "requirements-dev.txt"} <= found
    assert not any(name.startswith("maps/") for name in found)


def test_the_tree_and_the_sdist_give_the_same_wheel(packages, tmp_path):
    (from_sdist,) = packages.glob("*.whl")
    (from_tree,) = _build(tmp_path, "--wheel").glob("*.whl")
    assert from_tree.name == from_sdist.name
    assert from_tree.read_bytes() == from_sdist.read_bytes()


def test_the_wheel_answers_on_its_own(packages, tmp_path):
    (wheel,) = packages.glob("*.whl")
    answer = subprocess.run(
        [sys.executable, "-m", "geodata", "--version"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(wheel)},
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    assert answer.stdout == f"geodata {geodata.__version__}\n"


def test_version_is_answered_before_anything_heavy(run_geodata):
    answer = run_geodata("--version")
    assert (answer.returncode, answer.stdout, answer.stderr) == (0, f"geodata {geodata.__version__}\n", "")


def test_the_public_names_are_found_and_no_others():
    assert set(dir(geodata)) == set(geodata.__all__)
    for name in geodata.__all__:
        assert getattr(geodata, name)
    with pytest.raises(AttributeError, match="no attribute 'chek'"):
        geodata.chek  # noqa: B018 - looking is the test


def test_pins_name_no_place_and_carry_hashes():
    for file in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / file).read_text("utf-8")
        entries = [entry for entry in text.replace("\\\n", " ").splitlines() if not entry.startswith("#")]
        assert entries
        for entry in entries:
            name, *hashes = entry.split()
            assert "==" in name
            assert hashes
            assert all(part.startswith("--hash=sha256:") for part in hashes), entry


def test_the_developers_pins_hold_those_of_the_users():
    users = (ROOT / "requirements.txt").read_text("utf-8").splitlines()
    developers = (ROOT / "requirements-dev.txt").read_text("utf-8").splitlines()
    assert {line for line in users if "==" in line} <= {line for line in developers if "==" in line}


def test_citation_and_changelog_name_this_version():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert citation["version"] == geodata.__version__
    assert f"## {geodata.__version__}" in (ROOT / "CHANGELOG.md").read_text("utf-8")


@pytest.mark.schemas
def test_citation_is_valid(schemas):
    schema = json.loads((schemas / "cff-1.2-schema.json").read_text("utf-8"))
    jsonschema.validate(yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8")), schema)
