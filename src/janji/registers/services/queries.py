"""Reads: the register, the catalogue, and a request as the values its timeliness is judged by."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import F, Q, QuerySet
from django.db.models.expressions import Combinable
from django.utils import timezone

from janji.core.service_life import OPEN, Punctuality, Stage, Timing
from janji.core.workdays import Limit, LimitUnit, Pause
from janji.orgs import access
from janji.orgs.models import OrgUnit
from janji.registers.services.models import (
    ClockStart,
    RequestPause,
    Service,
    ServiceRequest,
)


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


SORTABLE: dict[str, tuple[str | Combinable, ...]] = {
    "tenggat": (F("due_at").asc(nulls_last=True), "pk"),
    "-tenggat": (F("due_at").desc(nulls_last=True), "-pk"),
    "masuk": ("received_at", "pk"),
    "-masuk": ("-received_at", "-pk"),
    "pemohon": ("applicant", "pk"),
    "-pemohon": ("-applicant", "-pk"),
}


def requests_seen_by(user: access.Someone, *, on: date) -> QuerySet[ServiceRequest]:
    """Requests of offices whose data someone may read."""
    offices = access.org_units_seen_by(user, on=on)
    found = ServiceRequest.objects.filter(org_unit__in=offices)
    return found.select_related("service", "standard", "org_unit", "village")


def request_rows(
    seen: QuerySet[ServiceRequest], *, text: str, state: str, order: str, now: datetime
) -> QuerySet[ServiceRequest]:
    """The register, filtered and sorted; what is running and due first unless asked otherwise."""
    running = Q(stage__in=[stage.value for stage in OPEN])
    found = seen
    if text:
        found = found.filter(
            Q(applicant__icontains=text)
            | Q(number__icontains=text)
            | Q(service__name__icontains=text)
        )
    if state == "berjalan":
        found = found.filter(running)
    elif state == "terlambat":
        late = Q(punctuality=Punctuality.LATE.value) | (running & Q(due_at__lt=now))
        found = found.filter(late)
    elif state == "selesai":
        found = found.exclude(running)
    return found.order_by(*SORTABLE.get(order, SORTABLE["tenggat"]))


def services_of(org_unit: OrgUnit) -> QuerySet[Service]:
    """The catalogue of an office with every version of each standard; two queries."""
    return Service.objects.filter(org_unit=org_unit).prefetch_related("standards")


def services_on(org_unit: OrgUnit, day: date) -> list[Service]:
    """Services that can be asked for on a day: open, with a standard that holds."""
    found = services_of(org_unit).filter(
        Q(active_until__isnull=True) | Q(active_until__gte=day), active_from__lte=day
    )
    return [one for one in found if any(s.holds_from <= day for s in one.standards.all())]
