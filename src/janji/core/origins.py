"""Where a value was found on paper, and how sure the reading of it is."""

from dataclasses import dataclass
from enum import StrEnum


class Confidence(StrEnum):
    """How far a reading may be trusted before a person has looked at it."""

    HIGH = "high"
    """The file itself says which cell or line it is."""
    MEDIUM = "medium"
    """Columns or lines were told apart by their positions."""
    LOW = "low"
    """Letters were recognised on a picture, or a problem speaks of this value."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a document; everything counts from one, what a kind of file lacks is `None`.

    `page` is the page of a PDF or picture and the sheet of a workbook. `table` counts the tables
    of the whole document; `row` is the row of the table, in a workbook the row of the sheet.
    Running text has a `line` instead, counted over the whole document.
    """

    page: int | None = None
    table: int | None = None
    row: int | None = None
    cell: int | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value was found, and how sure that is."""

    place: Place
    confidence: Confidence = Confidence.HIGH
