"""An agreement with figures, as stories of evaluation need it."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from janji.agreements import actions as agreement_actions
from janji.agreements import queries as agreement_queries
from janji.agreements.models import Agreement
from janji.agreements.queries import targets_of
from janji.evaluation import actions
from janji.measurements import actions as measurements
from janji.measurements.actions import EnteredFigure
from tests.agreements import stories
from tests.cast import AT, Cast

ON = date(2020, 1, 15)
NOW = datetime(2020, 1, 15, 9, 0, tzinfo=ZoneInfo("Asia/Jakarta"))


def promised(cast: Cast, year: int = 2019, text=stories.TEXT) -> Agreement:
    """In force: two objectives with two indicators each (87,5 %, 82, 3 documents, 95 %)."""
    draft = agreement_actions.draft_agreement(
        org_unit=cast.district, text=replace(text, year=year), by=cast.perencana, at=AT
    )
    targets = agreement_queries.targets_of(draft)
    plans = {one.pk: plan for one, plan in zip(targets, stories.PLANS, strict=True)}
    draft = agreement_actions.set_measuring_plans(
        agreement=draft, plans=plans, based_on=draft.edition, by=cast.perencana, at=AT
    )
    return stories.sign(draft, cast)


def figure(said: str) -> EnteredFigure:
    """`180/300` as two counts, `81.42` as a value."""
    if "/" in said:
        above, below = said.split("/")
        return EnteredFigure(Decimal(above), Decimal(below))
    return EnteredFigure(value=Decimal(said))


def record(target, quarter: int, said: str, *, by, at=NOW):
    """A typed figure of a quarter; the one before it becomes history."""
    last = target.measurements.filter(quarter=quarter, is_latest=True).first()
    return measurements.record_actual(
        target=target,
        quarter=quarter,
        figure=figure(said),
        notes=None,
        evidence=(),
        based_on=last.pk if last else None,
        by=by,
        at=at,
    )


def measured(cast: Cast, agreement: Agreement, *figures: str | None) -> list:
    """The fourth quarter of each indicator in order; `None` leaves it empty. Gives the targets."""
    targets = targets_of(agreement)
    for target, said in zip(targets, figures, strict=True):
        if said is not None:
            record(target, 4, said, by=cast.operator)
    return targets


def weights(agreement: Agreement, objectives, targets, *, by, based_on=None, reason="Kesepakatan"):
    """Settles weights given in the order of the agreement; `None` where nothing is said."""
    rows = targets_of(agreement)
    blocks = list(dict.fromkeys(one.objective_id for one in rows))
    asked = [None if one is None else Decimal(one) for one in targets]
    above = [None if one is None else Decimal(one) for one in objectives]
    return actions.settle_weights(
        agreement=agreement,
        targets=dict(zip([one.pk for one in rows], asked, strict=True)),
        objectives=dict(zip(blocks, above, strict=True)),
        reason=reason,
        based_on=based_on,
        by=by,
        at=NOW,
    )


def grid(target, *points, by, based_on=None, reason="Kesepakatan"):
    """A grid of numbers or days, best first."""
    said = [one if isinstance(one, date) or one is None else Decimal(one) for one in points]
    return actions.settle_grid(
        target=target, points=said, reason=reason, based_on=based_on, by=by, at=NOW
    )


def explain(target, causes: str, *, by, quarter: int = 4, based_on=None, at=NOW):
    """Causes, obstacles and remedies of a quarter."""
    return actions.write_explanation(
        target=target,
        quarter=quarter,
        causes=causes,
        obstacles="Jalan rusak",
        remedies="Kunjungan dijadwalkan ulang",
        based_on=based_on,
        by=by,
        at=at,
    )
