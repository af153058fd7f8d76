"""The example's quarters: three brought from hand to hand to their end, the last one open."""

from collections.abc import Mapping
from datetime import datetime

from janji.agreements.models import Agreement
from janji.agreements.queries import targets_of
from janji.measurements.quarters import actions
from janji.orgs.models import OrgUnit, User
from janji.site import example_supervision

RETURNED = 3
"""The quarter that came back once before it was verified."""
REASON = "Sebagian isian desa menyusul (contoh)."


def load(
    office: OrgUnit, agreement: Agreement, people: Mapping[str, User], *, at: tuple[datetime, ...]
) -> None:
    """Submits, verifies, approves and accepts each quarter at its time; all but the last are locked."""
    reasons = {one.pk: REASON for one in targets_of(agreement)}
    for quarter, moment in enumerate(at, 1):
        row = actions.submit_quarter(
            org_unit=office,
            year=agreement.year,
            quarter=quarter,
            reasons=reasons,
            based_on=None,
            by=people["perencana"],
            at=moment,
        )
        if quarter == RETURNED:
            example_supervision.return_quarter(row, people, at=moment)
            row.refresh_from_db()
            row = actions.submit_quarter(
                org_unit=office,
                year=agreement.year,
                quarter=quarter,
                reasons=reasons,
                based_on=row.edition,
                by=people["perencana"],
                at=moment,
            )
        row = actions.verify_quarter(
            office_quarter=row,
            remark="Cocok dengan register dan buktinya.",
            based_on=row.edition,
            by=people["verifikator"],
            at=moment,
        )
        row = actions.approve_quarter(
            office_quarter=row,
            accept_gaps=set(row.gaps.values_list("pk", flat=True)),
            remark=None,
            based_on=row.edition,
            by=people["camat"],
            at=moment,
        )
        if quarter == len(at):
            break
        row = actions.accept_quarter(
            office_quarter=row, remark=None, based_on=row.edition, by=people["bupati"], at=moment
        )
        actions.lock_quarter(
            office_quarter=row, based_on=row.edition, by=people["bupati"], at=moment
        )
