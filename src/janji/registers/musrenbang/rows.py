"""How forums, presence and proposals behind the numbers of this register are listed."""

from typing import Any

from django.urls import reverse

from janji.orgs.models import OrgUnit
from janji.registers.musrenbang.models import Attendance, Forum, Proposal
from janji.registers.variables import RowView


def _attendance_cells(one: Attendance) -> tuple[Any, ...]:
    body = one.community.name if one.community else one.body
    village = one.village.name if one.village else None
    return (
        one.name,
        one.get_sex_display(),
        one.get_group_display(),
        body,
        village,
        str(one.forum),
        one.forum.day,
    )


ATTENDANCE_ROWS = RowView(
    headings=("Nama", "Jenis kelamin", "Unsur", "Lembaga", "Desa", "Forum", "Tanggal"),
    cells=_attendance_cells,
    address=lambda one: reverse("musrenbang:forum", args=[one.forum_id]),
    related=("community", "village", "forum"),
    order=("forum__day", "name", "pk"),
)


def _forum_cells(one: Forum) -> tuple[Any, ...]:
    return str(one), one.org_unit.name, one.day, one.invited_villages


FORUM_ROWS = RowView(
    headings=("Forum", "Kantor", "Tanggal", "Desa diundang"),
    cells=_forum_cells,
    address=lambda one: reverse("musrenbang:forum", args=[one.pk]),
    related=("org_unit",),
    order=("day", "pk"),
)


def _village_cells(one: OrgUnit) -> tuple[Any, ...]:
    return (one.name,)


VILLAGE_ROWS = RowView(
    headings=("Desa",),
    cells=_village_cells,
    address=lambda one: reverse("musrenbang:forums", args=[one.slug]),
    order=("path",),
)


def _proposal_cells(one: Proposal) -> tuple[Any, ...]:
    return (
        one.code,
        one.title,
        one.org_unit.name,
        one.get_sector_display(),
        one.proposed_on,
        one.get_state_display(),
    )


PROPOSAL_ROWS = RowView(
    headings=("Nomor", "Usulan", "Kantor", "Bidang", "Diusulkan", "Keadaan sekarang"),
    cells=_proposal_cells,
    address=lambda one: reverse("musrenbang:proposal", args=[one.pk]),
    related=("org_unit",),
    order=("org_unit__path", "number"),
)
