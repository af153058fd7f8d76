"""Reads of the superior's desk: offices, threads, findings, reviews."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any

from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone

from janji.agreements.models import Agreement, Target
from janji.core.agreement_life import speaking_for_year
from janji.core.measurement_life import Awaited, QuarterStanding
from janji.core.measuring import QUARTERS
from janji.core.periods import has_begun
from janji.core.supervision_life import AWAITING_OFFICE, AWAITING_SUPERIOR, FindingState
from janji.kit.statements import KEY, Statement
from janji.measurements.quarters.queries import Standings, quarter_standings
from janji.measurements.queries import QuarterCell, year_of
from janji.orgs import access
from janji.orgs.models import OrgUnit, OrgUnitKind, RoleAssignment, User
from janji.orgs.queries import ancestry
from janji.orgs.roles import Permission, Role
from janji.supervision.contradictions import contradictions_in_records
from janji.supervision.models import Finding, FollowUp, Review, Thread
from janji.supervision.standing import FigureStanding, IndicatorRun, figure_standings, runs_of

OFFICE_WAITS = [one.value for one in AWAITING_OFFICE]
SUPERIOR_WAITS = [one.value for one in AWAITING_SUPERIOR]


@dataclass(frozen=True, slots=True)
class Open:
    """Threads or findings of an office: how many are not at their end, overdue, awaiting the superior."""

    open: int = 0
    overdue: int = 0
    awaiting: int = 0


@dataclass(frozen=True, slots=True)
class OfficeStanding:
    """One row of the desk."""

    org_unit: OrgUnit
    agreement: Agreement | None
    figures: FigureStanding = field(default_factory=FigureStanding)
    quarters: Standings = field(default_factory=dict)
    in_records: int = 0
    threads: Open = field(default_factory=Open)
    findings: Open = field(default_factory=Open)

    def _such(self, which: Callable[[QuarterStanding], bool]) -> list[QuarterStanding]:
        return [one for one in self.quarters.values() if which(one)]

    @property
    def overdue(self) -> list[QuarterStanding]:
        """Quarters that nobody handed in though their last day has passed."""
        return self._such(lambda one: one.is_overdue)

    @property
    def late(self) -> list[QuarterStanding]:
        """Quarters that were handed in after their last day."""
        return self._such(lambda one: one.is_late)

    @property
    def returned(self) -> list[QuarterStanding]:
        """Quarters that the office has to hand in once more."""
        return self._such(lambda one: one.is_returned)

    def awaiting(self, who: Awaited) -> list[QuarterStanding]:
        """Quarters with which it is someone's turn."""
        return self._such(lambda one: one.awaits is who)

    @property
    def noteworthy(self) -> list[QuarterStanding]:
        """Quarters that are not simply done, or not yet over."""
        return self._such(lambda one: one.awaits is not None or one.is_late)

    @property
    def awaiting_superior(self) -> int:
        """What waits for the superior's side: answers, follow-ups, approved quarters."""
        quarters = len(self.awaiting(Awaited.SUPERIOR))
        return self.threads.awaiting + self.findings.awaiting + quarters

    @property
    def wrong(self) -> int:
        """How much there is to look at."""
        figures = self.figures
        return (
            figures.unfilled
            + figures.at_risk
            + figures.unlikely
            + figures.contradictory
            + self.in_records
            + len(self.overdue)
            + len(self.late)
            + len(self.returned)
            + self.threads.overdue
            + self.findings.overdue
            + self.awaiting_superior
            + (self.agreement is None)
        )


Look = Callable[[OfficeStanding], Any]
"""Something counted or compared of an office."""
PROBLEMS: dict[str, Look] = {
    "tanpa-perjanjian": lambda one: one.agreement is None,
    "lewat-batas": lambda one: one.overdue,
    "terlambat": lambda one: one.late,
    "dikembalikan": lambda one: one.returned,
    "menunggu-verifikator": lambda one: one.awaiting(Awaited.VERIFIER),
    "menunggu-kepala": lambda one: one.awaiting(Awaited.HEAD),
    "belum-diisi": lambda one: one.figures.unfilled,
    "berisiko": lambda one: one.figures.at_risk + one.figures.unlikely,
    "bertentangan": lambda one: one.figures.contradictory + one.in_records,
    "utas": lambda one: one.threads.overdue,
    "temuan": lambda one: one.findings.overdue,
    "menunggu-anda": lambda one: one.awaiting_superior,
}
"""What may be wrong with an office, by the word of its address."""
ORDERS: dict[str, Look] = {
    "kantor": lambda one: one.org_unit.name.casefold(),
    "triwulan": lambda one: (
        len(one.overdue),
        max((quarter.days_late for quarter in one.quarters.values()), default=0),
        len(one.returned),
    ),
    "belum-diisi": lambda one: one.figures.unfilled,
    "berisiko": lambda one: (one.figures.unlikely, one.figures.at_risk),
    "bertentangan": lambda one: one.figures.contradictory + one.in_records,
    "utas": lambda one: (one.threads.overdue, one.threads.open),
    "temuan": lambda one: (one.findings.overdue, one.findings.open),
}


def supervised(user: access.Someone, *, year: int, on: date) -> QuerySet[OrgUnit]:
    """Offices that someone supervises: agencies, districts, and whoever has an agreement for the year."""
    kinds = Q(kind__in=[OrgUnitKind.AGENCY, OrgUnitKind.DISTRICT])
    promised = Q(pk__in=Agreement.objects.filter(year=year).values("org_unit"))
    reach = access.org_units_permitting(user, Permission.SUPERVISE, on=on)
    found: QuerySet[OrgUnit] = reach.filter(kinds | promised).order_by("path")
    return found


def last_year(user: access.Someone, *, on: date) -> int:
    """The newest year in which an office someone supervises promised something; this year without any."""
    reach = access.org_units_permitting(user, Permission.SUPERVISE, on=on)
    newest: int | None = Agreement.objects.filter(org_unit__in=reach, year__lte=on.year).aggregate(
        newest=Max("year")
    )["newest"]
    return newest or on.year


def year_of_office(org_unit: OrgUnit, today: date) -> int:
    """The newest year for which an office promised something; this year without any; one query."""
    found = Agreement.objects.filter(org_unit=org_unit, year__lte=today.year)
    newest: int | None = found.aggregate(newest=Max("year"))["newest"]
    return newest or today.year


def speaking_of(org_units: Iterable[OrgUnit], year: int) -> dict[int, Agreement]:
    """The agreement that speaks for each office's year, by the office's key; one query."""
    found = Agreement.objects.filter(org_unit__in=[one.pk for one in org_units], year=year)
    of_office: dict[int, list[Agreement]] = {}
    for one in found.select_related("org_unit__region").order_by("pk"):
        of_office.setdefault(one.org_unit_id, []).append(one)
    spoken = {key: speaking_for_year(some) for key, some in of_office.items()}
    return {key: one for key, one in spoken.items() if one is not None}


def standings(org_units: Sequence[OrgUnit], year: int, *, now: datetime) -> list[OfficeStanding]:
    """How offices stand in a year; a constant number of queries."""
    on = timezone.localdate(now)
    agreements = speaking_of(org_units, year)
    figures = figure_standings(list(agreements.values()), on=on)
    quarters = quarter_standings(org_units, [year], on=on)
    in_records = contradictions_in_records(org_units, year, now=now)
    keys = [one.pk for one in org_units]
    threads = _open(Thread.objects.all(), keys, year, on)
    findings = _open(Finding.objects.all(), keys, year, on)
    rows = []
    for one in org_units:
        agreement = agreements.get(one.pk)
        rows.append(
            OfficeStanding(
                org_unit=one,
                agreement=agreement,
                figures=figures[agreement.pk] if agreement else FigureStanding(),
                quarters=quarters[one.pk, year] if agreement else {},
                in_records=in_records[one.pk],
                threads=threads.get(one.pk, Open()),
                findings=findings.get(one.pk, Open()),
            )
        )
    return rows


def _open(rows: "QuerySet[Any]", org_units: Sequence[int], year: int, on: date) -> dict[int, Open]:
    """Counts by office; one query."""
    office, superior = Q(state__in=OFFICE_WAITS), Q(state__in=SUPERIOR_WAITS)
    found = (
        rows.filter(office | superior, org_unit__in=org_units, year=year)
        .order_by()
        .values("org_unit")
        .annotate(
            all=Count("pk"),
            overdue=Count("pk", filter=office & Q(due_on__lt=on)),
            awaiting=Count("pk", filter=superior),
        )
    )
    return {one["org_unit"]: Open(one["all"], one["overdue"], one["awaiting"]) for one in found}


def narrowed(
    rows: Sequence[OfficeStanding], *, text: str, problem: str, order: str
) -> list[OfficeStanding]:
    """The desk searched, filtered and sorted; the most to look at first unless asked otherwise."""
    found = [one for one in rows if text.casefold() in one.org_unit.name.casefold()]
    if problem in PROBLEMS:
        found = [one for one in found if PROBLEMS[problem](one)]
    key = ORDERS.get(order.removeprefix("-"))
    if key is None:
        return sorted(found, key=lambda one: -one.wrong)
    return sorted(found, key=key, reverse=order.startswith("-"))


@dataclass(frozen=True, slots=True)
class OfficePage:
    """An office as its superior looks at it."""

    org_unit: OrgUnit
    year: int
    agreement: Agreement | None
    runs: Sequence[IndicatorRun]
    quarters: Standings
    in_records: int
    threads: Sequence[Thread]
    findings: Sequence[Finding]
    reviews: Mapping[int, Review]
    begun: Sequence[int]

    @property
    def sub(self) -> str:
        """The line below the page's name."""
        return f"Pengawasan kinerja tahun {self.year}"

    @property
    def unfilled(self) -> list[tuple[IndicatorRun, list[QuarterCell]]]:
        """Indicators with quarters that are over and say nothing."""
        return [(one, one.unfilled) for one in self.runs if one.unfilled]

    @property
    def contradictory(self) -> list[IndicatorRun]:
        """Indicators of which something cannot be true."""
        return [one for one in self.runs if one.contradictions]

    @property
    def is_sound(self) -> bool:
        """Whether no figure is missing and nothing is contradictory."""
        return not (self.unfilled or self.contradictory or self.in_records)

    @property
    def meetings(self) -> list[tuple[int, Review | None]]:
        """Quarters that have begun, each with what was written of its meeting."""
        return [(quarter, self.reviews.get(quarter)) for quarter in self.begun]


def office_page(org_unit: OrgUnit, year: int, *, now: datetime) -> OfficePage:
    """Everything the page of a supervised office shows; as many queries whatever its size."""
    on = timezone.localdate(now)
    agreement = speaking_of([org_unit], year).get(org_unit.pk)
    runs = runs_of(year_of(agreement, on=on), year=year) if agreement else []
    return OfficePage(
        org_unit=org_unit,
        year=year,
        agreement=agreement,
        runs=runs,
        quarters=quarter_standings([org_unit], [year], on=on)[org_unit.pk, year],
        in_records=contradictions_in_records([org_unit], year, now=now)[org_unit.pk],
        threads=list(_of_office(Thread.objects.all(), org_unit, year)),
        findings=list(_of_office(Finding.objects.select_related("owner"), org_unit, year)),
        reviews={one.quarter: one for one in Review.objects.filter(org_unit=org_unit, year=year)},
        begun=[quarter for quarter in QUARTERS if has_begun(year, quarter, on)],
    )


def _of_office(rows: "QuerySet[Any]", org_unit: OrgUnit, year: int) -> "QuerySet[Any]":
    found = rows.filter(org_unit=org_unit, year=year)
    return found.select_related("target__indicator_version", "org_unit").order_by("due_on", "pk")


@cache
def thread_by_key() -> Statement[Thread]:
    """Asks for a thread with its office and target."""
    return Statement(
        Thread.objects.filter(pk=KEY).select_related(
            "org_unit__region", "target__indicator_version", "opened_by", "closed_by"
        )
    )


@cache
def finding_by_key() -> Statement[Finding]:
    """Asks for a finding with its office, target and people."""
    return Statement(
        Finding.objects.filter(pk=KEY).select_related(
            "org_unit__region",
            "target__indicator_version",
            "thread",
            "owner",
            "raised_by",
            "settled_by",
        )
    )


def messages_of(thread: Thread) -> list[Any]:
    """What was written in a thread, in order; one query."""
    return list(thread.messages.select_related("written_by"))


def follow_ups_of(finding: Finding) -> list[FollowUp]:
    """What was done about a finding, in order, with its files; two queries."""
    found = finding.follow_ups.select_related("written_by", "decided_by")
    return list(found.prefetch_related("files"))


def reach_of(user: access.Someone, *, on: date) -> QuerySet[OrgUnit]:
    """Offices whose threads and findings someone reads: all they see."""
    return access.org_units_seen_by(user, on=on)


def listed(
    rows: "QuerySet[Any]",
    user: access.Someone,
    *,
    text: str,
    state: str,
    year: int | None,
    on: date,
) -> "QuerySet[Any]":
    """Threads or findings of all offices someone sees, narrowed down; one query and two for the offices."""
    found = rows.filter(org_unit__in=reach_of(user, on=on))
    if year:
        found = found.filter(year=year)
    if state == "lewat":
        found = found.filter(state__in=OFFICE_WAITS, due_on__lt=on)
    elif state == "menunggu-anda":
        found = found.filter(state__in=SUPERIOR_WAITS)
    elif state == "berjalan":
        found = found.filter(state__in=[*OFFICE_WAITS, *SUPERIOR_WAITS])
    if text:
        field = "subject" if rows.model is Thread else "text"
        found = found.filter(Q(**{f"{field}__icontains": text}) | Q(org_unit__name__icontains=text))
    return found.select_related("org_unit", "target__indicator_version").order_by("due_on", "pk")


def open_about(target: Target) -> tuple[list[Thread], list[Finding]]:
    """Threads and findings that are not at their end, about what a target promises in any of the year's agreements."""
    going_on = Q(state__in=[*OFFICE_WAITS, *SUPERIOR_WAITS])
    same = Q(target__indicator_version=target.indicator_version_id)
    threads = Thread.objects.filter(going_on, same).order_by("due_on", "pk")
    findings = Finding.objects.filter(going_on, same).order_by("due_on", "pk")
    return list(threads), list(findings)


def owners_in(org_unit: OrgUnit, *, on: date) -> QuerySet[User]:
    """Accounts that answer for an office on a day: those whose role there permits it."""
    roles = [one.value for one in Role if Permission.ANSWER_SUPERIOR in one.permissions]
    holds = RoleAssignment.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=on),
        org_unit__path__in=ancestry(org_unit),
        starts_on__lte=on,
        role__in=roles,
    )
    found = User.objects.filter(pk__in=holds.values("user"), is_active=True)
    return found.order_by("first_name", "username")


def targets_in(org_unit: OrgUnit, year: int) -> QuerySet[Target]:
    """The targets of the agreement that speaks for an office's year; one query before they are asked for."""
    agreement = speaking_of([org_unit], year).get(org_unit.pk)
    found = Target.objects.filter(objective__agreement=agreement)
    return found.select_related("indicator_version").order_by("objective__order", "order")


def run_of_target(target: Target, *, on: date) -> IndicatorRun | None:
    """One indicator's year with its forecast; as many queries as for its whole agreement."""
    agreement = target.objective.agreement
    runs = runs_of(year_of(agreement, on=on), year=agreement.year)
    return next((one for one in runs if one.year.target.pk == target.pk), None)


def review_of(org_unit: OrgUnit, year: int, quarter: int) -> Review | None:
    """What was written about an office's quarter; one query."""
    return Review.objects.filter(org_unit=org_unit, year=year, quarter=quarter).first()


@dataclass(frozen=True, slots=True)
class FollowedUp:
    """How the findings of an office's year stand: due or settled ones, those put right, those overdue."""

    due: int = 0
    accepted: int = 0
    overdue: int = 0


def followed_up(org_units: Iterable[OrgUnit], year: int, *, on: date) -> dict[int, FollowedUp]:
    """How far offices put right what was found in a year, by their keys; one query.

    Findings that were taken back do not count, nor those whose day has not come.
    """
    keys = [one.pk for one in org_units]
    accepted = Q(state=FindingState.ACCEPTED.value)
    passed = Q(due_on__lt=on) & ~Q(state=FindingState.WITHDRAWN.value)
    rows = Finding.objects.filter(org_unit__in=keys, year=year).order_by().values("org_unit")
    counted = rows.annotate(
        due=Count("pk", filter=accepted | passed),
        accepted=Count("pk", filter=accepted),
        overdue=Count("pk", filter=passed & Q(state__in=OFFICE_WAITS)),
    )
    found = {
        one["org_unit"]: FollowedUp(one["due"], one["accepted"], one["overdue"]) for one in counted
    }
    return {key: found.get(key, FollowedUp()) for key in keys}
