"""Changes of attendance by QR code: the page opens and closes, people arrive, an officer confirms."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from janji.core.attendance import MOST_HOURS, require_room
from janji.core.refusals import Refused
from janji.kit import audit
from janji.kit.editions import held_row
from janji.orgs import access
from janji.orgs.models import OrgUnit, User
from janji.orgs.roles import Permission
from janji.registers.communities.intake import key_of
from janji.registers.musrenbang.actions.forums import written_down
from janji.registers.musrenbang.intake import Present
from janji.registers.musrenbang.models import (
    Arrival,
    ArrivalState,
    Attendance,
    CheckIn,
    Forum,
)

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Said:
    """What someone says of themselves at the forum's page."""

    name: str
    sex: str
    group: str
    body: str | None = None
    role: str | None = None
    village: OrgUnit | None = None

    @property
    def key(self) -> str:
        """By what the same person is known again at the same page."""
        return f"{key_of(self.name)}|{key_of(self.body or '')}"[:330]


def _held(check_in: CheckIn, by: User, at: datetime) -> CheckIn:
    check_in = held_row(CheckIn.objects.select_related("forum__org_unit"), check_in.pk)
    office = check_in.forum.org_unit
    access.require(by, Permission.KEEP_RECORDS, org_unit=office, on=at.date())
    return check_in


@transaction.atomic
def open_check_in(*, forum: Forum, hours: int, by: User, at: datetime) -> CheckIn:
    """Opens the forum's public page for some hours, on its day or the day after."""
    forum = held_row(Forum.objects.select_related("org_unit"), forum.pk)
    access.require(by, Permission.KEEP_RECORDS, org_unit=forum.org_unit, on=at.date())
    if not 1 <= hours <= MOST_HOURS:
        raise Refused("check-in-hours", most=MOST_HOURS, field="hours")
    if timezone.localdate(at) > forum.day + timedelta(days=1):
        raise Refused("check-in-too-late", day=f"{forum.day:%d-%m-%Y}", field="hours")
    if forum.check_ins.filter(closed_at=None, closes_at__gt=at).exists():
        raise Refused("check-in-open", field="hours")
    made = CheckIn.objects.create(
        forum=forum,
        key=secrets.token_hex(16),
        opened_by=by,
        opened_at=at,
        closes_at=at + timedelta(hours=hours),
    )
    audit.note("open-check-in", made, by=by, at=at, forum=forum.pk, hours=hours)
    return made


@transaction.atomic
def close_check_in(*, check_in: CheckIn, by: User, at: datetime) -> CheckIn:
    """Closes the public page before its time; who waits may still be confirmed."""
    check_in = _held(check_in, by, at)
    if check_in.closed_at is not None:
        raise Refused("check-in-closed")
    check_in.closed_by, check_in.closed_at = by, at
    check_in.save()
    told: dict[str, Any] = {"forum": check_in.forum_id}
    told |= audit.changes({"closes_at": check_in.closes_at}, {"closes_at": at})
    audit.note("close-check-in", check_in, by=by, at=at, **told)
    return check_in


@transaction.atomic
def arrive(*, check_in: CheckIn, said: Said, at: datetime, by: User | None = None) -> Arrival:
    """Someone says that they are here. It waits for the officer at the table; twice is once.

    Refuses with `check-in-closed`, and with `check-in-crowded` what no hall of people would send.
    """
    check_in = held_row(CheckIn.objects.all(), check_in.pk)
    if check_in.closed_at is not None or at >= check_in.closes_at:
        raise Refused("check-in-closed")
    known = check_in.arrivals.exclude(state=ArrivalState.TURNED_DOWN.value)
    same = known.filter(person_key=said.key).first()
    if same is not None:
        return same
    waiting = check_in.arrivals.filter(state=ArrivalState.WAITING.value)
    require_room(waiting.count(), check_in.arrivals.filter(said_at__gt=at - MINUTE).count())
    made = Arrival.objects.create(
        check_in=check_in,
        name=" ".join(said.name.split()),
        body=said.body,
        role=said.role,
        sex=said.sex,
        group=said.group,
        village=said.village,
        person_key=said.key,
        said_at=at,
    )
    audit.note("arrive", made, by=by, at=at, forum=check_in.forum_id)
    return made


@transaction.atomic
def confirm_arrival(*, arrival: Arrival, present: Present, by: User, at: datetime) -> Attendance:
    """The officer sees the person: now they count, in the role that the officer says."""
    forum = held_row(Forum.objects.select_related("org_unit"), arrival.check_in.forum_id)
    access.require(by, Permission.KEEP_RECORDS, org_unit=forum.org_unit, on=at.date())
    arrival = _waiting(arrival)
    made = written_down(present, forum, paper_list=None, by=by, at=at)
    _settle(arrival, ArrivalState.CONFIRMED, made, by, at)
    audit.note("confirm-arrival", made, by=by, at=at, forum=forum.pk)
    return made


@transaction.atomic
def turn_down_arrival(*, arrival: Arrival, by: User, at: datetime) -> Arrival:
    """Nobody of that name is here, or they are on the list already; it never counted."""
    forum = held_row(Forum.objects.select_related("org_unit"), arrival.check_in.forum_id)
    access.require(by, Permission.KEEP_RECORDS, org_unit=forum.org_unit, on=at.date())
    arrival = _waiting(arrival)
    before = audit.values(arrival, ["state"])
    _settle(arrival, ArrivalState.TURNED_DOWN, None, by, at)
    changed = audit.changed(arrival, before)
    audit.note("turn-down-arrival", arrival, by=by, at=at, forum=forum.pk, **changed)
    return arrival


def _waiting(arrival: Arrival) -> Arrival:
    arrival = held_row(Arrival.objects.all(), arrival.pk)
    if arrival.state != ArrivalState.WAITING.value:
        raise Refused("arrival-settled", name=arrival.name)
    return arrival


def _settle(
    arrival: Arrival, state: ArrivalState, made: Attendance | None, by: User, at: datetime
) -> None:
    arrival.state, arrival.attendance = state.value, made
    arrival.settled_by, arrival.settled_at = by, at
    arrival.save()
