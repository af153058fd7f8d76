"""N-06, scaled down: whatever people do at once, nobody waits for someone who waits for them."""

import pytest

from tests.own_house import told_in


@pytest.mark.slow
def test_no_two_deeds_wait_for_each_other(own_house):
    found = told_in(own_house, "tests.at_once.deeds", 16, 150, 2019)
    assert found["errors"] == {}
    assert sum(found["done"].values()) >= 150
    assert found["broken"] == []
