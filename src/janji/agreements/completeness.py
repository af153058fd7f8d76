"""What still keeps a stored agreement from being signed."""

from janji.agreements import budgeting, queries
from janji.agreements.models import Agreement
from janji.core.completeness import missing
from janji.core.refusals import Problem


def missing_in(agreement: Agreement) -> tuple[Problem, ...]:
    """The gaps of a stored agreement; eight queries whatever its size, ten beside a budget."""
    rows = queries.target_rows(agreement)
    text = queries.agreement_text(agreement, [row.target for row in rows])
    gaps = missing(text, [row.plan for row in rows])
    return (*gaps, *budgeting.differences(agreement, text))
