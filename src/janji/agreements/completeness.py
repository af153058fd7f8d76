"""What still keeps a stored agreement from being proposed and signed."""

from collections.abc import Sequence

from janji.agreements import budgeting, queries
from janji.agreements.models import Agreement
from janji.core.agreement import AgreementText
from janji.core.completeness import Part, missing
from janji.core.refusals import Problem


def missing_in(agreement: Agreement) -> tuple[Problem, ...]:
    """The gaps of a stored agreement; eight queries whatever its size, ten beside a budget."""
    rows = queries.target_rows(agreement)
    text = queries.agreement_text(agreement, [row.target for row in rows])
    gaps = missing_among(agreement, text, rows)
    return (*gaps, *budgeting.differences(agreement, text))


def missing_among(
    agreement: Agreement, text: AgreementText, rows: Sequence[queries.TargetRow]
) -> tuple[Problem, ...]:
    """The gaps of an agreement whose text and targets are at hand; no query."""
    part = Part(agreement.first_quarter, [row.target.remaining for row in rows])
    return missing(text, [row.plan for row in rows], part)
