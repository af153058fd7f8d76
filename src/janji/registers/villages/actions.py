"""Everything that changes the register of village administration."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from janji.core.refusals import Refused
from janji.kit import audit
from janji.kit.editions import held_as_seen, held_row
from janji.orgs import access as orgs_access
from janji.orgs.models import OrgUnit, User
from janji.orgs.roles import Permission
from janji.registers.facts import keeping as facts
from janji.registers.villages import access, intake, queries
from janji.registers.villages.intake import Sheet
from janji.registers.villages.models import REGISTER, Finding, Inspection, Village

followers: list[Callable[[Village, date], None]] = []
"""Registers above that count the same villages; told inside the transaction from which day they change."""


@transaction.atomic
def list_villages(*, org_unit: OrgUnit, since: date, by: User, at: datetime) -> Sequence[Village]:
    """All villages and kelurahan below an office that the register does not count yet, from a day on."""
    orgs_access.require(by, Permission.CHECK_RECORDS, org_unit=org_unit, on=timezone.localdate(at))
    if since > timezone.localdate(at):
        raise Refused("villages-ahead", field="since", day=f"{since:%d-%m-%Y}")
    # Two who press at once wait for each other here; the second one finds nothing left.
    held_row(OrgUnit.objects, org_unit.pk)
    made = [
        Village.objects.create(
            org_unit=one, kind=one.kind, since=since, recorded_by=by, recorded_at=at
        )
        for one in queries.unlisted_below(org_unit)
    ]
    if not made:
        raise Refused("villages-all-listed")
    for village in made:
        _mark_listed(village, since)
    audit.note("list-villages", org_unit, by=by, at=at, since=since, count=len(made))
    return made


def _mark_listed(village: Village, day: date) -> None:
    """Whether a village is counted changed from a day on, here and in registers above."""
    facts.mark_changed_from(REGISTER, village.org_unit, day)
    for follower in followers:
        follower(village, day)


@transaction.atomic
def end_village(
    *, village: Village, until: date, reason: str, based_on: int | None, by: User, at: datetime
) -> Village:
    """The register counts the village until a day, such as its merger; what was inspected stays."""
    village = held_as_seen(Village.objects.select_related("org_unit"), village.pk, based_on)
    access.require(by, Permission.CHECK_RECORDS, village.org_unit, on=timezone.localdate(at))
    if not reason.strip():
        raise Refused("village-reason-missing", field="reason")
    if until < village.since:
        raise Refused("village-ends-early", field="until", day=f"{village.since:%d-%m-%Y}")
    last = queries.standing_inspections().filter(village=village).order_by("-inspected_on").first()
    if last is not None and until < last.inspected_on:
        raise Refused("village-ends-early", field="until", day=f"{last.inspected_on:%d-%m-%Y}")
    first = min(until, village.until or until)
    village.until, village.end_reason = until, reason
    village.edition += 1
    village.save()
    _mark_listed(village, first)
    audit.note("end-village", village, by=by, at=at, until=until, reason=reason)
    return village


@transaction.atomic
def record_inspection(
    *, village: Village, sheet: Sheet, client_key: UUID, by: User, at: datetime
) -> Inspection:
    """What was seen of the books of a village on a day.

    `client_key` was made where it was filled in. Whoever sends the same once more gets what was
    kept the first time; nothing is doubled.
    """
    # Held, so that the same sent twice at once comes one after the other.
    village = held_row(Village.objects.select_related("org_unit"), village.pk)
    access.require(by, Permission.KEEP_RECORDS, village.org_unit, on=timezone.localdate(at))
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
    found = Inspection.objects.select_related("org_unit", "village__org_unit")
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
    audit.note("withdraw-inspection", inspection, by=by, at=at, reason=reason)
    return inspection


@transaction.atomic
def record_finding(
    *, inspection: Inspection, book: str | None, content: str, due_on: date, by: User, at: datetime
) -> Finding:
    """Something that the village has to put right until a day."""
    inspection = held_row(
        Inspection.objects.select_related("org_unit", "village__org_unit"), inspection.pk
    )
    access.require(by, Permission.KEEP_RECORDS, inspection.org_unit, on=timezone.localdate(at))
    if inspection.withdrawn_at is not None:
        raise Refused("inspection-withdrawn")
    if due_on < inspection.inspected_on:
        raise Refused(
            "finding-due-early", field="due_on", day=f"{inspection.inspected_on:%d-%m-%Y}"
        )
    if book is not None:
        intake.books_of(inspection.village, inspection.inspected_on).book(book)
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
) -> Finding:
    """It was put right, and what shows that."""
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
    finding.settled_on, finding.evidence = settled_on, evidence
    finding.settled_by, finding.settled_at = by, at
    finding.edition += 1
    finding.save()
    audit.note("settle-finding", finding, by=by, at=at, settled_on=settled_on)
    return finding
