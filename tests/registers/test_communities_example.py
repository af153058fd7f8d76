"""The example's bodies and forums add up to the agreement's target."""

from datetime import date

import pytest

from janji.core.periods import Window, through
from janji.orgs.models import OrgUnit
from janji.registers.communities import example as communities
from janji.registers.communities.conditions import USUAL
from janji.registers.communities.models import Community
from janji.registers.communities.queries import matrix, standings
from janji.registers.communities.variables import ACTIVE, REGISTERED
from janji.registers.musrenbang import example as musrenbang
from janji.registers.scenes import Scene
from janji.registers.variables import Scope
from tests.registers.community_stories import NOW
from tests.registers.test_musrenbang_stories import read, villages

LATER = date(2020, 1, 15)


@pytest.mark.django_db
@pytest.mark.slow
def test_258_of_300_are_active_at_the_end_of_the_year(cast):
    places = tuple(villages(cast, 15))
    people = {"operator": cast.operator, "kasi": cast.kasi}
    scene = Scene(cast.district, places, people, year=2019, at=NOW)
    communities.fill(scene)
    musrenbang.fill(scene)
    year = through(2019, 4)
    scope = Scope(cast.district, year, USUAL, LATER)
    assert (ACTIVE.value(scope), REGISTERED.value(scope)) == (258, 300)
    totals = [cell for _, cell in matrix(cast.district, year).total.cells]
    assert [(one.active, one.registered) for one in totals] == [
        (210, 245),
        (28, 30),
        (9, 9),
        (5, 8),
        (6, 8),
    ]
    found = standings(Community.objects.all(), year)
    assert {one.lack for one in found.values() if one.is_counted} == {None, *communities.LACKS}
    growing = [
        ACTIVE.value(Scope(cast.district, Window(2019, q, q), USUAL, LATER)) for q in (1, 2, 3, 4)
    ]
    assert growing == sorted(growing)
    assert read(cast, "musrenbang_desa_hadir") == 14
    assert read(cast, "musrenbang_hadir_perempuan") == 62
    assert OrgUnit.objects.filter(communities__isnull=False).distinct().count() == 15
