"""What the pages about village budgets read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from django.db.models import Count, Exists, F, OrderBy, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from janji.calendars.queries import last_known_day
from janji.core.numbers import written
from janji.core.village_budgets import (
    Answer,
    Dues,
    Lapse,
    Stage,
    days_late,
    days_used,
    deadline_of,
    dues,
    is_silent,
    lapses,
    stage,
)
from janji.core.workdays import Calendar
from janji.kit.statements import KEY, TEXT_KEY, Statement
from janji.orgs.access import rows_below, subtree
from janji.orgs.models import OrgUnit
from janji.registers.village_budgets import conditions
from janji.registers.village_budgets.clocks import calendar_over, calendars_over
from janji.registers.village_budgets.models import (
    BudgetCycle,
    DutyKind,
    HandedIn,
    Visit,
    VisitFile,
)
from janji.registers.villages.queries import there_between


@cache
def village_by_slug() -> Statement[OrgUnit]:
    """A village by its slug, with the days between which it is counted."""
    found = conditions.every_village().filter(slug=TEXT_KEY)
    return Statement(found.select_related("village_record"))


@cache
def cycle_by_key() -> Statement[BudgetCycle]:
    """A draft with its village."""
    found = BudgetCycle.objects.filter(pk=KEY)
    return Statement(found.select_related("org_unit", "recorded_by"))


@cache
def visit_by_key() -> Statement[Visit]:
    """A visit with its village and those who recorded and withdrew it."""
    found = Visit.objects.filter(pk=KEY)
    return Statement(found.select_related("org_unit", "recorded_by", "withdrawn_by"))


@cache
def file_by_key() -> Statement[VisitFile]:
    """A file with its visit and office."""
    return Statement(VisitFile.objects.filter(pk=KEY).select_related("visit__org_unit"))


@cache
def handed_in_by_key() -> Statement[HandedIn]:
    """What was handed in, with its village."""
    found = HandedIn.objects.filter(pk=KEY)
    return Statement(found.select_related("org_unit", "recorded_by"))


def villages_below(org_unit: OrgUnit) -> QuerySet[OrgUnit]:
    """The villages of an office and all below it, ended ones among them."""
    return conditions.every_village().filter(subtree(org_unit)).order_by("path")


def counted_below(org_unit: OrgUnit, year: int) -> QuerySet[OrgUnit]:
    """Those of them that are counted on some day of a year."""
    return villages_below(org_unit).filter(there_between(date(year, 1, 1), date(year, 12, 31)))


def last_day_of(year: int, today: date) -> date:
    """The day until which a year is looked at: its last, or today."""
    return min(date(year, 12, 31), today)


VILLAGE_STATES = ("terbina", "belum", "diam")


@dataclass(frozen=True, slots=True)
class VillageSearch:
    """What one looks for among villages."""

    text: str = ""
    state: str = ""


def villages_of(
    org_unit: OrgUnit, year: int, until: date, search: VillageSearch, order: str = ""
) -> QuerySet[OrgUnit]:
    """Villages with what they had in a year up to a day."""
    evaluated = conditions.of_village(conditions.evaluations(year, until))
    monitored = conditions.of_village(conditions.visits(year, until))
    silent = conditions.of_village(conditions.silences(year, until))
    found = counted_below(org_unit, year).annotate(
        evaluated=evaluated, monitored=monitored, silent=silent, last_visit=_last_visit(year, until)
    )
    if search.text:
        found = found.filter(name__icontains=search.text)
    narrowed = {
        "terbina": Q(evaluated=True, monitored=True),
        "belum": Q(evaluated=False) | Q(monitored=False),
        "diam": Q(silent=True),
    }
    if search.state in narrowed:
        found = found.filter(narrowed[search.state])
    columns: dict[str, tuple[str | OrderBy, ...]] = {
        "desa": ("name", "pk"),
        "-desa": ("-name", "pk"),
        "kunjungan": (F("last_visit").asc(nulls_first=True), "path"),
        "-kunjungan": (F("last_visit").desc(nulls_last=True), "path"),
    }
    return found.order_by(*columns.get(order, ("path", "pk")))


def _last_visit(year: int, until: date) -> Subquery:
    found = Visit.objects.filter(
        org_unit=OuterRef("pk"), withdrawn_at=None, day__range=(date(year, 1, 1), until)
    )
    return Subquery(found.order_by("-day").values("day")[:1])


@dataclass(frozen=True, slots=True)
class CycleSearch:
    """What one looks for among drafts."""

    text: str = ""
    budget_year: int | None = None
    kind: str = ""
    state: str = ""

    def __bool__(self) -> bool:
        """Whether anything is asked for."""
        return any((self.text, self.budget_year, self.kind, self.state))


CYCLE_STATES = {
    "menunggu": "Menunggu hasil",
    "diam": "Berlaku dengan sendirinya",
    "sesuai": "Sesuai",
    "tidak-sesuai": "Tidak sesuai",
    "perbaikan": "Menunggu perbaikan",
    "ditetapkan": "Ditetapkan",
}


def _in_state(state: str, today: date) -> Q:
    late = Q(result_on=None) | Q(result_on__gt=F("result_due_on"))
    found = {
        "menunggu": Q(received_on__isnull=False, result_on=None, result_due_on__gte=today),
        "diam": late & Q(result_due_on__lt=today),
        "sesuai": Q(outcome="SESUAI"),
        "tidak-sesuai": Q(outcome="TIDAK_SESUAI"),
        "perbaikan": Q(outcome="TIDAK_SESUAI", corrected_on=None, enacted_on=None),
        "ditetapkan": Q(enacted_on__isnull=False),
    }
    return found.get(state, Q())


def cycles_of(
    org_unit: OrgUnit, search: CycleSearch, *, today: date, order: str = ""
) -> QuerySet[BudgetCycle]:
    """Drafts of an office and all below it, the newest budget year first."""
    found = BudgetCycle.objects.filter(rows_below(org_unit), _in_state(search.state, today))
    if search.text:
        found = found.filter(
            Q(org_unit__name__icontains=search.text)
            | Q(letter_number__icontains=search.text)
            | Q(regulation_number__icontains=search.text)
        )
    if search.budget_year:
        found = found.filter(budget_year=search.budget_year)
    if search.kind:
        found = found.filter(change=0) if search.kind == "murni" else found.exclude(change=0)
    due, received = "result_due_on", "received_on"
    columns: dict[str, tuple[str | OrderBy, ...]] = {
        "desa": ("org_unit__name", "-budget_year", "change"),
        "-desa": ("-org_unit__name", "-budget_year", "change"),
        "diterima": (F(received).asc(nulls_first=True), "pk"),
        "-diterima": (F(received).desc(nulls_last=True), "pk"),
        "batas": (F(due).asc(nulls_first=True), "pk"),
        "-batas": (F(due).desc(nulls_last=True), "pk"),
    }
    usual = ("-budget_year", "-change", "org_unit__path", "pk")
    return found.select_related("org_unit").order_by(*columns.get(order, usual))


@dataclass(frozen=True, slots=True)
class CycleStanding:
    """A draft with where it is on its way by a day, and how long its evaluation took."""

    cycle: BudgetCycle
    stage: Stage
    is_silent: bool
    used: int | None


def standings(cycles: Iterable[BudgetCycle], today: date) -> list[CycleStanding]:
    """Drafts of a list, each judged; some queries for every office that evaluates, none for a row."""
    listed = list(cycles)
    calendars = calendars_over(one.org_unit for one in listed)
    return [
        CycleStanding(
            one,
            stage(one.course, one.result_due_on, today),
            is_silent(one.result_due_on, one.result_on, today),
            _used(one, today, calendars[one.org_unit_id]),
        )
        for one in listed
    ]


def _used(one: BudgetCycle, today: date, calendar: Calendar) -> int | None:
    if one.received_on is None:
        return None
    return days_used(one.received_on, one.result_on or today, calendar)


@dataclass(frozen=True, slots=True)
class CyclePage:
    """A draft as its page shows it."""

    cycle: BudgetCycle
    stage: Stage
    dues: Dues
    lapses: Sequence[Lapse]
    used: int | None
    calendar_ends: date | None
    answered_no: Sequence[str]

    @property
    def beyond_calendar(self) -> bool:
        """Whether the limit lies where the calendar has no days off on record yet."""
        due = self.cycle.result_due_on
        if due is None:
            return False
        return self.calendar_ends is None or due.year > self.calendar_ends.year


def cycle_page(cycle: BudgetCycle, today: date) -> CyclePage:
    """Everything that a draft's days say by a day."""
    calendar = calendar_over(cycle.org_unit)
    limits = dues(cycle.course, calendar, result_due_on=cycle.result_due_on)
    found = lapses(
        cycle.course, limits, budget_year=cycle.budget_year, change=cycle.change, on=today
    )
    evaluation = getattr(cycle, "evaluation", None)
    no = (
        list(evaluation.answers.filter(answer=Answer.NO.value).values_list("item", flat=True))
        if evaluation
        else []
    )
    return CyclePage(
        cycle,
        stage(cycle.course, cycle.result_due_on, today),
        limits,
        found,
        _used(cycle, today, calendar),
        last_known_day(cycle.org_unit),
        no,
    )


@dataclass(frozen=True, slots=True)
class VisitSearch:
    """What one looks for among visits."""

    text: str = ""
    kind: str = ""
    year: int | None = None
    state: str = ""

    def __bool__(self) -> bool:
        """Whether anything is asked for."""
        return any((self.text, self.kind, self.year, self.state))


VISIT_STATES = {
    "terbuka": "Tindak lanjut terbuka",
    "lewat": "Tindak lanjut lewat batas",
    "selesai": "Tindak lanjut selesai",
    "tanpa-ba": "Tanpa berita acara",
    "dibatalkan": "Dibatalkan",
}


def wants_follow_up() -> Q:
    """Visits that asked the village for something."""
    asked = Q(findings__isnull=False) | Q(recommendation__isnull=False)
    return asked | Q(follow_up_due_on__isnull=False)


def _visit_state(state: str, today: date) -> Q:
    is_open = wants_follow_up() & Q(followed_up_on=None, withdrawn_at=None)
    filed = Q(Exists(VisitFile.objects.filter(visit=OuterRef("pk"), kind="berita_acara")))
    found = {
        "terbuka": is_open,
        "lewat": is_open & Q(follow_up_due_on__lt=today),
        "selesai": Q(followed_up_on__isnull=False),
        "tanpa-ba": Q(minutes_number=None, withdrawn_at=None) & ~filed,
        "dibatalkan": Q(withdrawn_at__isnull=False),
    }
    return found.get(state, Q())


def visits_of(
    org_unit: OrgUnit, search: VisitSearch, *, today: date, order: str = ""
) -> QuerySet[Visit]:
    """Visits to an office and all below it, the newest first."""
    found = Visit.objects.filter(rows_below(org_unit), _visit_state(search.state, today))
    if search.text:
        found = found.filter(
            Q(org_unit__name__icontains=search.text)
            | Q(subject__icontains=search.text)
            | Q(findings__icontains=search.text)
            | Q(team__icontains=search.text)
        )
    if search.kind:
        found = found.filter(kind=search.kind)
    if search.year:
        found = found.filter(day__year=search.year)
    columns: dict[str, tuple[str | OrderBy, ...]] = {
        "tanggal": ("day", "pk"),
        "desa": ("org_unit__name", "-day", "pk"),
        "-desa": ("-org_unit__name", "-day", "pk"),
        "batas": (F("follow_up_due_on").asc(nulls_last=True), "pk"),
        "-batas": (F("follow_up_due_on").desc(nulls_last=True), "pk"),
    }
    minutes = Count("files", filter=Q(files__kind="berita_acara"))
    found = found.select_related("org_unit").annotate(files_count=Count("files"), minutes=minutes)
    return found.order_by(*columns.get(order, ("-day", "-pk")))


@dataclass(frozen=True, slots=True)
class DutyCell:
    """One thing a village owes: whether and when it came, how many days after its deadline.

    A budget regulation that was reported with its draft counts as come without being noted again.
    """

    duty: str
    due_on: date
    received_on: date | None
    sender: str | None
    handed_in: HandedIn | None
    cycle: BudgetCycle | None
    late: int
    today: date

    @property
    def is_missing(self) -> bool:
        """Whether its deadline has passed without it."""
        return self.received_on is None and self.today > self.due_on


@dataclass(frozen=True, slots=True)
class DutyRow:
    """A village and what it owes for a budget year."""

    village: OrgUnit
    cells: Sequence[DutyCell]


DUTY_STATES = {"belum": "Ada yang belum diterima", "terlambat": "Ada yang terlambat"}


def duties_of(
    org_unit: OrgUnit, budget_year: int, today: date, *, text: str = "", state: str = ""
) -> list[DutyRow]:
    """Every village below an office with what it owes for a budget year; three queries."""
    villages = counted_below(org_unit, budget_year)
    if text:
        villages = villages.filter(name__icontains=text)
    rows = rows_below(org_unit)
    brought = {
        (one.org_unit_id, one.duty): one
        for one in HandedIn.objects.filter(rows, budget_year=budget_year)
    }
    reported = {
        one.org_unit_id: one
        for one in BudgetCycle.objects.filter(
            rows, budget_year=budget_year, change=0, reported_on__isnull=False
        )
    }
    found = [
        DutyRow(one, _duty_cells(one, budget_year, today, brought, reported)) for one in villages
    ]
    if state == "belum":
        return [one for one in found if any(cell.is_missing for cell in one.cells)]
    if state == "terlambat":
        return [one for one in found if any(cell.late for cell in one.cells)]
    return found


def _duty_cells(
    village: OrgUnit,
    budget_year: int,
    today: date,
    brought: Mapping[tuple[int, str], HandedIn],
    reported: Mapping[int, BudgetCycle],
) -> list[DutyCell]:
    made = []
    for duty in DutyKind.values:
        due = deadline_of(str(duty)).of(budget_year)
        one = brought.get((village.pk, duty))
        cycle = reported.get(village.pk) if one is None and duty == DutyKind.BUDGET else None
        day = one.received_on if one else cycle.reported_on if cycle else None
        sender = one.sender if one else "bersama rancangannya" if cycle else None
        late = days_late(due, day, today)
        made.append(DutyCell(str(duty), due, day, sender, one, cycle, late, today))
    return made


def last_year(org_unit: OrgUnit, today: date) -> int:
    """The year of the last visit or result here, or this one."""
    rows = rows_below(org_unit)
    visit = Visit.objects.filter(rows, withdrawn_at=None).order_by("-day").first()
    cycle = BudgetCycle.objects.filter(rows, result_on__isnull=False).order_by("-result_on").first()
    days = [one for one in (visit and visit.day, cycle and cycle.result_on) if one]
    return max(days).year if days else today.year


def silences_of(org_unit: OrgUnit, year: int, until: date) -> QuerySet[BudgetCycle]:
    """Drafts that took effect by themselves: the log of the district's failures."""
    found = conditions.silences(year, until).filter(rows_below(org_unit))
    return found.select_related("org_unit").order_by("result_due_on", "pk")


def pulse(org_unit: OrgUnit, now: datetime) -> str:
    """How guidance stands this year; at most five queries."""
    today = timezone.localdate(now)
    year = last_year(org_unit, today)
    until = last_day_of(year, today)
    rows = list(villages_of(org_unit, year, until, VillageSearch()))
    if not rows:
        return "Tidak ada desa di bawah kantor ini."
    both = sum(bool(getattr(one, "evaluated", 0) and getattr(one, "monitored", 0)) for one in rows)
    said = f"{year}: {written(both, 0)} dari {written(len(rows), 0)} desa dievaluasi dan dimonitor"
    silent = sum(bool(getattr(one, "silent", 0)) for one in rows)
    return (
        f"{said}; {written(silent, 0)} rancangan berlaku dengan sendirinya."
        if silent
        else f"{said}."
    )
