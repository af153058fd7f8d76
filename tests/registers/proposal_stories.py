"""Proposals as stories need them: written down in Desa Kracak for 2020, on their way, scored."""

from datetime import date
from decimal import Decimal

from janji.core.musrenbang import ProposalState
from janji.registers.musrenbang import actions
from janji.registers.musrenbang.models import Criterion
from janji.registers.musrenbang.proposing import Wish
from tests.registers.community_stories import NOW

S = ProposalState
DAY = date(2019, 1, 22)
WAY = (S.VERIFYING, S.ACCEPTED, S.PRIORITISED, S.AGENCY_FORUM, S.WORK_PLAN)
USUAL = (("Urgensi", "0.4"), ("Manfaat", "0.3"), ("Kesiapan", "0.2"), ("Swadaya", "0.1"))


def propose(cast, title="Talud jalan", office=None, plan_year=2020, day=DAY, **wish):
    """A proposal of Desa Kracak unless another office is said."""
    return actions.add_proposal(
        org_unit=office or cast.village,
        plan_year=plan_year,
        wish=Wish(title=title, **wish),
        day=day,
        by=cast.operator,
        at=NOW,
    )


def move(cast, one, to, day=date(2019, 2, 12), reason=None, by=None):
    """One step, on the day of the district's forum unless another is said."""
    one.refresh_from_db()
    return actions.move_proposal(
        proposal=one,
        to=to,
        day=day,
        reason=reason,
        based_on=one.edition,
        by=by or cast.kasi,
        at=NOW,
    )


def bring_to(cast, one, state, day=date(2019, 2, 12)):
    """Along the way up to a state."""
    for to in WAY[: WAY.index(state) + 1]:
        one = move(cast, one, to, day)
    return one


def criteria(cast, weighed=USUAL, plan_year=2020, based_on=None, by=None):
    """The district's criteria: those of §5.3 example 1 unless others are said."""
    return actions.set_criteria(
        org_unit=cast.district,
        plan_year=plan_year,
        weighed=[(name, Decimal(weight)) for name, weight in weighed],
        based_on=based_on,
        by=by or cast.kasi,
        at=NOW,
    )


def score(cast, one, *values, by=None):
    """An assessor's scores in the order of the criteria."""
    keys = Criterion.objects.filter(criteria__plan_year=one.plan_year).values_list("pk", flat=True)
    scores = dict(zip(keys, values, strict=True))
    return actions.score_proposal(proposal=one, scores=scores, by=by or cast.kasi, at=NOW)


def place(cast, one, at_place, reason="Kesepakatan forum", by=None):
    """People put it elsewhere."""
    one.refresh_from_db()
    return actions.place_proposal(
        proposal=one,
        place=at_place,
        reason=reason,
        based_on=one.edition,
        by=by or cast.kasi,
        at=NOW,
    )
