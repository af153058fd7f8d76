"""How a request enters the register: its number, its code, its standard, the verdict on its time.

Shared by the counter, which takes one at a time, and by sheets, which bring thousands.
"""

import secrets
from base64 import b32encode
from collections.abc import Iterable
from datetime import date, datetime

from janji.core import service_life
from janji.core.refusals import Refused
from janji.core.workdays import Calendar
from janji.kit.editions import held
from janji.orgs.models import OrgUnit
from janji.registers.services import queries
from janji.registers.services.models import (
    RequestNumber,
    RequestPause,
    Service,
    ServiceRequest,
    Standard,
)

REGISTER = "services"
CODE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Without letters and digits that look alike on a receipt."""
_BASE32 = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", CODE_LETTERS)
CODE_BYTES = 5
"""Forty random bits, which eight letters write."""


def follow_code() -> str:
    """A code of eight letters by which a citizen follows a request; nobody can guess it."""
    return b32encode(secrets.token_bytes(CODE_BYTES)).decode().translate(_BASE32)


def lock_numbers(org_unit: OrgUnit, year: int) -> RequestNumber:
    """The row that counts an office's requests of a year; nobody else counts until it is done."""
    row, _ = held(RequestNumber.objects).get_or_create(org_unit=org_unit, year=year)
    return row


def numbered(year: int, place: int) -> str:
    """`2019/000123`."""
    return f"{year}/{place:06d}"


def next_number(org_unit: OrgUnit, year: int) -> str:
    """The next number of an office and year, without gaps and without doubles."""
    row = lock_numbers(org_unit, year)
    row.last += 1
    row.save(update_fields=["last"])
    return numbered(year, row.last)


def standard_on(service: Service, day: date, versions: Iterable[Standard]) -> Standard:
    """The standard a request of a day is held to; `versions` come newest first.

    Refuses with `service-closed` and `standard-missing`.
    """
    if day < service.active_from or (service.active_until and day > service.active_until):
        raise Refused("service-closed", service=service.name, day=f"{day:%d-%m-%Y}")
    standard = queries.holding_on(versions, day)
    if standard is None:
        raise Refused("standard-missing", service=service.name, day=f"{day:%d-%m-%Y}")
    return standard


def settle_verdict(
    request: ServiceRequest,
    pauses: Iterable[RequestPause],
    calendar: Calendar,
    *,
    at_least: datetime | None = None,
) -> None:
    """Writes the verdict of the core onto the row."""
    timing = queries.timing_of(request, pauses)
    verdict = service_life.judge(timing, calendar, at_least=at_least)
    request.due_at = verdict.due_at
    request.punctuality = verdict.punctuality.value
    request.counted_on = verdict.counted_on
