"""The desk of the second party: all offices at once, read from facts."""

import re
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from janji.agreements.models import Agreement
from janji.agreements.queries import targets_of
from janji.indicators import actions as indicators
from janji.measurements import standing
from janji.measurements.queries import year_of, years_of
from janji.registers.services.models import Service
from tests import regency
from tests.cast import AT
from tests.measurements.test_recording import counts, record
from tests.registers.counter import at, finish, receive

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
        assert any("facts_ledger" in one for one in statements)


def reached(client):
    """What the desk says of each office."""
    page, _ = asked_for(client, DESK)
    return [int(count) for count in re.findall(r"(\d) dari 4 indikator", page)]


def test_the_desk_follows_a_request_that_is_late(desk, cast):
    client, (first, _) = desk(2)
    assert reached(client) == [1, 1]
    here = replace(cast, district=first.org_unit)
    finish(here, receive(here, Service.objects.get(org_unit=first.org_unit), at(2, 4)), at(3, 20))
    assert reached(client) == [0, 1]


def test_the_desk_follows_a_figure_that_is_typed(desk, cast):
    client, (_, second) = desk(2)
    record(targets_of(second)[0], cast.operator, counts("9", "10"), quarter=4)
    assert reached(client) == [1, 2]


def test_the_desk_follows_a_definition_that_ends(desk, cast):
    client, (first, _) = desk(2)
    definition = targets_of(first)[3].indicator_version.definitions.get()
    indicators.end_definition(definition=definition, reason="Dihentikan", by=cast.camat, at=AT)
    assert reached(client) == [0, 1]


def test_the_desk_follows_the_day(desk, monkeypatch):
    """An open request is nobody's fault until its deadline has passed."""
    desk(1)
    looked = []
    monkeypatch.setattr(
        standing, "years_of", lambda some, *, on: looked.append(on) or years_of(some, on=on)
    )
    for day in (date(2019, 5, 1), date(2019, 5, 1), date(2019, 5, 2)):
        standing.standings(list(Agreement.objects.select_related("org_unit")), on=day)
    # The first look of a day counts facts anew, so the second sees another state of them.
    assert looked == [date(2019, 5, 1), date(2019, 5, 1), date(2019, 5, 2)]


def test_many_years_read_together_are_each_what_it_is_alone(desk):
    _, (first, second) = desk(2)
    together = years_of([first, second], on=AT.date())
    assert together == {one.pk: year_of(one, on=AT.date()) for one in (first, second)}
