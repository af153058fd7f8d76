"""N-04 in small: of two that exclude each other one happens, and what stands is what was signed."""

import os

import pytest

from tests.own_house import told_in

TIMES = int(os.environ.get("JANJI_SCHEDULES", "6"))


@pytest.mark.slow
def test_every_meeting_has_a_legal_outcome(own_house):
    found = told_in(own_house, "tests.at_once.pairs", TIMES)
    told = found["told"]
    for name, answers in told.items():
        assert sum(answers.values()) == TIMES, name
        assert set(answers) <= LEGAL[name], (name, answers)
    assert found["whole"]
    assert found["broken"] == []


LEGAL = {
    "sign_and_edit": {"x"},
    "sign_and_plan": {"x"},
    "sign_and_return": {"x"},
    "settle_and_edit": {"x"},
}
"""The words of both, in the order of the alphabet."""
