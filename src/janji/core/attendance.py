"""Which presence at a planning forum is evidence (registers.md R5.5)."""

from enum import StrEnum
from fractions import Fraction

from janji.core.refusals import Refused


class AttendingRole(StrEnum):
    """In which role someone came for a body. The values are what the register keeps."""

    CHAIR = "ketua"
    DELEGATE = "wakil"


class Check(StrEnum):
    """Whether a second person has looked at a list that was copied from paper."""

    NOT_NEEDED = "not_needed"
    WAITING = "waiting"
    CONFIRMED = "confirmed"
    SET_ASIDE = "set_aside"


def is_evidence(*, has_sign: bool, check: Check) -> bool:
    """Signed, and confirmed by a second person when one had to."""
    return has_sign and check in {Check.NOT_NEEDED, Check.CONFIRMED}


def speaks_for_body(role: AttendingRole | None, *, counts_delegates: bool) -> bool:
    """Whether someone in this role stands for the body's chair."""
    return role is AttendingRole.CHAIR or (counts_delegates and role is AttendingRole.DELEGATE)


def share(part: int, whole: int) -> Fraction | None:
    """A share in percent; without a whole there is none."""
    return Fraction(part * 100, whole) if whole else None


MOST_HOURS = 12
"""For how long a forum's public page may be open. Design: a forum is over within a day."""
MOST_WAITING = 300
MOST_A_MINUTE = 40
"""How many may wait for the officer, and arrive within a minute. Design: a full hall sends less."""


def require_room(waiting: int, last_minute: int) -> None:
    """Refuses with `check-in-crowded` what comes faster than people in a hall."""
    if waiting >= MOST_WAITING or last_minute >= MOST_A_MINUTE:
        raise Refused("check-in-crowded")
