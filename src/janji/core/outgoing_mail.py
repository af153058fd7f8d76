"""When a mail that could not be handed over is tried again, and what a refusal means.

A mail is never sent twice: what may have arrived is not tried again. The notice itself stands in the
house in any case.
"""

from datetime import datetime, timedelta
from enum import StrEnum

WAITS = tuple(timedelta(minutes=some) for some in (1, 5, 15, 60, 240, 720, 1440))
"""How long to wait after the first, the second, … attempt; after the last one it is given up."""
PERMANENT = range(500, 600)
"""Answers by which a mail server says that it will never take this mail (RFC 5321, 4.2.1)."""


class MailState(StrEnum):
    """Where a mail stands."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    GIVEN_UP = "given_up"
    UNCERTAIN = "uncertain"


def next_attempt(attempts: int, at: datetime) -> datetime | None:
    """When to try again after so many attempts; `None` when it is given up."""
    return at + WAITS[attempts - 1] if attempts <= len(WAITS) else None


def after_refusal(code: int | None, attempts: int, at: datetime) -> tuple[MailState, datetime]:
    """The state of a mail that was certainly not taken, and when it is due.

    `code` is what the mail server answered, `None` when it could not be reached.
    """
    again = None if code in PERMANENT else next_attempt(attempts, at)
    return (MailState.GIVEN_UP, at) if again is None else (MailState.WAITING, again)
