"""The example's land tax: fifteen villages through a year."""

from datetime import date

import pytest

from janji.registers.land_tax import example, queries
from janji.registers.land_tax.models import Recap
from janji.registers.scenes import Scene
from tests.registers.villages_tax import NOW, village

pytestmark = pytest.mark.django_db


def test_the_year_ends_at_some_84_percent_with_a_few_villages_settled(cast):
    more = [village(cast, f"Desa Contoh {place:02}") for place in range(14)]
    people = {"kasi": cast.kasi, "operator": cast.operator}
    scene = Scene(cast.district, (cast.village, *more), people, 2019, NOW)
    example.fill(scene)
    last = date(2019, 12, 31)
    added = queries.together(queries.places(cast.district, 2019, last), queries.WHOLE, last)
    assert 82 <= added.share <= 86, added.share
    assert (added.villages, added.settled) == (15, 3)
    assert Recap.objects.count() == 15 * len(example.days(2019))
    # Nothing of it contradicts itself: every recap is the newest of its day, and none falls.
    for tax_year in cast.village.tax_years.all():
        paid = list(tax_year.recaps.order_by("as_of").values_list("paid", flat=True))
        assert paid == sorted(paid)
