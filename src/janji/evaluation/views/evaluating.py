"""Doors to what is written: explanations of the office, evaluations of the evaluator."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from janji.core.efficiency import formula_sheet
from janji.core.measuring import QUARTERS
from janji.core.periods import is_over
from janji.evaluation import access as evaluation_access
from janji.evaluation import actions, queries
from janji.evaluation.forms import CorrectionForm, EvaluationForm, ExplanationForm, PublishForm
from janji.evaluation.freezing import digest_of, moved_since, scores_of
from janji.evaluation.models import Evaluation
from janji.evaluation.views.settling import answered, target_here, year_page
from janji.evaluation.views.years import UNTIL, office_in
from janji.kit import audit, conflicts
from janji.kit.editions import edition_of
from janji.orgs import access
from janji.orgs.http import SignedInRequest
from janji.orgs.place import stand_at
from janji.orgs.roles import Permission

post_or_get = require_http_methods(["GET", "POST"])


def _today() -> date:
    return timezone.localdate()


@post_or_get
def explanation(request: SignedInRequest, pk: int, quarter: int) -> HttpResponse:
    """Why a figure came out so, and what was written about it before."""
    target = target_here(request, pk)
    if quarter not in QUARTERS:
        raise Http404
    agreement = target.objective.agreement

    def now() -> ExplanationForm:
        found = queries.explanations_of(target, quarter).filter(is_latest=True)
        return ExplanationForm.of(found.first())

    form = ExplanationForm(request.POST) if request.method == "POST" else now()

    def act(cleaned: dict[str, Any]) -> str:
        actions.write_explanation(
            target=target,
            quarter=quarter,
            causes=cleaned["causes"],
            obstacles=cleaned["obstacles"] or None,
            remedies=cleaned["remedies"] or None,
            based_on=cleaned["based_on"],
            by=request.user,
            at=timezone.now(),
        )
        return "Analisis tersimpan."

    found = queries.evaluated(agreement, _today(), quarter=quarter)
    shown = next((one for one in found.indicators if one.target.pk == target.pk), None)
    page = {
        "title": f"Analisis capaian, {UNTIL[quarter]}",
        "kind": "explanation",
        "button": "Simpan analisis",
        "may": access.may(
            request.user, Permission.EXPLAIN_ACHIEVEMENT, org_unit=agreement.org_unit, on=_today()
        ),
        "shown": shown,
        "explanations": queries.explanations_of(target, quarter),
        "back": f"{year_page(agreement)}?quarter={quarter}",
    }
    return answered(request, target, form, now=now, act=act, page=page)


@post_or_get
def write(request: SignedInRequest, slug: str, year: int, quarter: int) -> HttpResponse:
    """The evaluator's draft, with the scores that publishing would freeze."""
    org_unit = office_in(request, slug, year)
    agreement = queries.promised_by(org_unit, year)
    if agreement is None or quarter not in QUARTERS:
        raise Http404
    evaluation_access.require_evaluator(request.user, agreement, on=_today())
    draft = queries.draft_of(agreement, quarter)

    def now() -> EvaluationForm:
        return EvaluationForm.of(queries.draft_of(agreement, quarter))

    form = EvaluationForm(request.POST) if request.method == "POST" else now()
    if request.method == "POST" and form.is_valid():
        with conflicts.shown_on(form, now=now):
            actions.write_evaluation(
                agreement=agreement,
                quarter=quarter,
                notes=form.cleaned_data["notes"],
                recommendations=form.cleaned_data["recommendations"] or None,
                based_on=form.cleaned_data["based_on"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "Draf evaluasi tersimpan.")
            return redirect("evaluation:write", slug, year, quarter)
    found = queries.evaluated(agreement, _today(), quarter=quarter)
    scores = scores_of(found, queries.efficiency_for(found))
    context = {
        "office": org_unit,
        "year": year,
        "agreement": agreement,
        "quarter": quarter,
        "until": UNTIL[quarter],
        "form": form,
        "draft": draft,
        "scores": scores,
        "sheet": formula_sheet(found.chosen.formula),
        "found": found,
        "is_over": is_over(year, quarter, _today()),
        "publish": PublishForm(initial={"seen": digest_of(scores), "based_on": edition_of(draft)}),
    }
    return render(request, "evaluation/write.html", context, status=conflicts.status_of(form))


def _evaluation(request: SignedInRequest, pk: int) -> Evaluation:
    seen = evaluation_access.evaluations_seen_by(request.user, on=_today())
    found = get_object_or_404(
        seen.select_related(
            "agreement__org_unit__region", "published_by", "written_by", "corrects"
        ),
        pk=pk,
    )
    stand_at(request, found.agreement.org_unit, found.agreement.year)
    return found


@require_POST
def publish(request: SignedInRequest, pk: int) -> HttpResponse:
    """Freezes the scores on screen and publishes."""
    draft = _evaluation(request, pk)
    form = PublishForm(request.POST)
    form.full_clean()
    actions.publish_evaluation(
        evaluation=draft,
        seen=form.cleaned_data.get("seen", ""),
        based_on=form.cleaned_data.get("based_on"),
        by=request.user,
        at=timezone.now(),
    )
    messages.success(request, "Evaluasi terbit. Nilainya dibekukan.")
    return redirect("evaluation:published", draft.pk)


@require_GET
def published(request: SignedInRequest, pk: int) -> HttpResponse:
    """An evaluation as it was published, and what moved since."""
    one = _evaluation(request, pk)
    agreement = one.agreement
    if one.scores is None:
        return redirect("evaluation:write", agreement.org_unit.slug, agreement.year, one.quarter)
    now = queries.evaluated(agreement, _today(), quarter=one.quarter)
    context = {
        "one": one,
        "agreement": agreement,
        "office": agreement.org_unit,
        "year": agreement.year,
        "until": UNTIL[one.quarter],
        "scores": one.scores,
        "sheet": formula_sheet(one.scores["efficiency"]["formula"]),
        "moved": list(moved_since(one.scores, scores_of(now, queries.efficiency_for(now)))),
        "is_sound": digest_of(one.scores) == one.digest,
        "corrected_by": one.corrected_by.first(),
        "may_correct": evaluation_access.may_evaluate(request.user, agreement, on=_today()),
        "form": CorrectionForm(),
        "history": audit.history(one),
    }
    return render(request, "evaluation/published.html", context)


@require_POST
def correct(request: SignedInRequest, pk: int) -> HttpResponse:
    """Opens a correction of a published evaluation."""
    one = _evaluation(request, pk)
    form = CorrectionForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Tulis alasannya, lalu buka pembetulannya lagi.")
        return redirect("evaluation:published", one.pk)
    actions.correct_evaluation(
        evaluation=one, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now()
    )
    agreement = one.agreement
    messages.success(request, "Draf pembetulan dibuka; evaluasi yang terbit tetap seperti adanya.")
    return redirect(
        reverse("evaluation:write", args=[agreement.org_unit.slug, agreement.year, one.quarter])
    )
