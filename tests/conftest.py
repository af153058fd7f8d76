"""What stories begin with."""

import pytest
from django.test import Client

from janji.orgs.models import User
from tests import cast as people


@pytest.fixture
def cast(db):
    """The offices and accounts of `tests/cast.py`."""
    return people.build()


@pytest.fixture
def as_user():
    """A browser in which someone is signed in."""

    def signed_in(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return signed_in


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    """Uploaded files of a test live and die with it."""
    settings.MEDIA_ROOT = tmp_path / "files"
