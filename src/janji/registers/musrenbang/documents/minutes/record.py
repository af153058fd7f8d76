"""The minutes of a stored forum: everything they say, read once."""

from datetime import datetime

from django.db.models import Count

from janji.core.musrenbang import ProposalState
from janji.documents.letterhead import letterhead_for
from janji.documents.sheets import Sheet
from janji.orgs.queries import government_of
from janji.registers.musrenbang.documents.minutes.content import Minutes
from janji.registers.musrenbang.models import Forum, Group, Sex
from janji.registers.musrenbang.queries import forums, proposals
from janji.registers.musrenbang.queries.proposals import ProposalSearch


def minutes_of(
    forum: Forum, *, made_at: datetime, by_agency: bool = False, sheet: Sheet = Sheet.A4
) -> Minutes:
    """The minutes as they stand now; some fifteen queries, however many proposals."""
    office = forum.org_unit
    counted = forum.attendances.filter(counts=True).order_by()
    tally = {
        (group, sex): count
        for group, sex, count in counted.values_list("group", "sex").annotate(count=Count("pk"))
    }
    groups = [
        (str(one.label), tally.get((one.value, Sex.MALE), 0), tally.get((one.value, Sex.FEMALE), 0))
        for one in Group
        if (one.value, Sex.MALE) in tally or (one.value, Sex.FEMALE) in tally
    ]
    turned_down = proposals.proposals_of(
        office, ProposalSearch(plan_year=forum.plan_year, state=ProposalState.TURNED_DOWN.value)
    )
    return Minutes(
        letterhead=letterhead_for(
            region=government_of(office).name,
            org_unit=office.name,
            address=office.address,
            contact=office.contact,
        ),
        office=office.name,
        forum=forum,
        recap=forums.recap_of(forum),
        groups=groups,
        ranked=proposals.ranked(office, forum.plan_year),
        by_agency=by_agency,
        turned_down=list(turned_down),
        before=proposals.follow_up(office, forum.plan_year - 1),
        rows_before=list(
            proposals.proposals_of(office, ProposalSearch(plan_year=forum.plan_year - 1))
        ),
        made_at=made_at,
        sheet=sheet,
    )
