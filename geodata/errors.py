"""What could not be read or used, and where.

An exception means that geodata could not do what was asked; a finding (see ``outcome``)
means that the records, once read, do not hold. Every message is one line that says what
was wrong and what would be right.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A place in a file. Lines and columns count from 1; columns count code points."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class GeodataError(Exception):
    """Base of everything geodata raises on purpose; its text is one line for the user."""


class UsageError(GeodataError):
    """The call was wrong: an unknown place, a unit that does not fit, a bad flag value."""


class UnwritableError(GeodataError):
    """A file or folder could not be written; nothing half-written was left behind."""


class UnreadableError(GeodataError):
    """A file could not be read, decoded or parsed, or does not have the shape of a record."""

    def __init__(self, mark: Mark, message: str) -> None:
        super().__init__(f"{mark}: {message}")
        self.mark = mark
        self.message = message

    def __reduce__(self) -> tuple[type[UnreadableError], tuple[Mark, str]]:
        return type(self), (self.mark, self.message)


class UnreadableRecordsError(GeodataError):
    """Several files could not be read: ``errors`` holds one located error per fault."""

    def __init__(self, errors: tuple[UnreadableError, ...]) -> None:
        super().__init__("\n".join(str(error) for error in errors))
        self.errors = errors

    def __reduce__(self) -> tuple[type[UnreadableRecordsError], tuple[tuple[UnreadableError, ...]]]:
        return type(self), (self.errors,)
