"""Everything that changes community bodies, their officers, plans and activities."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.files.base import ContentFile
from django.db import transaction

from janji.core.communities import (
    MOST_TENURES,
    TENURE_YEARS,
    is_one_too_many,
    last_day_of_tenure,
)
from janji.core.refusals import Refused
from janji.kit import audit
from janji.kit.editions import held_as_seen, held_row, require_seen
from janji.kit.files import CheckedFile
from janji.orgs import access
from janji.orgs.models import OrgUnit, User
from janji.orgs.roles import Permission
from janji.registers.communities import intake
from janji.registers.communities.intake import Body, Officer
from janji.registers.communities.models import (
    REGISTER,
    Activity,
    ActivityFile,
    ActivityState,
    Community,
    CommunityKind,
    CommunityStatus,
    Post,
    StatusChange,
    Tenure,
    WorkPlan,
)
from janji.registers.facts import keeping as facts


def _require(by: User, org_unit: OrgUnit, at: datetime) -> None:
    access.require(by, Permission.KEEP_RECORDS, org_unit=org_unit, on=at.date())


def _require_past(day: date | None, at: datetime, field: str) -> None:
    if day is not None and day > at.date():
        raise Refused("community-day-ahead", day=f"{day:%d-%m-%Y}", field=field)


def _held(community: Community) -> Community:
    return held_row(Community.objects.select_related("org_unit"), community.pk)


def _living(community: Community) -> Community:
    """The body, held; nothing more is written down of one that is dissolved."""
    community = _held(community)
    if community.status == CommunityStatus.DISSOLVED:
        raise Refused("community-dissolved", name=community.name)
    return community


def _require_fit(body: Body, village: OrgUnit, *, but: Community | None = None) -> None:
    if not intake.key_of(body.name):
        raise Refused("community-name-empty", field="name")
    parent = body.parent
    is_fit = parent is None or (
        body.kind == CommunityKind.RT
        and parent.kind == CommunityKind.RW
        and parent.org_unit_id == village.pk
    )
    if not is_fit:
        raise Refused("community-parent-unfit", field="parent")
    known = Community.objects.filter(org_unit=village, name_key=intake.key_of(body.name))
    if known.exclude(pk=but.pk if but else 0).exists():
        raise Refused("community-known", name=body.name, office=village.name, field="name")


@transaction.atomic
def add_community(*, org_unit: OrgUnit, body: Body, by: User, at: datetime) -> Community:
    """A body of a village enters the register."""
    _require(by, org_unit, at)
    _require_past(body.founded_on, at, "founded_on")
    # Held, so that two people do not write down the same body at once.
    held_row(OrgUnit.objects.all(), org_unit.pk)
    _require_fit(body, org_unit)
    made = intake.community(body, org_unit, by=by, at=at)
    made.save()
    facts.mark_changed_from(REGISTER, org_unit, body.founded_on or intake.BEGINNING)
    audit.note("add-community", made, by=by, at=at, kind=body.kind)
    return made


@transaction.atomic
def change_community(
    *, community: Community, body: Body, based_on: int | None, by: User, at: datetime
) -> Community:
    """What was written down of a body is put right; its history says who and when."""
    community = _held(community)
    _require(by, community.org_unit, at)
    require_seen(community, based_on)
    _require_past(body.founded_on, at, "founded_on")
    _require_fit(body, community.org_unit, but=community)
    before = audit.values(community, ("name", "kind", "founded_on", "decree", "parent"))
    days = (community.founded_on, body.founded_on)
    community.kind, community.name = body.kind, " ".join(body.name.split())
    community.name_key = intake.key_of(body.name)
    community.parent, community.founded_on = body.parent, body.founded_on
    community.decree = body.decree
    community.edition += 1
    community.save()
    facts.mark_changed_from(
        REGISTER, community.org_unit, min(one or intake.BEGINNING for one in days)
    )
    changed = audit.changed(community, before)
    audit.note("change-community", community, by=by, at=at, **changed)
    return community


@transaction.atomic
def set_status(
    *,
    community: Community,
    status: str,
    day: date,
    reason: str,
    based_on: int | None,
    by: User,
    at: datetime,
) -> Community:
    """A body is frozen, dissolved, or registered again from a day on."""
    community = _held(community)
    _require(by, community.org_unit, at)
    require_seen(community, based_on)
    _require_past(day, at, "day")
    if not reason.strip():
        raise Refused("community-reason-missing", field="reason")
    if status == community.status:
        said = community.get_status_display().lower()
        raise Refused("community-status-same", name=community.name, status=said, field="status")
    last = community.statuses.first()
    if last and day < last.day:
        raise Refused("community-status-before", last=f"{last.day:%d-%m-%Y}", field="day")
    StatusChange.objects.create(
        community=community,
        status=status,
        day=day,
        reason=reason.strip(),
        changed_by=by,
        changed_at=at,
    )
    changed = audit.changes({"status": community.status}, {"status": status})
    community.status = status
    community.edition += 1
    community.save()
    facts.mark_changed_from(REGISTER, community.org_unit, day)
    why = reason.strip()
    audit.note("set-community-status", community, by=by, at=at, day=day, why=why, **changed)
    return community


@transaction.atomic
def appoint_officer(*, community: Community, officer: Officer, by: User, at: datetime) -> Tenure:
    """Someone takes up a post of a body for a term of office (R4.3, R4.4)."""
    community = _living(community)
    _require(by, community.org_unit, at)
    made = intake.tenure(community, officer, by=by, at=at)
    if made.ends_on < made.starts_on:
        raise Refused("tenure-reversed", field="ends_on")
    if made.ends_on > last_day_of_tenure(made.starts_on):
        raise Refused("tenure-too-long", years=TENURE_YEARS.value, field="ends_on")
    _require_free(made)
    before = max(officer.number - 1, _terms_before(made))
    if is_one_too_many(before):
        raise Refused("tenure-one-too-many", most=MOST_TENURES.value, field="number")
    made.number = before + 1
    made.save()
    audit.note("appoint-officer", made, by=by, at=at, post=officer.post)
    return made


def _require_free(made: Tenure) -> None:
    if made.post not in intake.ONE_AT_A_TIME:
        return
    running = made.community.tenures.filter(
        post=made.post, ended_on=None, ends_on__gte=made.starts_on, starts_on__lte=made.ends_on
    )
    if holder := running.first():
        post = Post(made.post).label
        raise Refused("tenure-post-held", post=post, holder=holder.name, field="post")


def _terms_before(made: Tenure) -> int:
    """Terms the same person served in this body, as far as the number tells that it is the same."""
    if made.nik_digest is None:
        return 0
    return made.community.tenures.filter(nik_digest=made.nik_digest).count()


@transaction.atomic
def end_tenure(
    *,
    tenure: Tenure,
    day: date,
    reason: str,
    based_on: int | None,
    by: User,
    at: datetime,
) -> Tenure:
    """A term of office ends before its time, or is closed when it is over."""
    _require(by, tenure.community.org_unit, at)
    tenure = held_as_seen(Tenure.objects.select_related("community"), tenure.pk, based_on)
    if tenure.ended_on is not None:
        raise Refused("tenure-over", day=f"{tenure.ended_on:%d-%m-%Y}")
    _require_past(day, at, "day")
    if day < tenure.starts_on:
        raise Refused("tenure-reversed", field="day")
    if not reason.strip():
        raise Refused("community-reason-missing", field="reason")
    before = audit.values(tenure, ["ended_on"])
    tenure.ended_on, tenure.ended_reason = day, reason.strip()
    tenure.edition += 1
    tenure.save()
    changed = audit.changed(tenure, before)
    audit.note("end-tenure", tenure, by=by, at=at, why=tenure.ended_reason, **changed)
    return tenure


@dataclass(frozen=True, slots=True)
class Planned:
    """What a plan of a year says of itself. A file that stands already stays without a new one."""

    year: int
    set_on: date
    purpose: str | None = None
    document: str | None = None
    file: CheckedFile | None = None


@transaction.atomic
def set_work_plan(
    *, community: Community, planned: Planned, based_on: int | None, by: User, at: datetime
) -> WorkPlan:
    """The plan of a year is set, or what was said of it is put right."""
    community = _living(community)
    _require(by, community.org_unit, at)
    known = WorkPlan.objects.filter(community=community, year=planned.year).first()
    require_seen(known, based_on)
    _require_past(planned.set_on, at, "set_on")
    first, last = date(planned.year - 1, 7, 1), date(planned.year, 12, 31)
    if not first <= planned.set_on <= last:
        raise Refused("plan-set-outside", year=planned.year, field="set_on")
    plan = known or WorkPlan(community=community, year=planned.year, edition=0)
    names = ("set_on", "purpose", "document", "file_name")
    before = audit.values(known, names)
    plan.set_on, plan.purpose, plan.document = planned.set_on, planned.purpose, planned.document
    if planned.file:
        plan.file_name, plan.content_type = planned.file.name, planned.file.kind.value
        stored = ContentFile(planned.file.data)
        plan.file.save(f"{planned.file.sha256[:24]}.bin", stored, save=False)
    plan.changed_by, plan.changed_at = by, at
    plan.edition += 1
    plan.save()
    intake.mark_year(REGISTER, community.org_unit, plan.year)
    changed = audit.changed(plan, before)
    audit.note("set-work-plan", plan, by=by, at=at, year=plan.year, **changed)
    return plan


@transaction.atomic
def add_activity(
    *,
    plan: WorkPlan,
    name: str,
    month: int | None,
    added_on: date | None,
    by: User,
    at: datetime,
) -> Activity:
    """Something on the agenda; `added_on` when it came after the plan was set."""
    community = _living(plan.community)
    _require(by, community.org_unit, at)
    plan = held_row(WorkPlan.objects.all(), plan.pk)
    if not intake.key_of(name):
        raise Refused("community-name-empty", field="name")
    if plan.activities.filter(name_key=intake.key_of(name)).exists():
        raise Refused("activity-known", name=name, field="name")
    _require_past(added_on, at, "added_on")
    if added_on is not None and added_on < plan.set_on:
        day = f"{plan.set_on:%d-%m-%Y}"
        raise Refused("activity-added-before", day=day, field="added_on")
    made = intake.activity(plan, name, month=month, added_on=added_on, by=by, at=at)
    made.save()
    intake.mark_year(REGISTER, community.org_unit, plan.year)
    audit.note("add-activity", made, by=by, at=at, is_added=added_on is not None)
    return made


@transaction.atomic
def settle_activity(
    *,
    activity: Activity,
    state: str,
    day: date | None,
    evidence: str,
    uploads: Sequence[CheckedFile] = (),
    based_on: int | None,
    by: User,
    at: datetime,
) -> Activity:
    """An activity was carried out, with its evidence, or cancelled, with its reason; or neither after all.

    Files that show it stay with it, each once; without words their names are the evidence.
    """
    plan = activity.plan
    community = _living(plan.community)
    _require(by, community.org_unit, at)
    activity = held_as_seen(Activity.objects.all(), activity.pk, based_on)
    before = {
        "state": activity.state,
        "day": activity.settled_on,
        "evidence": activity.evidence,
    }
    if state == ActivityState.PLANNED:
        activity.settled_on = activity.evidence = None
    else:
        evidence = evidence.strip() or ", ".join(one.name for one in uploads)[:300]
        if not evidence:
            raise Refused("activity-evidence-missing", field="evidence")
        if day is None or day.year != plan.year:
            raise Refused("activity-day-outside", year=plan.year, field="day")
        _require_past(day, at, "day")
        activity.settled_on, activity.evidence = day, evidence
    activity.state = state
    activity.edition += 1
    activity.save()
    if state != ActivityState.PLANNED:
        known = set(activity.files.values_list("sha256", flat=True))
        for one in {one.sha256: one for one in uploads if one.sha256 not in known}.values():
            ActivityFile.keep(one, by=by, at=at, activity=activity)
    intake.mark_year(REGISTER, community.org_unit, plan.year)
    now = {"state": state, "day": activity.settled_on, "evidence": activity.evidence}
    audit.note("settle-activity", activity, by=by, at=at, **audit.changes(before, now))
    return activity
