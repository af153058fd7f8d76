"""What to look at among figures that people typed."""

from decimal import Decimal

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone

from janji.agreements.models import Agreement
from janji.core.agreement_life import State as AgreementState
from janji.core.measurement_life import OFFICIAL, Deed, submit_until
from janji.core.measuring import QUARTERS
from janji.core.periods import single
from janji.kit.templatetags.kit import quarter as quarter_name
from janji.measurements.models import KeptFigure, Measurement, OfficeQuarter, QuarterStep
from janji.measurements.queries import years_of
from janji.orgs.access import subtree
from janji.registers.checks import Check, FlawKind, Look, grace_ends
from janji.registers.variables import RowView

MEASUREMENT_ROWS = RowView(
    headings=("Indikator", "Kantor", "Triwulan", "Dicatat"),
    cells=lambda one: (
        one.target.indicator_version.text,
        one.target.objective.agreement.org_unit.name,
        one.quarter,
        one.recorded_at,
    ),
    address=lambda one: reverse("measurements:indicator", args=[one.target_id]),
    related=("target__indicator_version", "target__objective__agreement__org_unit"),
    order=("target__objective__agreement__org_unit__path", "target__order", "quarter", "pk"),
)

OVERDUE_ROWS = RowView(
    headings=("Perjanjian", "Kantor", "Belum disampaikan"),
    cells=lambda one: (str(one), one.org_unit.name, _quarters_lacking(one)),
    address=lambda one: reverse("measurements:year", args=[one.org_unit.slug, one.year]),
    related=("org_unit",),
    order=("org_unit__path", "pk"),
)

LATE_ROWS = RowView(
    headings=("Kantor", "Triwulan", "Disampaikan", "Batas"),
    cells=lambda one: (
        one.org_unit.name,
        one.quarter,
        one.handed_in,
        submit_until(one.year, one.quarter),
    ),
    address=lambda one: reverse(
        "measurements:quarter", args=[one.org_unit.slug, one.year, one.quarter]
    ),
    related=("org_unit",),
    order=("org_unit__path", "quarter", "pk"),
)

KEPT_ROWS = RowView(
    headings=("Indikator", "Kantor", "Triwulan", "Dibekukan"),
    cells=lambda one: (
        one.target.indicator_version.text,
        one.office_quarter.org_unit.name,
        one.office_quarter.quarter,
        one.kept_at,
    ),
    address=lambda one: reverse(
        "measurements:quarter",
        args=[
            one.office_quarter.org_unit.slug,
            one.office_quarter.year,
            one.office_quarter.quarter,
        ],
    ),
    related=("target__indicator_version", "office_quarter__org_unit"),
    order=("office_quarter__org_unit__path", "target__order", "office_quarter__quarter", "pk"),
)


def _measurements(look: Look) -> QuerySet[Measurement]:
    agreements = Agreement.objects.filter(subtree(look.org_unit, office="org_unit"), year=look.year)
    return Measurement.objects.filter(target__objective__agreement__in=agreements, is_latest=True)


def _first_recorded() -> Subquery:
    version = OuterRef("target__indicator_version")
    same = Measurement.objects.filter(
        target__indicator_version=version, quarter=OuterRef("quarter")
    )
    return Subquery(same.order_by("recorded_at", "pk").values("recorded_at")[:1])


def _late(look: Look) -> QuerySet[OfficeQuarter]:
    """Quarters that were handed in for the first time after their last day."""
    rows = OfficeQuarter.objects.filter(subtree(look.org_unit, office="org_unit"), year=look.year)
    steps = QuarterStep.objects.filter(office_quarter=OuterRef("pk"), deed=Deed.SUBMIT.value)
    first = Subquery(steps.order_by("done_at", "pk").values("done_at")[:1])
    late = Q(pk__in=[])
    for quarter in QUARTERS:
        late |= Q(quarter=quarter, handed_in__gte=grace_ends(single(look.year, quarter)))
    return rows.annotate(handed_in=first).filter(late)


def _overdue(look: Look) -> QuerySet[Agreement]:
    """Agreements in force of which a quarter whose last day has passed was never handed in."""
    on = timezone.localdate(look.now)
    agreements = Agreement.objects.filter(
        subtree(look.org_unit, office="org_unit"),
        year=look.year,
        state=AgreementState.IN_FORCE.value,
    )
    rows = OfficeQuarter.objects.filter(org_unit=OuterRef("org_unit"), year=look.year)
    missing = {
        f"lacks_{quarter}": ~Exists(rows.filter(quarter=quarter))
        for quarter in QUARTERS
        if on > submit_until(look.year, quarter)
    }
    lacking = Q(pk__in=[])
    for name in missing:
        lacking |= Q(**{name: True})
    return agreements.annotate(**missing).filter(lacking)


def _quarters_lacking(agreement: Agreement) -> str:
    return ", ".join(
        quarter_name(one) for one in QUARTERS if getattr(agreement, f"lacks_{one}", False)
    )


def _corrected(look: Look) -> QuerySet[Measurement]:
    return _measurements(look).alias(first=_first_recorded()).filter(recorded_at__gt=F("first"))


def _drifted(look: Look) -> QuerySet[KeptFigure]:
    """Frozen figures of approved quarters that the records no longer give; one query when there are none.

    The records are read as they are today, as on every other page: facts are kept for one day.
    """
    approved = KeptFigure.objects.filter(
        subtree(look.org_unit, office="office_quarter__org_unit"),
        office_quarter__year=look.year,
        office_quarter__state__in=sorted(one.value for one in OFFICIAL),
        turn=F("office_quarter__turn"),
    )
    keys = set(approved.values_list("target__objective__agreement", flat=True))
    agreements = list(Agreement.objects.filter(pk__in=keys).select_related("org_unit"))
    cells = [
        cell
        for blocks in years_of(agreements, on=timezone.localdate(look.now)).values()
        for block in blocks
        for one in block.indicators
        for cell in one.cells
    ]
    return approved.filter(pk__in=[c.official.row.pk for c in cells if c.official and c.drift])


def _more_than_all(look: Look) -> QuerySet[Measurement]:
    """Percentages of a part in a whole whose part is larger: both are kept as digits, so compared here."""
    found = _measurements(look)
    kept = found.filter(numerator__isnull=False)
    return found.filter(pk__in=[one.pk for one in kept if _is_more(one.numerator, one.denominator)])


def _is_more(part: Decimal | None, whole: Decimal | None) -> bool:
    return part is not None and whole is not None and part > whole


CHECKS = (
    Check(
        code="pengukuran-lewat-batas",
        kind=FlawKind.LATE,
        title="Pengukuran triwulan belum disampaikan padahal batasnya sudah lewat",
        remedy="Lengkapi realisasinya, tulis alasan untuk yang belum dapat diukur, lalu sampaikan.",
        rows=_overdue,
        row_view=OVERDUE_ROWS,
    ),
    Check(
        code="pengukuran-terlambat",
        kind=FlawKind.LATE,
        title="Pengukuran triwulan disampaikan setelah batasnya",
        remedy="Tetap dihitung; sampaikan triwulan berikutnya paling lambat pada hari batasnya.",
        rows=_late,
        row_view=LATE_ROWS,
    ),
    Check(
        code="pembilang-melebihi",
        kind=FlawKind.CONTRADICTORY,
        title="Realisasi yang pembilangnya melebihi penyebutnya",
        remedy="Periksa apakah keduanya tertukar atau menghitung hal yang berbeda.",
        rows=_more_than_all,
        row_view=MEASUREMENT_ROWS,
        office="target__objective__agreement__org_unit",
    ),
    Check(
        code="realisasi-dibetulkan",
        kind=FlawKind.CHANGED,
        title="Realisasi yang dibetulkan setelah dicatat",
        remedy="Yang lama tetap terbaca pada riwayat indikatornya; periksa laporan yang sudah disampaikan.",
        rows=_corrected,
        row_view=MEASUREMENT_ROWS,
    ),
    Check(
        code="berubah-setelah-disetujui",
        kind=FlawKind.CHANGED,
        title="Angka yang disetujui tidak lagi sama dengan catatannya",
        remedy="Angka yang disetujui tetap. Buka triwulannya untuk melihat apa yang berubah; bila perlu minta dibuka kembali.",
        rows=_drifted,
        row_view=KEPT_ROWS,
    ),
)
