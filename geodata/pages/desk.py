"""What a desk decides about its own pages: form, language, words, colours, contact, tiles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal, Self, TypeAlias

from pydantic import Field, StringConstraints, model_validator

from geodata.catalog import read_mapping
from geodata.errors import UsageError
from geodata.pages.contrast import contrast
from geodata.pages.tongue import LANGUAGES
from geodata.records.words import Address, Name, Record, Slug, Text

FORMATS = ("html", "embed", "svg", "png")
Tone: TypeAlias = Literal["short", "round", "fits", "over", "none"]
Colour: TypeAlias = Annotated[str, StringConstraints(strict=True, pattern=r"^#[0-9a-fA-F]{6}$")]
_GROUNDS = {"colours": ("#ffffff", "#f7f5f0", "#dde8ee"), "dark_colours": ("#14171a", "#262b2f", "#172129")}


class Contact(Record):
    """Whom readers tell about an error."""

    text: Name
    url: Address | None = None


class Edit(Record):
    """The file of ``--edit``: what a desk sets by hand. Verdicts and figures are not among it."""

    headlines: dict[Slug, Name] = Field(default_factory=dict, description="A journey's headline, in place of ours.")
    standfirsts: dict[Slug, Text] = Field(default_factory=dict, description="What stands under it.")
    order: tuple[Slug, ...] = Field(default=(), description="Journeys in the order of the gallery; the others follow.")
    omit: tuple[Name, ...] = Field(default=(), description="Reports to leave out, as journey/report.")
    colours: dict[Tone, Colour] = Field(default_factory=dict, description="Colours of the marks on light ground.")
    dark_colours: dict[Tone, Colour] = Field(default_factory=dict, description="The same on dark ground.")
    contact: Contact | None = None

    @model_validator(mode="after")
    def _marks_can_be_seen(self) -> Self:
        for name, grounds in _GROUNDS.items():
            for tone, colour in getattr(self, name).items():
                least = min(contrast(colour, ground) for ground in grounds)
                if least < 3:
                    message = f"{name}: {tone} {colour} has a contrast of {least:.1f} on the map; marks need 3 or more"
                    raise ValueError(message)
        return self


@dataclass(frozen=True, slots=True)
class Desk:
    """How the gallery is to be made."""

    formats: Sequence[str] = ("html", "embed")
    language: str = "en"
    site: str | None = None
    """Where the gallery will stand; cards of other sites need whole addresses."""
    borders: bool = True
    tiles: str | None = None
    """Address of online tiles with ``{x}``, ``{y}`` and ``{z}``; pages ask nobody for anything without."""
    tiles_credit: str = ""
    edit: Edit = field(default_factory=Edit)


def read_edit(path: Path) -> Edit:
    """The desk's file. Raises UnreadableRecordsError with a place for every fault."""
    return read_mapping(path, Edit)


def checked(desk: Desk, journeys: Sequence[str], reports: Sequence[str]) -> Desk:
    """The desk's wishes, if all of them can be met. Raises UsageError naming the first that cannot."""
    for name in desk.formats:
        if name not in FORMATS:
            raise UsageError(f'no format "{name}"; known are {", ".join(FORMATS)}')
    if desk.language not in LANGUAGES:
        raise UsageError(f'no language "{desk.language}"; known are {", ".join(LANGUAGES)}')
    for journey in (*desk.edit.headlines, *desk.edit.standfirsts, *desk.edit.order):
        if journey not in journeys:
            raise UsageError(f'--edit: no journey "{journey}" on record; known are {", ".join(journeys)}')
    for report in desk.edit.omit:
        if report not in reports:
            raise UsageError(f'--edit: no report "{report}" on record; write it as journey/report')
    for flag, address, parts in (("--site", desk.site, ()), ("--tiles", desk.tiles, ("{x}", "{y}", "{z}"))):
        if address is not None and not (address.startswith("https://") and _bare(address, parts)):
            wanted = f" with {', '.join(parts)}" if parts else ""
            raise UsageError(f"{flag} needs an https address{wanted}, without spaces, quotes or other braces")
    return desk


def _bare(address: str, parts: Sequence[str]) -> bool:
    rest = address
    for part in parts:
        if part not in rest:
            return False
        rest = rest.replace(part, "")
    return not set(rest) & set(" \t\n\"'`<>{};,\\")
