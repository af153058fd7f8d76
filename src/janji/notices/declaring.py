"""How a room says, in its own `notices.py`, which deeds tell whom."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.contrib.auth.models import AbstractUser

from janji.orgs.models import OrgUnit
from janji.orgs.roles import Permission


@dataclass(frozen=True, slots=True)
class Done:
    """A deed as the audit chain noted it: to what, by whom, when, and with which facts."""

    deed: str
    thing: Any
    by: AbstractUser | None
    at: datetime
    facts: Mapping[str, Any]


def _own_office(thing: Any) -> OrgUnit:
    org_unit: OrgUnit = thing.org_unit
    return org_unit


def _noted(done: Done) -> Mapping[str, object]:
    return done.facts


def _always(done: Done) -> bool:
    del done
    return True


def _nobody(thing: Any) -> Iterable[int | None]:
    del thing
    return ()


@dataclass(frozen=True, slots=True)
class Notice:
    """A deed that is told: to whoever may do one of `to` in the office of the thing on that day.

    Who did it is not told. `sentence` is filled with the facts, `org_unit` (the office's name) and
    `by` (who did it). `address` gives where it leads. `people` names accounts besides: they are told
    as long as they hold a role in the office. `when` leaves out deeds that tell nobody.
    """

    deed: str
    to: Permission | tuple[Permission, ...]
    sentence: str
    address: Callable[[Any], str]
    office: Callable[[Any], OrgUnit] = _own_office
    facts: Callable[[Done], Mapping[str, object]] = _noted
    people: Callable[[Any], Iterable[int | None]] = _nobody
    when: Callable[[Done], bool] = _always

    @property
    def permissions(self) -> frozenset[Permission]:
        """What those who are told may do; any of it is enough."""
        return frozenset({self.to} if isinstance(self.to, Permission) else self.to)


@cache
def declared() -> Mapping[str, tuple[Notice, ...]]:
    """All notices of the house by their deed, from each room's `notices`."""
    found: dict[str, tuple[Notice, ...]] = {}
    for room in (one.name for one in apps.get_app_configs() if one.name.startswith("janji.")):
        if find_spec(f"{room}.notices"):
            for notice in import_module(f"{room}.notices").NOTICES:
                found[notice.deed] = (*found.get(notice.deed, ()), notice)
    return found
