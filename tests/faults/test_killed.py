"""Killed in the middle of writing: nothing that was acknowledged is lost, nothing is stored in part."""

import random
import time

import pytest

from tests.faults.house import Crew, whole

pytestmark = pytest.mark.slow
ROUNDS = 3


def test_killing_the_server_loses_no_acknowledged_request(house):
    """F-01, a few of its many times."""
    acknowledged, asked_again = set(), 0
    for attempt in range(ROUNDS):
        with Crew(house, f"Warga {attempt}") as crew:
            crew.wait_for(20)
            time.sleep(random.random() / 2)  # noqa: S311 -- any moment will do
            house.kill()
        acknowledged |= set(crew.acknowledged)
        asked_again += len(crew.lost)
        house.start()
        stored = whole(house)
        assert acknowledged <= stored
    assert len(acknowledged) >= 20 * ROUNDS
    assert asked_again > 0
