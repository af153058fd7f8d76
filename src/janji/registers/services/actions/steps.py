"""A request goes on: its next stage, and the pauses in which its clock stands still."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from janji.calendars.queries import calendar_for
from janji.core import service_life
from janji.core.refusals import Refused
from janji.core.service_life import OPEN, Stage
from janji.kit import audit
from janji.kit.editions import held_as_seen
from janji.orgs import access
from janji.orgs.models import User
from janji.orgs.roles import Permission
from janji.registers.facts import keeping as facts
from janji.registers.services import intake
from janji.registers.services.intake import REGISTER
from janji.registers.services.models import (
    PauseCause,
    RequestPause,
    RequestStep,
    ServiceRequest,
)
from janji.registers.services.wording import STAGES

NEEDS_REASON = frozenset({Stage.REFUSED, Stage.WITHDRAWN, Stage.LAPSED})


def require_past(moment: datetime, at: datetime, *, field: str) -> None:
    """Refuses with `step-in-future` what has not happened yet."""
    if moment > at:
        raise Refused("step-in-future", field=field)


@dataclass(frozen=True, slots=True)
class PauseReason:
    """Why the clock stands still, and what shows it."""

    cause: str
    evidence: str


def as_on_screen(
    request: ServiceRequest, based_on: int | None, by: User, at: datetime
) -> ServiceRequest:
    """The request, held, when the person may change it and had its newest edition on screen."""
    access.require(by, Permission.SERVE_COUNTER, org_unit=request.org_unit, on=at.date())
    whole = ServiceRequest.objects.select_related("org_unit", "service", "standard", "village")
    return held_as_seen(whole, request.pk, based_on)


def save_changed(
    request: ServiceRequest, *, days: Iterable[date | None], at_least: datetime | None = None
) -> None:
    """Judges the request anew, saves it as a new edition and makes the facts of its days stale.

    `days` are those it was counted on before; all are marked at once, in their order.
    """
    request.edition += 1
    intake.settle_verdict(
        request, request.pauses.all(), calendar_for(request.org_unit), at_least=at_least
    )
    request.save()
    facts.mark_changed(REGISTER, request.org_unit, [*days, request.counted_on])


@transaction.atomic
def move_request(
    *,
    request: ServiceRequest,
    to: Stage,
    happened_at: datetime,
    based_on: int | None,
    by: User,
    at: datetime,
    notes: str | None = None,
    pause: PauseReason | None = None,
    handed_to: str | None = None,
    product_number: str | None = None,
    agency_number: str | None = None,
) -> ServiceRequest:
    """The request goes on to another stage.

    Going to `INCOMPLETE` starts a pause, which needs its cause and evidence; every other step
    ends a pause that still runs. Refusing, withdrawing and lapsing need a reason in `notes`.
    Only what another agency issues can be forwarded. `based_on` is the edition the person had
    on screen.
    """
    request = as_on_screen(request, based_on, by, at)
    _require_move(request, to, happened_at, at)
    if to in NEEDS_REASON and not notes:
        raise Refused("reason-missing", field="notes")
    before, counted_before, due_before = Stage(request.stage), request.counted_on, request.due_at
    _end_pause(request, happened_at)
    if to is Stage.INCOMPLETE:
        _begin_pause(request, pause, happened_at, None, by, at)
    request.stage = to.value
    _take_over(request, to, happened_at, notes, handed_to)
    request.product_number = product_number or request.product_number
    request.agency_number = agency_number or request.agency_number
    save_changed(request, days=[counted_before], at_least=due_before)
    write_step(request, before, happened_at, notes, by, at)
    why = notes if to in NEEDS_REASON else None
    changed = audit.changed(request, {"stage": before.value})
    audit.note("move-request", request, by=by, at=at, why=why, **changed)
    return request


def _require_move(request: ServiceRequest, to: Stage, happened_at: datetime, at: datetime) -> None:
    before = Stage(request.stage)
    if to not in service_life.moves(before):
        raise Refused(
            "move-not-possible", number=request.number, before=STAGES[before], after=STAGES[to]
        )
    if to is Stage.FORWARDED and not request.service.is_forwarded:
        raise Refused("service-not-forwarded", field="to", service=request.service.name)
    _require_after_last(request, happened_at)
    require_past(happened_at, at, field="happened_at")


def _require_after_last(request: ServiceRequest, moment: datetime) -> None:
    last = request.steps.last()
    if last is not None and moment < last.happened_at:
        said = timezone.localtime(last.happened_at)
        raise Refused("step-before-last", field="happened_at", last=f"{said:%d-%m-%Y %H.%M}")


def _begin_pause(
    request: ServiceRequest,
    pause: PauseReason | None,
    starts_at: datetime,
    ends_at: datetime | None,
    by: User,
    at: datetime,
) -> None:
    if pause is None or not pause.evidence.strip():
        raise Refused("pause-evidence-missing", field="evidence")
    RequestPause.objects.create(
        request=request,
        cause=pause.cause,
        evidence=pause.evidence,
        starts_at=starts_at,
        ends_at=ends_at,
        recorded_by=by,
        recorded_at=at,
    )


def _end_pause(request: ServiceRequest, ends_at: datetime) -> None:
    running = request.pauses.filter(ends_at=None).first()
    if running is None:
        return
    if ends_at < running.starts_at:
        raise Refused(
            "pause-ends-before-start",
            field="happened_at",
            start=f"{timezone.localtime(running.starts_at):%d-%m-%Y %H.%M}",
        )
    running.ends_at = ends_at
    running.save(update_fields=["ends_at"])


def _take_over(
    request: ServiceRequest,
    to: Stage,
    happened_at: datetime,
    notes: str | None,
    handed_to: str | None,
) -> None:
    """What reaching a stage leaves on the row."""
    if to not in OPEN:
        request.ended_at = request.ended_at or happened_at
    if to is Stage.FORWARDED:
        request.forwarded_at = happened_at
    elif to in {Stage.FINISHED, Stage.REFUSED}:
        request.finished_at = happened_at
    elif to is Stage.HANDED_OVER:
        request.handed_over_at = happened_at
        request.handed_to = handed_to
    if to in NEEDS_REASON:
        request.reason = notes


def write_step(
    request: ServiceRequest,
    before: Stage | None,
    happened_at: datetime,
    notes: str | None,
    by: User,
    at: datetime,
) -> None:
    """Notes that the request reached its stage."""
    RequestStep.objects.create(
        request=request,
        before=before.value if before else None,
        after=request.stage,
        happened_at=happened_at,
        notes=notes,
        recorded_by=by,
        recorded_at=at,
    )


@transaction.atomic
def pause_request(
    *,
    request: ServiceRequest,
    reason: PauseReason,
    starts_at: datetime,
    based_on: int | None,
    by: User,
    at: datetime,
    ends_at: datetime | None = None,
) -> ServiceRequest:
    """The clock stands still for a cause outside the office: another agency, an outage, a calamity.

    A file that lacks something is not paused but moved to `INCOMPLETE`. A pause may be written
    down after it is over; when it was written shows beside it.
    """
    request = as_on_screen(request, based_on, by, at)
    if Stage(request.stage) not in OPEN:
        raise Refused("pause-not-running", number=request.number)
    if reason.cause == PauseCause.SHORTFALL:
        raise Refused("pause-is-a-step", field="cause")
    if request.pauses.filter(ends_at=None).exists():
        raise Refused("pause-runs-already", number=request.number)
    if starts_at < request.received_at:
        raise Refused("pause-before-receipt", field="starts_at")
    if ends_at is not None and ends_at < starts_at:
        said = f"{timezone.localtime(starts_at):%d-%m-%Y %H.%M}"
        raise Refused("pause-ends-before-start", field="ends_at", start=said)
    require_past(max(starts_at, ends_at or starts_at), at, field="starts_at")
    counted_before, due_before = request.counted_on, request.due_at
    _begin_pause(request, reason, starts_at, ends_at, by, at)
    save_changed(request, days=[counted_before], at_least=due_before)
    told = audit.changes(
        {"pauses": False, "due_at": due_before},
        {"pauses": ends_at is None, "due_at": request.due_at},
    )
    cause, why = PauseCause(reason.cause).label, reason.evidence
    audit.note("pause-request", request, by=by, at=at, cause=cause, why=why, **told)
    return request


@transaction.atomic
def resume_request(
    *, request: ServiceRequest, ends_at: datetime, based_on: int | None, by: User, at: datetime
) -> ServiceRequest:
    """What stopped the clock is over."""
    request = as_on_screen(request, based_on, by, at)
    if Stage(request.stage) is Stage.INCOMPLETE:
        raise Refused("pause-is-a-step", field="cause")
    if not request.pauses.filter(ends_at=None).exists():
        raise Refused("pause-not-running", number=request.number)
    require_past(ends_at, at, field="ends_at")
    counted_before, due_before = request.counted_on, request.due_at
    _end_pause(request, ends_at)
    save_changed(request, days=[counted_before])
    told = audit.changes(
        {"pauses": True, "due_at": due_before}, {"pauses": False, "due_at": request.due_at}
    )
    audit.note("resume-request", request, by=by, at=at, **told)
    return request
