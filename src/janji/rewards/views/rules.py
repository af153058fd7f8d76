"""Doors to rules: the list, one rule with its versions, writing, activating, ending."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from janji.core.reward_life import RuleState
from janji.core.reward_parameters import divisions, objection_rules
from janji.core.reward_rules import EffectKind
from janji.kit import audit, conflicts, refusals
from janji.kit.conflicts import EditForm
from janji.kit.editions import afresh
from janji.orgs import access
from janji.orgs.http import SignedInRequest
from janji.rewards import actions, queries
from janji.rewards.access import ACTIVATE, KEEP_RULES
from janji.rewards.forms import BecauseForm, NewRuleForm, RuleForm, first_draft
from janji.rewards.models import RewardRule
from janji.rewards.shipped import shipped
from janji.rewards.views.finding import (
    PAGE,
    form_page,
    may,
    post_or_get,
    rule_or_404,
    tabs,
    today,
)


@require_GET
def rules(request: SignedInRequest) -> HttpResponse:
    """Every rule someone may read, with its basis and how well that is known."""
    rows = queries.rules_read_by(request.user, on=today())
    page = Paginator(rows, PAGE).get_page(request.GET.get("halaman"))
    context = {"page": page, "today": today(), **tabs(request, "rules")}
    return render(request, "rewards/rules.html", context)


@require_GET
def rule(request: SignedInRequest, pk: int) -> HttpResponse:
    """One rule: what it says, on which basis, its versions, what to do next."""
    one = rule_or_404(request, pk)
    keeps = may(request, KEEP_RULES, one.org_unit)
    brings = any(may(request, permission, one.org_unit) for permission in sorted(ACTIVATE))
    is_draft = one.state == RuleState.DRAFT
    is_allowance = one.effect_kind == EffectKind.ALLOWANCE
    context = {
        "one": one,
        "objection": objection_rules()[one.objection_rule],
        "versions": queries.versions_of(one),
        "division": divisions()["usual"] if is_allowance else None,
        "history": audit.history(one)[:10],
        "carried": EditForm.carrying(one),
        "may_edit": keeps and is_draft,
        "may_activate": brings and is_draft and one.drafted_by_id != request.user.pk,
        "by_its_author": brings and is_draft and one.drafted_by_id == request.user.pk,
        "may_end": brings and one.state != RuleState.ENDED,
        "may_follow": keeps and not is_draft and not hasattr(one, "following"),
        "today": today(),
        **tabs(request, "rules"),
    }
    return render(request, "rewards/rule.html", context)


@post_or_get
def new_rule(request: SignedInRequest) -> HttpResponse:
    """A rule is written down as a draft."""
    offices = access.org_units_permitting(request.user, KEEP_RULES, on=today())
    form = NewRuleForm(request.POST or None, offices=offices, initial=first_draft(today()))
    if request.method == "POST" and form.is_valid():
        with refusals.shown_on(form):
            made = actions.draft_rule(
                org_unit=form.cleaned_data["office"],
                terms=form.terms(),
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "Konsep aturan tersimpan. Orang lain memberlakukannya.")
            return redirect("rewards:rule", made.pk)
    return form_page(request, form, title="Aturan baru", button="Simpan konsep")


@require_POST
def take_shipped(request: SignedInRequest) -> HttpResponse:
    """The rules that come with the house become drafts of the highest office someone keeps rules of."""
    offices = access.org_units_permitting(request.user, KEEP_RULES, on=today())
    org_unit = offices.order_by("path").first()
    if org_unit is None:
        raise Http404
    terms = tuple(shipped(today()))
    made = actions.draft_rules(org_unit=org_unit, terms=terms, by=request.user, at=timezone.now())
    messages.success(request, f"{len(made)} contoh aturan menjadi konsep. Tidak satu pun berlaku.")
    return redirect("rewards:rules")


@post_or_get
def edit_rule(request: SignedInRequest, pk: int) -> HttpResponse:
    """A draft is changed."""
    one = rule_or_404(request, pk)
    access.require(request.user, KEEP_RULES, org_unit=one.org_unit, on=today())
    form = RuleForm.of(one, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with conflicts.shown_on(form, now=lambda: RuleForm.of(afresh(one))):
            actions.edit_rule(
                rule=one,
                terms=form.terms(),
                based_on=form.cleaned_data["based_on"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "Konsep aturan tersimpan.")
            return redirect("rewards:rule", one.pk)
    return form_page(request, form, rule=one, title="Ubah konsep aturan", button="Simpan konsep")


@require_POST
def activate(request: SignedInRequest, pk: int) -> HttpResponse:
    """Somebody else than its author brings a rule into force."""
    one = rule_or_404(request, pk)
    actions.activate_rule(
        rule=one, based_on=conflicts.based_on(request.POST), by=request.user, at=timezone.now()
    )
    messages.success(request, "Aturan berlaku. Sarannya tampak pada halaman Saran.")
    return redirect("rewards:rule", one.pk)


def _because(one: RewardRule, data: object = None) -> BecauseForm:
    return BecauseForm(data, initial={"based_on": one.edition})  # type: ignore[arg-type]


@post_or_get
def end(request: SignedInRequest, pk: int) -> HttpResponse:
    """A rule recommends nothing any more."""
    one = rule_or_404(request, pk)
    form = _because(one, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with conflicts.shown_on(form, now=lambda: _because(afresh(one))):
            actions.end_rule(
                rule=one,
                because=form.cleaned_data["because"],
                based_on=form.cleaned_data["based_on"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "Aturan berakhir; usulan yang sudah ada tetap berjalan.")
            return redirect("rewards:rule", one.pk)
    return form_page(request, form, rule=one, title="Akhiri aturan", button="Akhiri")


@require_POST
def follow(request: SignedInRequest, pk: int) -> HttpResponse:
    """The next version of a rule, as a draft."""
    one = rule_or_404(request, pk)
    made = actions.follow_rule(
        rule=one, based_on=conflicts.based_on(request.POST), by=request.user, at=timezone.now()
    )
    messages.success(request, f"Konsep versi {made.version} dibuat. Ubah isinya.")
    return redirect("rewards:edit-rule", made.pk)
