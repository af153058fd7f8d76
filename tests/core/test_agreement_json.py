"""The plain form of an agreement goes out and comes back unchanged."""

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


def test_decimals_are_written_out_plainly():
    text = AgreementText(2019, programmes=(ProgrammeLine("P", Decimal("1E+9")),))
    assert to_json(text)["programmes"] == [{"name": "P", "amount": "1000000000"}]
