"""The example's villages: fifteen, two inspections each, fourteen orderly when the year ends."""

from datetime import date

import pytest

from janji.core.periods import single, through
from janji.registers.scenes import Scene
from janji.registers.variables import Scope
from janji.registers.villages import example
from janji.registers.villages.models import Finding, Inspection
from janji.registers.villages.variables import REGISTER, TERMS
from tests.registers.village_books import NOW, office

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("year", [2019, 2020])
def test_the_year_of_the_example(cast, year):
    villages = [cast.village, *(office(cast, f"Desa Contoh {n}") for n in range(1, 15))]
    people = {"kasi": cast.kasi, "operator": cast.operator}
    example.fill(Scene(cast.district, tuple(villages), people, year, NOW.replace(year=year)))
    assert Inspection.objects.count() == 30
    terms = {one.code: one.default for one in TERMS}
    found = {
        one.code: [
            one.value(Scope(cast.district, window, terms, date(year + 1, 1, 7)))
            for window in (*(single(year, q) for q in (1, 2, 3)), through(year, 4))
        ]
        for one in REGISTER.variables
    }
    assert found["desa_ada"] == [15, 15, 15, 15]
    assert found["desa_diperiksa"] == [0, 15, 15, 15]
    assert found["desa_tertib"] == [0, 11, 13, 14]
    # What is behind in the second half is still open.
    assert Finding.objects.filter(settled_on=None).get().book == "C.3"
