"""What still keeps a stored agreement from being signed."""

from janji.agreements import queries
from janji.agreements.models import Agreement
from janji.core.completeness import missing
from janji.core.refusals import Problem


def missing_in(agreement: Agreement) -> tuple[Problem, ...]:
    """The gaps of a stored agreement; seven queries whatever its size."""
    plans = [row.plan for row in queries.target_rows(agreement)]
    return missing(queries.agreement_text(agreement), plans)
