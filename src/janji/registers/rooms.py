"""What a register's room says of itself before there are models."""

from django.apps import AppConfig


class RegisterRoom(AppConfig):
    """A room with a register: `variables.REGISTER` says what it counts, `urls` has its pages.

    `address` is the word below `/catatan/` that leads there. A room that teaches the import a
    spreadsheet has `sheets`; one that puts something into the example has `example.fill(scene)`.
    Its `apps.py` imports this module and not the class: Django takes the only one it finds there.
    """

    address: str
