"""The rows behind a counted number, and those that keep it from being all."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from janji.agreements.models import Agreement
from janji.core.counted import percent_ratio
from janji.core.formulas.nodes import Name
from janji.core.periods import Window
from janji.measurements.counting import CountedIndicator
from janji.registers.facts.keeping import Wanted
from janji.registers.variables import AnyVariable, GroupVariable, RowView, Scope, Terms


@dataclass(frozen=True, slots=True)
class Listing:
    """Rows of a register in a window, and the variable that counts them."""

    variable: AnyVariable
    window: Window
    rows: QuerySet[Any]
    terms: Terms

    @property
    def view(self) -> RowView:
        """How the rows are listed."""
        return (self.variable.row_view or _PLAIN).under(self.window, self.terms)

    def listed(self) -> QuerySet[Any]:
        """The rows in order, each with what its cells need; one query."""
        return self.view.listed(self.rows)


_PLAIN = RowView(headings=("Catatan",), cells=lambda row: (str(row),), address=lambda _: None)


def rows_behind(
    counted: CountedIndicator, code: str, window: Window, agreement: Agreement, *, on: date
) -> Listing | None:
    """The rows of one variable of a definition; `None` when it does not count it."""
    wanted = _wanted(counted, code)
    if wanted is None:
        return None
    scope = Scope(agreement.org_unit, window, wanted.terms, on)
    return Listing(wanted.variable, window, wanted.variable.rows(scope), wanted.terms)


def rows_missing(
    counted: CountedIndicator, window: Window, agreement: Agreement, *, on: date
) -> Listing | None:
    """Rows that count below the line but not above it: what is missing to reach 100 %.

    `None` unless the formula is one count of a table's rows over another of the same table.
    """
    parts = percent_ratio(counted.counting.tree)
    if parts is None or not all(isinstance(part, Name) for part in parts):
        return None
    above, below = (_wanted(counted, part.name) for part in parts if isinstance(part, Name))
    if above is None or below is None or _sums(above) or _sums(below):
        return None
    scope = Scope(agreement.org_unit, window, below.terms, on)
    over, all_rows = above.variable.rows(scope), below.variable.rows(scope)
    if over.model is not all_rows.model:
        return None
    missing = all_rows.exclude(pk__in=over.values("pk"))
    # By the terms of what they do not fulfil: those say what is lacking.
    return Listing(below.variable, window, missing, {**below.terms, **above.terms})


def _wanted(counted: CountedIndicator, code: str) -> Wanted | None:
    return next((one for one in counted.counting.wanted if one.variable.code == code), None)


def _sums(wanted: Wanted) -> bool:
    """Whether a variable adds up amounts instead of counting rows."""
    variable = wanted.variable
    return not isinstance(variable, GroupVariable) and variable.amount is not None
