"""Finding places by what people call them."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.errors import UsageError
from geodata.ground import Gazetteer, Spot, fold
from tests.ground.building import place, world

PYONGYANG = place(
    39.00472,
    125.73639,
    "Pyongyang",
    names={"ko": "평양", "zh": "平壤", "ja": "平壌", "ru": "Пхеньян", "vi": "Bình Nhưỡng", "th": "เปียงยาง"},
    also=["P'yŏngyang", "Phenian", "Pjöngjang", "Pyongyang Station", "평양역"],
)
SMALL = Gazetteer(
    world(
        {
            "pyongyang": PYONGYANG,
            "west-pyongyang": place(39.05, 125.7, "West Pyongyang"),
            "jinzhou": place(41.1, 121.1, "Jinzhou", names={"zh": "锦州"}, also=["Chinchow"]),
            "jinzhou-dalian": place(39.1, 121.7, "Jinzhou", names={"zh": "金州"}),
            "kinchow": place(39.1, 121.7, "Kinchow", also=["pyongyang"]),
            "bridge": place(
                40.1, 124.4, "Bridge", kind="border", country=["KP", "CN"], zone=["Asia/Pyongyang", "Asia/Shanghai"]
            ),
        }
    )
)


def refused(text, gazetteer=SMALL):
    with pytest.raises(UsageError) as caught:
        gazetteer.find(text)
    line = str(caught.value)
    assert line.isprintable()
    assert len(line) < 300
    return line


@pytest.mark.parametrize(
    "text",
    [
        "West Pyongyang", "WEST PYONGYANG", "west-pyongyang", "westpyongyang", " West  Pyongyang ", "West P'yŏngyang",
        "West P’yŏngyang", "West Pʼyŏngyang", "West P‘yo\u0306ngyang", "Ｗｅｓｔ　Ｐｙｏｎｇｙａｎｇ",
    ],
)  # fmt: skip
def test_case_accents_apostrophes_and_spaces_do_not_matter(text):
    assert SMALL.find(text).id == "west-pyongyang"


@pytest.mark.parametrize("text", [*PYONGYANG.names.values(), *PYONGYANG.also[1:]])
def test_every_name_in_every_script(text):
    assert SMALL.find(text).id == "pyongyang"
    assert SMALL.find(text.upper()).id == "pyongyang"
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        assert SMALL.find(unicodedata.normalize(form, text)).id == "pyongyang"


def test_every_recorded_name_finds_its_place_or_names_the_ids_that_share_it(records, atlas):
    assert len(records.places) > 50
    for key, filed in records.places.items():
        assert atlas.gazetteer.find(key).id == key
        for name in (filed.record.name, *filed.record.names.values(), *filed.record.also):
            try:
                found = atlas.gazetteer.find(name).id
            except UsageError as error:
                found = key if key in str(error).split('"')[-1] else None
            assert found == key, name


def test_an_id_is_never_ambiguous():
    assert SMALL.find("jinzhou").id == "jinzhou"
    assert SMALL.find("pyongyang").id == "pyongyang"


def test_an_ambiguous_name_gives_the_ids():
    line = refused("Jinzhou")
    assert "can be jinzhou or jinzhou-dalian; give one of these ids" in line
    assert SMALL.find("锦州").id == "jinzhou"
    assert SMALL.find("金州").id == "jinzhou-dalian"
    # The other spelling of one place is the main name of another.
    assert "can be kinchow or pyongyang" in refused("Pyongyang")


@pytest.mark.parametrize(
    ("text", "nearest"),
    [("Kinchou", "Kinchow"), ("Westpyonyang", "West Pyongyang"), ("평양욕", "Pyongyang"), ("Phenjan", "Pyongyang")],
)
def test_an_unknown_name_gives_the_nearest(text, nearest):
    line = refused(text)
    assert f'unknown place "{text}"' in line
    assert nearest in line
    assert "LAT,LON" in line


@pytest.mark.parametrize(
    "text", ["", " ", "'", "Qqqqqq", "39,125,3", "x" * 10_000, "<script>", "\x1b[31m", "\n\n", "\0"]
)
def test_a_name_near_nothing(text):
    assert "no known name is near" in refused(text)


@pytest.mark.parametrize(
    ("text", "lat", "lon"),
    [
        ("39.0,125.7", 39, 125.7),
        ("39.0, 125.7", 39, 125.7),
        ("-5.5,-3", -5.5, -3),
        ("90,180", 90, 180),
        ("-90,-180", -90, -180),
    ],
)
def test_bare_points(text, lat, lon):
    assert SMALL.find(text) == Spot(None, f"{lat:g},{lon:g}", lat, lon)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("91,0", "latitude"), ("-90.0001,0", "latitude"), ("nan,0", "latitude"), ("inf,0", "latitude"),
        ("125.7,39.0", "latitude"), ("1e999,0", "latitude"), ("0,180.0001", "longitude"), ("0,-181", "longitude"),
        ("0,nan", "longitude"), ("0,-inf", "longitude"), ("1,364", "longitude"),
    ],
)  # fmt: skip
def test_points_out_of_range(text, what):
    line = refused(text)
    assert what in line
    assert "LAT,LON" in line


def test_a_spot_carries_the_zones_of_its_place():
    spot = SMALL.spot("bridge")
    assert spot == Spot("bridge", "Bridge", 40.1, 124.4, ("Asia/Pyongyang", "Asia/Shanghai"))
    assert SMALL.find("39,125").zones == ()


@given(st.text(max_size=40))
def test_any_text_is_found_or_refused_in_one_line(text):
    line = ""
    try:
        SMALL.find(text)
    except UsageError as error:
        line = str(error)
    assert line.isprintable()


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)
    assert " " not in fold(text)
