"""The sheet of a stored office's quarter: everything it says, read once."""

from datetime import datetime

from janji.agreements.queries import parties_of
from janji.documents.letterhead import letterhead_for
from janji.orgs.models import OrgUnit
from janji.orgs.queries import government_of
from janji.supervision.documents.review.content import ReviewSheet
from janji.supervision.queries import office_page


def sheet_of(org_unit: OrgUnit, year: int, quarter: int, *, at: datetime) -> ReviewSheet | None:
    """The sheet as it stands now; `None` where no agreement is in force. Some twenty queries."""
    page = office_page(org_unit, year, now=at)
    if page.agreement is None:
        return None
    parties = parties_of(page.agreement)
    return ReviewSheet(
        letterhead=letterhead_for(
            region=government_of(org_unit).name,
            org_unit=org_unit.name,
            address=org_unit.address,
            contact=org_unit.contact,
        ),
        office=org_unit.name,
        year=year,
        quarter=quarter,
        first_party=parties.first.name,
        second_party=parties.second.name,
        runs=page.runs,
        threads=page.threads,
        findings=page.findings,
        review=page.reviews.get(quarter),
        made_at=at,
        is_example=page.agreement.is_example,
    )
