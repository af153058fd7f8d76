"""Money of collectors where a year is kept by recaps: what they received, what they deposited."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from janji.core.collectors import Movement, first_overdrawn
from janji.core.land_tax import rp
from janji.core.refusals import Refused
from janji.kit import audit
from janji.kit.editions import held_row
from janji.orgs import access
from janji.orgs.models import OrgUnit, User
from janji.orgs.roles import Permission
from janji.registers.land_tax import intake, queries
from janji.registers.land_tax.models import CollectorMoney, MoneyKind, TaxYear


@dataclass(frozen=True, slots=True)
class MoneyText:
    """Money that went one way on a day, and by which receipt one knows."""

    kind: str
    role: str
    moved_on: date
    amount: int
    receipt: str
    area: str | None = None


@transaction.atomic
def record_money(*, org_unit: OrgUnit, text: MoneyText, by: User, at: datetime) -> CollectorMoney:
    """A collector of a village received or deposited money; nobody deposits what nobody received."""
    access.require(by, Permission.KEEP_RECORDS, org_unit=org_unit, on=at.date())
    if org_unit.kind not in queries.VILLAGES:
        raise Refused("land-tax-not-a-village", office=org_unit.name)
    # The village is held, so that two deposits of the same money come one after the other.
    village = held_row(OrgUnit.objects, org_unit.pk)
    if TaxYear.objects.filter(org_unit=village, year=text.moved_on.year, by_objects=True).exists():
        raise Refused("money-by-objects", office=village.name, year=text.moved_on.year)
    if text.moved_on > timezone.localdate(at):
        raise Refused("land-tax-day-ahead", field="moved_on", day=f"{text.moved_on:%d-%m-%Y}")
    if text.amount < 1:
        raise Refused("payment-of-nothing", field="amount")
    if not text.receipt.strip():
        raise Refused("deposit-without-receipt", field="receipt")
    made = CollectorMoney(
        org_unit=village,
        role=text.role,
        area=text.area or None,
        kind=text.kind,
        moved_on=text.moved_on,
        amount=text.amount,
        receipt=text.receipt.strip(),
        recorded_by=by,
        recorded_at=at,
    )
    _require_covered([*_standing_beside(made), made], field="amount")
    made.save()
    audit.note("record-collector-money", village, by=by, at=at, kind=made.kind, amount=made.amount)
    return made


def _standing_beside(one: CollectorMoney) -> list[CollectorMoney]:
    found = CollectorMoney.objects.filter(
        org_unit=one.org_unit, role=one.role, area=one.area, withdrawn_at__isnull=True
    )
    return [each for each in found if each.pk != one.pk]


def _require_covered(rows: list[CollectorMoney], *, field: str | None = None) -> None:
    found = first_overdrawn(movement(one) for one in rows)
    if found is not None:
        day, amount = found
        said = {"day": f"{day:%d-%m-%Y}", "amount": rp(amount)}
        raise Refused("deposit-above-received", field=field, **said)


def movement(one: CollectorMoney) -> Movement:
    """As the rule takes it: what is deposited is negative."""
    return Movement(one.moved_on, one.amount if one.kind == MoneyKind.RECEIVED else -one.amount)


@transaction.atomic
def withdraw_money(*, money: CollectorMoney, reason: str, by: User, at: datetime) -> CollectorMoney:
    """A row was written down wrongly; it stays readable and counts no more."""
    access.require(by, Permission.KEEP_RECORDS, org_unit=money.org_unit, on=at.date())
    held_row(OrgUnit.objects, money.org_unit_id)
    money = held_row(CollectorMoney.objects.select_related("org_unit"), money.pk)
    if money.withdrawn_at is not None:
        raise Refused("payment-withdrawn")
    _require_covered(_standing_beside(money))
    money.withdrawn_because = intake.require_reason(reason)
    money.withdrawn_by, money.withdrawn_at = by, at
    money.save()
    why = money.withdrawn_because
    office, amount = money.org_unit, money.amount
    told: dict[str, Any] = {"amount": amount} | audit.COUNTS_NO_LONGER
    audit.note("withdraw-collector-money", office, by=by, at=at, why=why, **told)
    return money
