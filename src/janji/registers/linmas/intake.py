"""What someone says of a member, a decree, an event, before it is kept."""

from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from janji.kit.persons import PersonNumber
from janji.registers.linmas.models import DecreeKind, Post


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    """What a list says of a member; what nobody wrote down is `None`."""

    name: str
    sex: str
    starts_on: date
    number: PersonNumber | None = None
    born_on: date | None = None
    education: str | None = None
    squad: str | None = None
    post: str = Post.MEMBER.value
    card_number: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecreeText:
    """What a decree says; without `holds_from` it holds from the day it was signed."""

    number: str
    signed_on: date
    issuer: str
    issuer_name: str | None = None
    holds_from: date | None = None
    holds_until: date | None = None
    kind: str = DecreeKind.APPOINTMENT.value

    @property
    def first_day(self) -> date:
        """The day from which it holds."""
        return self.holds_from or self.signed_on


@dataclass(frozen=True, slots=True, kw_only=True)
class EventText:
    """What is said of an event; `hours` are lesson hours."""

    kind: str
    title: str
    held_on: date
    hours: int
    organiser: str
    place: str | None = None
    material: str | None = None


@dataclass(frozen=True, slots=True)
class ResultText:
    """What a training brought someone; what nobody wrote down is `None`."""

    score: Decimal | None = None
    certificate_number: str | None = None


def member_columns(person: Particulars) -> dict[str, Any]:
    """The columns of a member."""
    columns = asdict(person)
    del columns["number"]
    number = person.number
    columns["nik_digest"] = number.digest if number else None
    columns["nik_last_four"] = number.last_four if number else None
    return columns


def decree_columns(decree: DecreeText) -> dict[str, Any]:
    """The columns of a decree."""
    return asdict(decree) | {"holds_from": decree.first_day}
