"""How long twenty journey pages take beside twenty maps of plain folium with the same places, ways and reports.

    python tests/benchmarks/bench_pages.py [ROUNDS]

Both begin when everything is imported, the records are read and checked. A page holds two drawn maps,
two train graphs, a zoomable map, tables and downloads; a plain map holds the ways as lines, the stations
as markers with a tooltip, and a popup for each report. Seconds of the processor, in turn; only the ratio counts.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from html import escape

import folium

import geodata
from geodata.ground import Atlas
from geodata.outcome import Outcome
from geodata.pages import Desk, basemap, render_gallery
from geodata.records import Records

MAPS = 20


def plain(records: Records, outcome: Outcome, atlas: Atlas) -> int:
    """Twenty maps as folium draws them out of the box; how many bytes they are."""
    size = 0
    for journey in [found for found in outcome.journeys if found.legs][:MAPS]:
        chart = folium.Map(location=(40, 120), zoom_start=5)
        legs = records.journeys[journey.id].record.legs
        for leg in legs.values():
            for way in atlas.leg(leg).alignments:
                folium.PolyLine([(fix.lat, fix.lon) for fix in way.fixes]).add_to(chart)
                for fix in way.fixes:
                    if fix.place:
                        name = records.places[fix.place].record.name
                        folium.Marker((fix.lat, fix.lon), tooltip=escape(name)).add_to(chart)
        for i, statement in enumerate(journey.statements):
            popup = folium.Popup(escape(statement.judgement.sentence), max_width=300)
            folium.Marker((40 + i / 100, 120), popup=popup).add_to(chart)
        size += len(chart.get_root().render())
    return size


def seconds(run: Callable[[], object]) -> float:
    """Of the processor, for one run."""
    start = time.process_time()
    run()
    return time.process_time() - start


def main() -> None:
    """Both in turn; the median of each and the ratio."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    records = geodata.load()
    outcome = geodata.check(records)
    atlas = Atlas(records)
    desk = Desk(formats=("html",))
    pages = len(render_gallery(records, outcome, desk)) - 1  # once before it counts: templates and packages are loaded
    plain(records, outcome, atlas)
    times: dict[str, list[float]] = {"pages": [], "folium": []}
    for _ in range(rounds):
        basemap.window.cache_clear()  # every run cuts its own windows, as a command does
        times["pages"].append(seconds(lambda: render_gallery(records, outcome, desk)))
        times["folium"].append(seconds(lambda: plain(records, outcome, atlas)))
    ours, theirs = (statistics.median(times[key]) for key in ("pages", "folium"))
    print(
        f"{pages} pages and the index {ours:.2f} s, {MAPS} plain maps {theirs:.2f}; ratio {ours / theirs:.2f} (goal: 1)"
    )


if __name__ == "__main__":
    main()
