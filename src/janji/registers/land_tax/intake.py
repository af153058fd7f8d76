"""What every way into this register agrees on: which recaps may stand, and what they make stale."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from janji.core.land_tax import Recap as RecapFigures
from janji.core.land_tax import contradictions
from janji.core.refusals import Problem, Refused
from janji.kit.editions import held
from janji.orgs.models import OrgUnit, User
from janji.registers.facts import keeping as facts
from janji.registers.land_tax.models import (
    Bill,
    Channel,
    Payment,
    Recap,
    TaxObject,
    TaxYear,
)
from janji.registers.land_tax.queries import Known

REGISTER = "land_tax"


def require_day(year: int, day: date, at: datetime, *, field: str) -> None:
    """A day lies in the tax year and is not ahead; what is paid after its year are arrears."""
    if day.year != year:
        raise Refused("land-tax-outside-year", field=field, day=f"{day:%d-%m-%Y}", year=year)
    if day > timezone.localdate(at):
        raise Refused("land-tax-day-ahead", field=field, day=f"{day:%d-%m-%Y}")


def require_reason(reason: str) -> str:
    """Why something is put right, without spaces around it."""
    if not reason.strip():
        raise Refused("land-tax-reason-missing", field="reason")
    return reason.strip()


def require_by_objects(tax_year: TaxYear) -> None:
    """Bills are recorded only where the year is kept by objects."""
    if not tax_year.by_objects:
        said = {"office": tax_year.org_unit.name, "year": tax_year.year}
        raise Refused("land-tax-by-recaps", **said)


def problems_of(
    figures: RecapFigures, known: Known | None, *, office: OrgUnit, year: int, day: date
) -> Iterator[Problem]:
    """What keeps a village's recap of a day from being recorded."""
    if known is None or known.assessment is None:
        said = {"office": office.name, "year": year, "day": f"{day:%d-%m-%Y}"}
        yield Problem("land-tax-not-open", "paid", said)
        return
    if known.tax_year.by_objects:
        yield Problem("land-tax-by-objects", "paid", {"office": office.name, "year": year})
        return
    if known.same is not None:
        said = {"office": office.name, "day": f"{day:%d-%m-%Y}"}
        yield Problem("land-tax-recap-known", "paid", said)
        return
    yield from contradictions(
        figures,
        known.assessment.figures,
        before=known.before.standing if known.before else None,
        after=known.after.standing if known.after else None,
    )


def refuse(problem: Problem, office: OrgUnit) -> Refused:
    """A problem as what an action raises; it names the village and the field."""
    facts_of = {"office": office.name} | dict(problem.facts)
    return Refused(problem.code, field=problem.where, village=office.pk, **facts_of)


def mark(year: int, offices: Iterable[OrgUnit]) -> None:
    """Figures of a tax year are stale in some villages; what is said of a year ends with it."""
    for one in sorted(offices, key=lambda office: office.pk):
        facts.mark_changed(REGISTER, one, [date(year, 1, 1)])


def row(
    tax_year: TaxYear, day: date, figures: RecapFigures, *, source: str, by: User, at: datetime
) -> Recap:
    """A recap, not kept yet."""
    return Recap(
        tax_year=tax_year,
        org_unit_id=tax_year.org_unit_id,
        as_of=day,
        paid=figures.paid,
        bills_paid=figures.bills_paid,
        penalties=figures.penalties,
        remaining=figures.remaining,
        source=source,
        recorded_by=by,
        recorded_at=at,
    )


def hold_years(villages: Iterable[int], year: int) -> None:
    """Holds the tax years of villages, so that no other recap and no correction comes in between."""
    rows = TaxYear.objects.filter(org_unit__in=list(villages), year=year)
    list(held(rows).order_by("pk"))


@dataclass(frozen=True, slots=True)
class BillText:
    """What a bill says, as it was typed or read; `location` is that of its object."""

    principal: int
    issued_on: date
    due_on: date
    location: str | None = None
    payer: str | None = None
    land_area: int | None = None
    building_area: int | None = None


@dataclass(frozen=True, slots=True)
class PaymentText:
    """A payment as it was typed or read. `role` and `area` are those of a collector."""

    paid_on: date
    principal: int
    channel: str
    penalty: int = 0
    ntpd: str | None = None
    role: str | None = None
    area: str | None = None


def bill_row(
    tax_year: TaxYear, tax_object: TaxObject, text: BillText, *, source: str, by: User, at: datetime
) -> Bill:
    """A bill, not kept yet."""
    return Bill(
        tax_year=tax_year,
        tax_object=tax_object,
        org_unit_id=tax_year.org_unit_id,
        payer=text.payer,
        land_area=text.land_area,
        building_area=text.building_area,
        principal=text.principal,
        issued_on=text.issued_on,
        due_on=text.due_on,
        source=source,
        recorded_by=by,
        recorded_at=at,
    )


def payment_row(bill: Bill, text: PaymentText, *, source: str, by: User, at: datetime) -> Payment:
    """A payment, not kept yet. A collector's does not count before its deposit."""
    is_collected = text.channel == Channel.COLLECTOR
    return Payment(
        bill=bill,
        org_unit_id=bill.org_unit_id,
        paid_on=text.paid_on,
        counts_on=None if is_collected else text.paid_on,
        principal=text.principal,
        penalty=text.penalty,
        channel=text.channel,
        ntpd=text.ntpd,
        role=text.role if is_collected else None,
        area=text.area if is_collected else None,
        source=source,
        recorded_by=by,
        recorded_at=at,
    )
