"""Reads: budget documents, the tree of a year with its sums, what was spent, how much of it.

The amounts are those of the newest approved document; what was spent belongs to the year. Sums are
made here and not by the database, which would add in binary on SQLite.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from janji.budgets.models import (
    BudgetDocument,
    BudgetLine,
    BudgetNode,
    DocumentState,
    Spending,
)
from janji.core.absorption import MONTHS, Absorption, absorption, spent_by, together
from janji.core.budget_codes import BudgetCode, read_code, written_code
from janji.orgs import access
from janji.orgs.models import OrgUnit

NAMELESS = "Tidak ada pada anggaran"


def documents_of(org_unit: OrgUnit, year: int) -> list[BudgetDocument]:
    """The documents of a year from the first to the last amendment; one query."""
    found = BudgetDocument.objects.filter(org_unit=org_unit, year=year)
    return list(found.select_related("settled_by", "created_by").order_by("change"))


def standing_document(org_unit: OrgUnit, year: int) -> BudgetDocument | None:
    """The newest approved document of a year; one query."""
    found = BudgetDocument.objects.filter(
        org_unit=org_unit, year=year, state=DocumentState.APPROVED
    )
    return found.order_by("-change").first()


def standing_among(documents: Sequence[BudgetDocument]) -> BudgetDocument | None:
    """The newest approved of a year's documents, which are in order; no query."""
    approved = [one for one in documents if one.state == DocumentState.APPROVED]
    return approved[-1] if approved else None


def draft_of(org_unit: OrgUnit, year: int) -> BudgetDocument | None:
    """The draft of a year, of which there is one at most; one query."""
    found = BudgetDocument.objects.filter(org_unit=org_unit, year=year, state=DocumentState.DRAFT)
    return found.first()


def approved_on(org_unit: OrgUnit, year: int) -> date | None:
    """The day from which the agreement's deadline runs: that of the year's first budget. One query."""
    found = BudgetDocument.objects.filter(
        org_unit=org_unit, year=year, change=0, state=DocumentState.APPROVED
    )
    return found.values_list("approved_on", flat=True).first()


def years_of(org_unit: OrgUnit) -> list[int]:
    """The years an office has a budget of, newest first; one query."""
    found = BudgetDocument.objects.filter(org_unit=org_unit).order_by("-year")
    return list(found.values_list("year", flat=True).distinct())


def last_year_seen(user: access.Someone, *, on: date) -> int | None:
    """The newest year of which any office one sees has a budget; two queries."""
    seen = access.org_units_seen_by(user, on=on)
    found = BudgetDocument.objects.filter(org_unit__in=seen).order_by("-year")
    return found.values_list("year", flat=True).first()


def offices_with_budget(
    user: access.Someone, year: int, *, text: str, on: date
) -> QuerySet[OrgUnit]:
    """The offices one sees that have an approved budget of a year, as in the tree."""
    approved = BudgetDocument.objects.filter(year=year, state=DocumentState.APPROVED)
    found = access.org_units_seen_by(user, on=on).filter(pk__in=approved.values("org_unit"))
    if text:
        found = found.filter(name__icontains=text)
    return found.order_by("path")


@dataclass(frozen=True, slots=True)
class LineRow:
    """A sub-activity with its amount and what was spent of it by a month."""

    code: BudgetCode
    written: str
    name: str
    absorbed: Absorption
    to_date: Mapping[int, Decimal] = field(default_factory=dict)
    known_month: int | None = None
    line: BudgetLine | None = None


@dataclass(frozen=True, slots=True)
class Branch:
    """A programme or an activity with what lies below it, summed."""

    code: BudgetCode
    written: str
    name: str
    absorbed: Absorption
    branches: Sequence["Branch"] = ()
    lines: Sequence[LineRow] = ()
    node: BudgetNode | None = None


@dataclass(frozen=True, slots=True)
class BudgetTree:
    """A document with its programmes, and the sum of all."""

    document: BudgetDocument
    month: int
    programmes: Sequence[Branch]
    absorbed: Absorption

    @property
    def without_amount(self) -> list[str]:
        """The names of programmes of the document that have no money: they stand there with zero."""
        return [one.name for one in self.programmes if one.node and not one.absorbed.amount]

    @property
    def lines(self) -> list[LineRow]:
        """All sub-activities in the order of their codes."""
        return [
            line
            for programme in self.programmes
            for activity in programme.branches
            for line in activity.lines
        ]


def spending_of(org_unit: OrgUnit, year: int) -> dict[str, dict[int, Decimal]]:
    """What was spent to date by code and month; one query."""
    found: dict[str, dict[int, Decimal]] = {}
    rows = Spending.objects.filter(org_unit=org_unit, year=year).order_by("code", "month")
    for code, month, amount in rows.values_list("code", "month", "amount"):
        found.setdefault(code, {})[month] = amount
    return found


def tree_of(document: BudgetDocument, *, month: int = 12) -> BudgetTree:
    """A document with its sums and what was spent by the end of a month; four queries.

    Spending of a code the document has no line for stands there without an amount. In a draft it
    is left out: nothing is spent of a draft.
    """
    spending = {}
    if document.state == DocumentState.APPROVED:
        spending = spending_of(document.org_unit, document.year)
    lines = {one.code: one for one in document.lines.all()}
    nodes = {one.code: one for one in document.nodes.all()}
    strays = spending.keys() - lines.keys()
    names = _names_elsewhere(document, strays) if strays else {}
    rows = [
        _line_row(document, code, lines.get(code), names.get(code), spending.get(code, {}), month)
        for code in sorted(lines.keys() | spending.keys())
    ]
    programmes = [
        _branch(
            document,
            code,
            nodes,
            branches=[
                _branch(document, below, nodes, lines=leaves)
                for below, leaves in _grouped(own, 5).items()
            ],
        )
        for code, own in _grouped(rows, 3).items()
    ]
    return BudgetTree(document, month, programmes, together(one.absorbed for one in rows))


def _grouped(rows: Iterable[LineRow], depth: int) -> dict[BudgetCode, list[LineRow]]:
    """Rows under the first so many parts of their codes."""
    found: dict[BudgetCode, list[LineRow]] = {}
    for row in rows:
        found.setdefault(BudgetCode(row.code.parts[:depth]), []).append(row)
    return found


def _line_row(
    document: BudgetDocument,
    key: str,
    line: BudgetLine | None,
    name: str | None,
    to_date: Mapping[int, Decimal],
    month: int,
) -> LineRow:
    code = read_code(key)
    amount = line.amount if line else Decimal(0)
    return LineRow(
        code=code,
        written=written_code(code, document.year),
        name=line.name if line else (name or NAMELESS),
        absorbed=absorption(amount, spent_by(to_date, month)),
        to_date=to_date,
        known_month=max((one for one in to_date if one <= month), default=None),
        line=line,
    )


def _branch(
    document: BudgetDocument,
    code: BudgetCode,
    nodes: Mapping[str, BudgetNode],
    *,
    branches: Sequence[Branch] = (),
    lines: Sequence[LineRow] = (),
) -> Branch:
    node = nodes.get(code.key)
    below: Iterable[Branch | LineRow] = branches or lines
    return Branch(
        code=code,
        written=written_code(code, document.year),
        name=node.name if node else NAMELESS,
        absorbed=together(one.absorbed for one in below),
        branches=branches,
        lines=lines,
        node=node,
    )


def _names_elsewhere(document: BudgetDocument, codes: Iterable[str]) -> dict[str, str]:
    """What other documents of the year called lines that this one does not have; one query."""
    found = BudgetLine.objects.filter(
        document__org_unit=document.org_unit_id, document__year=document.year, code__in=codes
    )
    return dict(found.order_by("document__change").values_list("code", "name"))


@dataclass(frozen=True, slots=True)
class ProgrammeSum:
    """A programme of the budget with the sum of its lines in rupiah."""

    code: BudgetCode
    written: str
    name: str
    amount: Decimal


def programme_sums(org_unit: OrgUnit, year: int) -> tuple[ProgrammeSum, ...]:
    """The programme table that the approved budget of a year gives an agreement; three queries.

    Empty where no document of the year is approved.
    """
    document = standing_document(org_unit, year)
    if document is None:
        return ()
    amounts: dict[BudgetCode, Decimal] = {}
    for code, amount in document.lines.values_list("code", "amount"):
        programme = read_code(code).programme
        amounts[programme] = amounts.get(programme, Decimal(0)) + amount
    names = dict(document.nodes.values_list("code", "name"))
    return tuple(
        ProgrammeSum(code, written_code(code, year), names[code.key], amounts[code])
        for code in sorted(amounts)
    )


def spent_by_month(org_unit: OrgUnit, year: int) -> dict[int, Decimal]:
    """What an office spent from January to the end of each month, up to the last recorded; one query.

    A line that was not recorded in a month counts with what is known of it until then.
    """
    return totals_by_month(spending_of(org_unit, year))


def totals_by_month(spending: Mapping[str, Mapping[int, Decimal]]) -> dict[int, Decimal]:
    """Spending of all lines to date, by month from the first recorded to the last; no query."""
    recorded = [month for to_date in spending.values() for month in to_date]
    if not recorded:
        return {}
    return {
        month: sum((spent_by(one, month) or Decimal(0) for one in spending.values()), Decimal(0))
        for month in MONTHS
        if min(recorded) <= month <= max(recorded)
    }


def absorption_of(org_unit: OrgUnit, year: int, through_month: int) -> Absorption:
    """How much of an office's approved budget was spent by the end of a month; three queries.

    Without an approved budget its amount is zero, and the percentage undefined.
    """
    return absorptions_of([org_unit], year, through_month)[org_unit.pk]


def absorptions_of(
    org_units: Iterable[OrgUnit], year: int, through_month: int
) -> dict[int, Absorption]:
    """The absorption of several offices by their keys; three queries however many they are."""
    keys = [one.pk for one in org_units]
    documents = BudgetDocument.objects.filter(
        org_unit__in=keys, year=year, state=DocumentState.APPROVED
    )
    standing = dict(documents.order_by("change").values_list("org_unit", "pk"))
    offices = {document: office for office, document in standing.items()}
    amounts: dict[int, dict[str, Decimal]] = {key: {} for key in keys}
    lines = BudgetLine.objects.filter(document__in=offices).values_list(
        "document", "code", "amount"
    )
    for document, code, amount in lines:
        amounts[offices[document]][code] = amount
    spent: dict[int, dict[str, dict[int, Decimal]]] = {key: {} for key in keys}
    rows = Spending.objects.filter(org_unit__in=keys, year=year, month__lte=through_month)
    for office, code, month, amount in rows.values_list("org_unit", "code", "month", "amount"):
        spent[office].setdefault(code, {})[month] = amount
    return {key: _pooled(amounts[key], spent[key], through_month) for key in keys}


def _pooled(
    amounts: Mapping[str, Decimal], spent: Mapping[str, Mapping[int, Decimal]], month: int
) -> Absorption:
    return together(
        absorption(amounts.get(code, Decimal(0)), spent_by(spent.get(code, {}), month))
        for code in amounts.keys() | spent.keys()
    )


def spending_by_key(org_unit: OrgUnit, year: int, code: str, month: int) -> QuerySet[Spending]:
    """The one figure of a sub-activity and month, if it was recorded."""
    found = Spending.objects.filter(org_unit=org_unit, year=year, code=code, month=month)
    return found.select_related("recorded_by", "org_unit")


def last_month_recorded(org_unit: OrgUnit, year: int) -> int | None:
    """The last month of which anything was recorded; one query."""
    rows = Spending.objects.filter(org_unit=org_unit, year=year).order_by("-month")
    return rows.values_list("month", flat=True).first()


def corrected_in(org_unit: OrgUnit, year: int) -> list[Spending]:
    """Figures of spending that were put right; two queries."""
    found = Spending.objects.filter(org_unit=org_unit, year=year, corrections__isnull=False)
    return list(found.distinct().prefetch_related("corrections__recorded_by"))
