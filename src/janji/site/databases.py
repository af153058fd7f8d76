"""Which database, and how it is spoken to: one SQLite file on a desk, PostgreSQL for a regency."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from janji.site.env import BadEnvironment

NAME = "JANJI_DATABASE_URL"
PREPARING = 0x4A414E4A49
"""The lock of whoever makes tables: JANJI in letters."""
POSTGRES_SCHEMES = {"postgresql", "postgres"}


def configured(url: str, *, home: Path, connections: int) -> dict[str, Any]:
    """Django's settings for the database that a URL names; blank is the SQLite file in `home`.

    `connections` is the most that one process keeps open to PostgreSQL.
    A URL that cannot be used is refused; it may hold a password, so it is never repeated.
    """
    if not url:
        return sqlite(home / "janji.sqlite3")
    scheme = url.split(":", 1)[0].lower()
    if scheme == "sqlite":
        return sqlite(_sqlite_path(url))
    if scheme in POSTGRES_SCHEMES:
        return postgresql(url, connections)
    raise BadEnvironment(f"{NAME} harus dimulai dengan postgresql:// atau sqlite:////.")


def sqlite(path: Path) -> dict[str, Any]:
    """One file that survives power cuts, with one writer at a time and any number of readers."""
    return {
        "ENGINE": "janji.kit.sqlite",
        "NAME": path,
        # A connection for each thread stays open: opening the file anew costs every page a little.
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            # IMMEDIATE takes the write lock at BEGIN, so no transaction fails half way.
            "transaction_mode": "IMMEDIATE",
            # FULL: in WAL mode, NORMAL may lose the last commits in a power cut.
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                "PRAGMA journal_size_limit=67108864; PRAGMA cache_size=-16000;"
            ),
            "timeout": 20,
        },
    }


def _sqlite_path(url: str) -> Path:
    parts = urlsplit(url)
    path = Path(unquote(parts.path[1:]))
    if parts.netloc or not path.is_absolute() or path == Path("/"):
        raise BadEnvironment(f"{NAME}: tulis jalur lengkap, misalnya sqlite:////srv/janji.sqlite3.")
    return path


def postgresql(url: str, connections: int) -> dict[str, Any]:
    """A pool of connections; nobody waits for a lock, a lost network or a stuck query for ever."""
    # A desk with SQLite does not pay for loading it.
    import psycopg  # noqa: PLC0415
    from psycopg.conninfo import conninfo_to_dict  # noqa: PLC0415

    try:
        said = {name: str(value) for name, value in conninfo_to_dict(url).items()}
    except psycopg.Error as unreadable:
        raise BadEnvironment(
            f"{NAME} tidak terbaca. Contoh: postgresql://janji:sandi@localhost:5432/janji."
        ) from unreadable
    if not said.get("dbname"):
        raise BadEnvironment(f"{NAME} belum menyebut nama basis data, misalnya …/janji.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": said.pop("dbname"),
        "USER": said.pop("user", ""),
        "PASSWORD": said.pop("password", ""),
        "HOST": said.pop("host", ""),
        "PORT": said.pop("port", ""),
        # A connection that died while it waited in the pool is replaced before a page gets it.
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "application_name": "janji",
            "server_side_binding": True,
            "prepare_threshold": 2,
            "connect_timeout": "5",
            "keepalives_idle": "30",
            "tcp_user_timeout": "15000",
            "options": (
                "-c lock_timeout=20s -c statement_timeout=5min -c jit=off"
                " -c idle_in_transaction_session_timeout=1min"
            ),
            **said,
            # A pool that lost its server tries again soon, and not after ever longer pauses.
            "pool": {
                "min_size": 1,
                "max_size": connections,
                "timeout": 3,
                "reconnect_timeout": 2,
            },
        },
    }


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Of all processes at one database that make its tables, one is inside the block."""
    # Settings read this module before there is a database.
    from django.db import connection  # noqa: PLC0415

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # Making the tables takes longer than any other lock is waited for.
            cursor.execute("SET lock_timeout = '5min'")
            cursor.execute("SELECT pg_advisory_lock(%s)", [PREPARING])
            cursor.execute("RESET lock_timeout")
            try:
                yield
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [PREPARING])
    else:
        # The kernel drops the lock with the file, and with the process.
        with Path(f"{connection.settings_dict['NAME']}-preparing").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield
