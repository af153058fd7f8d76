"""What to look at among the rows of this register."""

from datetime import timedelta

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.urls import reverse

from janji.core.collectors import deposit_rule
from janji.core.tax_objects import written_nop
from janji.orgs.models import OrgUnit
from janji.registers.checks import Check, FlawKind, Look
from janji.registers.land_tax.models import Assessment, Payment, Recap, RecapCorrection, TaxYear
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
PAYMENT_ROWS = RowView(
    headings=("Desa", "NOP", "Dibayar", "Pokok (Rp)", "Jabatan petugas", "Wilayah petugas"),
    cells=lambda one: (
        one.org_unit.name,
        written_nop(one.bill.tax_object.nop),
        one.paid_on,
        one.principal,
        one.get_role_display(),
        one.area,
    ),
    address=lambda one: reverse("land_tax:bill", args=[one.bill_id]),
    related=("org_unit", "bill__tax_object"),
    order=("paid_on", "pk"),
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
    # Where a year is kept by objects, days without a payment are just that.
    found = TaxYear.objects.filter(look.offices, year=look.year, by_objects=False)
    return found.filter(~Exists(recent), ~Exists(settled))


def _held(look: Look) -> QuerySet[Payment]:
    """Payments that a collector has kept for longer than the rule allows."""
    since = look.on - timedelta(days=deposit_rule().most_days)
    rows = Payment.objects.filter(look.offices, paid_on__lt=since, paid_on__year=look.year)
    return rows.filter(withdrawn_at__isnull=True, counts_on__isnull=True)


def _unlike_typed(look: Look) -> QuerySet[TaxYear]:
    """Years kept by objects whose bills do not add up to what was typed of the DHKP."""
    known = Assessment.objects.filter(tax_year=OuterRef("pk"), holds_from__lte=look.on)
    newest = known.order_by("-version").values("amount")
    rows = TaxYear.objects.filter(look.offices, year=look.year, by_objects=True)
    return rows.alias(
        typed=Subquery(newest.filter(computed=False)[:1]),
        computed=Subquery(newest.filter(computed=True)[:1]),
    ).exclude(computed=F("typed"))


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
        kind=FlawKind.LATE,
        title=f"Desa belum lunas yang posisi PBB-nya tidak diperbarui {STALE_DAYS} hari",
        remedy="Masukkan rekap mingguan terakhir dari badan pendapatan.",
        rows=_silent,
        row_view=TAX_YEAR_ROWS,
    ),
    Check(
        code="pbb-tanpa-ketetapan",
        kind=FlawKind.MISSING,
        title="Desa tanpa ketetapan PBB tahun ini",
        remedy="Catat ketetapan (baku) dan dasar targetnya; tanpa itu desa tidak ikut dihitung.",
        rows=_unassessed,
        row_view=OFFICE_ROWS,
    ),
    Check(
        code="pbb-melebihi",
        kind=FlawKind.CONTRADICTORY,
        title="Posisi PBB yang melebihi ketetapan",
        remedy="Bandingkan dengan rekap badan pendapatan; betulkan posisi atau ketetapannya.",
        rows=_above,
        row_view=RECAP_ROWS,
    ),
    Check(
        code="pbb-belum-disetor",
        kind=FlawKind.LATE,
        title=f"Pembayaran PBB yang dipegang petugas desa lebih dari {deposit_rule().most_days} hari",
        remedy="Ingatkan petugasnya untuk menyetor, lalu catat setorannya pada Uang petugas.",
        rows=_held,
        row_view=PAYMENT_ROWS,
    ),
    Check(
        code="pbb-beda-dhkp",
        kind=FlawKind.CONTRADICTORY,
        title="Jumlah SPPT per NOP yang berbeda dari ketetapan menurut DHKP",
        remedy="Lengkapi SPPT-nya, atau ubah ketetapan menurut keputusan Bapenda.",
        rows=_unlike_typed,
        row_view=TAX_YEAR_ROWS,
    ),
    Check(
        code="pbb-susulan",
        kind=FlawKind.CHANGED,
        title="Posisi PBB dicatat setelah batas penyampaian triwulannya",
        remedy="Angka triwulan itu berubah karenanya; periksa laporan yang sudah disampaikan.",
        rows=lambda look: Recap.objects.filter(
            look.offices, look.afterwards("as_of", "recorded_at")
        ),
        row_view=RECAP_ROWS,
    ),
    Check(
        code="pbb-dibetulkan",
        kind=FlawKind.CHANGED,
        title="Posisi PBB dibetulkan setelah batas penyampaian triwulannya",
        remedy="Alasannya tertulis pada posisinya; periksa laporan yang sudah disampaikan.",
        rows=_corrected,
        row_view=RECAP_ROWS,
    ),
)
