"""Migrations of the calendar, and one after the last."""

from janji.calendars import migrations

__path__ = [*__path__, *migrations.__path__]
