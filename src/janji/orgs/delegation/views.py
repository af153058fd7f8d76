"""Doors to acting in another's place."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from janji.core.refusals import Refused
from janji.kit import refusals
from janji.orgs.delegation import actions, queries
from janji.orgs.delegation.forms import DelegationForm
from janji.orgs.http import SignedInRequest
from janji.orgs.models import RoleAssignment
from janji.orgs.place import office_here
from janji.orgs.roles import Role


@require_http_methods(["GET", "POST"])
def delegations(request: SignedInRequest, slug: str) -> HttpResponse:
    """Who holds a role of an office for a time, and a form for whoever may give theirs."""
    org_unit, today = office_here(request, slug), timezone.localdate()
    own = [
        one
        for one in queries.roles_to_delegate(request.user, on=today)
        if one.org_unit_id == org_unit.pk
    ]
    if request.method == "POST" and not own:
        raise Refused("delegation-not-yours", org_unit=org_unit.name)
    form = None
    if own:
        people = queries.those_who_may_act(org_unit, on=today).exclude(pk=request.user.pk)
        form = DelegationForm(request.POST or None, roles=own, people=people, today=today)
    if form is not None and form.is_valid():
        fields = form.cleaned_data
        with refusals.shown_on(form):
            made = actions.delegate_role(
                org_unit=org_unit,
                by=request.user,
                at=timezone.now(),
                **fields | {"role": Role(fields["role"])},
            )
            messages.success(
                request, f"{made.user} menjalankan peran ini sampai {made.ends_on:%d-%m-%Y}."
            )
            return redirect("orgs:delegations", org_unit.slug)
    context = {
        "office": org_unit,
        "form": form,
        "rows": queries.acting_in(org_unit),
        "today": today,
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "orgs/delegations.html", context, status=status)


@require_POST
def end_delegation(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Takes a role back before its end."""
    org_unit = office_here(request, slug)
    given = RoleAssignment.objects.filter(org_unit=org_unit, granted_by__isnull=False)
    assignment = get_object_or_404(given, pk=pk)
    actions.end_delegation(assignment=assignment, by=request.user, at=timezone.now())
    messages.success(request, "Penunjukan diakhiri.")
    return redirect("orgs:delegations", org_unit.slug)
