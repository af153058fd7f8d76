"""Around every request: its number, its line in the log, its figures; and the doors for machines."""

import logging
import re
import sys
from collections.abc import Callable
from time import perf_counter
from typing import Any

from django.conf import settings
from django.core.signals import got_request_exception
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotFound
from django.urls import resolve

from janji.kit import tracing
from janji.kit.turns import Turns
from janji.site import metrics

logger = logging.getLogger("janji.request")

HEADER = "X-Request-ID"
NUMBER = re.compile(r"[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""How nginx and Caddy write the number of a request; nothing a person would type looks like it."""
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
PROBES = {"/healthz", "/readyz", "/metrics"}
STATIC, UNKNOWN = "static", "unknown"
QUIET = {STATIC, "alive", "ready", "figures"}
"""Routes whose requests are counted but get no line."""

Answer = Callable[[HttpRequest], HttpResponse]


class TraceMiddleware:
    """Outermost: gives a request its number, writes its line and counts it, whatever happens inside."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response
        metrics.watch()
        got_request_exception.connect(_note_uncaught, dispatch_uid="trace")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = perf_counter()
        with tracing.following(_given_number(request)) as trace:
            response = self.get_response(request)
            response.headers[HEADER] = trace.number
            _tell(trace, request, response.status_code, perf_counter() - began)
        return response


class ProbeMiddleware:
    """Answers machines that ask how we are before hosts, TLS and sessions are looked at.

    They come by the address of a container and without the proxy, and must not depend on either.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info not in PROBES:
            return self.get_response(request)
        match = request.resolver_match = resolve(request.path_info)
        try:
            response: HttpResponse = match.func(request)
        except Http404:
            response = HttpResponseNotFound()
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response


class TurnMiddleware:
    """Lets the requests of a process be answered in turn, so that none waits for all the others.

    A long one (a workbook, a large upload) lets the others pass.
    """

    PATIENCE = 0.1
    """Seconds: longer than a page takes, shorter than anyone notices."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response
        self.turns = Turns(self.PATIENCE)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with self.turns.taken():
            return self.get_response(request)


def _given_number(request: HttpRequest) -> str | None:
    """The number a proxy has given, when there is a proxy to be trusted."""
    given = request.headers.get(HEADER, "") if settings.BEHIND_TLS else ""
    return given if NUMBER.fullmatch(given) else None


def _tell(trace: tracing.Trace, request: HttpRequest, status: int, seconds: float) -> None:
    route = _route(request)
    method = request.method if request.method in METHODS else "other"
    metrics.note_request(trace, route=route, method=str(method), status=status, seconds=seconds)
    level = logging.WARNING if status >= 500 else logging.INFO
    logger.log(
        logging.DEBUG if route in QUIET and status < 500 else level,
        "request",
        extra={
            "route": route,
            "method": method,
            "status": status,
            "ms": round(seconds * 1000, 1),
            "queries": trace.queries,
            "account": trace.account,
        },
    )


def _route(request: HttpRequest) -> str:
    """The name of the door that was opened; the address itself may hold codes."""
    if request.resolver_match:
        return request.resolver_match.view_name
    return STATIC if request.path_info.startswith(settings.STATIC_URL) else UNKNOWN


def _note_uncaught(**said: Any) -> None:
    """A connection that fails never comes to a query; it is noted when nobody caught it."""
    del said
    if trace := tracing.current():
        trace.note_error(sys.exc_info()[1])
