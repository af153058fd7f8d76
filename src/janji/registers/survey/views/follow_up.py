"""Doors to what follows from a survey: the plan."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from janji.core.refusals import Refused
from janji.core.survey_life import PeriodState
from janji.kit import refusals
from janji.orgs.http import SignedInRequest
from janji.registers.survey import actions, queries, results
from janji.registers.survey.forms import PlanForm, PlanUpdateForm
from janji.registers.survey.models import FollowUpPlan
from janji.registers.survey.views.finding import period_or_404, permits, post_or_get


@post_or_get
def plan(request: SignedInRequest, pk: int) -> HttpResponse:
    """The plan of a survey, a new line, and what became of the plan before."""
    period = period_or_404(request, pk)
    weakest = results.result_of(period).weakest
    initial = {"due_year": period.ends_on.year, "element": weakest[0].tally.code if weakest else ""}
    form = PlanForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals.shown_on(form):
            actions.add_plan(
                period=period, activity=form.planned(), by=request.user, at=timezone.now()
            )
            messages.success(request, "Rencana tindak lanjut ditambahkan.")
            return redirect("survey:plan", pk)
    before = queries.period_before(period)
    context = {
        "office": period.org_unit,
        "period": period,
        "weakest": weakest,
        "plans": [(one, PlanUpdateForm.of(one)) for one in queries.plans_of(period)],
        "before": before,
        "plans_before": queries.plans_of(before) if before else [],
        "form": form,
        "has_begun": period.state != PeriodState.DRAFT,
        **permits(request, period.org_unit),
    }
    return render(request, "survey/plan.html", context, status=422 if form.errors else 200)


@require_POST
def update_plan(request: SignedInRequest, pk: int) -> HttpResponse:
    """How far a line of the plan is."""
    seen = queries.periods_seen_by(request.user, on=timezone.localdate())
    line = get_object_or_404(FollowUpPlan.objects.filter(period__in=seen), pk=pk)
    form = PlanUpdateForm(request.POST, prefix=f"rencana-{line.pk}")
    if form.is_valid():
        try:
            actions.update_plan(
                plan=line,
                state=form.cleaned_data["state"],
                evidence=form.cleaned_data["evidence"].strip() or None,
                based_on=form.cleaned_data["based_on"],
                by=request.user,
                at=timezone.now(),
            )
        except Refused as refusal:
            if refusal.code == "not-allowed":
                raise
            messages.error(request, refusals.sentence(refusal))
        else:
            messages.success(request, "Keadaan rencana tersimpan.")
    return redirect("survey:plan", line.period_id)
