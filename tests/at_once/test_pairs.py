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
    "propose_and_edit": {"first done / not-a-draft", "changed-meanwhile / second done"},
    "propose_and_plan": {"first done / not-a-draft", "changed-meanwhile / second done"},
    "sign_and_take_back": {"deed-not-now / second done", "first done / only-parties-return"},
    "sign_and_return": {"deed-not-now / first done", "deed-not-now / second done"},
    # Whoever edits what was just signed proposes another definition.
    "settle_and_edit": {"first done / second done", "changed-meanwhile / second done"},
}
"""What both may be told, in the order of the alphabet: never that both did what excludes the other."""
