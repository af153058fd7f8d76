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
    assert (added.villages, added.settled) == (15, 3)
    ends = [(3, 31), (6, 30), (9, 30), (12, 31)]
    reached = [
        queries.together(queries.places(cast.district, 2019, day), queries.WHOLE, day).share
        for day in (date(2019, *end) for end in ends)
    ]
    # The seed promises 80 percent; quarters as they are usual with a due date in September.
    for share, about in zip(reached, (6, 48, 79, 84), strict=True):
        assert abs(share - about) < 2, [float(one) for one in reached]
    assert reached[2] < 80 < reached[3]
    (held, *_) = queries.collectors_of(cast.district, last)
    assert (held.held.amount, held.is_overdue) == (750_000, True)
    assert Recap.objects.count() == 15 * len(example.days(2019))
    # Nothing of it contradicts itself: every recap is the newest of its day, and none falls.
    for tax_year in cast.village.tax_years.all():
        paid = list(tax_year.recaps.order_by("as_of").values_list("paid", flat=True))
        assert paid == sorted(paid)
