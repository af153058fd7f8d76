"""Requests at the counter: received, served at once, or their files given back."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from janji.calendars.queries import calendar_for
from janji.core.refusals import Refused
from janji.core.service_life import OPEN, Stage
from janji.core.workdays import Calendar, LimitUnit
from janji.kit import audit
from janji.kit.editions import held, held_row
from janji.kit.persons import PersonNumber
from janji.orgs import access
from janji.orgs.models import OrgUnit, Region, User
from janji.orgs.roles import Permission
from janji.registers.facts import keeping as facts
from janji.registers.services import intake
from janji.registers.services.actions.steps import move_request, require_past, write_step
from janji.registers.services.intake import REGISTER
from janji.registers.services.models import ReturnedFile, Service, ServiceRequest

MOST_POINTS = 4
"""The best answer of a satisfaction survey."""


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
    require_past(complete_at, at, field="received_at")
    day = timezone.localdate(received_at)
    standard = intake.standard_on(service, day, service.standards.all())
    request = ServiceRequest(
        org_unit=org_unit,
        service=service,
        standard=standard,
        number=intake.next_number(org_unit, day.year),
        follow_code=intake.follow_code(),
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
    intake.settle_verdict(request, (), calendar_for(org_unit))
    request.save()
    write_step(request, None, received_at, None, by, at)
    facts.mark_changed(REGISTER, org_unit, [day, request.counted_on])
    audit.note("receive-request", request, by=by, at=at, number=request.number)
    return request


@transaction.atomic
def serve_at_once(
    *,
    service: Service,
    applicant: Applicant,
    received_at: datetime,
    by: User,
    at: datetime,
    product_number: str | None = None,
) -> ServiceRequest:
    """A request served while the applicant waits: received and finished now, in one go.

    Only for services promised in minutes or hours; both steps show that they were written
    down at the same moment.
    """
    day = timezone.localdate(received_at)
    standard = intake.standard_on(service, day, service.standards.all())
    if not LimitUnit(standard.limit_unit).is_clock_time:
        raise Refused("not-served-at-once", field="service", service=service.name)
    request = receive_request(
        service=service,
        applicant=applicant,
        received_at=received_at,
        complete_at=received_at,
        by=by,
        at=at,
    )
    return move_request(
        request=request,
        to=Stage.FINISHED,
        happened_at=at,
        based_on=request.edition,
        product_number=product_number,
        by=by,
        at=at,
    )


@transaction.atomic
def return_file(
    *,
    service: Service,
    village: Region | None,
    missing: str,
    happened_at: datetime,
    by: User,
    at: datetime,
) -> ReturnedFile:
    """An incomplete file goes back at the counter: what was missing is kept, the person is not."""
    org_unit = service.org_unit
    access.require(by, Permission.SERVE_COUNTER, org_unit=org_unit, on=at.date())
    if not missing.strip():
        raise Refused("missing-not-said", field="missing")
    require_past(happened_at, at, field="received_at")
    returned = ReturnedFile.objects.create(
        org_unit=org_unit,
        service=service,
        village=village,
        missing=missing.strip(),
        happened_at=happened_at,
        recorded_by=by,
        recorded_at=at,
    )
    facts.mark_changed(REGISTER, org_unit, [timezone.localdate(happened_at)])
    audit.note("return-file", returned, by=by, at=at, service=service.name)
    return returned


@transaction.atomic
def note_satisfaction(
    *, request: ServiceRequest, total: int, count: int, by: User | None, at: datetime
) -> ServiceRequest:
    """What the applicant's answers in the satisfaction survey add up to; the last word holds.

    `by` is nobody when the applicant answered without signing in.
    """
    if count < 1 or not count <= total <= count * MOST_POINTS:
        raise Refused("answers-impossible", total=total, count=count)
    request = held_row(ServiceRequest.objects.select_related("org_unit"), request.pk)
    request.answer_total, request.answer_count = total, count
    request.save(update_fields=["answer_total", "answer_count"])
    facts.mark_changed(REGISTER, request.org_unit, [request.counted_on])
    audit.note("note-satisfaction", request, by=by, at=at, total=total, count=count)
    return request


@transaction.atomic
def follow_calendar(*, org_unit: OrgUnit, by: User | None, at: datetime) -> None:
    """Extends the deadlines of running requests after the calendar changed; never shortens one."""
    running = (
        held(ServiceRequest.objects.select_related("org_unit", "standard"))
        .filter(
            access.rows_below(org_unit),
            stage__in=[stage.value for stage in OPEN],
        )
        .prefetch_related("pauses")
        .order_by("pk")
    )
    calendars: dict[int, Calendar] = {}
    extended: dict[OrgUnit, list[ServiceRequest]] = {}
    days: dict[OrgUnit, set[date | None]] = {}
    for request in running:
        office = request.org_unit
        if office.pk not in calendars:
            calendars[office.pk] = calendar_for(office)
        before = (request.due_at, request.counted_on)
        intake.settle_verdict(
            request, request.pauses.all(), calendars[office.pk], at_least=request.due_at
        )
        if request.due_at != before[0]:
            extended.setdefault(office, []).append(request)
            days.setdefault(office, set()).update({before[1], request.counted_on})
    # Every office's rows are held before the first note.
    in_order = sorted(extended, key=lambda office: int(office.pk))
    for office in in_order:
        ServiceRequest.objects.bulk_update(
            extended[office], ["due_at", "counted_on", "punctuality"], batch_size=500
        )
        facts.mark_changed(REGISTER, office, days[office])
    for office in in_order:
        audit.note("extend-deadlines", office, by=by, at=at, requests=len(extended[office]))
