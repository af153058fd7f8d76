"""What holds for everyone signed in: an own password first, and nothing kept in shared browsers."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import resolve

from janji.kit import tracing
from janji.orgs import access

OPEN = {"orgs:change-password", "orgs:sign-out", "orgs:sign-in"}


class PasswordChangeMiddleware:
    """Leads to the page where a password is chosen; only that page and signing out stay open."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        must_change = getattr(request.user, "must_change_password", False)
        if must_change and resolve(request.path_info).view_name not in OPEN:
            return redirect("orgs:change-password")
        return self.get_response(request)


class PrivatePagesMiddleware:
    """Pages of someone signed in are not kept by the browser: office computers are shared.

    The log learns the number of the account, and nothing else of the person.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated:
            if trace := tracing.current():
                trace.account = request.user.pk
            response.headers.setdefault("Cache-Control", "no-store")
        return response


class AskedOnceMiddleware:
    """Lets a request remember until it ends which roles its account holds, and, where it only reads,
    which offices lie below which (`access`)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.user.remembered_roles = {}  # type: ignore[union-attr]
        if request.method not in {"GET", "HEAD"}:
            return self.get_response(request)
        with access.offices_asked_once():
            return self.get_response(request)
