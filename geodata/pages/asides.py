"""What stands beside the lines of borders and stops on a train graph, away from the rays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from geodata.pages.graph import Graph
from geodata.pages.layout import Anchor, Box, text_width
from geodata.pages.tongue import say

SIZE = 11.5


@dataclass(frozen=True, slots=True)
class Aside:
    """A note; ``y`` is its baseline."""

    x: float
    y: float
    anchor: Anchor
    text: str

    @property
    def box(self) -> Box:
        """What it covers, with room for the note beside it."""
        wide = text_width(self.text, SIZE) + 6
        left = self.x if self.anchor == "start" else self.x - wide
        return (left, self.y - 12, left + wide, self.y + 4)


def asides(
    graph: Graph, at: Callable[[float], float], ends: tuple[float, float], middle: float, band: tuple[float, str]
) -> Iterator[Aside]:
    """The notes: at the left in the upper half, at the right in the lower.

    ``at`` gives the height of a kilometre, ``ends`` the edges of the plot, ``band`` the baseline and
    the text of the line's length, which stands at the left too.
    """

    def aside(line: float, y: float, text: str) -> Aside:
        if line >= middle:
            return Aside(ends[1] - 4, round(y, 1), "end", text)
        past = text_width(band[1], SIZE) + 14 if abs(line - 4 - band[0]) < 14 else 4
        return Aside(round(ends[0] + past, 1), round(y, 1), "start", text)

    for km in graph.borders:
        yield aside(at(km), at(km) - 4, say("border"))
    for level in graph.levels:
        if level.stop:
            yield aside(at(level.km), at(level.km) + (14 if level.border else -4), level.stop)
