"""What is frozen comes back as it was, and its digest tells every change."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from janji.core.accumulation import QuarterFigure, ToDate
from janji.core.achievement import Undefined
from janji.core.counted import Counted
from janji.core.formulas import evaluating
from janji.core.formulas.evaluating import Value
from janji.core.kept_figures import Behind, Definition, Kept, digest_of, from_json, to_json
from janji.core.periods import single, through

TYPED = Kept(
    indicator="Persentase kebun terawat",
    version=1,
    promised="87,5 %",
    aim=Fraction(50),
    fair_aim=Fraction(50),
    own=QuarterFigure(1, None, Decimal("150"), Decimal("300.10")),
    words=None,
    because=None,
    to_date=ToDate(Fraction(15000, 301), Fraction(150), Fraction(301), (1,)),
    measurement=7,
    evidence=("b" * 64, "a" * 64),
)
COUNTED = replace(
    TYPED,
    own=QuarterFigure(2, Fraction(2, 3)),
    measurement=None,
    evidence=(),
    definition=Definition(
        key=4,
        number=2,
        formula="a ÷ b × 100",
        results=[
            Counted(single(2019, 2), {"a": Fraction(2), "b": Fraction(3)}, Value(Fraction(200, 3)),
                    Fraction(2), Fraction(3)),
            Counted(through(2019, 2), {"a": None, "b": Fraction(0)},
                    Value(None, evaluating.Undefined.ZERO_DENOMINATOR)),
        ],
        behind=[Behind("b", "t", 2, 2, 9, 3), Behind("a", "t", 2, 2, 9, 2)],
        ledgers=[("layanan", 9, 12)],
    ),
)  # fmt: skip


@pytest.mark.parametrize("kept", [TYPED, COUNTED, replace(TYPED, words="B", because="Belum")])
def test_it_comes_back_as_it_was(kept):
    content = to_json(kept)
    assert to_json(from_json(content)) == content
    again = from_json(content)
    assert again.to_date == kept.to_date
    assert again.own.value == kept.own.value


def test_what_was_counted_is_found_by_its_window():
    again = from_json(to_json(COUNTED))
    assert again.counted(single(2019, 2)).value == Fraction(200, 3)
    assert again.counted(through(2019, 2)).reason is Undefined.ZERO_DENOMINATOR
    assert again.counted(single(2019, 1)) is None


def test_the_order_in_which_values_were_found_does_not_matter():
    turned = replace(COUNTED.definition, behind=COUNTED.definition.behind[::-1])
    assert digest_of(to_json(COUNTED)) == digest_of(to_json(replace(COUNTED, definition=turned)))


@pytest.mark.parametrize(
    "change",
    [
        {"aim": Fraction(51)},
        {"to_date": ToDate(Fraction(50), quarters=(1,))},
        {"measurement": 8},
        {"evidence": ("a" * 64,)},
        {"because": "Belum ada"},
    ],
)
def test_any_change_gives_another_digest(change):
    assert digest_of(to_json(replace(TYPED, **change))) != digest_of(to_json(TYPED))


def test_one_row_more_behind_a_figure_gives_another_digest():
    more = replace(
        COUNTED.definition, behind=[*COUNTED.definition.behind[1:], Behind("b", "t", 2, 2, 9, 4)]
    )
    assert digest_of(to_json(replace(COUNTED, definition=more))) != digest_of(to_json(COUNTED))


@given(st.fractions(), st.fractions())
def test_numbers_are_kept_exactly(aim, value):
    kept = replace(TYPED, aim=aim, to_date=ToDate(value))
    again = from_json(to_json(kept))
    assert (again.aim, again.to_date.value) == (aim, value)
