"""Payments for bills: recorded, withdrawn when wrong, deposited by the collector who took them."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from janji.core.land_tax import rp
from janji.core.refusals import Refused
from janji.core.tax_objects import written_nop
from janji.kit import audit
from janji.kit.editions import held, held_row
from janji.orgs import access
from janji.orgs.models import OrgUnit, User
from janji.orgs.roles import Permission
from janji.registers.land_tax import computing, intake, queries
from janji.registers.land_tax.intake import PaymentText
from janji.registers.land_tax.models import Bill, BillState, Channel, Payment, TaxYear


@transaction.atomic
def record_payment(*, bill: Bill, text: PaymentText, by: User, at: datetime) -> Payment:
    """Money for a bill, in full or in part; never more than is left of its principal."""
    access.require(by, Permission.KEEP_RECORDS, org_unit=bill.org_unit, on=at.date())
    tax_year = held_row(TaxYear.objects.select_related("org_unit"), bill.tax_year_id)
    bill = Bill.objects.select_related("org_unit", "tax_object").get(pk=bill.pk)
    require_sound_payment(tax_year.year, bill, text, queries.paid_of(bill), at)
    made = intake.payment_row(bill, text, source="isian", by=by, at=at)
    made.save()
    computing.follow(tax_year, by=by, at=at)
    audit.note("record-payment", bill, by=by, at=at, principal=text.principal)
    return made


def require_sound_payment(
    year: int, bill: Bill, text: PaymentText, paid: int, at: datetime
) -> None:
    """A payment lies in the year of its bill and after its first day; `paid` is what was paid before."""
    intake.require_day(year, text.paid_on, at, field="paid_on")
    if bill.state != BillState.ISSUED:
        said = str(bill.get_state_display()).casefold()
        raise Refused("payment-for-no-bill", nop=written_nop(bill.tax_object.nop), state=said)
    if text.paid_on < (earliest := queries.belongs_since(bill)):
        raise Refused("bill-before-issued", field="paid_on", day=f"{earliest:%d-%m-%Y}")
    if not text.principal and not text.penalty:
        raise Refused("payment-of-nothing", field="principal")
    if text.principal > bill.principal - paid:
        left = {"left": rp(bill.principal - paid), "typed": rp(text.principal)}
        raise Refused("payment-above-bill", field="principal", **left)
    if text.channel == Channel.COLLECTOR and not text.role:
        raise Refused("payment-without-role", field="role")


@transaction.atomic
def withdraw_payment(*, payment: Payment, reason: str, by: User, at: datetime) -> Payment:
    """A payment was written down wrongly, or for another bill; it stays readable and counts no more."""
    access.require(by, Permission.KEEP_RECORDS, org_unit=payment.org_unit, on=at.date())
    tax_year = held_row(TaxYear.objects.select_related("org_unit"), payment.bill.tax_year_id)
    payment = held_row(Payment.objects.select_related("org_unit", "bill"), payment.pk)
    if payment.withdrawn_at is not None:
        raise Refused("payment-withdrawn")
    payment.withdrawn_because = intake.require_reason(reason)
    payment.withdrawn_by, payment.withdrawn_at = by, at
    payment.save()
    computing.follow(tax_year, by=by, at=at)
    why, principal = payment.withdrawn_because, payment.principal
    told: dict[str, Any] = {"principal": principal} | audit.COUNTS_NO_LONGER
    audit.note("withdraw-payment", payment.bill, by=by, at=at, why=why, **told)
    return payment


@transaction.atomic
def deposit_payments(
    *,
    org_unit: OrgUnit,
    payments: Sequence[int],
    deposited_on: date,
    receipt: str,
    by: User,
    at: datetime,
) -> list[Payment]:
    """Collectors' money for these payments reached the treasury on a day; from then on it counts."""
    access.require(by, Permission.KEEP_RECORDS, org_unit=org_unit, on=at.date())
    if not payments:
        raise Refused("deposit-of-nothing")
    if not receipt.strip():
        raise Refused("deposit-without-receipt", field="receipt")
    meant = Payment.objects.filter(access.rows_below(org_unit), pk__in=payments)
    years = set(meant.values_list("bill__tax_year", flat=True))
    rows = TaxYear.objects.select_related("org_unit").filter(pk__in=years)
    tax_years = list(held(rows).order_by("pk"))
    found = list(
        held(meant.filter(counts_on__isnull=True, withdrawn_at__isnull=True)).order_by("pk")
    )
    if len(found) != len(set(payments)):
        raise Refused("deposit-changed")
    for year in tax_years:
        intake.require_day(year.year, deposited_on, at, field="deposited_on")
    if deposited_on < max(one.paid_on for one in found):
        raise Refused("deposit-before-payment", field="deposited_on")
    for one in found:
        one.counts_on, one.receipt = deposited_on, receipt.strip()
    Payment.objects.bulk_update(found, ("counts_on", "receipt"))
    for year in sorted(tax_years, key=lambda each: each.org_unit_id):
        computing.follow(year, by=by, at=at)
    amount = sum(one.principal + one.penalty for one in found)
    told: dict[str, Any] = {"payments": len(found), "amount": amount}
    told |= audit.changes({"counts_on": None}, {"counts_on": deposited_on})
    audit.note("deposit-payments", org_unit, by=by, at=at, **told)
    return found
