"""A thousand documents as offices write them: read rightly, or with a problem, never silently wrong."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from janji.core.refusals import Problem
from tests.documents.wild.comparing import Mark, compared
from tests.documents.wild.documents import LAYOUTS, written
from tests.documents.wild.formats import FORMATS
from tests.documents.wild.shares import cases, read_one, said

PDF = ("ruled", "bare")
SEEDS = st.integers(0, 10**6)

# The same documents every time: how other ones are read is measured, by the command of `wild`.
# A seed cannot be made simpler, so nothing is gained by looking for a smaller one.
FIXED = settings(deadline=None, derandomize=True, database=None, phases=[Phase.generate])


def silent(layout, format_name, seed):
    """What nobody would notice: other figures than written, and lost ones, without a problem."""
    case = read_one(layout, format_name, seed)
    lost = case.outcome.marked(Mark.WRONG, Mark.MISSING)
    return [f"{one.mark}: {said(one)} in {case.command}" for one in lost]


@pytest.mark.slow
@pytest.mark.parametrize("format_name", [one for one in FORMATS if one not in PDF])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_nothing_is_silently_wrong_or_lost(layout, format_name):
    @settings(FIXED, max_examples=6)
    @given(SEEDS)
    def holds(seed):
        assert silent(layout, format_name, seed) == []

    holds()


@pytest.mark.slow
@pytest.mark.parametrize("format_name", PDF)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_nothing_is_silently_wrong_or_lost_in_pdf(layout, format_name):
    @settings(FIXED, max_examples=3)
    @given(SEEDS)
    def holds(seed):
        assert silent(layout, format_name, seed) == []

    holds()


@pytest.mark.slow
@pytest.mark.parametrize("format_name", ["docx", "html", "print", "xlsx", "ods", "ruled", "tabs"])
def test_a_table_that_is_one_is_read(format_name):
    """To doubt everything would be no reading: of plain tables nearly every number comes back."""
    layouts = ("carried", "pages", "paired", "listed", "skipping", "followed")
    figures = [
        one
        for case in cases(24, layouts, [format_name])
        for one in case.outcome.figures
        if one.is_number
    ]
    right = sum(one.mark is Mark.RIGHT for one in figures)
    assert right / len(figures) >= Decimal("0.95")


READABLE = [one for one in LAYOUTS if one not in {"blank", "individual", "plan"}]


@settings(derandomize=True)
@given(st.sampled_from(READABLE), SEEDS)
def test_an_agreement_is_equal_to_itself(layout, seed):
    document = written(layout, seed)
    asked = tuple(Problem("looked-at", path) for path in sorted(document.unsure))
    if document.wanted.total.agrees is False:
        asked = (*asked, Problem("total-disagrees", "total"))
    read = replace(document.wanted, problems=asked)
    assert [one for one in compared(document, read) if one.mark is not Mark.RIGHT] == []


PATH = "objectives[0].indicators[0].target"


def changed(document, value, *problems):
    """The agreement with another value in its first target."""
    objective, *others = document.wanted.objectives
    indicator, *beside = objective.indicators
    target = replace(indicator.target, value=value)
    first = replace(objective, indicators=(replace(indicator, target=target), *beside))
    return replace(document.wanted, objectives=(first, *others), problems=problems)


@pytest.mark.parametrize(
    ("value", "where", "mark"),
    [
        (Decimal(7), None, Mark.WRONG),
        (Decimal(7), "objectives[0].indicators[0].text", Mark.WRONG),
        (Decimal(7), PATH, Mark.DOUBTED),
        (Decimal(7), "objectives[0].indicators[0]", Mark.DOUBTED),
        (Decimal(7), "objectives[0]", Mark.DOUBTED),
    ],
)
def test_another_number_is_wrong_unless_a_problem_speaks_of_it(value, where, mark):
    document = with_a_plain_target()
    problems = [Problem("looked-at", where)] if where else []
    read = changed(document, value, *problems)
    assert {one.mark for one in compared(document, read) if one.path == PATH} == {mark}


def test_a_lost_indicator_is_missing_and_its_neighbours_are_right():
    document = with_a_plain_target()
    objective, *others = document.wanted.objectives
    shorter = replace(objective, indicators=objective.indicators[1:])
    read = replace(document.wanted, objectives=(shorter, *others))
    lost = {one.path for one in compared(document, read) if one.mark is Mark.MISSING}
    assert PATH in lost
    assert all(path.startswith("objectives[0].indicators[0]") for path in lost)


def with_a_plain_target():
    """A document whose first objective has several indicators, the first with a sure number."""
    documents = (written("carried", seed) for seed in range(100))
    return next(
        one
        for one in documents
        if len(one.wanted.objectives[0].indicators) > 1
        and not one.unsure
        and one.wanted.total.agrees is not False
        and one.wanted.objectives[0].indicators[0].target.value not in {None, Decimal(7)}
    )
