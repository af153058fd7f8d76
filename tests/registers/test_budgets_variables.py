"""What is counted of village budgets: never silence, under both settings, kelurahan left out."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from janji.core.numbers import written
from janji.core.periods import single, through
from janji.core.village_budgets import is_evaluated, is_guided, is_silent, share
from janji.orgs.models import OrgUnitKind
from janji.registers.catalogue import registers, variables
from janji.registers.facts import keeping
from janji.registers.facts.keeping import Wanted
from janji.registers.variables import Scope
from janji.registers.village_budgets import actions
from janji.registers.village_budgets.models import BudgetCycle, Visit
from janji.registers.village_budgets.variables import LOOSE, STRICT, TERMS
from tests.registers.budget_stories import (
    ANSWERED,
    NOW,
    PDF,
    RECEIVED,
    course,
    cycle,
    upload,
    villages,
    visit,
)
from tests.registers.village_books import listed, office, set_days

pytestmark = pytest.mark.django_db
LATER = date(2020, 1, 15)
STRICTLY = {one.code: one.default for one in TERMS}
LOOSELY = STRICTLY | {"syarat_terbina_apbdes": LOOSE}
SEEN = "desa_dievaluasi_apbdes"
MONITORED = "desa_dimonitor_apbdes"
GUIDED = "desa_terbina_apbdes"
SILENT = "desa_apbdes_berlaku_sendiri"
ALL = "jumlah_desa"


def read(cast, code, window=None, terms=STRICTLY, office=None, as_of=LATER):
    variable, window = variables()[code], window or through(2019, 4)
    wanted = Wanted(variable, terms)
    office = office or cast.district
    found = keeping.read(office, window.year, [wanted], as_of=as_of).of(wanted, window)
    assert found == variable.value(Scope(office, window, terms, as_of))
    return found


def test_fifteen_villages_thirteen_monitored(cast):
    """§10.3 example 5, through the database: 86.67 percent strictly, 100 loosely."""
    for place, village in enumerate(villages(cast, 15)):
        cycle(cast, village, **ANSWERED)
        if place < 13:
            visit(cast, village)
    found = {
        code: read(cast, code, terms=terms)
        for code, terms in ((ALL, STRICTLY), (SEEN, STRICTLY), (MONITORED, STRICTLY))
    }
    assert found == {ALL: 15, SEEN: 15, MONITORED: 13}
    strict, loose = read(cast, GUIDED), read(cast, GUIDED, terms=LOOSELY)
    assert (strict, loose) == (13, 15)
    assert [written(share(one, 15), 2) for one in (strict, loose)] == ["86,67", "100,00"]


def test_a_village_counts_from_the_quarter_in_which_it_has_both(cast):
    cycle(cast, **ANSWERED)
    visit(cast)
    quarters = [read(cast, GUIDED, single(2019, one)) for one in (1, 2, 3, 4)]
    assert quarters == [0, 0, 1, 1]
    assert [read(cast, GUIDED, single(2019, one), LOOSELY) for one in (1, 2, 3, 4)] == [0, 1, 1, 1]
    # What was done in a year does not carry into the next.
    assert read(cast, GUIDED, single(2020, 1), LOOSELY) == 0
    assert read(cast, ALL, single(2020, 1)) == 1


def test_silence_is_the_districts_failure_and_never_an_evaluation(cast):
    """R10.6, R10.14."""
    draft = cycle(cast, **RECEIVED)
    assert draft.result_due_on == date(2019, 9, 4)
    visit(cast)
    assert (read(cast, SEEN), read(cast, SILENT), read(cast, GUIDED)) == (0, 1, 0)
    assert read(cast, SILENT, single(2019, 2)) == 0
    assert read(cast, SILENT, single(2019, 3), as_of=date(2019, 9, 4)) == 0
    assert read(cast, SILENT, single(2019, 3), as_of=date(2019, 9, 5)) == 1
    # A letter after the limit does not mend it.
    draft = course(
        cast, draft, result_on=date(2019, 9, 5), outcome="SESUAI", letter_number="900/78/2019"
    )
    assert (read(cast, SEEN), read(cast, SILENT), read(cast, GUIDED)) == (0, 1, 0)
    course(cast, draft, result_on=date(2019, 9, 4))
    assert (read(cast, SEEN), read(cast, SILENT), read(cast, GUIDED)) == (1, 0, 1)


def test_what_a_definition_may_settle(cast):
    cycle(cast, **ANSWERED)
    made = visit(cast, kind="KONSULTASI")
    assert read(cast, MONITORED) == 0
    asked = STRICTLY | {"jenis_monitoring_apbdes": ("KONSULTASI",)}
    assert read(cast, MONITORED, terms=asked) == 1
    filed = asked | {"berita_acara_apbdes_terlampir": True}
    assert read(cast, MONITORED, terms=filed) == 0
    actions.attach_files(
        visit=made,
        kind="berita_acara",
        files=[upload("ba.pdf", PDF)],
        by=cast.operator,
        at=NOW,
    )
    assert read(cast, MONITORED, terms=filed) == 1


def test_a_visit_without_minutes_or_withdrawn_does_not_count(cast):
    visit(cast, minutes_number=None)
    assert read(cast, MONITORED) == 0
    made = visit(cast)
    assert read(cast, MONITORED) == 1
    actions.withdraw_visit(
        visit=made, reason="Salah desa", based_on=made.edition, by=cast.kasi, at=NOW
    )
    assert read(cast, MONITORED) == 0


def test_a_photo_is_not_minutes(cast):
    visit(cast, minutes_number=None, files={"foto": [upload()]})
    assert read(cast, MONITORED) == 0
    visit(cast, minutes_number=None, files={"berita_acara": [upload("ba.pdf", PDF)]})
    assert read(cast, MONITORED) == 1


def test_kelurahan_and_ended_villages_are_left_out(cast):
    office(cast, "Kelurahan Sokanegara", OrgUnitKind.WARD)
    office(cast, "Desa Banjarsari")
    found = listed(cast)
    assert read(cast, ALL) == 2
    set_days(cast, found["Desa Banjarsari"], until=date(2019, 6, 30), reason="Digabung")
    assert [read(cast, ALL, single(2019, one)) for one in (1, 2, 3)] == [2, 2, 1]


def test_a_village_sees_its_own_number(cast):
    other = office(cast, "Desa Banjarsari")
    found = listed(cast)
    visit(cast, found["Desa Banjarsari"])
    assert read(cast, MONITORED, office=other) == 1
    assert read(cast, MONITORED, office=cast.village) == 0


def test_the_formula_of_the_seed_is_offered():
    """0.1, indicator 3.6."""
    register = registers()["village_budgets"]
    assert register.examples[0].formula == "desa_terbina_apbdes ÷ jumlah_desa × 100"
    assert register.goes_on
    assert {one.status for one in TERMS} == {"design"}
    assert STRICTLY["syarat_terbina_apbdes"] == STRICT


DAY = st.integers(0, 364).map(lambda days: date.fromordinal(date(2019, 1, 1).toordinal() + days))


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    received=st.none() | DAY,
    wait=st.none() | st.integers(0, 60),
    monitored=st.none() | DAY,
    strictly=st.booleans(),
    quarter=st.integers(1, 4),
)
def test_the_database_says_what_the_rules_say(cast, received, wait, monitored, strictly, quarter):
    BudgetCycle.objects.all().delete()
    Visit.objects.all().delete()
    keeping.forget()
    window = through(2019, quarter)
    result_on = due = None
    if received is not None:
        result_on = None if wait is None else date.fromordinal(received.toordinal() + wait)
        result_on = result_on if result_on is None or result_on <= LATER else None
        said = {"result_on": result_on, "outcome": "SESUAI", "letter_number": "1"}
        draft = cycle(cast, received_on=received, **(said if result_on else {}))
        due = draft.result_due_on
    if monitored is not None:
        visit(cast, day=monitored)
    in_window = result_on is not None and date(2019, 1, 1) <= result_on <= window.last_day
    evaluated = in_window and is_evaluated(due, result_on)
    seen = monitored is not None and monitored <= window.last_day
    terms = STRICTLY if strictly else LOOSELY
    assert read(cast, SEEN, window) == evaluated
    expected = is_guided(evaluated=evaluated, monitored=seen, strictly=strictly)
    assert read(cast, GUIDED, window, terms) == expected
    assert read(cast, SILENT, window) == is_silent(due, result_on, window.last_day)
