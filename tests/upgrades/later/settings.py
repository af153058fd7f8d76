"""The settings of that release."""

from janji.site.settings import *  # noqa: F403

INSTALLED_APPS = [*INSTALLED_APPS, "tests.upgrades.later"]  # noqa: F405
MIGRATION_MODULES = {"calendars": "tests.upgrades.later.calendars"}
