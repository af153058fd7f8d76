"""Fills an empty house with the cast and a service at the counter; for a process that set up Django."""

from django.core.management import call_command

from tests.cast import build
from tests.registers.counter import service


def fill() -> None:
    """The tables, the people, and a service they can ask for."""
    call_command("migrate", verbosity=0)
    service(build(), code="sku")
