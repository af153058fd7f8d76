"""Writing and checking the audit chain."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db import models, transaction
from django.dispatch import Signal

from janji.core.audit_chain import HOME, START, End, Examination, Link, seal
from janji.core.differing import apart
from janji.kit.homes import home_of
from janji.kit.models import AuditEntry, ChainHead

noted = Signal()
"""Sent with `entry`, `thing` and `by` in the transaction of the change: whoever listens only adds rows."""
SEALED = {name: "by_id" if name == "by" else name for name in Link._fields}
"""What a seal sees of an entry, and the column it stands in."""
PERSONAL = "•••"
"""Stands where words about a person changed."""


def subject_of(thing: models.Model) -> str:
    """How the chain names a record: `agreements.agreement:12`."""
    return f"{thing._meta.label_lower}:{thing.pk}"  # noqa: SLF001 -- Django's documented way


def note(
    deed: str, thing: models.Model, *, by: AbstractUser | None, at: datetime, **facts: Any
) -> AuditEntry:
    """Adds one entry, inside the caller's transaction; two queries and two writes."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("An audit entry belongs into the transaction of the change it notes.")
    home = home_of(thing)
    if home is not None:
        facts[HOME] = home
    head = hold_head()
    entry = AuditEntry(
        number=head.last_number + 1,
        at=at,
        by_id=by.pk if by else None,
        deed=deed,
        subject=subject_of(thing),
        # Facts pass through JSON once, so that what is sealed is what is read back.
        facts=json.loads(json.dumps(facts, default=str)),
        home=home,
        previous_hash=head.last_hash,
    )
    entry.hash = seal(link_of(entry))
    entry.save(force_insert=True)
    head.last_number, head.last_hash = entry.number, entry.hash
    head.save()
    noted.send(sender=AuditEntry, entry=entry, thing=thing, by=by)
    return entry


def values(row: models.Model | None, names: Iterable[str]) -> dict[str, Any]:
    """What a record says in some of its fields, a related record by its key; nothing where there is none."""
    if row is None:
        return dict.fromkeys(names)
    fields = [row._meta.get_field(name) for name in names]  # noqa: SLF001 -- Django's documented way
    return {field.name: getattr(row, field.attname) for field in fields}  # type: ignore[union-attr]


NOTHING: tuple[Any, ...] = (None, "", [], {})
"""Values between which nobody reads a difference."""
Changes = dict[str, dict[str, Any]]
"""The facts `before` and `after`."""


def changes(
    before: Mapping[str, Any], after: Mapping[str, Any], *, personal: Collection[str] = ()
) -> Changes:
    """The facts `before` and `after` of a change: only what differs, of long texts the part that does.

    Of what tells about a person the chain keeps only that it changed: nothing can be taken out of
    it again (H-08). The words themselves stay with the record.
    """
    said: Changes = {"before": {}, "after": {}}
    for name in {**before, **after}:
        stood, stands = before.get(name), after.get(name)
        if stood == stands or (stood in NOTHING and stands in NOTHING):
            continue
        if name in personal:
            stood = stands = PERSONAL
        elif isinstance(stood, str) and isinstance(stands, str):
            stood, stands = apart(stood, stands)
        said["before"][name], said["after"][name] = stood, stands
    return said


def changed(row: models.Model, before: Mapping[str, Any]) -> Changes:
    """How a record differs from what it, or the one whose place it takes, said `before`.

    Its model says in `personal` which of its fields tell about a person.
    """
    return changes(before, values(row, before), personal=personal_of(row))


def removed(row: models.Model, names: Iterable[str]) -> Changes:
    """What a record said that is no longer there."""
    return changes(values(row, names), {}, personal=personal_of(row))


def personal_of(row: models.Model) -> Collection[str]:
    """The fields of a record that tell about a person."""
    found: Collection[str] = getattr(row, "personal", ())
    return found


COUNTS_NO_LONGER = changes({"counts": True}, {"counts": False})
"""Of what was withdrawn, cancelled or struck, and stays readable."""
COUNTS_AGAIN = changes({"counts": False}, {"counts": True})


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


def history_of(things: Iterable[models.Model]) -> models.QuerySet[AuditEntry]:
    """What was done to a record and those that are part of it, newest first; one query."""
    subjects = [subject_of(one) for one in things]
    return AuditEntry.objects.filter(subject__in=subjects).select_related("by").order_by("-number")


def link_of(entry: AuditEntry) -> Link:
    """An entry as its seal sees it."""
    return Link(**{name: getattr(entry, column) for name, column in SEALED.items()})


def links(entries: models.QuerySet[AuditEntry] | None = None) -> Iterator[Link]:
    """Entries in the order of their numbers, streamed: a chain of a million fits into any memory."""
    found = AuditEntry.objects.all() if entries is None else entries
    rows = found.order_by("number").values_list(*SEALED.values())
    return map(Link._make, rows.iterator(chunk_size=2000))


def head_end() -> End | None:
    """Where the house says that the chain ends."""
    head = ChainHead.objects.filter(pk=1).first()
    return End(head.last_number, head.last_hash) if head else None


def examine(*beside: Callable[[Link], object]) -> Examination:
    """The whole chain, streamed once; whoever else wants to look at every entry stands `beside`.

    People may go on meanwhile: entries that come after the reading began are no fault.
    """
    began, seen = head_end() or START, Examination()
    for link in links():
        seen.look(link)
        for look in beside:
            look(link)
    if seen.last.number < began.number:
        return seen.end(began)
    ended = head_end() or START
    return seen.end(seen.last if ended.number > seen.last.number else ended)


def broken_links() -> Iterator[int]:
    """Numbers of entries that are changed, missing or out of place; empty when the chain holds."""
    return (one.number for one in examine().breaks)
