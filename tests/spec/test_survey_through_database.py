"""registers.md §1.4, §1.6 and §1.7 once more, through the register: imported, kept, counted."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from janji.core.formulas.evaluating import evaluate
from janji.core.formulas.parsing import parse
from janji.core.numbers import rounded
from janji.core.periods import single
from janji.core.satisfaction import weightings
from janji.registers.facts import keeping
from janji.registers.facts.keeping import Wanted
from janji.registers.imports import actions as imports
from janji.registers.survey import actions, results
from janji.registers.survey.variables import ELEMENT_WEIGHT, INDEX_FORMULA, REGISTER
from tests.registers.survey_stories import NOW, running
from tests.spec.test_survey_index import GASPUL_ROWS, PUBLISHED, U

pytestmark = pytest.mark.slow

RESPONDENTS = {"B": 91, "C": 91, "D": 91, "F": 18, "G": 24, "G3": 1}
"""The fewest respondents whose whole totals give the published means (§1.6)."""


FROM_TOTALS = {"B": "94.54"}
"""Published as 94,53, which only means rounded to three decimals give: §1.6, store sums, not means."""


def bring(cast, rows):
    """A sheet of answers is imported."""
    text = ",".join(U) + "\n" + "\n".join(",".join(map(str, row)) for row in rows)
    batch = imports.keep_batch(
        register="survey",
        org_unit=cast.district,
        name="skm.csv",
        data=text.encode(),
        options={"day": "2019-08-01", "scale": "1-4"},
        by=cast.operator,
        at=NOW,
    )
    return imports.store_batch(batch=batch, by=cast.operator, at=NOW).added


def rows_of(totals, respondents):
    """Forms that add up to these totals: whole points above three are spread from the top."""
    columns = []
    for total in totals:
        base, more = divmod(total, respondents)
        columns.append([base + (place < more) for place in range(respondents)])
    return list(zip(*columns, strict=True))


def published(example):
    return next(row for row in PUBLISHED if row[0] == example)


def indices(cast, period):
    """The index of a survey by weighting: from its page's result and from the formula."""
    found = {}
    for code in weightings():
        period = actions.set_scoring(
            period=period,
            weighting_code=code,
            cutoffs_code="2017",
            based_on=period.edition,
            by=cast.kasi,
            at=NOW,
        )
        by_page = results.result_of(period).index
        assert formula(cast, code) == by_page
        found[code] = f"{rounded(by_page, 2)}"
    return found


def formula(cast, code):
    terms = {"periode_skm": "semua", "bobot_skm": code}
    wanted = {one.code: Wanted(one, terms) for one in REGISTER.variables}
    read = keeping.read(cast.district, 2019, list(wanted.values()), as_of=date(2020, 1, 1))
    values = {name: Fraction(read.of(one, single(2019, 3))) for name, one in wanted.items()}
    return evaluate(
        parse(INDEX_FORMULA), values | {"bobot_unsur": ELEMENT_WEIGHT.value(terms)}
    ).value


def test_one_document_two_indices(cast):
    """§1.6 A: 955 points of 29 respondents, published as 90,56 and as 91,48."""
    period = running(cast)
    assert bring(cast, GASPUL_ROWS) == 29
    assert indices(cast, period) == {"equal": "91.48", "0.111": "91.38", "0.11": "90.56"}
    weakest = [one.tally.code for one in results.result_of(period).weakest]
    assert weakest == ["WAKTU", "PROSEDUR", "PRODUK"]


@pytest.mark.parametrize("example", RESPONDENTS)
def test_published_surveys_from_their_respondents(cast, example):
    _, _, scale, means, equal, practice, annex = published(example)
    respondents = RESPONDENTS[example]
    exact = [Decimal(one) * respondents / scale for one in means.split()]
    totals = [int(rounded(one, 0)) for one in exact]
    period = running(cast)
    assert bring(cast, rows_of(totals, respondents)) == respondents
    found = indices(cast, period)
    assert found["equal"] == FROM_TOTALS.get(example, equal)
    # The other weightings of §1.6 were computed from rounded means: whole totals may differ by a cent.
    for code, by_means in (("0.111", practice), ("0.11", annex)):
        assert abs(Decimal(found[code]) - Decimal(by_means)) <= Decimal("0.01")


@pytest.mark.parametrize("respondents", [50, 51, 120])
def test_more_than_fifty_do_not_inflate(cast, respondents):
    """§1.7: a divisor capped at fifty rows."""
    period = running(cast)
    bring(cast, [(3,) * 9] * respondents)
    assert results.result_of(period).index == 75


def test_a_perfect_survey_has_the_best_quality_under_every_weighting(cast):
    """§1.7: an index of a hundred without a branch."""
    period = running(cast)
    bring(cast, [(4,) * 9] * 3)
    assert indices(cast, period) == {"equal": "100.00", "0.111": "99.90", "0.11": "99.00"}
    assert results.result_of(period).grade.mark == "A"


@pytest.mark.parametrize(
    ("population", "by_table", "by_slovin"),
    [(200, 132, 134), (500, 217, 223), (1000, 278, 286), (2000, 322, 334), (5000, 357, 371)],
)
def test_sample_sizes_of_a_survey(cast, population, by_table, by_slovin):
    period = running(cast, population=population)
    assert results.result_of(period).least == by_table
    period = actions.set_population(
        period=period,
        sampling=actions.Sampling("slovin", population),
        based_on=period.edition,
        by=cast.kasi,
        at=NOW,
    )
    assert results.result_of(period).least == by_slovin
