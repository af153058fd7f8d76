"""A budget as tables to take away. The columns of lines and of spending are those that the import reads."""

from collections.abc import Iterable, Iterator, Sequence

from janji.budgets.queries import Branch, BudgetTree
from janji.budgets.wording import UNDEFINED
from janji.core.absorption import Absorption, absorption_scale
from janji.core.numbers import written
from janji.kit.dates import MONTHS as MONTH_NAMES
from janji.kit.tables import Cell, Table
from janji.orgs.models import OrgUnit

LINE_HEADER = ("Kode", "Uraian", "Pagu")
SPENDING_HEADER = ("Kode", "Bulan", "Realisasi s.d. bulan ini", "Alasan")


def tree_table(tree: BudgetTree) -> Table:
    """Programmes, activities and sub-activities with amount, spending and absorption."""
    month = MONTH_NAMES[tree.month - 1]
    rows = [*_branches(tree.programmes), ["", "Jumlah", *_absorbed(tree.absorbed)]]
    scale = absorption_scale()
    return Table(
        title=f"Anggaran {tree.document.year}",
        header=["Kode", "Uraian", "Pagu", f"Realisasi s.d. {month}", "Penyerapan (%)", "Predikat"],
        rows=rows,
        notes=[f"{tree.document}. Predikat: {scale.title}. {scale.source}"],
    )


def _branches(branches: Iterable[Branch]) -> Iterator[Sequence[Cell]]:
    for one in branches:
        yield [one.written, one.name, *_absorbed(one.absorbed)]
        yield from _branches(one.branches)
        for line in one.lines:
            yield [line.written, line.name, *_absorbed(line.absorbed)]


def _absorbed(one: Absorption) -> Sequence[Cell]:
    percent: Cell = UNDEFINED[one.undefined] if one.undefined else written(one.percent or 0, 2)
    band = one.band.label if one.band else ("Melebihi pagu" if one.is_over else None)
    return [one.amount, one.spent, percent, band]


def line_table(tree: BudgetTree) -> Table:
    """The lines with the names above them, as the import reads them."""
    rows = [[code, name, amount] for code, name, amount, *_ in _branches(tree.programmes)]
    return Table("Pagu", LINE_HEADER, rows)


def spending_table(tree: BudgetTree) -> Table:
    """Every figure of spending to date, as the import reads them."""
    rows = [
        [line.written, MONTH_NAMES[month - 1], line.to_date[month], None]
        for line in tree.lines
        for month in sorted(line.to_date)
    ]
    return Table("Realisasi", SPENDING_HEADER, rows)


def office_table(rows: Iterable[tuple[OrgUnit, Absorption]], year: int) -> Table:
    """Offices with the absorption of a year."""
    return Table(
        title=f"Anggaran {year}",
        header=["Kantor", "Pagu", "Realisasi", "Penyerapan (%)", "Predikat"],
        rows=[[office.name, *_absorbed(absorbed)] for office, absorbed in rows],
    )
