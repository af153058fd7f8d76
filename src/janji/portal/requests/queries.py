"""Reads: one request, to whoever holds its number and code, with nothing about persons."""

from dataclasses import dataclass
from datetime import date, datetime

from janji.core.service_life import OPEN, Stage
from janji.core.workdays import LimitUnit
from janji.orgs.models import OrgUnit
from janji.portal.requests.wording import NEXT, OVERDUE, PLAIN, WAIT
from janji.registers.services.models import Channel, PauseCause, ServiceRequest


def request_of(number: str, code: str) -> ServiceRequest | None:
    """The request of a number and code; nothing unless both are right. One query."""
    found = ServiceRequest.objects.filter(
        number=number.strip(), follow_code="".join(code.upper().replace("-", "").split())
    )
    # Numbers are given per office; two offices sharing number and code cannot be told apart.
    both = list(found.select_related("service", "standard", "org_unit")[:2])
    return both[0] if len(both) == 1 else None


@dataclass(frozen=True, slots=True)
class Answered:
    """What a citizen said on this page, and what became of it."""

    received_on: date
    content: str
    resolved_on: date | None
    resolution: str | None


@dataclass(frozen=True, slots=True)
class Followed:
    """What a citizen sees of their own request."""

    office: OrgUnit
    number: str
    service: str
    said: str
    advice: str
    received_at: datetime
    due_at: datetime | None
    due_has_minutes: bool
    is_open: bool
    is_overdue: bool
    missing: str | None
    reason: str | None
    issued_by: str | None
    forwarded_at: datetime | None
    finished_at: datetime | None
    handed_over_at: datetime | None
    complaints: tuple[Answered, ...]


def followed(request: ServiceRequest, now: datetime) -> Followed:
    """A request as its applicant sees it; two queries at most."""
    stage = Stage(request.stage)
    is_open = stage in OPEN
    is_overdue = is_open and request.due_at is not None and request.due_at < now
    missing = None
    if stage is Stage.INCOMPLETE:
        pauses = request.pauses.filter(cause=PauseCause.SHORTFALL, ends_at=None)
        missing = pauses.values_list("evidence", flat=True).first()
    is_sent = request.service.is_forwarded
    return Followed(
        office=request.org_unit,
        number=request.number,
        service=request.service.name,
        said=PLAIN[stage],
        advice=OVERDUE if is_overdue else NEXT.get(stage, WAIT),
        received_at=request.received_at,
        due_at=request.due_at if is_open else None,
        due_has_minutes=LimitUnit(request.standard.limit_unit).is_clock_time,
        is_open=is_open,
        is_overdue=is_overdue,
        missing=missing,
        reason=request.reason,
        issued_by=(request.service.issued_by or "instansi penerbit") if is_sent else None,
        forwarded_at=request.forwarded_at,
        finished_at=request.finished_at,
        handed_over_at=request.handed_over_at,
        complaints=tuple(
            Answered(one.received_on, one.content, one.resolved_on, one.resolution)
            for one in request.complaints.filter(channel=Channel.PORTAL)
        ),
    )
