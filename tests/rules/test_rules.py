"""Each rule on an atlas of its own: a bad record is found at its very place, a good one is left in peace."""

from __future__ import annotations

from datetime import date

import pytest

from geodata import catalog, check
from geodata.outcome import Finding
from geodata.reasoning import load_policy
from geodata.rules import RULES
from tests.small_atlas import DAILY, FILES, POINTER, at, place_of, report, write

ORIGINAL = FILES[DAILY]


def findings(folder, **changed) -> list[Finding]:
    found, errors = catalog.read([write(folder, **changed)])
    return list(check(found, unread=errors).findings)


def changed(old: str, new: str, file: str = DAILY) -> dict[str, str]:
    """The atlas with one passage of one file in other words."""
    text = FILES[file]
    assert text.count(old) == 1, f"{old!r} must stand once in {file}"
    key = "daily" if file == DAILY else file.removesuffix(".yaml").replace("/", "__")
    return {key: text.replace(old, new)}


def statement(hours: str, review: str = "") -> dict[str, str]:
    """60 km/h on average and these hours, for 300 km, under a statement that may carry a review."""
    return {
        "daily": report(
            f"claims:\n  v: {{leg: out, speed: 60 km/h, role: average}}\n  t: {{leg: out, duration: {hours}}}\n"
            f"statements:\n  «own:\n    of: [v, t]\n{review}"
        )
    }


def reviewed(verdict: str, clash: str = "[[v, t]]") -> str:
    return (
        "    reviewed:\n"
        f"      verdict: {verdict}\n      clash: {clash}\n"
        "      policy: 1\n      on: 2025-10-01\n      reason: Looked at.\n"
    )


# 60 km/h for 2 h are 120 km of 300, and for 4 h 240: (60 + 5t)(4 + 0.5t) = 300 at t = 1.13, in tension.
SHORT, TIGHT, FINE = "2 h", "4 h", "5 h"

LINE, PLACES = "lines/main.yaml", "places.yaml"
SECOND_LINE = """schema: 1
line:
  name: Another line
  stations:
    - {place: ari, km: 0, source: atlas, grade: official}
    - {place: half, km: 55, source: atlas, grade: official}
    - {place: bridge, km: 110, source: atlas, grade: official}
"""
JOINED = """schema: 1
groups:
  twin:
    from: ari
    to: cho
    ways:
      whole: {lines: [main], standing: usual}
      half: {lines: [other, main], standing: usual}
"""


INN = "  inn: {name: Inn, country: CN, zone: Asia/Shanghai, lat: 40.1, lon: 123.4, source: atlas, grade: official}\n"
CROSSING = (
    "  pass: {name: Pass, kind: border, country: [CN, KP], zone: [Asia/Shanghai, Asia/Pyongyang],"
    " lat: 40, lon: 124.4, source: atlas, grade: official}\n"
)
HANOI = (
    "  hanoi: {name: Hanoi, country: VN, zone: [Asia/Bangkok, Asia/Ho_Chi_Minh],"
    " lat: 21, lon: 105.8, source: atlas, grade: official}\n"
)
# Three steps of 34 km up and down, 42 km from end to end.
ZIGZAG = """schema: 1
line:
  name: Zigzag
  stations:
    - {place: ari, km: 0, source: atlas, grade: official}
    - {place: up, km: 35, source: atlas, grade: official}
    - {place: down, km: 70, source: atlas, grade: official}
    - «{place: top, km: 105, source: atlas, grade: official}
places:
  up: {name: Up, country: CN, zone: Asia/Shanghai, lat: 40.3, lon: 123.5, source: atlas, grade: official}
  down: {name: Down, country: CN, zone: Asia/Shanghai, lat: 40, lon: 123.6, source: atlas, grade: official}
  top: {name: Top, country: CN, zone: Asia/Shanghai, lat: 40.3, lon: 123.7, source: atlas, grade: official}
"""


def spur(point: str = "", lon: float = 123.3, km: float = 10, more: str = "") -> str:
    """A line from Ari to a tip west of it."""
    return (
        "schema: 1\nline:\n  name: Spur\n  stations:\n"
        "    - {place: ari, km: 0, source: atlas, grade: official}\n"
        f"    - {point}{{place: tip, km: {km}, source: atlas, grade: official}}\n"
        "places:\n  tip: {name: Tip, country: CN, zone: Asia/Shanghai, lat: 40, "
        f"lon: {lon}, {more}source: atlas, grade: official}}\n"
    )


def leg(text: str) -> dict[str, str]:
    """The trip with one leg more, and a report that says nothing of its length."""
    body = report("claims:\n  cars: {count: 20 cars}\n")
    return {"trip__journey": FILES["trip/journey.yaml"] + f"  {text}\n", "daily": body}


def pair(body: str, where: str) -> dict[str, str]:
    return {"daily": report(body.replace(where, POINTER + where, 1))}


def printed_twice(number: str, basis: str) -> dict[str, str]:
    """Five hours by the wire in an early report, and another number by the wire in the Daily."""
    daily = report(f"claims:\n  «a: {{leg: out, {number}, voice: A wire, origin: wire, origin_basis: {basis}}}\n")
    early = "claims:\n  a: {leg: out, duration: 5 h, voice: A wire, origin: wire, origin_basis: named}\n"
    return {"daily": daily, "trip__reports__early": report(early, "The Early", "2025-09-01")}


BAD: dict[str, list[dict[str, str]]] = {
    "STR002": [
        changed("of: [speed, hours]", "of: [speed, «minutes]"),
        changed("origin: wire", "origin: «wyre"),
        changed("hours: {leg: out", "hours: {leg: «sideways"),
        changed("hours: {leg: out", "hours: {leg: out, from: «oz"),
        {
            "daily": ORIGINAL.replace("of: [speed, hours]", "of: [speed]").replace(
                "duration: 5 h", "duration: 5 h, journey: «tripp"
            )
        },
        changed("place: cho, km: 300", "place: «chow, km: 300", LINE),
        changed("km: 300, source: atlas", "km: 300, source: «atlass", LINE),
        changed("lon: 123.4, source: atlas", "lon: 123.4, source: «atlass", "places.yaml"),
        changed(
            "from: ari, to: cho, mode: rail, on: 2025-09-01", "from: ari, to: «chow, mode: rail", "trip/journey.yaml"
        ),
        changed("mode: rail, on: 2025-09-01", "mode: rail, ways: {«twin: {half: usual}}", "trip/journey.yaml"),
        {"ways": JOINED.replace("to: cho", "to: «chow"), "lines__other": SECOND_LINE},
        {"ways": JOINED.replace("lines: [other, main]", "lines: [«other2, main]"), "lines__other": SECOND_LINE},
    ],
    "STR003": [
        changed("speed: 60 km/h", "speed: «60 furlongs"),
        changed("duration: 5 h", "duration: «5 km"),
        changed("duration: 5 h", "duration: «five-ish h"),
    ],
    "STR004": [
        changed("hedge: about", "hedge: «allegedly"),
        changed("hedge: about", "hedge: about, hedge_as: «peutêtre"),
    ],
    "STR005": [
        pair("events:\n  a: {event: departed, leg: out, at: ari, when: 2025-09-31 12:00}\n", "2025-09-31"),
        pair("events:\n  a: {event: departed, leg: out, at: ari, when: at tea time}\n", "at tea"),
        pair(
            "events:\n  a: {event: departed, leg: out, at: ari, when: 2025-09-01, zone: Mars/Olympus}\n", "2025-09-01,"
        ),
    ],
    "STR006": [
        {"daily": ORIGINAL.replace("  own:", "  «own:").replace("duration: 5 h}", "duration: 5 h, voice: A wire}")},
        {
            "daily": ORIGINAL.replace("  own:", "  «own:").replace(
                "duration: 5 h}", "duration: 5 h, modality: forecast}"
            )
        },
    ],
    "CNV001": [
        pair("claims:\n  a: {leg: out, distance: 300 km, also: 300 miles}\n", "300 miles"),
        pair("claims:\n  a: {leg: out, speed: 60 km/h (47 mph)}\n", "60 km/h (47"),
        pair("claims:\n  a: {leg: out, speed: 60 km/h, also: 37 furlongs}\n", "37 furlongs"),
        pair("claims:\n  a: {leg: out, speed: 60 km/h, also: 37 km}\n", "37 km"),
    ],
    "GEO001": [
        changed("- {place: cho, km: 300", "- «{place: cho, km: 280", LINE),
        changed("- {place: cho, km: 300", "- «{place: cho, km: [291, 300]", LINE),
    ],
    "GEO002": [
        {"ways": JOINED.replace("half:", "«half:").replace("[other, main]", "[other]"), "lines__other": SECOND_LINE}
    ],
    # From Ari 0.1 degrees are 8.5 km: 1.8 times that, and a kilometre for rounding, is 16.4.
    "GEO003": [{"lines__spur": spur("«", km=17)}, {"lines__zigzag": ZIGZAG}],
    "GEO004": [
        {"places": FILES[PLACES] + INN.replace("lat: ", "lat: «").replace("40.1", "38.5")},
        {
            "places": FILES[PLACES]
            + INN.replace("lat: ", "lat: «").replace("CN, zone: Asia/Shanghai", "KP, zone: Asia/Pyongyang")
        },
        {"places": FILES[PLACES] + CROSSING.replace("lon: 124.4", "lon: 124.2").replace("lat: ", "lat: «")},
    ],
    "GEO005": [
        changed("Ari, country: CN, zone: Asia/Shanghai", "Ari, country: CN, zone: «Asia/Tokyo", PLACES),
        changed(
            "Ari, country: CN, zone: Asia/Shanghai", "Ari, country: CN, zone: «[Asia/Shanghai, Asia/Tokyo]", PLACES
        ),
        changed("Ari, country: CN, zone", "Ari, country: «QQ, zone", PLACES),
        changed("zone: [Asia/Shanghai, Asia/Pyongyang]", "zone: «[Asia/Shanghai, Asia/Urumqi]", PLACES),
    ],
    "GEO006": [
        leg("by: {direction: out, from: cho, to: bridge, via: [km250, «ari], mode: rail}"),
        leg("by: {direction: out, from: cho, to: bridge, via: [«tip], mode: rail}") | {"lines__spur": spur(km=16)},
        leg("by: {direction: out, from: cho, to: ari, via: [«inn], mode: rail}") | {"places": FILES[PLACES] + INN},
    ],
    "GEO007": [{"lines__spur": spur("«", lon=122.6, km=70)}],
    "XCL001": [statement(SHORT)],
    "XCL002": [
        statement(SHORT, reviewed("tension")),
        statement(SHORT, reviewed("conflict", "[[v]]")),
        statement(SHORT, reviewed("conflict", "[]")),
        statement(SHORT, reviewed("agree", "[]")),
        statement(TIGHT, reviewed("strained", "[]")),
        statement(TIGHT, reviewed("conflict")),
    ],
    "XCL003": [statement(FINE, reviewed("conflict")), statement(FINE, reviewed("agree", "[]"))],
    "XCL004": [statement(TIGHT)],
    "XCL005": [
        pair(
            "claims:\n  fast: {leg: out, duration: 3 h, voice: A wire}\n"
            "  slow: {leg: out, speed: 30 km/h, role: average, voice: An expert}\n",
            "fast",
        )
    ],
    "ORG001": [printed_twice("duration: 6 h", "named")],
    "ORG002": [printed_twice("duration: 5 h", "matched")],
    "CNT001": [pair("claims:\n  a: {count: eight trips}\n", "eight")],
}

GOOD: dict[str, list[dict[str, str]]] = {
    "STR002": [{}, changed("hours: {leg: out", "hours: {leg: there")],
    "STR003": [changed("duration: 5 h", "duration: five hours"), changed("speed: 60 km/h", "speed: 37 mph")],
    "STR004": [changed("hedge: about", "hedge: environ, hedge_as: about")],
    "STR005": [pair("events:\n  a: {event: departed, leg: out, at: ari, when: 2025-09-01 about 16:00}\n", "a:")],
    "STR006": [{"daily": ORIGINAL.replace("duration: 5 h}", "duration: 5 h, modality: typical}")}],
    "CNV001": [
        {
            "daily": report(
                "claims:\n  a: {leg: out, speed: 60 km/h (37 mph)}\n  b: {leg: out, distance: 300 km, also: 186 mi}\n"
            )
        },
        {"daily": report("claims:\n  a: {distance: 20000 km, also: 12400 miles}\n  b: {count: 21 cars}\n")}
        | {"trip__journey": FILES["trip/journey.yaml"].partition("legs:")[0]},
    ],
    "GEO001": [
        changed("km: 300", "km: [292, 300]", LINE),
        changed("km: 300", "km: [280, 300]", LINE)
        | changed("lon: 126.4, source", "lon: 126.4, within_km: 12, source", PLACES),
    ],
    "GEO002": [{"ways": JOINED, "lines__other": SECOND_LINE}],
    "GEO003": [
        {"lines__spur": spur(km=16)},
        {"lines__spur": spur(km=20, more="within_km: 3, ")},
        {"lines__zigzag": ZIGZAG.replace("lon: 123.7", "lon: 123.7, within_km: 20")},
    ],
    "GEO004": [
        {"places": FILES[PLACES] + INN.replace("40.1", "38.5, within_km: 200")},
        {"places": FILES[PLACES] + CROSSING},
        {"places": FILES[PLACES] + CROSSING.replace("lon: 124.4", "lon: 124.2, within_km: 20")},
    ],
    "GEO005": [
        changed("zone: [Asia/Shanghai, Asia/Pyongyang]", "zone: [Asia/Pyongyang, Asia/Urumqi]", PLACES),
        {"places": FILES[PLACES] + HANOI},
    ],
    "GEO006": [
        leg("by: {direction: out, from: cho, to: ari, via: [bridge, half], mode: rail}"),
        leg("by: {direction: out, from: cho, to: cho, via: [ari], mode: rail}"),
        leg("by: {direction: out, from: cho, to: inn, via: [ari], mode: road}") | {"places": FILES[PLACES] + INN},
    ],
    "GEO007": [{"lines__spur": spur(lon=122.8, km=60)}],
    "XCL001": [statement(SHORT, reviewed("conflict")), statement(FINE)],
    "XCL002": [statement(SHORT, reviewed("conflict")), statement(TIGHT, reviewed("tension"))],
    "XCL003": [statement(FINE)],
    "XCL004": [statement(TIGHT, reviewed("tension")), statement(FINE)],
    "XCL005": [
        {
            "daily": report(
                "claims:\n  fast: {leg: out, duration: 3 h, voice: A wire}\n"
                "  quick: {leg: out, speed: 100 km/h, role: average, voice: An expert}\n"
            )
        }
    ],
    "ORG001": [printed_twice("duration: 5 h", "named"), printed_twice("duration: 6 h", "matched")],
    "ORG002": [printed_twice("duration: 5 h", "named"), printed_twice("duration: 6 h", "matched")],
    "CNT001": [{"daily": report("claims:\n  a: {count: 21 cars}\n")}],
}

EVERY = [(code, i) for code, cases in BAD.items() for i in range(len(cases))]


def test_every_bad_record_has_a_good_one_and_a_rule():
    codes = [rule.code for rule in RULES]
    assert sorted(BAD) == sorted(GOOD)
    assert BAD.keys() <= set(codes)
    assert len(set(codes)) == len(codes)


def test_rules_are_listed_in_the_order_of_their_codes_with_all_that_explain_shows():
    codes = [rule.code for rule in RULES]
    families = list(dict.fromkeys(code[:3] for code in codes))
    assert codes == sorted(codes, key=lambda code: (families.index(code[:3]), code))
    for rule in RULES:
        assert rule.name
        assert rule.proves.endswith(".")
        assert rule.errs.endswith(".")
        assert rule.level in {"error", "warning", "info"}
    assert len({rule.name for rule in RULES}) == len(RULES)


def test_the_atlas_itself_is_clean(tmp_path):
    assert findings(tmp_path) == []


@pytest.mark.parametrize(("code", "case"), EVERY, ids=[f"{code}-{i}" for code, i in EVERY])
def test_a_bad_record_is_found_where_it_stands(tmp_path, code, case):
    files = BAD[code][case]
    (name, text), *more = [(name, text) for name, text in files.items() if POINTER in text]
    assert not more
    found = findings(tmp_path, **files)
    assert {finding.rule for finding in found} == {code}
    (finding,) = found
    assert finding.level == next(rule.level for rule in RULES if rule.code == code)
    assert finding.mark.file.endswith(DAILY if name == "daily" else name.replace("__", "/") + ".yaml")
    assert at(finding.mark) == place_of(text)
    assert "\n" not in finding.message


@pytest.mark.parametrize(("code", "case"), [(c, i) for c, cases in GOOD.items() for i in range(len(cases))])
def test_a_good_record_is_left_in_peace(tmp_path, code, case):
    assert findings(tmp_path, **GOOD[code][case]) == []


def test_a_file_that_cannot_be_read_is_a_finding_and_the_rest_is_checked(tmp_path):
    files = statement(SHORT) | {"trip__reports__broken": "schema: 1\noutlet: «[\n"}
    found = findings(tmp_path, **files)
    assert [finding.rule for finding in found] == ["STR001", "XCL001"]
    assert found[0].level == "error"
    assert found[0].mark.file.endswith("broken.yaml")


def test_a_misspelt_id_is_told_the_nearest_known_one(tmp_path):
    (finding,) = findings(tmp_path, **changed("origin: wire", "origin: wyre"))
    assert finding.message == "no origin wyre on record; did you mean wire?"


def test_an_unreviewed_conflict_shows_its_arithmetic(tmp_path):
    (finding,) = findings(tmp_path, **statement(SHORT))
    assert "60 km/h for 2 h is 120 km" in finding.message
    assert "300 km long" in finding.message
    assert (finding.journey, finding.claim) == ("trip", "trip/daily/own")


def test_a_drifted_review_tells_what_was_and_what_is(tmp_path):
    (finding,) = findings(tmp_path, **statement(TIGHT, reviewed("conflict")))
    assert "reviewed as conflict on 2025-10-01, now tension" in finding.message
    (finding,) = findings(tmp_path / "two", **statement(SHORT, reviewed("conflict", "[[v], [t]]")))
    assert "reviewed with the clash v; t, now t + v" in finding.message


def test_the_order_of_a_reviewed_clash_does_not_matter(tmp_path):
    assert findings(tmp_path, **statement(SHORT, reviewed("conflict", "[[t, v]]"))) == []


def test_a_review_does_not_age_with_the_tension_alone(tmp_path):
    # Two hours or two and a half: another λ*, the same verdict and clash.
    assert findings(tmp_path, **statement("2.5 h", reviewed("conflict"))) == []


def test_findings_come_sorted_by_place(tmp_path):
    text = ORIGINAL.replace("hedge: about", "hedge: allegedly").replace("duration: 5 h", "duration: 5 parsecs")
    marks = [finding.mark for finding in findings(tmp_path, daily=text)]
    assert len(marks) == 2
    assert marks == sorted(marks)


def test_a_report_that_is_not_yet_out_raises_nothing(tmp_path):
    found, _ = catalog.read([write(tmp_path, **statement(SHORT))])
    assert [f.rule for f in check(found).findings] == ["XCL001"]
    assert check(found, as_of=date(2025, 9, 1)).findings == ()


def test_a_misspelt_hedge_is_told_the_nearest_and_any_other_the_words_to_choose_from(tmp_path):
    (finding,) = findings(tmp_path / "one", **changed("hedge: about", "hedge: allmost"))
    assert finding.message.endswith('did you mean "almost"?')
    (finding,) = findings(tmp_path / "two", **changed("hedge: about", "hedge: allegedly"))
    assert finding.message.endswith("say the same with hedge_as: " + ", ".join(load_policy().hedges))
