"""The example's figures: a year with one gap and one correction."""

import pytest

from janji.registers.figures import example, queries
from janji.registers.figures.models import Entry, EntryCorrection, FigureChange
from janji.registers.scenes import Scene
from tests.registers.figure_stories import NOW, TODAY, WAIT, number, village

pytestmark = pytest.mark.django_db


def test_a_year_with_what_is_still_missing(cast):
    more = [village(cast, f"Desa Contoh {place:02}") for place in range(14)]
    people = {"kasi": cast.kasi, "operator": cast.operator}
    example.fill(Scene(cast.district, (cast.village, *more), people, 2019, NOW))
    found = list(queries.figures_of(cast.district, text=""))
    stood = queries.years(found, cast.district, 2019, on=TODAY)
    by_code = {one.figure.code: (one.answers, one.owed) for one in stood.values()}
    assert by_code == {
        "kejadian_bencana": (12, 12),
        "penduduk_desa": (29, 30),
        "jalan_desa_baik": (15, 15),
    }
    assert number(cast.district, "penduduk_desa", terms=WAIT) is None
    assert 60_000 < number(cast.district, "penduduk_desa") < 150_000
    assert number(cast.district, "jalan_desa_baik").denominator in (1, 2, 4, 5, 10, 20, 25, 50, 100)
    assert Entry.objects.filter(number=None).count() == 1
    assert [one.objects.count() for one in (EntryCorrection, FigureChange)] == [1, 1]
