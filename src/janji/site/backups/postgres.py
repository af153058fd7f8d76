"""PostgreSQL's own programs: found, called without a password on their command line, understood."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg
from django.db import DatabaseError
from psycopg import Connection, IsolationLevel
from psycopg.conninfo import make_conninfo

from janji.core.refusals import Refused

DUMP = "pg_dump"
RESTORE = "pg_restore"
_OURS = {
    "pool",
    "options",
    "isolation_level",
    "server_side_binding",
    "prepare_threshold",
    "assume_role",
}
"""Options of ours and of Django's that a client program does not know."""
_MAJOR = re.compile(r"\(PostgreSQL\) (\d+)")


def conninfo(settings: Mapping[str, Any]) -> str:
    """How a client program reaches the database, without the password."""
    own = {name: value for name, value in settings["OPTIONS"].items() if name not in _OURS}
    return make_conninfo(
        "",
        dbname=settings["NAME"],
        user=settings["USER"] or None,
        host=settings["HOST"] or None,
        port=settings["PORT"] or None,
        **own,
    )


@contextmanager
def connected(settings: Mapping[str, Any]) -> Iterator[Connection[tuple[Any, ...]]]:
    """A connection of its own that sees one moment, for as long as it takes, and writes nothing."""
    password = {"password": settings["PASSWORD"]} if settings["PASSWORD"] else {}
    try:
        with closing(Connection.connect(conninfo(settings), **password)) as made:
            made.isolation_level = IsolationLevel.REPEATABLE_READ
            made.read_only = True
            yield made
    except psycopg.Error as wrong:
        raise DatabaseError(str(wrong)) from wrong


def require_client(name: str, *, server: int) -> None:
    """The client program is there and not older than the server's major version."""
    path = shutil.which(name)
    if path is None:
        raise Refused("postgres-client-missing", name=name)
    said = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603
    found = _MAJOR.search(said)
    client = int(found[1]) if found else 0
    if client < server:
        raise Refused("postgres-client-old", name=name, client=client, server=server)


def run(settings: Mapping[str, Any], name: str, arguments: Sequence[str | Path]) -> None:
    """Runs a client program to its end; refuses with its own words when it fails."""
    done = subprocess.run(  # noqa: S603 -- PostgreSQL's own program, found by name
        [name, "--no-password", f"--dbname={conninfo(settings)}", *map(str, arguments)],
        env=_environment(settings),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise Refused("postgres-client-failed", name=name, said=_last_line(done.stderr))


def require_readable(dump: Path) -> None:
    """`pg_restore` finds its way through the dump."""
    done = subprocess.run(  # noqa: S603
        [RESTORE, "--list", str(dump)],
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode or "TABLE DATA" not in done.stdout:
        raise Refused("postgres-client-failed", name=RESTORE, said=_last_line(done.stderr))


def _environment(settings: Mapping[str, Any]) -> dict[str, str]:
    password = {"PGPASSWORD": settings["PASSWORD"]} if settings["PASSWORD"] else {}
    return {**os.environ, "LC_ALL": "C", **password}


def _last_line(said: str) -> str:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return (lines or ["–"])[-1].replace("error: ", "")[:300]
