"""Documents that were read: kept for review, stored as drafts, and what their corrections teach."""

import hashlib
from collections.abc import Mapping
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction

from janji.agreements import habits, shown_source
from janji.agreements.actions.drafts import draft_agreement
from janji.agreements.models import Agreement, Reading, ReadingHabit, ReadingState
from janji.core.agreement import AgreementText
from janji.core.agreement_json import to_json
from janji.core.refusals import Refused
from janji.documents.reading import read_document
from janji.kit import audit
from janji.kit.editions import held_row
from janji.orgs import access
from janji.orgs.models import OrgUnit, User
from janji.orgs.roles import Permission

WAITED = {"state": ReadingState.WAITING.value}
DISCARDED = {"state": ReadingState.DISCARDED.value}
LONGEST_NAME = 200


def keep_reading(*, name: str, data: bytes, by: User, at: datetime) -> Reading:
    """Reads an uploaded document and keeps it for review; a refused one leaves nothing behind."""
    if not access.org_units_permitting(by, Permission.DRAFT_AGREEMENT, on=at.date()).exists():
        raise Refused(
            "not-allowed", deed=Permission.DRAFT_AGREEMENT.value, org_unit="kantor mana pun"
        )
    read = read_document(data, name)
    with transaction.atomic():
        digest = hashlib.sha256(data).hexdigest()
        reading = Reading(
            name=name[-LONGEST_NAME:],
            sha256=digest,
            content=to_json(read.text),
            source=shown_source.kept(read.blocks),
            read_by=by,
            read_at=at,
        )
        reading.file.save(f"{digest[:16]}.bin", ContentFile(data), save=False)
        reading.save()
        audit.note("read-document", reading, by=by, at=at, sha256=digest)
    return reading


@transaction.atomic
def store_reading(
    *,
    reading: Reading,
    org_unit: OrgUnit,
    text: AgreementText,
    moved: Mapping[str, str] | None = None,
    by: User,
    at: datetime,
) -> Agreement:
    """Makes a draft of what a person reviewed. The reading remains as its source.

    `moved` gives for rows of `text` the rows they were read in. What was corrected is remembered
    for the office's next document; what was right as printed is no longer put right.
    """
    reading = _held(reading, ReadingState.WAITING)
    # An office's habits are changed while its row is held, before anything is noted.
    org_unit = held_row(OrgUnit.objects, org_unit.pk)
    access.require(by, Permission.DRAFT_AGREEMENT, org_unit=org_unit, on=at.date())
    learned = habits.learn(
        org_unit, habits.taught_by(reading, text, org_unit, moved or {}, by=by, at=at), by=by, at=at
    )
    agreement = draft_agreement(org_unit=org_unit, text=text, by=by, at=at)
    reading.state, reading.agreement, reading.stored = ReadingState.STORED, agreement, to_json(text)
    reading.reviewed_by, reading.reviewed_at = by, at
    reading.save()
    changed = audit.changed(reading, WAITED)
    audit.note("store-reading", reading, by=by, at=at, agreement=agreement.pk, **changed)
    for habit, before in learned.kept:
        audit.note("learn-habit", habit, by=by, at=at, **audit.changed(habit, before))
    for habit in learned.forgotten:
        audit.note("forget-habit", habit, by=by, at=at, **audit.removed(habit, habits.WORDS))
    return agreement


@transaction.atomic
def discard_reading(*, reading: Reading, by: User, at: datetime) -> None:
    """Puts a reading aside; nothing of it becomes an agreement."""
    reading = _held(reading, ReadingState.WAITING)
    reading.state, reading.reviewed_by, reading.reviewed_at = ReadingState.DISCARDED, by, at
    reading.save()
    audit.note("discard-reading", reading, by=by, at=at, **audit.changed(reading, WAITED))


@transaction.atomic
def restore_reading(*, reading: Reading, by: User, at: datetime) -> None:
    """Takes back that a reading was put aside: it waits for review again."""
    reading = _held(reading, ReadingState.DISCARDED)
    reading.state, reading.reviewed_by, reading.reviewed_at = ReadingState.WAITING, None, None
    reading.save()
    audit.note("restore-reading", reading, by=by, at=at, **audit.changed(reading, DISCARDED))


def _held(reading: Reading, state: ReadingState) -> Reading:
    locked = held_row(Reading.objects, reading.pk)
    if locked.state != state:
        raise Refused("reading-done", name=locked.name)
    return locked


@transaction.atomic
def forget_habit(*, habit: ReadingHabit, by: User, at: datetime) -> None:
    """Removes a correction that was remembered for an office; it can be learned again."""
    held_row(OrgUnit.objects, habit.org_unit_id)
    habit = held_row(ReadingHabit.objects, habit.pk)
    access.require(by, Permission.DRAFT_AGREEMENT, org_unit=habit.org_unit, on=at.date())
    said = audit.removed(habit, habits.WORDS)
    ReadingHabit.objects.filter(pk=habit.pk).delete()
    audit.note("forget-habit", habit, by=by, at=at, **said)
