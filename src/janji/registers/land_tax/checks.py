"""What this register doubts of its rows."""

from datetime import timedelta

from django.db.models import Exists, F, OuterRef, QuerySet
from django.urls import reverse

from janji.orgs.models import OrgUnit
from janji.registers.checks import GRACE_DAYS, Check, Flaw, Look
from janji.registers.land_tax.models import Recap, RecapCorrection, TaxYear
from janji.registers.land_tax.queries import VILLAGES, assessed_on
from janji.registers.land_tax.rows import RECAP_ROWS
from janji.registers.variables import RowView

STALE_DAYS = 14
"""After two weeks without a new position a weekly recap was left out (our design)."""
OFFICE_ROWS = RowView(
    headings=("Desa atau kelurahan",),
    cells=lambda one: (one.name,),
    address=lambda one: reverse("land_tax:ranking", args=[one.slug]),
    order=("path",),
)
TAX_YEAR_ROWS = RowView(
    headings=("Desa atau kelurahan", "Tahun pajak"),
    cells=lambda one: (one.org_unit.name, one.year),
    address=lambda one: reverse("land_tax:village", args=[one.pk]),
    related=("org_unit",),
    order=("org_unit__path", "pk"),
)


def _unassessed(look: Look) -> QuerySet[OrgUnit]:
    """Villages left out of a year in which others are in; nobody misses a register that is not kept."""
    any_opened = TaxYear.objects.filter(look.offices, year=look.year)
    opened = TaxYear.objects.filter(org_unit=OuterRef("pk"), year=look.year)
    found: QuerySet[OrgUnit] = OrgUnit.objects.filter(
        look.tree, Exists(any_opened), ~Exists(opened), kind__in=VILLAGES
    )
    return found


def _silent(look: Look) -> QuerySet[TaxYear]:
    """Villages not yet paid up of which no position was written down for a while."""
    recaps = Recap.objects.filter(tax_year=OuterRef("pk"), as_of__lte=look.on)
    recent = recaps.filter(as_of__gte=look.on - timedelta(days=STALE_DAYS))
    settled = recaps.alias(assessed=assessed_on(look.on)).filter(paid__gte=F("assessed"))
    return TaxYear.objects.filter(look.offices, ~Exists(recent), ~Exists(settled), year=look.year)


def _above(look: Look) -> QuerySet[Recap]:
    return (
        Recap.objects.filter(look.offices, tax_year__year=look.year)
        .alias(assessed=assessed_on(look.on))
        .filter(paid__gt=F("assessed"))
    )


def _corrected(look: Look) -> QuerySet[Recap]:
    late = look.afterwards("recap__as_of", "recorded_at")
    corrections = RecapCorrection.objects.filter(late, recap=OuterRef("pk"))
    return Recap.objects.filter(look.offices, Exists(corrections), as_of__year=look.year)


CHECKS = (
    Check(
        code="pbb-tanpa-posisi",
        flaw=Flaw.LATE,
        title=f"Desa belum lunas yang posisi PBB-nya tidak diperbarui {STALE_DAYS} hari",
        remedy="Masukkan rekap mingguan terakhir dari badan pendapatan.",
        rows=_silent,
        row_view=TAX_YEAR_ROWS,
    ),
    Check(
        code="pbb-tanpa-ketetapan",
        flaw=Flaw.MISSING,
        title="Desa tanpa ketetapan PBB tahun ini",
        remedy="Catat ketetapan (baku) dan dasar targetnya; tanpa itu desa tidak ikut dihitung.",
        rows=_unassessed,
        row_view=OFFICE_ROWS,
    ),
    Check(
        code="pbb-melebihi",
        flaw=Flaw.CONTRADICTORY,
        title="Posisi PBB yang melebihi ketetapan",
        remedy="Bandingkan dengan rekap badan pendapatan; betulkan posisi atau ketetapannya.",
        rows=_above,
        row_view=RECAP_ROWS,
    ),
    Check(
        code="pbb-susulan",
        flaw=Flaw.CHANGED,
        title=f"Posisi PBB dicatat lebih dari {GRACE_DAYS} hari setelah triwulannya berakhir",
        remedy="Angka triwulan itu berubah karenanya; periksa laporan yang sudah disampaikan.",
        rows=lambda look: Recap.objects.filter(
            look.offices, look.afterwards("as_of", "recorded_at")
        ),
        row_view=RECAP_ROWS,
    ),
    Check(
        code="pbb-dibetulkan",
        flaw=Flaw.CHANGED,
        title=f"Posisi PBB dibetulkan lebih dari {GRACE_DAYS} hari setelah triwulannya berakhir",
        remedy="Alasannya tertulis pada posisinya; periksa laporan yang sudah disampaikan.",
        rows=_corrected,
        row_view=RECAP_ROWS,
    ),
)
