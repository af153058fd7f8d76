"""Reads: the register, the catalogue, complaints, and a request as the values it is judged by."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache, lru_cache

from django.db.models import Count, F, Q, QuerySet
from django.db.models.expressions import Combinable
from django.utils import timezone

from janji.calendars.queries import calendar_for
from janji.core.numbers import written
from janji.core.service_life import OPEN, Clock, Punctuality, Stage, Timing, clock
from janji.core.workdays import (
    Calendar,
    Limit,
    LimitUnit,
    Pause,
    elapsed_working_days,
    open_minutes,
)
from janji.kit.statements import KEY, Statement
from janji.orgs import access
from janji.orgs.models import OrgUnit, Region
from janji.registers.services.models import (
    ClockStart,
    Complaint,
    RequestPause,
    Service,
    ServiceRequest,
    Standard,
)

RUNNING = Q(stage__in=[stage.value for stage in OPEN])


def timing_of(request: ServiceRequest, pauses: Iterable[RequestPause]) -> Timing:
    """The facts that `core.service_life` judges; moments in the office's time zone."""
    standard = request.standard
    starts = (
        request.complete_at if standard.clock_start == ClockStart.COMPLETE else request.received_at
    )
    settled = request.forwarded_at or request.finished_at
    return Timing(
        stage=Stage(request.stage),
        started_at=timezone.localtime(starts),
        limit=Limit(standard.limit_value, LimitUnit(standard.limit_unit)),
        pauses=tuple(
            Pause(
                timezone.localtime(one.starts_at),
                timezone.localtime(one.ends_at) if one.ends_at else None,
            )
            for one in pauses
        ),
        settled_at=timezone.localtime(settled) if settled else None,
        finish_unknown=request.finish_unknown,
    )


SORTABLE: dict[str, tuple[str | Combinable, ...]] = {
    "tenggat": (F("due_at").asc(nulls_last=True), "pk"),
    "-tenggat": (F("due_at").desc(nulls_last=True), "-pk"),
    "masuk": ("received_at", "pk"),
    "-masuk": ("-received_at", "-pk"),
    "pemohon": ("applicant", "pk"),
    "-pemohon": ("-applicant", "-pk"),
    "layanan": ("service__name", "pk"),
    "-layanan": ("-service__name", "-pk"),
}


@dataclass(frozen=True, slots=True)
class Search:
    """What one looks for in the register; what is left empty does not narrow it down."""

    text: str = ""
    state: str = ""
    service: Service | None = None
    village: Region | None = None
    since: date | None = None
    until: date | None = None

    def __bool__(self) -> bool:
        """Whether anything is asked for."""
        return any(
            (self.text, self.state, self.service, self.village, self.since, self.until),
        )


def requests_of(org_unit: OrgUnit) -> QuerySet[ServiceRequest]:
    """The requests of an office, with everything a list says of them."""
    found = ServiceRequest.objects.filter(org_unit=org_unit)
    return found.select_related("service", "standard", "org_unit", "village")


@cache
def request_by_key() -> Statement[ServiceRequest]:
    """Asks for a request with everything its page says of it."""
    return Statement(
        ServiceRequest.objects.filter(pk=KEY).select_related(
            "service", "standard", "org_unit", "village", "recorded_by"
        )
    )


def states(now: datetime) -> Mapping[str, Q]:
    """The states one may ask the register for."""
    overdue = RUNNING & Q(due_at__lt=now)
    return {
        "berjalan": RUNNING,
        "lewat": overdue,
        "terlambat": Q(punctuality=Punctuality.LATE.value) | overdue,
        "selesai": ~RUNNING,
        "menunggu": Q(stage=Stage.FORWARDED.value),
        "tidak-diketahui": Q(punctuality=Punctuality.UNKNOWN.value),
    }


def request_rows(
    found: QuerySet[ServiceRequest], search: Search, *, order: str, now: datetime
) -> QuerySet[ServiceRequest]:
    """The register, filtered and sorted; the newest first unless asked otherwise."""
    found = found.filter(states(now).get(search.state, Q()))
    if search.text:
        found = found.filter(
            Q(applicant__icontains=search.text)
            | Q(number__icontains=search.text)
            | Q(service__name__icontains=search.text)
        )
    if search.service:
        found = found.filter(service=search.service)
    if search.village:
        found = found.filter(village=search.village)
    if search.since:
        found = found.filter(received_at__gte=start_of(search.since))
    if search.until:
        found = found.filter(received_at__lt=start_of(search.until + timedelta(days=1)))
    usual = "tenggat" if search.state in {"berjalan", "lewat"} else "-masuk"
    return found.order_by(*SORTABLE.get(order, SORTABLE[usual]))


def start_of(day: date) -> datetime:
    """The moment a day begins in the office's time zone."""
    return timezone.make_aware(datetime.combine(day, time.min))


@dataclass(frozen=True, slots=True)
class Ticking:
    """A running request with what its clock shows."""

    request: ServiceRequest
    clock: Clock


def clock_of(request: ServiceRequest, calendar: Calendar, now: datetime) -> Clock:
    """What a request's clock shows at a moment; no query when the standard is at hand."""
    due = timezone.localtime(request.due_at) if request.due_at else None
    limit = LimitUnit(request.standard.limit_unit)
    return clock(Stage(request.stage), due, limit, timezone.localtime(now), calendar)


@dataclass(frozen=True, slots=True)
class Used:
    """How much of its limit a request has used so far, pauses left out."""

    amount: int
    unit: LimitUnit


def used(
    request: ServiceRequest, pauses: Iterable[RequestPause], calendar: Calendar, now: datetime
) -> Used | None:
    """The working time used until the request ended or until now; unknown when nobody wrote it down."""
    if request.finish_unknown:
        return None
    timing = timing_of(request, pauses)
    until = timezone.localtime(request.ended_at or now)
    if timing.limit.unit.is_clock_time and (until - timing.started_at) < timedelta(days=1):
        minutes = open_minutes(timing.started_at, until, timing.pauses, calendar)
        return Used(minutes, LimitUnit.MINUTES)
    start, finish = timing.started_at.date(), until.date()
    days = elapsed_working_days(start, finish, timing.pauses, calendar)
    return Used(days, LimitUnit.WORKING_DAYS)


def running(org_unit: OrgUnit, *, now: datetime, most: int) -> tuple[list[Ticking], int]:
    """Requests an office still owes, what is due first on top, and how many there are; four queries."""
    calendar = calendar_for(org_unit)
    rows = _running(most).ask(org_unit.pk)
    count = ServiceRequest.objects.filter(RUNNING, org_unit=org_unit).count()
    return [Ticking(one, clock_of(one, calendar, now)) for one in rows], count


@lru_cache
def _running(most: int) -> Statement[ServiceRequest]:
    found = ServiceRequest.objects.filter(RUNNING, org_unit=KEY)
    rows = found.select_related("service", "standard").order_by(*SORTABLE["tenggat"])
    return Statement(rows[:most])


def pulse(org_unit: OrgUnit, now: datetime) -> str:
    """How the register stands: what runs, what is overdue, what complaints wait; two queries."""
    counts = ServiceRequest.objects.filter(org_unit=org_unit).aggregate(
        running=Count("pk", filter=RUNNING),
        overdue=Count("pk", filter=RUNNING & Q(due_at__lt=now)),
    )
    open_complaints = Complaint.objects.filter(org_unit=org_unit, resolved_on=None).count()
    overdue = written(counts["overdue"], 0) if counts["overdue"] else "tidak ada yang"
    said = f"{written(counts['running'], 0)} permohonan berjalan, {overdue} lewat tenggat."
    if open_complaints:
        said += f" {written(open_complaints, 0)} pengaduan menunggu jawaban."
    return said


def villages_of(org_unit: OrgUnit) -> QuerySet[Region]:
    """The villages of an office's territory; none when the office has no region."""
    if org_unit.region_id is None:
        return Region.objects.none()
    return Region.objects.filter(code__startswith=f"{org_unit.region_id}.").order_by("name")


CATALOGUE_ORDER: dict[str, tuple[str, ...]] = {
    "layanan": ("name", "pk"),
    "-layanan": ("-name", "-pk"),
    "jenis": ("kind", "name"),
    "-jenis": ("-kind", "name"),
}


def services_seen_by(user: access.Someone, *, on: date) -> QuerySet[Service]:
    """Services of offices whose data someone may read."""
    offices = access.org_units_seen_by(user, on=on)
    return Service.objects.filter(org_unit__in=offices).select_related("org_unit")


def services_of(org_unit: OrgUnit) -> QuerySet[Service]:
    """The catalogue of an office with every version of each standard; two queries."""
    return Service.objects.filter(org_unit=org_unit).prefetch_related("standards")


def catalogue_rows(org_unit: OrgUnit, *, text: str, kind: str, order: str) -> QuerySet[Service]:
    """The catalogue, filtered and sorted; two queries."""
    found = services_of(org_unit)
    if text:
        found = found.filter(Q(name__icontains=text) | Q(code__icontains=text))
    if kind:
        found = found.filter(kind=kind)
    return found.order_by(*CATALOGUE_ORDER.get(order, CATALOGUE_ORDER["layanan"]))


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """A service as the catalogue shows it on a day."""

    service: Service
    standard: Standard | None
    is_closed: bool
    comes_later: Standard | None


def shown_on(service: Service, day: date) -> CatalogueRow:
    """A service with the standard that holds on a day, and the one that will hold later."""
    versions = list(service.standards.all())
    later = [one for one in versions if one.holds_from > day]
    is_closed = service.active_until is not None and service.active_until < day
    return CatalogueRow(service, holding_on(versions, day), is_closed, later[-1] if later else None)


@dataclass(frozen=True, slots=True)
class Offer:
    """A service as the counter offers it on a day: its place in the list and the standard that holds."""

    place: int
    service: Service
    standard: Standard


def offers_on(org_unit: OrgUnit, day: date) -> list[Offer]:
    """What can be asked for on a day, by name: open, with a standard that holds; two queries."""
    found = (
        one
        for one in _services_with_standards().ask(org_unit.pk)
        if one.active_from <= day and (one.active_until is None or one.active_until >= day)
    )
    holding = ((one, holding_on(one.standards.all(), day)) for one in found)
    offered = [(one, standard) for one, standard in holding if standard is not None]
    return [Offer(place, one, standard) for place, (one, standard) in enumerate(offered, start=1)]


@cache
def _services_with_standards() -> Statement[Service]:
    return Statement(Service.objects.filter(org_unit=KEY).prefetch_related("standards"))


def holding_on(versions: Iterable[Standard], day: date) -> Standard | None:
    """The version of a standard that holds on a day; `versions` come newest first."""
    return next((one for one in versions if one.holds_from <= day), None)


def complaints_seen_by(user: access.Someone, *, on: date) -> QuerySet[Complaint]:
    """Complaints of offices whose data someone may read."""
    offices = access.org_units_seen_by(user, on=on)
    return Complaint.objects.filter(org_unit__in=offices).select_related(
        "org_unit", "request__service", "recorded_by", "decided_by", "resolved_by"
    )


def complaint_rows(seen: QuerySet[Complaint], *, state: str, text: str) -> QuerySet[Complaint]:
    """Complaints, what is open longest first, then the resolved ones, newest first."""
    found = seen
    if state == "menunggu":
        found = found.filter(resolved_on=None)
    elif state == "selesai":
        found = found.exclude(resolved_on=None)
    if text:
        found = found.filter(Q(content__icontains=text) | Q(request__number__icontains=text))
    return found.order_by(F("resolved_on").desc(nulls_first=True), "received_on", "pk")
