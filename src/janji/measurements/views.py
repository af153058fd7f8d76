"""Doors to figures: the year's table, entering a quarter, the account of a number, scoring."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from janji.agreements.access import Door, doors
from janji.agreements.models import Agreement, Target
from janji.agreements.queries import (
    agreement_by_key,
    office_of_target,
    plan_of,
    promise_of_year,
    target_by_key,
    targets_of,
)
from janji.agreements.wording import STATES
from janji.core.accumulation import LAST_QUARTER, YearEnd
from janji.core.agreement_changes import days_for_newcomer
from janji.core.agreement_life import State
from janji.core.bands import DEFAULT, band_sets
from janji.core.counted import CountedYear
from janji.core.measurement_life import WRITABLE, time_to_submit
from janji.core.measurement_life import State as QuarterState
from janji.core.measuring import QUARTERS
from janji.core.periods import Window, has_begun
from janji.core.refusals import Refused
from janji.indicators import actions as indicator_actions
from janji.indicators.counting import counting_of, names_of_formulas, open_terms
from janji.indicators.forms import EndForm, FormulaForm, TermsForm, initial_terms
from janji.indicators.models import IndicatorVersion
from janji.indicators.queries import definitions_of
from janji.kit import conflicts, refusals
from janji.kit.editions import edition_of
from janji.kit.files import attachment, made
from janji.kit.panels import panels_beside
from janji.kit.tables import csv_response, xlsx_response
from janji.measurements import account, actions, queries
from janji.measurements.complements import rests
from janji.measurements.counting import CountedIndicator, by_office, counted_indicators, preview
from janji.measurements.documents.account.content import as_pdf
from janji.measurements.documents.account.record import account_of
from janji.measurements.forms import ComplementForm, FigureForm, PlacesFilter, ScoringForm
from janji.measurements.kept import require_writable
from janji.measurements.mapping import figure_map
from janji.measurements.models import Scoring
from janji.measurements.quarters.places import narrowed, places_table, quarter_places
from janji.measurements.quarters.queries import quarter_states
from janji.measurements.rows import Listing, rows_behind, rows_missing
from janji.measurements.wording import EVIDENCE_STATES
from janji.orgs import access
from janji.orgs.http import SignedInRequest
from janji.orgs.models import OrgUnit
from janji.orgs.place import office_here, seen_or_404, stand_at
from janji.orgs.roles import Permission
from janji.registers.catalogue import Names, names_for, registers_for
from janji.registers.variables import Term

PAGE = 25
FROM_QUARTER = "triwulan"
"""What an address says when one comes from the page of the quarter."""
post_or_get = require_http_methods(["GET", "POST"])


def _today() -> date:
    return timezone.localdate()


@require_GET
def places(request: SignedInRequest) -> HttpResponse:
    """Where figures can be entered or read, and how quarters stand; straight on when there is one place only."""
    every = queries.agreements_with_figures(request.user, on=_today())
    if len(every) == 1:
        return redirect("measurements:year", every[0].org_unit.slug, every[0].year)
    form = PlacesFilter(request.GET)
    said = form.cleaned_data if form.is_valid() else {}
    places = quarter_places(every, on=_today())
    rows = narrowed(
        places,
        text=said.get("q") or "",
        year=said.get("tahun"),
        quarter=int(said.get("tw") or 0) or None,
        state=said.get("keadaan") or "",
        order=request.GET.get("urut", ""),
    )
    wanted = request.GET.get("unduh")
    if wanted == "xlsx":
        return xlsx_response("pengukuran", [places_table(rows)])
    if wanted == "csv":
        return csv_response("pengukuran", places_table(rows))
    context = {
        "form": form,
        "asked": any(said.values()),
        "every": every,
        "days": time_to_submit(_today().year).days,
        "page": Paginator(rows, PAGE).get_page(request.GET.get("halaman")),
    }
    return render(request, "measurements/places.html", context)


def _agreement(request: SignedInRequest, slug: str, year: int) -> Agreement:
    agreement = queries.agreement_with_figures(request.user, slug, year, on=_today())
    if agreement is None:
        raise Http404
    stand_at(request, agreement.org_unit, agreement.year)
    return agreement


@require_GET
def year(request: SignedInRequest, slug: str, year: int) -> HttpResponse:
    """Indicators by quarters, to see what is filled and to fill the rest."""
    agreement = _agreement(request, slug, year)
    states = _states(agreement)
    begun = [q for q in QUARTERS if has_begun(agreement.year, q, _today())]
    context = {
        "agreement": agreement,
        "objectives": queries.year_of(agreement, on=_today()),
        "begun": begun,
        "states": states,
        "writable": [q for q in begun if states[q] in WRITABLE],
        "may_record": agreement.state == State.IN_FORCE
        and access.may(
            request.user, Permission.RECORD_ACTUAL, org_unit=agreement.org_unit, on=_today()
        ),
    }
    return render(request, "measurements/year.html", context)


def _states(agreement: Agreement) -> dict[int, QuarterState]:
    """Where the quarters of an agreement's office stand; one query."""
    return quarter_states([agreement.org_unit], agreement.year)[agreement.org_unit_id]


def _target(request: SignedInRequest, pk: int) -> Target:
    target = seen_or_404(request, target_by_key().ask(pk), office_of_target)
    agreement = target.objective.agreement
    stand_at(request, agreement.org_unit, agreement.year)
    return target


@post_or_get
def enter(request: SignedInRequest, pk: int, quarter: int) -> HttpResponse:
    """A quarter's figure with its evidence."""
    target = _target(request, pk)
    agreement = target.objective.agreement
    if quarter not in QUARTERS:
        raise Http404
    access.require(request.user, Permission.RECORD_ACTUAL, org_unit=agreement.org_unit, on=_today())
    if agreement.state != State.IN_FORCE:
        raise Refused("agreement-not-in-force")
    require_writable(agreement.org_unit, agreement.year, quarter)
    plan = plan_of(target)
    seen = last = queries.latest(target, quarter)
    if request.method == "POST":
        # The files one may keep are those of the figure that was on screen.
        seen = queries.measured(target, quarter, conflicts.based_on(request.POST))
    form = FigureForm(
        request.POST or None, request.FILES or None, target=target, plan=plan, last=seen
    )

    def now() -> FigureForm:
        return FigureForm(target=target, plan=plan, last=queries.latest(target, quarter))

    if request.method == "POST" and form.is_valid():
        with conflicts.shown_on(form, now=now):
            actions.record_actual(
                target=target,
                quarter=quarter,
                figure=form.figure(),
                notes=form.cleaned_data["notes"] or None,
                evidence=form.new_files(),
                keep_evidence=form.kept(),
                based_on=form.cleaned_data["based_on"],
                by=request.user,
                at=timezone.now(),
            )
            said = target.indicator_version.text
            messages.success(request, f"Realisasi tersimpan: {said}.")
            return redirect(_after_saving(request, target, quarter))
    if form.conflict:
        last = queries.latest(target, quarter)
        form.carry_files(seen, last)
    context = {
        "target": target,
        "agreement": agreement,
        "quarter": quarter,
        "aim": plan_of(promise_of_year(target)).quarter_targets[quarter - 1],
        "form": form,
        "last": last,
        "following": _following(target),
        "back": _before_entering(request, agreement, quarter),
    }
    return render(request, "measurements/enter.html", context, status=conflicts.status_of(form))


def _following(target: Target) -> Target | None:
    """The next indicator of the same agreement."""
    listed = targets_of(target.objective.agreement)
    keys = [one.pk for one in listed]
    place = keys.index(target.pk) + 1
    return listed[place] if place < len(listed) else None


def _after_saving(request: SignedInRequest, target: Target, quarter: int) -> str:
    """On to the next indicator when asked, otherwise back to where one came from."""
    following = _following(target) if "onward" in request.POST else None
    if following is not None:
        onward = reverse("measurements:enter", args=[following.pk, quarter])
        return f"{onward}?dari={FROM_QUARTER}" if _from_quarter(request) else onward
    return _before_entering(request, target.objective.agreement, quarter)


def _from_quarter(request: SignedInRequest) -> bool:
    return request.GET.get("dari") == FROM_QUARTER


def _before_entering(request: SignedInRequest, agreement: Agreement, quarter: int) -> str:
    """The page of the quarter for whoever came from there, else the table of the year."""
    place: list[Any] = [agreement.org_unit.slug, agreement.year]
    if _from_quarter(request):
        return reverse("measurements:quarter", args=[*place, quarter])
    return reverse("measurements:year", args=place)


@require_GET
def indicator(request: SignedInRequest, pk: int) -> HttpResponse:
    """The account of one figure, opened down to what was recorded or counted."""
    target = _target(request, pk)
    page = queries.indicator_page(target, on=_today())
    shown = page.year
    agreement = target.objective.agreement
    version = target.indicator_version
    offices = by_office(shown.counted) if shown.counted else []
    permissions = access.permissions_in(request.user, agreement.org_unit, on=_today())
    is_open = agreement.state == State.IN_FORCE
    states = _states(agreement)
    context = {
        "target": target,
        "version": version,
        "agreement": agreement,
        "shown": shown,
        "rule": page.rule,
        "steps": account.steps(shown, page.rule) + account.steps_beside([target])[target.pk],
        "equation": account.equation(shown),
        "numbers": account.numbers_of(shown),
        "terms": account.terms_of(shown.counted) if shown.counted else [],
        "offices": offices,
        "map": figure_map(offices, agreement.org_unit, title=version.text),
        "missing": _missing(shown, agreement),
        "warnings": page.warnings(),
        "panels": panels_beside("indicator", target, user=request.user, on=_today()),
        "now": timezone.now(),
        "history": queries.history_of(target),
        "may_record": is_open and not shown.counted and Permission.RECORD_ACTUAL in permissions,
        "may_define": is_open and Permission.DEFINE_INDICATOR in permissions,
        "proposed": version.definitions.filter(signed_at=None, ended_at=None).first(),
        "writable": [
            q for q in QUARTERS if has_begun(agreement.year, q, _today()) and states[q] in WRITABLE
        ],
    }
    return render(request, "measurements/indicator.html", context)


@require_GET
def account_pdf(request: SignedInRequest, pk: int) -> HttpResponse:
    """Where one figure comes from, as a paper."""
    target = _target(request, pk)
    page = queries.indicator_page(target, on=_today())
    paper = account_of(target.objective.agreement, [page.year], page.rule, at=timezone.now())
    return made(as_pdf(paper), f"kertas-kerja-{pk}.pdf")


def _missing(shown: queries.IndicatorYear, agreement: Agreement) -> Listing | None:
    """The rows that keep a counted ratio from 100 %, in the window of the year's figure."""
    result = shown.counted.year.deciding(LAST_QUARTER) if shown.counted else None
    if shown.counted is None or result is None or result.numerator == result.denominator:
        return None
    return rows_missing(shown.counted, result.window, agreement, on=_today())


def _counted(request: SignedInRequest, pk: int) -> tuple[Target, CountedIndicator]:
    target = _target(request, pk)
    found = counted_indicators([target], on=_today())
    if pk not in found:
        raise Http404
    return target, found[pk]


def _window(request: SignedInRequest, year: int) -> Window:
    """The quarters an address asks for; the whole year when it says nothing sensible."""
    first, last = (request.GET.get(name, "") for name in ("dari", "sampai"))
    quarters = {str(quarter): quarter for quarter in QUARTERS}
    window = Window(year, quarters.get(first, 1), quarters.get(last, LAST_QUARTER))
    return window if window.first <= window.last else Window(year, 1, LAST_QUARTER)


@require_GET
def rows(request: SignedInRequest, pk: int, variable: str) -> HttpResponse:
    """The very rows that a number counts."""
    target, counted = _counted(request, pk)
    agreement = target.objective.agreement
    window = _window(request, agreement.year)
    listing = rows_behind(counted, variable, window, agreement, on=_today())
    if listing is None:
        raise Http404
    return _listed(request, target, listing, title=listing.variable.title, name=variable)


@require_GET
def lacking(request: SignedInRequest, pk: int) -> HttpResponse:
    """The very rows that are missing to reach 100 %."""
    target, counted = _counted(request, pk)
    agreement = target.objective.agreement
    window = _window(request, agreement.year)
    listing = rows_missing(counted, window, agreement, on=_today())
    if listing is None:
        raise Http404
    return _listed(request, target, listing, title="Yang belum memenuhi", name="belum-memenuhi")


def _listed(
    request: SignedInRequest, target: Target, listing: Listing, *, title: str, name: str
) -> HttpResponse:
    if request.GET.get("bentuk") == "xlsx":
        return xlsx_response(f"{name}-{listing.window.year}", [listing.view.as_table(listing.rows)])
    page = Paginator(listing.listed(), PAGE).get_page(request.GET.get("halaman"))
    context = {
        "target": target,
        "agreement": target.objective.agreement,
        "listing": listing,
        "title": title,
        "window": account.window_name(listing.window),
        "page": page,
        "lines": listing.view.lines(page),
    }
    return render(request, "measurements/rows.html", context)


@require_GET
def evidence(request: SignedInRequest, pk: int) -> FileResponse:
    """A file, to those who may see the office's data."""
    seen = queries.evidence_seen_by(request.user, on=_today())
    one = get_object_or_404(seen, pk=pk)
    return attachment(one.file, one.name, one.content_type)


@post_or_get
def scoring(request: SignedInRequest, slug: str) -> HttpResponse:
    """Cap and scale of an office, with where each scale comes from."""
    org_unit = office_here(request, slug)
    may_set = access.may(request.user, Permission.SET_SCORING, org_unit=org_unit, on=_today())
    rule = queries.scoring_for(org_unit, _today().year)
    form = ScoringForm(request.POST or None, initial=_as_set(org_unit, rule))
    if request.method == "POST" and form.is_valid():
        year = form.cleaned_data["from_year"]
        with conflicts.shown_on(
            form, now=lambda: ScoringForm.of(queries.own_scoring(org_unit, year))
        ):
            actions.set_scoring(
                org_unit=org_unit, by=request.user, at=timezone.now(), **form.cleaned_data
            )
            messages.success(request, "Penilaian tersimpan.")
            return redirect("measurements:scoring", org_unit.slug)
    context = {
        "office": org_unit,
        "form": form,
        "may_set": may_set,
        "rule": rule,
        "scales": [(one, EVIDENCE_STATES[one.evidence]) for one in band_sets().values()],
        "default": DEFAULT,
        "settings": Scoring.objects.filter(org_unit=org_unit),
    }
    return render(request, "measurements/scoring.html", context, status=conflicts.status_of(form))


def _as_set(org_unit: OrgUnit, rule: queries.ScoringRule) -> dict[str, Any]:
    year = _today().year
    seen = edition_of(queries.own_scoring(org_unit, year))
    return {
        "from_year": year,
        "cap": rule.cap,
        "band_set": rule.scale.code,
        "based_on": seen,
    }


@require_GET
def definitions(request: SignedInRequest, pk: int) -> HttpResponse:
    """How an indicator is counted: what holds, what is proposed, what held before."""
    target = _target(request, pk)
    agreement = target.objective.agreement
    permissions = access.permissions_in(request.user, agreement.org_unit, on=_today())
    office, found = agreement.org_unit, list(definitions_of(target.indicator_version))
    names = names_of_formulas((office, one.formula) for one in found).get(office)
    context = {
        "target": target,
        "agreement": agreement,
        "definitions": [(one, account.terms_said(one, names)) for one in found],
        "may_define": Permission.DEFINE_INDICATOR in permissions,
        "may_sign": Permission.SIGN_DEFINITION in permissions,
        "end_form": EndForm(),
    }
    return render(request, "measurements/definitions.html", context)


@post_or_get
def propose(request: SignedInRequest, pk: int) -> HttpResponse:
    """First the formula, then the terms it leaves open, with what it would give; then it is kept."""
    target = _target(request, pk)
    agreement, version = target.objective.agreement, target.indicator_version
    access.require(
        request.user, Permission.DEFINE_INDICATOR, org_unit=agreement.org_unit, on=_today()
    )
    asked = request.POST or request.GET or None
    names = names_for(agreement.org_unit)
    typed = asked if asked and "rumus" in asked else None
    formula = FormulaForm(typed, initial=_initial(version), names=names)
    terms_form = None
    if formula.is_valid():
        terms_form = _terms_form(request, version, formula.cleaned_data["rumus"], names)
    result: CountedYear | None = None
    if terms_form is not None and request.method == "POST" and terms_form.is_valid():
        if "keep" in request.POST:
            terms = terms_form.terms
            with conflicts.shown_on(
                terms_form,
                now=lambda: _terms_now(version, terms),
                beside=lambda: _differing(version, formula, terms_form),
            ):
                return _keep(request, target, formula, terms_form)
        else:
            with refusals.shown_on(formula):
                result = _preview(target, formula, terms_form, names)
    context = {
        "target": target,
        "agreement": agreement,
        "version": version,
        "formula": formula,
        "terms_form": terms_form,
        "registers": registers_for(agreement.org_unit),
        "preview": result,
        "quarters": [(q, result.own(q), result.to_date(q)) for q in QUARTERS] if result else [],
    }
    status = conflicts.status_of(*filter(None, (formula, terms_form)))
    return render(request, "measurements/propose.html", context, status=status)


def _initial(version: IndicatorVersion) -> dict[str, Any]:
    last = version.definitions.first()
    return {"rumus": last.formula} if last else {}


def _terms_form(
    request: SignedInRequest, version: IndicatorVersion, formula: str, names: Names
) -> TermsForm:
    terms = open_terms(formula, names)
    last = version.definitions.first()
    initial = initial_terms(terms, last.terms if last else None)
    initial |= {"wording": last.wording if last else None, "based_on": edition_of(last)}
    return TermsForm(request.POST or None, terms=terms, initial=initial)


def _terms_now(version: IndicatorVersion, terms: Sequence[Term]) -> TermsForm:
    """What the newest definition itself says of some terms."""
    last = version.definitions.first()
    kept = last.terms if last else {}
    initial = initial_terms([one for one in terms if one.code in kept], kept)
    initial |= {"wording": last.wording if last else None, "based_on": edition_of(last)}
    return TermsForm(terms=terms, initial=initial)


def _differing(
    version: IndicatorVersion, formula: FormulaForm, terms_form: TermsForm
) -> Iterator[conflicts.Difference]:
    yield from conflicts.differences(formula, FormulaForm(initial=_initial(version)))
    yield from conflicts.differences(terms_form, _terms_now(version, terms_form.terms))


def _keep(
    request: SignedInRequest, target: Target, formula: FormulaForm, terms_form: TermsForm
) -> HttpResponse:
    indicator_actions.draft_definition(
        version=target.indicator_version,
        formula=formula.cleaned_data["rumus"],
        terms=terms_form.chosen(),
        wording=terms_form.cleaned_data["wording"] or None,
        based_on=terms_form.cleaned_data["based_on"],
        by=request.user,
        at=timezone.now(),
    )
    messages.success(request, "Usulan definisi tersimpan dan menunggu penetapan pimpinan.")
    return redirect("measurements:definitions", target.pk)


def _preview(
    target: Target, formula: FormulaForm, terms_form: TermsForm, names: Names
) -> CountedYear:
    agreement = target.objective.agreement
    text, chosen = formula.cleaned_data["rumus"], terms_form.chosen()
    kept = {term.code: term.to_json(chosen[term.code]) for term in open_terms(text, names)}
    rule = YearEnd(target.indicator_version.year_end or YearEnd.STOCK_LAST)
    counting = counting_of(text, kept, names)
    return preview(counting, agreement.org_unit, agreement.year, rule, on=_today())


def _definition(request: SignedInRequest, pk: int, number: int) -> tuple[Target, Any]:
    target = _target(request, pk)
    return target, get_object_or_404(definitions_of(target.indicator_version), number=number)


@require_POST
def sign(request: SignedInRequest, pk: int, number: int) -> HttpResponse:
    """A proposal holds from now on."""
    target, found = _definition(request, pk, number)
    indicator_actions.sign_definition(
        definition=found,
        based_on=conflicts.based_on(request.POST),
        by=request.user,
        at=timezone.now(),
    )
    messages.success(request, f"Definisi {number} ditetapkan; angkanya kini dihitung dari catatan.")
    return redirect("measurements:indicator", target.pk)


@require_POST
def end(request: SignedInRequest, pk: int, number: int) -> HttpResponse:
    """A definition ends; the figures are typed again."""
    target, found = _definition(request, pk, number)
    form = EndForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Tulis alasannya, lalu akhiri lagi.")
        return redirect("measurements:definitions", target.pk)
    indicator_actions.end_definition(
        definition=found,
        reason=form.cleaned_data["reason"],
        by=request.user,
        at=timezone.now(),
    )
    messages.success(request, f"Definisi {number} berakhir.")
    return redirect("measurements:definitions", target.pk)


@post_or_get
def complement(request: SignedInRequest, pk: int) -> HttpResponse:
    """What remains of a year for the official who takes over, and the draft made of it."""
    agreement = seen_or_404(request, agreement_by_key().ask(pk), lambda one: one.org_unit)
    stand_at(request, agreement.org_unit, agreement.year)
    if Door.COMPLETE not in doors(request.user, agreement, on=_today()):
        raise Refused("door-closed", state=STATES[State(agreement.state)][1].lower())
    first = (agreement.ends_on or _today()) + timedelta(days=1)
    form = ComplementForm(request.POST or None, initial={"starts_on": first})
    starts_on = first
    if request.method == "POST" and form.is_valid():
        starts_on = form.cleaned_data["starts_on"]
        if "draft" in request.POST:
            with refusals.shown_on(form):
                made = actions.draft_complement(
                    agreement=agreement, starts_on=starts_on, by=request.user, at=timezone.now()
                )
                messages.success(request, "Draf perjanjian pelengkap tersimpan. Periksa naskahnya.")
                return redirect("agreements:agreement", made.pk)
    if starts_on.year != agreement.year:
        starts_on = agreement.ends_on or first
    context = {
        "agreement": agreement,
        "form": form,
        "starts_on": starts_on,
        "rests": rests(agreement, starts_on, on=_today()),
        "limit": days_for_newcomer(),
    }
    return render(
        request, "measurements/complement.html", context, status=422 if form.errors else 200
    )
