"""How the rows behind the numbers of this register are listed."""

from typing import Any

from django.urls import reverse

from janji.registers.linmas.models import Event, Member
from janji.registers.variables import RowView


def _member_cells(one: Member) -> tuple[Any, ...]:
    squad = one.get_squad_display() if one.squad else "tanpa regu"
    return one.name, one.org_unit.name, squad, one.get_post_display(), one.starts_on, one.ends_on


MEMBER_ROWS = RowView(
    headings=("Nama", "Desa", "Regu", "Jabatan", "Mulai", "Berhenti"),
    cells=_member_cells,
    address=lambda one: reverse("linmas:member", args=[one.pk]),
    related=("org_unit",),
    order=("org_unit__region", "name", "pk"),
)


def _event_cells(one: Event) -> tuple[Any, ...]:
    return one.title, one.get_kind_display(), one.held_on, one.hours, one.org_unit.name


EVENT_ROWS = RowView(
    headings=("Kegiatan", "Jenis", "Tanggal", "JP", "Kantor"),
    cells=_event_cells,
    address=lambda one: reverse("linmas:event", args=[one.pk]),
    related=("org_unit",),
    order=("held_on", "pk"),
)
