"""What higher rooms hang beside a page of a lower one, which knows nothing of them.

A room says so in its own `beside.py`: `BESIDE` names a page and gives what reads its panels.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.contrib.auth.models import AbstractUser


@dataclass(frozen=True, slots=True)
class Line:
    """Something that is open, where it is, and how it stands."""

    said: str
    address: str
    tone: str
    state: str


@dataclass(frozen=True, slots=True)
class Panel:
    """A small sheet beside a page: what is open, how much of it there is, and where one goes on."""

    code: str
    title: str
    count: int
    lines: Sequence[Line]
    nothing: str
    links: Sequence[tuple[str, str]] = ()

    @property
    def more(self) -> int:
        """How much is not listed."""
        return self.count - len(self.lines)


Panels = Callable[[Any, AbstractUser, date], Sequence[Panel]]
"""From the thing a page is about, its reader and the day."""


def panels_beside(page: str, thing: Any, *, user: AbstractUser, on: date) -> list[Panel]:
    """Everything that rooms hang beside a page."""
    return [panel for panels in _declared().get(page, ()) for panel in panels(thing, user, on)]


@cache
def _declared() -> Mapping[str, tuple[Panels, ...]]:
    found: dict[str, tuple[Panels, ...]] = {}
    for room in (one.name for one in apps.get_app_configs() if one.name.startswith("janji.")):
        if find_spec(f"{room}.beside"):
            for page, panels in import_module(f"{room}.beside").BESIDE.items():
                found[page] = (*found.get(page, ()), panels)
    return found
