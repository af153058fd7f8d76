"""What went wrong below us: the database or the disk, told apart by codes and never by messages."""

import errno
import sqlite3
from collections.abc import Iterator, Mapping
from enum import StrEnum

from django.db import InterfaceError, OperationalError

from janji.kit.sqlite.queue import QueueTimeout


class Failure(StrEnum):
    """A failure that the person can do something about; each has its words in `wording.FAILURES`."""

    FULL = "full"
    BUSY = "busy"
    AWAY = "away"
    CUT_OFF = "cut_off"
    READ_ONLY = "read_only"
    DAMAGED = "damaged"


SQLITE: Mapping[int, Failure] = {
    sqlite3.SQLITE_FULL: Failure.FULL,
    sqlite3.SQLITE_IOERR: Failure.FULL,
    sqlite3.SQLITE_BUSY: Failure.BUSY,
    sqlite3.SQLITE_LOCKED: Failure.BUSY,
    sqlite3.SQLITE_CANTOPEN: Failure.AWAY,
    sqlite3.SQLITE_READONLY: Failure.READ_ONLY,
    sqlite3.SQLITE_CORRUPT: Failure.DAMAGED,
    sqlite3.SQLITE_NOTADB: Failure.DAMAGED,
}
"""By SQLite's primary result code. An I/O error while writing is nearly always a full or failing disk."""

POSTGRES: Mapping[str, Failure] = {
    "53100": Failure.FULL,  # disk full
    "53200": Failure.BUSY,  # out of memory
    "53300": Failure.BUSY,  # too many connections
    "55P03": Failure.BUSY,  # a lock did not come in time
    "40001": Failure.BUSY,  # serialization failure
    "40P01": Failure.BUSY,  # deadlock
    "57014": Failure.BUSY,  # statement timeout
    "57P03": Failure.AWAY,  # starting or stopping
    "25006": Failure.READ_ONLY,  # a standby
    "XX001": Failure.DAMAGED,
    "XX002": Failure.DAMAGED,
}
"""By SQLSTATE, as the manual of PostgreSQL lists them in its appendix A."""

DISK = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def failure_of(exception: BaseException | None) -> Failure | None:
    """What failed below us; `None` when the fault is our own."""
    for one in _causes(exception):
        if (found := _kind(one)) is not None:
            return found
    return None


def _causes(exception: BaseException | None) -> Iterator[BaseException]:
    """The exception and what caused it, the deepest first."""
    chain: list[BaseException] = []
    while exception is not None and exception not in chain:
        chain.append(exception)
        exception = exception.__cause__
    yield from reversed(chain)


def _kind(exception: BaseException) -> Failure | None:
    if isinstance(exception, QueueTimeout):
        return Failure.BUSY
    if isinstance(exception, sqlite3.Error):
        # Extended codes keep the primary one in their lowest byte.
        return SQLITE.get(getattr(exception, "sqlite_errorcode", 0) & 0xFF)
    if isinstance(exception, OSError):
        return Failure.FULL if exception.errno in DISK else None
    state: str | None = getattr(exception, "sqlstate", None)
    if state is not None:
        return POSTGRES.get(state) or _connection(state)
    if isinstance(exception, OperationalError | InterfaceError):
        return _without_state(exception)
    return None


def _connection(state: str) -> Failure | None:
    """Class 08 is a broken connection, 57P an administrator who ended it: what had been sent may
    have arrived or not."""
    return Failure.CUT_OFF if state.startswith(("08", "57P")) else None


def _without_state(exception: OperationalError | InterfaceError) -> Failure | None:
    """psycopg knows no state when the server never answered, or the pool gave up waiting for it."""
    cause = exception.__cause__
    if not type(cause).__module__.startswith("psycopg") or getattr(cause, "sqlstate", None):
        return None
    never_reached = type(cause).__name__ in {"PoolTimeout", "ConnectionTimeout"}
    return Failure.AWAY if never_reached else Failure.CUT_OFF
