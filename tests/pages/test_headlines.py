"""Headlines: interesting, true on the kindest way, and never one outlet's figure as the train's."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from geodata.outcome import ClaimReading, Outcome, Verdict
from geodata.pages import Desk, render_gallery
from geodata.records import EmbeddedReport, Filed, Records
from tests.pages.conftest import World, filed, world
from tests.pages.test_gallery import Reader, plain

WAY = "the way from Pyongyang to Beijing"  # usually 1,324 km in the small world, possibly 1,201


def said(*reports: dict[str, Any]) -> World:
    """The small world with one report for each of these: its claims, verdict, side, and which claims clash."""
    records, found = world()
    journey = found.journeys[0]
    original = journey.statements[0]
    filed_reports: dict[str, Filed[EmbeddedReport]] = {}
    statements = []
    for i, each in enumerate(reports):
        key = f"beijing-2025/r{i}"
        claims = {name: {"leg": "out", "says": "So it says.", **claim} for name, claim in each["claims"].items()}
        data = {
            "outlet": f"Outlet {i}",
            "url": "https://example.org/",
            "published": {"date": "2025-09-02", "basis": "stated"},
            "language": each.get("language", "en"),
            "claims": claims,
            "statements": {"own": {"of": list(claims)}},
        }
        filed_reports[key] = filed(key, EmbeddedReport.model_validate(data))
        kinds = ("speed", "duration", "distance")
        readings = tuple(
            ClaimReading(name, kind, " ".join(filter(None, (claim.get("hedge"), claim[kind]))), 0, 1, "km")
            for name, claim in claims.items()
            for kind in kinds
            if kind in claim
        )
        judgement = replace(
            original.judgement,
            verdict=each["verdict"],
            side=each.get("side"),
            sentence=each.get("sentence", "So it is."),
            claims=readings,
            conflicts=each.get("conflicts", ()),
            needs={},
            face_km=each.get("face_km"),
        )
        statements.append(replace(original, report=key, judgement=judgement, reviewed=None))
    return (
        replace(records, reports=filed_reports),
        replace(found, journeys=(replace(journey, statements=tuple(statements), conflicts=(), events=()),)),
    )


def headline(made: tuple[Records, Outcome], language: str = "en") -> str:
    html = render_gallery(*made, Desk(formats=("html",), language=language))["beijing-2025.html"]
    return plain(html.split("<h1>")[1].split("</h1>")[0])


def distance(text: str, hedge: str | None = None) -> dict[str, Any]:
    return {"claims": {"far": {"distance": text} | ({"hedge": hedge} if hedge else {})}, "conflicts": (("far",),)}


OVER = {"verdict": Verdict.CONFLICT, "side": "over"}
AGREE = {"verdict": Verdict.AGREE, "conflicts": ()}


@pytest.mark.parametrize(
    ("reports", "told"),
    [
        (
            [distance("1800 km", "more than") | OVER],
            f"One outlet puts {WAY} at more than 1,800 km; the longest on record is 1,324 km",
        ),
        (
            [distance("1800 km", "이상") | OVER | {"language": "ko"}, distance("1800 km", "más de") | OVER],
            f"Two outlets put {WAY} at more than 1,800 km; the longest on record is 1,324 km",
        ),
        (
            [distance("700 km") | {"verdict": Verdict.CONFLICT, "side": "short"}],
            "One outlet puts the way from Pyongyang to Beijing at 700 km; the shortest on record is 1,201 km",
        ),
        # Longer than the possible way, and shorter than the usual one: no headline may call it wrong.
        ([distance("1250 km") | {"verdict": Verdict.CONFLICT}], "One outlet prints figures that cannot all be true"),
        # There and back is 2,648 km: the report may mean both.
        ([distance("2600 km") | OVER], "One outlet prints figures that cannot all be true"),
        (
            [distance("1800 km") | {"verdict": Verdict.TENSION}],
            "One outlet puts the way from Pyongyang to Beijing at 1,800 km; the longest on record is 1,324 km",
        ),
        (
            [
                {"claims": {"fast": {"speed": "70 km/h"}, "long": {"duration": "20 h"}}, "face_km": 1400.0} | AGREE,
            ],
            "70 km/h for 20 hours is enough for the 1,324 km from Pyongyang to Beijing",
        ),
        (
            [{"claims": {"fast": {"speed": "60 km/h"}, "long": {"duration": "20 h"}}, "face_km": 1200.0} | AGREE],
            "60 km/h for 20 hours fits the 1,324 km from Pyongyang to Beijing, read as the round numbers they are",
        ),
        (
            [{"claims": {"long": {"duration": "20 h"}}, "verdict": Verdict.UNKNOWN}],
            "20 hours from Pyongyang to Beijing means an average of 66 km/h",
        ),
        (
            [{"claims": {"far": {"distance": "1324 km"}}} | AGREE],
            "The figures printed for the way from Pyongyang to Beijing fit its 1,324 km",
        ),
        ([], "No printed figure is on record yet for the 1,324 km from Pyongyang to Beijing"),
    ],
)
def test_a_headline_says_what_the_figures_are(reports: list[dict[str, Any]], told: str):
    assert headline(said(*reports)) == told


def test_what_most_outlets_print_leads():
    few = distance("3000 km") | OVER
    many = [distance("1800 km") | OVER for _ in range(3)]
    assert headline(said(few, *many)).startswith("Three outlets put the way from Pyongyang to Beijing at 1,800 km")


def test_a_headline_is_told_in_the_language_of_the_page():
    told = headline(said(distance("1800 km", "more than") | OVER), language="de")
    way, longest = "den Weg von Pyongyang nach Beijing mit mehr als 1.800 km", "der längste verzeichnete misst 1.324 km"
    assert told == f"Ein Medium gibt {way} an; {longest}"


def test_hedges_of_many_languages_make_one_sentence_on_the_page():
    """Five reports with one finding are one sentence, in the words of the page, not five with foreign words in it."""
    hedges = {"ko": "이상", "zh": "超过", "es": "más de"}
    reports = [
        distance("1800 km", hedge)
        | OVER
        | {"language": tag, "sentence": f"{hedge.capitalize()} 1800 km cannot be true."}
        for tag, hedge in hedges.items()
    ]
    html = render_gallery(*said(*reports), Desk(formats=("html",)))["beijing-2025.html"]
    section = html.split('id="found"')[1].split("</section>")[0]
    assert plain(Reader(section).text).count("More than 1800 km cannot be true.") == 1
    assert "超过" not in section


def test_one_pair_of_one_outlet_is_not_called_the_commonest():
    pair = {"claims": {"fast": {"speed": "60 km/h"}, "long": {"duration": "20 h"}}, "face_km": 1200.0} | AGREE
    one, two = (render_gallery(*said(*[pair] * n), Desk(formats=("html",)))["beijing-2025.html"] for n in (1, 2))
    assert "One outlet’s 60 km/h for 20 hours makes 1,200 km" in plain(one)
    assert "The pair printed most, 60 km/h for 20 hours (two outlets), makes 1,200 km" in plain(two)


def test_a_clash_of_another_figure_does_not_colour_speed_and_hours():
    """60 km/h for 24 hours reach Beijing; that the same report prints 265 km is no finding about them."""
    claims = {"far": {"distance": "265 km"}, "fast": {"speed": "60 km/h"}, "long": {"duration": "24 h"}}
    short = {"verdict": Verdict.CONFLICT, "side": "short", "face_km": 1440.0}
    for clash, marked in ((("far",), False), (("fast", "long"), True)):
        html = render_gallery(*said({"claims": claims, "conflicts": (clash,)} | short), Desk(formats=("html",)))
        assert ('class="key" data-k="A"' in html["beijing-2025.html"]) is marked
