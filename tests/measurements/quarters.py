"""Quarters as stories need them: figures of the first quarter of 2019, and who brings them on."""

from datetime import date, datetime
from decimal import Decimal

from janji.agreements.queries import targets_of
from janji.measurements.actions import EnteredFigure
from janji.measurements.models import AcceptedGap, OfficeQuarter
from janji.measurements.quarters import actions
from tests.agreements import stories
from tests.measurements.test_recording import counts, record
from tests.registers.counter import ZONE

SUBMITTED = datetime(2019, 4, 8, 9, 0, tzinfo=ZONE)
NEW_YEAR = date(2020, 1, 15)
WHO = {
    "submit": "perencana",
    "verify": "verifikator",
    "approve": "camat",
    "accept": "pengawas",
    "lock": "pengawas",
    "return": "verifikator",
    "reopen": "bupati",
}


def filled(cast, quarter=1, by=None):
    """Every indicator has a figure of a quarter, typed by the operator: 50 %, 81,42, 1, 90 %."""
    return fill(cast, targets_of(stories.in_force(cast)), quarter, by)


def fill(cast, targets, quarter=1, by=None):
    """The figures of the story for targets that are there."""
    for target, figure in zip(targets, figures(), strict=True):
        record(target, by or cast.operator, figure, quarter)
    return targets


def figures():
    return (
        counts("150", "300"),
        EnteredFigure(value=Decimal("81.42")),
        EnteredFigure(value=Decimal(1)),
        counts("90", "100"),
    )


def row_of(cast, quarter=1):
    return OfficeQuarter.objects.filter(org_unit=cast.district, year=2019, quarter=quarter).first()


def submit(cast, quarter=1, **more):
    row = row_of(cast, quarter)
    whole = {
        "org_unit": cast.district,
        "year": 2019,
        "quarter": quarter,
        "reasons": {},
        "based_on": row.edition if row else None,
        "by": cast.perencana,
        "at": SUBMITTED,
    }
    return actions.submit_quarter(**whole | more)


def move(cast, deed, quarter=1, **more):
    """One deed by the one it belongs to, who has the newest edition on screen."""
    row = row_of(cast, quarter)
    whole = {
        "office_quarter": row,
        "based_on": row.edition,
        "by": getattr(cast, WHO[deed]),
        "at": SUBMITTED,
    }
    if deed in {"verify", "approve", "accept"}:
        whole["remark"] = None
    if deed == "approve":
        gaps = AcceptedGap.objects.filter(office_quarter=row, turn=row.turn)
        whole["accept_gaps"] = set(gaps.values_list("pk", flat=True))
    if deed in {"return", "reopen"}:
        whole["reason"] = "Bukti indikator pertama belum lengkap"
    return getattr(actions, f"{deed}_quarter")(**whole | more)


def approved(cast, quarter=1, **more):
    submit(cast, quarter, **more)
    move(cast, "verify", quarter)
    return move(cast, "approve", quarter)


def locked(cast, quarter=1):
    approved(cast, quarter)
    move(cast, "accept", quarter)
    return move(cast, "lock", quarter)
