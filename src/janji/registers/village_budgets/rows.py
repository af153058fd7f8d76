"""How the rows behind a number of this register are listed."""

from typing import Any

from django.urls import reverse

from janji.orgs.models import OrgUnit
from janji.registers.variables import RowView


def _cells(one: OrgUnit) -> tuple[Any, ...]:
    return one.name, one.region_id


VILLAGE_ROWS = RowView(
    headings=("Desa", "Kode wilayah"),
    cells=_cells,
    address=lambda one: reverse("village_budgets:village", args=[one.slug]),
    order=("path", "pk"),
)
