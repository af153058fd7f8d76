"""How the bodies behind the numbers of this register are listed."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from janji.core.periods import Window
from janji.registers.communities import queries
from janji.registers.communities.conditions import USUAL
from janji.registers.communities.lists import verdict_said
from janji.registers.communities.models import Community
from janji.registers.variables import RowView, Terms


def _cells(one: Community) -> tuple[Any, ...]:
    parent = one.parent.name if one.parent else None
    return one.name, one.get_kind_display(), one.org_unit.name, parent, one.founded_on


def _verdicts(rows: Sequence[Community], window: Window, terms: Terms) -> list[tuple[str]]:
    """Whether each is active in the window by the definition's terms, or the one thing it lacks."""
    standings = queries.standings(rows, window, {**USUAL, **terms})
    return [(verdict_said(standings[one.pk]),) for one in rows]


COMMUNITY_ROWS = RowView(
    headings=("Lembaga", "Jenis", "Desa", "Induk", "Dibentuk"),
    cells=_cells,
    address=lambda one: reverse("communities:community", args=[one.pk]),
    related=("org_unit", "parent"),
    order=("org_unit__path", "kind", "name_key", "pk"),
    more_headings=("Penilaian",),
    more=_verdicts,
)
