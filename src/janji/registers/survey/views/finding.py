"""What every door does first: find what someone may see, and tell the shell where they stand."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from janji.orgs import access
from janji.orgs.http import SignedInRequest
from janji.orgs.models import OrgUnit
from janji.orgs.place import seen_or_404, stand_at
from janji.orgs.roles import Permission
from janji.registers.survey import queries
from janji.registers.survey.models import Period, Response

PAGE = 50
post_or_get = require_http_methods(["GET", "POST"])


def period_or_404(request: SignedInRequest, pk: int) -> Period:
    """A survey of such an office."""
    found = queries.period_by_key().ask(pk)
    period = seen_or_404(request, found, lambda one: one.org_unit)
    stand_at(request, period.org_unit, period.starts_on.year)
    return period


def response_or_404(request: SignedInRequest, pk: int) -> Response:
    """A response of such an office."""
    offices = access.org_units_seen_by(request.user, on=timezone.localdate())
    found = Response.objects.filter(org_unit__in=offices).select_related(
        "org_unit", "period__org_unit", "period__instrument"
    )
    response: Response = get_object_or_404(found, pk=pk)
    return response


def permits(request: SignedInRequest, org_unit: OrgUnit) -> dict[str, bool]:
    """What someone may do with the surveys of an office; one query."""
    held = access.permissions_in(request.user, org_unit, on=timezone.localdate())
    return {
        "may_enter": Permission.ENTER_SURVEY in held,
        "may_manage": Permission.MANAGE_SURVEY in held,
    }


def public_address(request: HttpRequest, path: str) -> str:
    """A whole address for paper: under the name by which this page was reached."""
    return request.build_absolute_uri(path)
