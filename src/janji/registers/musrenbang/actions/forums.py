"""Changes of forums, and of who attended them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from janji.core.attendance import Check, is_evidence
from janji.core.refusals import Refused
from janji.kit import audit
from janji.kit.editions import held, held_row, require_seen
from janji.kit.files import CheckedFile
from janji.orgs import access
from janji.orgs.models import OrgUnit, User
from janji.orgs.roles import Permission
from janji.registers.musrenbang import intake
from janji.registers.musrenbang.intake import Present
from janji.registers.musrenbang.models import Attendance, Forum, PaperImage, PaperList


@dataclass(frozen=True, slots=True)
class Held:
    """What is said of a forum: its kind, the year it plans for, when and where it was held."""

    kind: str
    plan_year: int
    day: date
    venue: str
    minutes_number: str | None = None
    invited_villages: int | None = None


def _require(by: User, org_unit: OrgUnit, at: datetime) -> None:
    access.require(by, Permission.KEEP_RECORDS, org_unit=org_unit, on=at.date())


def _require_fit(said: Held, org_unit: OrgUnit, at: datetime, *, but: Forum | None = None) -> None:
    if said.day > at.date():
        raise Refused("forum-day-ahead", day=f"{said.day:%d-%m-%Y}", field="day")
    if not said.day.year <= said.plan_year <= said.day.year + 2:
        raise Refused("forum-year-unfit", year=said.plan_year, field="plan_year")
    known = Forum.objects.filter(
        org_unit=org_unit, kind=said.kind, day=said.day, venue=said.venue
    ).exclude(pk=but.pk if but else 0)
    if known.exists():
        raise Refused("forum-known", office=org_unit.name, field="day")


@transaction.atomic
def add_forum(*, org_unit: OrgUnit, said: Held, by: User, at: datetime) -> Forum:
    """A forum that an office held."""
    _require(by, org_unit, at)
    held_row(OrgUnit.objects.all(), org_unit.pk)
    _require_fit(said, org_unit, at)
    made = Forum.objects.create(
        org_unit=org_unit,
        kind=said.kind,
        plan_year=said.plan_year,
        day=said.day,
        venue=said.venue,
        minutes_number=said.minutes_number,
        invited_villages=said.invited_villages,
        recorded_by=by,
        recorded_at=at,
    )
    intake.mark(made, [])
    audit.note("add-forum", made, by=by, at=at, kind=said.kind, day=said.day)
    return made


@transaction.atomic
def correct_forum(
    *, forum: Forum, said: Held, based_on: int | None, by: User, at: datetime
) -> Forum:
    """What was written down of a forum is put right."""
    forum = held_row(Forum.objects.select_related("org_unit"), forum.pk)
    _require(by, forum.org_unit, at)
    require_seen(forum, based_on)
    _require_fit(said, forum.org_unit, at, but=forum)
    before = audit.values(forum, Held.__dataclass_fields__)
    day = forum.day
    for name in Held.__dataclass_fields__:
        setattr(forum, name, getattr(said, name))
    forum.edition += 1
    forum.save()
    intake.mark(forum, intake.bodies_of(forum.attendances.all()), day)
    audit.note("correct-forum", forum, by=by, at=at, **audit.changed(forum, before))
    return forum


@transaction.atomic
def enter_attendance(
    *, forum: Forum, present: Present, from_paper: bool, by: User, at: datetime
) -> Attendance:
    """Someone was there. What is copied from paper waits until a second person has confirmed it."""
    forum = held_row(Forum.objects.select_related("org_unit"), forum.pk)
    _require(by, forum.org_unit, at)
    paper_list = _open_list(forum, by, at) if from_paper else None
    made = written_down(present, forum, paper_list=paper_list, by=by, at=at)
    audit.note("enter-attendance", made, by=by, at=at, forum=forum.pk, from_paper=from_paper)
    return made


def written_down(
    present: Present, forum: Forum, *, paper_list: PaperList | None, by: User, at: datetime
) -> Attendance:
    """Presence at a held forum, kept and counted; refuses with `attendance-known` the second time."""
    if forum.attendances.filter(person_key=present.key, struck_at=None).exists():
        raise Refused("attendance-known", name=present.name, field="name")
    made = intake.attendance(present, forum, paper_list=paper_list, by=by, at=at)
    made.save()
    intake.mark(forum, [present.community] if present.community else [])
    return made


def _open_list(forum: Forum, by: User, at: datetime) -> PaperList:
    """The list that this person is copying, a new one when there is none."""
    running = forum.lists.filter(check_state=Check.WAITING.value, entered_by=by).first()
    return running or PaperList.objects.create(
        forum=forum,
        name=f"Daftar hadir {forum.lists.count() + 1}",
        entered_by=by,
        entered_at=at,
    )


@transaction.atomic
def add_images(
    *, paper_list: PaperList, files: Sequence[CheckedFile], by: User, at: datetime
) -> list[PaperImage]:
    """The scanned paper joins its copied list, until the list is checked; one and the same is kept once."""
    forum = held_row(Forum.objects.select_related("org_unit"), paper_list.forum_id)
    _require(by, forum.org_unit, at)
    paper_list = held_row(PaperList.objects.all(), paper_list.pk)
    if paper_list.check_state != Check.WAITING.value:
        raise Refused("list-settled", name=paper_list.name)
    if not files:
        raise Refused("list-image-missing", field="uploads")
    known = set(paper_list.images.values_list("sha256", flat=True))
    fresh = {one.sha256: one for one in files if one.sha256 not in known}
    made = [PaperImage.keep(one, by=by, at=at, paper_list=paper_list) for one in fresh.values()]
    audit.note("add-images", paper_list, by=by, at=at, files=len(made))
    return made


@transaction.atomic
def settle_list(
    *, paper_list: PaperList, accept: bool, reason: str, by: User, at: datetime
) -> PaperList:
    """A second person confirms a list copied from paper, or sets it aside with the reason (R5.5)."""
    forum = held_row(Forum.objects.select_related("org_unit"), paper_list.forum_id)
    access.require(by, Permission.CHECK_RECORDS, org_unit=forum.org_unit, on=at.date())
    paper_list = held_row(PaperList.objects.all(), paper_list.pk)
    if paper_list.check_state != Check.WAITING.value:
        raise Refused("list-settled", name=paper_list.name)
    rows = list(held(Attendance.objects.order_by("pk")).filter(paper_list=paper_list))
    if by.pk in {paper_list.entered_by_id, *(one.recorded_by_id for one in rows)}:
        raise Refused("list-checked-by-own-hand", name=paper_list.name)
    if not accept and not reason.strip():
        raise Refused("list-reason-missing", field="reason")
    before = audit.values(paper_list, ["check_state"])
    check = Check.CONFIRMED if accept else Check.SET_ASIDE
    paper_list.check_state, paper_list.reason = check.value, reason.strip() or None
    paper_list.checked_by, paper_list.checked_at = by, at
    paper_list.save()
    for one in rows:
        has_sign = one.sign is not None and one.struck_at is None
        one.counts = is_evidence(has_sign=has_sign, check=check)
        if not accept and one.struck_at is None:
            # So that the same people can be written down anew from a better copy.
            one.struck_by, one.struck_at, one.struck_reason = by, at, reason.strip()
    names = ["counts", "struck_by", "struck_at", "struck_reason"]
    Attendance.objects.bulk_update(rows, names, batch_size=500)
    intake.mark(forum, intake.bodies_of(rows))
    why, changed = paper_list.reason, audit.changed(paper_list, before)
    audit.note("settle-list", paper_list, by=by, at=at, rows=len(rows), why=why, **changed)
    return paper_list


@transaction.atomic
def strike_attendance(*, attendance: Attendance, reason: str, by: User, at: datetime) -> Attendance:
    """A row that was written down wrongly no longer counts; it stays readable with the reason."""
    forum = held_row(Forum.objects.select_related("org_unit"), attendance.forum_id)
    _require(by, forum.org_unit, at)
    attendance = held_row(Attendance.objects.all(), attendance.pk)
    if attendance.struck_at is not None:
        raise Refused("attendance-struck", name=attendance.name)
    if not reason.strip():
        raise Refused("list-reason-missing", field="reason")
    attendance.struck_by, attendance.struck_at = by, at
    attendance.struck_reason, attendance.counts = reason.strip(), False
    attendance.save()
    intake.mark(forum, intake.bodies_of([attendance]))
    told: dict[str, Any] = {"forum": forum.pk, "why": reason.strip()}
    audit.note("strike-attendance", attendance, by=by, at=at, **told, **audit.COUNTS_NO_LONGER)
    return attendance
