"""Figures of operation for Prometheus. Labels are names that stand in the source, never content.

What a process counts by itself lies in a folder that all server processes of the machine share (`serving` makes it); what the
database knows is asked when the figures are read, so every machine tells the same.
"""

import os
import platform
from collections.abc import Iterator
from datetime import date
from importlib.metadata import version

from django.db import DatabaseError, connection
from django.db.models import Max, Sum
from django.utils import timezone
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from janji.kit.models import ChainHead
from janji.kit.sqlite import queue
from janji.kit.tracing import Trace
from janji.registers.facts import keeping
from janji.site.models import Worker

SHARED = "PROMETHEUS_MULTIPROC_DIR"
"""Names the shared folder; prometheus-client looks once, when it is first imported."""
SIGN_IN = "orgs:sign-in"
LOCKED_OUT = 429

_counted = CollectorRegistry()

REQUESTS = Counter(
    "janji_requests", "Requests answered.", ["route", "method", "status"], registry=_counted
)
SECONDS = Histogram(
    "janji_request_seconds",
    "From a request to its answer.",
    ["route"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
    registry=_counted,
)
QUERIES = Histogram(
    "janji_request_queries",
    "Queries to the database by request.",
    ["route"],
    buckets=(0, 2, 5, 10, 15, 20, 30, 50, 100),
    registry=_counted,
)
DATABASE_SECONDS = Histogram(
    "janji_request_database_seconds",
    "Time that a request spent in queries.",
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5),
    registry=_counted,
)
DATABASE_ERRORS = Counter(
    "janji_database_errors", "Errors the database gave, by kind.", ["kind"], registry=_counted
)
SIGN_INS_REFUSED = Counter(
    "janji_sign_ins_refused", "Sign-ins refused.", ["reason"], registry=_counted
)
WRITER_WAIT = Histogram(
    "janji_writer_wait_seconds",
    "Waiting for one's turn to write to SQLite.",
    buckets=(0.0001, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 20),
    registry=_counted,
)
RECOUNTS = Histogram(
    "janji_recount_seconds",
    "Recounts of a ledger while someone waited for the page.",
    buckets=(0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 30),
    registry=_counted,
)


def watch() -> None:
    """Begins to note what the floors below take time for."""
    queue.WAITING.watch(WRITER_WAIT.observe)
    keeping.RECOUNTING.watch(RECOUNTS.observe)


def note_request(trace: Trace, *, route: str, method: str, status: int, seconds: float) -> None:
    """Counts one answered request."""
    REQUESTS.labels(route, method, f"{status // 100}xx").inc()
    SECONDS.labels(route).observe(seconds)
    QUERIES.labels(route).observe(trace.queries)
    if trace.queries:
        DATABASE_SECONDS.observe(trace.database_seconds)
    for kind in trace.database_errors:
        DATABASE_ERRORS.labels(kind).inc()
    if route == SIGN_IN and method == "POST" and status >= 400:
        SIGN_INS_REFUSED.labels("locked" if status == LOCKED_OUT else "wrong").inc()


def exposed() -> bytes:
    """All figures in the text format of Prometheus; a few queries."""
    registry = _counted
    if SHARED in os.environ:
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    known = CollectorRegistry()
    known.register(Known(as_of=timezone.localdate()))
    return generate_latest(registry) + generate_latest(known)


class Known(Collector):
    """What the database knows, the same on every machine."""

    def __init__(self, *, as_of: date) -> None:
        self._as_of = as_of

    def collect(self) -> Iterator[Metric]:
        """Asked by Prometheus; without its database the house still tells what it is."""
        yield _build()
        try:
            found = list(_asked(self._as_of))
        except DatabaseError:
            found = []
        yield GaugeMetricFamily("janji_database_up", "Whether the database answers.", bool(found))
        yield from found


def _build() -> Metric:
    build = GaugeMetricFamily(
        "janji_build_info",
        "What is running.",
        labels=["version", "django", "python", "database"],
    )
    running = version("janji"), version("django"), platform.python_version(), connection.vendor
    build.add_metric(running, 1)
    return build


def _asked(as_of: date) -> Iterator[Metric]:
    stale = keeping.stale_ledgers(as_of=as_of).count()
    yield GaugeMetricFamily("janji_stale_ledgers", "Ledgers to be counted anew.", stale)
    head = ChainHead.objects.first()
    length = head.last_number if head else 0
    yield GaugeMetricFamily("janji_audit_entries", "Entries of the audit chain.", length)
    work = Worker.objects.aggregate(
        last=Max("turn_at"), refreshed=Sum("refreshed"), milliseconds=Sum("milliseconds")
    )
    if work["last"] is None:
        return
    yield GaugeMetricFamily(
        "janji_worker_last_turn_timestamp_seconds",
        "When a background worker last finished a turn.",
        work["last"].timestamp(),
    )
    yield CounterMetricFamily(
        "janji_worker_refreshed_ledgers", "Ledgers counted anew.", work["refreshed"]
    )
    yield CounterMetricFamily(
        "janji_worker_refresh_seconds", "Time taken for it.", work["milliseconds"] / 1000
    )
