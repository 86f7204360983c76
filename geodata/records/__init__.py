"""What people write: places, lines, journeys and reports as frozen, closed models.

A record says what a source *says*, in the unit it printed. Nothing computed is stored in
one, but for a reviewed verdict.
"""

from geodata.records.atlas import (
    Halt,
    Line,
    LineFile,
    Place,
    PlacesFile,
    Source,
    SourcesFile,
    Station,
    Way,
    WayGroup,
    WaysFile,
)
from geodata.records.journeys import Journey, Leg, Stop
from geodata.records.reports import (
    Claim,
    EmbeddedReport,
    Event,
    Origin,
    OriginsFile,
    Published,
    Report,
    Reviewed,
    Statement,
)
from geodata.records.shelf import Filed, Records

__all__ = [
    "Claim",
    "EmbeddedReport",
    "Event",
    "Filed",
    "Halt",
    "Journey",
    "Leg",
    "Line",
    "LineFile",
    "Origin",
    "OriginsFile",
    "Place",
    "PlacesFile",
    "Published",
    "Records",
    "Report",
    "Reviewed",
    "Source",
    "SourcesFile",
    "Statement",
    "Station",
    "Stop",
    "Way",
    "WayGroup",
    "WaysFile",
]
