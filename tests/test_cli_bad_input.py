"""Bad input gets one clear line and exit status 2, never a traceback and never half a file."""

import contextlib
import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from geodata.errors import UnwritableError
from geodata.writing import write_files
from tests import own
from tests.calling import call

ROOT = Path(__file__).resolve().parents[1]
ASK = ("ask", "Pyongyang", "Beijing")
COMMANDS = ["check", "ask", "distance", "map", "schema"]
ESCAPE = "\x1b[31mred\x07\x9b\u202e\r\n"
HUGE = "x" * 100_000


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An empty folder to stand in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


# Words on the command line: what is said, in part


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Missing command"),
        (("fly",), "No such command 'fly'"),
        (("--fast",), "No such option: --fast"),
        ((*ASK, "60 km/h", "--fast"), "No such option: --fast"),
        ((*ASK, "60 km/h", "--format", "xml"), "'xml' is not one of 'text', 'json'"),
        ((*ASK, "60 km/h", "--by", "balloon"), "'balloon' is not one of 'rail', 'road', 'air', 'sea'"),
        ((*ASK, "60 km/h", "--speed-role", "warp"), "'warp' is not one of 'average'"),
        ((*ASK, "--speed"), "'--speed' requires an argument"),
        (("check", "--format", "xml"), "'xml' is not one of"),
        (("check", "--fail-on", "boredom"), "'boredom' is not one of 'error', 'warning', 'never'"),
        (("check", "--select", "XCL0001"), "no rule XCL0001; did you mean XCL001 or "),
        (("check", "--ignore", "XCL001,QQQ"), "no rule QQQ; families are STR, "),
        (("check", "--as-of", "yesterday"), '"yesterday" is no day; write YYYY-MM-DD'),
        (("check", "--as-of", "2025-02-30"), '"2025-02-30" is no day'),
        (("distance", "Pyongyang"), "Missing argument 'TO'"),
        (("distance", "Pyongyang", "Beijing", "--on", "20250901"), '"20250901" is no day'),
        (("distance", "Pyongyang", "Pyongyang"), "Pyongyang is where it starts and where it ends"),
        (("distance", "Pyongyang", "Beijing", "--via", "Atlantis"), 'unknown place "Atlantis"'),
        (("map", "nowhere-1999"), 'no journey "nowhere-1999" on record; known are beijing-2000, '),
        (("schema", "extra"), "unexpected extra argument"),
    ],
)
def test_a_word_that_does_not_fit(capsys, words, said):
    assert said in call(capsys, *words).line


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "needs two places"),
        (("Pyongyang",), "needs two places"),
        (("Pyongyang", "Beijing"), "needs at least one claim"),
        (("Pyongyang", "Beijing", "50"), '"50" has no unit'),
        (("Pyongyang", "Beijing", "--speed", "50"), '"50" has no unit; a speed is in km/h'),
        (("Pyongyang", "Beijing", "50 parsecs"), 'no unit "parsecs"'),
        (("Pyongyang", "Beijing", "50 km/hh"), "did you mean km/h"),
        (("Pyongyang", "Beijing", "fast"), "fast"),
        (("Pyongyang", "Beijing", "0 km/h"), '"0 km/h": must be above 0'),
        (("Pyongyang", "Beijing", "-5 km/h"), '"-5 km/h": must be above 0'),
        (("Pyongyang", "Beijing", "--duration", "-5 h"), '"-5 h": must be above 0'),
        (("Pyongyang", "Beijing", "NaN km/h"), "NaN km/h"),
        (("Pyongyang", "Beijing", "inf h"), "inf h"),
        (("Pyongyang", "Beijing", "1e999 km/h"), 'cannot read "1e999 km/h" as a number'),
        (("Pyongyang", "Beijing", "99999999 km/h"), "is beyond 40,000 km/h"),
        (("Pyongyang", "Beijing", "1.364 km"), "can be 1364 or 1.364"),
        (("Pyongyang", "Beijing", "20-16 hours"), "the range runs backwards"),
        (("Pyongyang", "Beijing", "perhaps 20 hours"), 'no hedge "perhaps" in the policy'),
        (("Pyongyang", "Beijing", "--duration", "60 km/h"), "is a speed, not a duration"),
        (("Pyongyang", "Beijing", ""), 'no number in ""'),
        (("", "Beijing", "60 km/h"), 'unknown place ""'),
        (("Pyongyang", "Beijing", "--speed", ""), 'no number in ""'),
        (("Pyongyang", "Beijing", "--left", ""), 'cannot read the time ""'),
        (("Pyongyang", "Beijing", "--left", "2025-09-01", "--zone", ""), 'no IANA time zone ""'),
        (("Pyongyang", "Beijing", "--left", "2025-09-01", "--zone", "../../etc/passwd"), "no IANA time zone"),
        (("Pyongyang", "Beijing", "--left", "2025-02-30"), "there is no day 2025-02-30"),
        (("Pyongyang", "Beijing", "--left", "2025-09-01 25:00"), "25:00 is no time of the day"),
        (("Pyongyang", "Beijing", "--left", "2025-09-01 at dawn-ish"), "known words are"),
        (("39,125", "40,116", "--left", "Tuesday 2025-09-01"), "2025-09-01 is a Monday"),
        (("Pyongyang", "Beijing", "--left", "about 2025-09-01"), "does not say how far from that day"),
        (("Pyongyang", "Beijing", "--left", "2025-09-01 midnight"), "00:00 or 24:00"),
        (("Pyongyang", "Beijing", "60 km/h (47 mph)"), "the first number is 37.3 mph"),
        (("Pyongyang", "Beijing", "several hours"), "names no number"),
        (("Pyongyang", "Pyongyang", "60 km/h"), "give --ground-km LOW-HIGH for a round trip"),
        (("Pyongyang", "Beijing", "60 km/h", "--ground-km", ""), "--ground-km is empty"),
        (("Pyongyang", "Beijing", "60 km/h", "--ground-km", "1400-1300"), "the range runs backwards"),
        (("Pyongyang", "Beijing", "60 km/h", "--ground-km", "0"), "must be above 0"),
        (("Pyongyang", "Beijing", "60 km/h", "--ground-km", "-5"), "must be above 0"),
        (("Pyongyang", "Beijing", "60 km/h", "--ground-km", "nan"), "as a number"),
        (("Pyongyang", "Beijing", "60 km/h", "--ground-km", "20 h"), "is a duration, not a distance"),
        (("91,125.7", "Beijing", "60 km/h"), '"91,125.7": latitude 91 is outside -90 to 90 degrees'),
        (("-90.5,125.7", "Beijing", "60 km/h"), "latitude -90.5 is outside"),
        (("39,181", "Beijing", "60 km/h"), '"39,181": longitude 181 is outside -180 to 180 degrees'),
        (("nan,125", "Beijing", "60 km/h"), "latitude nan is outside"),
        (("39,inf", "Beijing", "60 km/h"), "longitude inf is outside"),
        (("1e999,0", "Beijing", "60 km/h"), "latitude inf is outside"),
        (("Pyongyang", "Beijing", "60 km/h", "--from", "Dandong", "--to", "Beijing"), "Pyongyang"),
    ],
)
def test_a_question_that_cannot_be_read(capsys, words, said):
    assert said in call(capsys, "ask", *words).line


def test_an_unknown_place_comes_with_the_nearest_known_names(capsys):
    line = call(capsys, "ask", "Pyonyang", "Beijing", "60 km/h").line
    assert 'unknown place "Pyonyang"' in line
    assert "Pyongyang" in line
    assert "LAT,LON" in line


@pytest.mark.parametrize(
    "words",
    [
        (HUGE,),
        ("ask", HUGE, "Beijing", "60 km/h"),
        (*ASK, HUGE),
        (*ASK, "9" * 100_000 + " km/h"),
        (*ASK, "60 km/h", "--by", HUGE),
        (*ASK, "60 km/h", "--left", HUGE),
        (*ASK, "60 km/h", "--left", "2025-09-01", "--zone", HUGE),
        (*ASK, "60 km/h", "--ground-km", HUGE),
        (*ASK, "60 km/h", "--records", HUGE),
        (*ASK, "60 km/h", "--policy", HUGE),
        ("check", HUGE),
        ("check", "--select", HUGE),
        ("check", "--as-of", HUGE),
        ("check", "--output", HUGE),
        ("distance", "Pyongyang", "Beijing", "--via", HUGE),
        ("map", HUGE),
    ],
    ids=lambda words: " ".join(word[:10] for word in words),
)
def test_a_hundred_kilobytes_are_not_repeated(capsys, here, words):
    assert len(call(capsys, *words).line) < 2_000
    assert list(here.iterdir()) == []


@pytest.mark.parametrize(
    "words",
    [
        (ESCAPE,),
        (f"--{ESCAPE}",),
        ("ask", ESCAPE, "Beijing", "60 km/h"),
        (*ASK, f"60 {ESCAPE}"),
        (*ASK, f"{ESCAPE} 60 km/h"),
        (*ASK, "60 km/h", "--by", ESCAPE),
        (*ASK, "60 km/h", "--left", ESCAPE),
        (*ASK, "60 km/h", "--left", f"2025-09-01 {ESCAPE}"),
        (*ASK, "60 km/h", "--left", "2025-09-01", "--zone", ESCAPE),
        (*ASK, "60 km/h", "--records", ESCAPE),
        (*ASK, "60 km/h", "--policy", ESCAPE),
        ("check", ESCAPE),
        ("check", "--select", ESCAPE),
        ("check", "--as-of", ESCAPE),
        ("map", ESCAPE),
    ],
    ids=lambda words: " ".join(ascii(word)[1:12] for word in words),
)
def test_a_terminal_gets_no_control_characters(capsys, here, words):
    assert "\x1b" not in call(capsys, *words).line  # and nothing else that `line` finds unprintable


def test_a_name_that_is_taken_as_it_comes_is_shown_without_control_characters(capsys):
    ended = call(capsys, "ask", ESCAPE, ESCAPE, "60 km/h", "20 hours", "--ground-km", "1300")
    assert ended.status == 0
    assert all(line.isprintable() for line in ended.out.splitlines())


# Files: what is wrong with them, and how the one line goes on after file, line and column


def bomb():
    letters = "abcdefghijkl"
    rows = [f"a: &a [{', '.join('x' * 9)}]"]
    rows += [f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]" for a, b in pairwise(letters)]
    return "\n".join(rows).encode()


BROKEN = {
    "unclosed bracket": (b"schema: 1\ntitle: [a\n", ":2:8: not YAML: "),
    "not UTF-8": (b"schema: 1\ntitle: \xff\xfe\n", ":2:8: not UTF-8: byte 0xff"),
    "10 MB": (b"a" * 10_000_000, ":1:1: the file is larger than 1 MiB"),
    "alias bomb": (bomb(), "aliases unfold to more than"),
    "100,000 brackets": (b"title: " + b"[" * 100_000 + b"]" * 100_000, "nested more than 32 deep"),
    "100,000 braces": (b"title: " + b"{a: " * 100_000, "nested more than 32 deep"),
    "empty": (b"", ":1:1: the file is empty"),
    "NUL": (b"schema: 1\ntitle: \0\n", ":2:8: U+0000 is a control character"),
    "hidden direction": ("schema: 1\ntitle: a\u202eb\n".encode(), ":2:9: U+202E changes the direction of writing"),
    "no schema": (b"title: A trip\n", ':1:1: missing key "schema"'),
    "list": (b"- a\n- b\n", ":1:1: "),
    "unknown key": (b"schema: 1\ntitle: A trip\ncolour: red\n", ':3:1: unknown key "colour"'),
    "twice": (b"schema: 1\ntitle: A\ntitle: B\n", ":3:1: "),
    "tag": (b"schema: 1\ntitle: !!python/object:os.system x\n", ":2:8: "),
}


@pytest.mark.parametrize(("raw", "said"), BROKEN.values(), ids=BROKEN)
@pytest.mark.parametrize("command", [("check",), (*ASK, "60 km/h")], ids=["check", "ask"])
def test_a_file_that_is_no_record(capsys, here, command, raw, said):
    (here / "mine/trip").mkdir(parents=True)
    (here / "mine/trip/journey.yaml").write_bytes(raw)
    line = call(capsys, *command, "--records", "mine").line
    assert line.startswith("mine/trip/journey.yaml:")
    assert said in line


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("nowhere", "nowhere:1:1: no such file or folder"),
        ("nowhere/trip/journey.yaml", "nowhere/trip/journey.yaml:1:1: no such file or folder"),
        ("empty", "empty:1:1: no records in this folder; they are named places.yaml"),
        ("loose.yaml", "loose.yaml:1:1: not a record by its place"),
        ("notes.txt", "notes.txt:1:1: record files end in .yaml"),
        ("", "is empty"),
    ],
)
@pytest.mark.parametrize("flag", [False, True])
def test_a_path_without_records(capsys, here, path, said, flag):
    (here / "empty").mkdir()
    own.write(here / "other", "schema: [")  # nobody asked for this one
    for name in ("loose.yaml", "notes.txt"):
        (here / name).write_text("schema: 1\n", "utf-8")
    ended = call(capsys, "check", *(["--records"] if flag else []), path)
    assert said in ended.line


@pytest.mark.parametrize("command", [("map",), (*ASK, "60 km/h"), ("distance", "Pyongyang", "Beijing")])
def test_records_nowhere(capsys, here, command):
    assert call(capsys, *command, "--records", "nowhere").line == "nowhere:1:1: no such file or folder"
    assert list(here.iterdir()) == []


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (None, "policy.yaml:1:1: cannot be read: no such file or directory"),
        (b"schema: [", "policy.yaml:1:10: not YAML"),
        (b"\xff", "policy.yaml:1:1: not UTF-8"),
        (b"- a", "policy.yaml:1:1: "),
    ],
)
@pytest.mark.parametrize("command", [("check",), (*ASK, "60 km/h"), ("map",)], ids=["check", "ask", "map"])
def test_a_policy_that_is_missing_or_broken(capsys, here, command, raw, said):
    if raw is not None:
        (here / "policy.yaml").write_bytes(raw)
    assert said in call(capsys, *command, "--policy", "policy.yaml").line


@pytest.mark.parametrize(
    ("name", "raw", "said"),
    [
        ("pyproject.toml", b"[tool.geodata", "pyproject.toml:1:1: cannot be read as TOML"),
        ("pyproject.toml", b"\xff", "pyproject.toml:1:1: cannot be read as TOML"),
        ("pyproject.toml", b'[tool.geodata]\nrecords = "../outside"', "records must name a folder inside this one"),
        ("pyproject.toml", b'[tool.geodata]\nrecords = "/"', "records must name a folder inside this one"),
        ("pyproject.toml", b"[tool.geodata]\nrecords = 3", "records must name a folder inside this one"),
        ("pyproject.toml", b'tool = {geodata = "routes"}', "tool.geodata must be a table"),
        ("geodata.toml", b'records = ["routes"]', "geodata.toml:1:1: records must name a folder inside this one"),
        ("geodata.toml", b'records = "gone"', "gone:1:1: no such file or folder"),
    ],
)
@pytest.mark.parametrize("command", [("check",), (*ASK, "60 km/h")], ids=["check", "ask"])
def test_a_project_file_that_asks_for_what_cannot_be(capsys, here, command, name, raw, said):
    (here / name).write_bytes(raw)
    assert said in call(capsys, *command).line


@pytest.mark.parametrize("raw", [b"tool = 3", b"[tool.other]", b"[project]", b""])
def test_a_project_file_that_asks_for_nothing_is_none_of_our_business(capsys, here, raw):
    (here / "pyproject.toml").write_bytes(raw)
    assert call(capsys, *ASK, "60 km/h", "20 hours").status == 0


def test_a_leg_that_ends_where_it_starts_is_no_crash(capsys, here):
    own.write(Path("mine"), journey=own.JOURNEY.replace("to: beijing", "to: pyongyang"))
    ended = call(capsys, "check", "--records", "mine")
    assert ended.status in {0, 1}
    assert ended.err == ""


# Files that cannot be written


@pytest.mark.parametrize(
    "words",
    [
        ("check", "--records", "mine", "--output", "file/found.txt"),
        ("check", "--records", "mine", "--output", "file/deep/found.txt"),
        ("check", "--records", "mine", "--output", "mine"),
        ("map", "--records", "mine", "--out", "file"),
        ("map", "--records", "mine", "--out", "file/maps"),
    ],
)
def test_a_place_that_cannot_be_written(capsys, here, words):
    own.write(here / "mine", own.REVIEWED)
    (here / "file").write_text("kept", "utf-8")
    before = sorted(here.rglob("*"))
    line = call(capsys, *words).line
    assert line.startswith(f"geodata: cannot write {words[-1]}")
    assert line.endswith("nothing was changed")
    assert sorted(here.rglob("*")) == before
    assert (here / "file").read_text("utf-8") == "kept"


@pytest.mark.parametrize("words", [("check", "--output", ""), ("map", "--out", ""), (*ASK, "60 km/h", "--policy", "")])
def test_an_empty_path_is_a_slip_not_this_folder(capsys, here, words):
    assert f"'{words[-2]}': is empty" in call(capsys, *words).line
    assert list(here.iterdir()) == []


def full_disk(*_args, **_words):
    raise OSError(28, "No space left on device")


def old_files(folder):
    write_files(folder, {"a.txt": "old a", "b.txt": "old b"})
    return {path.name: path.read_text("utf-8") for path in folder.iterdir()}


def test_a_disk_that_fills_up_leaves_the_old_files_and_nothing_else(tmp_path, monkeypatch):
    before = old_files(tmp_path)
    real = Path.write_bytes
    monkeypatch.setattr(
        Path, "write_bytes", lambda self, *a, **k: full_disk() if "b.txt" in self.name else real(self, *a, **k)
    )
    with pytest.raises(UnwritableError, match=r"cannot write .*b\.txt: no space left on device; nothing was changed"):
        write_files(tmp_path, {"a.txt": "new a", "b.txt": "new b"})
    assert {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()} == before


def test_a_rename_that_fails_midway_leaves_whole_files_and_says_how_many(tmp_path, monkeypatch):
    old_files(tmp_path)
    real = Path.replace
    monkeypatch.setattr(
        Path, "replace", lambda self, target: full_disk() if target.name == "b.txt" else real(self, target)
    )
    with pytest.raises(UnwritableError, match=r"cannot write .*b\.txt: no space left on device; 1 of 2 files"):
        write_files(tmp_path, {"a.txt": "new a", "b.txt": "new b"})
    found = {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()}
    assert found == {"a.txt": "new a", "b.txt": "old b"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path):
    # The same holds for devices: renaming a file over /dev/null would take it away from everybody.
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_files(tmp_path, {"pipe": "through"})
        assert os.read(reader, 100) == b"through"
    finally:
        os.close(reader)
    assert pipe.is_fifo()


# Streams


def started(*words, **streams):
    return subprocess.Popen(
        [sys.executable, "-m", "geodata", *words],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        **streams,
    )


@pytest.mark.parametrize("words", [("check",), ("rules",), ("schema",), ("--help",)])
def test_a_reader_that_leaves_early_ends_it_quietly(words):
    with started(*words, stdout=subprocess.PIPE) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.close()
        assert running.stderr.read() == ""
    assert running.returncode == 0


def test_a_fault_is_told_once_to_whoever_sees_both_streams(tmp_path):
    own.write(tmp_path / "routes", "schema: [\n")
    screen, terminal = os.openpty()
    command = [sys.executable, "-m", "geodata", "check", tmp_path / "routes"]
    ended = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=terminal, stderr=terminal, cwd=ROOT, check=False)
    os.close(terminal)
    shown = b""
    with contextlib.suppress(OSError):  # how Linux says that the terminal was hung up
        while more := os.read(screen, 10_000):
            shown += more
    os.close(screen)
    assert ended.returncode == 2
    assert shown.count(b"not YAML") == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_output_that_finds_no_room_is_one_line():
    with Path("/dev/full").open("w") as full, started("schema", stdout=full) as running:
        assert running.stderr
        assert running.stderr.read() == "geodata: no space left on device\n"
    assert running.returncode == 2


# What is no error


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_every_command(capsys, command):
    ended = call(capsys, command, "--help")
    assert (ended.status, ended.err) == (0, "")
    assert ended.out.startswith(f"Usage: geodata {command}")
    assert "\x1b" not in ended.out


def test_help_names_every_command(capsys):
    ended = call(capsys, "--help")
    assert ended.status == 0
    assert all(f"\n  {command}" in ended.out for command in COMMANDS)


def test_version(capsys, run_geodata):
    printed = run_geodata("--version")
    assert (printed.returncode, printed.stderr) == (0, "")
    assert printed.stdout.startswith("geodata ")
    assert call(capsys, "--version").out == printed.stdout


def test_a_traceback_free_line_from_outside(run_geodata, tmp_path):
    # The calls above run in this process; this one sees what a shell sees.
    ran = run_geodata(*ASK, "1e999 km/h", cwd=tmp_path)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.count("\n") == 1
    assert "Traceback" not in ran.stderr
