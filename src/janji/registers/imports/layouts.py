"""What a register says of its spreadsheets, and where that is found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Protocol

from django import forms
from django.apps import apps
from django.http import Http404

from janji.core.cells import Row
from janji.core.refusals import Problem
from janji.kit.tables import Table
from janji.orgs.models import OrgUnit, User
from janji.orgs.roles import Permission

Options = Mapping[str, Any]
"""What the person chose beside the file, as JSON keeps it."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the template: its heading, what belongs there, an example."""

    heading: str
    meaning: str
    example: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class SheetRows:
    """What a spreadsheet holds for a register.

    `rows` are new and sound; the layout that made them knows what they are. `known` counts those
    the register has already. The `where` of a problem names the cell as people do: `Lembar1!C12`.
    """

    rows: Sequence[Any]
    known: int = 0
    problems: Sequence[Problem] = field(default_factory=tuple)


class Layout(Protocol):
    """How a register reads and keeps spreadsheets; `LAYOUT` of its `sheets.py` is one."""

    title: str
    about: str
    permission: Permission
    columns: Sequence[Column]
    options_form: type[forms.Form] | None

    def template(self, org_unit: OrgUnit) -> Sequence[Table]:
        """The workbook to fill in."""

    def read(
        self, org_unit: OrgUnit, tables: Mapping[str, Sequence[Row]], options: Options
    ) -> SheetRows:
        """The rows of a file, without keeping any. Refuses what holds nothing for this register."""

    def store(
        self, org_unit: OrgUnit, rows: Sequence[Any], *, source: str, by: User, at: datetime
    ) -> int:
        """Keeps rows inside the caller's transaction; the number added. `source` names the batch."""


@cache
def layouts() -> Mapping[str, Layout]:
    """The layouts of all rooms that have one, by the room's label: registers, and budgets above them."""
    found: dict[str, Layout] = {}
    for config in apps.get_app_configs():
        if config.name.startswith("janji.") and find_spec(f"{config.name}.sheets"):
            # A room may call the tables it gives away so, too.
            layout = getattr(import_module(f"{config.name}.sheets"), "LAYOUT", None)
            if layout is not None:
                found[config.label] = layout
    return found


def layout_or_404(register: str) -> Layout:
    """The layout of a register."""
    if register not in layouts():
        raise Http404
    return layouts()[register]
