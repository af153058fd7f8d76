"""How the groups, members, loans and savings behind the numbers of this register are listed."""

from typing import Any

from django.urls import reverse

from janji.registers.self_help.models import Group, GroupMember, Loan, Record
from janji.registers.variables import RowView


def _group_cells(one: Group) -> tuple[Any, ...]:
    programme = one.get_programme_display()
    return one.name, one.get_kind_display(), one.org_unit.name, programme, one.formed_on


def _member_cells(one: GroupMember) -> tuple[Any, ...]:
    poor = "ya" if one.is_poor else "tidak"
    return one.name, one.get_sex_display(), poor, one.group.name, one.org_unit.name, one.joined_on


def _loan_cells(one: Loan) -> tuple[Any, ...]:
    return one.number, one.group.name, one.org_unit.name, one.principal, one.disbursed_on


def _record_cells(one: Record) -> tuple[Any, ...]:
    return one.day, one.get_kind_display(), one.amount, one.group.name, one.org_unit.name


def _of_group(one: Any) -> str:
    return reverse("self_help:group", args=[one.group_id])


GROUP_ROWS = RowView(
    headings=("KSM", "Jenis", "Desa", "Program asal", "Dibentuk"),
    cells=_group_cells,
    address=lambda one: reverse("self_help:group", args=[one.pk]),
    related=("org_unit",),
    order=("org_unit__path", "name_key", "pk"),
)
MEMBER_ROWS = RowView(
    headings=("Anggota", "L/P", "Miskin menurut daftar", "KSM", "Desa", "Masuk"),
    cells=_member_cells,
    address=_of_group,
    related=("group", "org_unit"),
    order=("org_unit__path", "group__name_key", "name_key", "pk"),
)
LOAN_ROWS = RowView(
    headings=("Pinjaman", "KSM", "Desa", "Pokok", "Cair"),
    cells=_loan_cells,
    address=lambda one: reverse("self_help:loan", args=[one.pk]),
    related=("group", "org_unit"),
    order=("org_unit__path", "group__name_key", "disbursed_on", "pk"),
)
SAVING_ROWS = RowView(
    headings=("Hari", "Jenis", "Rupiah", "KSM", "Desa"),
    cells=_record_cells,
    address=_of_group,
    related=("group", "org_unit"),
    order=("day", "org_unit__path", "group__name_key", "pk"),
)
