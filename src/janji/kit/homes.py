"""Whose a record is: the office that the audit chain remembers beside a deed."""

from collections import deque
from functools import cache
from typing import Any, cast

from django.conf import settings
from django.db import models

FARTHEST = 4
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

    A model of which others are part says so with `keeps_things`. People lead nowhere: who did
    something or holds something says nothing about whose it is.
    """
    waiting: deque[tuple[type[models.Model], tuple[str, ...]]] = deque([(model, ())])
    seen = {model}
    while waiting:
        here, path = waiting.popleft()
        if getattr(here, "keeps_things", False):
            return path
        for field in _ways(here):
            there = field.related_model
            if len(path) < FARTHEST and there not in seen:
                seen.add(there)
                waiting.append((there, (*path, field.name)))
    return None


def _ways(model: type[models.Model]) -> list[Any]:
    """Forward relations that every row has; the one that is called `org_unit` first."""
    found = [
        field
        for field in model._meta.get_fields()  # noqa: SLF001
        if isinstance(field, models.ForeignKey)
        and not field.null
        and field.related_model._meta.label != settings.AUTH_USER_MODEL  # noqa: SLF001
    ]
    return sorted(found, key=lambda field: field.name != "org_unit")
