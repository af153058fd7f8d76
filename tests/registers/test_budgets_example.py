"""The example's village budgets: fifteen villages, 2, 9, 13, 15 with both by the quarters' ends."""

from datetime import date
from time import process_time

import pytest

from janji.core.periods import through
from janji.registers.checks import Look
from janji.registers.scenes import Scene
from janji.registers.variables import Scope
from janji.registers.village_budgets import example, queries
from janji.registers.village_budgets.checks import CHECKS
from janji.registers.village_budgets.models import BudgetCycle, HandedIn, VisitFile
from janji.registers.village_budgets.variables import LOOSE, REGISTER, TERMS
from tests.registers.budget_stories import NOW
from tests.registers.village_books import listed, office

pytestmark = pytest.mark.django_db
TODAY = date(2020, 1, 15)


def test_the_year_of_the_example(cast):
    villages = [cast.village, *(office(cast, f"Desa Contoh {n:02}") for n in range(1, 15))]
    listed(cast)
    people = {"kasi": cast.kasi, "operator": cast.operator}
    began = process_time()
    example.fill(Scene(cast.district, tuple(villages), people, 2019, NOW))
    assert process_time() - began < 4
    assert BudgetCycle.objects.count() == 45
    terms = {one.code: one.default for one in TERMS}
    loosely = terms | {"syarat_terbina_apbdes": LOOSE}

    def count(code, terms=terms):
        variable = next(one for one in REGISTER.variables if one.code == code)
        windows = [through(2019, quarter) for quarter in (1, 2, 3, 4)]
        return [variable.value(Scope(cast.district, one, terms, TODAY)) for one in windows]

    assert count("desa_terbina_apbdes") == [2, 9, 13, 15]
    assert count("desa_terbina_apbdes", loosely) == [2, 11, 13, 15]
    assert count("desa_apbdes_berlaku_sendiri") == [1, 1, 1, 1]
    assert count("jumlah_desa") == [15, 15, 15, 15]
    assert VisitFile.objects.count() == 3
    # Sums balance, and what is handed in is now and then late or missing.
    for cycle in BudgetCycle.objects.exclude(summaries=None):
        sums = cycle.summaries.get().sums
        assert (sums.balance, sums.sources_difference, sums.is_within_limit) == (0, 0, True)
    rows = queries.duties_of(cast.district, 2019, TODAY)
    cells = [one for row in rows for one in row.cells]
    assert any(one.late for one in cells)
    assert any(one.is_missing for one in cells)
    assert HandedIn.objects.exists()
    # Written down as it happened; one draft was left unanswered, some findings are open.
    look = Look.at(cast.district, 2019, NOW)
    found = {one.code: one.rows(look).count() for one in CHECKS}
    assert found["pembinaan-apbdes-susulan"] == 0
    assert found["apbdes-tanpa-hasil"] == 1
    assert found["pembinaan-apbdes-lewat"] > 0
