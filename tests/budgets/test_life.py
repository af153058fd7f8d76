"""Budget documents from draft to approval and amendment, and what is spent of them."""

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from janji.budgets import actions, queries
from janji.budgets.models import BudgetDocument, BudgetLine, Spending
from janji.core.absorption import Undefined
from janji.core.refusals import Refused
from janji.kit import audit
from tests.budgets.stories import (
    BEGUN,
    LINES,
    NOW,
    OFFICE,
    RICE_FIELDS,
    SERVICE,
    TOTAL,
    YEAR,
    approve,
    approved,
    draft,
    line,
    record,
    spent,
)
from tests.registers.counter import ZONE

pytestmark = pytest.mark.django_db


def refused(code, deed, /, **arguments):
    with pytest.raises(Refused) as refusal:
        deed(**arguments)
    assert refusal.value.code == code
    return refusal.value.facts


# ── documents


def test_a_budget_is_drafted_line_by_line_and_summed_upward(cast):
    tree = queries.tree_of(draft(cast))
    assert [(one.written, one.name, one.absorbed.amount) for one in tree.programmes] == [
        ("7.01.01", "Program Penunjang Urusan", Decimal(400000000)),
        ("7.01.02", "Program Pelayanan Publik", Decimal("250000000.50")),
    ]
    activities = [below.written for one in tree.programmes for below in one.branches]
    assert activities == ["7.01.01.2.06", "7.01.02.2.01", "7.01.02.2.04"]
    assert [one.written for one in tree.lines] == [OFFICE, SERVICE, RICE_FIELDS]
    assert tree.absorbed.amount == TOTAL


def test_the_year_writes_the_width_and_the_key_stays(cast):
    budget = draft(cast, year=2026, at=datetime(2026, 1, 5, 9, 0, tzinfo=ZONE))
    assert [one.written for one in queries.tree_of(budget).lines][1] == "7.01.02.2.01.0001"
    assert budget.lines.filter(code="7.01.02.2.01.0001").exists()


def test_names_come_from_the_nomenclature_where_the_year_has_one(cast):
    at = datetime(2026, 1, 5, 9, 0, tzinfo=ZONE)
    budget = draft(cast, year=2026, lines=(), at=at)
    new = line("7.01.06.2.01.0003", "Fasilitasi keuangan desa", "5")
    actions.add_lines(document=budget, lines=[new], by=cast.perencana, at=at)
    assert list(budget.nodes.values_list("name", flat=True)) == [
        "Program Pembinaan dan Pengawasan Pemerintahan Desa",
        "Fasilitasi, Rekomendasi dan Koordinasi Pembinaan dan Pengawasan Pemerintahan Desa",
    ]
    # The list of 2019 is another one, of which nothing is kept.
    facts = refused(
        "budget-name-missing",
        actions.add_lines,
        document=draft(cast, lines=()),
        lines=[new],
        by=cast.perencana,
        at=BEGUN,
    )
    assert facts == {"field": "programme_name", "said": "7.01.06"}


def test_a_line_stands_once_in_whatever_spelling(cast):
    budget = draft(cast)
    facts = refused(
        "budget-line-known",
        actions.add_lines,
        document=budget,
        lines=[line("7.01.02.201.0001", "Lagi", "1")],
        by=cast.perencana,
        at=BEGUN,
    )
    assert (facts["said"], facts["name"]) == (SERVICE, "Pelayanan kepada masyarakat")
    assert budget.lines.count() == 3


def test_approving_asks_for_the_printed_total_to_the_rupiah(cast):
    budget = draft(cast, total="650000001")
    facts = refused(
        "budget-total-disagrees",
        actions.approve_document,
        document=budget,
        approved_on=date(2019, 1, 4),
        based_on=budget.edition,
        by=cast.perencana,
        at=BEGUN,
    )
    assert facts == {"printed": "650.000.001", "computed": "650.000.000,5", "difference": "0,5"}
    assert queries.standing_document(cast.district, YEAR) is None


@pytest.mark.parametrize(
    ("more", "on", "code"),
    [
        ({"lines": ()}, date(2019, 1, 4), "budget-without-lines"),
        ({"total": None}, date(2019, 1, 4), "budget-total-missing"),
        ({}, date(2019, 4, 3), "budget-settled-ahead"),
    ],
)
def test_what_an_approval_lacks_is_named(cast, more, on, code):
    budget = draft(cast, **more)
    refused(
        code,
        actions.approve_document,
        document=budget,
        approved_on=on,
        based_on=budget.edition,
        by=cast.perencana,
        at=BEGUN,
    )


def test_a_number_is_needed_too(cast):
    budget = draft(cast)
    budget = actions.describe_document(
        document=budget,
        number=" ",
        printed_total=TOTAL,
        based_on=budget.edition,
        by=cast.perencana,
        at=BEGUN,
    )
    with pytest.raises(Refused, match="budget-number-missing"):
        approve(cast, budget)


def test_an_approved_budget_stands_and_is_not_changed(cast):
    budget = approved(cast)
    assert queries.standing_document(cast.district, YEAR) == budget
    assert queries.approved_on(cast.district, YEAR) == date(2019, 1, 4)
    for deed, arguments in (
        (actions.add_lines, {"document": budget, "lines": [line("7.01.01.2.06.02", "A", "1")]}),
        (
            actions.change_line,
            {"line": budget.lines.first(), "name": "B", "amount": Decimal(1), "based_on": 1},
        ),
        (actions.remove_line, {"line": budget.lines.first(), "based_on": 1}),
        (actions.discard_document, {"document": budget, "based_on": budget.edition}),
    ):
        refused("budget-not-a-draft", deed, by=cast.perencana, at=NOW, **arguments)


def test_the_programme_table_of_the_agreement_is_the_sum_of_the_lines(cast):
    assert queries.programme_sums(cast.district, YEAR) == ()
    approved(cast)
    found = queries.programme_sums(cast.district, YEAR)
    assert [(one.written, one.name, one.amount) for one in found] == [
        ("7.01.01", "Program Penunjang Urusan", Decimal(400000000)),
        ("7.01.02", "Program Pelayanan Publik", Decimal("250000000.50")),
    ]
    assert sum(one.amount for one in found) == TOTAL


def test_an_amendment_begins_with_the_lines_that_stand(cast):
    approved(cast)
    amendment = draft(cast, total="700000000.50")
    assert (amendment.change, str(amendment)) == (1, "DPA perubahan ke-1 2019")
    assert amendment.lines.count() == len(LINES)
    # Until it is approved, the first one stands.
    assert queries.standing_document(cast.district, YEAR).change == 0
    changed = amendment.lines.get(code=f"{RICE_FIELDS[:-2]}0003")
    actions.change_line(
        line=changed,
        name=changed.name,
        amount=Decimal(50000000),
        based_on=changed.edition,
        by=cast.perencana,
        at=NOW,
    )
    amendment.refresh_from_db()
    approve(cast, amendment, on=date(2019, 9, 2), at=NOW)
    assert queries.programme_sums(cast.district, YEAR)[1].amount == Decimal("300000000.50")
    # The deadline of the agreement runs from the year's first budget.
    assert queries.approved_on(cast.district, YEAR) == date(2019, 1, 4)
    assert [one.change for one in queries.documents_of(cast.district, YEAR)] == [0, 1]


def test_a_second_draft_waits_for_the_first(cast):
    draft(cast)
    with pytest.raises(Refused, match="budget-draft-exists"):
        draft(cast)


def test_lines_of_a_draft_change_and_go_and_the_chain_remembers(cast):
    budget = draft(cast)
    gone = budget.lines.get(name="Kewenangan lain")
    actions.remove_line(line=gone, based_on=gone.edition, by=cast.perencana, at=NOW)
    # Its activity had no other line; its programme has.
    assert list(budget.nodes.values_list("code", flat=True)) == [
        "7.01.01",
        "7.01.01.2.06",
        "7.01.02",
        "7.01.02.2.01",
    ]
    node = budget.nodes.get(code="7.01.02")
    actions.rename_node(
        node=node, name="Program Pelayanan", based_on=node.edition, by=cast.perencana, at=NOW
    )
    last, before, *_ = audit.history(budget)
    assert (last.deed, last.facts["before"], last.facts["after"]) == (
        "rename-budget-node",
        "Program Pelayanan Publik",
        "Program Pelayanan",
    )
    assert (before.deed, before.facts["code"]) == ("remove-budget-line", "7.01.02.2.04.0003")
    assert before.facts["before"] == {"name": "Kewenangan lain", "amount": "0"}


def test_nobody_overwrites_a_line_they_have_not_seen(cast):
    budget = draft(cast)
    seen = budget.lines.get(name="Pelayanan kepada masyarakat")
    for amount in ("1", "2"):
        deed = {
            "line": seen,
            "name": seen.name,
            "amount": Decimal(amount),
            "based_on": 1,
            "by": cast.perencana,
            "at": NOW,
        }
        if amount == "1":
            actions.change_line(**deed)
        else:
            facts = refused("changed-meanwhile", actions.change_line, **deed)
            assert facts["name"] == "Dewi Anggraini"
    assert BudgetLine.objects.get(pk=seen.pk).amount == 1


def test_whoever_approves_has_seen_every_line(cast):
    budget = draft(cast)
    seen = budget.edition
    actions.add_lines(
        document=budget, lines=[line("7.01.01.2.06.02", "A", "1")], by=cast.perencana, at=BEGUN
    )
    refused(
        "changed-meanwhile",
        actions.approve_document,
        document=budget,
        approved_on=date(2019, 1, 4),
        based_on=seen,
        by=cast.perencana,
        at=BEGUN,
    )


def test_an_approval_entered_wrongly_is_taken_back_with_a_reason(cast):
    budget = approved(cast)
    deed = {"document": budget, "based_on": budget.edition, "by": cast.perencana, "at": NOW}
    refused("budget-reason-missing", actions.reopen_document, reason=" ", **deed)
    actions.reopen_document(reason="Nomor keliru", **deed)
    budget.refresh_from_db()
    assert (budget.state, budget.approved_on, budget.settled_by) == ("draft", None, None)
    assert audit.history(budget)[0].facts["why"] == "Nomor keliru"


def test_only_the_newest_document_is_reopened(cast):
    first = approved(cast)
    approve(cast, draft(cast), on=date(2019, 9, 2), at=NOW)
    facts = refused(
        "budget-not-newest",
        actions.reopen_document,
        document=first,
        reason="Keliru",
        based_on=first.edition,
        by=cast.perencana,
        at=NOW,
    )
    assert facts["document"] == "DPA perubahan ke-1 2019"


def test_a_draft_can_be_discarded(cast):
    budget = draft(cast)
    actions.discard_document(document=budget, based_on=budget.edition, by=cast.perencana, at=NOW)
    assert not BudgetDocument.objects.exists()


@pytest.mark.parametrize("who", ["camat", "operator", "kasi", "bupati", "inspektorat", "stranger"])
def test_only_the_planner_of_the_office_keeps_its_budget(cast, who):
    by = getattr(cast, who)
    with pytest.raises(Refused, match="not-allowed"):
        draft(cast, by=by)
    budget = approved(cast)
    with pytest.raises(Refused, match="not-allowed"):
        record(cast, spent(SERVICE, 1, "5"), by=by)
    deed = {"document": budget, "based_on": budget.edition, "reason": "A", "by": by, "at": NOW}
    refused("not-allowed", actions.reopen_document, **deed)


# ── spending


def test_spending_is_written_down_to_date_and_absorbed(cast):
    approved(cast)
    record(cast, spent(OFFICE, 1, "20000000"), spent(SERVICE, 1, "0"))
    record(cast, spent(OFFICE, 3, "100000000"), spent(SERVICE, 3, "150000000"))
    assert queries.spent_by_month(cast.district, YEAR) == {
        1: Decimal(20000000),
        2: Decimal(20000000),
        3: Decimal(250000000),
    }
    found = queries.absorption_of(cast.district, YEAR, 3)
    assert found.percent == Fraction(250000000) * 100 / Fraction(TOTAL)
    # The line without money is not asked, so both that are make the whole.
    assert (found.is_whole, found.band.code) == (True, "merah")
    assert queries.absorption_of(cast.district, YEAR, 2).spent == Decimal(20000000)


def test_without_a_budget_or_without_spending_there_is_no_percentage(cast):
    assert queries.absorption_of(cast.district, YEAR, 12).undefined is Undefined.NO_AMOUNT
    approved(cast)
    assert queries.absorption_of(cast.district, YEAR, 12).undefined is Undefined.NOT_RECORDED
    record(cast, spent(OFFICE, 2, "5"))
    assert queries.absorption_of(cast.district, YEAR, 1).undefined is Undefined.NOT_RECORDED
    found = queries.absorption_of(cast.district, YEAR, 2)
    assert (found.recorded, found.lines) == (1, 2)


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        (spent("7.01.01.2.06.09", 1, "5"), "spending-without-line"),
        (spent("7.01.01.2.06", 1, "5"), "spending-without-line"),
        (spent(OFFICE, 2, "5"), "spending-known"),
        (spent(OFFICE, 1, "400000000.01"), "spending-over-amount"),
        (spent(OFFICE, 3, "99"), "spending-falls"),
        (spent(OFFICE, 1, "101"), "spending-beyond-later"),
        (spent(RICE_FIELDS, 1, "1"), "spending-over-amount"),
        (spent(OFFICE, 1, "-1"), "money-negative"),
        (spent(OFFICE, 1, "0.001"), "money-decimals"),
    ],
)
def test_what_spending_may_not_say(cast, entry, code):
    approved(cast)
    record(cast, spent(OFFICE, 2, "100"))
    with pytest.raises(Refused) as refusal:
        record(cast, spent(SERVICE, 1, "5"), entry)
    assert refusal.value.code == code
    # One that cannot stand keeps all of them out.
    assert Spending.objects.count() == 1


def test_a_reason_lets_a_contradiction_stand_and_is_kept(cast):
    approved(cast)
    record(cast, spent(OFFICE, 2, "400000001", "Pagu perubahan menyusul"))
    record(cast, spent(OFFICE, 3, "390000000", "Pengembalian sisa uang persediaan"))
    kept = Spending.objects.get(month=3)
    assert (kept.amount, kept.reason) == (390000000, "Pengembalian sisa uang persediaan")
    assert queries.absorption_of(cast.district, YEAR, 2).is_over is False
    tree = queries.tree_of(queries.standing_document(cast.district, YEAR), month=2)
    assert [one.absorbed.is_over for one in tree.lines] == [True, False, False]


def test_a_month_that_has_not_begun_is_not_written_down(cast):
    approved(cast)
    spring = datetime(2019, 4, 30, 20, 0, tzinfo=ZONE)
    record(cast, spent(OFFICE, 4, "5"), at=spring)
    with pytest.raises(Refused, match="spending-month-ahead"):
        record(cast, spent(SERVICE, 5, "5"), at=spring)


def test_nothing_is_spent_of_a_draft(cast):
    draft(cast)
    with pytest.raises(Refused, match="budget-not-approved"):
        record(cast, spent(OFFICE, 1, "5"))
    with pytest.raises(Refused, match="spending-nothing-typed"):
        record(cast)


def correct(cast, spending, amount, reason="Salah ketik", based_on=None):
    return actions.correct_spending(
        spending=spending,
        amount=Decimal(amount),
        reason=reason,
        based_on=based_on or spending.edition,
        by=cast.perencana,
        at=NOW,
    )


def test_a_correction_keeps_what_stood_there(cast):
    approved(cast)
    (kept,) = record(cast, spent(OFFICE, 2, "100"))
    correct(cast, kept, "90")
    kept.refresh_from_db()
    (correction,) = kept.corrections.all()
    assert (kept.amount, correction.before, correction.after) == (90, 100, 90)
    entry = audit.history(kept)[0]
    assert (entry.facts["before"], entry.facts["after"]) == ({"amount": "100"}, {"amount": "90"})
    assert entry.facts["why"] == "Salah ketik"
    for arguments, code in (
        ({"amount": "80", "reason": " "}, "budget-reason-missing"),
        ({"amount": "90"}, "budget-nothing-changed"),
        ({"amount": "80", "based_on": 1}, "changed-meanwhile"),
        ({"amount": "-1"}, "money-negative"),
    ):
        with pytest.raises(Refused, match=code):
            correct(cast, kept, **arguments)


def test_an_amendment_that_drops_a_line_shows_what_was_spent_of_it(cast):
    approved(cast)
    record(cast, spent(SERVICE, 1, "70"))
    amendment = draft(cast, total="400000000")
    gone = amendment.lines.get(name="Pelayanan kepada masyarakat")
    actions.remove_line(line=gone, based_on=gone.edition, by=cast.perencana, at=NOW)
    amendment.refresh_from_db()
    approve(cast, amendment, on=date(2019, 9, 2), at=NOW)
    tree = queries.tree_of(queries.standing_document(cast.district, YEAR))
    stray = next(one for one in tree.lines if one.written == SERVICE)
    assert (stray.name, stray.absorbed.amount, stray.absorbed.is_over) == (
        "Pelayanan kepada masyarakat",
        0,
        True,
    )
    assert tree.absorbed.spent == queries.absorption_of(cast.district, YEAR, 12).spent == 70


def test_many_offices_are_asked_as_few_questions_as_one(cast):
    approved(cast)
    record(cast, spent(OFFICE, 1, "100"))
    approved(cast, office=cast.other_district, by=cast.stranger)
    record(cast, spent(OFFICE, 1, "200"), office=cast.other_district, by=cast.stranger)
    asked = {}
    for offices in ([cast.district], [cast.district, cast.other_district, cast.village]):
        with CaptureQueriesContext(
            connection,
        ) as seen:
            found = queries.absorptions_of(offices, YEAR, 12)
        asked[len(offices)] = len(seen)
    assert set(asked.values()) == {3}
    assert [found[one.pk].spent for one in offices] == [100, 200, None]


def test_the_tree_is_read_in_a_fixed_number_of_queries(cast):
    budget = approved(cast)
    record(cast, spent(OFFICE, 1, "100"))
    budget = BudgetDocument.objects.select_related("org_unit").get(pk=budget.pk)
    with CaptureQueriesContext(connection) as seen:
        queries.tree_of(budget)
    assert len(seen) == 3


# ── what the database itself holds


def test_the_database_keeps_money_from_going_below_zero(cast):
    budget = approved(cast)
    broken = (
        lambda: BudgetLine.objects.create(
            document=budget, code="7.01.01.2.06.0009", name="A", amount=Decimal("-0.01")
        ),
        lambda: Spending.objects.create(
            org_unit=cast.district,
            year=YEAR,
            code="7.01.01.2.06.0009",
            month=1,
            amount=Decimal(-1),
            recorded_by=cast.perencana,
            recorded_at=NOW,
        ),
        lambda: BudgetDocument.objects.filter(pk=budget.pk).update(printed_total=Decimal(-1)),
        lambda: BudgetDocument.objects.filter(pk=budget.pk).update(approved_on=None),
        lambda: Spending.objects.create(
            org_unit=cast.district,
            year=YEAR,
            code="7.01.01.2.06.0009",
            month=13,
            amount=Decimal(1),
            recorded_by=cast.perencana,
            recorded_at=NOW,
        ),
    )
    for write in broken:
        with pytest.raises(IntegrityError), transaction.atomic():
            write()
