"""Pages for what went wrong before any room was reached."""

import sys

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from janji.kit.failures import Failure, failure_of
from janji.kit.wording import FAILURES

STATUS = {Failure.FULL: 507, Failure.DAMAGED: 500}
"""What is neither is over soon: 503."""
RETRY_AFTER = "30"
"""Seconds after which a program may try again."""


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's secret is missing or old: say what to do, lose nothing more."""
    del reason
    context = {
        "sentence": "Formulir ini sudah kedaluwarsa. Kembali ke halaman sebelumnya, muat ulang, lalu kirim lagi."
    }
    return render(request, "kit/refused.html", context, status=403)


def broken(request: HttpRequest) -> HttpResponse:
    """What no page expected. A failing database or disk is named, with what to do about it."""
    failure = failure_of(sys.exc_info()[1])
    if failure is None:
        return HttpResponse(render_to_string("500.html"), status=500)
    context = {"words": FAILURES[failure], "sent": request.method == "POST"}
    # No context processors: they would ask the database.
    answer = HttpResponse(
        render_to_string("kit/failed.html", context), status=STATUS.get(failure, 503)
    )
    if answer.status_code == 503:
        answer.headers["Retry-After"] = RETRY_AFTER
    return answer
