"""The monthly report of the register (registers.md §2.5), and of adminduk by village (§3.3).

Every request counts in the month its indicator counts it: on the day it was settled in time, or on
its deadline when it was not. So the months of a year add up to the indicator's figures.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from janji.calendars.queries import calendar_for
from janji.core.service_life import NOT_COUNTED, OPEN, Punctuality, Stage
from janji.core.workdays import Calendar, elapsed_working_days, working_days
from janji.kit.tables import Cell, Table
from janji.orgs.models import OrgUnit
from janji.registers.services.models import ReturnedFile, ServiceKind, ServiceRequest
from janji.registers.services.queries import start_of, timing_of
from janji.registers.services.wording import STAGES

COUNTED = (
    "received",
    "on_time",
    "late",
    "overdue",
    "refused",
    "withdrawn",
    "running",
    "running_overdue",
    "unknown",
)
HEADINGS = (
    "Masuk",
    "Tepat waktu",
    "Selesai terlambat",
    "Lewat, belum selesai",
    "Ditolak",
    "Ditarik, gugur",
    "Masih proses",
    "Proses, lewat",
    "Tidak diketahui",
    "Kembali di loket",
    "Rata-rata hari",
    "% tepat waktu",
)


@dataclass(frozen=True, slots=True)
class Month:
    """A month of a report, and the moment up to which it is told."""

    year: int
    month: int
    now: datetime

    @property
    def first(self) -> date:
        """The month's first day."""
        return date(self.year, self.month, 1)

    @property
    def following(self) -> date:
        """The first day after the month."""
        return date(self.year + self.month // 12, self.month % 12 + 1, 1)

    @property
    def last(self) -> date:
        """The month's last day."""
        return self.following - timedelta(days=1)

    @property
    def end(self) -> datetime:
        """When the month ends, or now while it runs."""
        return min(start_of(self.following), self.now)

    @property
    def is_over(self) -> bool:
        """Whether nothing more can happen in it."""
        return start_of(self.following) <= self.now


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the report. `mean_days` and `share` are missing when there is nothing to divide by."""

    name: str
    counts: Mapping[str, int]
    returned: int
    days: int
    settled: int

    @property
    def due(self) -> int:
        """What was settled or should have been."""
        return self.counts["on_time"] + self.counts["late"] + self.counts["overdue"]

    @property
    def share(self) -> Fraction | None:
        """On time, in percent of what was due."""
        return Fraction(self.counts["on_time"] * 100, self.due) if self.due else None

    @property
    def mean_days(self) -> Fraction | None:
        """Working days used, of what was settled."""
        return Fraction(self.days, self.settled) if self.settled else None

    @property
    def numbers(self) -> list[int]:
        """The counts in the order of the headings."""
        return [*(self.counts[name] for name in COUNTED), self.returned]


@dataclass(frozen=True, slots=True)
class LateOne:
    """A request that was not on time, how many working days too late, and what was said of it."""

    request: ServiceRequest
    days: int
    reason: str | None


@dataclass(frozen=True, slots=True)
class Report:
    """A month of an office: by service, adminduk by village, and the late ones."""

    month: Month
    services: Sequence[Line]
    total: Line
    villages: Sequence[Line]
    late: Sequence[LateOne]


def report_of(org_unit: OrgUnit, month: Month) -> Report:
    """The report of an office; ten queries, however many requests there are."""
    calendar = calendar_for(org_unit)
    mine = ServiceRequest.objects.filter(org_unit=org_unit)
    adminduk = Q(service__kind=ServiceKind.CIVIL_REGISTRATION.value)
    services = _lines(mine, _returned(org_unit, month), "service__name", month, calendar)
    villages = _lines(
        mine.filter(adminduk),
        _returned(org_unit, month).filter(adminduk),
        "village__name",
        month,
        calendar,
    )
    return Report(
        month=month,
        services=services,
        total=_sum("Jumlah", services),
        villages=villages,
        late=_late_ones(mine, month, calendar),
    )


def _counted_in(month: Month) -> Q:
    return Q(counted_on__range=(month.first, month.last))


def _overdue(month: Month) -> Q:
    """Not settled by the end of the month although its deadline's day was past."""
    today = month.following if month.is_over else timezone.localdate(month.now)
    return Q(punctuality=Punctuality.RUNNING.value, counted_on__lt=today)


def _filters(month: Month) -> dict[str, Q]:
    began, ended = start_of(month.first), start_of(month.following)
    counted = _counted_in(month)
    open_then = Q(received_at__lt=month.end, finish_unknown=False) & (
        Q(ended_at__isnull=True) | Q(ended_at__gte=month.end)
    )
    gone = Q(stage__in=[stage.value for stage in NOT_COUNTED])
    return {
        "received": Q(received_at__gte=began, received_at__lt=ended),
        "on_time": counted & Q(punctuality=Punctuality.ON_TIME.value),
        "late": counted & Q(punctuality=Punctuality.LATE.value),
        "overdue": counted & _overdue(month),
        "refused": Q(stage=Stage.REFUSED.value, finished_at__gte=began, finished_at__lt=ended),
        "withdrawn": gone & Q(ended_at__gte=began, ended_at__lt=ended),
        "running": open_then,
        "running_overdue": open_then & Q(due_at__lt=month.end),
        "unknown": counted & Q(punctuality=Punctuality.UNKNOWN.value),
    }


def _returned(org_unit: OrgUnit, month: Month) -> QuerySet[ReturnedFile]:
    return ReturnedFile.objects.filter(
        org_unit=org_unit,
        happened_at__gte=start_of(month.first),
        happened_at__lt=start_of(month.following),
    )


def _lines(
    requests: QuerySet[ServiceRequest],
    returned: QuerySet[ReturnedFile],
    key: str,
    month: Month,
    calendar: Calendar,
) -> list[Line]:
    filters = _filters(month)
    counted = (
        requests.order_by()
        .values(key)
        .annotate(**{f"n_{name}": Count("pk", filter=where) for name, where in filters.items()})
    )
    by_name = {row[key]: {name: row[f"n_{name}"] for name in COUNTED} for row in counted}
    back = dict(returned.order_by().values_list(key).annotate(count=Count("pk")))
    used = _days_used(requests, key, month, calendar)
    nothing = dict.fromkeys(COUNTED, 0)
    lines = [
        Line(
            name or "Luar wilayah",
            by_name.get(name, nothing),
            back.get(name, 0),
            *used.get(name, (0, 0)),
        )
        for name in by_name.keys() | back.keys()
    ]
    return sorted((one for one in lines if any(one.numbers)), key=lambda one: one.name)


def _days_used(
    requests: QuerySet[ServiceRequest], key: str, month: Month, calendar: Calendar
) -> dict[str | None, tuple[int, int]]:
    """Working days used and requests settled, by name."""
    settled = Q(punctuality__in=[Punctuality.ON_TIME.value, Punctuality.LATE.value])
    found = requests.filter(_counted_in(month), settled).select_related("standard")
    totals: dict[str | None, tuple[int, int]] = {}
    names = dict(found.order_by().values_list("pk", key))
    for one in found.prefetch_related("pauses"):
        days, count = totals.get(names[one.pk], (0, 0))
        totals[names[one.pk]] = (days + _elapsed(one, calendar), count + 1)
    return totals


def _elapsed(request: ServiceRequest, calendar: Calendar) -> int:
    timing = timing_of(request, request.pauses.all())
    assert timing.settled_at is not None  # noqa: S101 -- only settled requests are asked
    start, finish = timing.started_at.date(), timing.settled_at.date()
    return elapsed_working_days(start, finish, timing.pauses, calendar)


def _sum(name: str, lines: Iterable[Line]) -> Line:
    listed = list(lines)
    counts = {key: sum(one.counts[key] for one in listed) for key in COUNTED}
    return Line(
        name,
        counts,
        sum(one.returned for one in listed),
        sum(one.days for one in listed),
        sum(one.settled for one in listed),
    )


def _late_ones(
    requests: QuerySet[ServiceRequest], month: Month, calendar: Calendar
) -> list[LateOne]:
    late = Q(punctuality=Punctuality.LATE.value) | _overdue(month)
    found = (
        requests.filter(_counted_in(month) & late)
        .select_related("service", "standard")
        .prefetch_related("steps")
        .order_by("due_at", "pk")
    )
    return [_late(one, month, calendar) for one in found]


def _late(request: ServiceRequest, month: Month, calendar: Calendar) -> LateOne:
    ended = timezone.localtime(request.ended_at or month.now)
    assert request.due_at is not None  # noqa: S101 -- what is late had a deadline
    days = working_days(timezone.localtime(request.due_at).date(), ended.date(), calendar)
    notes = [one.notes for one in request.steps.all() if Stage(one.after) not in OPEN and one.notes]
    return LateOne(request, days, notes[0] if notes else None)


def tables(report: Report) -> list[Table]:
    """The report as a workbook."""
    month = report.month
    until = "" if month.is_over else f", sampai {timezone.localtime(month.now):%d-%m-%Y %H.%M}"
    told = f"Bulan {month.month:02d}-{month.year}{until}"
    return [
        Table(
            "Per layanan",
            ["Layanan", *HEADINGS],
            [_cells(one) for one in (*report.services, report.total)],
            notes=[told],
        ),
        Table(
            "Adminduk per desa",
            ["Desa", *HEADINGS],
            [_cells(one) for one in report.villages],
            notes=[told],
        ),
        Table(
            "Terlambat",
            [
                "Layanan",
                "Nomor",
                "Diterima",
                "Tenggat",
                "Selesai",
                "Tahap",
                "Hari kerja lewat",
                "Sebab",
            ],
            [_late_cells(one) for one in report.late],
            notes=[told],
        ),
    ]


def _cells(line: Line) -> Sequence[Cell]:
    return [line.name, *line.numbers, line.mean_days, line.share]


def _late_cells(one: LateOne) -> Sequence[Cell]:
    request = one.request
    return [
        request.service.name,
        request.number,
        request.received_at,
        request.due_at,
        request.ended_at,
        STAGES[Stage(request.stage)],
        one.days,
        one.reason or "belum ditulis",
    ]
