"""Claims, events and ground in a line each, as the tests of ``reasoning`` need them."""

from __future__ import annotations

import math
from collections.abc import Mapping

from geodata.ground import Hop, Option, Route, Spot, geodesic_km
from geodata.ground.network import Section
from geodata.outcome import Ground
from geodata.reasoning import Policy, Question, Said, load_policy
from geodata.reasoning.asking import SENSES
from geodata.reasoning.clock import read_when
from geodata.reasoning.hedges import halo, read_hedged
from geodata.reasoning.programme import Assertion, Chain, Node, Piece
from geodata.reasoning.scope import LegGround, Scope

POLICY: Policy = load_policy()
KOREA, CHINA = "Asia/Pyongyang", "Asia/Shanghai"
NAMES = {"pyongyang": "Pyongyang", "bridge": "the bridge", "beijing": "Beijing"}

Km = tuple[float, float]


def chain(*pieces: Km, stops: tuple[float, ...] = ()) -> Chain:
    """Pieces between cuts; ``stops`` are least hours at the inner cuts."""
    inner = [*stops, *([0.0] * (len(pieces) - 1 - len(stops)))]
    nodes = (Node(None), *(Node(None, hours) for hours in inner), Node(None))
    return Chain(nodes, tuple(Piece(low, high) for low, high in pieces))


def claim(name: str, text: str, what: str = "", *, on: tuple[int, ...] = (0,)) -> Assertion:
    """``claim("hours", "nearly 20 h")``: a claim about consecutive pieces, a speed taken as an average."""
    _, hedge, quantity = read_hedged(text, POLICY)
    kind = {"speed": "average", "duration": "elapsed", "distance": "distance"}[quantity.kind]
    return Assertion(name, what or kind, halo(quantity, hedge, POLICY), on[0], on[-1] + 1, on)


def event(name: str, what: str, when: str, at: int, zone: str = KOREA) -> Assertion:
    """``event("left", "departed", "2025-09-01 afternoon", 0)``."""
    return Assertion(name, what, read_when(when, zone, POLICY), at, at, ())


def said(name: str, text: str, role: str = "ambiguous", **scope: str) -> Said:
    """``said("sixty", "about 60 km/h", "average", within="KP")``; ``role`` counts for speeds only."""
    _, hedge, quantity = read_hedged(text, POLICY)
    senses = {"speed": SENSES[role], "duration": ("elapsed",), "distance": ("distance",)}[quantity.kind]
    return Said(name, quantity.kind, text, senses, (halo(quantity, hedge, POLICY),), **scope)  # type: ignore[arg-type]


def happened(name: str, what: str, when: str, at: str | None = None, zones: tuple[str, ...] = (KOREA,)) -> Said:
    """``happened("left", "departed", "2025-09-01 afternoon", "pyongyang")``."""
    return Said(name, "clock", when, (what,), tuple(read_when(when, zone, POLICY) for zone in zones), start=at)


# Points near enough to the real ones; only the geodesic depends on them.
SPOTS = {
    "pyongyang": Spot("pyongyang", "Pyongyang", 39.0, 125.7),
    "bridge": Spot("bridge", "the bridge", 40.1, 124.4),
    "beijing": Spot("beijing", "Beijing", 39.9, 116.4),
}


def railway(
    north: Km = (222, 232), china: Km = (1095, 1145), *, possible: Km | None = None, stop_h: float = 0.0
) -> Scope:
    """Pyongyang, a border bridge, Beijing; ``possible`` is a way beside the Chinese one that nobody reported."""
    ways = [_way("main", "usual", "bridge", "beijing", china)]
    if possible is not None:
        ways.append(_way("shortcut", "possible", "bridge", "beijing", possible))
    hops = (
        Hop("pyongyang", "bridge", ("KP",), (_way("north", "usual", "pyongyang", "bridge", north),)),
        Hop("bridge", "beijing", ("CN",), tuple(ways)),
    )
    a, b = SPOTS["pyongyang"], SPOTS["beijing"]
    least, most = china if possible is None else (min(china[0], possible[0]), max(china[1], possible[1]))
    ground = Ground(
        low_km=north[0] + china[0],
        high_km=north[1] + china[1],
        geodesic_km=geodesic_km(a.lat, a.lon, b.lat, b.lon),
        basis="lines",
        possible_low_km=north[0] + least,
        possible_high_km=north[1] + most,
    )
    return _scope(Route(a, b, "rail", ground, hops), {"bridge": stop_h} if stop_h else {})


def given(low: float, high: float) -> Scope:
    """A distance typed by hand, between places that are only names."""
    start, end = Spot(None, "A", 0.0, 0.0), Spot(None, "B", 0.0, 0.0)
    return _scope(Route(start, end, "rail", Ground(low, high, None, "given")), {})


def asked(*claims: Said, scope: Scope | None = None) -> Question:
    """Claims over that ground."""
    return Question(claims, scope)


def _way(name: str, standing: str, start: str, end: str, km: Km) -> Option:
    return Option(name, standing, (Section(name, start, end, km[0], km[1], ()),))


def _scope(route: Route, stops: Mapping[str, float]) -> Scope:
    return Scope((LegGround("out", "out", route, stops),), POLICY.air)


def open_end(value: float | None, default: float = math.inf) -> float:
    """An end of an interval as a number; None is open."""
    return default if value is None else value
