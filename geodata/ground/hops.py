"""A route step by step: each hop one section, or several parallel ways between the same two places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from geodata.ground.network import Section
from geodata.outcome import SectionKm


@dataclass(frozen=True, slots=True)
class Option:
    """One of the parallel ways of a hop."""

    name: str
    standing: str
    sections: tuple[Section, ...]

    @property
    def places(self) -> frozenset[str]:
        """Every place it touches."""
        return frozenset(place for section in self.sections for place in (section.start, section.end))

    @property
    def km(self) -> tuple[float, float]:
        """Kilometres as an interval; each line's two chainages are added up before they are compared."""
        low = high = 0.0
        for _, run in groupby(self.sections, key=lambda section: section.line):
            run_ = list(run)
            a, b = sorted((sum(s.low_km for s in run_), sum(s.high_km for s in run_)))
            low, high = low + a, high + b
        return low, high


@dataclass(frozen=True, slots=True)
class Hop:
    """A step between two places of a route, over one way or several parallel ones."""

    start: str
    end: str
    countries: tuple[str, ...]
    options: tuple[Option, ...]

    @property
    def line(self) -> str | None:
        """The line of a hop that is a single section of it."""
        alone = len(self.options) == 1 and len(self.options[0].sections) == 1
        return self.options[0].sections[0].line if alone else None

    @property
    def main(self) -> Option:
        """The shortest way that is not merely possible."""
        return min(self.options, key=lambda option: (option.standing == "possible", option.km, option.name))

    def ways(self, *, possible: bool) -> tuple[Option, ...]:
        """The usual and reported ways, or all of them; all of them too where none is usual."""
        usual = tuple(option for option in self.options if option.standing != "possible")
        return self.options if possible or not usual else usual


def interval(hops: Sequence[Hop], *, possible: bool) -> tuple[float, float]:
    """Kilometres over consecutive hops as an interval.

    Hops of one line are added on each of its two chainages first: a post that is disputed in the
    middle of a line does not widen what lies beyond it.
    """
    low = high = 0.0
    for line, run in groupby(hops, key=lambda hop: hop.line):
        if line is None:
            for hop in run:
                kms = [option.km for option in hop.ways(possible=possible)]
                low, high = low + min(a for a, _ in kms), high + max(b for _, b in kms)
        else:
            a, b = Option(line, "usual", tuple(hop.options[0].sections[0] for hop in run)).km
            low, high = low + a, high + b
    return low, high


def stretches(hops: Sequence[Hop]) -> Iterator[SectionKm]:
    """The hops joined line by line; parallel ways stay one stretch that names them."""
    for line, run in groupby(hops, key=lambda hop: hop.line):
        if line is not None:
            yield _stretch(list(run), line, ())
            continue
        for hop in run:
            usual = hop.ways(possible=False)
            lines = dict.fromkeys("+".join(dict.fromkeys(s.line for s in option.sections)) for option in usual)
            yield _stretch([hop], " | ".join(lines), tuple(option.name for option in hop.options))


def _stretch(run: list[Hop], line: str, ways: tuple[str, ...]) -> SectionKm:
    low, high = interval(run, possible=False)
    sources = {source for hop in run for option in hop.options for s in option.sections for source in s.sources}
    return SectionKm(line, run[0].start, run[-1].end, round(low, 3), round(high, 3), ways, tuple(sorted(sources)))
