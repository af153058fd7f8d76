"""What is to be looked at among figures: late, written afterwards, put right."""

from datetime import date, datetime

import pytest

from janji.registers.checks import Look
from janji.registers.figures.checks import CHECKS
from tests.registers.counter import ZONE
from tests.registers.figure_stories import NOW, correct, define, enter, village

pytestmark = pytest.mark.django_db
BY_CODE = {one.code: one for one in CHECKS}


def found(org_unit, code, now=NOW):
    check = BY_CODE[code]
    rows = check.rows(Look.at(org_unit, 2019, now))
    view = check.row_view
    listed = rows.select_related(*view.related).order_by(*view.order)
    return [(view.address(one), view.cells(one)[0]) for one in listed]


def test_a_figure_is_late_where_someone_here_owes_an_answer(cast):
    lesmana = village(cast, "Desa Lesmana")
    figure = define(cast, asked_of="villages")
    enter(cast, figure, office=cast.village, tw1="1", tw2="1", tw3="1", tw4="1")
    page = f"/catatan/angka/kecamatan-ajibarang/angka/{figure.pk}/?tahun=2019"
    assert found(cast.district, "angka-terlambat") == [(page, "Ibu hamil")]
    assert found(cast.village, "angka-terlambat") == []
    assert found(lesmana, "angka-terlambat") == [
        (f"/catatan/angka/desa-lesmana/angka/{figure.pk}/?tahun=2019", "Ibu hamil")
    ]
    assert found(cast.other_district, "angka-terlambat") == []
    for day, late in ((5, 0), (11, 1)):
        moment = datetime(2019, 4, day, 9, 0, tzinfo=ZONE)
        assert len(found(lesmana, "angka-terlambat", moment)) == late


def test_once_the_year_is_over_whatever_is_missing_is_told(cast):
    figure = define(cast)
    enter(cast, figure, tw1="1", tw2="1", tw3="1")
    december = datetime(2019, 12, 31, 9, 0, tzinfo=ZONE)
    assert found(cast.district, "angka-terlambat", december) == []
    assert len(found(cast.district, "angka-terlambat")) == 1


def test_what_is_written_long_afterwards_or_put_right(cast):
    figure = define(cast, frequency="monthly")
    in_time = datetime(2019, 4, 10, 9, 0, tzinfo=ZONE)
    kept, *_ = enter(cast, figure, at=in_time, m03="5")
    enter(cast, figure, at=datetime(2019, 4, 11, 9, 0, tzinfo=ZONE), m02="5")
    assert len(found(cast.district, "angka-susulan")) == 1
    assert found(cast.district, "angka-dibetulkan") == []
    correct(cast, kept, "6")
    address = f"/catatan/angka/isian/{kept.pk}/"
    assert found(cast.district, "angka-dibetulkan") == [(address, "Ibu hamil")]
    assert found(cast.village, "angka-dibetulkan") == []
    assert date(2019, 3, 31) == kept.last_day
