"""How presence enters the register, from the form and from sheets alike."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from janji.core.attendance import AttendingRole, Check, is_evidence
from janji.orgs.models import OrgUnit, User
from janji.registers.communities.intake import key_of
from janji.registers.communities.models import REGISTER as COMMUNITIES
from janji.registers.communities.models import Community
from janji.registers.facts import keeping as facts
from janji.registers.musrenbang.models import REGISTER, Attendance, Forum, PaperList


@dataclass(frozen=True, slots=True)
class Present:
    """Who was there: for a body of the register, for another body by its name, or for themselves."""

    name: str
    sex: str
    group: str
    community: Community | None = None
    body: str | None = None
    village: OrgUnit | None = None
    role: AttendingRole | None = None
    sign: str | None = None

    @property
    def key(self) -> str:
        """By what the same person is known at the same forum."""
        if self.community:
            where = str(self.community.pk)
        else:
            where = f"{self.village.pk if self.village else ''} {key_of(self.body or '')}"
        return f"{key_of(self.name)}|{where}"[:300]


def attendance(
    present: Present,
    forum: Forum,
    *,
    paper_list: PaperList | None,
    by: User,
    at: datetime,
) -> Attendance:
    """The row as it is kept, not yet saved; a row of a list waits for the list's check."""
    check = Check.NOT_NEEDED if paper_list is None else Check(paper_list.check_state)
    village = present.community.org_unit if present.community else present.village
    return Attendance(
        org_unit_id=forum.org_unit_id,
        forum=forum,
        paper_list=paper_list,
        name=" ".join(present.name.split()),
        person_key=present.key,
        sex=present.sex,
        group=present.group,
        village=village,
        community=present.community,
        body=present.body,
        role=present.role.value if present.role else None,
        sign=present.sign,
        counts=is_evidence(has_sign=present.sign is not None, check=check),
        recorded_by=by,
        recorded_at=at,
    )


def mark(forum: Forum, communities: Iterable[Community], *days: date) -> None:
    """Presence at a forum changed: this register counts it, and so does that of the bodies."""
    dated = [forum.day, *days]
    offices = {one.org_unit_id: one.org_unit for one in communities}
    # Ledgers are held in the order of their registers, offices and years.
    for key in sorted(offices):
        facts.mark_changed(COMMUNITIES, offices[key], dated)
    facts.mark_changed(REGISTER, forum.org_unit, dated)


def bodies_of(rows: Iterable[Attendance]) -> list[Community]:
    """The bodies some presence speaks for; one query."""
    keys = {one.community_id for one in rows if one.community_id}
    return list(Community.objects.filter(pk__in=keys).select_related("org_unit"))
