"""Doors to an office's quarter: how it stands, and what one may do with it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from janji.core.measurement_life import Deed
from janji.core.measuring import QUARTERS
from janji.core.refusals import Refused
from janji.kit import conflicts
from janji.kit.conflicts import EditForm
from janji.measurements.models import OfficeQuarter
from janji.measurements.quarters import actions, queries
from janji.measurements.quarters.forms import StepForm, SubmitForm
from janji.measurements.quarters.queries import QuarterPage
from janji.measurements.queries import agreement_with_figures
from janji.measurements.wording import QUARTER_STEPS
from janji.orgs import access
from janji.orgs.http import SignedInRequest
from janji.orgs.place import stand_at
from janji.orgs.roles import Permission


@require_http_methods(["GET", "POST"])
def quarter(request: SignedInRequest, slug: str, year: int, quarter: int) -> HttpResponse:
    """A quarter: its steps, its figures, what they lack, what drifted, and the next deed."""
    now = timezone.now()
    agreement = agreement_with_figures(request.user, slug, year, on=timezone.localdate(now))
    if agreement is None or quarter not in QUARTERS:
        raise Http404
    stand_at(request, agreement.org_unit, agreement.year)
    page = queries.quarter_page(agreement, quarter, turn=_turn(request), now=now)
    forms = _forms(request, page)
    asked, stray = request.POST.get("deed", ""), None
    if request.method == "POST":
        # Also what has no button for them: the action says why not.
        form = forms.get(asked) or _form(page, _deed(asked), request.POST)
        stray = form if asked not in forms else None
        if form.is_valid():
            with conflicts.shown_on(form, now=lambda: EditForm.carrying(_afresh(page))):
                _do(request, page, Deed(asked), form)
                said = QUARTER_STEPS[asked].lower()
                messages.success(request, f"Pengukuran {said}.")
                return redirect("measurements:quarter", slug, year, quarter)
    context = {
        "agreement": agreement,
        "page": page,
        "forms": forms,
        "stray": stray,
        "submit_form": forms.get("submit"),
        "offers": [] if page.row is None else _offers(request, page),
        "turns": range(1, page.row.turn + 1) if page.row else [],
        "may_record": page.is_open
        and access.may(
            request.user,
            Permission.RECORD_ACTUAL,
            org_unit=agreement.org_unit,
            on=timezone.localdate(now),
        ),
        "now": now,
    }
    return render(
        request,
        "measurements/quarter.html",
        context,
        status=conflicts.status_of(*forms.values(), *filter(None, [stray])),
    )


def _deed(asked: str) -> Deed:
    if asked not in set(Deed):
        raise Refused("quarter-deed-not-now")
    return Deed(asked)


def _turn(request: SignedInRequest) -> int | None:
    """An earlier time at which figures were frozen, when an address asks for one."""
    asked = request.GET.get("putaran", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 5 else None


def _afresh(page: QuarterPage) -> OfficeQuarter | None:
    agreement = page.agreement
    return queries.office_quarter(agreement.org_unit, agreement.year, page.quarter)


def _offers(request: SignedInRequest, page: QuarterPage) -> list[queries.Offer]:
    if page.row is None or page.turn not in {0, page.row.turn}:
        return []
    return queries.offers(page.row, request.user, on=timezone.localdate())


def _forms(request: SignedInRequest, page: QuarterPage) -> dict[str, Any]:
    """The forms of what someone may do here and now."""
    asked = request.POST.get("deed") if request.method == "POST" else None
    found: dict[str, Any] = {}
    office, today = page.agreement.org_unit, timezone.localdate()
    may_submit = access.may(request.user, Permission.SUBMIT_QUARTER, org_unit=office, on=today)
    if page.may_be_submitted and may_submit:
        found["submit"] = _form(page, Deed.SUBMIT, request.POST if asked == "submit" else None)
    for offer in _offers(request, page):
        if offer.why_not is None:
            data = request.POST if asked == offer.deed else None
            found[offer.deed] = _form(page, Deed(offer.deed), data)
    return found


def _form(page: QuarterPage, deed: Deed, data: Any) -> SubmitForm | StepForm:
    if deed is Deed.SUBMIT:
        return SubmitForm(data, row=page.row, missing=page.missing)
    return StepForm(data, deed=deed, row=page.row, gaps=page.gaps)


def _do(request: SignedInRequest, page: QuarterPage, deed: Deed, form: Any) -> None:
    """Passes what was asked for on to its action."""
    by, at = request.user, timezone.now()
    seen = form.cleaned_data["based_on"]
    agreement = page.agreement
    if deed is Deed.SUBMIT:
        actions.submit_quarter(
            org_unit=agreement.org_unit,
            year=agreement.year,
            quarter=page.quarter,
            reasons=form.reasons(),
            based_on=seen,
            by=by,
            at=at,
        )
        return
    if page.row is None:
        raise Refused("quarter-deed-not-now")
    row, said = page.row, form.said()
    if deed is Deed.APPROVE:
        actions.approve_quarter(
            office_quarter=row,
            accept_gaps=set(form.cleaned_data.get("accept_gaps", ())),
            remark=said,
            based_on=seen,
            by=by,
            at=at,
        )
    elif deed is Deed.LOCK:
        actions.lock_quarter(office_quarter=row, based_on=seen, by=by, at=at)
    elif deed is Deed.VERIFY:
        actions.verify_quarter(office_quarter=row, remark=said, based_on=seen, by=by, at=at)
    elif deed is Deed.ACCEPT:
        actions.accept_quarter(office_quarter=row, remark=said, based_on=seen, by=by, at=at)
    else:
        back = actions.return_quarter if deed is Deed.RETURN else actions.reopen_quarter
        back(office_quarter=row, reason=said or "", based_on=seen, by=by, at=at)
