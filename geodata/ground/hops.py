"""A route step by step: each hop one section, or several parallel ways between the same two places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from geodata.ground.network import Section
from geodata.outcome import SectionKm


@dataclass(frozen=True, slots=True)
class Option:
    """One of the parallel ways of a hop.

    Where other ways run beside a part of it, ``hops`` is the same way with those parts widened;
    empty where there are none. What the two add up to is reckoned once, bottom up: hops within
    hops within hops must not be walked again for every way that holds them.
    """

    name: str
    standing: str
    sections: tuple[Section, ...]
    hops: tuple[Hop, ...] = field(default=(), compare=False, repr=False)
    path: tuple[Section, ...] = field(init=False, compare=False, repr=False)
    """Its sections over the main ways of its hops."""
    reach: frozenset[Section] = field(init=False, compare=False, repr=False)
    """Every section that it may run over."""
    names: tuple[str, ...] = field(init=False, compare=False, repr=False)
    """Its name, and those of the ways beside parts of it."""
    km: tuple[float, float] = field(init=False, repr=False)
    """Kilometres as an interval over ways that are not merely possible; each line's two chainages
    are added up before they are compared."""
    possible_km: tuple[float, float] = field(init=False, repr=False)
    """The same over merely possible ways too."""

    def __post_init__(self) -> None:
        inner = [option for hop in self.hops for option in hop.options]
        reckoned: dict[str, object] = {
            "path": tuple(s for hop in self.hops for s in hop.main.path) or self.sections,
            "reach": frozenset().union(*(option.reach for option in inner)) or frozenset(self.sections),
            "names": tuple(
                dict.fromkeys([self.name, *(n for hop in self.hops if hop.line is None for n in hop.names)])
            ),
            "km": interval(self.hops, possible=False) if self.hops else _added(self.sections),
            "possible_km": interval(self.hops, possible=True) if self.hops else _added(self.sections),
        }
        for name, value in reckoned.items():
            object.__setattr__(self, name, value)

    @property
    def places(self) -> frozenset[str]:
        """Every place it may touch."""
        return frozenset(place for section in self.reach for place in (section.start, section.end))

    @property
    def lines(self) -> frozenset[str]:
        """Every line it may run over."""
        return frozenset(section.line for section in self.reach)


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
    def names(self) -> tuple[str, ...]:
        """The names of all its ways."""
        return tuple(dict.fromkeys(name for option in self.options for name in option.names))

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
    for run in _runs(hops):
        if run[0].line is None:
            ways = run[0].ways(possible=possible)
            kms = [option.possible_km if possible else option.km for option in ways]
        else:
            kms = [_added([hop.options[0].sections[0] for hop in run])]
        low, high = low + min(a for a, _ in kms), high + max(b for _, b in kms)
    return low, high


def stretches(hops: Sequence[Hop]) -> Iterator[SectionKm]:
    """The hops joined line by line, as long as a line is run in one direction.

    Parallel ways stay one stretch that names them.
    """
    for run in _runs(hops):
        if run[0].line is not None:
            yield _stretch(run, run[0].line, ())
            continue
        usual = run[0].ways(possible=False)
        lines = dict.fromkeys("+".join(dict.fromkeys(s.line for s in option.sections)) for option in usual)
        yield _stretch(run, " | ".join(lines), run[0].names)


def _runs(hops: Sequence[Hop]) -> Iterator[list[Hop]]:
    """Hops of one line in one direction together, every other hop alone; a train that turns begins anew."""
    run: list[Hop] = []
    for hop in hops:
        if run and (hop.line is None or hop.line != run[-1].line or hop.end == run[-1].start):
            yield run
            run = []
        run.append(hop)
    if run:
        yield run


def _added(sections: Sequence[Section]) -> tuple[float, float]:
    low = high = 0.0
    for _, run in groupby(sections, key=lambda section: section.line):
        run_ = list(run)
        a, b = sorted((sum(s.low_km for s in run_), sum(s.high_km for s in run_)))
        low, high = low + a, high + b
    return low, high


def _stretch(run: Sequence[Hop], line: str, ways: tuple[str, ...]) -> SectionKm:
    low, high = interval(run, possible=False)
    sources = {source for hop in run for option in hop.options for s in option.reach for source in s.sources}
    return SectionKm(line, run[0].start, run[-1].end, round(low, 3), round(high, 3), ways, tuple(sorted(sources)))
