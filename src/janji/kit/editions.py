"""Nobody overwrites what they have not seen.

A form carries the edition of the record it shows, as `based_on`. The action holds the record's row
until its transaction ends, and refuses when another edition stands there by then.
"""

from datetime import datetime
from typing import TypeVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils import timezone

from janji.core.refusals import Refused
from janji.kit import audit
from janji.kit.models import AuditEntry

Row = TypeVar("Row", bound=models.Model)
CHANGED = "changed-meanwhile"
OUTDATED = "page-outdated"


class Edited(models.Model):
    """A record that people change where it stands; every change makes another edition of it."""

    edition = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True


def edition_of(row: models.Model | None) -> int | None:
    """What a form carries of the row it shows; `None` where there is no row yet.

    A row that is never changed but followed or replaced by another one is its own edition.
    """
    if row is None:
        return None
    return row.edition if isinstance(row, Edited) else int(row.pk)


def afresh(row: Row) -> Row:
    """The same row as it stands now."""
    row.refresh_from_db()
    return row


def held(
    rows: models.Manager[Row] | models.QuerySet[Row], *, skip_held: bool = False
) -> models.QuerySet[Row]:
    """Rows that only this transaction may change until it ends.

    Rows that merely refer to them can still be written (`no_key`): otherwise whoever holds the
    audit chain's head could wait for whoever waits for that head. For the same reason an action
    holds its rows before its note, and nothing but its own new rows after it. `skip_held` leaves out
    what someone else holds instead of waiting for it.
    """
    return rows.select_for_update(of=("self",), no_key=True, skip_locked=skip_held)


def held_row(rows: models.Manager[Row] | models.QuerySet[Row], pk: object) -> Row:
    """One row, held and read anew; refuses with `page-outdated` when it is no longer there."""
    row = held(rows).filter(pk=pk).first()
    if row is None:
        raise Refused(OUTDATED)
    return row


def held_as_seen(
    rows: models.Manager[Row] | models.QuerySet[Row], pk: object, based_on: int | None
) -> Row:
    """One row, held, in the edition that the person had on screen."""
    row = held_row(rows, pk)
    require_seen(row, based_on)
    return row


def require_seen(
    row: models.Model | None,
    based_on: int | None,
    *,
    noted: models.QuerySet[AuditEntry] | None = None,
) -> None:
    """Refuses with `changed-meanwhile`, saying who and when, unless this is what was on screen.

    `noted` are the entries that tell who changed it, newest first: the row's own unless said.
    """
    if edition_of(row) == based_on:
        return
    if row is None:
        raise Refused(OUTDATED)
    entries = audit.history(row) if noted is None else noted
    # Deeds of nobody (a citizen's, the calendar's) follow from others and are no edits.
    last = entries.exclude(by=None).first() or entries.first()
    if last is None:
        raise Refused(OUTDATED)
    raise changed_meanwhile(last.by, last.at)


def changed_meanwhile(by: AbstractUser | None, at: datetime) -> Refused:
    """What to raise when someone else was faster: who, and when."""
    moment = f"{timezone.localtime(at):%d-%m-%Y %H.%M}"
    return Refused("changed-meanwhile", name=str(by or "Janji"), at=moment)
