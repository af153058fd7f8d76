"""Everything that changes members, decrees, events and attendance."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from janji.core.linmas import birthday, rule_on
from janji.core.refusals import Refused
from janji.kit import audit
from janji.kit.editions import held_row, require_seen
from janji.kit.files import CheckedFile
from janji.kit.persons import PersonNumber
from janji.orgs import access
from janji.orgs.models import OrgUnit, User
from janji.orgs.roles import Permission
from janji.registers.facts import keeping as facts
from janji.registers.linmas import queries
from janji.registers.linmas.intake import (
    DecreeText,
    EventText,
    Particulars,
    ResultText,
    decree_columns,
    member_columns,
)
from janji.registers.linmas.models import (
    REGISTER,
    Attendance,
    Decree,
    DecreeKind,
    Event,
    EventFile,
    EventKind,
    Member,
    MemberCorrection,
    Result,
)

MOST_FILES = 20
"""Of one event."""
HIGHEST_SCORE = 100

CORRECTABLE = (
    *("name", "sex", "born_on", "education", "squad", "post", "card_number"),
    *("starts_on", "ends_on"),
)


# ── members


@transaction.atomic
def add_member(
    *, org_unit: OrgUnit, person: Particulars, decree: DecreeText, by: User, at: datetime
) -> Member:
    """Someone enters a village's list, with the decree that makes them a member."""
    access.require(by, Permission.KEEP_RECORDS, org_unit=org_unit, on=at.date())
    _require_place(org_unit)
    # Held, so that two who enter the same person at once come one after the other.
    held_row(OrgUnit.objects, org_unit.pk)
    _require_past(at, person.starts_on, field="starts_on")
    if person.born_on is not None and person.born_on >= person.starts_on:
        raise Refused("birth-after-start", field="born_on")
    _require_sound(decree, person.born_on, at)
    if _known(org_unit, person).exists():
        raise Refused("member-known", name=person.name, village=org_unit.name, field="name")
    member = Member.objects.create(
        org_unit=org_unit, recorded_by=by, recorded_at=at, **member_columns(person)
    )
    Decree.objects.create(member=member, **decree_columns(decree), recorded_by=by, recorded_at=at)
    facts.mark_changed_from(REGISTER, org_unit, min(person.starts_on, decree.first_day))
    audit.note("add-member", member, by=by, at=at, office=org_unit.slug)
    return member


def _require_place(org_unit: OrgUnit) -> None:
    """Refuses with `member-needs-village`: members belong to a village or ward, a task force to a district."""
    if org_unit.kind not in queries.HOLDING:
        raise Refused("member-needs-village", office=org_unit.name, field="village")


def _known(org_unit: OrgUnit, person: Particulars) -> Any:
    """Members of a village who are the same person: by number, or by name and day of birth."""
    same = Q(name__iexact=person.name, born_on=person.born_on)
    if person.number is not None:
        # Two numbers that differ are two people, whatever they are called.
        same = Q(nik_digest=person.number.digest) | (same & Q(nik_digest__isnull=True))
    return Member.objects.filter(same, org_unit=org_unit, ends_on__isnull=True)


def _require_past(at: datetime, *days: date | None, field: str) -> None:
    today = timezone.localdate(at)
    if any(day is not None and day > today for day in days):
        raise Refused("linmas-day-ahead", field=field)


def _require_sound(decree: DecreeText, born: date | None, at: datetime) -> None:
    _require_past(at, decree.signed_on, field="signed_on")
    last = decree.holds_until
    if last is not None and last < decree.first_day:
        said = f"{decree.first_day:%d-%m-%Y}"
        raise Refused("decree-until-before-from", field="holds_until", day=said)
    if decree.kind != DecreeKind.EXTENSION:
        return
    if last is None:
        raise Refused("extension-needs-end", field="holds_until")
    age = rule_on(decree.first_day).longest_end
    if born is not None and age is not None and last >= birthday(born, age):
        longest = birthday(born, age) - timedelta(days=1)
        said = f"{longest:%d-%m-%Y}"
        raise Refused("extension-too-long", field="holds_until", age=age, day=said)


def _seen(member: Member, based_on: int | None, by: User, at: datetime) -> Member:
    """The member, held, in the edition that was on screen, by someone who may keep records there."""
    held_member = held_row(Member.objects.select_related("org_unit"), member.pk)
    office = held_member.org_unit
    access.require(by, Permission.KEEP_RECORDS, org_unit=office, on=at.date())
    require_seen(held_member, based_on)
    return held_member


def _save(member: Member, *since: date | None) -> None:
    """Another edition; every year from the earliest day on is to be counted anew."""
    member.edition += 1
    member.save()
    first = min(day for day in since if day is not None)
    facts.mark_changed_from(REGISTER, member.org_unit, first)


@transaction.atomic
def correct_member(
    *,
    member: Member,
    details: Mapping[str, Any],
    reason: str,
    based_on: int | None,
    by: User,
    at: datetime,
    number: PersonNumber | None = None,
) -> Member:
    """Details as they should have been written down, by the names in `CORRECTABLE`.

    `number` replaces the person's number; without it the number stays. Without `ends_on` a member
    whose end was written down by mistake is one again. Every changed detail leaves its old words.
    """
    member = _seen(member, based_on, by, at)
    before = {name: getattr(member, name) for name in CORRECTABLE}
    said_before = {name: _said(member, name) for name in CORRECTABLE}
    changed = [name for name in CORRECTABLE if details.get(name, before[name]) != before[name]]
    if "ends_on" in changed and before["ends_on"] is None:
        raise Refused("end-not-corrected", field="ends_on")
    for name in changed:
        setattr(member, name, details[name])
    said = {name: (said_before[name], _said(member, name)) for name in changed}
    if number is not None and number.digest != member.nik_digest:
        said["nik"] = (_ending(member.nik_last_four), _ending(number.last_four))
        member.nik_digest, member.nik_last_four = number.digest, number.last_four
    if not said:
        raise Refused("linmas-nothing-corrected")
    if member.ends_on is None:
        member.end_reason = None
    _require_order(member, at)
    _require_alone(member)
    MemberCorrection.objects.bulk_create(
        MemberCorrection(
            member=member,
            field=name,
            before=words[0],
            after=words[1],
            reason=reason,
            recorded_by=by,
            recorded_at=at,
        )
        for name, words in said.items()
    )
    _save(member, before["starts_on"], member.starts_on)
    # Members are people: the chain says what changed, their own history says from what to what.
    words = [{name: pair[place] for name, pair in said.items()} for place in (0, 1)]
    facts = audit.changes(*words, personal=said)
    audit.note("correct-member", member, by=by, at=at, why=reason, **facts)
    return member


def _require_order(member: Member, at: datetime) -> None:
    _require_past(at, member.starts_on, field="starts_on")
    _require_past(at, member.ends_on, field="ends_on")
    if member.born_on is not None and member.born_on >= member.starts_on:
        raise Refused("birth-after-start", field="born_on")
    if member.ends_on is not None and member.ends_on < member.starts_on:
        said = f"{member.starts_on:%d-%m-%Y}"
        raise Refused("end-before-start", field="ends_on", day=said)


def _require_alone(member: Member) -> None:
    """Nobody else on the list has the same number."""
    if member.ends_on is not None or member.nik_digest is None:
        return
    held_row(OrgUnit.objects, member.org_unit_id)
    same = Member.objects.filter(
        org_unit=member.org_unit, nik_digest=member.nik_digest, ends_on__isnull=True
    )
    if same.exclude(pk=member.pk).exists():
        raise Refused("member-known", name=member.name, village=member.org_unit.name, field="name")


def _said(member: Member, name: str) -> str:
    """A detail in words, for whoever reads the correction later."""
    value = getattr(member, name)
    if value is None or value == "":
        return "kosong"
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    shown = getattr(member, f"get_{name}_display", None)
    return str(shown() if shown else value)


def _ending(last_four: str | None) -> str:
    return f"berakhir {last_four}" if last_four else "kosong"


@transaction.atomic
def end_member(
    *, member: Member, ends_on: date, reason: str, based_on: int | None, by: User, at: datetime
) -> Member:
    """From a day on someone is no member any more, for one of the grounds of the regulation."""
    member = _seen(member, based_on, by, at)
    _require_current(member)
    before = audit.values(member, ["ends_on"])
    member.ends_on, member.end_reason = ends_on, reason
    _require_order(member, at)
    _save(member, ends_on)
    why, changed = member.get_end_reason_display(), audit.changed(member, before)
    audit.note("end-member", member, by=by, at=at, why=why, **changed)
    return member


def _require_current(member: Member) -> None:
    if member.ends_on is not None:
        raise Refused("member-ended", name=member.name, day=f"{member.ends_on:%d-%m-%Y}")


@transaction.atomic
def add_decree(
    *, member: Member, decree: DecreeText, based_on: int | None, by: User, at: datetime
) -> Decree:
    """A further decree about a member: an appointment anew, or a prolongation after 60."""
    member = _seen(member, based_on, by, at)
    _require_sound(decree, member.born_on, at)
    made = Decree.objects.create(
        member=member, **decree_columns(decree), recorded_by=by, recorded_at=at
    )
    _save(member, decree.first_day)
    audit.note("add-decree", member, by=by, at=at, kind=decree.kind, holds_from=decree.first_day)
    return made


@transaction.atomic
def withdraw_decree(
    *, decree: Decree, reason: str, based_on: int | None, by: User, at: datetime
) -> Decree:
    """A decree written down wrongly counts no longer; what stood there stays readable.

    `based_on` is the edition of its member.
    """
    member = _seen(decree.member, based_on, by, at)
    decree = Decree.objects.get(pk=decree.pk)
    if decree.withdrawn_at is not None:
        raise Refused("decree-withdrawn-already", number=decree.number)
    decree.withdrawn_because = reason
    decree.withdrawn_by, decree.withdrawn_at = by, at
    decree.save()
    _save(member, decree.holds_from)
    said = audit.removed(decree, ("kind", "holds_from", "holds_until"))
    audit.note("withdraw-decree", member, by=by, at=at, decree=decree.pk, why=reason, **said)
    return decree


# ── events and attendance


@transaction.atomic
def add_event(*, org_unit: OrgUnit, text: EventText, by: User, at: datetime) -> Event:
    """A district or a village held something for members."""
    access.require(by, Permission.KEEP_RECORDS, org_unit=org_unit, on=at.date())
    _require_past(at, text.held_on, field="held_on")
    event = Event.objects.create(org_unit=org_unit, recorded_by=by, recorded_at=at, **asdict(text))
    facts.mark_changed(REGISTER, org_unit, [text.held_on])
    audit.note("add-event", event, by=by, at=at, kind=text.kind, held_on=text.held_on)
    return event


def _event_seen(event: Event, based_on: int | None, by: User, at: datetime) -> Event:
    """The event, held, in the edition that was on screen, by someone who may keep records there."""
    found = held_row(Event.objects.select_related("org_unit"), event.pk)
    access.require(by, Permission.KEEP_RECORDS, org_unit=found.org_unit, on=at.date())
    require_seen(found, based_on)
    if found.cancelled_at is not None:
        raise Refused("event-cancelled")
    return found


@transaction.atomic
def correct_event(
    *, event: Event, text: EventText, based_on: int | None, by: User, at: datetime
) -> Event:
    """What is said of an event, put right; the audit chain keeps what stood there."""
    event = _event_seen(event, based_on, by, at)
    _require_past(at, text.held_on, field="held_on")
    now = asdict(text)
    before = {name: getattr(event, name) for name in now if getattr(event, name) != now[name]}
    if not before:
        raise Refused("linmas-nothing-corrected")
    days = {event.held_on, text.held_on}
    for name in before:
        setattr(event, name, now[name])
    event.edition += 1
    event.save()
    _mark(event, days)
    after = {name: now[name] for name in before}
    audit.note("correct-event", event, by=by, at=at, before=before, after=after)
    return event


@transaction.atomic
def cancel_event(
    *, event: Event, reason: str, based_on: int | None, by: User, at: datetime
) -> Event:
    """An event that did not take place counts for nobody; it stays on the list with its reason."""
    event = _event_seen(event, based_on, by, at)
    event.cancelled_because = reason
    event.cancelled_by, event.cancelled_at = by, at
    event.edition += 1
    event.save()
    _mark(event, {event.held_on})
    audit.note("cancel-event", event, by=by, at=at, why=reason, **audit.COUNTS_NO_LONGER)
    return event


@transaction.atomic
def restore_event(
    *, event: Event, reason: str, based_on: int | None, by: User, at: datetime
) -> Event:
    """An event cancelled by mistake was held after all; who came counts again.

    The audit chain keeps why it had been cancelled.
    """
    event = held_row(Event.objects.select_related("org_unit"), event.pk)
    access.require(by, Permission.KEEP_RECORDS, org_unit=event.org_unit, on=at.date())
    require_seen(event, based_on)
    if event.cancelled_at is None:
        raise Refused("event-not-cancelled")
    if not reason.strip():
        raise Refused("restore-reason-missing", field="reason")
    was = event.cancelled_because
    event.cancelled_by = event.cancelled_at = event.cancelled_because = None
    event.restored_by, event.restored_at, event.restored_because = by, at, reason
    event.edition += 1
    event.save()
    _mark(event, {event.held_on})
    told = audit.COUNTS_AGAIN
    audit.note("restore-event", event, by=by, at=at, why=reason, cancelled_because=was, **told)
    return event


def _mark(event: Event, days: Iterable[date]) -> None:
    """Stale are the event's own office and every village whose members came, always in one order."""
    came = event.attendances.order_by().values("member__org_unit")
    offices = OrgUnit.objects.filter(Q(pk__in=came) | Q(pk=event.org_unit_id)).order_by("pk")
    for office in offices:
        facts.mark_changed(REGISTER, office, days)


@transaction.atomic
def set_attendance(
    *,
    event: Event,
    village: OrgUnit,
    present: Collection[int],
    based_on: int | None,
    by: User,
    at: datetime,
) -> tuple[int, int]:
    """Who of a village came: adds those ticked anew, withdraws those no longer ticked.

    What waits for confirmation is confirmed when it is ticked, and goes on waiting otherwise.
    Returns how many were added and how many withdrawn. Only members of the event's day can come.
    """
    event = _event_seen(event, based_on, by, at)
    possible = set(queries.may_attend(event, village).values_list("pk", flat=True))
    if not set(present) <= possible:
        said = f"{event.held_on:%d-%m-%Y}"
        raise Refused("attendee-not-member", village=village.name, day=said)
    standing = event.attendances.filter(withdrawn_at=None, member__org_unit=village)
    by_member = {one.member_id: one for one in standing}
    sure = {"confirmed_by": by, "confirmed_at": at}
    absent = [
        one
        for one in by_member.values()
        if one.confirmed_at is not None and one.member_id not in present
    ]
    waiting = [
        one for one in by_member.values() if one.confirmed_at is None and one.member_id in present
    ]
    Attendance.objects.filter(pk__in=[one.pk for one in waiting]).update(**sure)
    Attendance.objects.filter(pk__in=[one.pk for one in absent]).update(
        withdrawn_by=by, withdrawn_at=at
    )
    fresh = sorted(set(present) - by_member.keys())
    Attendance.objects.bulk_create(
        Attendance(event=event, member_id=key, recorded_by=by, recorded_at=at, **sure)
        for key in fresh
    )
    event.edition += 1
    event.save(update_fields=["edition"])
    facts.mark_changed(REGISTER, village, [event.held_on])
    added = len(fresh) + len(waiting)
    came = sum(one.confirmed_at is not None for one in by_member.values())
    audit.note(
        "set-attendance",
        event,
        by=by,
        at=at,
        office=village.slug,
        added=added,
        withdrawn=len(absent),
        **audit.changes({"present": came}, {"present": came + added - len(absent)}),
    )
    return added, len(absent)


@transaction.atomic
def set_results(
    *,
    event: Event,
    village: OrgUnit,
    results: Mapping[int, ResultText],
    based_on: int | None,
    by: User,
    at: datetime,
) -> int:
    """What a training brought the members of a village who came, by the member's key.

    Only what differs from what stands is written, beneath it; returns how many that were.
    """
    event = _event_seen(event, based_on, by, at)
    if event.kind != EventKind.TRAINING:
        raise Refused("results-need-training")
    came = {one.member_id: one for one in queries.results_of(event, village)}
    if not results.keys() <= came.keys():
        raise Refused("result-without-attendance", village=village.name)
    fresh = []
    for key, said in results.items():
        if said.score is not None and not 0 <= said.score <= HIGHEST_SCORE:
            raise Refused("score-outside", name=came[key].member.name, most=HIGHEST_SCORE)
        if said != came[key].standing:
            fresh.append(
                Result(
                    attendance=came[key].attendance, recorded_by=by, recorded_at=at, **asdict(said)
                )
            )
    if not fresh:
        raise Refused("linmas-nothing-corrected")
    Result.objects.bulk_create(fresh)
    event.edition += 1
    event.save(update_fields=["edition"])
    # Scores tell of people: the chain says whose were written, the list what they are.
    members = [f"anggota {one.attendance.member_id}" for one in fresh]
    changed = audit.changes({}, dict.fromkeys(members, True), personal=members)
    audit.note("set-results", event, by=by, at=at, office=village.slug, count=len(fresh), **changed)
    return len(fresh)


@transaction.atomic
def add_event_file(
    *, event: Event, kind: str, file: CheckedFile, by: User, at: datetime
) -> EventFile:
    """A list of attendance, a photo, or something else that shows that an event was held.

    The same content twice is kept once.
    """
    event = held_row(Event.objects.select_related("org_unit"), event.pk)
    access.require(by, Permission.KEEP_RECORDS, org_unit=event.org_unit, on=at.date())
    if event.cancelled_at is not None:
        raise Refused("event-cancelled")
    standing = event.files.filter(withdrawn_at=None)
    if (same := standing.filter(sha256=file.sha256).first()) is not None:
        return same
    if standing.count() >= MOST_FILES:
        raise Refused("event-files-too-many", most=MOST_FILES)
    kept = EventFile.keep(file, by=by, at=at, event=event, kind=kind)
    audit.note("add-event-file", event, by=by, at=at, kind=kind, sha256=kept.sha256)
    return kept


@transaction.atomic
def withdraw_event_file(*, file: EventFile, reason: str, by: User, at: datetime) -> EventFile:
    """A file kept by mistake; nobody sees it any more, and the reason stays."""
    event = held_row(Event.objects.select_related("org_unit"), file.event_id)
    access.require(by, Permission.KEEP_RECORDS, org_unit=event.org_unit, on=at.date())
    file = held_row(EventFile.objects, file.pk)
    if file.withdrawn_at is not None:
        raise Refused("event-file-withdrawn")
    file.withdrawn_by, file.withdrawn_at, file.withdrawn_because = by, at, reason
    file.save()
    told = audit.COUNTS_NO_LONGER
    audit.note("withdraw-event-file", event, by=by, at=at, file=file.pk, why=reason, **told)
    return file


@transaction.atomic
def settle_attendance(
    *, attendance: Attendance, is_sure: bool, by: User, at: datetime
) -> Attendance:
    """An attendance that an import knew by name only: it was this member, or it was not.

    Whoever has the boxes of its event on screen has not seen it; so the event is another edition.
    """
    event = held_row(Event.objects.select_related("org_unit"), attendance.event_id)
    access.require(by, Permission.KEEP_RECORDS, org_unit=event.org_unit, on=at.date())
    found = held_row(Attendance.objects.select_related("member__org_unit"), attendance.pk)
    if found.confirmed_at is not None or found.withdrawn_at is not None:
        raise Refused("attendance-settled")
    if is_sure:
        found.confirmed_by, found.confirmed_at = by, at
    else:
        found.withdrawn_by, found.withdrawn_at = by, at
    found.save()
    event.edition += 1
    event.save(update_fields=["edition"])
    facts.mark_changed(REGISTER, found.member.org_unit, [event.held_on])
    changed = audit.changes({"is_sure": None}, {"is_sure": is_sure})
    audit.note("settle-attendance", event, by=by, at=at, member=found.member_id, **changed)
    return found
