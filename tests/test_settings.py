"""What a project asks for in its own TOML."""

from __future__ import annotations

from pathlib import Path

import pytest

from geodata.errors import UnreadableError
from geodata.settings import configured_records


def refused(folder):
    with pytest.raises(UnreadableError) as caught:
        configured_records(folder)
    line = str(caught.value)
    assert "\n" not in line
    return line


def test_none_is_asked_for(tmp_path):
    assert configured_records(tmp_path) is None
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "x"\n[tool.other]\nrecords = "r"\n')
    assert configured_records(tmp_path) is None
    (tmp_path / "geodata.toml").write_text("")
    assert configured_records(tmp_path) is None


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("geodata.toml", 'records = "trips/ours"'),
        ("pyproject.toml", '[tool.geodata]\nrecords = "trips/ours"'),
        ("pyproject.toml", 'tool.geodata.records = "trips/ours"'),
    ],
)
def test_the_folder_is_named(tmp_path, name, text):
    (tmp_path / name).write_text(text)
    assert configured_records(tmp_path) == Path("trips/ours")


def test_geodata_toml_comes_before_pyproject(tmp_path):
    (tmp_path / "pyproject.toml").write_text('[tool.geodata]\nrecords = "theirs"')
    (tmp_path / "geodata.toml").write_text('records = "ours"')
    assert configured_records(tmp_path) == Path("ours")
    (tmp_path / "geodata.toml").write_text("")
    assert configured_records(tmp_path) == Path("theirs")


@pytest.mark.parametrize(
    "value", ['"../theirs"', '"/etc"', '"a/../../b"', '"a\\u0000b"', "3", "true", '["a"]', "{a = 1}"]
)
def test_a_folder_outside_or_no_folder_at_all(tmp_path, value):
    (tmp_path / "geodata.toml").write_text(f"records = {value}")
    line = refused(tmp_path)
    assert line.startswith("geodata.toml:1:1: ")
    assert 'such as "routes"' in line


def test_a_link_that_leads_outside(tmp_path):
    here = tmp_path / "here"
    here.mkdir()
    (here / "routes").symlink_to(tmp_path, target_is_directory=True)
    (here / "geodata.toml").write_text('records = "routes"')
    refused(here)


@pytest.mark.parametrize("raw", [b"records = ", b"[", b'records = "a"\nrecords = "b"', b"\xff\xfe", b"a = 1\r\rb"])
def test_no_toml(tmp_path, raw):
    (tmp_path / "geodata.toml").write_bytes(raw)
    assert refused(tmp_path).startswith("geodata.toml:1:1: cannot be read as TOML")


@pytest.mark.parametrize("text", ['[tool]\ngeodata = "x"', "tool.geodata = [1]", "tool.geodata.records = 1"])
def test_tables_that_are_none(tmp_path, text):
    (tmp_path / "pyproject.toml").write_text(text)
    assert refused(tmp_path).startswith("pyproject.toml:1:1: ")


@pytest.mark.parametrize("text", ["tool = 3", "tool = []", "[tool.geodata]"])
def test_a_project_that_says_nothing_of_geodata(tmp_path, text):
    (tmp_path / "pyproject.toml").write_text(text)
    assert configured_records(tmp_path) is None


def test_brackets_without_end(tmp_path):
    (tmp_path / "geodata.toml").write_text("a = " + "[" * 100_000)
    assert "cannot be read as TOML" in refused(tmp_path)


def test_a_folder_of_that_name_is_no_file(tmp_path):
    (tmp_path / "geodata.toml").mkdir()
    assert configured_records(tmp_path) is None
