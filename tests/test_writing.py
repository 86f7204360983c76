"""Files are written whole or not at all."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from geodata.errors import UnwritableError
from geodata.writing import stale_files, write_files

AS_ROOT = sys.platform != "win32" and os.geteuid() == 0


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below the folder."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def refused(folder, files):
    with pytest.raises(UnwritableError) as caught:
        write_files(folder, files)
    line = str(caught.value)
    assert "\n" not in line
    assert line.endswith("nothing was changed")
    return line


def test_folders_are_made_and_text_is_utf_8_with_plain_newlines(tmp_path):
    out = tmp_path / "a" / "b"
    write_files(out, {"page.html": "평양\n2½\n", "embed/page.html": ""})
    assert tree(out) == {"page.html": "평양\n2½\n".encode(), "embed/page.html": b""}


def test_old_files_are_replaced_and_others_left_alone(tmp_path):
    (tmp_path / "page.html").write_text("old")
    (tmp_path / "mine.txt").write_text("mine")
    write_files(tmp_path, {"page.html": "new"})
    assert tree(tmp_path) == {"mine.txt": b"mine", "page.html": b"new"}


def test_nothing_to_write_makes_nothing(tmp_path):
    write_files(tmp_path / "out", {})
    assert list(tmp_path.iterdir()) == []


def test_a_file_where_a_folder_should_be(tmp_path):
    (tmp_path / "out").write_text("a file")
    assert (tmp_path / "out").as_posix() in refused(tmp_path / "out", {"page.html": "new"})
    assert tree(tmp_path) == {"out": b"a file"}


def test_the_last_file_cannot_be_written_so_none_is(tmp_path):
    (tmp_path / "one.html").write_text("old")
    (tmp_path / "embed").write_text("in the way")
    refused(tmp_path, {"one.html": "new", "two.html": "new", "embed/one.html": "new"})
    assert tree(tmp_path) == {"embed": b"in the way", "one.html": b"old"}


def test_a_name_too_long_for_the_disk(tmp_path):
    refused(tmp_path, {"one.html": "new", "x" * 300: "new"})
    assert tree(tmp_path) == {}


def test_a_folder_stands_where_the_file_should_be(tmp_path):
    (tmp_path / "page.html").mkdir()
    assert "page.html" in refused(tmp_path, {"one.html": "new", "page.html": "new"})
    assert tree(tmp_path) == {}


@pytest.mark.skipif(sys.platform == "win32", reason="has no pipes in folders")
def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_files(tmp_path, {"pipe": "½\n"})
        assert os.read(reader, 100) == "½\n".encode()
    finally:
        os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_name_that_no_disk_can_hold(tmp_path):
    refused(tmp_path, {"one.html": "new", "a\0b": "new"})
    assert tree(tmp_path) == {}


def test_text_that_is_no_utf_8_leaves_nothing_behind(tmp_path):
    refused(tmp_path, {"one.html": "new", "two.html": "\ud800"})
    assert tree(tmp_path) == {}


@pytest.mark.skipif(AS_ROOT, reason="root may write anywhere")
def test_a_folder_without_permission(tmp_path):
    tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        assert "permission denied" in refused(tmp_path, {"page.html": "new"})
    finally:
        tmp_path.chmod(stat.S_IRWXU)
    assert tree(tmp_path) == {}


def test_stale_files(tmp_path):
    files = {"same.html": "평양\n", "changed.html": "new", "missing.html": "", "folder": "text"}
    write_files(tmp_path, {"same.html": "평양\n", "changed.html": "old", "more.html": "not asked about"})
    (tmp_path / "folder").mkdir()
    assert stale_files(tmp_path, files) == ("changed.html", "missing.html", "folder")
    assert stale_files(tmp_path / "nowhere", {"a": ""}) == ("a",)


def test_other_newlines_are_stale(tmp_path):
    (tmp_path / "page.html").write_bytes(b"a\r\n")
    assert stale_files(tmp_path, {"page.html": "a\n"}) == ("page.html",)


def test_what_was_written_is_fresh(tmp_path):
    files = {"page.html": "a\r\nb\n", "embed/page.html": "½"}
    write_files(tmp_path, files)
    assert stale_files(tmp_path, files) == ()


@pytest.mark.skipif(sys.platform == "win32", reason="no modes of files here")
def test_a_file_that_is_replaced_stays_as_private_as_it_was(tmp_path):
    page = tmp_path / "page.html"
    page.write_text("old")
    page.chmod(0o600)
    write_files(tmp_path, {"page.html": "new"})
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
