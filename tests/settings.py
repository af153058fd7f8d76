"""The house's settings, with a home of its own for the tests."""

import os
import tempfile

os.environ.setdefault("JANJI_HOME", tempfile.mkdtemp(prefix="janji-test-"))
os.environ["JANJI_SECRET_KEY"] = "only-for-tests-" + "x" * 40

from janji.site.settings import *  # noqa: F403

STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher"
]  # speed; the real one has its own test
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
if DATABASES["default"]["ENGINE"] == "janji.kit.sqlite":  # noqa: F405
    # A file, so that a server and a browser have transactions of their own, as in a real house.
    DATABASES["default"]["TEST"] = {"NAME": str(HOME / "test.sqlite3")}  # noqa: F405
