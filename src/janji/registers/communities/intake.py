"""How bodies, officers and activities enter the register, from forms and from sheets alike."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from janji.core.communities import last_day_of_tenure
from janji.core.refusals import Refused
from janji.kit.persons import PersonNumber
from janji.orgs.models import OrgUnit, OrgUnitKind, User
from janji.registers.communities.models import Activity, Community, Post, Tenure, WorkPlan
from janji.registers.facts import keeping as facts

BEGINNING = date(2000, 1, 1)
"""From when a body counts whose foundation nobody knows."""
VILLAGES = (OrgUnitKind.VILLAGE.value, OrgUnitKind.WARD.value)


@dataclass(frozen=True, slots=True)
class Body:
    """What is said of a body when it is written down."""

    kind: str
    name: str
    parent: Community | None = None
    founded_on: date | None = None
    decree: str | None = None


@dataclass(frozen=True, slots=True)
class Officer:
    """Who takes up a post. Without a last day the term is that of the regulation."""

    post: str
    name: str
    starts_on: date
    ends_on: date | None = None
    number: int = 1
    decree: str | None = None
    person: PersonNumber | None = None


def key_of(text: str) -> str:
    """A name as it is known again: small letters, single blanks, no signs; `RT 03/02` is `rt 3 2`."""
    words = re.sub(r"[\W_]+", " ", text.casefold()).split()
    return " ".join(one.lstrip("0") or "0" if one.isdigit() else one for one in words)


def community(
    body: Body, village: OrgUnit, *, by: User, at: datetime, source: str | None = None
) -> Community:
    """The body as it is kept, not yet saved; refuses what is no office of a village."""
    if village.kind not in VILLAGES:
        raise Refused("community-not-of-village", office=village.name, field="village")
    return Community(
        org_unit=village,
        kind=body.kind,
        name=" ".join(body.name.split()),
        name_key=key_of(body.name),
        parent=body.parent,
        founded_on=body.founded_on,
        decree=body.decree,
        source=source,
        recorded_by=by,
        recorded_at=at,
    )


def tenure(of: Community, officer: Officer, *, by: User, at: datetime) -> Tenure:
    """The term of office as it is kept, not yet saved."""
    return Tenure(
        community=of,
        post=officer.post,
        name=" ".join(officer.name.split()),
        name_key=key_of(officer.name),
        nik_digest=officer.person.digest if officer.person else None,
        nik_last=officer.person.last_four if officer.person else None,
        starts_on=officer.starts_on,
        ends_on=officer.ends_on or last_day_of_tenure(officer.starts_on),
        number=officer.number,
        decree=officer.decree,
        recorded_by=by,
        recorded_at=at,
    )


def activity(
    plan: WorkPlan,
    name: str,
    *,
    month: int | None,
    added_on: date | None,
    by: User,
    at: datetime,
) -> Activity:
    """The activity as it is kept, not yet saved."""
    return Activity(
        plan=plan,
        name=" ".join(name.split()),
        name_key=key_of(name),
        month=month,
        added_on=added_on,
        recorded_by=by,
        recorded_at=at,
    )


def mark_year(register: str, office: OrgUnit, year: int) -> None:
    """What was planned or done in a year is to be counted anew."""
    facts.mark_changed(register, office, [date(year, 1, 1)])


ONE_AT_A_TIME = (Post.CHAIR.value, Post.SECRETARY.value, Post.TREASURER.value)
"""Posts that one person holds at a time."""
