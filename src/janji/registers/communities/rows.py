"""How the bodies behind the numbers of this register are listed."""

from typing import Any

from django.urls import reverse

from janji.registers.communities.models import Community
from janji.registers.variables import RowView


def _cells(one: Community) -> tuple[Any, ...]:
    parent = one.parent.name if one.parent else None
    return one.name, one.get_kind_display(), one.org_unit.name, parent, one.founded_on


COMMUNITY_ROWS = RowView(
    headings=("Lembaga", "Jenis", "Desa", "Induk", "Dibentuk"),
    cells=_cells,
    address=lambda one: reverse("communities:community", args=[one.pk]),
    related=("org_unit", "parent"),
    order=("org_unit__path", "kind", "name_key", "pk"),
)
