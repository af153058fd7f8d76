"""What every way into the budget agrees on: which lines and which spending may stand.

Forms reach it through the actions, spreadsheets through the import; both within their transaction.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from janji.budgets import queries
from janji.budgets.models import BudgetDocument, BudgetLine, BudgetNode, DocumentState, Spending
from janji.core.absorption import contradictions, require_money
from janji.core.budget_codes import BudgetCode, Level, line_code, read_code, written_code
from janji.core.budget_nomenclature import named
from janji.core.numbers import written_exactly
from janji.core.refusals import Problem, Refused
from janji.kit.dates import MONTHS as MONTH_NAMES
from janji.kit.editions import held_row
from janji.orgs.models import OrgUnit, User

MOST_LINES = 500
"""So many sub-activities one office has at most."""


@dataclass(frozen=True, slots=True)
class NewLine:
    """A sub-activity on its way into a draft; names above it where the document does not have them yet."""

    code: BudgetCode
    name: str
    amount: Decimal
    programme_name: str | None = None
    activity_name: str | None = None


@dataclass(frozen=True, slots=True)
class NewSpending:
    """What was spent of a sub-activity from January to the end of a month."""

    code: BudgetCode
    month: int
    amount: Decimal
    reason: str | None = None


def held_draft(document: BudgetDocument) -> BudgetDocument:
    """The document, held; refuses with `budget-not-a-draft` once it is approved."""
    held = held_row(BudgetDocument.objects.select_related("org_unit"), document.pk)
    if held.state != DocumentState.DRAFT:
        raise Refused("budget-not-a-draft", document=str(held))
    return held


def next_edition(document: BudgetDocument) -> None:
    """Whoever approves a document must have seen its lines as they stand."""
    document.edition += 1
    document.save(update_fields=["edition"])


def keep_lines(document: BudgetDocument, lines: Sequence[NewLine]) -> list[BudgetLine]:
    """Adds lines to a held draft with the names above them.

    Refuses with `budget-line-known`, `budget-name-missing`, `budget-too-many-lines`, or over money.
    """
    known = dict(document.lines.values_list("code", "name"))
    names = dict(document.nodes.values_list("code", "name"))
    if len(known) + len(lines) > MOST_LINES:
        raise Refused("budget-too-many-lines", most=MOST_LINES)
    made, nodes = [], []
    for line in lines:
        key = line_code(line.code.key, document.year).key
        if key in known:
            said = written_code(line.code, document.year)
            raise Refused("budget-line-known", field="code", said=said, name=known[key])
        known[key] = line.name
        for node in _missing_nodes(document, line, names):
            names[node.code] = node.name
            nodes.append(node)
        require_money(line.amount, field="amount")
        made.append(BudgetLine(document=document, code=key, name=line.name, amount=line.amount))
    BudgetNode.objects.bulk_create(nodes)
    return BudgetLine.objects.bulk_create(made)


def _missing_nodes(
    document: BudgetDocument, line: NewLine, names: Mapping[str, str]
) -> Iterator[BudgetNode]:
    """The programme and the activity of a line, where the document does not have them yet."""
    activity = line.code.parent
    assert activity is not None  # noqa: S101 -- a line is a sub-activity
    for code, said, place in (
        (line.code.programme, line.programme_name, "programme_name"),
        (activity, line.activity_name, "activity_name"),
    ):
        if code.key in names:
            continue
        name = (said or "").strip() or suggested_name(code, document.year)
        if name is None:
            raise Refused(
                "budget-name-missing", field=place, said=written_code(code, document.year)
            )
        yield BudgetNode(document=document, code=code.key, name=name)


def suggested_name(code: BudgetCode, year: int) -> str | None:
    """What the year's nomenclature calls a code, as far as we know it."""
    found = named(code, year)
    return found.name if found else None


def drop_empty_nodes(document: BudgetDocument) -> None:
    """Programmes and activities without a line go with their last line."""
    used: set[str] = set()
    for key in document.lines.values_list("code", flat=True):
        code = read_code(key)
        used |= {code.programme.key, code.parent.key if code.parent else key}
    document.nodes.exclude(code__in=used).delete()


@dataclass(frozen=True, slots=True)
class SpendingBook:
    """What the year's approved budget and its spending say, to hold new spending against; no queries."""

    org_unit: OrgUnit
    document: BudgetDocument
    lines: Mapping[str, BudgetLine]
    spending: Mapping[str, Mapping[int, Decimal]]
    today: date

    def problems_of(self, one: NewSpending, *, corrects: bool = False) -> Iterator[Problem]:
        """What keeps a figure from being recorded; one with a reason may contradict."""
        year, key = self.document.year, one.code.key
        said = {"said": written_code(one.code, year), "month": month_name(one.month, year)}
        if one.code.level is not Level.SUB_ACTIVITY or key not in self.lines:
            yield Problem("spending-without-line", "code", said | {"document": str(self.document)})
            return
        if (year, one.month) > (self.today.year, self.today.month):
            yield Problem("spending-month-ahead", "month", said)
            return
        to_date = self.spending.get(key, {})
        if one.month in to_date and not corrects:
            other = money(to_date[one.month])
            yield Problem("spending-known", "amount", said | {"other": other})
            return
        yield from self._contradictions(one, to_date, said)

    def with_spending(self, spending: Mapping[str, Mapping[int, Decimal]]) -> "SpendingBook":
        """The same book after more was written down."""
        return SpendingBook(self.org_unit, self.document, self.lines, spending, self.today)

    def _contradictions(
        self, one: NewSpending, to_date: Mapping[int, Decimal], said: Mapping[str, str]
    ) -> Iterator[Problem]:
        try:
            require_money(one.amount, field="amount")
        except Refused as refusal:
            yield Problem(refusal.code, "amount", said)
            return
        if (one.reason or "").strip():
            return
        amount = self.lines[one.code.key].amount
        for contradiction in contradictions(amount, one.month, one.amount, to_date):
            facts = {"typed": money(one.amount), "amount": money(amount)}
            yield Problem(contradiction.value, "reason", {**said, **facts})


def month_name(month: int, year: int) -> str:
    """`Maret 2026`."""
    return f"{MONTH_NAMES[month - 1]} {year}"


def money(amount: Decimal) -> str:
    """`Rp 1.250.000`."""
    return f"Rp\u00a0{written_exactly(amount)}"


def spending_book(org_unit: OrgUnit, year: int, *, today: date) -> SpendingBook:
    """What new spending is held against; three queries. Refuses with `budget-not-approved`."""
    document = queries.standing_document(org_unit, year)
    if document is None:
        raise Refused("budget-not-approved", org_unit=org_unit.name, year=year)
    lines = {one.code: one for one in document.lines.all()}
    spending = queries.spending_of(org_unit, year)
    return SpendingBook(org_unit, document, lines, spending, today)


def refuse(problem: Problem, one: NewSpending) -> Refused:
    """A problem as what an action raises; it names the line it is about."""
    return Refused(problem.code, field=problem.where, key=one.code.key, **problem.facts)


def keep_spending(
    book: SpendingBook,
    entries: Sequence[NewSpending],
    *,
    source: str | None,
    by: User,
    at: datetime,
) -> list[Spending]:
    """Keeps figures while the office's row is held; one that cannot stand keeps all of them out."""
    spending = {key: dict(to_date) for key, to_date in book.spending.items()}
    for one in entries:
        if (problem := next(book.with_spending(spending).problems_of(one), None)) is not None:
            raise refuse(problem, one)
        spending.setdefault(one.code.key, {})[one.month] = one.amount
    return Spending.objects.bulk_create(
        Spending(
            org_unit=book.org_unit,
            year=book.document.year,
            code=one.code.key,
            month=one.month,
            amount=one.amount,
            reason=(one.reason or "").strip() or None,
            source=source,
            recorded_by=by,
            recorded_at=at,
        )
        for one in entries
    )
