"""How the rows behind a number of this register are listed."""

from typing import Any

from django.urls import reverse

from janji.orgs.models import OrgUnit
from janji.registers.variables import RowView


def _cells(one: OrgUnit) -> tuple[Any, ...]:
    return one.name, one.get_kind_display(), one.region_id


VILLAGE_ROWS = RowView(
    headings=("Desa atau kelurahan", "Jenis", "Kode wilayah"),
    cells=_cells,
    address=lambda one: reverse("villages:village", args=[one.slug]),
    order=("path", "pk"),
)
