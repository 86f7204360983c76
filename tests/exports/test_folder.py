"""An export takes the place of an earlier one as a whole, or leaves it alone."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from geodata.errors import UnwritableError, UsageError
from geodata.exports import FORMATS, export
from geodata.exports.folder import replaced

ROOT = Path(__file__).resolve().parents[2]


def content(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def old(shipped, tmp_path):
    """An earlier export, and what it held."""
    folder = tmp_path / "export"
    export(shipped.records, shipped.outcome, folder, formats=["csv"])
    return folder, content(folder)


def test_a_new_export_replaces_the_old_one_as_a_whole(shipped, old):
    folder, _ = old
    export(shipped.records, shipped.outcome, folder, formats=["geojson"])
    names = {path.name for path in folder.iterdir()}
    assert "claims.geojson" in names
    assert "claims.csv" not in names
    assert [path.name for path in folder.parent.iterdir()] == ["export"]


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), RuntimeError("bug"), KeyboardInterrupt()])
def test_whatever_goes_wrong_the_old_folder_stays(old, error):
    folder, before = old
    with pytest.raises((UnwritableError, RuntimeError, KeyboardInterrupt)), replaced(folder) as new:  # noqa: PT012
        (new / "half").write_text("x", encoding="utf-8")
        raise error
    assert content(folder) == before
    assert [path.name for path in folder.parent.iterdir()] == ["export"]


def test_nothing_but_an_export_is_replaced(shipped, tmp_path):
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "thesis.txt").write_text("years of work", encoding="utf-8")
    with pytest.raises(UsageError, match="holds something that is no export"):
        export(shipped.records, shipped.outcome, folder, formats=["csv"])
    assert (folder / "thesis.txt").read_text("utf-8") == "years of work"


def test_a_file_laid_into_an_export_is_not_lost(shipped, old):
    folder, _ = old
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match=r"notes\.txt is not part of the export"):
        export(shipped.records, shipped.outcome, folder, formats=["csv"])
    assert (folder / "notes.txt").read_text("utf-8") == "mine"


def test_an_empty_folder_and_a_link_to_one_are_filled(shipped, tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    export(shipped.records, shipped.outcome, tmp_path / "link", formats=["csv"])
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real" / "claims.csv").is_file()


def test_a_file_of_that_name_is_refused(shipped, tmp_path):
    (tmp_path / "export").write_text("x", encoding="utf-8")
    with pytest.raises(UsageError, match="is a file"):
        export(shipped.records, shipped.outcome, tmp_path / "export", formats=["csv"])


def test_other_people_may_read_what_the_umask_lets_them(shipped, tmp_path):
    export(shipped.records, shipped.outcome, tmp_path / "export", formats=["csv"])
    mask = os.umask(0o022)
    os.umask(mask)
    assert (tmp_path / "export").stat().st_mode & 0o777 == 0o777 & ~mask


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are POSIX's")
@pytest.mark.parametrize("name", [name for name in FORMATS if name != "parquet"])
def test_a_full_disk_is_one_line(old, tiny, name):
    """A file may grow to no more than 1 kB: what a full disk does to every writer."""
    folder, before = old
    program = (
        "import resource, signal, sys\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1024, 1024))\n"
        "from geodata.cli import main\nmain(sys.argv[1:])\n"
    )
    ran = subprocess.run(
        [sys.executable, "-B", "-c", program, "export", "--records", tiny, "--out", folder, "--format", name],
        cwd=ROOT,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert ran.returncode == 2, ran.stderr
    assert ran.stdout == ""
    assert len(ran.stderr.splitlines()) == 1, ran.stderr
    assert ran.stderr.startswith("geodata: cannot write ")
    assert content(folder) == before
    assert [path.name for path in folder.parent.iterdir()] == ["export"]


@pytest.fixture
def as_nobody():
    """Root may write anywhere: for one test it is someone who may not."""
    was = os.geteuid()
    if was == 0:
        os.seteuid(65534)
    yield
    os.seteuid(was)


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are POSIX's")
def test_a_folder_without_permission_is_one_line(shipped, as_nobody):
    with tempfile.TemporaryDirectory() as folder:
        locked = Path(folder) / "locked"
        locked.mkdir(mode=0o500)
        with pytest.raises(UnwritableError, match="permission denied; nothing was changed"):
            export(shipped.records, shipped.outcome, locked / "export", formats=["csv"])
        assert list(locked.iterdir()) == []


KILLED = {
    "while a table is written": "csv_format.csv.writer = die",
    "when all is written but the descriptor": "descriptor.write = die",
    "before the folders change places": "folder._put = die",
    "when they have changed places": "folder.shutil.rmtree = die",
}


@pytest.mark.skipif(sys.platform == "win32", reason="the signal is POSIX's")
@pytest.mark.parametrize("moment", KILLED)
def test_a_killed_export_leaves_a_whole_folder(old, tiny, moment):
    folder, before = old
    program = (
        "import os, signal, sys\n"
        "from geodata.exports import csv_format, descriptor, folder\n"
        "def die(*args, **options): os.kill(os.getpid(), signal.SIGKILL)\n"
        f"{KILLED[moment]}\n"
        "from geodata.cli import main\nmain(sys.argv[1:])\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, "export", "--records", tiny, "--out", folder, "--format", "csv,gpx"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert ran.returncode == -signal.SIGKILL, ran.stderr
    after = content(folder)
    if moment == "when they have changed places":
        assert "trip.gpx" in after
        assert after.keys() == {*json.loads(after["datapackage.json"])["geodata"]["files"], "datapackage.json"}
    else:
        assert after == before


def test_progress_runs_to_its_end_and_never_back(shipped, tmp_path):
    told = []
    export(
        shipped.records, shipped.outcome, tmp_path / "export", progress=lambda done, total: told.append((done, total))
    )
    assert told[0][0] == 0
    assert told == sorted(told)
    assert {total for _, total in told} == {told[-1][0]}
