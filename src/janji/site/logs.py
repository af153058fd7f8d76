"""The log: what happened and where, never to whom or with what content.

Nothing of a record's own text is trusted except the constant sentences of this house: arguments, messages of exceptions and
the sentences of libraries may hold names, paths or rows of the database. Of an exception the log says its class, the code the
database gave it, and the places it passed through.
"""

import json
import logging
import sys
import threading
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

from janji.kit import tracing

FACTS = ("route", "method", "status", "ms", "queries", "account")
"""What our own records may add by `extra`: numbers, and names that stand in the source."""
OURS = "janji"
MOST_PLACES = 30
JSON, TEXT = "json", "text"
KINDS = (JSON, TEXT)


def content(record: logging.LogRecord) -> dict[str, Any]:
    """What may be written of a record."""
    said: dict[str, Any] = {
        "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname.lower(),
        "logger": record.name,
    }
    if record.name.split(".", 1)[0] == OURS:
        said["event"] = record.msg
        given = {name: getattr(record, name, None) for name in FACTS}
        said |= {name: value for name, value in given.items() if value is not None}
    else:
        said["at"] = f"{record.module}:{record.lineno}"
    if trace := tracing.current():
        said["request"] = trace.number
    if record.exc_info and record.exc_info[1] is not None:
        said["errors"] = [_named(error) for error in _chain(record.exc_info[1])]
        said["places"] = _places(record.exc_info[1])
    return said


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """An exception, then what it came from."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def _named(error: BaseException) -> str:
    kind = type(error)
    code = getattr(error, "sqlstate", None) or getattr(error, "sqlite_errorname", None)
    return f"{kind.__module__}.{kind.__qualname__}" + (f" {code}" if code else "")


def _places(error: BaseException) -> list[str]:
    """The way an exception took, the innermost place last."""
    places = [
        f"{frame.f_globals.get('__name__', '?')}:{line} {frame.f_code.co_name}"
        for frame, line in traceback.walk_tb(error.__traceback__)
    ]
    return places[-MOST_PLACES:]


class JsonLines(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as a line for machines."""
        return json.dumps(content(record), ensure_ascii=False, default=str)


class TextLines(logging.Formatter):
    """The same for a person at a terminal."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as a line, with the way of an exception below it."""
        said = content(record)
        places = said.pop("places", [])
        errors = said.pop("errors", [])
        at = datetime.fromtimestamp(record.created).astimezone()
        head = [f"{at:%Y-%m-%d %H:%M:%S}", said.pop("level").upper(), said.pop("logger")]
        head += [said.pop("event", "")]
        del said["time"]
        head += [f"{name}={value}" for name, value in said.items()]
        below = [*(f"    {place}" for place in places), *(f"  {error}" for error in errors)]
        return "\n".join([" ".join(filter(None, head)), *below])


def configured(kind: str, *, at_terminal: bool) -> dict[str, Any]:
    """Django's settings for the log: `json`, `text`, or blank for what suits where we run.

    A person at a terminal is told only what went wrong; everyone else gets every request as JSON.
    """
    calm = at_terminal and not kind
    formatter = TextLines if kind == TEXT or calm else JsonLines
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": {"()": formatter}},
        "handlers": {
            "stderr": {"class": "logging.StreamHandler", "formatter": "lines"},
            "nowhere": {"class": "logging.NullHandler"},
        },
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {
            OURS: {"level": "WARNING" if calm else "INFO"},
            # Without the mail of Django's defaults; the line of the request tells of what is below an error.
            "django": {"handlers": [], "level": "ERROR"},
            # Axes writes user names and addresses; neither belongs in a log.
            "axes": {"handlers": ["nowhere"], "propagate": False},
        },
    }


def guard() -> None:
    """From now on whatever Python would print by itself goes through the log, without its message."""
    logger = logging.getLogger(f"{OURS}.uncaught")

    def uncaught(
        kind: type[BaseException], error: BaseException, way: TracebackType | None
    ) -> None:
        if not issubclass(kind, KeyboardInterrupt):
            logger.critical("An error ended the process", exc_info=(kind, error, way))

    def in_thread(said: threading.ExceptHookArgs) -> None:
        if said.exc_value is not None:
            logger.critical(
                "An error ended a thread",
                exc_info=(said.exc_type, said.exc_value, said.exc_traceback),
            )

    def unraisable(said: "sys.UnraisableHookArgs") -> None:
        error = said.exc_value
        logger.error("An error could not be raised", exc_info=error if error else None)

    sys.excepthook, threading.excepthook, sys.unraisablehook = uncaught, in_thread, unraisable
    logging.captureWarnings(capture=True)
    # Or logging would print the arguments of a record it could not write.
    logging.raiseExceptions = False
