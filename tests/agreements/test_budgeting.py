"""The programme table of an agreement is that of the approved budget, to the rupiah."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.urls import reverse

from janji.agreements import actions, queries
from janji.agreements.completeness import missing_in
from janji.core.agreement import ProgrammeLine, Total
from janji.core.refusals import Refused
from tests.agreements.stories import complete, in_force, propose
from tests.budgets.stories import BEGUN, TOTAL, approved, draft
from tests.cast import AT
from tests.forms_on_pages import form_on

pytestmark = pytest.mark.django_db
BUDGETED = (
    ProgrammeLine("Program Penunjang Urusan", Decimal(400000000)),
    ProgrammeLine("Program Pelayanan Publik", Decimal("250000000.50")),
)


def text(page):
    return " ".join(page.content.decode().replace("\xa0", " ").split())


def promise(cast, agreement, programmes):
    """The agreement with another programme table."""
    changed = replace(
        queries.agreement_text(agreement),
        programmes=programmes,
        total=Total(sum(one.amount for one in programmes), None),
    )
    return actions.rewrite_draft(
        agreement=agreement,
        text=changed,
        kept=[target.pk for target in queries.targets_of(agreement)],
        based_on=agreement.edition,
        by=cast.perencana,
        at=AT,
    )


def test_without_an_approved_budget_nothing_is_compared(cast):
    draft(cast)
    assert missing_in(complete(cast)) == ()


def test_a_table_that_agrees_lacks_nothing(cast):
    approved(cast)
    programmes = (replace(BUDGETED[0], name="PROGRAM  penunjang urusan"), BUDGETED[1])
    assert missing_in(promise(cast, complete(cast), programmes)) == ()


def test_a_table_that_differs_by_half_a_rupiah_keeps_the_agreement_from_being_signed(cast):
    approved(cast)
    programmes = (
        BUDGETED[0],
        replace(BUDGETED[1], amount=Decimal(250000000)),
        ProgrammeLine("Program Lain", Decimal(5)),
    )
    agreement = promise(cast, complete(cast), programmes)
    assert [(one.code, one.where) for one in missing_in(agreement)] == [
        ("programme-amount-differs", "programmes[1]"),
        ("programme-not-budgeted", "programmes[2]"),
    ]
    with pytest.raises(Refused, match="agreement-incomplete"):
        propose(agreement, cast)


def test_a_programme_that_is_missing_is_named(cast):
    approved(cast)
    agreement = promise(cast, complete(cast), BUDGETED[:1])
    (problem,) = missing_in(agreement)
    assert problem.facts == {"programme": "Program Pelayanan Publik", "amount": "250.000.000,5"}


def test_the_table_is_taken_from_the_budget_and_saved_by_a_person(cast, as_user):
    client = as_user(cast.perencana)
    agreement = complete(cast)
    edit = reverse("agreements:edit", args=[agreement.pk])
    assert "Ambil dari anggaran" not in text(client.get(edit))
    approved(cast)
    assert "Ambil dari anggaran" in text(client.get(edit))
    page = client.get(f"{edit}?anggaran=1")
    assert "diisi dari anggaran yang ditetapkan" in text(page)
    # Nothing has changed until it is saved.
    assert queries.budget_of(agreement).programmes != BUDGETED
    assert form_on(page, edit, "Simpan naskah").send(client, {}).status_code == 302
    agreement.refresh_from_db()
    budget = queries.budget_of(agreement)
    assert (budget.programmes, budget.total.printed) == (BUDGETED, TOTAL)
    assert missing_in(agreement) == ()


def test_an_agreement_in_force_says_where_a_later_budget_differs(cast, as_user):
    agreement = in_force(cast)
    page = reverse("agreements:agreement", args=[agreement.pk])
    assert "tidak ada pada anggaran" not in text(as_user(cast.camat).get(page))
    approved(cast, at=BEGUN)
    assert "tidak ada pada anggaran yang ditetapkan" in text(as_user(cast.camat).get(page))


def test_the_day_of_the_budget_is_proposed_for_the_deadline(cast, as_user):
    approved(cast)
    address = reverse("agreements:budget-day", args=[complete(cast).pk])
    assert 'value="04-01-2019"' in text(as_user(cast.perencana).get(address))
