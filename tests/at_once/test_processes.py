"""N-01, N-02, H-06, scaled down: eight processes of the operating system write at once."""

import pytest

from tests.at_once.verdict import faults
from tests.own_house import told_in


@pytest.mark.slow
def test_eight_processes_lose_nothing_and_fork_no_chain(own_house):
    found = told_in(own_house, "tests.at_once.processes", 8, 4)
    assert faults(found) == []
    # It was tried at all: everyone wrote, and some were told that another was faster.
    assert min(found["each"]) > 0
    assert found["refused"].get("changed-meanwhile", 0) > 0


def test_the_verdict_sees_a_lost_save_and_a_fork():
    found = {
        "accepted": {"ask": 2},
        "effect": {"ask": 1},
        "errors": {"OperationalError: deadlock detected": 1},
        "refused": {"figure-missing": 1},
        "parents": 9,
        "entries": 10,
        "noted": 1,
        "broken": [7],
    }
    assert len(faults(found)) == 6
