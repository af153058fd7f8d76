"""What the counter offers: services and the versions of their standards."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from janji.core.refusals import Refused
from janji.core.workdays import Limit
from janji.kit import audit
from janji.kit.editions import held_as_seen, held_row, require_seen
from janji.orgs import access
from janji.orgs.models import OrgUnit, User
from janji.orgs.roles import Permission
from janji.registers.services.models import Service, Standard

PROMISED = (
    *("holds_from", "decree", "limit_value", "limit_unit", "limit_text", "clock_start"),
    *("requirements", "procedure", "fee", "fee_text", "product"),
)
"""What a version of a standard says."""


@dataclass(frozen=True, slots=True)
class Promise:
    """What a standard says: the limit, what one brings, the way, what it costs, what one gets."""

    limit: Limit
    requirements: Sequence[str]
    product: str
    fee: Decimal | None = None
    fee_text: str | None = None
    limit_text: str | None = None
    decree: str | None = None
    clock_start: str = "complete"
    procedure: Sequence[str] = ()


@transaction.atomic
def add_service(
    *,
    org_unit: OrgUnit,
    code: str,
    name: str,
    kind: str,
    section: OrgUnit | None,
    active_from: date,
    by: User,
    at: datetime,
    legal_basis: str | None = None,
    issued_by: str | None = None,
) -> Service:
    """A service the office offers from a day on; it needs a standard before it can be asked for."""
    org_unit = held_row(OrgUnit.objects, org_unit.pk)
    access.require(by, Permission.MANAGE_SERVICES, org_unit=org_unit, on=at.date())
    if Service.objects.filter(org_unit=org_unit, code=code).exists():
        raise Refused("service-code-taken", field="code", code=code)
    service = Service.objects.create(
        org_unit=org_unit,
        code=code,
        name=name,
        kind=kind,
        section=section,
        active_from=active_from,
        legal_basis=legal_basis,
        issued_by=issued_by,
    )
    audit.note("add-service", service, by=by, at=at, name=name, kind=kind)
    return service


@transaction.atomic
def open_service(
    *,
    org_unit: OrgUnit,
    code: str,
    name: str,
    kind: str,
    promise: Promise,
    holds_from: date,
    by: User,
    at: datetime,
    legal_basis: str | None = None,
    issued_by: str | None = None,
) -> Service:
    """A service together with its first standard, so that it can be asked for at once."""
    service = add_service(
        org_unit=org_unit,
        code=code,
        name=name,
        kind=kind,
        section=None,
        active_from=holds_from,
        legal_basis=legal_basis,
        issued_by=issued_by,
        by=by,
        at=at,
    )
    set_standard(
        service=service, promise=promise, holds_from=holds_from, based_on=None, by=by, at=at
    )
    return service


@transaction.atomic
def close_service(
    *, service: Service, until: date, based_on: int | None, by: User, at: datetime
) -> Service:
    """The last day on which the service can be asked for; running requests go on."""
    access.require(by, Permission.MANAGE_SERVICES, org_unit=service.org_unit, on=at.date())
    service = held_as_seen(Service.objects.select_related("org_unit"), service.pk, based_on)
    before = audit.values(service, ["active_until"])
    service.active_until = max(until, service.active_from)
    service.edition += 1
    service.save()
    audit.note("close-service", service, by=by, at=at, **audit.changed(service, before))
    return service


@transaction.atomic
def reopen_service(*, service: Service, based_on: int | None, by: User, at: datetime) -> Service:
    """The service can be asked for again, as if it had never been closed."""
    access.require(by, Permission.MANAGE_SERVICES, org_unit=service.org_unit, on=at.date())
    service = held_as_seen(Service.objects.select_related("org_unit"), service.pk, based_on)
    before = audit.values(service, ["active_until"])
    service.active_until = None
    service.edition += 1
    service.save()
    audit.note("reopen-service", service, by=by, at=at, **audit.changed(service, before))
    return service


@transaction.atomic
def set_standard(
    *,
    service: Service,
    promise: Promise,
    holds_from: date,
    based_on: int | None,
    by: User,
    at: datetime,
) -> Standard:
    """A new version of what the service promises; requests already running keep the old one.

    `based_on` is the newest version on screen.
    """
    access.require(by, Permission.MANAGE_SERVICES, org_unit=service.org_unit, on=at.date())
    # Held, so that two versions at once get two numbers.
    held_row(Service.objects, service.pk)
    last = service.standards.first()
    require_seen(last, based_on)
    if last is not None and holds_from <= last.holds_from:
        raise Refused("standard-not-later", field="holds_from", day=f"{last.holds_from:%d-%m-%Y}")
    standard = Standard.objects.create(
        service=service,
        version=(last.version if last else 0) + 1,
        holds_from=holds_from,
        decree=promise.decree,
        limit_value=promise.limit.value,
        limit_unit=promise.limit.unit.value,
        limit_text=promise.limit_text,
        clock_start=promise.clock_start,
        requirements=list(promise.requirements),
        procedure=list(promise.procedure),
        fee=promise.fee,
        fee_text=promise.fee_text,
        product=promise.product,
        set_by=by,
        set_at=at,
    )
    changed = audit.changed(standard, audit.values(last, PROMISED))
    audit.note("set-standard", standard, by=by, at=at, version=standard.version, **changed)
    return standard
