"""Killed in the middle of writing: nothing that was acknowledged is lost, nothing is stored in part."""

import os

import pytest

from tests.faults.killing import kill_often

pytestmark = pytest.mark.slow
ROUNDS = int(os.environ.get("JANJI_KILLS", "4"))
"""A few of the many times that `make endurance` does."""


def test_killing_the_server_loses_no_acknowledged_request(house):
    """F-01: the server, and in every fourth round one of its processes before it."""
    found = kill_often(house, ROUNDS)
    assert found.kills == ROUNDS
    assert found.missing == set()
    assert len(found.acknowledged) >= 5 * ROUNDS
    assert found.unanswered > 0
