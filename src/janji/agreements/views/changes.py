"""Doors to what becomes of an agreement: proposing, revising, comparing, ending."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from janji.agreements import actions, budgeting, comparing, queries
from janji.agreements.access import Door
from janji.agreements.forms import BudgetDayForm, EndForm, ReviseForm
from janji.agreements.models import BasisFile
from janji.agreements.views.place import agreement_here, behind
from janji.core.agreement_changes import months_after_budget, reasons
from janji.kit import conflicts, refusals
from janji.kit.editions import afresh, edition_of
from janji.kit.files import attachment
from janji.orgs.http import SignedInRequest
from janji.orgs.place import seen_or_404

post_or_get = require_http_methods(["GET", "POST"])


@require_POST
def propose(request: SignedInRequest, pk: int) -> HttpResponse:
    """Puts a whole draft before its parties."""
    agreement = behind(request, pk, Door.PROPOSE)
    actions.propose_agreement(
        agreement=agreement,
        based_on=conflicts.based_on(request.POST),
        by=request.user,
        at=timezone.now(),
    )
    messages.success(request, "Perjanjian diajukan. Naskahnya tidak dapat diubah lagi.")
    return redirect("agreements:agreement", agreement.pk)


@post_or_get
def budget_day(request: SignedInRequest, pk: int) -> HttpResponse:
    """The day from which the deadline for signing runs."""
    agreement = behind(request, pk, Door.NOTE_BUDGET)

    def now() -> BudgetDayForm:
        row = afresh(agreement)
        approved_on = row.budget_approved_on or budgeting.approved_on(row)
        said = {"based_on": edition_of(row), "approved_on": approved_on}
        return BudgetDayForm(initial=said)

    form = BudgetDayForm(request.POST) if request.method == "POST" else now()
    if request.method == "POST" and form.is_valid():
        with conflicts.shown_on(form, now=now):
            actions.note_budget_day(
                agreement=agreement,
                approved_on=form.cleaned_data["approved_on"],
                based_on=form.cleaned_data["based_on"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "Tanggal pengesahan anggaran tersimpan.")
            return redirect("agreements:agreement", agreement.pk)
    context = {"agreement": agreement, "form": form, "limit": months_after_budget()}
    status = conflicts.status_of(form)
    return render(request, "agreements/budget_day.html", context, status=status)


@post_or_get
def revise(request: SignedInRequest, pk: int) -> HttpResponse:
    """A draft that will take the place of an agreement in force."""
    agreement = behind(request, pk, Door.REVISE)
    form = ReviseForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with refusals.shown_on(form):
            made = actions.revise_agreement(
                agreement=agreement,
                reason=form.cleaned_data["reason"],
                basis=form.basis(),
                file=form.cleaned_data["file"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "Draf perubahan tersimpan. Ubah naskah dan targetnya.")
            return redirect("agreements:agreement", made.pk)
    context = {"agreement": agreement, "form": form, "reasons": reasons().values()}
    status = 422 if form.errors else 200
    return render(request, "agreements/revise.html", context, status=status)


@require_GET
def compare(request: SignedInRequest, pk: int) -> HttpResponse:
    """What an agreement says otherwise than the one it changes or completes."""
    agreement = agreement_here(request, pk)
    before = queries.change_of(agreement).before
    if before is None:
        raise Http404
    context = {
        "agreement": agreement,
        "before": before,
        "sections": comparing.compared(before, agreement),
    }
    return render(request, "agreements/compare.html", context)


@post_or_get
def end(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ends an agreement in force on a day."""
    agreement = behind(request, pk, Door.END)

    def now() -> EndForm:
        return EndForm(initial={"based_on": edition_of(afresh(agreement))})

    form = EndForm(request.POST) if request.method == "POST" else now()
    if request.method == "POST" and form.is_valid():
        with conflicts.shown_on(form, now=now):
            actions.end_agreement(
                agreement=agreement,
                ends_on=form.cleaned_data["ends_on"],
                reason=form.cleaned_data["reason"],
                based_on=form.cleaned_data["based_on"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "Perjanjian diakhiri. Angkanya tetap dapat dibaca.")
            return redirect("agreements:agreement", agreement.pk)
    context = {"agreement": agreement, "form": form}
    return render(request, "agreements/end.html", context, status=conflicts.status_of(form))


@require_GET
def basis_file(request: SignedInRequest, pk: int) -> FileResponse:
    """The document a revision rests on."""
    found = BasisFile.objects.filter(pk=pk).select_related("agreement__org_unit")
    file = seen_or_404(request, list(found), lambda one: one.agreement.org_unit)
    return attachment(file.file, file.name, file.content_type)
