"""Writing and checking the audit chain."""

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db import models, transaction
from django.dispatch import Signal

from janji.kit.models import AuditEntry, ChainHead

noted = Signal()
"""Sent with `entry`, `thing` and `by` in the transaction of the change: whoever listens only adds rows."""


def subject_of(thing: models.Model) -> str:
    """How the chain names a record: `agreements.agreement:12`."""
    return f"{thing._meta.label_lower}:{thing.pk}"  # noqa: SLF001 -- Django's documented way


def _digest(entry: AuditEntry) -> str:
    at = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    sealed = [
        entry.number,
        at,
        entry.by_id,
        entry.deed,
        entry.subject,
        entry.facts,
        entry.previous_hash,
    ]
    text = json.dumps(sealed, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def note(
    deed: str, thing: models.Model, *, by: AbstractUser | None, at: datetime, **facts: Any
) -> AuditEntry:
    """Adds one entry, inside the caller's transaction; two queries and two writes."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("An audit entry belongs into the transaction of the change it notes.")
    head = hold_head()
    entry = AuditEntry(
        number=head.last_number + 1,
        at=at,
        by_id=by.pk if by else None,
        deed=deed,
        subject=subject_of(thing),
        # Facts pass through JSON once, so that what is sealed is what is read back.
        facts=json.loads(json.dumps(facts, default=str)),
        previous_hash=head.last_hash,
    )
    entry.hash = _digest(entry)
    entry.save(force_insert=True)
    head.last_number, head.last_hash = entry.number, entry.hash
    head.save()
    noted.send(sender=AuditEntry, entry=entry, thing=thing, by=by)
    return entry


def hold_head() -> ChainHead:
    """The end of the chain, which only this transaction may lengthen until it ends.

    A note holds it last. An action that has no row of its own to hold may hold it first.
    """
    head, _ = ChainHead.objects.select_for_update(no_key=True).get_or_create(pk=1)
    return head


def history(thing: models.Model) -> models.QuerySet[AuditEntry]:
    """What was done to a record, newest first, with the person; one query."""
    return (
        AuditEntry.objects.filter(subject=subject_of(thing))
        .select_related("by")
        .order_by("-number")
    )


def broken_links() -> Iterator[int]:
    """Numbers of entries that are changed, missing or out of place; empty when the chain holds."""
    expected_number, previous = 1, ""
    for entry in AuditEntry.objects.order_by("number").iterator(chunk_size=2000):
        sound = (
            entry.number == expected_number
            and entry.previous_hash == previous
            and entry.hash == _digest(entry)
        )
        if not sound:
            yield entry.number
        expected_number, previous = entry.number + 1, entry.hash
    head = ChainHead.objects.filter(pk=1).first()
    if head and (head.last_number, head.last_hash) != (expected_number - 1, previous):
        yield head.last_number
