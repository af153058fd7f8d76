"""Everything that changes services and requests."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from janji.calendars.queries import calendar_for
from janji.core import service_life
from janji.core.refusals import Refused
from janji.core.service_life import OPEN, Stage
from janji.core.workdays import Calendar, Limit
from janji.kit import audit
from janji.kit.persons import PersonNumber
from janji.orgs import access
from janji.orgs.models import OrgUnit, Region, User
from janji.orgs.roles import Permission
from janji.registers.facts import keeping as facts
from janji.registers.services import queries
from janji.registers.services.models import (
    RequestNumber,
    RequestPause,
    RequestStep,
    Service,
    ServiceRequest,
    Standard,
)
from janji.registers.services.wording import STAGES

REGISTER = "services"
CODE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Without letters and digits that look alike on a receipt."""
CODE_LENGTH = 8
NEEDS_REASON = frozenset({Stage.REFUSED, Stage.WITHDRAWN, Stage.LAPSED})


@dataclass(frozen=True, slots=True)
class Promise:
    """What a standard says: the limit, what one brings, what it costs, what one gets."""

    limit: Limit
    requirements: Sequence[str]
    product: str
    fee: Decimal | None = None
    fee_text: str | None = None
    limit_text: str | None = None
    decree: str | None = None
    clock_start: str = "complete"


@transaction.atomic
def add_service(
    *,
    org_unit: OrgUnit,
    code: str,
    name: str,
    kind: str,
    section: OrgUnit | None,
    active_from: date,
    by: User,
    at: datetime,
) -> Service:
    """A service the office offers from a day on; it needs a standard before it can be asked for."""
    access.require(by, Permission.MANAGE_SERVICES, org_unit=org_unit, on=at.date())
    if Service.objects.filter(org_unit=org_unit, code=code).exists():
        raise Refused("service-code-taken", field="code", code=code)
    service = Service.objects.create(
        org_unit=org_unit,
        code=code,
        name=name,
        kind=kind,
        section=section,
        active_from=active_from,
    )
    audit.note("add-service", service, by=by, at=at, name=name, kind=kind)
    return service


@transaction.atomic
def open_service(
    *,
    org_unit: OrgUnit,
    code: str,
    name: str,
    kind: str,
    promise: Promise,
    holds_from: date,
    by: User,
    at: datetime,
) -> Service:
    """A service together with its first standard, so that it can be asked for at once."""
    service = add_service(
        org_unit=org_unit,
        code=code,
        name=name,
        kind=kind,
        section=None,
        active_from=holds_from,
        by=by,
        at=at,
    )
    set_standard(service=service, promise=promise, holds_from=holds_from, by=by, at=at)
    return service


@transaction.atomic
def close_service(*, service: Service, until: date, by: User, at: datetime) -> Service:
    """The last day on which the service can be asked for; running requests go on."""
    access.require(by, Permission.MANAGE_SERVICES, org_unit=service.org_unit, on=at.date())
    service.active_until = max(until, service.active_from)
    service.save(update_fields=["active_until"])
    audit.note("close-service", service, by=by, at=at, until=service.active_until)
    return service


@transaction.atomic
def set_standard(
    *, service: Service, promise: Promise, holds_from: date, by: User, at: datetime
) -> Standard:
    """A new version of what the service promises; requests already running keep the old one."""
    access.require(by, Permission.MANAGE_SERVICES, org_unit=service.org_unit, on=at.date())
    last = service.standards.first()
    if last is not None and holds_from <= last.holds_from:
        raise Refused("standard-not-later", field="holds_from", day=f"{last.holds_from:%d-%m-%Y}")
    standard = Standard.objects.create(
        service=service,
        version=(last.version if last else 0) + 1,
        holds_from=holds_from,
        decree=promise.decree,
        limit_value=promise.limit.value,
        limit_unit=promise.limit.unit.value,
        limit_text=promise.limit_text,
        clock_start=promise.clock_start,
        requirements=list(promise.requirements),
        fee=promise.fee,
        fee_text=promise.fee_text,
        product=promise.product,
        set_by=by,
        set_at=at,
    )
    audit.note("set-standard", standard, by=by, at=at, version=standard.version)
    return standard


@dataclass(frozen=True, slots=True)
class Applicant:
    """Who asks, as little as is needed: a name, what may be kept of the NIK, the village."""

    name: str
    number: PersonNumber | None = None
    village: Region | None = None
    is_represented: bool = False
    people: int = 1


@transaction.atomic
def receive_request(
    *,
    service: Service,
    applicant: Applicant,
    received_at: datetime,
    complete_at: datetime,
    by: User,
    at: datetime,
) -> ServiceRequest:
    """A request with a complete file enters the register and gets its number, code and deadline.

    A file that lacks something is given back at the counter and never enters.
    """
    org_unit = service.org_unit
    access.require(by, Permission.SERVE_COUNTER, org_unit=org_unit, on=at.date())
    if complete_at < received_at:
        raise Refused("complete-before-receipt", field="complete_at")
    _require_past(max(received_at, complete_at), at)
    day = timezone.localdate(received_at)
    request = ServiceRequest(
        org_unit=org_unit,
        service=service,
        standard=_standard_on(service, day),
        number=_next_number(org_unit, day.year),
        follow_code="".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH)),
        applicant=applicant.name,
        nik_digest=applicant.number.digest if applicant.number else None,
        nik_last_four=applicant.number.last_four if applicant.number else None,
        village=applicant.village,
        is_represented=applicant.is_represented,
        people=applicant.people,
        received_at=received_at,
        complete_at=complete_at,
        stage=Stage.RECEIVED.value,
        recorded_by=by,
        recorded_at=at,
    )
    _settle_verdict(request, (), calendar_for(org_unit))
    request.save()
    _step(request, None, Stage.RECEIVED, received_at, None, by, at)
    facts.mark_changed(REGISTER, org_unit, [request.received_at.date(), request.counted_on])
    audit.note("receive-request", request, by=by, at=at, number=request.number)
    return request


def _standard_on(service: Service, day: date) -> Standard:
    if day < service.active_from or (service.active_until and day > service.active_until):
        raise Refused("service-closed", service=service.name, day=f"{day:%d-%m-%Y}")
    standard = service.standards.filter(holds_from__lte=day).first()
    if standard is None:
        raise Refused("standard-missing", service=service.name, day=f"{day:%d-%m-%Y}")
    return standard


def _next_number(org_unit: OrgUnit, year: int) -> str:
    """`2019/000123`: counted per office and year, without gaps and without doubles."""
    row, _ = RequestNumber.objects.select_for_update().get_or_create(org_unit=org_unit, year=year)
    row.last += 1
    row.save(update_fields=["last"])
    return f"{year}/{row.last:06d}"


def _require_past(moment: datetime, at: datetime) -> None:
    if moment > at:
        raise Refused("step-in-future")


@dataclass(frozen=True, slots=True)
class PauseReason:
    """Why the clock stands still, and what shows it."""

    cause: str
    evidence: str


@transaction.atomic
def move_request(
    *,
    request: ServiceRequest,
    to: Stage,
    happened_at: datetime,
    based_on: int,
    by: User,
    at: datetime,
    notes: str | None = None,
    pause: PauseReason | None = None,
    handed_to: str | None = None,
    product_number: str | None = None,
) -> ServiceRequest:
    """The request goes on to another stage.

    Going to `INCOMPLETE` starts a pause, which needs its cause and evidence; leaving it ends
    the pause. Refusing, withdrawing and lapsing need a reason in `notes`. `based_on` is the
    edition the person had on screen.
    """
    request = ServiceRequest.objects.select_for_update().get(pk=request.pk)
    access.require(by, Permission.SERVE_COUNTER, org_unit=request.org_unit, on=at.date())
    _require_move(request, to, happened_at, based_on, at)
    if to in NEEDS_REASON and not notes:
        raise Refused("reason-missing", field="notes")
    before, counted_before = Stage(request.stage), request.counted_on
    if to is Stage.INCOMPLETE:
        _begin_pause(request, pause, happened_at, by, at)
    else:
        request.pauses.filter(ends_at=None).update(ends_at=happened_at)
    request.stage = to.value
    _take_over(request, to, happened_at, notes, handed_to, product_number)
    request.edition += 1
    _settle_verdict(request, request.pauses.all(), calendar_for(request.org_unit))
    request.save()
    _step(request, before, to, happened_at, notes, by, at)
    facts.mark_changed(REGISTER, request.org_unit, [counted_before, request.counted_on])
    audit.note("move-request", request, by=by, at=at, before=before.value, after=to.value)
    return request


def _require_move(
    request: ServiceRequest, to: Stage, happened_at: datetime, based_on: int, at: datetime
) -> None:
    last = request.steps.select_related("recorded_by").last()
    if request.edition != based_on and last is not None:
        raise audit.changed_meanwhile(last.recorded_by, last.recorded_at)
    before = Stage(request.stage)
    if to not in service_life.moves(before):
        raise Refused(
            "move-not-possible", number=request.number, before=STAGES[before], after=STAGES[to]
        )
    if last is not None and happened_at < last.happened_at:
        said = timezone.localtime(last.happened_at)
        raise Refused("step-before-last", field="happened_at", last=f"{said:%d-%m-%Y %H.%M}")
    _require_past(happened_at, at)


def _begin_pause(
    request: ServiceRequest, pause: PauseReason | None, starts_at: datetime, by: User, at: datetime
) -> None:
    if pause is None or not pause.evidence.strip():
        raise Refused("pause-evidence-missing", field="evidence")
    RequestPause.objects.create(
        request=request,
        cause=pause.cause,
        evidence=pause.evidence,
        starts_at=starts_at,
        recorded_by=by,
        recorded_at=at,
    )


def _take_over(
    request: ServiceRequest,
    to: Stage,
    happened_at: datetime,
    notes: str | None,
    handed_to: str | None,
    product_number: str | None,
) -> None:
    """What reaching a stage leaves on the row."""
    if to is Stage.FORWARDED:
        request.forwarded_at = happened_at
    elif to in {Stage.FINISHED, Stage.REFUSED}:
        request.finished_at = happened_at
        request.product_number = product_number
    elif to is Stage.HANDED_OVER:
        request.handed_over_at = happened_at
        request.handed_to = handed_to
    if to in NEEDS_REASON:
        request.reason = notes


def _step(
    request: ServiceRequest,
    before: Stage | None,
    after: Stage,
    happened_at: datetime,
    notes: str | None,
    by: User,
    at: datetime,
) -> None:
    RequestStep.objects.create(
        request=request,
        before=before.value if before else None,
        after=after.value,
        happened_at=happened_at,
        notes=notes,
        recorded_by=by,
        recorded_at=at,
    )


def _settle_verdict(
    request: ServiceRequest,
    pauses: Iterable[RequestPause],
    calendar: Calendar,
    *,
    at_least: datetime | None = None,
) -> None:
    """Writes the verdict of the core onto the row."""
    timing = queries.timing_of(request, pauses)
    verdict = service_life.judge(timing, calendar, at_least=at_least)
    request.due_at = verdict.due_at
    request.punctuality = verdict.punctuality.value
    request.counted_on = verdict.counted_on


@transaction.atomic
def follow_calendar(*, org_unit: OrgUnit, by: User | None, at: datetime) -> None:
    """Extends the deadlines of running requests after the calendar changed; never shortens one."""
    running = (
        ServiceRequest.objects.select_for_update(of=("self",))
        .filter(
            org_unit__path__gte=org_unit.path,
            org_unit__path__lt=org_unit.path + "\x7f",
            stage__in=[stage.value for stage in OPEN],
        )
        .select_related("org_unit", "standard")
        .prefetch_related("pauses")
    )
    calendars: dict[int, Calendar] = {}
    extended: dict[OrgUnit, list[ServiceRequest]] = {}
    days: dict[OrgUnit, set[date | None]] = {}
    for request in running:
        office = request.org_unit
        if office.pk not in calendars:
            calendars[office.pk] = calendar_for(office)
        before = (request.due_at, request.counted_on)
        _settle_verdict(
            request, request.pauses.all(), calendars[office.pk], at_least=request.due_at
        )
        if request.due_at != before[0]:
            extended.setdefault(office, []).append(request)
            days.setdefault(office, set()).update({before[1], request.counted_on})
    for office, requests in extended.items():
        ServiceRequest.objects.bulk_update(
            requests, ["due_at", "counted_on", "punctuality"], batch_size=500
        )
        facts.mark_changed(REGISTER, office, days[office])
        audit.note("extend-deadlines", office, by=by, at=at, requests=len(requests))
