"""What the doors of this room share: finding a record to those who may read it, and a form's page."""

from datetime import date
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from janji.kit import conflicts
from janji.orgs import access
from janji.orgs.http import SignedInRequest
from janji.orgs.models import OrgUnit
from janji.orgs.place import office_here, stand_at
from janji.orgs.roles import Permission
from janji.rewards.access import KEEP_RULES, PROPOSE, may_read
from janji.rewards.models import Proposal, RewardRule
from janji.rewards.queries import proposal_by_key, rule_by_key

PAGE = 25
YEARS = range(2000, 2101)
post_or_get = require_http_methods(["GET", "POST"])


def today() -> date:
    """The day here."""
    return timezone.localdate()


def may(request: SignedInRequest, permission: Permission, org_unit: OrgUnit) -> bool:
    """Whether the person may do something in an office."""
    return access.may(request.user, permission, org_unit=org_unit, on=today())


def may_anywhere(request: SignedInRequest, permission: Permission) -> bool:
    """Whether the person may do something in any office."""
    return access.org_units_permitting(request.user, permission, on=today()).exists()


def proposal_or_404(request: SignedInRequest, pk: int) -> Proposal:
    """A proposal, to those who may read it; to others it is not there at all."""
    for found in proposal_by_key().ask(pk):
        if may_read(request.user, found.org_unit, on=today()):
            stand_at(request, found.org_unit, found.year)
            return found
    raise Http404


def rule_or_404(request: SignedInRequest, pk: int) -> RewardRule:
    """A rule, to those who may read those of its office."""
    for found in rule_by_key().ask(pk):
        if may_read(request.user, found.org_unit, on=today()):
            return found
    raise Http404


def rule_for_or_404(request: SignedInRequest, pk: int, org_unit: OrgUnit) -> RewardRule:
    """A rule that holds for an office, to whoever proposes there, though it was made further up."""
    for found in rule_by_key().ask(pk):
        if org_unit.path.startswith(found.org_unit.path):
            return found
    return rule_or_404(request, pk)


def read_office_or_404(request: SignedInRequest, slug: str, year: int) -> OrgUnit:
    """An office and year, to those who may read what concerns it."""
    found = office_here(request, slug, year)
    if not may_read(request.user, found, on=today()):
        raise Http404
    return found


def tabs(request: SignedInRequest, here: str) -> dict[str, Any]:
    """What the tabs of this room need."""
    return {
        "tab": here,
        "may_propose": may_anywhere(request, PROPOSE),
        "may_keep_rules": may_anywhere(request, KEEP_RULES),
        "year_now": today().year,
    }


def form_page(
    request: SignedInRequest,
    form: forms.Form,
    *,
    proposal: Proposal | None = None,
    rule: RewardRule | None = None,
    **words: Any,
) -> HttpResponse:
    """A page with one form, about a proposal or a rule."""
    context = {"form": form, **words}
    if proposal is not None:
        context |= {
            "sub": f"{proposal.org_unit.name}, {proposal.year}",
            "parent": "Usulan",
            "parent_url": reverse("rewards:proposal", args=[proposal.pk]),
        }
    elif rule is not None:
        context |= {
            "sub": str(rule),
            "parent": "Aturan",
            "parent_url": reverse("rewards:rule", args=[rule.pk]),
        }
    return render(request, "rewards/form.html", context, status=conflicts.status_of(form))
