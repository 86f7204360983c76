"""A journey to fill in: every field that must be there, and a word on each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from geodata.catalog.canonical import modeline

_SOURCES: Final = """\
schema: 1

# The works that points and lengths are taken from. A record names them by the id that stands here.
sources:
  {id}-map:
    title:                # such as: Town map of Porto
    publisher:            # or url, where it can be found again
    licence: fact         # an SPDX id, or fact for single figures cited from a work
"""
_PLACES: Final = """\
schema: 1

# Places that geodata does not know yet. Rename the ids as you like, here and in the journey; of places
# that it knows (try: geodata distance Pyongyang Beijing) name the id in the journey, and write none here.
places:
  {id}-start:
    name:
    country:              # two capital letters, such as PT
    zone:                 # such as Europe/Lisbon
    lat:                  # degrees, WGS 84, such as 38.71397
    lon:                  # west is negative, such as -9.12285
    source: {id}-map
    grade: gazetteer
  {id}-end:
    name:
    country:
    zone:
    lat:
    lon:
    source: {id}-map
    grade: gazetteer
"""
_JOURNEY: Final = """\
schema: 1

title:                    # who went where, and when
legs:
  out:                    # the way back, if there was one, is another leg: {{direction: back, …}}
    direction: out
    from: {id}-start
    to: {id}-end
    mode: rail            # rail, road, air or sea
    on:                   # day of departure, such as 2025-09-01
"""
_REPORT: Final = """\
schema: 1

outlet:                   # who published it
url:                      # or archive_id, where there is no address
published: {{date: , basis: stated}} # such as 2025-09-02; stated, inferred or archive
language: en

# Every number that the report prints, as it prints it. Give each an id of your own.
claims:
  how-fast:
    leg: out
    speed:                # such as 50 km/h
    hedge:                # the words that loosen it, such as about; leave the line out where there are none
    says:                 # in your own words
  how-long:
    leg: out
    duration:             # such as 20 h
    hedge:
    says:

# The claims of one voice that must hold together.
statements:
  own: {{of: [how-fast, how-long]}}
"""


def blank_records(journey: str) -> Mapping[str, str]:
    """Files of a journey to fill in, by their path below a folder of records.

    As they stand ``check`` names every blank; with all blanks filled in it passes.
    """
    return {
        "sources.yaml": _page(modeline("sources", 0), _SOURCES, journey),
        "places.yaml": _page(modeline("places", 0), _PLACES, journey),
        f"{journey}/journey.yaml": _page(modeline("journey", 1), _JOURNEY, journey),
        f"{journey}/reports/first.yaml": _page(modeline("report", 2), _REPORT, journey),
    }


def _page(head: str, text: str, journey: str) -> str:
    return f"{head}\n{text.format(id=journey)}"
