"""How the rows behind a number of this register are listed."""

from typing import Any

from django.urls import reverse

from janji.core.figures import unscaled
from janji.registers.figures.models import Entry
from janji.registers.variables import RowView


def _cells(one: Entry) -> tuple[Any, ...]:
    number = None if one.number is None else unscaled(one.number, one.figure.decimals)
    return one.org_unit.name, one.period.name, number, one.figure.unit_of_measure, one.notes


ENTRY_ROWS = RowView(
    headings=("Kantor", "Periode", "Nilai", "Satuan", "Keterangan"),
    cells=_cells,
    address=lambda one: reverse("figures:entry", args=[one.pk]),
    related=("org_unit", "figure"),
    order=("org_unit__path", "last_day", "pk"),
)
