"""The states of a survey, what may be shown of few people, and nine digits as they are typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from janji.core.refusals import Refused
from janji.core.satisfaction import read_digits
from janji.core.survey_life import (
    LEAST_SHOWN,
    MOVES,
    PeriodDeed,
    PeriodState,
    after,
    deeds_now,
    shown_counts,
)


def test_a_survey_goes_on_and_back_again():
    state = PeriodState.DRAFT
    for deed in (
        PeriodDeed.OPEN,
        PeriodDeed.CLOSE,
        PeriodDeed.PUBLISH,
        PeriodDeed.WITHDRAW,
        PeriodDeed.REOPEN,
    ):
        assert deed in deeds_now(state)
        state = after(state, deed)
    assert state is PeriodState.RUNNING


@pytest.mark.parametrize("state", PeriodState)
@pytest.mark.parametrize("deed", PeriodDeed)
def test_other_moves_are_refused(state, deed):
    if (state, deed) not in MOVES:
        with pytest.raises(Refused, match="survey-move-not-now"):
            after(state, deed)


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ({"L": 10, "P": 12}, {"L": 10, "P": 12}),
        ({"L": 0, "P": 12}, {"L": 0, "P": 12}),
        ({"L": 3, "P": 12}, {"L": None, "P": None}),  # 15 in all would give the three away
        ({"A": 3, "B": 12, "C": 40}, {"A": None, "B": None, "C": 40}),
        ({"A": 3, "B": 4, "C": 40}, {"A": None, "B": None, "C": 40}),
        ({"A": 4}, {"A": None}),
        ({}, {}),
    ],
)
def test_few_people_are_not_shown(counts, shown):
    assert shown_counts(counts) == shown


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 30), max_size=8))
def test_what_is_hidden_cannot_be_computed_from_the_total(counts):
    shown = shown_counts(counts)
    hidden = [counts[group] for group, count in shown.items() if count is None]
    visible = [count for count in shown.values() if count]
    assert shown.keys() == counts.keys()
    assert all(count >= LEAST_SHOWN for count in visible)
    assert not hidden or not visible or sum(hidden) >= LEAST_SHOWN


@pytest.mark.parametrize(
    ("typed", "answers"),
    [
        ("344343443", (3, 4, 4, 3, 4, 3, 4, 4, 3)),
        (" 344 343 443\n", (3, 4, 4, 3, 4, 3, 4, 4, 3)),
        ("0-.111111", (None, None, None, 1, 1, 1, 1, 1, 1)),
    ],
)
def test_nine_digits(typed, answers):
    assert read_digits(typed) == answers


@pytest.mark.parametrize(
    ("typed", "code", "facts"),
    [
        ("34434344", "survey-digits-count", {"count": 8, "expected": 9}),
        ("", "survey-digits-count", {"count": 0, "expected": 9}),
        ("3443434434", "survey-digits-count", {"count": 10, "expected": 9}),
        ("344343445", "survey-digit-outside", {"digit": "5", "place": 9}),
        ("３44343443", "survey-digit-outside", {"digit": "３", "place": 1}),
    ],
)
def test_what_are_not_nine_answers(typed, code, facts):
    with pytest.raises(Refused, match=code) as refusal:
        read_digits(typed)
    assert refusal.value.facts == facts


@given(st.text(max_size=30))
def test_any_text_is_nine_answers_or_refused(text):
    try:
        answers = read_digits(text)
    except Refused:
        return
    assert len(answers) == 9
    assert all(one is None or 1 <= one <= 4 for one in answers)
