"""What was written down wrongly of a request is corrected; what stood there stays readable."""

from collections.abc import Mapping
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from django.db import transaction
from django.utils import timezone

from janji.core.refusals import Refused
from janji.kit import audit
from janji.orgs import access
from janji.orgs.models import Region, User
from janji.orgs.roles import Permission
from janji.registers.services import intake
from janji.registers.services.actions.steps import as_on_screen, require_past, save_changed
from janji.registers.services.models import RequestCorrection, Service, ServiceRequest

PLAIN = ("applicant", "village", "people", "is_represented", "product_number", "handed_to")
TIMED = ("service", "received_at", "forwarded_at", "finished_at")
"""Details by which the request's time is judged; correcting them takes who answers for services."""


@transaction.atomic
def correct_request(
    *,
    request: ServiceRequest,
    details: Mapping[str, Any],
    reason: str,
    based_on: int | None,
    by: User,
    at: datetime,
) -> ServiceRequest:
    """Details of a request as they should have been written down, by the names in `PLAIN` and `TIMED`.

    What is the same as before is left alone. Every changed detail leaves its old words behind.
    """
    request = as_on_screen(request, based_on, by, at)
    if not reason.strip():
        raise Refused("correction-reason-missing", field="reason")
    changed = {
        name: value
        for name, value in details.items()
        if name in PLAIN + TIMED and getattr(request, name) != value
    }
    if not changed:
        raise Refused("nothing-corrected")
    if set(changed) & set(TIMED):
        access.require(by, Permission.MANAGE_SERVICES, org_unit=request.org_unit, on=at.date())
    before = {name: getattr(request, name) for name in changed}
    days: set[date | None] = {timezone.localdate(request.received_at)}
    counted_before = request.counted_on
    _apply(request, changed)
    _require_order(request, at)
    RequestCorrection.objects.bulk_create(
        RequestCorrection(
            request=request,
            field=name,
            before=_said(before[name]),
            after=_said(getattr(request, name)),
            reason=reason.strip(),
            recorded_by=by,
            recorded_at=at,
        )
        for name in changed
    )
    # A wrong detail may have made the deadline too long, so it may become shorter here.
    days |= {counted_before, timezone.localdate(request.received_at)}
    save_changed(request, days=days)
    now = {name: getattr(request, name) for name in changed}
    said = audit.changes(before, now, personal=request.personal)
    audit.note("correct-request", request, by=by, at=at, why=reason.strip(), **said)
    return request


def _apply(request: ServiceRequest, changed: Mapping[str, Any]) -> None:
    was_complete_at_once = request.complete_at == request.received_at
    for name, value in changed.items():
        setattr(request, name, value)
    if {"forwarded_at", "finished_at"} & set(changed):
        request.ended_at = request.forwarded_at or request.finished_at
    if "received_at" in changed and was_complete_at_once:
        request.complete_at = request.received_at
    if {"service", "received_at"} & set(changed):
        service = request.service
        day = timezone.localdate(request.received_at)
        request.standard = intake.standard_on(service, day, service.standards.all())
    if request.forwarded_at is not None and not request.service.is_forwarded:
        raise Refused("service-not-forwarded", field="service", service=request.service.name)


def _require_order(request: ServiceRequest, at: datetime) -> None:
    """The moments of a request still follow each other, and none lies ahead."""
    names = ("received_at", "complete_at", "forwarded_at", "finished_at", "handed_over_at")
    moments = [(name, getattr(request, name)) for name in names if getattr(request, name)]
    for (_, earlier), (name, later) in pairwise(moments):
        if later < earlier:
            said = f"{timezone.localtime(earlier):%d-%m-%Y %H.%M}"
            raise Refused("step-before-last", field=name, last=said)
    require_past(moments[-1][1], at, field=moments[-1][0])


def _said(value: object) -> str:
    """A detail in words, for whoever reads the correction later."""
    if value is None or value == "":
        return "kosong"
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%d-%m-%Y %H.%M}"
    if isinstance(value, Region | Service):
        return value.name
    return str(value)
