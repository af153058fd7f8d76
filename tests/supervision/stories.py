"""Supervision as stories need it: figures of two quarters, a question, a finding, what was done."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from janji.agreements.queries import targets_of
from janji.core.refusals import Refused
from janji.kit.editions import afresh
from janji.kit.files import CheckedFile, Kind
from janji.measurements import actions as measurements
from janji.measurements.actions import EnteredFigure
from janji.supervision import actions
from janji.supervision.actions import About
from tests.agreements import stories as agreements
from tests.cast import AT, Cast

NOW = datetime(2019, 8, 1, 9, 0, tzinfo=AT.tzinfo)
"""The first of August: two quarters are over."""
DUE = date(2019, 8, 15)
LATER = date(2019, 9, 2)
PAPER = CheckedFile("berita-acara.pdf", b"%PDF-1.4\n% rekaan\n", Kind.PDF)


def record(cast: Cast, target, quarter: int, *said: str, at=None):
    """What was reached in a quarter: two counts, or one value; written down soon after it ended."""
    numbers = tuple(map(Decimal, said))
    figure = (
        EnteredFigure(numerator=numbers[0], denominator=numbers[1])
        if len(numbers) == 2
        else EnteredFigure(value=numbers[0])
    )
    last = target.measurements.filter(quarter=quarter, is_latest=True).first()
    return measurements.record_actual(
        target=target,
        quarter=quarter,
        figure=figure,
        notes=None,
        evidence=[],
        based_on=last.pk if last else None,
        by=cast.operator,
        at=at or datetime(2019, 3 * quarter + 1, 5, 9, 0, tzinfo=AT.tzinfo),
    )


def in_force(cast: Cast):
    """The agreement's targets: 87,5 % of gardens, an index of 82, three documents, 95 % pooled."""
    return targets_of(agreements.in_force(cast))


def measured(cast: Cast):
    """Two quarters: gardens on their path, the index a little low, documents missing, the last far off."""
    gardens, index, documents, pooled = targets = in_force(cast)
    record(cast, gardens, 1, "50", "100")
    record(cast, gardens, 2, "60", "100")
    record(cast, index, 1, "81")
    record(cast, index, 2, "80")
    record(cast, documents, 1, "0")
    record(cast, pooled, 1, "40", "50")
    record(cast, pooled, 2, "40", "50", at=NOW)
    return targets


def about(cast: Cast, **what) -> About:
    """The district's year, or a figure of it."""
    return replace(About(cast.district, 2019), **what)


def ask(cast: Cast, *, by=None, at=NOW, due_on=DUE, **what):
    """The bupati asks."""
    return actions.open_thread(
        about=about(cast, **what),
        kind="question",
        subject="Kenapa TW II turun?",
        text="Realisasi TW II lebih rendah daripada TW I. Apa sebabnya?",
        due_on=due_on,
        by=by or cast.bupati,
        at=at,
    )


def answer(cast: Cast, thread, *, by=None, at=NOW):
    """The planner answers."""
    return actions.answer_thread(
        thread=thread,
        text="Dua kelompok panen terlambat.",
        based_on=afresh(thread).edition,
        by=by or cast.perencana,
        at=at,
    )


def raise_finding(cast: Cast, *, by=None, owner=None, at=NOW, due_on=DUE, thread=None, **what):
    """The supervisor raises a finding."""
    return actions.raise_finding(
        about=about(cast, **what),
        text="Data kebun belum dicocokkan dengan lapangan.",
        severity="medium",
        owner=owner or cast.kasi,
        due_on=due_on,
        thread=thread,
        by=by or cast.pengawas,
        at=at,
    )


def follow_up(cast: Cast, finding, *, by=None, at=NOW):
    """The section head says what was done, with a file."""
    return actions.follow_up_finding(
        finding=finding,
        text="Dicocokkan pada 5 Agustus.",
        evidence=[PAPER],
        based_on=afresh(finding).edition,
        by=by or cast.kasi,
        at=at,
    )


def accept(cast: Cast, finding, *, by=None, at=NOW):
    """The supervisor accepts."""
    return actions.accept_follow_up(
        finding=finding,
        remark="",
        based_on=afresh(finding).edition,
        by=by or cast.pengawas,
        at=at,
    )


def give_back(
    cast: Cast, finding, *, by=None, at=NOW, reason="Berita acaranya belum ditandatangani"
):
    """The supervisor returns what was done."""
    return actions.return_follow_up(
        finding=finding,
        reason=reason,
        due_on=LATER,
        based_on=afresh(finding).edition,
        by=by or cast.pengawas,
        at=at,
    )


def refused(deed) -> str:
    """The code with which a deed is refused."""
    try:
        deed()
    except Refused as refusal:
        return refusal.code
    raise AssertionError("It was not refused")
