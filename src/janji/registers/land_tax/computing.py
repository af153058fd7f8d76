"""Assessments and recaps of a year kept by objects: computed from its bills and payments, kept in step."""

from collections.abc import Mapping
from datetime import date, datetime

from janji.core.land_tax import Assessed
from janji.core.tax_objects import (
    BillCourse,
    Paid,
    Position,
    assessed_by_day,
    positions_by_day,
)
from janji.orgs.models import User
from janji.registers.land_tax import intake
from janji.registers.land_tax.models import (
    Assessment,
    BillDecision,
    BillState,
    Payment,
    Recap,
    TaxYear,
)

FROM_BILLS = "SPPT per NOP"
BECAUSE = "Dihitung dari SPPT dan keputusan atasnya"
FROM_PAYMENTS = "Dihitung dari pembayaran per NOP"


def follow(tax_year: TaxYear, *, by: User, at: datetime) -> None:
    """Brings a year's assessments and recaps in step with its bills and payments, and marks it changed.

    The caller holds the tax year. Only years kept by objects are touched. Nine queries at most.
    """
    assessed = _follow_bills(tax_year, by, at)
    _follow_payments(tax_year, assessed, by, at)
    intake.mark(tax_year.year, [tax_year.org_unit])


def _courses(tax_year: TaxYear) -> list[BillCourse]:
    decisions: dict[int, list[tuple[date, bool]]] = {}
    found = BillDecision.objects.filter(bill__tax_year=tax_year)
    for bill, day, state in found.values_list("bill", "decided_on", "state"):
        decisions.setdefault(bill, []).append((day, state == BillState.ISSUED))
    bills = tax_year.bills.order_by().values_list("pk", "principal", "issued_on")
    return [
        BillCourse(principal, issued_on, tuple(decisions.get(pk, ())))
        for pk, principal, issued_on in bills
    ]


def _follow_bills(tax_year: TaxYear, by: User, at: datetime) -> Mapping[date, Assessed]:
    every = list(tax_year.assessments.all())
    typed = [one for one in every if not one.computed]
    known = {one.holds_from: one for one in every if one.computed}
    # A due date or basis typed later, and days on which nothing changes any more, hold from their days too.
    days = {one.holds_from for one in every}
    assessed = assessed_by_day(_courses(tax_year), days)
    changed, made = [], []
    for day, figures in assessed.items():
        terms = next((one for one in typed if one.holds_from <= day), typed[-1])
        one = known.get(day) or _assessment(tax_year, day, by, at)
        said = _said(one)
        one.amount, one.bills = figures.amount, figures.bills
        one.due_on, one.basis, one.budget_target = terms.due_on, terms.basis, terms.budget_target
        if day not in known:
            made.append(one)
        elif _said(one) != said:
            one.recorded_by, one.recorded_at = by, at
            changed.append(one)
    Assessment.objects.bulk_create(made)
    fields = ("amount", "bills", "due_on", "basis", "budget_target", "recorded_by", "recorded_at")
    Assessment.objects.bulk_update(changed, fields)
    return assessed


def _said(one: Assessment) -> tuple[object, ...]:
    return (one.amount, one.bills, one.due_on, one.basis, one.budget_target)


def _assessment(tax_year: TaxYear, day: date, by: User, at: datetime) -> Assessment:
    """Its version is the day of the year, so that later days are newer ones."""
    return Assessment(
        tax_year=tax_year,
        org_unit_id=tax_year.org_unit_id,
        version=(day - date(tax_year.year, 1, 1)).days + 1,
        computed=True,
        holds_from=day,
        amount=0,
        bills=0,
        decree=FROM_BILLS,
        reason=BECAUSE,
        recorded_by=by,
        recorded_at=at,
    )


def _follow_payments(
    tax_year: TaxYear, assessed: Mapping[date, Assessed], by: User, at: datetime
) -> None:
    standing = Payment.objects.filter(
        bill__tax_year=tax_year, withdrawn_at__isnull=True, counts_on__isnull=False
    )
    payments = [
        Paid(bill, counts_on, principal, penalty)
        for bill, counts_on, principal, penalty in standing.order_by().values_list(
            "bill", "counts_on", "principal", "penalty"
        )
        if counts_on is not None
    ]
    principals = dict(tax_year.bills.order_by().values_list("pk", "principal"))
    known = {one.as_of: one for one in tax_year.recaps.all()}
    changed, made = [], []
    for day, position in positions_by_day(principals, payments, known).items():
        amount = _amount_on(assessed, day)
        one = known.get(day) or Recap(
            tax_year=tax_year,
            org_unit_id=tax_year.org_unit_id,
            as_of=day,
            source=FROM_PAYMENTS,
            recorded_by=by,
            recorded_at=at,
        )
        if day in known and _position(one) == position and one.remaining == amount - one.paid:
            continue
        one.paid, one.bills_paid = position.paid, position.bills_paid
        one.penalties, one.remaining = position.penalties, amount - position.paid
        if day not in known:
            made.append(one)
        else:
            one.edition += 1
            one.recorded_by, one.recorded_at = by, at
            changed.append(one)
    Recap.objects.bulk_create(made)
    fields = ("paid", "bills_paid", "penalties", "remaining", "edition")
    Recap.objects.bulk_update(changed, (*fields, "recorded_by", "recorded_at"))


def _position(one: Recap) -> Position:
    return Position(one.paid, one.bills_paid or 0, one.penalties)


def _amount_on(assessed: Mapping[date, Assessed], day: date) -> int:
    last = max((one for one in assessed if one <= day), default=None)
    return assessed[last].amount if last else 0
