"""What is so on the last day of a window: counted, kept, carried into the next year."""

from datetime import date

import pytest
from django.db.models import F, IntegerField, Q
from django.db.models.functions import Cast

from janji.core.periods import Window, through
from janji.orgs.models import OrgUnit, OrgUnitKind
from janji.registers.facts import keeping
from janji.registers.facts.keeping import Wanted
from janji.registers.facts.models import Ledger
from janji.registers.services.models import Service
from janji.registers.variables import Register, Scope, StateVariable
from tests.registers.counter import service

pytestmark = pytest.mark.django_db
LATER = date(2021, 1, 1)


def offered(terms, window, as_of):
    """Services open on the window's last day."""
    del terms, as_of
    last = window.last_day
    return Q(active_from__lte=last) & (Q(active_until=None) | Q(active_until__gt=last))


OFFERED = StateVariable(
    code="layanan_dibuka",
    title="Layanan yang dibuka",
    definition="Layanan yang dibuka pada hari terakhir.",
    unit_of_measure="layanan",
    things=Service.objects.all,
    where=offered,
)
WEIGHED = StateVariable(
    code="bobot_layanan",
    title="Bobot layanan yang dibuka",
    definition="Dua untuk setiap layanan yang dibuka.",
    unit_of_measure="bobot",
    things=Service.objects.all,
    where=offered,
    amount=lambda _terms, _window, _as_of: Cast(F("id") - F("id") + 2, IntegerField()),
)
REGISTER = Register("catalogue", "Katalog", "Untuk uji.", "services:catalogue", (OFFERED, WEIGHED))


@pytest.fixture
def catalogue(monkeypatch):
    """A register that has these two states."""
    monkeypatch.setattr(keeping, "register_of", lambda _code: REGISTER)
    monkeypatch.setattr(keeping, "registers", lambda: {"catalogue": REGISTER})


def opened(cast, code, on, until=None):
    made = service(cast, code=code, name=f"Layanan {code}")
    Service.objects.filter(pk=made.pk).update(active_from=on, active_until=until)
    keeping.mark_changed_from("catalogue", cast.district, on)
    return made


def read(cast, variable, window, office=None):
    wanted = Wanted(variable, {})
    found = keeping.read(office or cast.district, window.year, [wanted], as_of=LATER)
    return found.of(wanted, window)


def by_quarter(cast, variable, year, office=None):
    return [read(cast, variable, Window(year, q, q), office) for q in (1, 2, 3, 4)]


def test_each_quarter_has_the_state_of_its_last_day(cast, catalogue):
    opened(cast, "a", date(2019, 2, 1))
    opened(cast, "b", date(2019, 6, 30))
    opened(cast, "c", date(2019, 7, 1), until=date(2019, 9, 30))
    assert by_quarter(cast, OFFERED, 2019) == [1, 2, 2, 2]
    assert by_quarter(cast, WEIGHED, 2019) == [2, 4, 4, 4]
    # The year up to a quarter ends on the same day as the quarter: states do not add up.
    assert [read(cast, OFFERED, through(2019, q)) for q in (1, 2, 3, 4)] == [1, 2, 2, 2]


def test_the_fact_is_what_the_rows_say(cast, catalogue):
    for day, code in enumerate("abc", start=1):
        opened(cast, code, date(2019, 3 * day, 1))
    for variable in (OFFERED, WEIGHED):
        for window in (through(2019, 2), Window(2019, 3, 3)):
            scope = Scope(cast.district, window, {}, LATER)
            assert read(cast, variable, window) == variable.value(scope)
    assert len(OFFERED.rows(Scope(cast.district, through(2019, 2), {}, LATER))) == 2


def test_it_goes_on_in_a_year_in_which_nothing_happened(cast, catalogue):
    opened(cast, "a", date(2018, 5, 1))
    assert not Ledger.objects.filter(year=2020, register="catalogue").exists()
    assert by_quarter(cast, OFFERED, 2020) == [1, 1, 1, 1]
    assert by_quarter(cast, OFFERED, 2017) == [0, 0, 0, 0]
    assert by_quarter(cast, OFFERED, 2020, cast.government) == [1, 1, 1, 1]
    assert by_quarter(cast, OFFERED, 2020, cast.other_district) == [0, 0, 0, 0]


def test_a_change_is_seen_in_all_later_years(cast, catalogue):
    opened(cast, "a", date(2018, 5, 1))
    assert read(cast, OFFERED, through(2020, 4)) == 1
    opened(cast, "b", date(2019, 5, 1))
    assert read(cast, OFFERED, through(2018, 4)) == 1
    assert read(cast, OFFERED, through(2020, 4)) == 2


def test_without_any_ledger_there_is_nothing_and_nothing_is_opened(cast, catalogue):
    assert by_quarter(cast, OFFERED, 2019) == [0, 0, 0, 0]
    assert not Ledger.objects.filter(register="catalogue").exists()


VILLAGES = StateVariable(
    code="desa",
    title="Desa",
    definition="Desa pada susunan kantor.",
    unit_of_measure="desa",
    things=OrgUnit.objects.all,
    where=lambda _terms, _window, _as_of: Q(kind=OrgUnitKind.VILLAGE.value),
    office="pk",
)


def test_offices_themselves_are_counted_though_nobody_wrote_of_them(cast, monkeypatch):
    register = Register(
        "catalogue", "Katalog", "", "", (VILLAGES,), counted_kinds=(OrgUnitKind.VILLAGE.value,)
    )
    monkeypatch.setattr(keeping, "register_of", lambda _code: register)
    monkeypatch.setattr(keeping, "registers", lambda: {"catalogue": register})
    assert by_quarter(cast, VILLAGES, 2019) == [1, 1, 1, 1]
    assert by_quarter(cast, VILLAGES, 2019, cast.other_district) == [0, 0, 0, 0]
    scope = Scope(cast.government, through(2019, 4), {}, LATER)
    assert read(cast, VILLAGES, scope.window, cast.government) == VILLAGES.value(scope) == 1
    assert list(VILLAGES.rows(scope)) == [cast.village]
    # Only offices of that kind have a ledger, and each of them one.
    assert [one.org_unit for one in Ledger.objects.filter(register="catalogue")] == [cast.village]
