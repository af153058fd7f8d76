"""What stories begin with."""

import itertools
import os
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from hypothesis import settings as hypothesis_settings

from janji.kit import remembering
from janji.orgs.models import User
from tests import cast as people
from tests.own_house import ON_POSTGRESQL, fresh_house, left_alone, once_a_run, with_tables

# `make check` tries fewer cases of every property than `make test`. So does PostgreSQL's suite: the
# other one has tried them all, and most properties know no database.
hypothesis_settings.register_profile("quick", max_examples=15, deadline=None)
hypothesis_settings.register_profile("full", max_examples=100, deadline=None)
hypothesis_settings.load_profile(
    "quick" if os.environ.get("JANJI_QUICK") or ON_POSTGRESQL else "full"
)

# What knows no database is not asked twice; of the spec tables these two go through it.
WITHOUT_DATABASE = [
    "core",
    "contract",
    "documents",
    "kit/test_charts.py",
    "kit/test_dates.py",
    "kit/test_maps.py",
    "kit/test_tables.py",
    "site/test_archives.py",
    "site/test_deployment.py",
]
THROUGH_DATABASE = {"test_linmas.py", "test_survey_through_database.py"}
HERE = Path(__file__).parent
SPEC = [str(one) for one in HERE.glob("spec/test_*.py") if one.name not in THROUGH_DATABASE]
collect_ignore = [*WITHOUT_DATABASE, *SPEC] if ON_POSTGRESQL else []
# Rooms whose stories drive a browser or start servers.
BUSY = {"at_once", "faults", "journeys", "site", "upgrades"}


def pytest_collection_modifyitems(items):
    """Deals busy modules out among the others: all at once they only take each other's time.

    Modules stay whole, for what one of them sets up serves all its stories.
    """
    modules = [list(group) for _, group in itertools.groupby(items, key=lambda item: item.path)]
    busy = [one for one in modules if BUSY & set(one[0].path.parts)]
    calm = [one for one in modules if not BUSY & set(one[0].path.parts)]
    gap = sum(map(len, calm)) / (len(busy) + 1)
    dealt, passed = [], 0
    for place, module in enumerate(busy, 1):
        while calm and passed < gap * place:
            passed += len(calm[0])
            dealt += calm.pop(0)
        dealt += module
    items[:] = [*dealt, *itertools.chain.from_iterable(calm)]


@pytest.fixture(autouse=True)
def nothing_remembered():
    """A process that has seen nothing: the rows of the test before have the same keys."""
    remembering.forget_all()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup):
    """The tests' database; it goes in the end even where the thread of a story never let go of it."""
    yield
    if ON_POSTGRESQL:
        connection.close_pool()
        left_alone(connection.settings_dict["NAME"])


@pytest.fixture
def cast(db):
    """The offices and accounts of `tests/cast.py`."""
    return people.build()


@pytest.fixture
def as_user():
    """A browser in which someone is signed in."""

    def signed_in(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="janji.orgs.backends.AccountBackend")
        return client

    return signed_in


@pytest.fixture(scope="session")
def all_files(tmp_path_factory):
    """Folders for uploaded files, one for each test; nothing is made until a file is stored."""
    root = tmp_path_factory.mktemp("files")
    return (root / str(number) for number in itertools.count())


@pytest.fixture(scope="session")
def of_this_run(tmp_path_factory, worker_id):
    """A folder that all processes of this run share."""
    own = tmp_path_factory.getbasetemp()
    return own if worker_id == "master" else own.parent


@pytest.fixture(scope="session")
def tables(of_this_run):
    """A home with all tables and no rows, to be copied."""
    return once_a_run(of_this_run, "tables", with_tables)


@pytest.fixture
def own_house(tmp_path, tables):
    """The environment of a house of its own (`tests/own_house.py`): a fresh home and database."""
    with fresh_house(tmp_path, tables) as environment:
        yield environment


@pytest.fixture(autouse=True)
def own_files(request, all_files):
    """No test sees uploaded files of another."""
    if {"db", "transactional_db"} & set(request.fixturenames):
        request.getfixturevalue("settings").MEDIA_ROOT = next(all_files)
