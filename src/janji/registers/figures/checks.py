"""What to look at among the figures of an office and their entries."""

from django.db.models import QuerySet, Value
from django.urls import reverse
from django.utils import timezone

from janji.core.figures import State
from janji.registers.checks import Check, FlawKind, Look
from janji.registers.figures import queries
from janji.registers.figures.models import Entry, EntryCorrection, Figure
from janji.registers.figures.rows import ENTRY_ROWS
from janji.registers.variables import RowView

FIGURE_ROWS = RowView(
    headings=("Angka", "Kode", "Diminta oleh", "Diminta"),
    cells=lambda one: (one.title, one.code, one.org_unit.name, one.get_frequency_display()),
    # As the office sees it from which one looks: its own answers and those of all below.
    address=lambda one: (
        reverse("figures:figure", args=[one.seen_from, one.pk]) + f"?tahun={one.seen_in}"
    ),
    related=("org_unit",),
    order=("org_unit__path", "title", "pk"),
)
CORRECTION_ROWS = RowView(
    headings=("Angka", "Periode", "Kantor", "Dibetulkan", "Alasan"),
    cells=lambda one: (
        one.entry.figure.title,
        one.entry.period.name,
        one.entry.org_unit.name,
        one.recorded_at,
        one.reason,
    ),
    address=lambda one: reverse("figures:entry", args=[one.entry_id]),
    related=("entry__figure", "entry__org_unit"),
    order=("-recorded_at", "pk"),
)


def _late(look: Look) -> QuerySet[Figure]:
    """Figures of which some office here owes an answer whose time is over, or any once the year is."""
    concern = Figure.objects.filter(queries.in_line(look.org_unit)).select_related("org_unit")
    figures = [one for one in concern if queries.concerns(one, look.org_unit)]
    on = timezone.localdate(look.moment)
    lacking = {State.LATE} if on.year == look.year else {State.LATE, State.AWAITED}
    stood = queries.years(figures, look.org_unit, look.year, on=on)
    late = [
        key
        for key, one in stood.items()
        if one.offices and any(each.state in lacking for each in one.periods)
    ]
    return Figure.objects.filter(pk__in=late).annotate(
        seen_from=Value(look.org_unit.slug), seen_in=Value(look.year)
    )


def _entries(look: Look) -> QuerySet[Entry]:
    return Entry.objects.filter(look.offices, last_day__range=look.days)


CHECKS = (
    Check(
        code="angka-terlambat",
        kind=FlawKind.MISSING,
        title="Angka kantor dengan isian yang belum masuk",
        remedy="Isi yang kurang; bila memang tidak ada, sebutkan sebab tidak tersedia.",
        rows=_late,
        row_view=FIGURE_ROWS,
    ),
    Check(
        code="angka-susulan",
        kind=FlawKind.CHANGED,
        title="Isian angka dicatat setelah batas penyampaian triwulannya",
        remedy="Angka triwulan itu berubah karenanya; periksa laporan yang sudah disampaikan.",
        rows=lambda look: Entry.objects.filter(
            look.offices, look.afterwards("last_day", "recorded_at")
        ),
        row_view=ENTRY_ROWS,
    ),
    Check(
        code="angka-dibetulkan",
        kind=FlawKind.CHANGED,
        title="Isian angka yang dibetulkan setelah dicatat",
        remedy="Yang lama tetap terbaca pada halaman isiannya; periksa laporan yang sudah disampaikan.",
        rows=lambda look: EntryCorrection.objects.filter(entry__in=_entries(look)),
        row_view=CORRECTION_ROWS,
    ),
)
