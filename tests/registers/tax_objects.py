"""A village's land tax kept by objects, as stories need it. All figures and names are invented."""

from datetime import date

from janji.core.tax_objects import written_nop
from janji.kit.editions import afresh
from janji.registers.land_tax import actions
from janji.registers.land_tax.models import TaxYear
from tests.registers.villages_tax import NOW, opened

CODE = "3302140011"
OTHER_CODE = "3302140012"
ISSUED = date(2019, 1, 15)
DUE = date(2019, 9, 30)
BANK, COLLECTOR = "bank", "petugas"


def nop(number, code=CODE):
    """The number of an object, written."""
    return written_nop(f"{code}001{number:04}0")


def by_objects(cast, of=None, code=CODE, **more):
    """A village's year kept by objects, with its code at the tax office."""
    year = opened(cast, of, **more)
    year = actions.choose_mode(
        tax_year=year, by_objects=True, based_on=year.edition, by=cast.kasi, at=NOW
    )
    actions.record_code(org_unit=year.org_unit, code=code, by=cast.kasi, at=NOW)
    return year


def text(principal=600, **more):
    """What a bill says."""
    said = {"issued_on": ISSUED, "due_on": DUE, "location": "Dusun Karang"}
    return actions.BillText(principal=principal, **said | more)


def bill(cast, number=1, principal=600, year=None, code=CODE, **more):
    """A bill of the only year, or of the year given."""
    return actions.add_bill(
        tax_year=year or TaxYear.objects.get(),
        nop=nop(number, code),
        text=text(principal, **more),
        by=cast.operator,
        at=NOW,
    )


def pay(cast, one, day, principal, channel=BANK, **more):
    """Money for a bill."""
    if channel == COLLECTOR:
        more = {"role": "kadus", "area": "Dusun II"} | more
    said = actions.PaymentText(paid_on=day, principal=principal, channel=channel, **more)
    return actions.record_payment(bill=one, text=said, by=cast.operator, at=NOW)


def decide(cast, one, state, day, decree="Keputusan Bapenda 973/15/2019"):
    """The tax office decides something of a bill."""
    return actions.decide_bill(
        bill=one,
        state=state,
        decree=decree,
        decided_on=day,
        based_on=afresh(one).edition,
        by=cast.kasi,
        at=NOW,
    )


def deposit(cast, *payments, on, receipt="STS 12"):
    """Collectors' money reaches the treasury."""
    return actions.deposit_payments(
        org_unit=cast.district,
        payments=[one.pk for one in payments],
        deposited_on=on,
        receipt=receipt,
        by=cast.operator,
        at=NOW,
    )
