"""Tables to take away: the figures of a year, and their entries as the import reads them."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from janji.core.figures import unscaled
from janji.kit.tables import Cell, Table
from janji.registers.figures.models import Entry
from janji.registers.figures.queries import FigureYear
from janji.registers.figures.wording import STATES

HEADER = ("kode", "periode", "nilai", "keterangan", "kantor", "tidak tersedia karena")


def years_table(rows: Iterable[FigureYear], year: int) -> Table:
    """Figures with how their year stands."""
    return Table(
        title=f"Angka {year}",
        header=[
            "Angka",
            "Kode",
            "Ditetapkan oleh",
            "Satuan",
            "Diminta",
            "Isian masuk",
            "Isian jatuh tempo",
            "Keadaan",
            "Periode terakhir",
            "Nilai terakhir",
        ],
        rows=[_year(one) for one in rows],
    )


def _year(one: FigureYear) -> list[Cell]:
    figure, newest = one.figure, one.newest
    return [
        figure.title,
        figure.code,
        figure.org_unit.name,
        figure.unit_of_measure,
        figure.get_frequency_display(),
        one.answers,
        one.owed,
        STATES[one.state][1],
        newest.period.name if newest else None,
        exact(newest.total) if newest else None,
    ]


def exact(number: Decimal | None) -> Cell:
    """A number as a cell; a spreadsheet would cut decimals after the fourth, so longer ones are text."""
    if number is None:
        return None
    exponent = number.as_tuple().exponent
    return (
        f"{number:f}".replace(".", ",") if isinstance(exponent, int) and exponent < -4 else number
    )


def entries_table(entries: Iterable[Entry], title: str) -> Table:
    """Entries in the columns that the import reads."""
    return Table(title=title, header=HEADER, rows=_entries(entries))


def _entries(entries: Iterable[Entry]) -> Iterator[Sequence[Cell]]:
    for one in entries:
        number = None if one.number is None else unscaled(one.number, one.figure.decimals)
        yield (
            one.figure.code,
            one.period.name,
            exact(number),
            one.notes,
            one.org_unit.name,
            one.unavailable,
        )
