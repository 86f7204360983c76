"""What a project asks for in its own TOML."""

from __future__ import annotations

from pathlib import Path

import pytest

from geodata.errors import Mark, UnreadableError
from geodata.settings import configured_records, read_settings


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


def test_everything_a_project_may_ask_for(tmp_path):
    (tmp_path / "geodata.toml").write_text(
        'records = "trips"\nselect = ["str", "XCL001"]\nignore = ["STR010"]\nfail-on = "warning"\n'
        'policy = "ours.yaml"\nbaseline = "known.json"\nlevels = {prv001 = "warning", TIM = "off"}\n'
    )
    found = read_settings(tmp_path)
    assert (found.records, found.policy, found.baseline) == (Path("trips"), Path("ours.yaml"), Path("known.json"))
    assert (found.select, found.ignore, found.fail_on) == (("STR", "XCL001"), ("STR010",), "warning")
    assert found.levels == {"PRV001": "warning", "TIM": "off"}
    assert found.places["fail-on"] == Mark("geodata.toml", 4, 1)


def test_a_key_of_geodata_toml_goes_before_the_same_one_of_pyproject(tmp_path):
    (tmp_path / "pyproject.toml").write_text('[tool.geodata]\nselect = ["STR"]\nfail-on = "never"\n')
    (tmp_path / "geodata.toml").write_text('select = ["XCL"]\n')
    found = read_settings(tmp_path)
    assert (found.select, found.fail_on) == (("XCL",), "never")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('\nselects = ["STR"]', '2:1: unknown key "selects"; did you mean select?'),
        ('plugins = ["x"]', 'unknown key "plugins"; known are records, select'),
        ('output = "x"', 'unknown key "output"; known are'),
        ('fail-on = "warn"', 'fail-on must be one of error, warning, never; did you mean "warning"?'),
        ("fail-on = 3", "fail-on must be one of"),
        ('select = "STR"', "select must be a list of codes"),
        ("ignore = [1]", "ignore must be a list of codes"),
        ('levels = ["STR"]', "levels must be a table"),
        ('levels = {STR = "eror"}', 'levels.STR must be one of error, warning, info, off; did you mean "error"?'),
        ("[levels]\nSTR = 1", "1:1: levels.STR must be one of"),
        ('policy = "../policy.yaml"', 'policy must name a file inside this one, such as "policy.yaml"'),
        ('baseline = "/etc/passwd"', "baseline must name a file inside this one"),
        ('baseline = ""', "baseline must name a file"),
        (f"records = {'9' * 5000}", "cannot be read as TOML"),
        ("records = 1e999", "records must name a folder"),
        ("x" * 2000 + " = 1", "unknown key"),
    ],
)  # fmt: skip
def test_what_is_not_known_is_refused_with_the_nearest(tmp_path, text, says):
    (tmp_path / "geodata.toml").write_text(text)
    line = refused(tmp_path)
    assert says in line
    assert len(line) < 400


def test_a_file_that_goes_on_and_on(tmp_path):
    (tmp_path / "geodata.toml").write_text("#" * (2 << 20))
    assert "larger than 1 MiB" in refused(tmp_path)
