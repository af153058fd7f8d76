"""Everything that the superior's side and the office do with questions, findings and reviews."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from janji.agreements.models import Target
from janji.core.periods import has_begun
from janji.core.refusals import Refused
from janji.core.supervision_life import (
    FindingDeed,
    FindingState,
    ThreadDeed,
    ThreadState,
    finding_after,
    thread_after,
)
from janji.kit import audit
from janji.kit.editions import held_as_seen, held_row, require_seen
from janji.kit.files import CheckedFile
from janji.orgs import access
from janji.orgs.models import OrgUnit, User
from janji.orgs.roles import Permission
from janji.supervision import basis, queries
from janji.supervision.models import (
    Finding,
    FollowUp,
    FollowUpFile,
    Message,
    Review,
    Thread,
)
from janji.supervision.wording import FINDING_STATES, THREAD_STATES

SUPERVISE, ANSWER = Permission.SUPERVISE, Permission.ANSWER_SUPERIOR


@dataclass(frozen=True, slots=True)
class About:
    """What a question or a finding is about: an office's year, or one quarter or figure of it."""

    org_unit: OrgUnit
    year: int
    quarter: int | None = None
    target: Target | None = None


def _require_sound(about: About, due_on: date, at: datetime) -> None:
    today = timezone.localdate(at)
    if due_on < today:
        raise Refused("due-in-the-past", field="due_on")
    if about.quarter and not has_begun(about.year, about.quarter, today):
        raise Refused("supervised-quarter-not-begun", field="quarter", quarter=about.quarter)
    if about.target is None:
        return
    known = queries.targets_in(about.org_unit, about.year).filter(pk=about.target.pk)
    if not known.exists():
        raise Refused("target-not-of-office", field="target", org_unit=about.org_unit.name)


def _require_text(text: str, field: str = "text") -> str:
    said = text.strip()
    if not said:
        raise Refused("supervision-text-missing", field=field)
    return said


@transaction.atomic
def open_thread(
    *,
    about: About,
    kind: str,
    subject: str,
    text: str,
    due_on: date,
    by: User,
    at: datetime,
) -> Thread:
    """The superior's side asks or orders something, to be answered by a day."""
    access.require(by, SUPERVISE, org_unit=about.org_unit, on=at.date())
    _require_sound(about, due_on, at)
    thread = Thread.objects.create(
        org_unit=about.org_unit,
        year=about.year,
        quarter=about.quarter,
        target=about.target,
        kind=kind,
        subject=_require_text(subject, "subject"),
        due_on=due_on,
        opened_by=by,
        opened_at=at,
    )
    _write(thread, _require_text(text), from_superior=True, by=by, at=at)
    audit.note(
        "open-thread", thread, by=by, at=at, kind=kind, due_on=due_on, subject=thread.subject
    )
    return thread


def _write(thread: Thread, text: str, *, from_superior: bool, by: User, at: datetime) -> Message:
    return Message.objects.create(
        thread=thread, text=text, from_superior=from_superior, written_by=by, written_at=at
    )


@transaction.atomic
def answer_thread(
    *, thread: Thread, text: str, based_on: int | None, by: User, at: datetime
) -> Thread:
    """The office answers."""
    return _message(thread, ThreadDeed.ANSWER, text, based_on, by=by, at=at)


@transaction.atomic
def ask_again(
    *, thread: Thread, text: str, due_on: date, based_on: int | None, by: User, at: datetime
) -> Thread:
    """The superior's side writes once more, and the office owes an answer until a day again."""
    if due_on < timezone.localdate(at):
        raise Refused("due-in-the-past", field="due_on")
    return _message(thread, ThreadDeed.ASK, text, based_on, by=by, at=at, due_on=due_on)


def _message(
    thread: Thread,
    deed: ThreadDeed,
    text: str,
    based_on: int | None,
    *,
    by: User,
    at: datetime,
    due_on: date | None = None,
) -> Thread:
    asks = deed is ThreadDeed.ASK
    access.require(by, SUPERVISE if asks else ANSWER, org_unit=thread.org_unit, on=at.date())
    thread = _held_thread(thread, based_on)
    before, due_before = thread.state, thread.due_on
    thread.state = thread_after(ThreadState(before), deed).value
    thread.due_on = due_on or due_before
    thread.edition += 1
    thread.save()
    _write(thread, _require_text(text), from_superior=asks, by=by, at=at)
    audit.note(
        "ask-again" if asks else "answer-thread",
        thread,
        by=by,
        at=at,
        **_thread_states(before, thread.state),
        subject=thread.subject,
        due_on=thread.due_on,
    )
    return thread


def _thread_states(before: str, after: str) -> dict[str, dict[str, str]]:
    """A thread's move in words, for the chain."""
    words = [{"state": THREAD_STATES[ThreadState(one)][1]} for one in (before, after)]
    return audit.changes(*words)


def _finding_states(before: str, after: str) -> dict[str, dict[str, str]]:
    """A finding's move in words, for the chain."""
    words = [{"state": FINDING_STATES[FindingState(one)][1]} for one in (before, after)]
    return audit.changes(*words)


def _held_thread(thread: Thread, based_on: int | None) -> Thread:
    return held_as_seen(Thread.objects.select_related("org_unit"), thread.pk, based_on)


@transaction.atomic
def close_thread(*, thread: Thread, based_on: int | None, by: User, at: datetime) -> Thread:
    """The superior's side is content; what was written stays readable."""
    access.require(by, SUPERVISE, org_unit=thread.org_unit, on=at.date())
    thread = _held_thread(thread, based_on)
    before = thread.state
    thread.state = thread_after(ThreadState(before), ThreadDeed.CLOSE).value
    thread.closed_by, thread.closed_at = by, at
    thread.edition += 1
    thread.save()
    audit.note(
        "close-thread",
        thread,
        by=by,
        at=at,
        **_thread_states(before, thread.state),
        subject=thread.subject,
    )
    return thread


@transaction.atomic
def raise_finding(
    *,
    about: About,
    text: str,
    severity: str,
    owner: User,
    due_on: date,
    thread: Thread | None,
    by: User,
    at: datetime,
) -> Finding:
    """Something that must be put right; the figure it rests on is kept in words, as it stands now."""
    access.require(by, SUPERVISE, org_unit=about.org_unit, on=at.date())
    _require_sound(about, due_on, at)
    if not queries.owners_in(about.org_unit, on=at.date()).filter(pk=owner.pk).exists():
        raise Refused("owner-not-of-office", field="owner", org_unit=about.org_unit.name)
    if thread is not None and thread.org_unit_id != about.org_unit.pk:
        raise Refused("thread-not-of-office", org_unit=about.org_unit.name)
    finding = Finding.objects.create(
        org_unit=about.org_unit,
        year=about.year,
        quarter=about.quarter,
        target=about.target,
        thread=thread,
        text=_require_text(text),
        basis=basis.said(about.target, about.quarter, at=at),
        severity=severity,
        owner=owner,
        due_on=due_on,
        raised_by=by,
        raised_at=at,
    )
    audit.note(
        "raise-finding",
        finding,
        by=by,
        at=at,
        severity=severity,
        due_on=due_on,
        text=finding.text,
    )
    return finding


def _held_finding(finding: Finding, based_on: int | None) -> Finding:
    return held_as_seen(Finding.objects.select_related("org_unit"), finding.pk, based_on)


def _move(finding: Finding, deed: FindingDeed) -> str:
    before = finding.state
    finding.state = finding_after(FindingState(before), deed).value
    finding.edition += 1
    return before


@transaction.atomic
def follow_up_finding(
    *,
    finding: Finding,
    text: str,
    evidence: Sequence[CheckedFile],
    based_on: int | None,
    by: User,
    at: datetime,
) -> FollowUp:
    """The office says what it did, with files that show it."""
    access.require(by, ANSWER, org_unit=finding.org_unit, on=at.date())
    finding = _held_finding(finding, based_on)
    before = _move(finding, FindingDeed.FOLLOW_UP)
    finding.save()
    made = FollowUp.objects.create(
        finding=finding, text=_require_text(text), written_by=by, written_at=at
    )
    for checked in evidence:
        FollowUpFile.keep(checked, by=by, at=at, follow_up=made)
    audit.note(
        "follow-up-finding",
        finding,
        by=by,
        at=at,
        **_finding_states(before, finding.state),
        files=[one.sha256 for one in evidence],
    )
    return made


@transaction.atomic
def accept_follow_up(
    *, finding: Finding, remark: str, based_on: int | None, by: User, at: datetime
) -> Finding:
    """The superior's side is content with what was done: the finding is settled."""
    return _decide(finding, FindingDeed.ACCEPT, remark.strip() or None, based_on, by=by, at=at)


@transaction.atomic
def return_follow_up(
    *,
    finding: Finding,
    reason: str,
    due_on: date,
    based_on: int | None,
    by: User,
    at: datetime,
) -> Finding:
    """What was done is not enough, for a reason; it is due again on a day."""
    if due_on < timezone.localdate(at):
        raise Refused("due-in-the-past", field="due_on")
    said = _require_text(reason, "reason")
    return _decide(finding, FindingDeed.RETURN, said, based_on, by=by, at=at, due_on=due_on)


def _decide(
    finding: Finding,
    deed: FindingDeed,
    because: str | None,
    based_on: int | None,
    *,
    by: User,
    at: datetime,
    due_on: date | None = None,
) -> Finding:
    access.require(by, SUPERVISE, org_unit=finding.org_unit, on=at.date())
    finding = _held_finding(finding, based_on)
    before = _move(finding, deed)
    accepted = deed is FindingDeed.ACCEPT
    done = FollowUp.objects.get(finding=finding, is_accepted=None)
    if done.written_by_id == by.pk:
        raise Refused("own-follow-up")
    done.is_accepted, done.because = accepted, because
    done.decided_by, done.decided_at = by, at
    done.save()
    finding.due_on = due_on or finding.due_on
    if accepted:
        finding.settled_by, finding.settled_at = by, at
    finding.save()
    audit.note(
        "accept-follow-up" if accepted else "return-follow-up",
        finding,
        by=by,
        at=at,
        **_finding_states(before, finding.state),
        why=because,
    )
    return finding


@transaction.atomic
def withdraw_finding(
    *, finding: Finding, reason: str, based_on: int | None, by: User, at: datetime
) -> Finding:
    """The superior's side takes a finding back, with its reason; it stays readable."""
    access.require(by, SUPERVISE, org_unit=finding.org_unit, on=at.date())
    said = _require_text(reason, "reason")
    finding = _held_finding(finding, based_on)
    before = _move(finding, FindingDeed.WITHDRAW)
    finding.settled_by, finding.settled_at, finding.settled_because = by, at, said
    finding.save()
    audit.note(
        "withdraw-finding",
        finding,
        by=by,
        at=at,
        **_finding_states(before, finding.state),
        why=said,
    )
    return finding


@dataclass(frozen=True, slots=True)
class ReviewText:
    """What is written about a quarter's meeting; all of it may be left open."""

    held_on: date | None = None
    place: str | None = None
    driving: str | None = None
    hindering: str | None = None
    agreed: str | None = None


@transaction.atomic
def write_review(
    *,
    org_unit: OrgUnit,
    year: int,
    quarter: int,
    review: ReviewText,
    based_on: int | None,
    by: User,
    at: datetime,
) -> Review:
    """What the meeting about an office's quarter said; either side may write it down."""
    org_unit = held_row(OrgUnit.objects, org_unit.pk)
    if not access.may(by, SUPERVISE, org_unit=org_unit, on=at.date()):
        access.require(by, ANSWER, org_unit=org_unit, on=at.date())
    if not has_begun(year, quarter, timezone.localdate(at)):
        raise Refused("supervised-quarter-not-begun", quarter=quarter)
    known = Review.objects.filter(org_unit=org_unit, year=year, quarter=quarter).first()
    require_seen(known, based_on)
    made = known or Review(org_unit=org_unit, year=year, quarter=quarter, edition=0)
    names = tuple(review.__dataclass_fields__)
    before = audit.values(made, names)
    for name in names:
        setattr(made, name, getattr(review, name))
    made.written_by, made.written_at = by, at
    made.edition += 1
    made.save()
    changed = audit.changed(made, before)
    audit.note("write-review", made, by=by, at=at, quarter=quarter, **changed)
    return made
