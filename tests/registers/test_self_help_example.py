"""The example's groups add up to the agreement's target."""

from datetime import date

import pytest

from janji.core.periods import Window
from janji.registers.scenes import Scene
from janji.registers.self_help import example, queries
from janji.registers.self_help.conditions import USUAL
from janji.registers.self_help.models import Group, Loan
from janji.registers.self_help.variables import ACTIVE, REGISTERED
from janji.registers.variables import Scope
from tests.registers.self_help_stories import LATER, NOW
from tests.registers.test_musrenbang_stories import villages


@pytest.mark.django_db
@pytest.mark.slow
def test_38_of_40_are_active_at_the_end_of_the_year(cast):
    places = tuple(villages(cast, 15))
    people = {"operator": cast.operator, "kasi": cast.kasi}
    example.fill(Scene(cast.district, places, people, year=2019, at=NOW))
    found = []
    for quarter in (1, 2, 3, 4):
        scope = Scope(cast.district, Window(2019, quarter, quarter), USUAL, LATER)
        found.append((ACTIVE.value(scope), REGISTERED.value(scope)))
    assert found == [(35, 40), (36, 40), (37, 40), (38, 40)]
    assert Group.objects.values("org_unit").distinct().count() == 15
    point = queries.at_quarter(2019, 4, LATER)
    standings = queries.standings(Group.objects.all(), point)
    whats = {one.what for each in standings.values() if each.is_counted for one in each.lacking}
    assert whats == {"overdue", "officers"}
    rows, total = queries.recap(cast.district, queries.at_month(2019, 12, LATER))
    assert (total.groups, total.active, len(rows)) == (40, 38, 15)
    assert total.portfolio.borrowers_at_risk == 1
    assert 10 * total.women >= 3 * total.members
    assert total.portfolio.par.percent < 15
    assert Loan.objects.filter(exception=None, disbursed_on__gte=date(2019, 1, 1)).count() >= 20
