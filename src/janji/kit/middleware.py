"""A refusal that no form caught still gets its sentence, never a traceback."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from janji.core.refusals import Refused
from janji.kit import refusals

FORBIDDEN = {"not-allowed", "separate-people"}


class RefusalMiddleware:
    """Answers 403 or 409 with the sentence of a refusal."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Called by Django when a view raises."""
        if not isinstance(exception, Refused):
            return None
        return refused_page(request, exception)


def refused_page(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """A refusal as a page of its own."""
    context = {"sentence": refusals.sentence(refusal), "back": _page_before(request)}
    status = 403 if refusal.code in FORBIDDEN else 409
    return render(request, "kit/refused.html", context, status=status)


def _page_before(request: HttpRequest) -> str | None:
    """The page of ours from which something was sent: opened again it shows how things stand."""
    before = request.headers.get("Referer")
    ours = request.method == "POST" and url_has_allowed_host_and_scheme(
        before, {request.get_host()}, require_https=request.is_secure()
    )
    return before if ours else None
