"""sakip-rules.md §10 (objection with a deadline); UU 30/2014 Pasal 77–78, PP 30/2019 Pasal 59 for its days."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from janji.core.refusals import Refused
from janji.core.reward_life import (
    MOVES,
    Course,
    Deed,
    State,
    after,
    answer_until,
    closes_from,
    deeds_now,
    is_silent,
    objection_until,
    require_answerable,
    require_closable,
    require_in_time,
)
from janji.core.reward_parameters import objection_rule, objection_rules
from janji.core.workdays import Calendar
from tests.spec.test_workdays import WEEK

GENERAL, ASSESSMENT = objection_rules()["uu-30-2014"], objection_rules()["pp-30-2019"]
# Two days off within the time to object: Good Friday and Labour Day of 2026.
CALENDAR = Calendar(WEEK, frozenset({date(2026, 4, 3), date(2026, 5, 1)}))
# Decided on Wednesday 1 April, received on Monday 6 April.
DECIDED = Course(date(2026, 4, 1), date(2026, 4, 6))


def objected(on, answered=None):
    return Course(DECIDED.decided_on, DECIDED.received_on, on, answered)


def test_21_working_days_since_the_decision_was_announced():
    assert objection_until(GENERAL, DECIDED, CALENDAR) == date(2026, 5, 4)


def test_14_days_since_it_was_received_as_the_text_counts_them():
    assert objection_until(ASSESSMENT, DECIDED, CALENDAR) == date(2026, 4, 20)
    assert objection_until(ASSESSMENT, Course(date(2026, 4, 1)), CALENDAR) is None


@pytest.mark.parametrize(
    ("rule", "on", "in_time"),
    [
        (GENERAL, date(2026, 5, 4), True),
        (GENERAL, date(2026, 5, 5), False),
        (ASSESSMENT, date(2026, 4, 20), True),
        (ASSESSMENT, date(2026, 4, 21), False),
    ],
)
def test_the_last_day_to_object(rule, on, in_time):
    if in_time:
        require_in_time(rule, DECIDED, on, CALENDAR)
        return
    with pytest.raises(Refused) as refusal:
        require_in_time(rule, DECIDED, on, CALENDAR)
    assert refusal.value.code == "objection-late"


def test_an_objection_before_the_clock_starts_is_in_time():
    require_in_time(ASSESSMENT, Course(date(2026, 4, 1)), date(2026, 12, 31), CALENDAR)


def test_10_working_days_to_answer_then_silence_accepts():
    course = objected(date(2026, 4, 20))
    assert answer_until(GENERAL, course, CALENDAR) == date(2026, 5, 5)
    assert not is_silent(GENERAL, course, date(2026, 5, 5), CALENDAR)
    assert is_silent(GENERAL, course, date(2026, 5, 6), CALENDAR)
    require_answerable(GENERAL, course, date(2026, 5, 5), CALENDAR, accepts=False)
    require_answerable(GENERAL, course, date(2026, 5, 6), CALENDAR, accepts=True)
    with pytest.raises(Refused) as refusal:
        require_answerable(GENERAL, course, date(2026, 5, 6), CALENDAR, accepts=False)
    assert refusal.value.code == "objection-granted-by-law"


def test_the_assessments_own_objection_knows_no_silence():
    course = objected(date(2026, 4, 10))
    assert answer_until(ASSESSMENT, course, CALENDAR) is None
    assert not is_silent(ASSESSMENT, course, date(2027, 4, 10), CALENDAR)


@pytest.mark.parametrize(
    ("rule", "course", "until"),
    [
        (GENERAL, DECIDED, date(2026, 5, 4)),
        (GENERAL, objected(date(2026, 4, 20)), None),  # an objection waits for its answer
        (GENERAL, objected(date(2026, 4, 20), date(2026, 4, 27)), date(2026, 5, 12)),  # appeal
        (ASSESSMENT, objected(date(2026, 4, 10), date(2026, 4, 27)), date(2026, 4, 27)),
        (ASSESSMENT, Course(date(2026, 4, 1)), None),  # never received
    ],
)
def test_when_nothing_can_change_any_more(rule, course, until):
    assert closes_from(rule, course, CALENDAR) == until


def test_it_is_final_the_day_after_the_last_one():
    with pytest.raises(Refused) as refusal:
        require_closable(GENERAL, DECIDED, date(2026, 5, 4), CALENDAR)
    assert refusal.value.code == "close-too-early"
    require_closable(GENERAL, DECIDED, date(2026, 5, 5), CALENDAR)
    with pytest.raises(Refused) as refusal:
        require_closable(ASSESSMENT, Course(date(2026, 4, 1)), date(2027, 1, 1), CALENDAR)
    assert refusal.value.code == "close-before-receipt"


def test_an_answer_without_appeal_is_final_at_once():
    course = objected(date(2026, 4, 10), date(2026, 4, 27))
    require_closable(ASSESSMENT, course, date(2026, 4, 27), CALENDAR)


def test_a_way_to_object_holds_from_its_day_on():
    assert objection_rule("pp-30-2019", date(2021, 4, 29)) is ASSESSMENT
    with pytest.raises(Refused) as refusal:
        objection_rule("pp-30-2019", date(2021, 4, 28))
    assert refusal.value.code == "objection-rule-not-yet"


def test_both_ways_are_texts_that_were_read():
    assert {one.status for one in objection_rules().values()} == {"seen"}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("deed", Deed)
def test_every_deed_in_every_state(state, deed):
    if (state, deed) in MOVES:
        assert after(state, deed) is MOVES[state, deed]
        assert deed in deeds_now(state)
        return
    with pytest.raises(Refused) as refusal:
        after(state, deed)
    assert refusal.value.code == "reward-deed-not-now"


@given(st.lists(st.sampled_from(sorted(Deed)), max_size=8))
def test_nothing_is_final_that_nobody_decided(deeds):
    state, done = State.PROPOSED, []
    for deed in deeds:
        if deed in deeds_now(state):
            state = after(state, deed)
            done.append(deed)
    if state is State.FINAL:
        assert done[0] in {Deed.GRANT, Deed.REFUSE}
        assert done.count(Deed.OBJECT) == done.count(Deed.ANSWER) <= 1
    assert not deeds_now(State.FINAL)
