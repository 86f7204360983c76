"""Folders of records to one Records: what is read, under which ids, and what is refused."""

import os
import pickle
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import BaseModel

import geodata.catalog
from geodata.catalog import find, load, read, read_mapping, root_of, shipped_root
from geodata.errors import Mark, UnreadableRecordsError

PLACE = "{name: A, country: KP, zone: Asia/Pyongyang, lat: 39, lon: 125, source: s, grade: press}"
REPORT = "outlet: O\nurl: https://o.example\npublished: {date: 2025-09-02, basis: stated}\nlanguage: en\n"
FILES = {
    "sources.yaml": "schema: 1\nsources:\n  s: {title: T, licence: fact}\n",
    "places.yaml": f"schema: 1\nplaces:\n  a: {PLACE}\n  b: {PLACE}\n",
    "origins.yaml": "schema: 1\norigins:\n  o: {who: W, what: W, basis: original}\n",
    "ways.yaml": (
        "schema: 1\ngroups:\n  g: {from: a, to: b, ways:"
        " {x: {lines: l, standing: usual}, y: {lines: l, standing: possible}}}\n"
    ),
    "lines/l.yaml": (
        "schema: 1\nline:\n  name: L\n  stations:\n    - {place: a, km: 0, source: s, grade: press}\n"
        f"    - {{place: c, km: 9, source: s, grade: press}}\nplaces:\n  c: {PLACE}\n"
    ),
    "trip/journey.yaml": (
        "schema: 1\ntitle: T\nlegs:\n  out: {direction: out, from: a, to: b, mode: rail}\nreports:\n  short:\n"
        + "".join(f"    {line}\n" for line in REPORT.splitlines())
    ),
    "trip/reports/one.yaml": f"schema: 1\n{REPORT}statements:\n  yonhap: {{of: [x]}}\n",
    "README.md": "not a record",
    ".hidden/journey.yaml": "not read",
    ".pre-commit-config.yaml": "not read",
}


@pytest.fixture
def root(tmp_path, monkeypatch):
    """A folder ``routes`` with one of everything, in the current folder."""
    monkeypatch.chdir(tmp_path)
    for name, text in FILES.items():
        file = tmp_path / "routes" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return Path("routes")


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def lines(errors):
    told = [str(error) for error in errors]
    assert all(line.isprintable() for line in told)
    return told


def only(errors):
    (line,) = lines(errors)
    return line


def test_one_of_everything(root):
    records, errors = read([root])
    assert errors == ()
    assert list(records.sources) == ["s"]
    assert list(records.places) == ["a", "b", "c"]
    assert list(records.origins) == ["o"]
    assert list(records.ways) == ["g"]
    assert list(records.lines) == ["l"]
    assert list(records.journeys) == ["trip"]
    assert list(records.reports) == ["trip/short", "trip/one"]
    assert records.read == (
        "routes/origins.yaml",
        "routes/places.yaml",
        "routes/sources.yaml",
        "routes/ways.yaml",
        "routes/lines/l.yaml",
        "routes/trip/journey.yaml",
        "routes/trip/reports/one.yaml",
    )
    assert records.reports["trip/short"].file == "routes/trip/journey.yaml"
    assert records.places["c"].file == "routes/lines/l.yaml"
    assert all(filed.id == name for name, filed in records.reports.items())


def test_marks_of_records_and_what_is_in_them(root):
    records, _ = read([root])
    trip, one, short = records.journeys["trip"], records.reports["trip/one"], records.reports["trip/short"]
    assert trip.mark() == Mark("routes/trip/journey.yaml", 1, 1)
    assert trip.mark("legs", "out", "from") == Mark("routes/trip/journey.yaml", 4, 31)
    assert trip.mark("legs", "out", "from", key=True) == Mark("routes/trip/journey.yaml", 4, 25)
    assert trip.mark("legs", "back") == Mark("routes/trip/journey.yaml", 4, 3)
    assert one.mark("statements", "yonhap") == Mark("routes/trip/reports/one.yaml", 7, 11)
    assert one.mark("statements", "yonhap", key=True) == Mark("routes/trip/reports/one.yaml", 7, 3)
    assert short.mark("outlet") == Mark("routes/trip/journey.yaml", 7, 13)
    assert records.places["c"].mark(key=True) == Mark("routes/lines/l.yaml", 8, 3)
    assert records.lines["l"].mark("stations", 1, "km") == Mark("routes/lines/l.yaml", 6, 22)
    assert records.sources["s"].mark("licence") == Mark("routes/sources.yaml", 3, 26)


def test_records_go_to_other_processes(root):
    records, _ = read([root])
    there = pickle.loads(pickle.dumps(records))  # noqa: S301 - our own
    assert there == records
    assert there.places["b"].mark("lat") == records.places["b"].mark("lat")


@pytest.mark.parametrize(
    ("inner", "files"),
    [
        ("places.yaml", ["routes/places.yaml"]),
        ("lines", ["routes/lines/l.yaml"]),
        ("lines/l.yaml", ["routes/lines/l.yaml"]),
        ("trip", ["routes/trip/journey.yaml", "routes/trip/reports/one.yaml"]),
        ("trip/journey.yaml", ["routes/trip/journey.yaml"]),
        ("trip/reports", ["routes/trip/reports/one.yaml"]),
        ("trip/reports/one.yaml", ["routes/trip/reports/one.yaml"]),
    ],
)
def test_a_part_of_a_root_keeps_its_ids(root, inner, files):
    records, errors = read([root / inner])
    assert (errors, list(records.read)) == ((), files)
    whole, _ = read([root])
    assert records.reports.keys() <= whole.reports.keys()
    assert records.lines.keys() <= whole.lines.keys()
    assert root_of(root / inner) == Path.cwd() / "routes"


def test_from_within(root, monkeypatch):
    monkeypatch.chdir(root / "trip")
    records, errors = read([Path()])
    assert errors == ()
    assert records.read == ("journey.yaml", "reports/one.yaml")
    assert list(records.reports) == ["trip/short", "trip/one"]


def test_absolute_paths_stay_absolute(root):
    records, _ = read([root.absolute() / "places.yaml"])
    assert records.read == ((root.absolute() / "places.yaml").as_posix(),)


def test_a_file_reached_twice_is_read_once(root):
    Path("again").symlink_to(root)
    records, errors = read([root, root / "places.yaml", root.absolute(), Path("again"), root / "trip" / ".."])
    assert errors == ()
    assert len(records.read) == 7


def test_several_roots_unite(root):
    write(Path("own/mine/journey.yaml"), "schema: 1\ntitle: M\n")
    records, errors = read([root, Path("own")])
    assert errors == ()
    assert list(records.journeys) == ["trip", "mine"]
    records, errors = read([Path("own")], over=[root])
    assert errors == ()
    assert list(records.journeys) == ["mine"]
    assert list(records.places) == ["a", "b", "c"]
    assert records.reports == {}
    same, _ = read([root], over=[root])
    assert sorted(same.journeys) == ["trip"]


def test_ids_that_clash_are_told_at_the_second_place(root):
    write(Path("own/places.yaml"), f"schema: 1\nplaces:\n  z: {PLACE}\n  a: {PLACE}\n")
    write(Path("own/trip/journey.yaml"), "schema: 1\ntitle: Mine\n")
    records, errors = read([root, Path("own")])
    assert lines(errors) == [
        'own/places.yaml:4:3: place "a" already stands at routes/places.yaml:3:3; give one of them another id',
        (
            'own/trip/journey.yaml:1:1: journey "trip" already stands at routes/trip/journey.yaml:1:1;'
            " give one of them another id"
        ),
    ]
    assert records.places["a"].file == "routes/places.yaml"
    assert records.places["z"].file == "own/places.yaml"
    assert records.journeys["trip"].record.title == "T"


def test_ids_that_clash_within_a_root(root):
    write(root / "lines/m.yaml", FILES["lines/l.yaml"].replace("  c: {", "  b: {"))
    write(root / "trip/reports/short.yaml", f"schema: 1\n{REPORT}")
    _, errors = read([root])
    assert lines(errors) == [
        'routes/lines/m.yaml:8:3: place "b" already stands at routes/places.yaml:4:3; give one of them another id',
        (
            'routes/trip/reports/short.yaml:1:1: report "trip/short" already stands at'
            " routes/trip/journey.yaml:6:3; give one of them another id"
        ),
    ]


def test_the_rest_is_read_all_the_same(root):
    write(root / "places.yaml", "schema: 1\nplaces: [\n")
    (root / "trip/reports/one.yaml").write_bytes(b"outlet: caf\xe9")
    write(root / "trip/reports/two.yaml", f"schema: 1\n{REPORT}hedge: x\nlanguages: en\n")
    records, errors = read([root])
    assert [str(error.mark) for error in errors] == [
        "routes/places.yaml:2:10",
        "routes/trip/reports/one.yaml:1:12",
        "routes/trip/reports/two.yaml:6:1",
        "routes/trip/reports/two.yaml:7:1",
    ]
    assert list(records.reports) == ["trip/short"]
    assert "routes/places.yaml" not in records.read
    with pytest.raises(UnreadableRecordsError) as caught:
        load(root)
    assert [str(error) for error in caught.value.errors][:1] == lines(errors)[:1]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("journeys.yaml", "not a record by its place; records are places.yaml,"),
        ("trip/places.yaml", "not a record by its place"),
        ("trip/reports/more/one.yaml", "not a record by its place"),
        ("trip/reports/One.yaml", '"One" names a record, so it must be a slug'),
        ("lines/a_b.yaml", '"a_b" names a record'),
        ("lines/평양.yaml", '"평양" names a record'),
        ("Trip/journey.yaml", '"Trip" names a record'),
        ("Lines/l.yaml", "not a record by its place"),
        ("nul/journey.yaml", '"nul" is a device on Windows'),
        ("trip/reports/com1.yaml", '"com1" is a device on Windows'),
        ("lines/x.yml", "record files end in .yaml"),
        ("lines/x.YAML", "record files end in .yaml"),
        ("lines/.yaml", None),
    ],
)
def test_names_that_are_no_records(root, name, words):
    write(root / name, "schema: 1\n")
    _, errors = read([root])
    if words is None:
        assert errors == ()
    else:
        assert only(errors).startswith(f"routes/{name}:1:1: {words}")


def test_paths_with_nothing_to_read(root):
    Path("bare").mkdir()
    Path("notes.txt").write_text("x", encoding="utf-8")
    Path("gone").symlink_to("nowhere")
    Path("loop").symlink_to("loop")
    told = [only(read([Path(name)])[1]) for name in ("missing", "bare", "notes.txt", "gone", "loop", "n" * 5000)]
    assert told[0] == "missing:1:1: no such file or folder"
    assert told[1].startswith("bare:1:1: no records in this folder; they are named places.yaml, ")
    assert told[2] == "notes.txt:1:1: record files end in .yaml; rename it"
    assert told[3] == "gone:1:1: a link to nothing"
    assert told[4].startswith("loop:1:1: cannot be read: ")
    assert "cannot be read: file name too long" in told[5]
    assert "cannot be read" in only(read([Path("nul\0")])[1])
    assert root.is_dir()


def test_names_are_shown_on_one_line(root):
    write(root / "lines/a\n\x1b[31mb.yaml", "schema: 1\n")
    assert only(read([root])[1]).startswith(r"routes/lines/a\n\x1b[31mb.yaml:1:1: ")
    assert only(read([Path("no\nsuch")])[1]).startswith(r"no\nsuch:1:1: ")


def test_links_that_leave_are_refused(root):
    write(Path("secret/lines/x.yaml"), FILES["lines/l.yaml"])
    (root / "lines/x.yaml").symlink_to(Path("secret/lines/x.yaml").absolute())
    (root / "more").symlink_to(Path("secret").absolute())
    (root / "lines/hostname.yaml").symlink_to("/etc/hostname")
    assert lines(read([root])[1]) == [
        "routes/lines/hostname.yaml:1:1: a link that leads out of its folder of records; put the file itself here",
        "routes/lines/x.yaml:1:1: a link that leads out of its folder of records; put the file itself here",
        "routes/more:1:1: a link to a folder; put the folder itself here",
    ]
    assert "leads out" in only(read([root / "lines/x.yaml"])[1])


def test_links_that_stay_are_the_file_itself(root):
    (root / "lines/m.yaml").symlink_to("l.yaml")
    records, errors = read([root])
    assert errors == ()
    assert list(records.lines) == ["l"]
    assert len(records.read) == 7


def test_a_root_may_be_a_link(root):
    Path("shelf").symlink_to(root)
    records, errors = read([Path("shelf")])
    assert errors == ()
    assert records.read[0] == "shelf/origins.yaml"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_pipes_and_devices_are_not_opened(root):
    os.mkfifo(root / "lines/pipe.yaml")
    (root / "lines/dir.yaml").mkdir()
    assert only(read([root])[1]).startswith("routes/lines/pipe.yaml:1:1: a folder, a pipe or a device")
    os.mkfifo("policy.yaml")
    for path in ("policy.yaml", os.devnull, "."):
        with pytest.raises(UnreadableRecordsError, match="a folder, a pipe or a device"):
            read_mapping(Path(path), Policy)


def test_a_file_that_may_not_be_read(root, monkeypatch):
    def refused(*_args, **_options):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refused)
    assert only(read([root / "places.yaml"])[1]) == "routes/places.yaml:1:1: cannot be read: permission denied"


def test_a_large_file_is_refused(root):
    with (root / "places.yaml").open("wb") as file:
        file.truncate(10_000_000)
    assert "larger than 1 MiB" in only(read([root])[1])


class Policy(BaseModel, extra="forbid"):
    version: int
    bands: dict[str, float] = {}


def test_any_mapping(tmp_path):
    file = tmp_path / "policy.yaml"
    file.write_text("version: 1\nbands: {agree: 0.5}\n", encoding="utf-8")
    assert read_mapping(file, Policy) == Policy(version=1, bands={"agree": 0.5})
    file.write_text("version: x\nband: {}\n", encoding="utf-8")
    with pytest.raises(UnreadableRecordsError) as caught:
        read_mapping(file, Policy)
    assert [(error.mark.line, error.mark.column) for error in caught.value.errors] == [(1, 10), (2, 1)]
    with pytest.raises(UnreadableRecordsError, match="no such file"):
        read_mapping(tmp_path / "missing.yaml", Policy)


def test_shipped_records_of_a_checkout_and_of_a_package(monkeypatch, tmp_path):
    package = Path(geodata.catalog.__file__).parent.parent
    assert shipped_root() in {package.parent / "routes", package / "_routes"}
    installed = tmp_path / "site/geodata/catalog"
    shutil.copytree(package / "catalog", installed)
    monkeypatch.setattr(find, "__file__", str(installed / "find.py"))
    assert shipped_root() == tmp_path / "site/routes"
    (tmp_path / "site/geodata/_routes").mkdir()
    assert shipped_root() == tmp_path / "site/geodata/_routes"


def test_the_shipped_records_can_all_be_read():
    records = load()
    assert "beijing-2025" in records.journeys
    assert all(report.split("/")[0] in records.journeys for report in records.reports)


def test_shipped_records_are_named_from_here(root, monkeypatch):
    monkeypatch.setattr(find, "__file__", str(root.absolute().parent / "geodata/catalog/find.py"))
    assert load().read[0] == "routes/origins.yaml"
    monkeypatch.chdir(root / "trip")
    assert load().read[0] == (shipped_root() / "origins.yaml").as_posix()


def test_own_journeys_over_the_shipped_lines(root, monkeypatch):
    monkeypatch.setattr(find, "__file__", str(root.absolute().parent / "geodata/catalog/find.py"))
    write(Path("own/mine/journey.yaml"), "schema: 1\ntitle: M\n")
    records = load(Path("own"))
    assert list(records.journeys) == ["mine"]
    assert list(records.lines) == ["l"]
    assert load(root).journeys == load().journeys, "the shipped records themselves, by name"


def test_reading_loads_no_heavy_library():
    program = (
        "import sys, geodata.catalog\n"
        "print(sorted({'folium', 'shapely', 'geopy', 'highspy', 'numpy', 'typer', 'jinja2'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == "[]\n"
