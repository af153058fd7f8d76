"""What this register doubts of its rows."""

from django.db.models import Q, QuerySet
from django.urls import reverse

from janji.orgs.models import OrgUnit
from janji.registers.checks import Check, FlawKind, Look
from janji.registers.variables import RowView
from janji.registers.village_budgets import conditions
from janji.registers.village_budgets.models import BudgetCycle, Visit
from janji.registers.village_budgets.queries import wants_follow_up
from janji.registers.village_budgets.rows import VILLAGE_ROWS

CYCLE_ROWS = RowView(
    headings=("Rancangan", "Desa", "Diterima", "Batas hasil"),
    cells=lambda one: (str(one), one.org_unit.name, one.received_on, one.result_due_on),
    address=lambda one: reverse("village_budgets:cycle", args=[one.pk]),
    related=("org_unit",),
    order=("result_due_on", "pk"),
)
VISIT_ROWS = RowView(
    headings=("Kunjungan", "Desa", "Tanggal", "Batas tindak lanjut"),
    cells=lambda one: (one.subject, one.org_unit.name, one.day, one.follow_up_due_on),
    address=lambda one: reverse("village_budgets:visit", args=[one.pk]),
    related=("org_unit",),
    order=("day", "pk"),
)


def _silent(look: Look) -> QuerySet[BudgetCycle]:
    return conditions.silences(look.year, look.on).filter(look.offices)


def _not_followed(look: Look) -> QuerySet[Visit]:
    return Visit.objects.filter(
        look.offices,
        wants_follow_up(),
        withdrawn_at=None,
        followed_up_on=None,
        follow_up_due_on__range=look.days,
        follow_up_due_on__lt=look.on,
    )


def _unvisited(look: Look) -> QuerySet[OrgUnit]:
    had = conditions.of_village(conditions.visits(look.year, look.on))
    return conditions.every_village().filter(look.tree, conditions.there_on(look.on), ~had)


def _uncorrected(look: Look) -> QuerySet[BudgetCycle]:
    return BudgetCycle.objects.filter(
        look.offices, outcome="TIDAK_SESUAI", corrected_on=None, enacted_on__range=look.days
    )


def _afterwards(look: Look) -> QuerySet[Visit]:
    late = look.afterwards("day", "recorded_at")
    withdrawn = look.afterwards("day", "withdrawn_at") & Q(withdrawn_at__isnull=False)
    return Visit.objects.filter(look.offices, late | withdrawn)


CHECKS = (
    Check(
        code="apbdes-tanpa-hasil",
        kind=FlawKind.LATE,
        title="Rancangan APBDes yang berlaku dengan sendirinya karena tidak ada hasil dalam 20 hari kerja",
        remedy="Ini kelalaian kecamatan; catat hasilnya bila suratnya sebenarnya keluar tepat waktu.",
        rows=_silent,
        row_view=CYCLE_ROWS,
    ),
    Check(
        code="pembinaan-apbdes-lewat",
        kind=FlawKind.LATE,
        title="Tindak lanjut kunjungan APBDes yang lewat batas waktunya",
        remedy="Catat tindak lanjutnya beserta buktinya.",
        rows=_not_followed,
        row_view=VISIT_ROWS,
    ),
    Check(
        code="desa-belum-dimonitor",
        kind=FlawKind.MISSING,
        title="Desa yang pengelolaan APBDesnya belum dimonitor dengan berita acara tahun ini",
        remedy="Jadwalkan monitoringnya, atau lengkapi berita acara kunjungan yang sudah ada.",
        rows=_unvisited,
        row_view=VILLAGE_ROWS,
    ),
    Check(
        code="apbdes-tanpa-perbaikan",
        kind=FlawKind.CONTRADICTORY,
        title="APBDes yang ditetapkan tanpa perbaikan walau hasilnya tidak sesuai",
        remedy="Catat perbaikannya, atau laporkan kepada bupati untuk dibatalkan.",
        rows=_uncorrected,
        row_view=CYCLE_ROWS,
    ),
    Check(
        code="pembinaan-apbdes-susulan",
        kind=FlawKind.CHANGED,
        title="Kunjungan APBDes dicatat atau dibatalkan setelah batas penyampaian triwulannya",
        remedy="Angka triwulan itu berubah karenanya; periksa laporan yang sudah disampaikan.",
        rows=_afterwards,
        row_view=VISIT_ROWS,
    ),
)
