"""Everything that changes budgets and what was spent of them."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TypeVar

from django.db import models, transaction
from django.utils import timezone

from janji.budgets import access, intake, queries
from janji.budgets.intake import NewLine, NewSpending
from janji.budgets.models import (
    BudgetDocument,
    BudgetLine,
    BudgetNode,
    DocumentState,
    Spending,
    SpendingCorrection,
)
from janji.core.absorption import require_money
from janji.core.budget_codes import read_code
from janji.core.numbers import written_exactly
from janji.core.refusals import Refused
from janji.kit import audit
from janji.kit.editions import held_as_seen, held_row, require_seen
from janji.orgs.models import OrgUnit, User

STANDING = ("state", "approved_on")
Part = TypeVar("Part", BudgetLine, BudgetNode)


def _require(by: User, org_unit: OrgUnit, at: datetime) -> None:
    access.require_keeping(by, org_unit, on=timezone.localdate(at))


def _seen(rows: "models.Manager[Part]", part: Part, based_on: int | None) -> Part:
    """A part of a held document, held in the edition that was on screen; its document's entries tell of it."""
    held = held_row(rows, part.pk)
    of_document = audit.history(part.document)
    require_seen(held, based_on, noted=of_document.filter(facts__code=held.code))
    return held


@transaction.atomic
def create_document(
    *,
    org_unit: OrgUnit,
    year: int,
    number: str | None,
    printed_total: Decimal | None,
    by: User,
    at: datetime,
    is_example: bool = False,
) -> BudgetDocument:
    """The first budget of a year as a draft, or its next amendment with the lines that stand now."""
    org_unit = held_row(OrgUnit.objects, org_unit.pk)
    _require(by, org_unit, at)
    documents = queries.documents_of(org_unit, year)
    before = documents[-1] if documents else None
    if before is not None and before.state == DocumentState.DRAFT:
        raise Refused("budget-draft-exists", document=str(before))
    if printed_total is not None:
        require_money(printed_total, field="printed_total")
    made = BudgetDocument.objects.create(
        org_unit=org_unit,
        year=year,
        change=before.change + 1 if before else 0,
        number=(number or "").strip() or None,
        printed_total=printed_total,
        is_example=is_example,
        created_by=by,
        created_at=at,
    )
    if before is not None:
        _copy(before, made)
    audit.note("create-budget", made, by=by, at=at, document=str(made), lines=made.lines.count())
    return made


def _copy(before: BudgetDocument, made: BudgetDocument) -> None:
    BudgetNode.objects.bulk_create(
        BudgetNode(document=made, code=one.code, name=one.name) for one in before.nodes.all()
    )
    BudgetLine.objects.bulk_create(
        BudgetLine(document=made, code=one.code, name=one.name, amount=one.amount)
        for one in before.lines.all()
    )


@transaction.atomic
def describe_document(
    *,
    document: BudgetDocument,
    number: str | None,
    printed_total: Decimal | None,
    based_on: int | None,
    by: User,
    at: datetime,
) -> BudgetDocument:
    """Writes the number of a draft and the total that its paper prints."""
    _require(by, document.org_unit, at)
    document = intake.held_draft(document)
    require_seen(document, based_on)
    if printed_total is not None:
        require_money(printed_total, field="printed_total")
    before = audit.values(document, ("number", "printed_total"))
    document.number, document.printed_total = (number or "").strip() or None, printed_total
    document.edition += 1
    document.save()
    changed = audit.changed(document, before)
    audit.note("describe-budget", document, by=by, at=at, **changed)
    return document


@transaction.atomic
def add_lines(
    *, document: BudgetDocument, lines: Sequence[NewLine], by: User, at: datetime
) -> list[BudgetLine]:
    """Adds sub-activities to a draft; one that cannot stand keeps all of them out."""
    _require(by, document.org_unit, at)
    document = intake.held_draft(document)
    made = intake.keep_lines(document, lines)
    intake.next_edition(document)
    amounts = {one.code: one.amount for one in made}
    audit.note("add-budget-lines", document, by=by, at=at, after=amounts)
    return made


@transaction.atomic
def change_line(
    *,
    line: BudgetLine,
    name: str,
    amount: Decimal,
    based_on: int | None,
    by: User,
    at: datetime,
) -> BudgetLine:
    """Changes the name or the amount of a draft's sub-activity."""
    _require(by, line.document.org_unit, at)
    document = intake.held_draft(line.document)
    line = _seen(document.lines, line, based_on)
    require_money(amount, field="amount")
    before = {"name": line.name, "amount": line.amount}
    after = {"name": name.strip(), "amount": amount}
    if before == after:
        raise Refused("budget-nothing-changed")
    line.name, line.amount = name.strip(), amount
    line.edition += 1
    line.save()
    intake.next_edition(document)
    changed = audit.changes(before, after)
    audit.note("change-budget-line", document, by=by, at=at, code=line.code, **changed)
    return line


@transaction.atomic
def remove_line(
    *, line: BudgetLine, based_on: int | None, by: User, at: datetime
) -> BudgetDocument:
    """Takes a sub-activity out of a draft; the audit chain remembers its amount."""
    _require(by, line.document.org_unit, at)
    document = intake.held_draft(line.document)
    line = _seen(document.lines, line, based_on)
    code, before = line.code, {"name": line.name, "amount": line.amount}
    line.delete()
    intake.drop_empty_nodes(document)
    intake.next_edition(document)
    said = audit.changes(before, {})
    audit.note("remove-budget-line", document, by=by, at=at, code=code, **said)
    return document


@transaction.atomic
def rename_node(
    *, node: BudgetNode, name: str, based_on: int | None, by: User, at: datetime
) -> BudgetNode:
    """Changes what a draft calls a programme or an activity."""
    _require(by, node.document.org_unit, at)
    document = intake.held_draft(node.document)
    node = _seen(document.nodes, node, based_on)
    before, after = node.name, name.strip()
    if before == after:
        raise Refused("budget-nothing-changed")
    node.name = after
    node.edition += 1
    node.save()
    intake.next_edition(document)
    audit.note(
        "rename-budget-node", document, by=by, at=at, code=node.code, before=before, after=after
    )
    return node


@transaction.atomic
def approve_document(
    *, document: BudgetDocument, approved_on: date, based_on: int | None, by: User, at: datetime
) -> BudgetDocument:
    """Enters that a budget was approved; its lines must add up to what its paper prints, to the rupiah."""
    _require(by, document.org_unit, at)
    document = intake.held_draft(document)
    require_seen(document, based_on)
    if approved_on > timezone.localdate(at):
        raise Refused("budget-settled-ahead", field="approved_on")
    amounts = list(document.lines.values_list("amount", flat=True))
    if not amounts:
        raise Refused("budget-without-lines")
    if not document.number:
        raise Refused("budget-number-missing")
    if document.printed_total is None:
        raise Refused("budget-total-missing")
    total = sum(amounts, Decimal(0))
    if total != document.printed_total:
        raise Refused(
            "budget-total-disagrees",
            printed=written_exactly(document.printed_total),
            computed=written_exactly(total),
            difference=written_exactly(abs(total - document.printed_total)),
        )
    before = audit.values(document, STANDING)
    document.state, document.approved_on = DocumentState.APPROVED.value, approved_on
    document.settled_by, document.settled_at = by, at
    document.edition += 1
    document.save()
    audit.note(
        "approve-budget",
        document,
        by=by,
        at=at,
        document=str(document),
        total=total,
        **audit.changed(document, before),
    )
    return document


@transaction.atomic
def reopen_document(
    *, document: BudgetDocument, reason: str, based_on: int | None, by: User, at: datetime
) -> BudgetDocument:
    """An approved document was entered wrongly: the newest one becomes a draft again, with a reason."""
    org_unit = held_row(OrgUnit.objects, document.org_unit_id)
    _require(by, org_unit, at)
    document = held_as_seen(
        BudgetDocument.objects.select_related("org_unit"), document.pk, based_on
    )
    if not reason.strip():
        raise Refused("budget-reason-missing", field="reason")
    newest = queries.documents_of(org_unit, document.year)[-1]
    if document.state != DocumentState.APPROVED or newest.pk != document.pk:
        raise Refused("budget-not-newest", document=str(newest))
    before = audit.values(document, STANDING)
    document.state, document.approved_on = DocumentState.DRAFT.value, None
    document.settled_by = document.settled_at = None
    document.edition += 1
    document.save()
    changed = audit.changed(document, before)
    audit.note("reopen-budget", document, by=by, at=at, why=reason.strip(), **changed)
    return document


@transaction.atomic
def discard_document(
    *, document: BudgetDocument, based_on: int | None, by: User, at: datetime
) -> None:
    """Removes a draft that was never approved; the audit chain remembers that it was there."""
    _require(by, document.org_unit, at)
    document = intake.held_draft(document)
    require_seen(document, based_on)
    said = audit.changes({one.code: one.amount for one in document.lines.all()}, {})
    BudgetDocument.objects.filter(pk=document.pk).delete()
    audit.note("discard-budget", document, by=by, at=at, document=str(document), **said)


@transaction.atomic
def record_spending(
    *, org_unit: OrgUnit, year: int, entries: Sequence[NewSpending], by: User, at: datetime
) -> list[Spending]:
    """Writes down what was spent to date; one figure that cannot stand keeps all of them out.

    More than the amount, less than the month before or more than a later month needs a reason.
    """
    org_unit = held_row(OrgUnit.objects, org_unit.pk)
    _require(by, org_unit, at)
    if not entries:
        raise Refused("spending-nothing-typed")
    book = intake.spending_book(org_unit, year, today=timezone.localdate(at))
    made = intake.keep_spending(book, entries, source=None, by=by, at=at)
    after = {f"{one.code} {one.month:02d}": one.amount for one in made}
    audit.note("record-spending", book.document, by=by, at=at, after=after)
    return made


@transaction.atomic
def correct_spending(
    *,
    spending: Spending,
    amount: Decimal,
    reason: str,
    based_on: int | None,
    by: User,
    at: datetime,
) -> Spending:
    """A figure was written down wrongly; what stood there stays readable."""
    org_unit = held_row(OrgUnit.objects, spending.org_unit_id)
    _require(by, org_unit, at)
    spending = held_as_seen(Spending.objects, spending.pk, based_on)
    if not reason.strip():
        raise Refused("budget-reason-missing", field="reason")
    if amount == spending.amount:
        raise Refused("budget-nothing-changed")
    book = intake.spending_book(org_unit, spending.year, today=timezone.localdate(at))
    said = NewSpending(read_code(spending.code), spending.month, amount, reason)
    if (problem := next(book.problems_of(said, corrects=True), None)) is not None:
        raise intake.refuse(problem, said)
    SpendingCorrection.objects.create(
        spending=spending,
        before=spending.amount,
        after=amount,
        reason=reason.strip(),
        recorded_by=by,
        recorded_at=at,
    )
    before = audit.values(spending, ["amount"])
    spending.amount, spending.reason = amount, reason.strip()
    spending.edition += 1
    spending.save()
    changed = audit.changed(spending, before)
    audit.note("correct-spending", spending, by=by, at=at, why=reason.strip(), **changed)
    return spending
