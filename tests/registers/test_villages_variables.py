"""What is counted: the database's verdict is the rule's, under any thresholds, on any day."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from janji.core.numbers import written
from janji.core.periods import single, through
from janji.core.village_books import (
    GroupTally,
    Verdict,
    default_thresholds,
    judge,
    regulations,
)
from janji.orgs.models import OrgUnitKind
from janji.registers.facts import keeping
from janji.registers.facts.keeping import Wanted
from janji.registers.variables import Scope
from janji.registers.villages import actions
from janji.registers.villages.models import Inspection
from janji.registers.villages.variables import REGISTER, TERMS, thresholds
from tests.registers.village_books import DESA, NOW, WARD, inspect, listed, office, set_days, sheet

pytestmark = pytest.mark.django_db
LATER = date(2020, 2, 1)
DEFAULT = {one.code: one.default for one in TERMS}
BY_CODE = {one.code: one for one in REGISTER.variables}
NAMES = [f"Desa Contoh {n}" for n in range(1, 15)]


def read(cast, window, terms=DEFAULT, office=None):
    """The three numbers of an office, as kept; they are always what their rows are."""
    office = office or cast.district
    wanted = [Wanted(one, terms) for one in REGISTER.variables]
    kept = keeping.read(office, window.year, wanted, as_of=LATER)
    found = {one.variable.code: kept.of(one, window) for one in wanted}
    for one in REGISTER.variables:
        scope = Scope(office, window, terms, LATER)
        assert found[one.code] == one.value(scope) == len(one.rows(scope)), one.code
    return tuple(found[one] for one in ("desa_ada", "desa_diperiksa", "desa_tertib"))


def test_the_definition_is_the_founding_one():
    assert thresholds(DEFAULT) == default_thresholds().thresholds
    assert {one.status for one in TERMS} == {"design", "seen"}
    assert [one.formula for one in REGISTER.examples] == ["desa_tertib ÷ desa_ada × 100"]


def test_the_last_inspection_up_to_the_last_day_decides(cast):
    kracak = listed(cast)["Desa Kracak"]
    inspect(cast, kracak, {"A.1": 0}, on=date(2019, 3, 31))
    inspect(cast, kracak, on=date(2019, 4, 1))
    inspect(cast, kracak, {"D.2": 0}, on=date(2019, 9, 30))
    quarters = [read(cast, single(2019, q)) for q in (1, 2, 3, 4)]
    assert quarters == [(1, 1, 0), (1, 1, 1), (1, 1, 0), (1, 1, 0)]
    assert [read(cast, through(2019, q)) for q in (1, 2, 3, 4)] == quarters


def test_of_two_on_the_same_day_the_later_one_decides(cast):
    kracak = listed(cast)["Desa Kracak"]
    inspect(cast, kracak, {"A.1": 0})
    inspect(cast, kracak)
    assert read(cast, through(2019, 4)) == (1, 1, 1)


def test_last_year_says_nothing_of_this_one(cast):
    kracak = listed(cast)["Desa Kracak"]
    inspect(cast, kracak)
    assert read(cast, through(2020, 4)) == (1, 0, 0)
    assert read(cast, through(2018, 4)) == (1, 0, 0)


def test_thirteen_orderly_one_not_one_not_inspected(cast):
    """§7.4 example 4, and example 3 after it."""
    found = list(listed(cast, *NAMES).values())
    for village in found[:13]:
        inspect(cast, village)
    inspect(cast, found[13], {"A.5": 0})
    ada, diperiksa, tertib = read(cast, through(2019, 4))
    assert (ada, diperiksa, tertib) == (15, 14, 13)
    assert written(Decimal(100) * tertib / ada, 2) == "86,67"
    inspect(cast, found[14])
    assert read(cast, through(2019, 4)) == (15, 15, 14)
    inspect(cast, found[13], {"A.5": None}, on=date(2019, 12, 1))
    assert read(cast, through(2019, 4)) == (15, 15, 15)


def test_the_example_with_a_mandatory_book_missing(cast):
    """§7.4 example 1: 30 of 36 with A.5 missing; without the land 30 of 32."""
    scores = dict(zip([f"A.{n}" for n in range(1, 10)], [4, 4, 3, 4, 0, 3, 4, 4, 4], strict=True))
    kracak = listed(cast)["Desa Kracak"]
    made = inspect(cast, kracak, scores)
    assert (made.points_a, made.books_a) == (30, 9)
    assert read(cast, through(2019, 4)) == (1, 1, 0)
    assert read(cast, through(2019, 4), DEFAULT | {"buku_wajib_harus_ada": False}) == (1, 1, 1)
    made = inspect(cast, kracak, scores | {"A.5": None}, on=date(2019, 7, 1))
    assert (made.points_a, made.books_a) == (30, 8)
    assert read(cast, through(2019, 4)) == (1, 1, 1)


def test_a_withdrawn_inspection_no_longer_decides(cast):
    kracak = listed(cast)["Desa Kracak"]
    inspect(cast, kracak, {"A.1": 0})
    made = inspect(cast, kracak, on=date(2019, 7, 1))
    assert read(cast, through(2019, 4)) == (1, 1, 1)
    actions.withdraw_inspection(
        inspection=made, reason="Salah desa", based_on=1, by=cast.kasi, at=NOW
    )
    assert read(cast, through(2019, 4)) == (1, 1, 0)


def test_a_village_that_ended_is_not_counted_any_more(cast):
    found = listed(cast, "Desa Lesmana")
    inspect(cast, found["Desa Lesmana"])
    set_days(cast, found["Desa Lesmana"], until=date(2019, 6, 30), reason="Digabung dengan Kracak")
    assert [read(cast, single(2019, q)) for q in (2, 3)] == [(2, 1, 1), (1, 0, 0)]


def test_offices_add_up_and_strangers_have_none(cast):
    listed(cast)
    assert read(cast, through(2019, 4), office=cast.government) == (1, 0, 0)
    assert read(cast, through(2019, 4), office=cast.village) == (1, 0, 0)
    assert read(cast, through(2019, 4), office=cast.other_district) == (0, 0, 0)


def test_a_kelurahan_is_judged_without_finance(cast):
    office(cast, "Kelurahan Sokanegara", OrgUnitKind.WARD)
    ward = listed(cast)["Kelurahan Sokanegara"]
    inspect(cast, ward, sheet(of=WARD))
    assert read(cast, through(2019, 4)) == (2, 1, 1)
    only_finance = DEFAULT | {"kelompok_buku": ("C",)}
    assert read(cast, through(2019, 4), only_finance) == (2, 1, 1)


def sums_of(most):
    """Points and applicable books of a group that has at most so many."""
    return st.integers(0, most).flatmap(
        lambda books: st.integers(0, 4 * books).map(lambda points: (points, books))
    )


MOST = {one: sum(b.group == one for b in DESA.books) for one in "ABCDE"}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    sums=st.tuples(*map(sums_of, MOST.values())),
    missing=st.integers(0, 2),
    regulation=st.sampled_from(sorted(regulations())),
    share=st.decimals(0, 100, allow_nan=False, places=2),
    asked=st.sets(st.sampled_from("ABCDE"), min_size=1),
    every=st.booleans(),
)
def test_the_database_judges_as_the_rule_does(cast, sums, missing, regulation, share, asked, every):
    made = Inspection.objects.first() or inspect(cast, listed(cast)["Desa Kracak"])
    columns = {"missing": missing, "regulation": regulation}
    for letter, (points, books) in zip("abcde", sums, strict=True):
        columns |= {f"points_{letter}": points, f"books_{letter}": books}
    Inspection.objects.filter(pk=made.pk).update(**columns)
    terms = {
        "ambang_kelompok_buku": share,
        "kelompok_buku": tuple(sorted(asked)),
        "buku_wajib_harus_ada": every,
    }
    made.refresh_from_db()
    by = thresholds(terms)
    expected = judge(made.tally, regulations()[regulation], by).verdict == Verdict.ORDERLY
    scope = Scope(cast.district, through(2019, 4), terms, LATER)
    assert BY_CODE["desa_tertib"].value(scope) == expected


def test_at_the_share_exactly_and_one_point_below(cast):
    kracak = listed(cast)["Desa Kracak"]
    made = inspect(cast, kracak, {"C.4": 0, "C.5": 3, "C.6": 3})
    assert made.tally.of("C") == GroupTally(18, 6)
    lenient = DEFAULT | {"buku_wajib_harus_ada": False}
    assert read(cast, through(2019, 4), lenient)[2] == 1
    assert (
        read(cast, through(2019, 4), lenient | {"ambang_kelompok_buku": Decimal("75.01")})[2] == 0
    )
