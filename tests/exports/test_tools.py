"""The programs that desks use open the package without a complaint."""

from __future__ import annotations

import asyncio
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from geodata.exports import export

pytestmark = [pytest.mark.tools, pytest.mark.filterwarnings("default")]  # their warnings are their own


@pytest.mark.parametrize("which", ["shipped", "hostile"])
def test_frictionless_finds_the_package_valid(which, request, monkeypatch):
    from frictionless import Package

    folder = request.getfixturevalue(which).folder
    monkeypatch.chdir(folder)
    report = Package("datapackage.json").validate()
    assert report.valid, report.flatten(["title", "type", "message"])
    tables = {task.name for task in report.tasks if task.type == "table"}
    assert {"claims", "statements", "places", "sections"} <= tables


def _datasette(folder, *paths):
    from datasette.app import Datasette

    metadata = json.loads((folder / "datasette.json").read_text("utf-8"))

    async def ask():
        served = Datasette([folder / "geodata.sqlite"], immutables=[], metadata=metadata)
        return [await served.client.get(path) for path in paths]

    return asyncio.run(ask())


def test_datasette_serves_every_table_with_its_meaning(shipped):
    home, claims, view = _datasette(shipped.folder, "/geodata", "/geodata/claims", "/geodata/conflicts")
    assert [home.status_code, claims.status_code, view.status_code] == [200] * 3
    assert "Every number that a report prints" in claims.text
    assert 'type="search"' in claims.text
    assert "claims_fts" not in re.sub(r"(?s)hidden.*", "", home.text)


@pytest.mark.parametrize("words", ["北京", "평양", "Beijing"])
def test_datasette_searches_in_any_script(shipped, words):
    (found,) = _datasette(shipped.folder, f"/geodata/claims.json?_search={words}&_shape=array")
    assert found.status_code == 200
    assert len(found.json()) > 0


def test_datasette_shows_hostile_text_as_text(hostile):
    (page,) = _datasette(hostile.folder, "/geodata/claims?_size=max")
    assert "<script>alert(1)" not in page.text
    assert "&lt;script&gt;alert(1)" in page.text


def test_gdal_reads_every_layer(shipped):
    import pyogrio

    path = shipped.folder / "geodata.gpkg"
    layers = dict(pyogrio.list_layers(path))
    assert layers["alignments"] == layers["reach"] == "MultiLineString"
    assert (layers["places"], layers["claims"]) == ("Point", "MultiPoint")
    for name, kind in layers.items():
        meta, fids, _, fields = pyogrio.raw.read(path, layer=name, return_fids=True)
        assert len(fids) == pyogrio.read_info(path, layer=name, force_feature_count=True)["features"]
        assert len(fields) == len(meta["fields"]) > 0
        if kind:
            assert meta["crs"] == "EPSG:4326"
    _, _, _, fields = pyogrio.raw.read(path, layer="claims", columns=["claim"])
    assert sorted(fields[0]) == sorted(shipped.claims)


def test_gdal_puts_places_where_they_are(shipped):
    import pyogrio

    box = (116.3, 39.8, 116.6, 40.0)  # Beijing's station
    for file in ("geodata.gpkg", "places.geojson"):
        _, _, _, fields = pyogrio.raw.read(
            shipped.folder / file, layer="places", columns=["place"], read_geometry=False, bbox=box
        )
        assert "beijing" in fields[0]


def test_gdal_reads_kml_gpx_and_geojson(shipped):
    import pyogrio

    for path in sorted(shipped.folder.iterdir()):
        if path.suffix in (".kml", ".gpx", ".geojson"):
            for name, _ in pyogrio.list_layers(path):
                pyogrio.raw.read(path, layer=name)
    _, _, _, fields = pyogrio.raw.read(shipped.folder / "beijing-2025.gpx", layer="waypoints", columns=["name"])
    assert {"Beijing", "Pyongyang"} <= set(fields[0])


@pytest.mark.parametrize("which", ["shipped", "hostile"])
def test_kml_is_valid_under_its_schema(which, request):
    from fastkml import validator

    folder = request.getfixturevalue(which).folder
    files = sorted(folder.glob("*.kml"))
    assert files
    for path in files:
        assert validator.validate(file_to_validate=path), path.name


@pytest.mark.parametrize("which", ["shipped", "hostile"])
def test_gpx_is_read_whole(which, request):
    import gpxpy

    folder = request.getfixturevalue(which).folder
    for path in sorted(folder.glob("*.gpx")):
        found = gpxpy.parse(path.read_text("utf-8"), version="1.1")
        assert found.copyright_author
        assert found.metadata_extensions
        assert all(len(track.segments[0].points) >= 2 for track in found.tracks)


@pytest.mark.schemas
def test_gpx_is_valid_under_its_schema(shipped, schemas):
    """Where the folder of public schemas holds it: its licence is not stated, so it is not kept here."""
    from lxml import etree

    if not (schemas / "gpx.xsd").is_file():
        pytest.skip("no gpx.xsd in the folder of public schemas")
    schema = etree.XMLSchema(file=str(schemas / "gpx.xsd"))
    for path in sorted(shipped.folder.glob("*.gpx")):
        schema.assertValid(etree.parse(str(path)))


@pytest.mark.parametrize("which", ["shipped", "hostile"])
def test_openpyxl_reads_text_as_text_and_numbers_as_numbers(which, request):
    import openpyxl

    made = request.getfixturevalue(which)
    book = openpyxl.load_workbook(made.folder / "geodata.xlsx")
    assert book.sheetnames[0] == "claims"
    head, *rows = book["claims"].iter_rows()
    names = [cell.value for cell in head]
    found = {}
    for row in rows:
        cells = dict(zip(names, row, strict=True))
        found[cells["claim"].value] = (cells["low"].value, cells["high"].value)
        for name, cell in cells.items():
            assert cell.data_type in ("s", "n", "inlineStr"), name  # no formula, no date
            if name in ("value", "low", "high") and cell.value is not None:
                assert isinstance(cell.value, int | float)
    assert found.keys() == made.claims.keys()
    printed = {row[names.index("printed")].value for row in rows}
    if which == "hostile":
        assert "10-15" in printed


def test_parquet_holds_the_same_numbers(shipped, tmp_path):
    import pandas as pd
    import pyarrow.parquet as pq

    export(shipped.records, shipped.outcome, tmp_path / "export", formats=["parquet"])
    found = pq.read_table(tmp_path / "export" / "claims.parquet")
    expected = pd.read_csv(shipped.folder / "claims.csv")
    assert found["claim"].to_pylist() == expected["claim"].tolist()
    assert found["low"].to_pandas().equals(expected["low"])
    assert b"OpenStreetMap" in found.schema.metadata[b"credit"]
    assert found.schema.field("high").metadata[b"unit"]


def test_python_recipes_of_the_readme_run(shipped):
    readme = (shipped.folder / "README.md").read_text("utf-8")
    recipes = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
    assert len(recipes) == 2
    for recipe in recipes:
        ran = subprocess.run(
            [sys.executable, "-c", recipe], cwd=shipped.folder, capture_output=True, check=False, encoding="utf-8"
        )
        assert ran.returncode == 0, ran.stderr
        assert ran.stdout.strip()


def test_the_sql_recipe_runs(shipped):
    import sqlite3

    readme = (shipped.folder / "README.md").read_text("utf-8")
    (recipe,) = re.findall(r"```sql\n(.*?)```", readme, re.DOTALL)
    connection = sqlite3.connect(shipped.folder / "geodata.sqlite")
    assert len(connection.execute(recipe).fetchall()) == 5
    connection.close()


def test_the_datasette_recipe_names_what_is_there(shipped):
    readme = (shipped.folder / "README.md").read_text("utf-8")
    (recipe,) = re.findall(r"```sh\ndatasette (.*?)\n```", readme)
    files = [word for word in recipe.split() if not word.startswith("--")]
    ran = subprocess.run(
        [
            Path(sys.executable).with_name("datasette"),
            files[0],
            "--metadata",
            files[1],
            "--get",
            "/geodata/verdicts.json",
        ],
        cwd=shipped.folder,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert ran.returncode == 0, ran.stderr
    assert "conflict" in ran.stdout


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="no R here")
def test_the_r_recipe_runs(shipped):
    readme = (shipped.folder / "README.md").read_text("utf-8")
    (recipe,) = re.findall(r"```r\n(.*?)```", readme, re.DOTALL)
    ran = subprocess.run(
        ["Rscript", "-e", recipe], cwd=shipped.folder, capture_output=True, check=False, encoding="utf-8"
    )
    assert ran.returncode == 0, ran.stderr
