"""Houses to back up, examine and upgrade."""

import pytest

from tests.own_house import database_of, named, once_a_run, shared_database
from tests.site.houses import House, Street


@pytest.fixture(scope="session")
def filled_house(of_this_run):
    """The house of `tests/upgrades/filling.py`. Look at it, copy it, do not change it."""

    def fill(place):
        House(place, shared_database(place)).script("tests/upgrades/filling.py")

    place = once_a_run(of_this_run, "filled", fill)
    return House(place, named(database_of(place)))


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
