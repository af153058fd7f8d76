"""How groups, members, loans and records enter the register, from forms and from sheets alike."""

from dataclasses import dataclass
from datetime import date, datetime

from janji.core.refusals import Refused
from janji.core.self_help import Due, schedule
from janji.kit.files import CheckedFile
from janji.kit.persons import PersonNumber
from janji.orgs.models import OrgUnit, User
from janji.registers.communities.intake import BEGINNING, VILLAGES, key_of
from janji.registers.facts import keeping as facts
from janji.registers.self_help.models import (
    REGISTER,
    Group,
    GroupMember,
    Instalment,
    Loan,
    Officer,
    Record,
    RecordKind,
)

MOST_MONTHS = 120


@dataclass(frozen=True, slots=True)
class UnitText:
    """What is said of a village's BKM and its UPK."""

    board: str
    name: str
    capital: int
    deed: str | None = None
    deed_on: date | None = None
    grant: int | None = None
    works: int | None = None


@dataclass(frozen=True, slots=True)
class GroupText:
    """What is said of a group when it is written down."""

    name: str
    kind: str
    programme: str
    formed_on: date | None = None


@dataclass(frozen=True, slots=True)
class MemberText:
    """What is said of a member."""

    name: str
    sex: str
    is_poor: bool
    joined_on: date
    person: PersonNumber | None = None


@dataclass(frozen=True, slots=True)
class LoanText:
    """What a group and its finance unit agreed on."""

    number: str
    disbursed_on: date
    principal: int
    service: int
    months: int
    first_due_on: date
    persons: int
    exception: str | None = None


@dataclass(frozen=True, slots=True)
class RecordText:
    """What a group did, with its evidence; a file that stands already stays without a new one."""

    kind: str
    day: date
    evidence: str
    amount: int | None = None
    service: int | None = None
    file: CheckedFile | None = None


def plain(text: str) -> str:
    """A name with single blanks."""
    return " ".join(text.split())


def require_village(office: OrgUnit) -> None:
    """Groups and finance units belong to villages."""
    if office.kind not in VILLAGES:
        raise Refused("ksm-not-of-village", office=office.name, field="village")


def group(
    said: GroupText, village: OrgUnit, *, by: User, at: datetime, source: str | None = None
) -> Group:
    """The group as it is kept, not yet saved."""
    require_village(village)
    return Group(
        org_unit=village,
        name=plain(said.name),
        name_key=key_of(said.name),
        kind=said.kind,
        programme=said.programme,
        formed_on=said.formed_on,
        source=source,
        recorded_by=by,
        recorded_at=at,
    )


def member(
    said: MemberText, of: Group, *, by: User, at: datetime, source: str | None = None
) -> GroupMember:
    """The member as it is kept, not yet saved."""
    return GroupMember(
        org_unit_id=of.org_unit_id,
        group=of,
        name=plain(said.name),
        name_key=key_of(said.name),
        nik_digest=said.person.digest if said.person else None,
        nik_last=said.person.last_four if said.person else None,
        sex=said.sex,
        is_poor=said.is_poor,
        joined_on=said.joined_on,
        source=source,
        recorded_by=by,
        recorded_at=at,
    )


def officer(
    of: GroupMember,
    post: str,
    starts_on: date,
    *,
    by: User,
    at: datetime,
    source: str | None = None,
) -> Officer:
    """The officer as it is kept, not yet saved."""
    return Officer(
        member=of, post=post, starts_on=starts_on, source=source, recorded_by=by, recorded_at=at
    )


def loan(
    said: LoanText, of: Group, *, by: User, at: datetime, source: str | None = None
) -> tuple[Loan, list[Instalment]]:
    """The loan and its schedule as they are kept, not yet saved."""
    made = Loan(
        org_unit_id=of.org_unit_id,
        group=of,
        number=plain(said.number),
        disbursed_on=said.disbursed_on,
        principal=said.principal,
        service=said.service,
        months=said.months,
        first_due_on=said.first_due_on,
        persons=said.persons,
        exception=said.exception,
        source=source,
        recorded_by=by,
        recorded_at=at,
    )
    dues = schedule(said.principal, said.service, said.months, said.first_due_on)
    return made, [_instalment(made, one) for one in dues]


def _instalment(of: Loan, one: Due) -> Instalment:
    return Instalment(
        loan=of,
        number=one.number,
        due_on=one.day,
        principal=one.principal,
        service=one.service,
    )


def record(
    said: RecordText,
    of: Group,
    *,
    by: User,
    at: datetime,
    loan: Loan | None = None,
    source: str | None = None,
) -> Record:
    """What a group did, as it is kept, not yet saved and without its file."""
    is_payment = said.kind == RecordKind.INSTALMENT
    return Record(
        org_unit_id=of.org_unit_id,
        group=of,
        kind=said.kind,
        day=said.day,
        amount=said.amount,
        service=(said.service or 0) if is_payment else None,
        loan=loan if is_payment else None,
        evidence=said.evidence.strip(),
        source=source,
        recorded_by=by,
        recorded_at=at,
    )


def mark(village: OrgUnit, *days: date | None) -> None:
    """What goes on from the earliest of some days is to be counted anew; without one, from the beginning."""
    facts.mark_changed_from(REGISTER, village, min(day or BEGINNING for day in days))
