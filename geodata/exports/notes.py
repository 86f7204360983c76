"""What goes with the data: a README with recipes, and a citation."""

from __future__ import annotations

import json
import re
from html import escape
from pathlib import Path

from geodata.exports.package import TITLE, Package
from geodata.tables import SCHEMA_VERSION

README = "README.md"
CITATION = "CITATION.cff"

_FILES = {
    "csv": "`*.csv`: one file for each table, UTF-8, RFC 4180",
    "geojson": "`alignments.geojson`, `places.geojson`, `reach.geojson`, `claims.geojson`: RFC 7946",
    "sqlite": "`geodata.sqlite`: every table, views, a search in any script; `datasette.json` for Datasette",
    "gpkg": "`geodata.gpkg`: layers for QGIS",
    "xlsx": "`geodata.xlsx`: one sheet for each table",
    "kml": "`<journey>.kml`: for Google Earth",
    "gpx": "`<journey>.gpx`: places, tracks, and claims as extensions",
    "parquet": "`<table>.parquet`",
    "jsonld": "`claimreview.jsonld`: schema.org items",
}

_RECIPES = {
    "csv": """### pandas

```python
import pandas as pd

claims = pd.read_csv("claims.csv", parse_dates=["published"])
hours = claims[claims["kind"] == "duration"]
print(hours.groupby("statement_verdict")["low"].describe())
```

### R

```r
claims <- read.csv("claims.csv", na.strings = "", fileEncoding = "UTF-8")
print(table(claims$kind, claims$statement_verdict))
```
""",
    "sqlite": """### SQLite and Datasette

```sh
datasette geodata.sqlite --metadata datasette.json
```

```sql
SELECT claim, printed, outlet FROM claims
WHERE rowid IN (SELECT rowid FROM claims_fts WHERE claims_fts MATCH '北京') LIMIT 5;
```

`평양` and `Beijing` find the same way.
""",
    "gpkg": """### QGIS

Layer › Add Layer › Add Vector Layer, choose `geodata.gpkg`, take `alignments`, `reach`, `places` and `claims`.
In Python, with pyogrio and geopandas or without:

```python
import pyogrio

for name, kind in pyogrio.list_layers("geodata.gpkg"):
    print(name, kind, pyogrio.read_info("geodata.gpkg", layer=name)["features"])
```
""",
}


def write(package: Package, folder: Path, formats: tuple[str, ...]) -> None:
    """``README.md`` and ``CITATION.cff``."""
    (folder / README).write_text(_readme(package, formats), encoding="utf-8", newline="\n")
    (folder / CITATION).write_text(_citation(package), encoding="utf-8", newline="\n")


def _marked(text: str) -> str:
    """Record text inside Markdown: neither markup nor HTML, on one line."""
    return re.sub(r"([\\`*_{}\[\]()|!~])", r"\\\1", escape(" ".join(text.split()), quote=False))


def _readme(package: Package, formats: tuple[str, ...]) -> str:
    recipes = "\n".join(_RECIPES[name] for name in formats if name in _RECIPES)
    return f"""# {TITLE}

Data version {package.version}, schema {SCHEMA_VERSION}, hedges as in policy {package.outcome.policy.get("version")}.

Reports print numbers about journeys; each number is a row with its source. Claims of one voice in one modality of one
report make a *statement*; its verdict says whether they can all be true on the ground: `agree`, `strained`, `tension`,
`conflict` (with its side: `short`, `over`, `apart`) or `unknown`. "Cannot all be true" is arithmetic; nobody is
accused of anything.

## Files

{_listed(_FILES[name] for name in formats)}
- `datapackage.json`: Data Package v2: every file with its hash, every column with its type, unit and meaning
- `CITATION.cff`: how to cite

Ids are stable: a claim is `journey/report/claim`. Lists in a cell are parted by ` | `. Days and times are ISO 8601.
In CSV and XLSX, text that a spreadsheet would take for a formula stands behind an apostrophe; no number is touched.
`value` and `unit` are as printed; `low` and `high` are what the words allow, in km/h, h or km.

## Licence and credit

Records: CC BY 4.0. A row with a licence of its own names it in its columns `licence` and `credit`.

{_listed(_marked(line) for line in package.credit_line.split("; "))}

## Journeys

{_listed(f"`{key}`: {_marked(filed.record.title)}" for key, filed in sorted(package.records.journeys.items()))}

## Recipes

{recipes}
## Tables

{_dictionary(package)}"""


def _listed(lines: object) -> str:
    return "\n".join(f"- {line}" for line in lines)  # type: ignore[attr-defined]


def _dictionary(package: Package) -> str:
    parts = []
    for table in package.tables.values():
        rows = "\n".join(
            f"| {c.name} | {c.type} | {c.unit} | {c.description}{f' → `{c.to}`' if c.to else ''} |"
            for c in table.columns
        )
        parts.append(
            f"### {table.name}\n\n{table.description}\n\n"
            f"| column | type | unit | meaning |\n|---|---|---|---|\n{rows}\n"
        )
    return "\n".join(parts)


def _citation(package: Package) -> str:
    """Text in double quotes as JSON has them, which YAML reads the same way."""
    abstract = f"Claims of news reports about train journeys with their verdicts. Credit: {package.credit_line}"
    return f"""cff-version: 1.2.0
message: If you use these data, please cite them as below, and the source of each figure beside it.
title: {json.dumps(TITLE)}
type: dataset
abstract: {json.dumps(abstract, ensure_ascii=False)}
authors:
  - name: The geodata contributors
version: {json.dumps(package.version)}
date-released: {package.day}
license: CC-BY-4.0
"""
