"""By when an agreement had to be signed, and how that was kept."""

from datetime import date, datetime

from django.utils import timezone

from janji.agreements.models import Agreement, PartyRole
from janji.core.agreement_changes import Timeliness, timeliness


def timeliness_of(agreement: Agreement, *, on: date) -> Timeliness | None:
    """How its deadline stands; `None` while nobody has said from when it runs. One query."""
    if agreement.due_on is None:
        return None
    second = agreement.signatures.filter(role=PartyRole.SECOND).first()
    signed_on = timezone.localdate(second.signed_at) if second else None
    return timeliness(agreement.due_on, signed_on, on=on)


def days_late(due_on: date | None, signed_at: datetime | None, *, on: date) -> int | None:
    """Days after the deadline so far or until it was signed; `None` without a deadline."""
    if due_on is None:
        return None
    signed_on = timezone.localdate(signed_at) if signed_at else None
    return timeliness(due_on, signed_on, on=on).days_late


def period_of(agreement: Agreement) -> tuple[date, date]:
    """The days an agreement is for: those of its year, unless it began or ended within it."""
    first = agreement.starts_on or date(agreement.year, 1, 1)
    return first, agreement.ends_on or date(agreement.year, 12, 31)
