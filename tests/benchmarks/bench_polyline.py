"""How long a long line is, beside pyproj: ``python -m tests.benchmarks.bench_polyline``.

pyproj is for this comparison alone; nothing else of the project or its tests needs it. Both measure
the same made lines in one run, turn by turn, each as a user would call it with a list of points;
times are medians of seven. Only ratios carry over to another machine.
"""

from __future__ import annotations

import importlib
import itertools
import math
import statistics
import time
from collections.abc import Callable
from typing import Any

from geodata.ground import geodesic_km
from geodata.ground.polyline import polyline_km


def line(points: int, step_km: float) -> list[tuple[float, float]]:
    """A winding line eastwards from Moscow, points about so many kilometres apart."""
    degrees = step_km / 111.2
    return [(55.7 + 2 * math.sin(i * degrees / 3), (37.6 + i * degrees * 1.5 + 180) % 360 - 180) for i in range(points)]


def median_s(measure: Callable[[], float]) -> float:
    """Seconds of one call, the median of seven."""
    times = []
    for _ in range(7):
        start = time.perf_counter()
        measure()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main() -> None:
    """Print one row for each kind of line."""
    geod: Any = importlib.import_module("pyproj").Geod(ellps="WGS84")
    for points, step_km in ((1_000_000, 0.01), (100_000, 0.1), (9_000, 1.0), (1_000, 9.0), (100, 90.0)):
        way = line(points, step_km)

        def theirs(way: list[tuple[float, float]] = way) -> float:
            lats, lons = zip(*way, strict=True)
            return float(geod.line_length(lons, lats)) / 1000

        def ours(way: list[tuple[float, float]] = way) -> float:
            geodesic_km.cache_clear()
            return polyline_km(way)

        ratio = median_s(theirs) / median_s(ours)
        off = abs(ours() / theirs() - 1)
        print(f"{points:>9,} points {step_km:>5} km apart   ratio {ratio:5.2f}   apart by {off:.0e}")
    few = line(2_000, 1.0)

    def one_by_one() -> float:
        geodesic_km.cache_clear()
        return sum(geodesic_km(*a, *b) for a, b in itertools.pairwise(few))

    ratio = median_s(one_by_one) / median_s(lambda: polyline_km(few))
    print(f"    2,000 geodesics one by one, 1 km apart: {ratio:.0f} times as long as the polyline")


if __name__ == "__main__":
    main()
