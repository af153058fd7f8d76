"""Doors to what rules recommend, and to proposals."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from janji.core.reward_life import Deed, State, deeds_now
from janji.core.reward_parameters import sequences
from janji.core.reward_rules import EffectKind, examined
from janji.kit import audit, refusals
from janji.orgs import access
from janji.orgs.http import SignedInRequest
from janji.orgs.models import OrgUnit
from janji.orgs.place import stand_at
from janji.rewards import actions, queries, saying
from janji.rewards.access import DECIDE, OBJECT, PROPOSE, offices_read_by
from janji.rewards.documents.letter.record import effect_decided, sequence_for
from janji.rewards.facts import published_facts
from janji.rewards.forms import ListFilter, ProposeForm
from janji.rewards.models import Proposal
from janji.rewards.views.finding import (
    PAGE,
    YEARS,
    form_page,
    may,
    post_or_get,
    proposal_or_404,
    rule_for_or_404,
    tabs,
    today,
)


@require_GET
def suggestions(request: SignedInRequest, year: int) -> HttpResponse:
    """What rules recommend for all offices of a year: advice, in the order of the offices."""
    if year not in YEARS:
        raise Http404
    if not access.org_units_permitting(request.user, PROPOSE, on=today()).exists():
        raise Http404
    with access.offices_asked_once():
        found = queries.suggestions_for(request.user, year, on=today())
    context = {
        "year": year,
        "previous": year - 1,
        "following": year + 1 if year < today().year else None,
        "found": found,
        "page": Paginator(found.suggestions, PAGE).get_page(request.GET.get("halaman")),
        "most": queries.MOST_OFFICES,
        "now": timezone.now(),
        **tabs(request, "suggestions"),
    }
    return render(request, "rewards/suggestions.html", context)


@post_or_get
def propose(request: SignedInRequest, slug: str, year: int, pk: int) -> HttpResponse:
    """A person proposes what a rule recommends for an office, with reasons."""
    if year not in YEARS:
        raise Http404
    office = OrgUnit.objects.filter(slug=slug).first()
    if office is None or not may(request, PROPOSE, office):
        raise Http404
    rule = rule_for_or_404(request, pk, office)
    stand_at(request, office, year)
    form = ProposeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals.shown_on(form):
            made = actions.propose(
                rule=rule,
                org_unit=office,
                year=year,
                reasons=form.cleaned_data["reasons"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "Usulan tercatat dan menunggu keputusan pejabat lain.")
            return redirect("rewards:proposal", made.pk)
    facts = published_facts(office, year, on=today()).facts
    found = examined(rule.condition, facts)
    said = saying.facts_said(rule.condition, found, facts) if found.holds else []
    return form_page(
        request,
        form,
        title=f"Usulkan: {saying.effect_said(rule.effect)}",
        sub=f"{office.name}, {year}",
        button="Usulkan",
        parent="Saran",
        parent_url=reverse("rewards:suggestions", args=[year]),
        rule_said=rule,
        facts_said=said,
        office=office,
        year=year,
    )


@require_GET
def proposals(request: SignedInRequest) -> HttpResponse:
    """Proposals someone may read: searched, filtered, sorted."""
    form = ListFilter(request.GET, offices=offices_read_by(request.user, on=today()))
    search = form.search()
    rows = queries.proposals_read_by(
        request.user, search, order=request.GET.get("urut", ""), on=today()
    )
    context = {
        "form": form,
        "asked": bool(search),
        "page": Paginator(rows, PAGE).get_page(request.GET.get("halaman")),
        **tabs(request, "proposals"),
    }
    return render(request, "rewards/proposals.html", context)


@require_GET
def proposal(request: SignedInRequest, pk: int) -> HttpResponse:
    """One proposal: the facts, the rule, the decision, the objection, the answer, what to do next."""
    one = proposal_or_404(request, pk)
    decision = getattr(one, "decision", None)
    objection = getattr(decision, "objection", None)
    improves = one.rule.effect_kind == EffectKind.IMPROVEMENT
    calendar = queries.calendar_of(one) if decision else None
    days = queries.days_of(decision, calendar, on=today()) if decision and calendar else None
    context = {
        "one": one,
        "office": one.org_unit,
        "facts": queries.facts_of(one),
        "decision": decision,
        "effect": effect_decided(one, decision)
        if decision
        else saying.effect_said(one.rule.effect),
        "objection": objection,
        "files": objection.files.order_by("pk") if objection else (),
        "answer": getattr(objection, "answer", None),
        "days": days,
        "is_standing": queries.is_standing(one),
        "sequence": sequences()[sequence_for(one.org_unit.kind)] if improves else None,
        "history": audit.history(one)[:20],
        "rule_is_readable": _reads_rule(request, one),
        **_deeds(request, one, days),
        **tabs(request, "proposals"),
    }
    return render(request, "rewards/proposal.html", context)


def _reads_rule(request: SignedInRequest, one: Proposal) -> bool:
    return offices_read_by(request.user, on=today()).filter(pk=one.rule.org_unit_id).exists()


def _deeds(request: SignedInRequest, one: Proposal, days: queries.Days | None) -> dict[str, bool]:
    """What this person may do now; the actions ask again."""
    now = deeds_now(State(one.state))
    decides = may(request, DECIDE, one.org_unit)
    objects = may(request, OBJECT, one.org_unit)
    proposes = may(request, PROPOSE, one.org_unit)
    decision = getattr(one, "decision", None)
    is_own = one.proposed_by_id == request.user.pk
    superior = days is not None and days.rule.answered_by == "superior"
    not_again = superior and decision is not None and decision.decided_by_id == request.user.pk
    return {
        "may_decide": Deed.GRANT in now and decides and not is_own and not objects,
        "may_receive": decision is not None
        and decision.received_on is None
        and (objects or proposes or decides),
        "may_object": Deed.OBJECT in now and objects and days is not None and days.may_object,
        "may_answer": Deed.ANSWER in now and decides and not objects and not not_again,
        "may_close": Deed.CLOSE in now
        and (decides or proposes)
        and days is not None
        and days.may_close,
    }
