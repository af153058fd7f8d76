"""Numbers of persons: what is kept of them is a keyed digest and the last four digits."""

import hashlib
import hmac
from dataclasses import dataclass

from django.conf import settings

from janji.core.refusals import Refused

DIGITS = 16


@dataclass(frozen=True, slots=True)
class PersonNumber:
    """A NIK as it may be kept: the same person gives the same digest, the number cannot be read back.

    Sixteen digits can be guessed one by one, so a plain digest would hide nothing; the key does.
    """

    digest: str
    last_four: str


def person_number(text: str) -> PersonNumber | None:
    """What may be kept of a typed NIK; `None` when none was typed. Refuses with `nik-unreadable`."""
    digits = "".join(text.split()).replace(".", "").replace("-", "")
    if not digits:
        return None
    if len(digits) != DIGITS or not (digits.isascii() and digits.isdigit()):
        # What was typed stays out of the facts: they reach pages and may reach logs.
        raise Refused("nik-unreadable", digits=DIGITS)
    digest = hmac.new(settings.PERSON_KEY.encode(), digits.encode(), hashlib.sha256).hexdigest()
    return PersonNumber(digest, digits[-4:])
