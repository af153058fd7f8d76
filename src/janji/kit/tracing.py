"""What is noted of the request under way: its number, its cost, and nothing of its content."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

from django.db import DatabaseError, connection

SPOKEN = 8
"""So many letters of a number are read to an administrator by telephone; they begin it."""


@dataclass(slots=True)
class Trace:
    """One request: its number, the account that sent it, its queries and what went wrong in them."""

    number: str
    account: int | None = None
    queries: int = 0
    database_seconds: float = 0.0
    _errors: dict[int, str] = field(default_factory=dict)

    @property
    def database_errors(self) -> list[str]:
        """The kinds of the errors that the database gave, each error once."""
        return list(self._errors.values())

    def note_error(self, error: BaseException | None) -> None:
        """Remembers the kind of an error of the database; anything else is not noted."""
        if isinstance(error, DatabaseError):
            self._errors[id(error)] = type(error).__name__

    def around_query(self, execute: Callable[..., Any], *said: Any) -> Any:
        """Counts and times one query; Django calls it with the query and the way to execute it."""
        began = perf_counter()
        try:
            return execute(*said)
        except DatabaseError as error:
            self.note_error(error)
            raise
        finally:
            self.queries += 1
            self.database_seconds += perf_counter() - began


_current: ContextVar[Trace | None] = ContextVar("trace", default=None)


def current() -> Trace | None:
    """The request this thread is answering, if it is answering one."""
    return _current.get()


def spoken_number() -> str:
    """The number a person can report; blank outside a request."""
    trace = _current.get()
    return trace.number[:SPOKEN] if trace else ""


@contextmanager
def following(number: str | None) -> Iterator[Trace]:
    """Notes what happens inside the block, under the number given or one of our own."""
    trace = Trace(number or secrets.token_hex(16))
    token = _current.set(trace)
    try:
        with connection.execute_wrapper(trace.around_query):
            yield trace
    finally:
        _current.reset(token)
