"""JSON-LD for search engines: schema.org Claim items, or ClaimReview where someone signs for it.

A ClaimReview is a publisher's word on a page of its own, so it is written only for conflicts that
an editor has looked at, and only with the publisher's name and the page's address. It says what
cannot all be true; it gives no rating number.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from geodata.exports.package import LICENCE_URL, Package
from geodata.exports.signature import Signature
from geodata.outcome import Verdict
from geodata.records import Claim, EmbeddedReport
from geodata.tables import Judged, Said

FILE = "claimreview.jsonld"
_NOTHING: tuple[object, ...] = (None, "", [], {})
_UNSAFE = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})
"""A page holds this inside a script element, which record text must not be able to end."""


def write(package: Package, folder: Path) -> None:
    """``claimreview.jsonld``: reviews with a signature, otherwise every claim as an item."""
    items = _reviews(package, package.signature) if package.signature else _claims(package)
    head = {"@context": "https://schema.org", "license": LICENCE_URL, "creditText": package.credit_line}
    with (folder / FILE).open("w", encoding="utf-8", newline="\n") as file:
        file.write(f'{_dumps(head)[:-1]}, "@graph": [')
        for i, item in enumerate(items):
            file.write(f"{',' if i else ''}\n{_dumps(item)}")
        file.write("\n]}\n")


def _dumps(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False).translate(_UNSAFE)


def _some(**pairs: object) -> dict[str, Any]:
    """Without what is not known; ``type_`` and ``id_`` are JSON-LD's own keys."""
    names = {"type_": "@type", "id_": "@id"}
    return {names.get(key, key): value for key, value in pairs.items() if value not in _NOTHING}


def _claims(package: Package) -> Iterator[dict[str, Any]]:
    for said, row in package.claims():
        yield _some(
            type_="Claim",
            id_=f"urn:geodata:{said.id}",
            identifier=said.id,
            text=said.entry.says or _printed(said.entry),
            author=_author(package, said),
            appearance=_article(said.report),
            inLanguage=said.report.language,
            about=package.records.journeys[said.journey].record.title,
            additionalProperty=[
                _some(type_="PropertyValue", name=str(row["kind"]), value=row["value"], unitText=row["unit"],
                      minValue=row["low"], maxValue=row["high"], description=row["printed"])
            ],
        )  # fmt: skip


def _printed(entry: object) -> str:
    if not isinstance(entry, Claim):
        return ""
    return " ".join(part for part in (entry.hedge, entry.printed) if part)


def _author(package: Package, said: Said) -> dict[str, Any] | None:
    """Who said it, only where the report names them; whether a person or an office, the records do not know."""
    entry = said.entry
    if entry.origin_basis != "named" or entry.origin is None:
        return None
    return {"name": entry.voice or package.records.origins[entry.origin].record.who}


def _article(report: EmbeddedReport) -> dict[str, Any]:
    return _some(
        type_="CreativeWork",
        url=report.url or report.archive,
        name=report.title,
        archivedAt=report.archive if report.url else None,
        datePublished=report.published.date.isoformat(),
        inLanguage=report.language,
        publisher={"@type": "Organization", "name": report.outlet},
    )


def _reviews(package: Package, signed: Signature) -> Iterator[dict[str, Any]]:
    by_path = {said.id: said for said, _ in package.claims()}
    for judged in package.subjects.judged:
        review, verdict = judged.found.reviewed, judged.found.judgement.verdict
        if review and review.verdict == Verdict.CONFLICT and verdict is Verdict.CONFLICT:
            yield _review(package, signed, judged, by_path)


def _review(package: Package, signed: Signature, judged: Judged, by_path: dict[str, Said]) -> dict[str, Any]:
    review, judgement = judged.found.reviewed, judged.found.judgement
    names = dict.fromkeys(name for conflict in judgement.conflicts for name in conflict)
    clashing = [by_path[path] for name in names if (path := f"{judged.found.report}/{name}") in by_path]
    clashing = clashing or [by_path[p] for n in judged.entries if (p := f"{judged.found.report}/{n}") in by_path]
    report = package.records.reports[judged.found.report].record
    authors = [_author(package, said) for said in clashing]
    url = signed.page(judged.journey)
    return _some(
        type_="ClaimReview",
        id_=f"{url}#{judged.id}",
        url=url,
        claimReviewed="; ".join(_printed(said.entry) for said in clashing),
        datePublished=review.on if review else None,
        inLanguage="en",
        author={"@type": "Organization", "name": signed.publisher},
        itemReviewed=_some(
            type_="Claim",
            id_=f"urn:geodata:{judged.id}",
            text=" ".join(said.entry.says or _printed(said.entry) for said in clashing),
            author=authors[0] if authors and all(author == authors[0] for author in authors) else None,
            appearance=_article(report),
            datePublished=report.published.date.isoformat(),
        ),
        reviewRating={"@type": "Rating", "alternateName": "Cannot all be true"},
        reviewBody=judgement.sentence,
    )
