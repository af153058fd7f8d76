"""What can be doubted of an office's records and figures in a year."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.db.models import F, Func, IntegerField, Max, QuerySet, Subquery
from django.utils import timezone

from janji.core.agreement_life import State
from janji.kit.tables import Table
from janji.measurements.checks import CHECKS
from janji.measurements.queries import Todo
from janji.orgs.access import rows_below
from janji.orgs.models import OrgUnit
from janji.registers import catalogue
from janji.registers.checks import Check, Flaw, Look
from janji.registers.facts.models import Ledger
from janji.reports.queries import newest, year_page

FLAWS = {
    Flaw.LATE: ("Terlambat", "Seharusnya sudah selesai atau diperbarui."),
    Flaw.MISSING: ("Belum ada", "Tanpa ini angka belum lengkap atau belum dapat dihitung."),
    Flaw.CONTRADICTORY: ("Bertentangan", "Dua hal yang tercatat tidak mungkin benar bersamaan."),
    Flaw.CHANGED: ("Berubah kemudian", "Angka yang mungkin sudah dilaporkan tidak lagi sama."),
}
FIGURES = "Realisasi"


@dataclass(frozen=True, slots=True)
class Source:
    """A check and the register, or the figures, whose rows it doubts."""

    name: str
    check: Check


@dataclass(frozen=True, slots=True)
class Doubt:
    """A check that found something: how many rows."""

    source: Source
    count: int


@dataclass(frozen=True, slots=True)
class Section:
    """The doubts of one sort, most rows first within the order of the registers."""

    flaw: Flaw
    doubts: Sequence[Doubt]
    todo: Sequence[Todo] = ()

    @property
    def title(self) -> str:
        """What this sort is called."""
        return FLAWS[self.flaw][0]

    @property
    def about(self) -> str:
        """What this sort means."""
        return FLAWS[self.flaw][1]


@dataclass(frozen=True, slots=True)
class Quality:
    """An office's year: what is doubtful, by sort, and which checks found nothing."""

    sections: Sequence[Section]
    sound: Sequence[Source]

    @property
    def count(self) -> int:
        """How many doubts there are."""
        return sum(len(one.doubts) + len(one.todo) for one in self.sections)


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
    found: dict[Flaw, list[Doubt]] = {flaw: [] for flaw in FLAWS}
    sound = []
    for _, same in groupby(sources(), key=lambda one: one.name):
        together = list(same)
        for source, count in zip(together, _counts(together, look), strict=True):
            if count:
                found[source.check.flaw].append(Doubt(source, count))
            else:
                sound.append(source)
    todo = {Flaw.MISSING: _figures_missing(org_unit, year, timezone.localdate(now))}
    sections = [Section(flaw, found[flaw], todo.get(flaw, ())) for flaw in FLAWS]
    return Quality([one for one in sections if one.doubts or one.todo], sound)


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
    if agreement is None or agreement.state != State.IN_FORCE:
        return []
    missing = {"unfilled", "undefined"}
    return [one for one in year_page(agreement, on=on).all_todo if one.code in missing]


def year_to_look_at(org_unit: OrgUnit, *, today: date) -> int:
    """The newest year of which an office, or one below it, has records; this year when there are none."""
    written = Ledger.objects.filter(rows_below(org_unit), edition__gt=0, year__lte=today.year)
    found: int | None = written.aggregate(newest=Max("year"))["newest"]
    return found or today.year


def as_table(quality: Quality) -> Table:
    """The doubts as a sheet."""
    rows = [
        (section.title, one.source.name, one.source.check.title, one.count, one.source.check.remedy)
        for section in quality.sections
        for one in section.doubts
    ]
    return Table(
        "Mutu data", ["Keadaan", "Sumber", "Yang diragukan", "Baris", "Yang dilakukan"], rows
    )
