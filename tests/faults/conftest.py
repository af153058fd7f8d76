"""The database that a house under test stands on: the kind the whole suite runs on."""

import shutil

import pytest

from tests.faults.house import House
from tests.own_house import DATABASE, ON_POSTGRESQL
from tools import postgres

# Each suite has the failures that its database can have.
collect_ignore = ["test_full_disk.py"] if ON_POSTGRESQL else ["test_postgresql.py"]


@pytest.fixture
def cluster():
    """A PostgreSQL of our own to kill, as durable as in a real house; nothing on SQLite."""
    if not ON_POSTGRESQL:
        yield None
        return
    with postgres.running(durable=True) as made:
        yield made


@pytest.fixture
def house(tmp_path, cluster, request):
    """A house that is open, with a clerk's counter."""
    if cluster is None:
        # A cluster of its own has nothing to copy from.
        shutil.copy(request.getfixturevalue("tables") / DATABASE, tmp_path)
    made = House(tmp_path, cluster.url if cluster else "")
    made.fill()
    made.start()
    yield made
    made.stop()
