"""When someone may hold another's role for a time.

An office goes on while its head is away: someone acts in the head's place, as *pelaksana tugas* (Plt.)
where nobody holds the post, as *pelaksana harian* (Plh.) where its holder is away. Such a role ends by
itself, is never passed on, and what a person did under it stays what that person did.
"""

from datetime import date
from enum import StrEnum

from janji.core.refusals import Refused

MOST_DAYS = 90
"""The longest time at once (our design; a longer one is granted anew, by a new decision)."""


class Capacity(StrEnum):
    """As what someone holds a role."""

    DEFINITIVE = "definitive"
    PLT = "plt"
    PLH = "plh"

    @property
    def is_acting(self) -> bool:
        """Whether it is held in another's place."""
        return self is not Capacity.DEFINITIVE


def days_held(starts_on: date, ends_on: date) -> int:
    """How many days a role is held, the first and the last among them."""
    return (ends_on - starts_on).days + 1


def require_sound(starts_on: date, ends_on: date, *, on: date) -> None:
    """Refuses a time that lies behind, ends before it begins, or is longer than may be granted."""
    if starts_on < on:
        raise Refused("delegation-in-the-past", field="starts_on")
    if ends_on < starts_on:
        raise Refused("delegation-ends-early", field="ends_on")
    if (days := days_held(starts_on, ends_on)) > MOST_DAYS:
        raise Refused("delegation-too-long", field="ends_on", days=days, most=MOST_DAYS)
