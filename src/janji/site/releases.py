"""Releases and their tables: what is ahead, what a step back would lose, and the step itself.

`releases.toml` names the last migration of every app in each release. This module needs a
database but never changes rows.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import Any

from django.db import connection, models
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from janji.core.refusals import Refused

CURRENT = version("janji")
Step = tuple[str, str]
"""A migration: its app and its name."""


@cache
def known() -> Mapping[str, Mapping[str, str]]:
    """Releases one can go back to, the oldest first: the last migration of each app."""
    raw = (files("janji.site") / "releases.toml").read_text("utf-8")
    return tomllib.loads(raw)


def applied() -> set[Step]:
    """Migrations that this database has seen; none when it is empty."""
    return set(MigrationLoader(connection).applied_migrations)


def foreign(steps: Iterable[Step]) -> list[Step]:
    """Those this release does not know: a newer one wrote them."""
    return sorted(set(steps) - _on_disk().disk_migrations.keys())


def pending(steps: set[Step]) -> list[Step]:
    """Migrations of this release that a database lacks."""
    graph = _on_disk().graph
    return sorted(set(graph.nodes) - steps)


def leaves(steps: Iterable[Step]) -> dict[str, str]:
    """The last applied migration of each app."""
    graph, seen = _on_disk().graph, set(steps)
    last: dict[str, str] = {}
    for app, name in sorted(seen & set(graph.nodes)):
        children = graph.node_map[app, name].children
        if not any(child.key in seen and child.key[0] == app for child in children):
            last[app] = name
    return last


def require_known_tables() -> None:
    """Refuses with `database-newer` when a newer release has been here."""
    strange = foreign(applied())
    if strange:
        raise Refused("database-newer", migration=".".join(strange[0]), janji=CURRENT)


def file_columns(steps: Iterable[Step]) -> list[tuple[str, str]]:
    """Tables and columns that name uploaded files, in the state these migrations leave."""
    return sorted(
        (model._meta.db_table, str(field.column))  # noqa: SLF001 -- Django's documented way
        for model in _state(leaves(steps)).apps.get_models()
        for field in model._meta.local_fields  # noqa: SLF001
        if isinstance(field, models.FileField)
    )


@dataclass(frozen=True, slots=True)
class Loss:
    """What a step back would remove: a table, or a column of it, and how many rows have it."""

    table: str
    column: str | None
    rows: int


@dataclass(frozen=True, slots=True)
class WayBack:
    """The steps from these tables to those of an earlier release, the newest first."""

    release: str
    steps: tuple[Step, ...]
    losses: tuple[Loss, ...]


def way_back(release: str) -> WayBack:
    """What going back would do; refuses with `release-unknown` or `back-impossible`."""
    if release not in known():
        raise Refused("release-unknown", release=release, known=", ".join(known()))
    executor = MigrationExecutor(connection)
    steps = []
    for migration, backwards in executor.migration_plan(_targets(executor.loader, release)):
        key = (migration.app_label, migration.name)
        if not backwards or not all(one.reversible for one in migration.operations):
            raise Refused("back-impossible", release=release, migration=".".join(key))
        steps.append(key)
    losses = tuple(_losses(known()[release])) if steps else ()
    return WayBack(release, tuple(steps), losses)


def go_back(way: WayBack) -> None:
    """Takes the tables back, one migration a transaction; what stops half way can be called again."""
    executor = MigrationExecutor(connection)
    executor.migrate(_targets(executor.loader, way.release))


def _targets(loader: MigrationLoader, release: str) -> list[tuple[str, str | None]]:
    then = known()[release]
    apps = sorted(loader.migrated_apps)
    # An app that the release had not leaves altogether.
    return [(app, then.get(app)) for app in apps]


def _losses(then: Mapping[str, str]) -> Iterator[Loss]:
    kept = _columns(_state(then))
    now = _state(leaves(applied()))
    for model in now.apps.get_models(include_auto_created=True):
        table = model._meta.db_table  # noqa: SLF001
        if table not in kept:
            yield from _counted(table, None, model._default_manager.all())  # noqa: SLF001
            continue
        for field in model._meta.local_fields:  # noqa: SLF001
            if field.column not in kept[table]:
                yield from _counted(table, field.column, _filled(model, field))


def _counted(
    table: str, column: str | None, rows: "models.QuerySet[models.Model]"
) -> Iterator[Loss]:
    count = rows.count()
    if count:
        yield Loss(table, column, count)


def _filled(
    model: type[models.Model], field: "models.Field[Any, Any]"
) -> "models.QuerySet[models.Model]":
    """Rows in which a column says something."""
    rows: models.QuerySet[models.Model] = model._default_manager.exclude(  # noqa: SLF001
        **{f"{field.name}__isnull": True}
    )
    if field.has_default() and not callable(field.default):
        rows = rows.exclude(**{field.name: field.default})
    return rows


def _columns(state: ProjectState) -> dict[str, set[str]]:
    return {
        model._meta.db_table: {str(field.column) for field in model._meta.local_fields}  # noqa: SLF001
        for model in state.apps.get_models(include_auto_created=True)
    }


def _state(last: Mapping[str, str]) -> ProjectState:
    return _on_disk().project_state(list(last.items()))


def _on_disk() -> MigrationLoader:
    """Migrations of this release, whatever a database has seen."""
    return MigrationLoader(None)
