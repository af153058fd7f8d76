"""Reads: a request as the values its timeliness is judged by."""

from collections.abc import Iterable

from django.utils import timezone

from janji.core.service_life import Stage, Timing
from janji.core.workdays import Limit, LimitUnit, Pause
from janji.registers.services.models import ClockStart, RequestPause, ServiceRequest


def timing_of(request: ServiceRequest, pauses: Iterable[RequestPause]) -> Timing:
    """The facts that `core.service_life` judges; moments in the office's time zone."""
    standard = request.standard
    starts = (
        request.complete_at if standard.clock_start == ClockStart.COMPLETE else request.received_at
    )
    settled = request.forwarded_at or request.finished_at
    return Timing(
        stage=Stage(request.stage),
        started_at=timezone.localtime(starts),
        limit=Limit(standard.limit_value, LimitUnit(standard.limit_unit)),
        pauses=tuple(
            Pause(
                timezone.localtime(one.starts_at),
                timezone.localtime(one.ends_at) if one.ends_at else None,
            )
            for one in pauses
        ),
        settled_at=timezone.localtime(settled) if settled else None,
        finish_unknown=request.finish_unknown,
    )
