"""What every door here begins with: the office, the row of an address, and what one may."""

from django.utils import timezone
from django.views.decorators.http import require_http_methods

from janji.orgs import access
from janji.orgs.http import SignedInRequest
from janji.orgs.models import OrgUnit
from janji.orgs.place import seen_or_404, stand_at
from janji.orgs.roles import Permission
from janji.registers.linmas import queries
from janji.registers.linmas.models import Attendance, Decree, Event, EventFile, Member

PAGE = 25
post_or_get = require_http_methods(["GET", "POST"])


def member_here(request: SignedInRequest, pk: int) -> Member:
    """The member of an address, to those who may see their village."""
    found = seen_or_404(request, queries.member_by_key().ask(pk), lambda one: one.org_unit)
    stand_at(request, found.org_unit)
    return found


def decree_here(request: SignedInRequest, pk: int) -> Decree:
    """The decree of an address, to those who may see its member's village."""
    found = seen_or_404(request, queries.decree_by_key().ask(pk), lambda one: one.member.org_unit)
    stand_at(request, found.member.org_unit)
    return found


def event_here(request: SignedInRequest, pk: int) -> Event:
    """The event of an address, to those who may see its office."""
    found = seen_or_404(request, queries.event_by_key().ask(pk), lambda one: one.org_unit)
    stand_at(request, found.org_unit)
    return found


def attendance_here(request: SignedInRequest, pk: int) -> Attendance:
    """The attendance of an address, to those who may see its event's office."""
    rows = queries.attendance_by_key().ask(pk)
    found = seen_or_404(request, rows, lambda one: one.event.org_unit)
    stand_at(request, found.event.org_unit)
    return found


def file_here(request: SignedInRequest, pk: int) -> EventFile:
    """The file of an address, to those who may see its event's office."""
    found = seen_or_404(request, queries.file_by_key().ask(pk), lambda one: one.event.org_unit)
    stand_at(request, found.event.org_unit)
    return found


def may_keep(request: SignedInRequest, org_unit: OrgUnit) -> bool:
    """Whether the person may write in the register of an office."""
    return access.may(
        request.user, Permission.KEEP_RECORDS, org_unit=org_unit, on=timezone.localdate()
    )


def require_keeping(request: SignedInRequest, org_unit: OrgUnit) -> None:
    """Refuses a page to those who could not use it."""
    access.require(
        request.user, Permission.KEEP_RECORDS, org_unit=org_unit, on=timezone.localdate()
    )
