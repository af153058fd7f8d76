"""The desk of the second party: all offices at once, read from facts."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from janji.measurements.queries import year_of, years_of
from tests import regency
from tests.cast import AT

DESK = "/beranda/"
ROWS_OF_REGISTERS = re.compile(r'FROM "(services|survey)_')


@pytest.fixture
def desk(cast, as_user):
    """The superior's browser, before a regency of two districts; one more for each number asked."""
    regency.everywhere(cast)
    names = (f"Kecamatan Nomor {number}" for number in range(1, 99))
    agreements = []

    def with_districts(count):
        while len(agreements) < count:
            agreements.append(regency.add_district(cast, next(names)))
        return as_user(cast.bupati), agreements

    return with_districts


def asked_for(client, address):
    """What opening a page asks the database, once its facts are fresh."""
    client.get(address)
    with CaptureQueriesContext(connection) as seen:
        page = client.get(address)
    assert page.status_code == 200
    return page.content.decode(), [one["sql"] for one in seen.captured_queries]


def test_every_office_has_its_own_count(desk):
    client, _ = desk(3)
    page, _ = asked_for(client, DESK)
    assert page.count("1 dari 4 indikator") == 3


def test_more_offices_cost_no_more_queries(desk):
    client, _ = desk(2)
    _, two = asked_for(client, DESK)
    desk(8)
    page, eight = asked_for(client, DESK)
    assert "Kecamatan Nomor 8" in page
    assert len(eight) == len(two)


def test_the_desk_reads_facts_and_no_register(desk):
    client, agreements = desk(2)
    year = f"/beranda/{agreements[0].org_unit.slug}/2019/"
    for address in (DESK, year):
        _, statements = asked_for(client, address)
        assert [one for one in statements if ROWS_OF_REGISTERS.search(one)] == []
        assert any("facts_fact" in one for one in statements)


def test_many_years_read_together_are_each_what_it_is_alone(desk):
    _, (first, second) = desk(2)
    together = years_of([first, second], on=AT.date())
    assert together == {one.pk: year_of(one, on=AT.date()) for one in (first, second)}
