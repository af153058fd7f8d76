"""A form being filled in on someone's phone: kept in their session until it is sent.

The session knows which survey it has answered, so that a second answer is looked at by a person.
It holds no name, no address and nothing about the device.
"""

import secrets
from collections.abc import MutableMapping
from dataclasses import dataclass, field
from typing import Any

from janji.core.satisfaction import asked_codes
from janji.registers.survey.models import Channel

FILLING, ANSWERED, KIOSKS = "survey-filling", "survey-answered", "survey-kiosks"

Session = MutableMapping[str, Any]


@dataclass(slots=True)
class Filling:
    """What has been answered so far; `draft` names this filling, `token` the invitation behind it."""

    slug: str
    draft: str
    channel: str = Channel.LINK.value
    token: str | None = None
    answers: dict[str, int] = field(default_factory=dict)

    @property
    def in_order(self) -> tuple[int | None, ...]:
        """The answers in the order of the questionnaire's elements."""
        return tuple(self.answers.get(code) for code in asked_codes())


def current(session: Session, slug: str) -> Filling:
    """The filling of a survey as the session has it, or a new one that is not yet kept."""
    kept = session.get(FILLING)
    if kept and kept["slug"] == slug:
        return Filling(**kept)
    channel = Channel.KIOSK if is_kiosk(session, slug) else Channel.LINK
    return Filling(slug, secrets.token_hex(16), channel.value)


def keep(session: Session, filling: Filling) -> None:
    """Keeps the filling; an older one of another survey gives way."""
    session[FILLING] = {name: getattr(filling, name) for name in Filling.__slots__}


def forget(session: Session) -> None:
    """Nothing is being filled in."""
    session.pop(FILLING, None)


def is_repeated(session: Session, slug: str) -> bool:
    """Whether this browser has answered this survey before; a kiosk is used by many."""
    return slug in session.get(ANSWERED, []) and not is_kiosk(session, slug)


def sent(session: Session, slug: str) -> None:
    """The answers are in the register."""
    forget(session)
    session[ANSWERED] = sorted({*session.get(ANSWERED, []), slug})


def begin_kiosk(session: Session, slug: str) -> None:
    """From now on this browser serves one respondent after another."""
    forget(session)
    session[KIOSKS] = sorted({*session.get(KIOSKS, []), slug})


def is_kiosk(session: Session, slug: str) -> bool:
    """Whether this browser stands in the service room for everyone."""
    return slug in session.get(KIOSKS, [])
