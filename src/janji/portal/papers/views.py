"""Doors anyone may open: what a signed paper is, and whether a file is that paper."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from janji.agreements.models import SignedPaper
from janji.portal.papers import queries
from janji.portal.papers.forms import CodeForm, FileForm
from janji.portal.papers.wording import NOT_FOUND, STATES, VERDICTS


@login_not_required
@require_http_methods(["GET", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """By its code, or by the file itself."""
    form = CodeForm(request.GET if "kode" in request.GET else None)
    if form.is_valid():
        found = queries.paper_called(form.cleaned_data["kode"])
        if found is not None:
            return redirect("public-papers:paper", found.code)
        form.add_error("kode", NOT_FOUND)
    file = FileForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form, "file": file, "result": _result(file, None)}
    status = 404 if form.errors else 422 if file.errors else 200
    return _public(render(request, "portal/papers/find.html", context, status=status))


@login_not_required
@require_http_methods(["GET", "POST"])
def paper(request: HttpRequest, code: str) -> HttpResponse:
    """What the paper of a code is, and whether a file is that paper."""
    found = queries.paper_called(code)
    if found is None:
        form = CodeForm({"kode": code})
        form.is_valid()
        form.add_error(None, NOT_FOUND)
        nothing: dict[str, Any] = {"form": form, "file": FileForm(), "result": None}
        return _public(render(request, "portal/papers/find.html", nothing, status=404))
    file = FileForm(request.POST or None, request.FILES or None)
    shown = queries.shown(found)
    context: dict[str, Any] = {
        "shown": shown,
        "office": shown.office,
        "state": STATES[shown.state],
        "file": file,
        "result": _result(file, found),
    }
    status = 422 if file.errors else 200
    return _public(render(request, "portal/papers/paper.html", context, status=status))


def _result(file: FileForm, found: SignedPaper | None) -> dict[str, Any] | None:
    """What the file that was sent turned out to be, in words."""
    if not file.is_bound or not file.is_valid():
        return None
    compared = queries.compared(file.cleaned_data["berkas"], found)
    tone, badge, sentence = VERDICTS[compared.verdict]
    return {
        "tone": tone,
        "badge": badge,
        "sentence": sentence,
        "paper": compared.paper,
        "verdict": compared.verdict.value,
    }


def _public(response: HttpResponse) -> HttpResponse:
    """What holds now is asked anew each time; search engines need not list single papers."""
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "same-origin"
    return response
