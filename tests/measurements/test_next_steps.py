"""What an agreement in force says comes next, to whoever may do it."""

from datetime import date

import pytest

from janji.agreements.queries import targets_of
from janji.measurements.beside import MOST, of_agreement
from tests.agreements import stories
from tests.indicators.test_definitions import propose, sign
from tests.measurements.quarters import fill, submit

MAY = date(2019, 5, 2)


@pytest.fixture
def agreement(cast):
    return stories.in_force(cast)


def lines(agreement, user):
    return [
        (one.said, one.address, one.state)
        for panel in of_agreement(agreement, user, MAY)
        for one in panel.lines
    ]


def test_who_types_is_led_to_the_earliest_quarter_that_is_open(cast, agreement):
    first = "/pengukuran/kecamatan-ajibarang/2019/1/"
    assert lines(agreement, cast.operator) == [
        ("Pengukuran TW I: isi realisasi", first, "triwulan berakhir")
    ]
    fill(cast, targets_of(agreement))
    submit(cast)
    assert lines(agreement, cast.operator) == [
        ("Pengukuran TW II: isi realisasi", first.replace("/1/", "/2/"), "sedang berjalan")
    ]


def test_who_defines_is_led_to_the_indicators_that_are_not_connected(cast, agreement):
    targets = targets_of(agreement)
    sign(cast, propose(cast, targets[0].indicator_version))
    propose(cast, targets[1].indicator_version)
    (panel,) = of_agreement(agreement, cast.kasi, MAY)
    defining = [one for one in panel.lines if "Definisi" in one.said]
    assert [(one.address, one.state) for one in defining] == [
        (f"/indikator/{one.pk}/definisi/usul/", "masih diisi tangan") for one in targets[2:]
    ]
    assert (panel.count, panel.more) == (3, 0)
    assert lines(agreement, cast.camat) == [
        (
            f"Definisi operasional: {targets[1].indicator_version.text}",
            f"/indikator/{targets[1].pk}/definisi/",
            "menunggu penetapan",
        )
    ]


def test_what_is_too_much_is_counted(cast, agreement):
    (panel,) = of_agreement(agreement, cast.kasi, MAY)
    assert len(panel.lines) == MOST
    assert panel.count == 5


def test_who_may_do_nothing_is_told_nothing(cast, agreement):
    for who in (cast.bupati, cast.inspektorat, cast.stranger):
        assert of_agreement(agreement, who, MAY) == []


def test_before_it_is_in_force_nothing_comes_next(cast):
    assert of_agreement(stories.signed_by_first(cast), cast.operator, MAY) == []


def test_it_stands_on_the_page_of_the_agreement(cast, agreement, as_user):
    address = f"/perjanjian/{agreement.pk}/"
    page = as_user(cast.operator).get(address).content.decode()
    assert "Yang dapat Anda kerjakan" in page
    assert "/pengukuran/kecamatan-ajibarang/2019/1/" in page
    assert "Yang dapat" not in as_user(cast.bupati).get(address).content.decode()


def test_it_costs_three_queries_whatever_its_size(cast, agreement, django_assert_max_num_queries):
    with django_assert_max_num_queries(5):
        of_agreement(agreement, cast.kasi, MAY)
