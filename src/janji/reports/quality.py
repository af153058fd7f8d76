"""What is wrong with an office's records and figures in a year."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.db.models import F, Func, IntegerField, Max, QuerySet, Subquery
from django.utils import timezone

from janji.kit.tables import Table
from janji.measurements.checks import CHECKS
from janji.measurements.queries import Todo
from janji.orgs.access import rows_below
from janji.orgs.models import OrgUnit
from janji.registers import catalogue
from janji.registers.checks import Check, FlawKind, Look
from janji.registers.facts.models import Ledger
from janji.reports.queries import has_figures, newest, year_page

KINDS = {
    FlawKind.LATE: ("Terlambat", "Seharusnya sudah selesai atau diperbarui."),
    FlawKind.MISSING: ("Belum ada", "Tanpa ini angka belum lengkap atau belum dapat dihitung."),
    FlawKind.CONTRADICTORY: (
        "Bertentangan",
        "Dua hal yang tercatat tidak mungkin benar bersamaan.",
    ),
    FlawKind.CHANGED: ("Berubah kemudian", "Angka yang mungkin sudah dilaporkan tidak lagi sama."),
}
FIGURES = "Realisasi"


@dataclass(frozen=True, slots=True)
class Source:
    """A check and the register, or the figures, whose rows it looks through."""

    name: str
    check: Check


@dataclass(frozen=True, slots=True)
class Flaw:
    """A check that found something: how many rows."""

    source: Source
    count: int


@dataclass(frozen=True, slots=True)
class Section:
    """The flaws of one sort, most rows first within the order of the registers."""

    kind: FlawKind
    flaws: Sequence[Flaw]
    todo: Sequence[Todo] = ()

    @property
    def title(self) -> str:
        """What this sort is called."""
        return KINDS[self.kind][0]

    @property
    def about(self) -> str:
        """What this sort means."""
        return KINDS[self.kind][1]


@dataclass(frozen=True, slots=True)
class Quality:
    """An office's year: what is wrong, by sort, and which checks found nothing."""

    sections: Sequence[Section]
    sound: Sequence[Source]

    @property
    def count(self) -> int:
        """How many things there are to look at."""
        return sum(len(one.flaws) + len(one.todo) for one in self.sections)


def sources() -> Iterator[Source]:
    """Every check of the house: of the figures, then of each register."""
    yield from (Source(FIGURES, one) for one in CHECKS)
    yield from (Source(register.title, one) for register, one in catalogue.checks())


def source_called(code: str) -> Source | None:
    """The check of an address."""
    return next((one for one in sources() if one.check.code == code), None)


def quality_of(org_unit: OrgUnit, year: int, *, now: datetime) -> Quality:
    """All checks of an office and everything below it; one query a register and a few more."""
    look = Look.at(org_unit, year, now)
    found: dict[FlawKind, list[Flaw]] = {kind: [] for kind in KINDS}
    sound = []
    for _, same in groupby(sources(), key=lambda one: one.name):
        together = list(same)
        for source, count in zip(together, _counts(together, look), strict=True):
            if count:
                found[source.check.kind].append(Flaw(source, count))
            else:
                sound.append(source)
    todo = {FlawKind.MISSING: _figures_missing(org_unit, year, timezone.localdate(now))}
    sections = [Section(kind, found[kind], todo.get(kind, ())) for kind in KINDS]
    return Quality([one for one in sections if one.flaws or one.todo], sound)


def _counts(together: Sequence[Source], look: Look) -> Sequence[int]:
    """How many rows each check finds, asked with one question."""
    columns = {f"c{place}": _count(one.check.rows(look)) for place, one in enumerate(together)}
    asked = OrgUnit.objects.filter(pk=look.org_unit.pk).annotate(**columns)
    counts: Sequence[int] = asked.values_list(*columns).get()
    return counts


def _count(rows: QuerySet[Any]) -> Subquery:
    """The number of rows as one value; a plain aggregate would group them first."""
    counted = Func(F("pk"), function="COUNT", output_field=IntegerField())
    return Subquery(rows.order_by().annotate(rows=counted).values("rows"))


def _figures_missing(org_unit: OrgUnit, year: int, on: date) -> list[Todo]:
    """Quarters that are over without a figure, and figures that say nothing."""
    agreement = newest(org_unit, year)
    if agreement is None or not has_figures(agreement):
        return []
    missing = {"unfilled", "undefined"}
    return [one for one in year_page(agreement, on=on).all_todo if one.code in missing]


def year_to_look_at(org_unit: OrgUnit, *, today: date) -> int:
    """The newest year of which an office, or one below it, has records; this year when there are none."""
    written = Ledger.objects.filter(rows_below(org_unit), edition__gt=0, year__lte=today.year)
    found: int | None = written.aggregate(newest=Max("year"))["newest"]
    return found or today.year


def as_table(quality: Quality) -> Table:
    """The flaws as a sheet."""
    rows = [
        (section.title, one.source.name, one.source.check.title, one.count, one.source.check.remedy)
        for section in quality.sections
        for one in section.flaws
    ]
    return Table(
        "Mutu data", ["Keadaan", "Sumber", "Yang perlu diperiksa", "Baris", "Yang dilakukan"], rows
    )
