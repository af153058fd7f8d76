"""Houses to back up, examine and upgrade."""

import pytest

from tests.site.houses import Street


@pytest.fixture(scope="session")
def filled_house(tmp_path_factory):
    """The house of `tests/upgrades/filling.py`. Look at it, copy it, do not change it."""
    street = Street(tmp_path_factory.mktemp("street"))
    house = street.empty()
    house.script("tests/upgrades/filling.py")
    yield house
    street.pull_down()


@pytest.fixture
def street(tmp_path):
    """Houses of this test."""
    made = Street(tmp_path)
    yield made
    made.pull_down()


@pytest.fixture
def house(street, filled_house):
    """A filled house of this test's own."""
    return street.copy(filled_house)
