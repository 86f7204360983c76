"""Every format holds every claim once, with the same numbers, and no text of a record does anything."""

from __future__ import annotations

import csv
import json
import re
import sqlite3
import xml.etree.ElementTree as ET
import zipfile
from collections import Counter
from itertools import pairwise

import jsonschema
import pytest

import geodata
from geodata.exports import export
from geodata.exports.geojson import line
from geodata.exports.spreadsheet import inert

GPX = "{http://www.topografix.com/GPX/1/1}"
KML = "{http://www.opengis.net/kml/2.2}"
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
CREDIT = "© OpenStreetMap contributors"

# The columns that the package was asked for, in this order; more may follow.
CLAIM_COLUMNS = (
    "journey report outlet url archive published published_basis language origin origin_basis voice modality kind"
    " printed value unit low high hedge role from to territory statement statement_verdict side paraphrase"
).split()


def rows(folder, table):
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def xml(raw):
    return ET.fromstring(raw)  # noqa: S314 - our own file


def number(text):
    return None if text in (None, "") else float(text)


def from_csv(folder):
    return [(r["claim"], number(r["low"]), number(r["high"])) for r in rows(folder, "claims")]


def from_geojson(folder):
    found = json.loads((folder / "claims.geojson").read_text("utf-8"))["features"]
    return [(f["id"], f["properties"]["low"], f["properties"]["high"]) for f in found]


def from_sql(folder, file):
    connection = sqlite3.connect(folder / file)
    try:
        return connection.execute("SELECT claim, low, high FROM claims").fetchall()
    finally:
        connection.close()


def from_kml(folder):
    found = []
    for path in sorted(folder.glob("*.kml")):
        for mark in xml(path.read_bytes()).iter(f"{KML}Placemark"):
            data = {d.get("name"): d.findtext(f"{KML}value") for d in mark.iter(f"{KML}Data")}
            if "claim" in data:
                found.append((data["claim"], number(data.get("low")), number(data.get("high"))))
    return found


def from_gpx(folder):
    found = []
    for path in sorted(folder.glob("*.gpx")):
        claims = xml(path.read_bytes()).iter("{urn:geodata:claims:1}claim")
        found += [(claim.get("claim"), number(claim.get("low")), number(claim.get("high"))) for claim in claims]
    return found


def from_jsonld(folder):
    found = json.loads((folder / "claimreview.jsonld").read_text("utf-8"))["@graph"]
    values = [(item["identifier"], item["additionalProperty"][0]) for item in found]
    return [(key, value.get("minValue"), value.get("maxValue")) for key, value in values]


READERS = {
    "csv": from_csv,
    "geojson": from_geojson,
    "sqlite": lambda folder: from_sql(folder, "geodata.sqlite"),
    "gpkg": lambda folder: from_sql(folder, "geodata.gpkg"),
    "kml": from_kml,
    "gpx": from_gpx,
    "jsonld": from_jsonld,
}


@pytest.mark.parametrize("which", ["shipped", "hostile"])
@pytest.mark.parametrize("name", READERS)
def test_every_claim_is_there_once_with_the_same_numbers(name, which, request):
    made = request.getfixturevalue(which)
    found = READERS[name](made.folder)
    assert Counter(claim for claim, _, _ in found) == Counter(list(made.claims))
    assert sorted(found, key=str) == sorted(from_csv(made.folder), key=str)


def test_bounds_and_totals_are_those_of_the_check(shipped):
    said = {
        (f"{s.report}/{c.id}"): (c.low, c.high)
        for journey in shipped.outcome.journeys
        for s in journey.statements
        for c in s.judgement.claims
        if c.kind != "event"
    }
    found = {claim: (low, high) for claim, low, high in from_csv(shipped.folder)}
    assert said
    assert {claim: found[claim] for claim in said} == said
    verdicts = Counter(s.judgement.verdict.value for j in shipped.outcome.journeys for s in j.statements)
    assert Counter(row["verdict"] for row in rows(shipped.folder, "statements")) == verdicts
    for journey in rows(shipped.folder, "journeys"):
        own = Counter(r["verdict"] for r in rows(shipped.folder, "statements") if r["journey"] == journey["journey"])
        assert {v: int(journey[f"statements_{v}"]) for v in verdicts} == {v: own[v] for v in verdicts}


def test_claims_have_the_columns_that_desks_were_promised(shipped):
    header = (shipped.folder / "claims.csv").read_text("utf-8").splitlines()[0].split(",")
    assert header[0] == "claim"
    assert header[1 : len(CLAIM_COLUMNS) + 1] == CLAIM_COLUMNS


def test_a_number_stands_as_printed_and_as_bounds(shipped):
    row = next(r for r in rows(shipped.folder, "claims") if r["claim"] == "beijing-2025/newswatch/hours")
    # "nearly 20 h": the figure as printed, and what the policy lets it mean
    assert (row["printed"], row["value"], row["unit"], row["low"], row["high"]) == ("20 h", "20", "h", "17.5", "20.25")
    assert (row["from"], row["to"], row["hedge"]) == ("pyongyang", "beijing", "nearly")
    assert (row["statement"], row["statement_verdict"], row["side"]) == (
        "beijing-2025/newswatch/train",
        "conflict",
        "short",
    )


def test_text_starts_no_formula_and_numbers_stay_numbers(hostile, shipped):
    starts = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
    for made in (hostile, shipped):
        package = json.loads((made.folder / "datapackage.json").read_text("utf-8"))
        for resource in package["resources"]:
            if resource["format"] != "csv":
                continue
            types = {field["name"]: field["type"] for field in resource["schema"]["fields"]}
            for row in rows(made.folder, resource["name"]):
                for name, cell in row.items():
                    if types[name] == "string":
                        assert not starts.match(cell), (name, cell)
                    elif types[name] in ("number", "integer") and cell:
                        assert not cell.startswith("'")
                        float(cell)
    remarks = {r["claim"].split("/")[1]: r["printed"] for r in rows(hostile.folder, "claims") if r["kind"] == "other"}
    assert remarks["formula"] == "'=HYPERLINK(A1)"
    assert remarks["date"] == "10-15"


@pytest.mark.parametrize(
    ("text", "safe"), [("=1", "'=1"), (" -1", "' -1"), ("\tx", "'\tx"), ("a=1", "a=1"), ("", ""), ("'=1", "'=1")]
)
def test_only_what_would_calculate_is_marked(text, safe):
    assert inert(text) == safe


def test_a_western_or_southern_coordinate_stays_a_number(tmp_path):
    root = tmp_path / "own"
    (root / "far").mkdir(parents=True)
    (root / "places.yaml").write_text(
        "schema: 1\nplaces:\n  quito: {name: Quito, country: EC, zone: America/Guayaquil, lat: -0.18, lon: -78.47,"
        " source: osm-east-asia, grade: gazetteer}\n",
        encoding="utf-8",
    )
    (root / "far" / "journey.yaml").write_text("schema: 1\ntitle: Far\n", encoding="utf-8")
    records = geodata.load(root)
    export(records, geodata.check(records), tmp_path / "export", formats=["csv", "xlsx"])
    row = next(r for r in rows(tmp_path / "export", "places") if r["place"] == "quito")
    assert (row["lat"], row["lon"]) == ("-0.18", "-78.47")


def test_a_workbook_holds_neither_formula_nor_link_nor_date(hostile):
    with zipfile.ZipFile(hostile.folder / "geodata.xlsx") as book:
        sheets = [name for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
        assert len(sheets) > 10
        for name in sheets:
            root = xml(book.read(name))
            assert root.find(f".//{SHEET}f") is None
            assert root.find(f".//{SHEET}hyperlink") is None
            # every cell is a plain number or a text written in place; none has a number format that makes a date
            kinds = {(cell.get("t"), cell.get("s")) for cell in root.iter(f"{SHEET}c")}
            assert kinds <= {("inlineStr", None), ("inlineStr", "1"), (None, None)}


def test_text_of_records_is_only_text(hostile):
    for path in sorted([*hostile.folder.glob("*.kml"), *hostile.folder.glob("*.gpx")]):
        assert "<script" not in path.read_text("utf-8")
    assert "<script" not in (hostile.folder / "claimreview.jsonld").read_text("utf-8")
    readme = (hostile.folder / "README.md").read_text("utf-8")
    assert "<script" not in readme
    assert "[a](b)" not in readme
    metadata = (hostile.folder / "datasette.json").read_text("utf-8")
    assert "<script" not in metadata
    assert "_html" not in metadata


def test_texts_survive_a_round_trip_where_no_spreadsheet_opens_them(hostile):
    said = {f"{key}/hours": filed.record.claims["hours"].says for key, filed in hostile.records.reports.items()}
    connection = sqlite3.connect(hostile.folder / "geodata.sqlite")
    found = dict(connection.execute("SELECT claim, paraphrase FROM claims WHERE kind = 'duration'"))
    connection.close()
    assert found == said


def test_a_statement_about_another_journey_has_an_id_of_its_own(hostile):
    found = rows(hostile.folder, "statements")
    keys = [row["statement"] for row in found]
    assert len(set(keys)) == len(keys)
    assert any(key.endswith("@two") for key in keys)
    assert all(row["statement"].endswith("@two") == (row["journey"] == "two") for row in found)


def test_every_key_points_to_a_row(shipped, hostile):
    for made in (shipped, hostile):
        connection = sqlite3.connect(made.folder / "geodata.sqlite")
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        connection.close()


@pytest.mark.parametrize("words", ["北京", "평양", "Beijing", "pyongyang", "Пекин", "베이징"])
def test_a_search_finds_a_place_in_any_script(shipped, words):
    connection = sqlite3.connect(shipped.folder / "geodata.sqlite")
    for table in ("claims", "places"):
        found = connection.execute(
            f"SELECT count(*) FROM {table} WHERE rowid IN (SELECT rowid FROM {table}_fts WHERE {table}_fts MATCH ?)",  # noqa: S608
            (f'"{words}"',),
        )
        assert found.fetchone()[0] > 0, table
    connection.close()


def test_views_answer(shipped):
    connection = sqlite3.connect(shipped.folder / "geodata.sqlite")
    conflicts = connection.execute("SELECT count(*) FROM conflicts").fetchone()[0]
    tally = dict(connection.execute("SELECT verdict, sum(statements) FROM verdicts GROUP BY verdict"))
    connection.close()
    assert conflicts == tally["conflict"] > 0


def _positions(geometry):
    kind, parts = geometry["type"], geometry["coordinates"]
    return (
        [parts] if kind == "Point" else parts if kind in ("LineString", "MultiPoint") else [p for q in parts for p in q]
    )


def test_geojson_is_what_rfc_7946_asks_for(shipped):
    for path in sorted(shipped.folder.glob("*.geojson")):
        found = json.loads(path.read_text("utf-8"))
        assert found["type"] == "FeatureCollection"
        assert "crs" not in found
        assert len({f["id"] for f in found["features"]}) == len(found["features"]) > 0
        for feature in found["features"]:
            assert feature["type"] == "Feature"
            assert {"geometry", "properties"} <= feature.keys()
            if feature["geometry"] is None:
                continue
            # no polygon, so the right-hand rule has nothing to wind
            assert feature["geometry"]["type"] in ("Point", "MultiPoint", "LineString", "MultiLineString")
            for lon, lat in _positions(feature["geometry"]):
                assert -180 <= lon <= 180
                assert -90 <= lat <= 90
            if feature["geometry"]["type"] == "LineString":
                assert len(feature["geometry"]["coordinates"]) >= 2


def test_chainage_rises_along_each_way(shipped):
    found = json.loads((shipped.folder / "alignments.geojson").read_text("utf-8"))["features"]
    for feature in found:
        chain = feature["properties"]["chainage_low_km"]
        assert len(chain) == len(feature["geometry"]["coordinates"]) == len(feature["properties"]["places"])
        assert all(a < b for a, b in pairwise(chain))


def test_a_way_has_a_point_every_25_km_and_says_which_are_interpolated_and_how_far_off(shipped):
    ways = [f["properties"] for f in json.loads((shipped.folder / "alignments.geojson").read_text("utf-8"))["features"]]
    on_lines = {
        f"{journey.id}/{leg.id}"
        for journey in shipped.outcome.journeys
        for leg in journey.legs
        if leg.ground.basis == "lines"
    }
    assert {way["leg"] for way in ways} & on_lines
    for way in ways:
        points = list(zip(way["places"], way["within_km"], strict=True))
        if way["leg"] not in on_lines:
            assert all(within is None for place, within in points if place is None)
            continue
        for chain in (way["chainage_low_km"], way["chainage_high_km"]):
            assert all(after - before <= 25.001 for before, after in pairwise(chain)), way["alignment"]
        assert all(within is not None for place, within in points if place is None)


def test_the_hours_run_out_where_the_arithmetic_says(shipped):
    found = json.loads((shipped.folder / "reach.geojson").read_text("utf-8"))["features"]
    reach = next(f for f in found if f["id"] == "beijing-2025/newswatch/train")
    # 50 km/h × 20 h is 1,000 km of a railway of 1,324 to 1,371
    assert reach["properties"]["face_km"] == pytest.approx(1000, abs=60)
    assert reach["properties"]["short_low_km"] > 0
    assert reach["properties"]["side"] == "short"
    beijing = (116.42103, 39.90232)
    assert tuple(reach["geometry"]["coordinates"][-1]) != beijing


def test_a_line_over_the_180th_meridian_is_cut_there():
    found = line([(170.0, 10.0), (-170.0, 20.0), (-160.0, 20.0)])
    assert found == {
        "type": "MultiLineString",
        "coordinates": [[[170.0, 10.0], [180.0, 15.0]], [[-180.0, 15.0], [-170.0, 20.0], [-160.0, 20.0]]],
    }
    assert line([(-179.0, 0.0), (179.0, 0.0)])["coordinates"] == [
        [[-179.0, 0.0], [-180.0, 0.0]],
        [[180.0, 0.0], [179.0, 0.0]],
    ]


def test_openstreetmap_is_credited_in_every_format(shipped):
    for path in sorted(shipped.folder.iterdir()):
        if path.suffix in (".sqlite", ".gpkg"):
            connection = sqlite3.connect(path)
            found = connection.execute(
                "SELECT count(*) FROM places WHERE credit = ? AND licence = 'ODbL-1.0'", (CREDIT,)
            )
            assert found.fetchone()[0] > 0
            connection.close()
        elif path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as book:
                assert any(CREDIT.encode() in book.read(name) for name in book.namelist())
        elif path.suffix != ".csv":
            assert CREDIT in path.read_text("utf-8"), path.name
    for table in ("places", "sections", "legs", "sources"):
        assert CREDIT in (shipped.folder / f"{table}.csv").read_text("utf-8"), table


def test_text_formats_repeat_byte_for_byte_and_databases_in_content(shipped, tmp_path):
    export(shipped.records, shipped.outcome, tmp_path / "again")
    names = sorted(path.name for path in shipped.folder.iterdir())
    assert names == sorted(path.name for path in (tmp_path / "again").iterdir())
    for name in names:
        first, second = shipped.folder / name, tmp_path / "again" / name
        if first.suffix in (".sqlite", ".gpkg"):
            dumps = []
            for path in (first, second):
                connection = sqlite3.connect(path)
                dumps.append("\n".join(connection.iterdump()))
                connection.close()
            assert dumps[0] == dumps[1], name
        else:
            assert first.read_bytes() == second.read_bytes(), name


def test_reviews_are_signed_and_only_for_reviewed_conflicts(shipped, signed):
    text = (signed / "claimreview.jsonld").read_text("utf-8")
    found = json.loads(text)["@graph"]
    reviewed = {
        (s.report, s.id)
        for j in shipped.outcome.journeys
        for s in j.statements
        if s.reviewed and s.reviewed.verdict == s.judgement.verdict == "conflict"
    }
    assert len(found) == len(reviewed) > 0
    assert not re.search(r"ratingValue|\bfalse\b|\blie\b", text, re.IGNORECASE)
    for item in found:
        assert item["@type"] == "ClaimReview"
        assert item["author"]["name"] == "The Daily Example"
        assert re.fullmatch(r"https://news\.example/trains/[a-z0-9-]+\.html", item["url"])
        assert item["reviewRating"] == {"@type": "Rating", "alternateName": "Cannot all be true"}
        assert item["itemReviewed"]["appearance"]["publisher"]["name"]


def test_a_claim_has_an_author_only_where_its_origin_is_named(shipped):
    bases = {
        f"{key}/{name}": claim.origin_basis
        for key, filed in shipped.records.reports.items()
        for name, claim in filed.record.claims.items()
    }
    found = json.loads((shipped.folder / "claimreview.jsonld").read_text("utf-8"))["@graph"]
    assert {item["@type"] for item in found} == {"Claim"}
    assert {item["identifier"] for item in found if "author" in item} == {k for k, v in bases.items() if v == "named"}


@pytest.mark.schemas
@pytest.mark.parametrize("which", ["shipped", "hostile"])
def test_the_descriptor_is_a_data_package_v2(which, request, schemas):
    folder = request.getfixturevalue(which).folder
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    checks = [("v2-datapackage.json", package)]
    checks += [("v2-dataresource.json", resource) for resource in package["resources"]]
    checks += [("v2-tableschema.json", r["schema"]) for r in package["resources"] if "schema" in r]
    checks += [("v2-tabledialect.json", r["dialect"]) for r in package["resources"] if "dialect" in r]
    for name, value in checks:
        jsonschema.validate(value, json.loads((schemas / name).read_text("utf-8")))


@pytest.mark.schemas
def test_the_citation_is_valid(shipped, schemas):
    import yaml

    citation = yaml.safe_load((shipped.folder / "CITATION.cff").read_text("utf-8"))
    citation["date-released"] = citation["date-released"].isoformat()
    jsonschema.validate(citation, json.loads((schemas / "cff-1.2-schema.json").read_text("utf-8")))


def test_gpx_has_the_elements_of_its_schema_in_their_order(shipped):
    order = {
        "gpx": ["metadata", "wpt", "rte", "trk", "extensions"],
        "metadata": ["name", "desc", "author", "copyright", "link", "time", "keywords", "bounds", "extensions"],
        "wpt": ["ele", "time", "magvar", "geoidheight", "name", "cmt", "desc", "src", "link", "sym", "type"],
        "trk": ["name", "cmt", "desc", "src", "link", "number", "type", "extensions", "trkseg"],
        "trkseg": ["trkpt", "extensions"],
        "copyright": ["year", "license"],
        "trkpt": [],
    }
    for path in sorted(shipped.folder.glob("*.gpx")):
        for element in xml(path.read_bytes()).iter():
            name = element.tag.removeprefix(GPX)
            if name in order:
                children = [order[name].index(child.tag.removeprefix(GPX)) for child in element]
                assert children == sorted(children), name
