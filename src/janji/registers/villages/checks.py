"""What to look at among the rows of this register."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from janji.core.village_books import semester_of
from janji.orgs.models import OrgUnit
from janji.registers.checks import Check, FlawKind, Look
from janji.registers.variables import RowView
from janji.registers.villages.models import Finding, Inspection
from janji.registers.villages.queries import (
    every_village,
    overdue_below,
    standing_inspections,
    there_on,
)
from janji.registers.villages.rows import VILLAGE_ROWS

FINDING_ROWS = RowView(
    headings=("Temuan", "Desa", "Batas waktu"),
    cells=lambda one: (one.content, one.org_unit.name, one.due_on),
    address=lambda one: reverse("villages:finding", args=[one.pk]),
    related=("org_unit",),
    order=("due_on", "pk"),
)
INSPECTION_ROWS = RowView(
    headings=("Desa", "Diperiksa", "Pemeriksa"),
    cells=lambda one: (one.org_unit.name, one.inspected_on, one.inspector),
    address=lambda one: reverse("villages:inspection", args=[one.pk]),
    related=("org_unit",),
    order=("inspected_on", "pk"),
)


def _overdue(look: Look) -> QuerySet[Finding]:
    return overdue_below(look.org_unit, look.on).filter(due_on__year__lte=look.year)


def _uninspected(look: Look) -> QuerySet[OrgUnit]:
    """Villages of which the semester that is running has no inspection yet."""
    begins = date(look.year, 1 if semester_of(look.on) == 1 else 7, 1)
    seen = standing_inspections().filter(
        org_unit=OuterRef("pk"), inspected_on__range=(begins, look.on)
    )
    return every_village().filter(look.tree, there_on(look.on), ~Exists(seen))


def _several(look: Look) -> QuerySet[Inspection]:
    """Standing inspections of one village on one day."""
    others = (
        standing_inspections()
        .filter(org_unit=OuterRef("org_unit"), inspected_on=OuterRef("inspected_on"))
        .exclude(pk=OuterRef("pk"))
    )
    return standing_inspections().filter(
        look.offices, Exists(others), inspected_on__range=look.days
    )


def _afterwards(look: Look) -> QuerySet[Inspection]:
    late = look.afterwards("inspected_on", "recorded_at")
    withdrawn = look.afterwards("inspected_on", "withdrawn_at") & Q(withdrawn_at__isnull=False)
    return Inspection.objects.filter(look.offices, late | withdrawn)


CHECKS = (
    Check(
        code="temuan-lewat",
        kind=FlawKind.LATE,
        title="Temuan administrasi desa yang lewat batas waktunya",
        remedy="Catat tindak lanjut beserta buktinya.",
        rows=_overdue,
        row_view=FINDING_ROWS,
    ),
    Check(
        code="desa-belum-diperiksa",
        kind=FlawKind.MISSING,
        title="Desa yang buku administrasinya belum diperiksa semester ini",
        remedy="Jadwalkan pemeriksaannya; desa yang belum diperiksa dihitung belum tertib.",
        rows=_uninspected,
        row_view=VILLAGE_ROWS,
    ),
    Check(
        code="pemeriksaan-ganda",
        kind=FlawKind.CONTRADICTORY,
        title="Dua pemeriksaan satu desa pada hari yang sama",
        remedy="Batalkan yang keliru dengan alasannya; yang terakhir dicatat menentukan.",
        rows=_several,
        row_view=INSPECTION_ROWS,
    ),
    Check(
        code="pemeriksaan-susulan",
        kind=FlawKind.CHANGED,
        title="Pemeriksaan desa dicatat atau dibatalkan setelah batas penyampaian triwulannya",
        remedy="Angka triwulan itu berubah karenanya; periksa laporan yang sudah disampaikan.",
        rows=_afterwards,
        row_view=INSPECTION_ROWS,
    ),
)
