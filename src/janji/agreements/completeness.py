"""What still keeps a stored agreement from being signed."""

from janji.agreements import queries
from janji.agreements.models import Agreement
from janji.core.completeness import missing
from janji.core.refusals import Problem


def missing_in(agreement: Agreement) -> tuple[Problem, ...]:
    """The gaps of a stored agreement; seven queries whatever its size."""
    rows = queries.target_rows(agreement)
    text = queries.agreement_text(agreement, [row.target for row in rows])
    return missing(text, [row.plan for row in rows])
