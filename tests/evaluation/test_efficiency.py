"""Efficiency from the office's own budget: each formula of sakip-rules 11a gives its worked example."""

from decimal import Decimal
from fractions import Fraction

import pytest

from janji.budgets.queries import programme_sums
from janji.core.efficiency import Formula, NoEfficiency, Status
from janji.core.numbers import rounded
from janji.evaluation import actions, queries
from tests.budgets import stories as budgets
from tests.budgets.stories import OFFICE, SERVICE
from tests.evaluation import stories
from tests.evaluation.stories import NOW, ON

HOME = "/evaluasi/kecamatan-ajibarang/2019/"


def reached(cast, *figures):
    """An agreement of 87,5 %, 82, 3 documents and 95 % with these figures."""
    agreement = stories.promised(cast)
    stories.measured(cast, agreement, *figures)
    return agreement


def money(cast, amounts, spent):
    """Two programmes with their amounts, and what was spent of each by December."""
    lines = [
        (code, name, amount)
        for (code, name), amount in zip(
            ((OFFICE, "Penyediaan bahan kantor"), (SERVICE, "Pelayanan")), amounts, strict=True
        )
    ]
    total = sum(map(Decimal, amounts))
    budgets.approved(cast, lines=lines, total=total)
    entries = zip((OFFICE, SERVICE), spent, strict=True)
    budgets.record(cast, *(budgets.spent(code, 12, amount) for code, amount in entries))


def efficiency(cast, agreement, formula):
    """The efficiency of the year by a formula that the superior chose."""
    actions.settle_evaluation_choice(
        org_unit=cast.government,
        from_year=2019,
        formula=formula.value,
        undefined="left_out",
        based_on=None,
        by=cast.bupati,
        at=NOW,
    )
    return queries.efficiency_for(queries.evaluated(agreement, ON))


def shown(value):
    return f"{rounded(value, 2)}"


def test_serap_is_the_official_example_to_the_rupiah(cast):
    """855.830.897.000 rupiah in two programmes, of which 734.881.464.333 were spent."""
    agreement = reached(cast, "210/300", "82", "3", None)
    money(cast, ("400000000000", "455830897000"), ("300000000000", "434881464333"))
    found = efficiency(cast, agreement, Formula.SERAP)
    assert found.value == Fraction(734_881_464_333, 855_830_897_000) * 100
    assert shown(found.value) == "85.87"
    tree = queries.money_of(queries.evaluated(agreement, ON))
    assert (tree.absorbed.amount, tree.absorbed.spent) == (855_830_897_000, 734_881_464_333)
    assert [one.absorbed.amount for one in tree.programmes] == [
        one.amount for one in programme_sums(cast.district, 2019)
    ]
    assert tree.absorbed.spent == sum(one.absorbed.spent for one in tree.programmes)


def test_eff_simple_with_its_status(cast):
    """An achievement of 95,00 and an absorption of 85,00 are +10,00: efficient."""
    agreement = reached(cast, "210/300", "82", "3", None)
    assert queries.evaluated(agreement, ON).weighted.raw.value == 95
    money(cast, ("400000000", "600000000"), ("300000000", "550000000"))
    found = efficiency(cast, agreement, Formula.EFF_SIMPLE)
    assert (shown(found.value), found.status) == ("10.00", Status.EFFICIENT)


@pytest.mark.parametrize(
    ("formula", "value"), [(Formula.EFF_RATIO, "108.92"), (Formula.EFF_REST, "2.20")]
)
def test_eff_ratio_and_what_was_left_over(cast, formula, value):
    """Output 106,52 % (87,3464 of 82 and 3,1956 of 3) for 97,80 % of the money."""
    agreement = reached(cast, None, "87.3464", "3.1956", None)
    assert queries.evaluated(agreement, ON).weighted.raw.value == Fraction("106.52")
    money(cast, ("400000000", "600000000"), ("390000000", "588000000"))
    assert shown(efficiency(cast, agreement, formula).value) == value


def test_of_a_missed_target_nothing_is_left_over(cast):
    agreement = reached(cast, "210/300", "82", "3", None)
    money(cast, ("400000000", "600000000"), ("300000000", "550000000"))
    found = efficiency(cast, agreement, Formula.EFF_REST)
    assert (found.value, found.reason) == (None, NoEfficiency.TARGET_MISSED)


@pytest.mark.parametrize("formula", [Formula.E_214, Formula.E_249])
def test_e_214_and_e_249_for_an_office_as_one_output(cast, formula):
    """The sums of the official data: 12,78 of 10 thousand million earned, 9,5 spent; NE is bounded."""
    agreement = reached(cast, None, "104.796", "3.834", None)
    assert queries.evaluated(agreement, ON).weighted.raw.value == Fraction("127.8")
    money(cast, ("4000000000", "6000000000"), ("3800000000", "5700000000"))
    found = efficiency(cast, agreement, formula)
    assert (shown(found.value), found.value_of_efficiency) == ("25.67", 100)
    assert shown(found.unbounded) == "114.16"


def test_a_quarter_looks_at_the_money_of_its_own_months(cast):
    agreement = stories.promised(cast)
    stories.record(queries.blocks_of(agreement)[0][1][1], 2, "82", by=cast.operator)
    budgets.approved(cast)
    budgets.record(
        cast, budgets.spent(OFFICE, 6, "100000000"), budgets.spent(OFFICE, 12, "400000000")
    )
    half, whole = (
        queries.money_of(queries.evaluated(agreement, ON, quarter=quarter)) for quarter in (2, 4)
    )
    assert (half.absorbed.spent, whole.absorbed.spent) == (100_000_000, 400_000_000)


def test_a_budget_of_zero_has_no_absorption(cast):
    agreement = reached(cast, "210/300", "82", "3", None)
    budgets.approved(cast, lines=[(OFFICE, "Penyediaan bahan kantor", "0")], total=0)
    found = efficiency(cast, agreement, Formula.SERAP)
    assert (found.value, found.reason) == (None, NoEfficiency.ZERO_BUDGET)


def test_the_page_shows_the_money_behind_the_figure(cast, as_user, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    agreement = reached(cast, "210/300", "82", "3", None)
    money(cast, ("400000000", "600000000"), ("300000000", "550000000"))
    efficiency(cast, agreement, Formula.EFF_SIMPLE)
    page = as_user(cast.camat).get(HOME).content.decode()
    assert "Rp1.000.000.000" in page.replace("\u00a0", "").replace(" ", "")
    assert "Rp850.000.000" in page.replace("\u00a0", "").replace(" ", "")
