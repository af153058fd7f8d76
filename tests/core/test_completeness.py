"""What keeps an agreement from being signed: nothing for a whole one, each gap by its code."""

from dataclasses import replace
from decimal import Decimal

import pytest

from janji.core.agreement import (
    Accumulation,
    AgreementText,
    IndicatorText,
    ObjectiveText,
    Party,
    ProgrammeLine,
    TargetKind,
    TargetText,
    Total,
)
from janji.core.completeness import Part, missing
from janji.core.measuring import MeasuringPlan, Shape

INDICATOR = IndicatorText(
    number="1",
    text="Lembaga aktif",
    formula_text="Lembaga aktif dibagi lembaga",
    accumulation=Accumulation.CUMULATIVE,
    data_source="Seksi PM",
    target=TargetText("100", TargetKind.NUMBER, Decimal(100)),
)
PLAN = MeasuringPlan(
    "higher",
    Shape.VALUE,
    year_end="flow_sum",
    quarter_targets=(Decimal(25),) * 4,
    owner="Kepala Seksi PM",
)
CAMAT = Party("Eko", "Camat", "196501011990031001", "Pembina")
WHOLE = AgreementText(
    year=2019,
    place="Purwokerto",
    date_text="Maret 2019",
    first_party=CAMAT,
    second_party=Party("Husein", "Bupati"),
    objectives=(ObjectiveText("1", "Lembaga berdaya", (INDICATOR,)),),
    programmes=(ProgrammeLine("Program A", Decimal(300)),),
    total=Total(Decimal(300), Decimal(300)),
)


def codes(text, plan=PLAN):
    count = sum(len(one.indicators) for one in text.objectives)
    return [problem.code for problem in missing(text, [plan] * count)]


def with_indicator(**changed):
    objective = ObjectiveText("1", "Lembaga berdaya", (replace(INDICATOR, **changed),))
    return replace(WHOLE, objectives=(objective,))


def test_a_whole_agreement_has_no_gap():
    assert codes(WHOLE) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (replace(WHOLE, place=None), "place-missing"),
        (replace(WHOLE, date_text=None), "date-missing"),
        (replace(WHOLE, second_party=Party(None, "Bupati")), "party-name-missing"),
        (replace(WHOLE, second_party=Party("Husein")), "party-position-missing"),
        (replace(WHOLE, first_party=replace(CAMAT, nip=None)), "nip-missing"),
        (replace(WHOLE, objectives=()), "no-objective"),
        (replace(WHOLE, objectives=(ObjectiveText("1", "X"),)), "objective-without-indicator"),
        (with_indicator(formula_text=None), "formula-missing"),
        (with_indicator(accumulation=None), "accumulation-missing"),
        (with_indicator(data_source=None), "source-missing"),
        (with_indicator(target=None), "target-missing"),
        (with_indicator(target=TargetText("2 dari 3", TargetKind.SHARE)), "share-target"),
        (replace(WHOLE, programmes=(), total=Total(None, None)), "no-programme"),
        (replace(WHOLE, programmes=(ProgrammeLine("A", None),)), "amount-missing"),
        (replace(WHOLE, total=Total(Decimal(301), None)), "total-disagrees"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_gap_is_named(text, code):
    assert codes(text) == [code]


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"owner": None}, ["owner-missing"]),
        ({"owner": ""}, ["owner-missing"]),
        ({"year_end": None}, ["year-end-missing"]),
        ({"quarter_targets": (Decimal(25), None, Decimal(25), Decimal(25))}, ["quarters-missing"]),
        ({"quarter_targets": (Decimal(25),) * 3 + (Decimal(24),)}, ["path-misses-target"]),
        # A position need only end where it was promised.
        ({"year_end": "stock_last"}, ["path-misses-target"]),
        ({"year_end": "stock_last", "quarter_targets": tuple(map(Decimal, (0, 9, 50, 100)))}, []),
        ({"direction": "range"}, ["range-missing"]),
        ({"direction": "range", "low": Decimal(80), "high": Decimal(90)}, []),
    ],
)
def test_a_path_leads_to_the_promise(changed, found):
    assert codes(WHOLE, replace(PLAN, **changed)) == found


@pytest.mark.parametrize(
    ("quarters", "remaining", "found"),
    [
        ((None, None, 50, 50), 100, []),
        ((None, None, 50, 50), None, []),
        ((None, None, 50, None), 100, ["quarters-missing"]),
        ((25, 25, 25, 25), 100, ["path-misses-target"]),  # earlier quarters are someone else's
        ((None, None, 50, 50), 60, ["complement-misses-year"]),
    ],
)
def test_a_newcomer_promises_what_remains_for_the_quarters_that_remain(quarters, remaining, found):
    path = tuple(None if one is None else Decimal(one) for one in quarters)
    left = None if remaining is None else Decimal(remaining)
    said = missing(WHOLE, [replace(PLAN, quarter_targets=path)], Part(3, (left,)))
    assert [one.code for one in said] == found
