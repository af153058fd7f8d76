"""The world of the matrix, made once for each file of tests."""

import pytest
from django.db import transaction
from django.test import override_settings

from tests.access import world as worlds


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    """A small house with something in every table, and another regency beside it."""
    with (
        pytest.MonkeyPatch.context() as patch,
        override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("files")),
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        worlds.furnish(patch)
        yield worlds.World()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def fresh_browsers(request):
    """Someone who signed in for one test is not signed in for the next."""
    if "world" in request.fixturenames:
        request.getfixturevalue("world").browsers.clear()


@pytest.fixture(autouse=True)
def own_files():
    """Its files stay where furnishing put them."""
