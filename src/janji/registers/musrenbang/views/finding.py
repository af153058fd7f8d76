"""What the doors of this room share: finding a record to those who may see it, and a form's page."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from janji.kit import conflicts
from janji.orgs import access
from janji.orgs.http import SignedInRequest
from janji.orgs.models import OrgUnit
from janji.orgs.place import seen_or_404, stand_at
from janji.orgs.roles import Permission
from janji.registers.musrenbang.access import may_decide
from janji.registers.musrenbang.models import Forum, Proposal
from janji.registers.musrenbang.queries import forums, proposals

PAGE = 25
post_or_get = require_http_methods(["GET", "POST"])


def may(request: SignedInRequest, permission: Permission, org_unit: OrgUnit) -> bool:
    """Whether the person may do something in an office."""
    return access.may(request.user, permission, org_unit=org_unit, on=timezone.localdate())


def decides(request: SignedInRequest, permission: Permission, org_unit: OrgUnit) -> bool:
    """Whether the person may decide about proposals of an office."""
    return may_decide(request.user, permission, org_unit, on=timezone.localdate())


def require(
    request: SignedInRequest, org_unit: OrgUnit, permission: Permission = Permission.KEEP_RECORDS
) -> None:
    """Refuses the page to who may only look."""
    on = timezone.localdate()
    access.require(request.user, permission, org_unit=org_unit, on=on)


def forum_or_404(request: SignedInRequest, pk: int) -> Forum:
    """A forum; the shell stands at its office."""
    found = seen_or_404(request, forums.forum_by_key().ask(pk), lambda one: one.org_unit)
    stand_at(request, found.org_unit)
    return found


def proposal_or_404(request: SignedInRequest, pk: int) -> Proposal:
    """A proposal; the shell stands at its office."""
    found = seen_or_404(request, proposals.proposal_by_key().ask(pk), lambda one: one.org_unit)
    stand_at(request, found.org_unit)
    return found


def form_page(
    request: SignedInRequest,
    form: forms.Form,
    *,
    one: Forum | Proposal | None = None,
    **words: Any,
) -> HttpResponse:
    """A page with one form, about a forum, a proposal, or something new of an office."""
    context = {"form": form, **words}
    if one is not None:
        name = "forum" if isinstance(one, Forum) else "proposal"
        address = reverse(f"musrenbang:{name}", args=[one.pk])
        # Short, so that the way back stays on one line of a phone.
        parent = "Forum" if isinstance(one, Forum) else one.code
        context |= {"office": one.org_unit, "one": one, "parent_url": address, "parent": parent}
    status = conflicts.status_of(form)
    return render(request, "musrenbang/form.html", context, status=status)
