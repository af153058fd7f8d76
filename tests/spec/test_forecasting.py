"""sakip-rules §8: monitoring through the year. The methods are our design; their worked examples stand here."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from janji.core.accumulation import QuarterFigure, YearEnd, path_end, target_to_date, to_date
from janji.core.achievement import Direction, Undefined, achievement
from janji.core.forecasting import (
    LeastQuarters,
    Method,
    NoForecast,
    Risk,
    forecast,
    least_quarters,
    risk_of,
    risk_rule,
)

SUM, RATIO, STEP = YearEnd.FLOW_SUM, YearEnd.RATIO_OF_SUMS, YearEnd.PROGRESSIVE
LAST, MEAN, ONCE = YearEnd.STOCK_LAST, YearEnd.AVERAGE, YearEnd.YEAR_ONLY


def path_of(said):
    return tuple(None if one == "-" else Decimal(one) for one in said.split())


def values(said):
    """`5 6 - -`: the figures of quarters; a dash is no report."""
    return [
        QuarterFigure(quarter, Decimal(one))
        for quarter, one in enumerate(said.split(), 1)
        if one != "-"
    ]


def counts(*pairs):
    return [
        QuarterFigure(quarter, None, Fraction(above), Fraction(below))
        for quarter, (above, below) in enumerate(pairs, 1)
    ]


def reported(figures, year_end):
    return {one.quarter: to_date(figures, year_end, through=one.quarter) for one in figures}


def foreseen(figures, year_end, path, **options):
    return forecast(reported(figures, year_end), year_end, path_of(path), **options)


@pytest.mark.parametrize(
    ("figures", "year_end", "path", "value", "method"),
    [
        # Sums: the share of the path.
        ("5 - - -", SUM, "5 6 7 4", "22", Method.SHARE_OF_PATH),
        ("4 - - -", SUM, "5 5 5 5", "16", Method.SHARE_OF_PATH),
        ("1 2 - -", SUM, "2 2 4 4", "9", Method.SHARE_OF_PATH),
        ("0 - - -", SUM, "5 5 5 5", "0", Method.SHARE_OF_PATH),
        # A quarter without a report is no zero: it is taken to go like the others.
        ("10 - 12 -", SUM, "10 10 10 10", "44", Method.SHARE_OF_PATH),
        # Example 1 of §8: kumulatif, 5 + 6 + 7 + 4.
        ("5 6 7 4", SUM, "25 25 25 25", "22", Method.FINAL),
        ("5 7 - -", SUM, "- - - -", "24", Method.EVEN_RATE),
        # What was completed so far is a total as well.
        ("20 - - -", STEP, "25 50 75 100", "80", Method.SHARE_OF_PATH),
        ("20 45 - -", STEP, "- - - -", "90", Method.EVEN_RATE),
        # Positions: what stands, and the steps that are planned.
        ("50 - - -", LAST, "50 60 70 87.5", "87.5", Method.PLANNED_STEPS),
        ("55 58 - -", LAST, "50 60 70 87.5", "85.5", Method.PLANNED_STEPS),
        ("78 78.5 - -", LAST, "80 80 80 80", "78.5", Method.PLANNED_STEPS),
        ("78 78.5 - -", LAST, "- - - -", "79.5", Method.MEAN_STEP),
        ("10 - 12 -", LAST, "- - - -", "13", Method.MEAN_STEP),
        # Example 2 of §8: nilai akhir.
        ("78 78.5 79 79.6", LAST, "80 80 80 80", "79.6", Method.FINAL),
        # Fewer is better: steps down, never below nothing.
        ("3 - - -", LAST, "20 15 10 5", "0", Method.PLANNED_STEPS),
        # Means.
        ("80 90 - -", MEAN, "80 80 80 80", "85", Method.PLANNED_STEPS),
        ("80 90 - -", MEAN, "70 80 90 100", "95", Method.PLANNED_STEPS),
        ("80 90 - -", MEAN, "- - - -", "85", Method.STAYS),
        # The best and the worst quarter: what was reached remains.
        ("70 60 - -", YearEnd.HIGHEST, "60 60 60 60", "70", Method.PLANNED_STEPS),
        ("70 60 - -", YearEnd.LOWEST, "60 60 60 60", "60", Method.PLANNED_STEPS),
        ("- - - 81", ONCE, "- - - 80", "81", Method.FINAL),
    ],
)
def test_worked_examples(figures, year_end, path, value, method):
    found = foreseen(values(figures), year_end, path)
    assert (found.value, found.method, found.reason) == (Fraction(value), method, None)


@pytest.mark.parametrize(
    ("pairs", "path", "value"),
    [
        ([(45, 50)], "95 95 95 95", "90"),
        ([(45, 50), (48, 50)], "95 95 95 95", "93"),
        ([(45, 50), (48, 50)], "80 85 90 95", "100"),
        ([(30, 50)], "60 70 80 90", "90"),
    ],
)
def test_pooled_so_far_with_the_steps_that_are_planned(pairs, path, value):
    assert foreseen(counts(*pairs), RATIO, path).value == Fraction(value)


def test_a_share_of_a_whole_does_not_pass_the_whole():
    """95 % where 50 % was planned; the plan rises by 37,5 points."""
    assert foreseen(counts((95, 100)), LAST, "50 60 70 87.5").value == 100
    assert foreseen(counts((105, 100)), LAST, "50 60 70 87.5").value == Fraction("142.5")


@pytest.mark.parametrize(
    ("figures", "year_end", "path", "reason"),
    [
        ("- - - -", SUM, "5 5 5 5", NoForecast.NOT_REPORTED),
        ("0 - - -", SUM, "0 1 1 1", NoForecast.NOTHING_PLANNED_YET),
        ("5 - - -", SUM, "- - - -", NoForecast.TOO_FEW),
        ("5 - - -", SUM, "5 - 5 5", NoForecast.TOO_FEW),
        ("80 - - -", LAST, "- - - -", NoForecast.TOO_FEW),
        ("80 - - -", ONCE, "- - - 80", NoForecast.ONCE_A_YEAR),
    ],
)
def test_what_cannot_be_foreseen_says_why(figures, year_end, path, reason):
    found = foreseen(values(figures), year_end, path)
    assert (found.value, found.reason) == (None, reason)


def test_nothing_is_foreseen_from_nothing():
    found = foreseen(counts((0, 0)), RATIO, "95 95 95 95")
    assert found.reason is NoForecast.NO_VALUE


def test_never_from_fewer_quarters_than_stated():
    assert (least_quarters().with_path, least_quarters().without_path) == (1, 2)
    two = LeastQuarters(with_path=2, without_path=3)
    assert foreseen(values("5 - - -"), SUM, "5 5 5 5", least=two).reason is NoForecast.TOO_FEW
    assert foreseen(values("5 5 - -"), SUM, "5 5 5 5", least=two).value == 20
    assert foreseen(values("5 5 - -"), SUM, "- - - -", least=two).reason is NoForecast.TOO_FEW


def test_it_says_from_which_quarters():
    found = foreseen(values("10 - 12 -"), SUM, "10 10 10 10")
    assert (found.quarters, found.through) == ((1, 3), 3)


@pytest.mark.parametrize(
    ("target", "value", "direction", "risk"),
    [
        ("80", "80", Direction.HIGHER, Risk.ON_TRACK),
        ("80", "79.99", Direction.HIGHER, Risk.AT_RISK),
        ("80", "72", Direction.HIGHER, Risk.AT_RISK),
        ("80", "71.99", Direction.HIGHER, Risk.UNLIKELY),
        ("10", "10", Direction.LOWER, Risk.ON_TRACK),
        ("10", "11", Direction.LOWER, Risk.AT_RISK),
        ("10", "11.01", Direction.LOWER, Risk.UNLIKELY),
        ("0", "0", Direction.LOWER, Risk.ON_TRACK),
    ],
)
def test_risk_classes(target, value, direction, risk):
    judged = achievement(target=Decimal(target), actual=Decimal(value), direction=direction)
    assert risk_of(judged, risk_rule(2019)) == (risk, None)


def test_a_risk_that_cannot_be_said_says_why():
    judged = achievement(target=Decimal(0), actual=Decimal(5))
    assert risk_of(judged, risk_rule(2019)) == (Risk.UNKNOWN, Undefined.ZERO_TARGET)
    assert risk_rule(2019).evidence == "design"


steps = st.decimals(min_value=1, max_value=1000, places=2)
rising = st.lists(steps, min_size=4, max_size=4).map(
    lambda some: tuple(sum(some[: place + 1], Decimal(0)) for place in range(4))
)
ANY = st.sampled_from([SUM, STEP, LAST, MEAN, YearEnd.HIGHEST])


@given(path=rising, year_end=ANY, through=st.integers(1, 4))
def test_reaching_every_quarter_exactly_reaches_the_year_exactly(path, year_end, through):
    figures = [QuarterFigure(quarter, path[quarter - 1]) for quarter in range(1, through + 1)]
    found = forecast(reported(figures, year_end), year_end, path)
    assert found.value == path_end(path, year_end)


@given(
    path=rising,
    year_end=ANY,
    measured=st.sets(st.integers(1, 4), min_size=1),
)
def test_a_missing_quarter_changes_nothing_for_whoever_keeps_to_the_path(path, year_end, measured):
    figures = [QuarterFigure(quarter, path[quarter - 1]) for quarter in sorted(measured)]
    so_far = reported(figures, year_end)
    found = forecast(so_far, year_end, path)
    if found.method is Method.FINAL:
        # The year is over: nothing is foreseen, a mean is that of the quarters that were measured.
        assert found.value == so_far[4].value
    else:
        assert found.value == path_end(path, year_end)


@given(path=st.lists(steps, min_size=4, max_size=4), through=st.integers(1, 4))
def test_pooled_ratios_on_their_path_reach_the_year(path, through):
    """Up to each quarter exactly what was planned up to it, out of a whole of 2.000."""
    path = tuple(one / 10 for one in path)
    aim = target_to_date(path, RATIO, through=through)
    so_far = to_date(counts(*([(aim * 20, 2000)] * through)), RATIO)
    found = forecast({through: so_far}, RATIO, path)
    assert found.value == path_end(path, RATIO)


@given(
    path=rising,
    year_end=st.sampled_from([SUM, STEP, LAST, MEAN, YearEnd.HIGHEST, YearEnd.LOWEST]),
    actuals=st.lists(st.decimals(0, 2000, places=2), min_size=1, max_size=4),
    more=st.decimals(0, 500, places=2),
    has_path=st.booleans(),
)
def test_a_better_last_quarter_never_makes_a_worse_forecast(
    path, year_end, actuals, more, has_path
):
    path = path if has_path else (None,) * 4
    better = [*actuals[:-1], actuals[-1] + more]
    first, second = (
        forecast(
            reported([QuarterFigure(q, one) for q, one in enumerate(some, 1)], year_end),
            year_end,
            path,
        )
        for some in (actuals, better)
    )
    assert first.reason == second.reason
    if first.value is not None:
        assert second.value >= first.value
        rule = risk_rule(2019)
        order = [Risk.UNLIKELY, Risk.AT_RISK, Risk.ON_TRACK]
        risks = [
            order.index(risk_of(achievement(target=Decimal(500), actual=one.value), rule)[0])
            for one in (first, second)
        ]
        assert risks == sorted(risks)
