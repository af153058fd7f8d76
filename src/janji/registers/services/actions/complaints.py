"""Complaints: written down, found justified or not, resolved."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from janji.core.refusals import Refused
from janji.kit import audit
from janji.kit.editions import held_row, require_seen
from janji.orgs import access
from janji.orgs.models import OrgUnit, User
from janji.orgs.roles import Permission
from janji.registers.facts import keeping as facts
from janji.registers.services.intake import REGISTER
from janji.registers.services.models import Channel, Complaint, Finding, ServiceRequest

MOST_OPEN = 3
"""Complaints a citizen may have open about one request on the public page."""


@transaction.atomic
def record_complaint(
    *,
    org_unit: OrgUnit,
    request: ServiceRequest | None,
    channel: str,
    content: str,
    received_on: date,
    by: User | None,
    at: datetime,
    complainant: str | None = None,
) -> Complaint:
    """A complaint about a request, or about the services of an office as such.

    `by` is nobody when a citizen writes on the public page, which needs number and code.
    """
    if by is None:
        _require_citizen(request, channel)
    else:
        access.require(by, Permission.SERVE_COUNTER, org_unit=org_unit, on=at.date())
    if received_on > timezone.localdate(at):
        raise Refused("step-in-future", field="received_on")
    if request is not None and request.org_unit_id != org_unit.pk:
        raise Refused("complaint-elsewhere", field="number", number=request.number)
    complaint = Complaint.objects.create(
        org_unit=org_unit,
        request=request,
        channel=channel,
        complainant=complainant,
        content=content,
        received_on=received_on,
        recorded_by=by,
        recorded_at=at,
    )
    _mark(complaint)
    audit.note("record-complaint", complaint, by=by, at=at, channel=channel)
    return complaint


def _require_citizen(request: ServiceRequest | None, channel: str) -> None:
    if request is None or channel != Channel.PORTAL:
        raise Refused("complaint-needs-request")
    # Held, so that two sent at once are counted one after the other.
    held_row(ServiceRequest.objects, request.pk)
    if request.complaints.filter(channel=Channel.PORTAL, resolved_on=None).count() >= MOST_OPEN:
        raise Refused("complaints-waiting", most=MOST_OPEN)


@transaction.atomic
def decide_complaint(
    *, complaint: Complaint, is_justified: bool, based_on: int | None, by: User, at: datetime
) -> Complaint:
    """Whether the complaint was found to be right. It may be decided anew while it is open."""
    complaint = _open(complaint, based_on, by, at)
    before = audit.values(complaint, ["finding"])
    complaint.finding = (Finding.JUSTIFIED if is_justified else Finding.UNFOUNDED).value
    complaint.decided_by, complaint.decided_at = by, at
    complaint.edition += 1
    complaint.save()
    _mark(complaint)
    changed = audit.changed(complaint, before)
    audit.note("decide-complaint", complaint, by=by, at=at, **changed)
    return complaint


@transaction.atomic
def resolve_complaint(
    *,
    complaint: Complaint,
    resolution: str,
    resolved_on: date,
    based_on: int | None,
    by: User,
    at: datetime,
) -> Complaint:
    """What was done about it, and when. It must have been decided before."""
    complaint = _open(complaint, based_on, by, at)
    if complaint.finding == Finding.OPEN:
        raise Refused("complaint-undecided")
    if resolved_on < complaint.received_on:
        raise Refused(
            "resolved-before-receipt",
            field="resolved_on",
            day=f"{complaint.received_on:%d-%m-%Y}",
        )
    if resolved_on > timezone.localdate(at):
        raise Refused("step-in-future", field="resolved_on")
    before = audit.values(complaint, ("resolution", "resolved_on"))
    complaint.resolution, complaint.resolved_on = resolution, resolved_on
    complaint.days_open = (resolved_on - complaint.received_on).days
    complaint.resolved_by, complaint.resolved_at = by, at
    complaint.edition += 1
    complaint.save()
    _mark(complaint)
    changed = audit.changed(complaint, before)
    audit.note("resolve-complaint", complaint, by=by, at=at, **changed)
    return complaint


def _open(complaint: Complaint, based_on: int | None, by: User, at: datetime) -> Complaint:
    complaint = held_row(Complaint.objects.select_related("org_unit", "request"), complaint.pk)
    # Who serves the counter writes complaints down; who answers for the services judges them.
    access.require(by, Permission.MANAGE_SERVICES, org_unit=complaint.org_unit, on=at.date())
    if complaint.resolved_on is not None:
        raise Refused("complaint-resolved", day=f"{complaint.resolved_on:%d-%m-%Y}")
    require_seen(complaint, based_on)
    return complaint


def _mark(complaint: Complaint) -> None:
    """Stale are the figures of the day it came, of the day it ended, and of its request."""
    counted = complaint.request.counted_on if complaint.request else None
    days = [complaint.received_on, complaint.resolved_on, counted]
    facts.mark_changed(REGISTER, complaint.org_unit, days)
