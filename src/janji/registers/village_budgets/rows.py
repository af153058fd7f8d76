"""How the rows behind a number of this register are listed."""

from typing import Any

from django.urls import reverse

from janji.registers.variables import RowView
from janji.registers.villages.models import Village


def _cells(one: Village) -> tuple[Any, ...]:
    return one.org_unit.name, one.since


VILLAGE_ROWS = RowView(
    headings=("Desa", "Didaftarkan sejak"),
    cells=_cells,
    address=lambda one: reverse("village_budgets:village", args=[one.org_unit.slug]),
    related=("org_unit",),
    order=("org_unit__path", "pk"),
)
