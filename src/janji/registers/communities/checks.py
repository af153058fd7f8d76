"""What to look at among the rows of this register."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from janji.registers.checks import Check, FlawKind, Look
from janji.registers.communities.conditions import USUAL, registered
from janji.registers.communities.models import (
    Activity,
    ActivityState,
    Community,
    Post,
    Tenure,
    WorkPlan,
)
from janji.registers.communities.rows import COMMUNITY_ROWS
from janji.registers.variables import RowView

MONTHS_IN_YEAR = 12
ACTIVITY_ROWS = RowView(
    headings=("Agenda", "Lembaga", "Desa", "Bulan"),
    cells=lambda one: (
        one.name,
        one.plan.community.name,
        one.plan.community.org_unit.name,
        one.month,
    ),
    address=lambda one: reverse("communities:community", args=[one.plan.community_id]),
    related=("plan__community__org_unit",),
    order=("plan__community__org_unit__path", "plan__community__name_key", "month", "pk"),
)
TENURE_ROWS = RowView(
    headings=("Lembaga", "Desa", "Jabatan", "Nama", "Berakhir"),
    cells=lambda one: (
        one.community.name,
        one.community.org_unit.name,
        one.get_post_display(),
        one.name,
        one.ends_on,
    ),
    address=lambda one: reverse("communities:community", args=[one.community_id]),
    related=("community__org_unit",),
    order=("ends_on", "pk"),
)


def _registered(look: Look) -> QuerySet[Community]:
    return Community.objects.filter(look.offices, registered(USUAL, look.on))


def _without_plan(look: Look) -> QuerySet[Community]:
    plans = WorkPlan.objects.filter(community=OuterRef("pk"), year=look.year)
    return _registered(look).filter(~Exists(plans))


def _serving(look: Look) -> Q:
    return Q(starts_on__lte=look.on) & (Q(ended_on__isnull=True) | Q(ended_on__gt=look.on))


def _without_chair(look: Look) -> QuerySet[Community]:
    chairs = Tenure.objects.filter(
        _serving(look), community=OuterRef("pk"), post=Post.CHAIR.value, ends_on__gte=look.on
    )
    expired = Tenure.objects.filter(
        _serving(look), community=OuterRef("pk"), post=Post.CHAIR.value, ends_on__lt=look.on
    )
    # Whose term is over is another flaw, told apart.
    return _registered(look).filter(~Exists(chairs), ~Exists(expired))


def _expired(look: Look) -> QuerySet[Tenure]:
    return Tenure.objects.filter(
        _serving(look), community__in=_registered(look), ends_on__lt=look.on
    )


def _two_posts(look: Look) -> QuerySet[Tenure]:
    others = Tenure.objects.filter(
        _serving(look), nik_digest=OuterRef("nik_digest"), ends_on__gte=look.on
    ).exclude(community=OuterRef("community"))
    return Tenure.objects.filter(
        _serving(look),
        Exists(others),
        community__in=_registered(look),
        nik_digest__isnull=False,
        ends_on__gte=look.on,
    )


def _overdue(look: Look) -> QuerySet[Activity]:
    # Through the last month that is over; the day after its last one lies in the next.
    tomorrow = look.on + timedelta(days=1)
    months_over = tomorrow.month - 1 if tomorrow.year == look.year else MONTHS_IN_YEAR
    return Activity.objects.filter(
        plan__year=look.year,
        plan__community__in=_registered(look),
        state=ActivityState.PLANNED.value,
        month__lte=months_over,
    )


def _set_afterwards(look: Look) -> QuerySet[WorkPlan]:
    return WorkPlan.objects.filter(
        look.afterwards("set_on", "changed_at"),
        community__in=Community.objects.filter(look.offices),
        year=look.year,
    )


PLAN_ROWS = RowView(
    headings=("Lembaga", "Desa", "Program", "Ditetapkan"),
    cells=lambda one: (one.community.name, one.community.org_unit.name, str(one), one.set_on),
    address=lambda one: reverse("communities:community", args=[one.community_id]),
    related=("community__org_unit",),
    order=("set_on", "pk"),
)
CHECKS = (
    Check(
        code="agenda-lewat",
        kind=FlawKind.LATE,
        title="Agenda yang bulannya sudah lewat tanpa keterangan terlaksana atau batal",
        remedy="Catat pelaksanaannya beserta bukti, atau batalkan dengan alasan.",
        rows=_overdue,
        row_view=ACTIVITY_ROWS,
    ),
    Check(
        code="lembaga-tanpa-program",
        kind=FlawKind.MISSING,
        title="Lembaga tanpa program kerja tahun ini",
        remedy="Minta program kerjanya kepada desa dan catat agendanya.",
        rows=_without_plan,
        row_view=COMMUNITY_ROWS,
    ),
    Check(
        code="lembaga-tanpa-ketua",
        kind=FlawKind.MISSING,
        title="Lembaga tanpa ketua yang tercatat",
        remedy="Catat pengurusnya; tanpa ketua kehadiran pada Musrenbang tidak dapat dihitung.",
        rows=_without_chair,
        row_view=COMMUNITY_ROWS,
    ),
    Check(
        code="masa-bakti-habis",
        kind=FlawKind.CONTRADICTORY,
        title="Pengurus yang masa baktinya habis masih tercatat menjabat",
        remedy="Catat pengangkatan berikutnya, atau akhiri masa baktinya.",
        rows=_expired,
        row_view=TENURE_ROWS,
        office="community__org_unit",
    ),
    Check(
        code="jabatan-rangkap",
        kind=FlawKind.CONTRADICTORY,
        title="Orang yang menjabat pada lebih dari satu lembaga",
        remedy="Permendagri 18/2018 melarang jabatan rangkap; periksa mana yang masih berlaku.",
        rows=_two_posts,
        row_view=TENURE_ROWS,
        office="community__org_unit",
    ),
    Check(
        code="program-diubah",
        kind=FlawKind.CHANGED,
        title="Program kerja diubah setelah triwulan penetapannya berakhir",
        remedy="Periksa apakah agenda ditambahkan setelah penetapan, dan laporan yang sudah disampaikan.",
        rows=_set_afterwards,
        row_view=PLAN_ROWS,
    ),
)
