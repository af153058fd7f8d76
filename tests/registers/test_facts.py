"""Variables and facts: counted from rows, kept, stale with every change, the same either way."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from janji.calendars.queries import calendar_for
from janji.core.periods import Window, quarter_of, single, through
from janji.core.service_life import Punctuality, Stage, is_due, is_on_time, judge
from janji.registers.catalogue import registers, variables
from janji.registers.facts import keeping
from janji.registers.facts.keeping import Wanted
from janji.registers.facts.models import Fact, Ledger
from janji.registers.services.models import Service, ServiceRequest
from janji.registers.services.queries import timing_of
from janji.registers.variables import Scope
from tests.registers.counter import at, finish, move, receive, service

TERMS = {term.code: term.default for one in variables().values() for term in one.terms}
NEW_YEAR = date(2020, 1, 1)
WANTED = {code: Wanted(one, TERMS) for code, one in variables().items()}


def value(cast, code, window, *, as_of=NEW_YEAR, org_unit=None):
    office = org_unit or cast.district
    return keeping.read(office, 2019, list(WANTED.values()), as_of=as_of).of(WANTED[code], window)


def a_year(cast):
    """Q1: two on time, one late. Q3: one on time, one withdrawn, one still open and overdue."""
    offered = service(cast)
    for received, done in (((1, 7), (1, 8)), ((2, 4), (2, 6)), ((3, 4), (3, 20))):
        finish(cast, receive(cast, offered, at(*received)), at(*done))
    finish(cast, receive(cast, offered, at(7, 1), people=3), at(7, 2))
    move(cast, receive(cast, offered, at(7, 1)), Stage.WITHDRAWN, at(7, 2), notes="Batal")
    receive(cast, offered, at(8, 1))
    return offered


def test_the_services_register_is_found():
    assert "services" in registers()
    assert "layanan_tepat_waktu" in variables()


@pytest.mark.parametrize(
    ("code", "by_quarter", "year"),
    [
        ("permohonan_masuk", [3, 0, 3, 0], 6),
        ("orang_dilayani", [3, 0, 5, 0], 8),
        ("layanan_jatuh_tempo", [3, 0, 2, 0], 5),
        ("layanan_tepat_waktu", [2, 0, 1, 0], 3),
        ("layanan_terlambat", [1, 0, 1, 0], 2),
        ("layanan_tidak_diketahui", [0, 0, 0, 0], 0),
        ("jenis_layanan_jatuh_tempo", [1, 0, 1, 0], 1),
        ("jenis_layanan_tepat_waktu", [0, 0, 0, 0], 0),
    ],
)
def test_values_by_quarter_and_for_the_year(cast, code, by_quarter, year):
    a_year(cast)
    assert [value(cast, code, single(2019, quarter)) for quarter in (1, 2, 3, 4)] == by_quarter
    assert value(cast, code, through(2019, 4)) == year


def test_the_rows_are_the_value(cast):
    a_year(cast)
    for one in variables().values():
        for window in (single(2019, 1), single(2019, 3), through(2019, 4)):
            scope = Scope(cast.district, window, TERMS, NEW_YEAR)
            assert one.value(scope) == value(cast, one.code, window)
            if getattr(one, "amount", None) is None:
                assert one.rows(scope).count() == one.value(scope)


def test_every_number_lists_its_rows(cast):
    """As many cells as headings, and a page for every row that says it has one."""
    a_year(cast)
    for one in variables().values():
        assert one.row_view is not None, one.code
        listed = one.rows(Scope(cast.district, through(2019, 4), TERMS, NEW_YEAR))
        for row in listed.select_related(*one.row_view.related).order_by(*one.row_view.order):
            assert len(one.row_view.cells(row)) == len(one.row_view.headings)
            assert (one.row_view.address(row) or "/").startswith("/")


def test_a_running_request_becomes_due_by_the_calendar_alone(cast):
    """Received Thursday 1 August 2019: due Tuesday 6 August; nobody touches it."""
    receive(cast, service(cast), at(8, 1))
    third = single(2019, 3)
    assert value(cast, "layanan_jatuh_tempo", third, as_of=date(2019, 8, 6)) == 0
    assert value(cast, "layanan_jatuh_tempo", third, as_of=date(2019, 8, 7)) == 1


def test_fresh_facts_are_read_in_two_queries(cast, django_assert_num_queries):
    # Of what falls on days; a register with states asks once more whether something goes on.
    a_year(cast)
    wanted, first = WANTED["layanan_tepat_waktu"], single(2019, 1)
    keeping.read(cast.district, 2019, [wanted], as_of=NEW_YEAR)
    with django_assert_num_queries(2):
        found = keeping.read(cast.district, 2019, [wanted], as_of=NEW_YEAR)
    assert found.of(wanted, first) == 2


def test_every_change_of_a_row_makes_its_facts_stale(cast):
    offered = a_year(cast)
    assert value(cast, "layanan_tepat_waktu", single(2019, 4)) == 0
    finish(cast, receive(cast, offered, at(10, 1)), at(10, 2))
    assert value(cast, "layanan_tepat_waktu", single(2019, 4)) == 1


def test_rows_that_change_while_they_are_counted_are_counted_again(cast, monkeypatch):
    """Someone saves between the rows being read and their facts being kept."""
    offered = a_year(cast)
    counting, moments = keeping.count_all, []

    def meanwhile(asked, *, as_of):
        found = counting(asked, as_of=as_of)
        moments.append(as_of)
        if len(moments) == 1:
            finish(cast, receive(cast, offered, at(2, 11)), at(2, 12))
        return found

    monkeypatch.setattr(keeping, "count_all", meanwhile)
    assert value(cast, "layanan_tepat_waktu", single(2019, 1)) == 3
    assert len(moments) == 2
    ledger = Ledger.objects.get(register="services", org_unit=cast.district, year=2019)
    assert ledger.edition == ledger.counted_edition
    assert list(keeping.differences({one.key: one for one in WANTED.values()})) == []


def test_a_regency_sums_its_districts(cast):
    a_year(cast)
    year = through(2019, 4)
    assert value(cast, "layanan_jatuh_tempo", year, org_unit=cast.government) == 5
    assert value(cast, "layanan_jatuh_tempo", year, org_unit=cast.other_district) == 0


def test_other_terms_are_other_facts(cast):
    a_year(cast)
    only_licences = Wanted(
        variables()["layanan_jatuh_tempo"], TERMS | {"jenis_layanan": ("licence",)}
    )
    wanted = [only_licences, WANTED["layanan_jatuh_tempo"]]
    read = keeping.read(cast.district, 2019, wanted, as_of=NEW_YEAR)
    year = through(2019, 4)
    assert (read.of(only_licences, year), read.of(wanted[1], year)) == (0, 5)


def test_a_fact_that_its_rows_do_not_bear_out_is_found(cast):
    a_year(cast)
    value(cast, "layanan_tepat_waktu", single(2019, 1))
    by_key = {one.key: one for one in WANTED.values()}
    assert list(keeping.differences(by_key)) == []
    Fact.objects.filter(variable="layanan_tepat_waktu", first=1, last=1).update(value=99)
    (found,) = keeping.differences(by_key)
    assert (found.fact.value, found.counted) == (99, 2)


days = st.dates(date(2019, 1, 2), date(2019, 12, 1))
endings = st.none() | st.tuples(
    st.sampled_from([Stage.FINISHED, Stage.REFUSED, Stage.WITHDRAWN, Stage.FORWARDED]),
    st.integers(0, 12),
)
books = st.lists(st.tuples(days, endings), max_size=6)


@pytest.mark.slow
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(book=books, as_of=st.dates(date(2019, 6, 1), date(2020, 2, 1)))
def test_plain_python_over_rows_and_the_database_agree(cast, book, as_of):
    # Rows stay from example to example: both sides always see all of them.
    offered = service(
        cast, code=f"layanan-{Service.objects.count()}", issued_by="Dinas Kependudukan"
    )
    for day, ending in book:
        request = receive(cast, offered, at(day.month, day.day))
        if ending is not None:
            stage, later = ending
            then = date.fromordinal(day.toordinal() + later)
            move(cast, request, stage, at(then.month, then.day, 14), notes="Sebab")
    calendar = calendar_for(cast.district)
    verdicts = [
        judge(timing_of(one, one.pauses.all()), calendar)
        for one in ServiceRequest.objects.select_related("standard")
    ]
    read = keeping.read(cast.district, 2019, list(WANTED.values()), as_of=as_of)
    for quarter in (1, 2, 3, 4):
        window = Window(2019, quarter, quarter)
        here = [
            one
            for one in verdicts
            if one.counted_on
            and one.counted_on.year == 2019
            and quarter_of(one.counted_on) == quarter
        ]
        plain = {
            "layanan_jatuh_tempo": sum(is_due(one, as_of) for one in here),
            "layanan_tepat_waktu": sum(is_on_time(one) for one in here),
            "layanan_terlambat": sum(is_due(one, as_of) and not is_on_time(one) for one in here),
            "layanan_tidak_diketahui": sum(one.punctuality is Punctuality.UNKNOWN for one in here),
        }
        assert plain == {code: read.of(WANTED[code], window) for code in plain}
