"""Whose a record is: the office that the audit chain remembers beside a deed."""

from collections import deque
from collections.abc import Iterator
from functools import cache
from typing import Any, cast

from django.conf import settings
from django.db import models

FARTHEST = 6
"""Steps between a record and its office."""


def home_of(thing: models.Model) -> int | None:
    """The key of the office a record belongs to; `None` where it belongs to none.

    At most one query, and none where the records on the way were read already.
    """
    path = path_home(type(thing))
    if path is None:
        return None
    one: Any = thing
    for place, step in enumerate(path):
        field = one._meta.get_field(step)  # noqa: SLF001 -- Django's documented way
        if place == len(path) - 1:
            return cast("int | None", getattr(one, field.attname))
        if not field.is_cached(one):
            rest = "__".join(path[place:])
            found = type(one)._base_manager.filter(pk=one.pk).values_list(rest, flat=True)  # noqa: SLF001
            return cast("int | None", found.first())
        one = getattr(one, step)
    return int(thing.pk)


@cache
def path_home(model: type[models.Model]) -> tuple[str, ...] | None:
    """The fields that lead from a record to its office, the shortest way; empty for the office itself.

    A model of which others are part says so with `keeps_things`. A way that ends in `org_unit` is
    preferred to one that ends in another office, such as the one that decides. People lead nowhere:
    who did something or holds something says nothing about whose it is.
    """
    ways = list(_ways_home(model))
    return next((one for one in ways if one[-1:] in ((), ("org_unit",))), ways[0] if ways else None)


def _ways_home(model: type[models.Model]) -> Iterator[tuple[str, ...]]:
    """Every way to an office, the shortest first; through each model once."""
    waiting: deque[tuple[type[models.Model], tuple[str, ...]]] = deque([(model, ())])
    seen = {model}
    while waiting:
        here, path = waiting.popleft()
        if getattr(here, "keeps_things", False):
            yield path
            continue
        for field in _forward(here):
            there = field.related_model
            is_office = getattr(there, "keeps_things", False)
            if len(path) < FARTHEST and (is_office or there not in seen):
                seen.add(there)
                waiting.append((there, (*path, field.name)))


def _forward(model: type[models.Model]) -> list[Any]:
    """Relations that every row has, to anything but an account."""
    return [
        field
        for field in model._meta.get_fields()  # noqa: SLF001
        if isinstance(field, models.ForeignKey)
        and not field.null
        and field.related_model._meta.label != settings.AUTH_USER_MODEL  # noqa: SLF001
    ]
