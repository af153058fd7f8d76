"""Budgets as stories need them. All amounts are invented."""

from datetime import date, datetime
from decimal import Decimal

from janji.budgets import actions
from janji.budgets.intake import NewLine, NewSpending
from janji.core.budget_codes import read_code
from tests.registers.counter import ZONE

YEAR = 2019
BEGUN = datetime(2019, 4, 2, 9, 0, tzinfo=ZONE)
NOW = datetime(2020, 1, 15, 9, 0, tzinfo=ZONE)
SERVICE, RICE_FIELDS, OFFICE = "7.01.02.2.01.01", "7.01.02.2.04.03", "7.01.01.2.06.01"
PROGRAMMES = {
    "7.01.01": "Program Penunjang Urusan",
    "7.01.02": "Program Pelayanan Publik",
}
ACTIVITIES = {
    "7.01.01.2.06": "Administrasi umum",
    "7.01.02.2.01": "Koordinasi pemerintahan",
    "7.01.02.2.04": "Urusan yang dilimpahkan",
}
LINES = (
    (OFFICE, "Penyediaan bahan kantor", "400000000"),
    (SERVICE, "Pelayanan kepada masyarakat", "250000000.50"),
    (RICE_FIELDS, "Kewenangan lain", "0"),
)
"""650.000.000,50 rupiah, of which 400 million for the first programme."""
TOTAL = Decimal("650000000.50")


def line(code, name, amount):
    """A line that brings the names above it."""
    parsed = read_code(code)
    return NewLine(
        code=parsed,
        name=name,
        amount=Decimal(amount),
        programme_name=PROGRAMMES.get(parsed.programme.key),
        activity_name=ACTIVITIES.get(parsed.parent.key),
    )


def draft(cast, *, lines=LINES, total=TOTAL, office=None, year=YEAR, by=None, at=BEGUN):
    """A draft of the planner with its lines."""
    document = actions.create_document(
        org_unit=office or cast.district,
        year=year,
        number="DPA/7.01/2019",
        printed_total=None if total is None else Decimal(total),
        by=by or cast.perencana,
        at=at,
    )
    if lines and document.change == 0:
        actions.add_lines(
            document=document,
            lines=[line(*one) for one in lines],
            by=by or cast.perencana,
            at=at,
        )
        document.refresh_from_db()
    return document


def approve(cast, document, *, on=date(2019, 1, 4), by=None, at=BEGUN):
    """The document as approved."""
    return actions.approve_document(
        document=document,
        approved_on=on,
        based_on=document.edition,
        by=by or cast.perencana,
        at=at,
    )


def approved(cast, **more):
    """An approved budget of the year."""
    by, at = more.get("by"), more.get("at", BEGUN)
    return approve(cast, draft(cast, **more), by=by, at=at)


def spent(code, month, amount, reason=None):
    """A figure to date."""
    return NewSpending(read_code(code), month, Decimal(amount), reason)


def record(cast, *entries, office=None, year=YEAR, by=None, at=NOW):
    """Spending as the planner writes it down."""
    return actions.record_spending(
        org_unit=office or cast.district,
        year=year,
        entries=list(entries),
        by=by or cast.perencana,
        at=at,
    )
