"""How far it is on the ground, and where a train is after so many kilometres."""

from geodata.ground.alignment import Alignment, Fix
from geodata.ground.gazetteer import Gazetteer, Spot, fold
from geodata.ground.geodesic import geodesic_km
from geodata.ground.hops import Hop, Option, interval
from geodata.ground.polyline import polyline_km
from geodata.ground.routes import DETOUR, Atlas, Route

__all__ = [
    "DETOUR",
    "Alignment",
    "Atlas",
    "Fix",
    "Gazetteer",
    "Hop",
    "Option",
    "Route",
    "Spot",
    "fold",
    "geodesic_km",
    "interval",
    "polyline_km",
]
