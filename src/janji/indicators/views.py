"""Doors to the dictionary of indicators: an office's list, and one version's sheet."""

from collections.abc import Iterable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from janji.core.indicator_sheet import gaps, lint, sheet_fields
from janji.core.refusals import Refused
from janji.indicators import actions, queries
from janji.indicators.forms import SheetForm
from janji.indicators.models import IndicatorVersion
from janji.indicators.wording import SHEET_FIELDS
from janji.kit import audit, conflicts, refusals
from janji.kit.editions import afresh
from janji.kit.models import AuditEntry
from janji.orgs import access
from janji.orgs.http import SignedInRequest
from janji.orgs.place import office_here, stand_at
from janji.orgs.roles import Permission

PAGE = 50
SHOWN = 20
"""Entries of the audit chain beside what they tell of."""


@require_GET
def dictionary(request: SignedInRequest, slug: str) -> HttpResponse:
    """The indicators of an office with all their versions and how complete each newest sheet is."""
    org_unit = office_here(request, slug)
    text = request.GET.get("q", "").strip()[:80]
    page = Paginator(queries.dictionary(org_unit, text=text), PAGE).get_page(
        request.GET.get("halaman")
    )
    rows = [
        (versions[0], versions[1:], _filled(versions[0]))
        for one in page
        if (versions := list(one.versions.all()))
    ]
    context = {"office": org_unit, "page": page, "rows": rows, "text": text}
    return render(request, "indicators/dictionary.html", context)


def _filled(version: IndicatorVersion) -> str:
    """`8 dari 10`."""
    total = len(sheet_fields())
    return f"{total - len(gaps(queries.sheet_of(version)))} dari {total}"


def _history(request: SignedInRequest, version: IndicatorVersion) -> Iterable[AuditEntry]:
    """What was done to a version and its definitions, for those who may see it."""
    office, today = version.indicator.org_unit, timezone.localdate()
    if not access.may(request.user, Permission.SEE_HISTORY, org_unit=office, on=today):
        return ()
    return audit.history_of([version, *version.definitions.all()])[:SHOWN]


@require_http_methods(["GET", "POST"])
def sheet(request: SignedInRequest, pk: int) -> HttpResponse:
    """One version's sheet; it can be written until a signed agreement uses it."""
    today = timezone.localdate()
    version = get_object_or_404(queries.versions_seen_by(request.user, on=today), pk=pk)
    office = version.indicator.org_unit
    stand_at(request, office)
    may_fill = version.frozen_at is None and access.may(
        request.user, Permission.DEFINE_INDICATOR, org_unit=office, on=today
    )
    if request.method == "POST" and version.frozen_at is not None:
        raise Refused("version-frozen")
    form = SheetForm.of(version, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with conflicts.shown_on(form, now=lambda: SheetForm.of(afresh(version))):
            actions.fill_sheet(
                version=version,
                entries=form.entries(),
                based_on=form.cleaned_data["based_on"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "Lembar indikator tersimpan.")
            return redirect("indicators:sheet", version.pk)
    shown = queries.sheet_of(version)
    context = {
        "version": version,
        "office": office,
        "form": form if may_fill else None,
        "gaps": [SHEET_FIELDS[name] for name in gaps(shown)],
        "total": len(sheet_fields()),
        "filled": len(sheet_fields()) - len(gaps(shown)),
        "warnings": [refusals.problem_sentence(one) for one in lint(shown)],
        "history": _history(request, version),
        "others": version.indicator.versions.exclude(pk=version.pk).order_by("-number"),
    }
    return render(request, "indicators/sheet.html", context, status=conflicts.status_of(form))
