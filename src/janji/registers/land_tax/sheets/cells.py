"""Cells of the land tax's sheets as values."""

from datetime import date
from decimal import Decimal

from janji.core.cells import Cell
from janji.core.numbers import read_number
from janji.core.refusals import Refused
from janji.core.written_days import read_day

SHOWN = 60


class Wrong(Exception):
    """A cell that cannot be used: its column, and the problem's code and facts."""

    def __init__(self, column: str, code: str, **said: object) -> None:
        super().__init__(code)
        self.column, self.code, self.said = column, code, said


def is_filled(cell: Cell) -> bool:
    """Whether something stands in a cell."""
    return cell is not None and (not isinstance(cell, str) or bool(cell.strip()))


def whole(column: str, cell: Cell, code: str) -> int | None:
    """A whole number of rupiah or of things; a dash says there is none yet, which is zero."""
    if not is_filled(cell):
        return None
    said = str(cell).strip().removeprefix("Rp").removeprefix(".").removesuffix(",-").strip()
    if said in {"-", "–"}:
        return 0
    try:
        number = Decimal(cell) if isinstance(cell, int | Decimal) else read_number(said).value
    except Refused:
        number = None
    if number is None or number < 0 or number != int(number):
        raise Wrong(column, code, said=str(cell)[:SHOWN])
    return int(number)


def day(column: str, cell: Cell) -> date | None:
    """A day, as the spreadsheet's own or as it is written."""
    if not is_filled(cell) or cell in {"-", "–"}:
        return None
    if isinstance(cell, date):
        return cell
    try:
        return read_day(str(cell))
    except Refused:
        raise Wrong(column, "land-tax-day-unreadable", said=str(cell)[:SHOWN]) from None


def text(cell: Cell, longest: int) -> str | None:
    """Words of a cell, or nothing."""
    said = " ".join(str(cell).split()) if is_filled(cell) else ""
    return said[:longest] or None
