"""Everything that changes the register of village administration."""

from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max, Min
from django.utils import timezone

from janji.core.refusals import Refused
from janji.core.village_books import regulations
from janji.kit import audit
from janji.kit.editions import held_as_seen, held_row, require_seen
from janji.kit.files import CheckedFile
from janji.orgs.models import OrgUnit, User
from janji.orgs.roles import Permission
from janji.registers.facts import keeping as facts
from janji.registers.villages import access, intake, queries
from janji.registers.villages.intake import Sheet
from janji.registers.villages.models import (
    REGISTER,
    EvidenceFile,
    Finding,
    Inspection,
    Photo,
    Village,
)

MOST_PHOTOS = 4
"""Of one book in one inspection."""

followers: list[Callable[[OrgUnit], None]] = []
"""Registers above that count the same villages; told inside the transaction when the days of one change."""


@transaction.atomic
def set_village_days(
    *,
    village: OrgUnit,
    since: date | None,
    until: date | None,
    reason: str,
    based_on: int | None,
    by: User,
    at: datetime,
) -> Village:
    """From which day or until which day a village is counted, such as after a merger.

    What was inspected stays, and stays within these days.
    """
    # The office is held as well: of most villages there is no record that could be.
    village = held_row(OrgUnit.objects, village.pk)
    today = timezone.localdate(at)
    access.require(by, Permission.CHECK_RECORDS, village, on=today)
    counted, _ = Village.objects.select_related("org_unit").get_or_create(
        org_unit=village, defaults={"recorded_by": by, "recorded_at": at}
    )
    require_seen(counted, based_on)
    if since is not None and since > today:
        raise Refused("village-begins-ahead", field="since", day=f"{since:%d-%m-%Y}")
    if until is not None and not reason.strip():
        raise Refused("village-reason-missing", field="reason")
    if since is not None and until is not None and until < since:
        raise Refused("village-ends-early", field="until", day=f"{since:%d-%m-%Y}")
    _require_around_inspections(village, since, until)
    before = audit.values(counted, ("since", "until"))
    counted.since, counted.until = since, until
    counted.end_reason = reason if until is not None else None
    counted.edition += 1
    counted.save()
    facts.mark_all_changed(REGISTER, village)
    for follower in followers:
        follower(village)
    changed = audit.changed(counted, before)
    audit.note("set-village-days", counted, by=by, at=at, why=reason, **changed)
    return counted


def _require_around_inspections(village: OrgUnit, since: date | None, until: date | None) -> None:
    days = queries.standing_inspections().filter(org_unit=village)
    found = days.aggregate(first=Min("inspected_on"), last=Max("inspected_on"))
    first, last = found["first"], found["last"]
    if since is not None and first is not None and since > first:
        raise Refused("village-begins-late", field="since", day=f"{first:%d-%m-%Y}")
    if until is not None and last is not None and until < last:
        raise Refused("village-ends-early", field="until", day=f"{last:%d-%m-%Y}")


@transaction.atomic
def record_inspection(
    *, village: OrgUnit, sheet: Sheet, client_key: UUID, by: User, at: datetime
) -> Inspection:
    """What was seen of the books of a village on a day.

    `client_key` was made where it was filled in. Whoever sends the same once more gets what was
    kept the first time; nothing is doubled.
    """
    # Held, so that the same sent twice at once comes one after the other.
    village = held_row(OrgUnit.objects.select_related("village_record"), village.pk)
    access.require(by, Permission.KEEP_RECORDS, village, on=timezone.localdate(at))
    kept = intake.kept_already(village, client_key, sheet)
    if kept is not None:
        return kept
    today = timezone.localdate(at)
    made = intake.keep(village, sheet, client_key=client_key, by=by, at=at, today=today)
    audit.note("record-inspection", made, by=by, at=at, inspected_on=sheet.inspected_on)
    return made


@transaction.atomic
def withdraw_inspection(
    *, inspection: Inspection, reason: str, based_on: int | None, by: User, at: datetime
) -> Inspection:
    """An inspection was recorded wrongly: it no longer counts, and stays readable with the reason."""
    found = Inspection.objects.select_related("org_unit")
    inspection = held_as_seen(found, inspection.pk, based_on)
    access.require(by, Permission.CHECK_RECORDS, inspection.org_unit, on=timezone.localdate(at))
    if inspection.withdrawn_at is not None:
        raise Refused("inspection-withdrawn")
    if not reason.strip():
        raise Refused("withdrawal-reason-missing", field="reason")
    inspection.withdrawn_by, inspection.withdrawn_at = by, at
    inspection.withdrawn_because = reason
    inspection.edition += 1
    inspection.save()
    facts.mark_changed_from(REGISTER, inspection.org_unit, inspection.inspected_on)
    told = audit.COUNTS_NO_LONGER
    audit.note("withdraw-inspection", inspection, by=by, at=at, why=reason, **told)
    return inspection


@transaction.atomic
def add_photo(
    *,
    inspection: Inspection,
    client_key: UUID,
    book: str | None,
    picture: CheckedFile,
    by: User,
    at: datetime,
) -> Photo:
    """A picture of a book, or of the inspection as a whole.

    `client_key` was made where it was taken. Whoever sends the same once more gets what was kept.
    """
    inspection = held_row(Inspection.objects.select_related("org_unit"), inspection.pk)
    access.require(by, Permission.KEEP_RECORDS, inspection.org_unit, on=timezone.localdate(at))
    kept = Photo.objects.filter(client_key=client_key).first()
    if kept is not None:
        if (kept.inspection_id, kept.book, kept.sha256) != (inspection.pk, book, picture.sha256):
            raise Refused("photo-differs")
        return kept
    if inspection.withdrawn_at is not None:
        raise Refused("inspection-withdrawn")
    if book is not None:
        regulations()[inspection.regulation].book(book)
    here = inspection.photos.filter(book=book, withdrawn_at=None).count()
    if here >= MOST_PHOTOS:
        raise Refused("photos-too-many", most=MOST_PHOTOS)
    photo = Photo.keep(
        picture, by=by, at=at, inspection=inspection, client_key=client_key, book=book
    )
    audit.note("add-photo", photo, by=by, at=at, book=book, sha256=photo.sha256)
    return photo


@transaction.atomic
def withdraw_photo(*, photo: Photo, reason: str, by: User, at: datetime) -> Photo:
    """A picture that should not have been kept; nobody sees it any more."""
    inspection = held_row(Inspection.objects.select_related("org_unit"), photo.inspection_id)
    access.require(by, Permission.KEEP_RECORDS, inspection.org_unit, on=timezone.localdate(at))
    photo = held_row(Photo.objects, photo.pk)
    if photo.withdrawn_at is not None:
        raise Refused("photo-withdrawn")
    if not reason.strip():
        raise Refused("photo-reason-missing", field="reason")
    photo.withdrawn_by, photo.withdrawn_at, photo.withdrawn_because = by, at, reason
    photo.save()
    audit.note("withdraw-photo", photo, by=by, at=at, why=reason, **audit.COUNTS_NO_LONGER)
    return photo


@transaction.atomic
def record_finding(
    *, inspection: Inspection, book: str | None, content: str, due_on: date, by: User, at: datetime
) -> Finding:
    """Something that the village has to put right until a day."""
    inspection = held_row(Inspection.objects.select_related("org_unit"), inspection.pk)
    access.require(by, Permission.KEEP_RECORDS, inspection.org_unit, on=timezone.localdate(at))
    if inspection.withdrawn_at is not None:
        raise Refused("inspection-withdrawn")
    if due_on < inspection.inspected_on:
        raise Refused(
            "finding-due-early", field="due_on", day=f"{inspection.inspected_on:%d-%m-%Y}"
        )
    if book is not None:
        intake.books_of(inspection.org_unit, inspection.inspected_on).book(book)
    made = Finding.objects.create(
        org_unit_id=inspection.org_unit_id,
        inspection=inspection,
        book=book,
        content=content,
        due_on=due_on,
        recorded_by=by,
        recorded_at=at,
    )
    audit.note("record-finding", made, by=by, at=at, book=book, due_on=due_on)
    return made


@transaction.atomic
def settle_finding(
    *,
    finding: Finding,
    settled_on: date,
    evidence: str,
    based_on: int | None,
    by: User,
    at: datetime,
    file: CheckedFile | None = None,
) -> Finding:
    """It was put right, and what shows that: in words, and in a file where there is one."""
    found = Finding.objects.select_related("org_unit", "inspection")
    finding = held_as_seen(found, finding.pk, based_on)
    access.require(by, Permission.KEEP_RECORDS, finding.org_unit, on=timezone.localdate(at))
    if finding.settled_on is not None:
        raise Refused("finding-settled", day=f"{finding.settled_on:%d-%m-%Y}")
    if not evidence.strip():
        raise Refused("finding-evidence-missing", field="evidence")
    first = finding.inspection.inspected_on
    if not first <= settled_on <= timezone.localdate(at):
        raise Refused("finding-settled-outside", field="settled_on", day=f"{first:%d-%m-%Y}")
    before = audit.values(finding, ("settled_on", "evidence"))
    finding.settled_on, finding.evidence = settled_on, evidence
    finding.settled_by, finding.settled_at = by, at
    finding.edition += 1
    finding.save()
    if file is not None:
        EvidenceFile.keep(file, by=by, at=at, finding=finding)
    audit.note("settle-finding", finding, by=by, at=at, **audit.changed(finding, before))
    return finding
