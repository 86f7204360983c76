"""A way cut into hops, widened wherever others run beside it: parallel ways, and ways beside parts of those."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from geodata.ground.hops import Hop, Option
from geodata.ground.network import Network, Section
from geodata.records import Records

_STANDINGS = ("reported", "usual", "possible")


@dataclass
class Ways:
    """What may run beside a way, where certain lines are open.

    ``standings`` say how ways stand where it differs from the records, by group and way.
    ``pinned`` are places that the train is known to have passed: ways without them are left out.
    """

    records: Records
    network: Network
    running: frozenset[str]
    standings: Mapping[str, Mapping[str, str]]
    pinned: frozenset[str]
    singles: dict[Section, Hop]
    """Hops of a single section, the same in every way: each is made once."""
    _laid: dict[tuple[str, str], tuple[Option, ...]] = field(default_factory=dict)
    """Options by group and start. Each is laid once: ways that share a nested group share its hops."""
    _within: list[str] = field(default_factory=list)
    """The groups whose ways are just being laid: none lies within itself."""

    def hops(self, way: tuple[Section, ...]) -> tuple[Hop, ...]:
        """The way cut into hops; where it runs over one of several parallel ways, they make one hop."""
        hops: list[Hop] = []
        index = 0
        while index < len(way):
            bundle = self._bundle(way, index)
            if bundle is None:
                hops.append(self._single(way[index]))
                index += 1
            else:
                more, index = bundle
                hops.extend(more)
        return tuple(hops)

    def _single(self, section: Section) -> Hop:
        if section not in self.singles:
            option = Option(section.line, self.records.lines[section.line].record.standing, (section,))
            self.singles[section] = self._hop((option,))
        return self.singles[section]

    def _hop(self, options: tuple[Option, ...]) -> Hop:
        start, end = options[0].sections[0].start, options[0].sections[-1].end
        return Hop(start, end, self._countries(start, end), options)

    def _bundle(self, way: tuple[Section, ...], index: int) -> tuple[tuple[Hop, ...], int] | None:
        """The parallel ways that begin here, and where the way goes on after them; the widest group first."""
        for stop, group_id, end in self._groups(way, index):
            start = way[index].start
            options = self._options(group_id, start, end)
            lines = {section.line for section in way[index:stop]}
            if not any(lines <= option.lines for option in options):
                continue
            passed = self.pinned & {place for option in options for place in option.places} - {start, end}
            if not passed:
                return (self._hop(options),), stop
            taken = [option for option in options if passed <= option.places]
            if taken:
                self._within.append(group_id)
                hops = tuple(self._cut(taken, passed))
                self._within.pop()
                return hops, stop
        return None

    def _groups(self, way: tuple[Section, ...], index: int) -> list[tuple[int, str, str]]:
        """The groups that begin here and end further on: where, which, and at what place."""
        found = []
        for group_id, end in self.network.groups.get(way[index].start, ()):
            stop = next((i + 1 for i in range(index, len(way)) if way[i].end == end), None)
            if stop is not None and group_id not in self._within:
                found.append((stop, group_id, end))
        return sorted(found, key=lambda one: (-one[0], one[1]))

    def _options(self, group_id: str, start: str, end: str) -> tuple[Option, ...]:
        if (group_id, start) not in self._laid:
            self._within.append(group_id)
            options: list[Option] = []
            for name, way in sorted(self.records.ways[group_id].record.ways.items()):
                sections = self.network.least(start, end, self.running.intersection(way.lines).__contains__)
                if sections:
                    standing = self.standings.get(group_id, {}).get(name, way.standing)
                    options.append(self._option(name, standing, sections))
            self._within.pop()
            self._laid[group_id, start] = tuple(options)
        return self._laid[group_id, start]

    def _option(self, name: str, standing: str, sections: tuple[Section, ...]) -> Option:
        hops = self.hops(sections)
        plain = all(hop.line is not None for hop in hops) and tuple(h.options[0].sections[0] for h in hops) == sections
        return Option(name, standing, sections, () if plain else hops)

    def _cut(self, taken: Sequence[Option], passed: frozenset[str]) -> Iterator[Hop]:
        """The ways that pass all those places, cut there; where they share their sections they are one."""
        cuts = [[s.end for s in option.sections if s.end in passed] for option in taken]
        if any(one != cuts[0] for one in cuts):  # not in one order, or on a way beside a part of theirs
            yield self._hop(tuple(taken))
            return
        parts = zip(*(_split(option.sections, passed) for option in taken), strict=True)
        for pieces in parts:
            strongest: dict[tuple[Section, ...], Option] = {}
            for option, piece in zip(taken, pieces, strict=True):
                known = strongest.setdefault(piece, option)
                if _STANDINGS.index(option.standing) < _STANDINGS.index(known.standing):
                    strongest[piece] = option
            if len(strongest) == 1:
                yield from self.hops(pieces[0])
            else:
                yield self._hop(tuple(self._option(o.name, o.standing, piece) for piece, o in strongest.items()))

    def _countries(self, start: str, end: str) -> tuple[str, ...]:
        """The country that both ends share; both countries where they share none."""
        a, b = (self.records.places[place].record.country for place in (start, end))
        shared = tuple(country for country in a if country in b)
        return shared or (*a, *b)


def _split(sections: tuple[Section, ...], at: frozenset[str]) -> Iterator[tuple[Section, ...]]:
    piece: list[Section] = []
    for section in sections:
        piece.append(section)
        if section.end in at:
            yield tuple(piece)
            piece = []
    if piece:
        yield tuple(piece)
