"""The plain form of an agreement goes out and comes back unchanged."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
from janji.core.agreement_json import from_json, to_json
from janji.core.refusals import Problem, Refused

words = st.none() | st.text(max_size=20)
amounts = st.none() | st.decimals(min_value=0, max_value=10**15, places=2)
parties = st.builds(Party, words, words, words, words)
targets = st.builds(TargetText, st.text(max_size=9), st.sampled_from(TargetKind), amounts, words)
indicators = st.builds(
    IndicatorText,
    number=words,
    text=st.text(max_size=20),
    formula_text=words,
    accumulation=st.none() | st.sampled_from(Accumulation),
    data_source=words,
    notes=words,
    target=st.none() | targets,
)
agreements = st.builds(
    AgreementText,
    year=st.none() | st.integers(2000, 2100),
    revision=st.integers(0, 9),
    org_unit=words,
    region=words,
    place=words,
    date_text=words,
    first_party=parties,
    second_party=parties,
    objectives=st.lists(
        st.builds(
            ObjectiveText, words, st.text(max_size=20), st.lists(indicators, max_size=2).map(tuple)
        ),
        max_size=2,
    ).map(tuple),
    programmes=st.lists(st.builds(ProgrammeLine, st.text(max_size=9), amounts), max_size=2).map(
        tuple
    ),
    total=st.builds(Total, amounts, amounts),
    problems=st.lists(
        st.builds(Problem, st.text(max_size=9), st.text(max_size=9), st.just({"n": 1})), max_size=2
    ).map(tuple),
)


@given(agreements)
def test_out_and_back(agreement):
    assert from_json(to_json(agreement)) == agreement


@pytest.mark.parametrize("data", [{}, {"year": 2019}, {"total": 3}])
def test_other_data_are_refused(data):
    with pytest.raises(Refused, match="agreement-json"):
        from_json(data)


@pytest.mark.parametrize("amount", ["NaN", "Infinity", "1e999999", "", "x", 1.5, True, [0, [1], 2]])
def test_an_amount_that_is_no_written_number_is_refused(amount):
    data = to_json(AgreementText(2019)) | {"programmes": [{"name": "P", "amount": amount}]}
    with pytest.raises(Refused, match="agreement-json"):
        from_json(data)


plain = st.recursive(
    st.none() | st.integers() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=3,
)


@given(agreements.map(to_json), st.data())
def test_data_with_one_field_spoilt_are_read_or_refused(data, chance):
    data[chance.draw(st.sampled_from(sorted(data)))] = chance.draw(plain)
    with suppress(Refused):
        from_json(data)


def test_decimals_are_written_out_plainly():
    text = AgreementText(2019, programmes=(ProgrammeLine("P", Decimal("1E+9")),))
    assert to_json(text)["programmes"] == [{"name": "P", "amount": "1000000000"}]
