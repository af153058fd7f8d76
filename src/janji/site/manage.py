"""Django's own commands, for developers: `janji-manage makemigrations`."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Runs a Django management command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "janji.site.settings")
    execute_from_command_line(sys.argv)
