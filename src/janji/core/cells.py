"""A spreadsheet as values: cells without binary numbers, and how people name a cell."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

Cell = str | int | Decimal | date | None
"""A cell as the reader of the file gives it; a number with decimals is a `Decimal`."""

Row = Sequence[Cell]


def column_letter(column: int) -> str:
    """The letter a spreadsheet shows for a column counted from 0: `A`, `Z`, `AA`."""
    before, last = divmod(column, 26)
    return (column_letter(before - 1) if before else "") + chr(ord("A") + last)
