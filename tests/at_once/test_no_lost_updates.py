"""N-01: who saves upon an old edition is told; whatever was accepted is there afterwards."""

import pytest

from tests.own_house import told_in

COUNTING = "tests.at_once.counting"
EXPECTED = {"saved", "changed-meanwhile"}


def assert_nothing_lost(found, clients, tries):
    for name, one in found["edits"].items():
        answers = one["answers"]
        assert set(answers) <= EXPECTED, (name, answers)
        assert sum(answers.values()) == clients * tries, name
        assert one["gained"] == answers["saved"] >= 1, (name, one)
    assert found["broken"] == []


@pytest.mark.slow
def test_every_kind_of_edit_by_many_at_once(own_house):
    found = told_in(own_house, COUNTING, "all", 12, 2)
    assert len(found["edits"]) == 18
    assert_nothing_lost(found, 12, 2)
    # Told from many edits: there was something to lose.
    refused = sum(one["answers"].get("changed-meanwhile", 0) for one in found["edits"].values())
    assert refused > 100


@pytest.mark.slow
def test_one_value_by_two_hundred(own_house):
    found = told_in(own_house, COUNTING, "edit_org_unit", 200, 3)
    assert_nothing_lost(found, 200, 3)
