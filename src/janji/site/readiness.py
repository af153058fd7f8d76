"""Whether this server can do its work now: its database, its tables, its folder for files."""

import tempfile
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

OK = "ok"
PATIENCE = 2
"""Seconds the database has to answer."""

# One thread: while it still waits for a database that hangs, nobody else waits with it.
_asking = ThreadPoolExecutor(max_workers=1, thread_name_prefix="readiness")


def parts() -> dict[str, str]:
    """Every part with `ok` or what is wrong with it; never a name, an address or a secret."""
    known = _known()
    asked = _asking.submit(_database, known)
    try:
        database, migrations = asked.result(timeout=PATIENCE)
    except TimeoutError:
        asked.cancel()
        database, migrations = f"no answer within {PATIENCE} seconds", "unknown"
    return {"database": database, "migrations": migrations, "files": _files()}


def _database(known: frozenset[tuple[str, str]]) -> tuple[str, str]:
    try:
        applied = MigrationRecorder(connection).applied_migrations()
    except DatabaseError:
        return "no connection", "unknown"
    finally:
        connection.close()
    missing = len(known - set(applied))
    return OK, f"{missing} not applied" if missing else OK


@cache
def _known() -> frozenset[tuple[str, str]]:
    """The migrations that belong to this code."""
    return frozenset(MigrationLoader(None).disk_migrations)


def _files() -> str:
    folder = Path(settings.MEDIA_ROOT)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"siap")
    except OSError:
        return "not writable"
    return OK
