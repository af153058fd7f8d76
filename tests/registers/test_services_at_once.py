"""Several people at once: every number once, every import once, no change lost."""

import pytest

from tests.own_house import told_in


@pytest.mark.slow
def test_people_at_the_same_counter_at_once(own_house):
    found = told_in(own_house, "tests.registers.at_once")
    assert found["numbers"] == [f"2019/{place:06d}" for place in range(1, 9)]
    assert found["moves"] == ["changed-meanwhile"] * 4 + ["finished"]
    assert found["steps"] == 2
    assert found["stored"] == ["0", "0", "0", "0", "40"]
    assert found["once"] == ["1", "batch-done", "batch-done"]
    assert found["requests"] == 8 + 40 + 1
    assert found["broken"] == []
