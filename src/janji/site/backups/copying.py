"""A consistent copy of the database while others go on writing, and what it holds."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.db.backends.sqlite3._functions import register

from janji.core.refusals import Refused
from janji.site import releases
from janji.site.backups.manifest import Contents
from janji.site.terminal import Progress

PAGES_AT_A_TIME = 2048
MOST_NAMED = 3

Ask = Callable[[str], Iterable[Sequence[Any]]]
"""Runs a query against one moment of the database."""


@dataclass(frozen=True, slots=True)
class DatabaseCopy:
    """A copy in a file of its own, and a way to ask what stands in it."""

    kind: str
    version: str
    path: Path
    ask: Ask


def is_postgres(settings: Mapping[str, Any]) -> bool:
    """Which of the two kinds Django's `settings` name."""
    return str(settings["ENGINE"]).endswith("postgresql")


def require_database(settings: Mapping[str, Any]) -> None:
    """Refuses with `database-missing` before anything makes an empty file of that name."""
    if not is_postgres(settings) and not Path(settings["NAME"]).is_file():
        raise Refused("database-missing", path=settings["NAME"])


@contextmanager
def copied(settings: Mapping[str, Any], folder: Path, progress: Progress) -> Iterator[DatabaseCopy]:
    """The database of Django's `settings`, copied into a folder."""
    if is_postgres(settings):
        with _postgres(settings, folder) as made:
            yield made
    else:
        with _sqlite(Path(settings["NAME"]), folder, progress) as made:
            yield made


@contextmanager
def _sqlite(path: Path, folder: Path, progress: Progress) -> Iterator[DatabaseCopy]:
    copy = folder / "database.sqlite3"
    try:
        _copy_sqlite(path, copy, progress)
        check_sqlite(copy)
        with closing(open_sqlite(copy)) as connection:
            yield DatabaseCopy("sqlite", sqlite3.sqlite_version, copy, connection.execute)
    except sqlite3.Error as wrong:
        raise _unreadable(wrong, path, folder) from wrong


def open_sqlite(path: Path) -> sqlite3.Connection:
    """A file that exists; SQLite would make an empty one of a wrong name."""
    connection = sqlite3.connect(f"file:{quote(str(path))}?mode=rw", uri=True, isolation_level=None)
    # Checks of our tables call functions that Django adds to SQLite.
    register(connection)
    return connection


def _copy_sqlite(path: Path, copy: Path, progress: Progress) -> None:
    def step(_status: int, remaining: int, total: int) -> None:
        progress.step("Menyalin basis data", total - remaining, total)

    with closing(open_sqlite(path)) as source, closing(sqlite3.connect(copy)) as target:
        # A copy that a power cut spoils is thrown away anyhow.
        target.execute("PRAGMA synchronous=OFF")
        # Held open, the copy sees one moment: without it, every write of others starts it anew.
        source.execute("BEGIN")
        source.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        source.backup(target, pages=PAGES_AT_A_TIME, progress=step, sleep=0)
        source.execute("ROLLBACK")
        # One file, without a log beside it.
        target.execute("PRAGMA journal_mode=DELETE")


def check_sqlite(path: Path) -> None:
    """Refuses with `database-damaged` when SQLite finds anything wrong with a file."""
    faults = faults_of(path)
    if faults:
        raise Refused("database-damaged", said="; ".join(faults[:MOST_NAMED]))


def faults_of(path: Path) -> list[str]:
    """What SQLite finds wrong with a file; empty when it is sound."""
    with closing(open_sqlite(path)) as connection:
        said = [row[0] for row in connection.execute("PRAGMA integrity_check(10)")]
        faults = [] if said == ["ok"] else said
        orphans = connection.execute("PRAGMA foreign_key_check").fetchmany(MOST_NAMED)
        return faults + [f"{table} {row} → {parent}" for table, row, parent, _ in orphans]


def _unreadable(wrong: sqlite3.Error, path: Path, folder: Path) -> Refused:
    name = getattr(wrong, "sqlite_errorname", "")
    if name == "SQLITE_FULL" or name.startswith("SQLITE_IOERR_WRITE"):
        return Refused("backup-no-space", folder=folder.parent)
    if name.startswith("SQLITE_CANTOPEN"):
        return Refused("database-missing", path=path)
    return Refused("database-damaged", said=str(wrong))


@contextmanager
def _postgres(settings: Mapping[str, Any], folder: Path) -> Iterator[DatabaseCopy]:
    # Only who has PostgreSQL pays for loading it.
    from janji.site.backups import postgres  # noqa: PLC0415

    copy = folder / "database.dump"
    with postgres.connected(settings) as connection:
        server = connection.info.server_version // 10000
        for name in (postgres.DUMP, postgres.RESTORE):
            postgres.require_client(name, server=server)
        # The dump is long and this connection idle meanwhile; both see the same moment.
        connection.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        (moment,) = connection.execute("SELECT pg_export_snapshot()").fetchone() or ("",)
        arguments = ["--format=custom", f"--snapshot={moment}", f"--file={copy}"]
        postgres.run(settings, postgres.DUMP, arguments)
        postgres.require_readable(copy)
        yield DatabaseCopy("postgresql", str(server), copy, connection.execute)


_TABLES = {
    "sqlite": "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'",
    "postgresql": "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()",
}


def row_counts(kind: str, ask: Ask) -> dict[str, int]:
    """How many rows every table has."""
    tables = sorted(str(name) for (name,) in ask(_TABLES[kind]))
    return {table: _one(ask, f'SELECT count(*) FROM "{table}"')[0] for table in tables}  # noqa: S608 -- the database's own name


def chain_end(ask: Ask) -> tuple[int, str]:
    """Number and hash at the end of the audit chain."""
    number, seal = _one(
        ask, "SELECT last_number, last_hash FROM kit_chainhead WHERE id = 1", (0, "")
    )
    return int(number), str(seal)


def applied(ask: Ask) -> set[releases.Step]:
    """The migrations this moment of the database has seen."""
    return {(str(app), str(name)) for app, name in ask("SELECT app, name FROM django_migrations")}


def contents(copy: DatabaseCopy) -> Contents:
    """What the manifest says of a copy."""
    rows = row_counts(copy.kind, copy.ask)
    number, seal = chain_end(copy.ask)
    first = _one(copy.ask, "SELECT hash FROM kit_auditentry ORDER BY number LIMIT 1", ("",))
    return Contents(
        house=str(first[0]),
        migrations=releases.leaves(applied(copy.ask)),
        rows=rows,
        audit_number=number,
        audit_hash=seal,
        facts=rows.get("facts_fact", 0),
    )


def file_names(copy: DatabaseCopy) -> list[str]:
    """Every uploaded file the database names."""
    names: set[str] = set()
    for table, column in releases.file_columns(applied(copy.ask)):
        found = copy.ask(f'SELECT DISTINCT "{column}" FROM "{table}"')  # noqa: S608 -- names of our own models
        names.update(str(name) for (name,) in found if name)
    return sorted(names)


def _one(ask: Ask, query: str, otherwise: Sequence[Any] = (0,)) -> Sequence[Any]:
    return next(iter(ask(query)), otherwise)
