"""Doors to what follows from a survey: the plan."""

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from janji.core.survey_life import PeriodState
from janji.kit import conflicts, refusals
from janji.kit.editions import afresh
from janji.orgs.http import SignedInRequest
from janji.registers.survey import actions, queries, results
from janji.registers.survey.forms import PlanForm, PlanUpdateForm
from janji.registers.survey.models import FollowUpPlan, Period
from janji.registers.survey.views.finding import period_or_404, permits, post_or_get


@post_or_get
def plan(request: SignedInRequest, pk: int) -> HttpResponse:
    """The plan of a survey, a new line, and what became of the plan before."""
    period = period_or_404(request, pk)
    form = _new_line(period, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals.shown_on(form):
            actions.add_plan(
                period=period, activity=form.planned(), by=request.user, at=timezone.now()
            )
            messages.success(request, "Rencana tindak lanjut ditambahkan.")
            return redirect("survey:plan", pk)
    return _plan_page(request, period, form, {}, conflicts.status_of(form))


def _new_line(period: Period, data: QueryDict | None = None) -> PlanForm:
    """A line that begins with the weakest element."""
    weakest = results.result_of(period).weakest
    initial = {"due_year": period.ends_on.year, "element": weakest[0].tally.code if weakest else ""}
    return PlanForm(data, initial=initial)


def _plan_page(
    request: SignedInRequest,
    period: Period,
    form: PlanForm,
    sent: dict[int, PlanUpdateForm],
    status: int,
) -> HttpResponse:
    """The plan; `sent` has the form of a line that could not be kept, by the line's key."""
    before = queries.period_before(period)
    context = {
        "office": period.org_unit,
        "period": period,
        "weakest": results.result_of(period).weakest,
        "plans": [
            (one, sent.get(one.pk) or PlanUpdateForm.of(one)) for one in queries.plans_of(period)
        ],
        "sent": list(sent.values()),
        "before": before,
        "plans_before": queries.plans_of(before) if before else [],
        "form": form,
        "has_begun": period.state != PeriodState.DRAFT,
        **permits(request, period.org_unit),
    }
    return render(request, "survey/plan.html", context, status=status)


@require_POST
def update_plan(request: SignedInRequest, pk: int) -> HttpResponse:
    """How far a line of the plan is."""
    seen = queries.periods_seen_by(request.user, on=timezone.localdate())
    line = get_object_or_404(FollowUpPlan.objects.filter(period__in=seen), pk=pk)
    form = PlanUpdateForm.of(line, request.POST)
    if form.is_valid():
        with conflicts.shown_on(form, now=lambda: PlanUpdateForm.of(afresh(line))):
            actions.update_plan(
                plan=line,
                state=form.cleaned_data["state"],
                evidence=form.cleaned_data["evidence"].strip() or None,
                based_on=form.cleaned_data["based_on"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "Keadaan rencana tersimpan.")
            return redirect("survey:plan", line.period_id)
    period = period_or_404(request, line.period_id)
    return _plan_page(
        request, period, _new_line(period), {line.pk: form}, conflicts.status_of(form)
    )
