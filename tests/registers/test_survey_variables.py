"""The survey's numbers as formulas see them: additive, exact, and the same index as the rule's."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from janji.core.formulas.checking import check
from janji.core.formulas.evaluating import Undefined, evaluate
from janji.core.formulas.parsing import parse
from janji.core.periods import Window, quarter_of, single, through
from janji.core.satisfaction import NoIndex, is_valid, survey_index, tally, weighting, weightings
from janji.core.survey_life import PeriodDeed
from janji.registers.facts import keeping
from janji.registers.facts.keeping import Wanted
from janji.registers.survey.models import ANSWER_FIELDS, Response
from janji.registers.survey.variables import ELEMENT_WEIGHT, INDEX_FORMULA, REGISTER
from tests.registers.survey_stories import (
    GOOD,
    THREES,
    answer,
    closed,
    draft,
    enter,
    move,
    running,
)

TERMS = {"periode_skm": "semua", "bobot_skm": "equal"}
NEW_YEAR = date(2020, 1, 1)
NAMES = {one.code for one in REGISTER.variables} | {ELEMENT_WEIGHT.code}


def values(org_unit, window, terms=TERMS, as_of=NEW_YEAR):
    wanted = {one.code: Wanted(one, terms) for one in REGISTER.variables}
    read = keeping.read(org_unit, window.year, list(wanted.values()), as_of=as_of)
    found = {code: Fraction(read.of(one, window)) for code, one in wanted.items()}
    return found | {ELEMENT_WEIGHT.code: ELEMENT_WEIGHT.value(terms)}


def index(org_unit, window, **more):
    return evaluate(parse(INDEX_FORMULA), values(org_unit, window, **more))


def test_the_formula_names_only_this_register():
    assert set(check(parse(INDEX_FORMULA), NAMES)) == NAMES - {"skm_responden"}
    assert len(REGISTER.variables) == 19


@pytest.mark.parametrize("code", weightings())
def test_the_weight_is_exact(code):
    assert ELEMENT_WEIGHT.value({"bobot_skm": code}) == weighting(code).weight(9)


def test_the_index_of_a_quarter_and_of_nobody(cast):
    period = running(cast)
    enter(cast, period, GOOD)
    enter(cast, period, (None, *THREES[1:]))
    expected = survey_index(tally([GOOD, (None, *THREES[1:])]), weighting())
    assert index(cast.district, single(2019, 3)).value == expected
    assert index(cast.government, through(2019, 4)).value == expected
    nobody = index(cast.district, single(2019, 2))
    assert (nobody.value, nobody.undefined) == (None, Undefined.ZERO_DENOMINATOR)


def test_what_is_in_doubt_does_not_count(cast):
    period = running(cast)
    answer(period, (4,) * 9, repeated=True)
    assert values(cast.district, single(2019, 3))["skm_responden"] == 0


def test_only_closed_surveys_when_the_definition_says_so(cast):
    period = running(cast)
    enter(cast, period)
    terms = TERMS | {"periode_skm": "ditutup"}
    assert values(cast.district, single(2019, 3), terms)["skm_responden"] == 0
    assert values(cast.district, single(2019, 3))["skm_responden"] == 1
    closed(cast, period)
    assert values(cast.district, single(2019, 3), terms)["skm_responden"] == 1


def test_several_offices_are_pooled_not_averaged(cast):
    """R1.24: one respondent one voice."""
    ours, theirs = running(cast), draft(cast, org_unit=cast.other_district, by=cast.stranger)
    move(cast, theirs, PeriodDeed.OPEN, by=cast.stranger)
    for _ in range(3):
        enter(cast, ours, (4,) * 9)
    answer(theirs, (1,) * 9, "lain")
    pooled = index(cast.government, single(2019, 3)).value
    mean_of_indices = Fraction(100 + 25, 2)
    assert (pooled, pooled != mean_of_indices) == (Fraction(13 * 25, 4), True)


def test_fresh_values_are_read_in_two_queries(cast, django_assert_num_queries):
    enter(cast, running(cast))
    values(cast.district, single(2019, 3))
    with django_assert_num_queries(2):
        values(cast.district, single(2019, 3))


answers = st.lists(st.none() | st.integers(1, 4), min_size=9, max_size=9).filter(any)
books = st.lists(st.tuples(st.dates(date(2019, 7, 1), date(2019, 8, 20)), answers), max_size=8)


@pytest.mark.slow
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(book=books, code=st.sampled_from(list(weightings())))
def test_the_formula_over_the_database_is_the_rule(cast, book, code):
    # Rows stay from example to example: both sides always see all of them.
    period = cast.district.survey_periods.first() or running(cast)
    for day, one in book:
        enter(cast, period, one, day=day)
    kept = Response.objects.all()
    for window in (single(2019, 3), through(2019, 4), Window(2019, 1, 2)):
        rows = [
            one.answers
            for one in kept
            if quarter_of(one.filled_on) in window.quarters and is_valid(one.answers)
        ]
        expected = survey_index(tally(rows), weighting(code))
        found = index(cast.district, window, terms=TERMS | {"bobot_skm": code})
        if isinstance(expected, NoIndex):
            assert found.undefined is Undefined.ZERO_DENOMINATOR
        else:
            assert found.value == expected


def test_answer_columns_are_the_elements_of_the_variables():
    sums = [one.amount for one in REGISTER.variables if getattr(one, "amount", None)]
    assert sums == list(ANSWER_FIELDS)
