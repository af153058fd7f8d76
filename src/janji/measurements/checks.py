"""What to look at among figures that people typed."""

from decimal import Decimal

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from janji.agreements.models import Agreement
from janji.core.measurement_life import OFFICIAL
from janji.core.measuring import QUARTERS
from janji.core.periods import single
from janji.measurements.models import KeptFigure, Measurement
from janji.measurements.queries import years_of
from janji.orgs.access import subtree
from janji.registers.checks import GRACE_DAYS, Check, FlawKind, Look, grace_ends
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


def _late(look: Look) -> QuerySet[Measurement]:
    late = Q(pk__in=[])
    for quarter in QUARTERS:
        late |= Q(quarter=quarter, first__gte=grace_ends(single(look.year, quarter)))
    return _measurements(look).alias(first=_first_recorded()).filter(late)


def _corrected(look: Look) -> QuerySet[Measurement]:
    return _measurements(look).alias(first=_first_recorded()).filter(recorded_at__gt=F("first"))


def _drifted(look: Look) -> QuerySet[KeptFigure]:
    """Frozen figures of approved quarters that the records no longer give; one query when there are none."""
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
        for blocks in years_of(agreements, on=look.on).values()
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
        code="realisasi-terlambat",
        kind=FlawKind.LATE,
        title=f"Realisasi diisi lebih dari {GRACE_DAYS} hari setelah triwulannya berakhir",
        remedy="Isi realisasi segera setelah triwulan berakhir, atau hitung dari catatan.",
        rows=_late,
        row_view=MEASUREMENT_ROWS,
    ),
    Check(
        code="pembilang-melebihi",
        kind=FlawKind.CONTRADICTORY,
        title="Realisasi yang pembilangnya melebihi penyebutnya",
        remedy="Periksa apakah keduanya tertukar atau menghitung hal yang berbeda.",
        rows=_more_than_all,
        row_view=MEASUREMENT_ROWS,
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
