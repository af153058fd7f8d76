"""What a register's room says of itself before there are models."""

from collections.abc import Iterator

from django.apps import AppConfig, apps


class RegisterRoom(AppConfig):
    """A room with a register: `variables.REGISTER` says what it counts, `urls` has its pages.

    `address` is the word below `/catatan/` that leads there. A room that teaches the import a
    spreadsheet has `sheets`; one that puts something into the example has `example.fill(scene)`.
    Its `apps.py` imports this module and not the class: Django takes the only one it finds there.
    """

    address: str


def installed() -> Iterator[RegisterRoom]:
    """The rooms of this house, in the order in which they are installed."""
    return (one for one in apps.get_app_configs() if isinstance(one, RegisterRoom))
