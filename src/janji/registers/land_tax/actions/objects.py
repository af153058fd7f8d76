"""Years kept by objects: the choice, the tax office's codes of villages, bills and what is decided of them."""

from datetime import date, datetime

from django.db import transaction

from janji.core.land_tax import rp
from janji.core.refusals import Refused
from janji.core.tax_objects import (
    read_nop,
    read_village_code,
    village_code,
    written_nop,
    written_village_code,
)
from janji.kit import audit
from janji.kit.editions import held_as_seen, held_row
from janji.orgs import access
from janji.orgs.models import OrgUnit, User
from janji.orgs.roles import Permission
from janji.registers.land_tax import computing, intake, queries
from janji.registers.land_tax.intake import BillText
from janji.registers.land_tax.models import (
    Bill,
    BillCorrection,
    BillDecision,
    BillState,
    TaxCode,
    TaxObject,
    TaxYear,
)


@transaction.atomic
def choose_mode(
    *, tax_year: TaxYear, by_objects: bool, based_on: int | None, by: User, at: datetime
) -> TaxYear:
    """How a village's year is kept: by bills and payments, or by recaps. Not once either is recorded."""
    access.require(by, Permission.CHECK_RECORDS, org_unit=tax_year.org_unit, on=at.date())
    tax_year = held_as_seen(TaxYear.objects.select_related("org_unit"), tax_year.pk, based_on)
    if tax_year.by_objects == by_objects:
        raise Refused("land-tax-nothing-changed")
    if tax_year.recaps.exists() or tax_year.bills.exists():
        raise Refused("land-tax-mode-settled", year=tax_year.year, office=tax_year.org_unit.name)
    before = audit.values(tax_year, ["by_objects"])
    tax_year.by_objects = by_objects
    tax_year.edition += 1
    tax_year.save(update_fields=["by_objects", "edition"])
    changed = audit.changed(tax_year, before)
    audit.note("choose-land-tax-mode", tax_year, by=by, at=at, **changed)
    return tax_year


@transaction.atomic
def record_code(*, org_unit: OrgUnit, code: str, by: User, at: datetime) -> TaxCode:
    """The tax office knows a village by this code; one code means one village."""
    access.require(by, Permission.CHECK_RECORDS, org_unit=org_unit, on=at.date())
    if org_unit.kind not in queries.VILLAGES:
        raise Refused("land-tax-not-a-village", office=org_unit.name)
    digits = read_village_code(code)
    # The root is held: a code means one village of the whole tree, and two may record it at once.
    held_row(OrgUnit.objects, OrgUnit.objects.order_by("path").values_list("pk", flat=True)[:1])
    there = TaxCode.objects.filter(code=digits, ended_at__isnull=True).select_related("org_unit")
    if (known := there.first()) is not None:
        said = written_village_code(digits)
        raise Refused("tax-code-known", field="code", code=said, office=known.org_unit.name)
    made = TaxCode.objects.create(org_unit=org_unit, code=digits, recorded_by=by, recorded_at=at)
    audit.note("record-tax-code", org_unit, by=by, at=at, code=digits)
    return made


@transaction.atomic
def end_code(*, tax_code: TaxCode, reason: str, by: User, at: datetime) -> TaxCode:
    """A code no longer means its village. Objects recorded by it stay where they are."""
    access.require(by, Permission.CHECK_RECORDS, org_unit=tax_code.org_unit, on=at.date())
    tax_code = held_row(TaxCode.objects.select_related("org_unit"), tax_code.pk)
    if tax_code.ended_at is not None:
        raise Refused("tax-code-ended", code=str(tax_code))
    tax_code.ended_by, tax_code.ended_at = by, at
    tax_code.ended_because = intake.require_reason(reason)
    tax_code.save()
    why, office = tax_code.ended_because, tax_code.org_unit
    audit.note("end-tax-code", office, by=by, at=at, why=why, **audit.removed(tax_code, ["code"]))
    return tax_code


@transaction.atomic
def add_bill(*, tax_year: TaxYear, nop: str, text: BillText, by: User, at: datetime) -> Bill:
    """A bill of a village's year. The number of its object must begin with a code of the village."""
    access.require(by, Permission.KEEP_RECORDS, org_unit=tax_year.org_unit, on=at.date())
    tax_year = held_row(TaxYear.objects.select_related("org_unit"), tax_year.pk)
    intake.require_by_objects(tax_year)
    digits = read_nop(nop)
    require_sound_bill(tax_year.year, text, at)
    village = TaxCode.objects.filter(code=village_code(digits), ended_at__isnull=True).first()
    if village is None or village.org_unit_id != tax_year.org_unit_id:
        said = {"nop": written_nop(digits), "code": written_village_code(village_code(digits))}
        raise Refused("nop-of-no-village", field="nop", office=tax_year.org_unit.name, **said)
    tax_object, _ = TaxObject.objects.get_or_create(
        nop=digits,
        defaults={
            "org_unit": tax_year.org_unit,
            "location": text.location,
            "recorded_by": by,
            "recorded_at": at,
        },
    )
    if tax_year.bills.filter(tax_object=tax_object).exists():
        raise Refused("bill-known", field="nop", nop=written_nop(digits), year=tax_year.year)
    bill = intake.bill_row(tax_year, tax_object, text, source="isian", by=by, at=at)
    bill.save()
    computing.follow(tax_year, by=by, at=at)
    audit.note("add-bill", bill, by=by, at=at, principal=text.principal)
    return bill


def require_sound_bill(year: int, text: BillText, at: datetime) -> None:
    """A bill is issued in its tax year and not ahead, falls due later, and owes something."""
    intake.require_day(year, text.issued_on, at, field="issued_on")
    if text.due_on < text.issued_on:
        raise Refused("bill-due-before-issued", field="due_on")
    if text.principal < 1:
        raise Refused("bill-owes-nothing", field="principal")


def hold_bill(bill: Bill, based_on: int | None) -> tuple[TaxYear, Bill]:
    """The year first, as for a payment: what is computed from it must stand still."""
    tax_year = held_row(TaxYear.objects.select_related("org_unit"), bill.tax_year_id)
    rows = Bill.objects.select_related("org_unit", "tax_object", "tax_year")
    return tax_year, held_as_seen(rows, bill.pk, based_on)


@transaction.atomic
def correct_bill(
    *, bill: Bill, text: BillText, reason: str, based_on: int | None, by: User, at: datetime
) -> Bill:
    """A bill was written down wrongly. What it owed before stays readable; its first day stays."""
    access.require(by, Permission.KEEP_RECORDS, org_unit=bill.org_unit, on=at.date())
    tax_year, bill = hold_bill(bill, based_on)
    because = intake.require_reason(reason)
    require_sound_bill(tax_year.year, text, at)
    said = (bill.principal, bill.due_on, bill.payer, bill.land_area, bill.building_area)
    typed = (text.principal, text.due_on, text.payer, text.land_area, text.building_area)
    if said == typed and bill.tax_object.location == text.location:
        raise Refused("land-tax-nothing-changed")
    if text.principal < (paid := queries.paid_of(bill)):
        raise Refused("bill-paid-above", field="principal", paid=rp(paid))
    BillCorrection.objects.create(
        bill=bill,
        principal=bill.principal,
        principal_after=text.principal,
        due_on=bill.due_on,
        reason=because,
        recorded_by=by,
        recorded_at=at,
    )
    names = ("principal", "due_on", "payer", "land_area", "building_area")
    before, located = audit.values(bill, names), bill.tax_object.location
    bill.principal, bill.due_on, bill.payer = text.principal, text.due_on, text.payer
    bill.land_area, bill.building_area = text.land_area, text.building_area
    bill.edition += 1
    bill.save()
    TaxObject.objects.filter(pk=bill.tax_object_id).update(location=text.location)
    computing.follow(tax_year, by=by, at=at)
    after = audit.values(bill, names) | {"location": text.location}
    changed = audit.changes(before | {"location": located}, after, personal=bill.personal)
    audit.note("correct-bill", bill, by=by, at=at, why=because, **changed)
    return bill


@transaction.atomic
def deliver_bill(
    *, bill: Bill, delivered_on: date, based_on: int | None, by: User, at: datetime
) -> Bill:
    """The taxpayer has the bill since a day; typed again, the day is put right."""
    access.require(by, Permission.KEEP_RECORDS, org_unit=bill.org_unit, on=at.date())
    tax_year, bill = hold_bill(bill, based_on)
    intake.require_day(tax_year.year, delivered_on, at, field="delivered_on")
    if delivered_on < bill.issued_on:
        raise Refused("bill-before-issued", field="delivered_on", day=f"{bill.issued_on:%d-%m-%Y}")
    before = audit.values(bill, ["delivered_on"])
    bill.delivered_on = delivered_on
    bill.edition += 1
    bill.save(update_fields=["delivered_on", "edition"])
    audit.note("deliver-bill", bill, by=by, at=at, **audit.changed(bill, before))
    return bill


@transaction.atomic
def decide_bill(
    *,
    bill: Bill,
    state: str,
    decree: str,
    decided_on: date,
    based_on: int | None,
    by: User,
    at: datetime,
) -> Bill:
    """By the tax office's decision a bill leaves what is assessed, or comes back, from a day on (R8.8).

    Refuses with `bill-has-payments` while payments stand: money belongs to some bill.
    """
    access.require(by, Permission.CHECK_RECORDS, org_unit=bill.org_unit, on=at.date())
    tax_year, bill = hold_bill(bill, based_on)
    if not decree.strip():
        raise Refused("land-tax-basis-missing", field="decree")
    intake.require_day(tax_year.year, decided_on, at, field="decided_on")
    if decided_on < (earliest := queries.belongs_since(bill)):
        raise Refused("bill-before-issued", field="decided_on", day=f"{earliest:%d-%m-%Y}")
    if state == bill.state:
        raise Refused("land-tax-nothing-changed")
    if state != BillState.ISSUED and queries.standing_payments(bill).exists():
        raise Refused("bill-has-payments", field="state")
    BillDecision.objects.create(
        bill=bill,
        state=state,
        decree=decree.strip(),
        decided_on=decided_on,
        recorded_by=by,
        recorded_at=at,
    )
    changed = audit.changes({"state": bill.state}, {"state": state})
    bill.state = state
    bill.edition += 1
    bill.save(update_fields=["state", "edition"])
    computing.follow(tax_year, by=by, at=at)
    audit.note("decide-bill", bill, by=by, at=at, decree=decree.strip(), **changed)
    return bill
