"""Everything that changes finance units, groups, members, requirements, records and loans."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Q

from janji.core.numbers import written
from janji.core.refusals import Refused
from janji.core.self_help import (
    FIRST_STAGE_PER_PERSON,
    above_first_stage,
    left_to_lend,
    lowest_balance,
)
from janji.kit import audit
from janji.kit.editions import held_as_seen, held_row, require_seen
from janji.kit.files import CheckedFile
from janji.orgs import access
from janji.orgs.models import OrgUnit, User
from janji.orgs.roles import Permission
from janji.registers.communities.intake import key_of
from janji.registers.self_help import intake, queries
from janji.registers.self_help.intake import (
    GroupText,
    LoanText,
    MemberText,
    RecordText,
    UnitText,
)
from janji.registers.self_help.models import (
    OF_MONEY,
    OF_SAVINGS,
    Closing,
    FinanceUnit,
    Group,
    GroupMember,
    Instalment,
    Loan,
    Officer,
    Post,
    Record,
    RecordKind,
    Requirement,
    RequirementKind,
)
from janji.registers.self_help.wording import CONDITIONS


def _require(by: User, org_unit: OrgUnit, at: datetime) -> None:
    access.require(by, Permission.KEEP_RECORDS, org_unit=org_unit, on=at.date())


def _require_past(day: date | None, at: datetime, field: str) -> None:
    if day is not None and day > at.date():
        raise Refused("ksm-day-ahead", day=_day(day), field=field)


def _require_reason(reason: str) -> str:
    if not reason.strip():
        raise Refused("ksm-reason-missing", field="reason")
    return reason.strip()


def _day(day: date) -> str:
    return f"{day:%d-%m-%Y}"


def _held(group: Group) -> Group:
    return held_row(Group.objects.select_related("org_unit"), group.pk)


def _kept(group: Group, by: User, at: datetime) -> Group:
    """The group, held, by someone who may keep records in its village."""
    group = _held(group)
    _require(by, group.org_unit, at)
    return group


def _require_open(group: Group, day: date) -> None:
    """Nothing is written down of a group for days on which it was closed."""
    found = queries.closings_on(group, day).first()
    if found is not None:
        raise Refused("ksm-closed", name=group.name, day=_day(found.day))


def _require_formed(group: Group, day: date, field: str) -> None:
    if group.formed_on is not None and day < group.formed_on:
        raise Refused("ksm-before-formed", day=_day(group.formed_on), field=field)


@transaction.atomic
def set_finance_unit(
    *, org_unit: OrgUnit, said: UnitText, based_on: int | None, by: User, at: datetime
) -> FinanceUnit:
    """A village's BKM and UPK are written down, or what was said of them is put right."""
    _require(by, org_unit, at)
    intake.require_village(org_unit)
    held_row(OrgUnit.objects.all(), org_unit.pk)
    known = FinanceUnit.objects.filter(org_unit=org_unit).first()
    require_seen(known, based_on)
    _require_past(said.deed_on, at, "deed_on")
    _require_capital(said)
    unit = known or FinanceUnit(org_unit=org_unit, edition=0)
    names = ("board", "name", "capital", "deed", "deed_on", "grant", "works")
    before = audit.values(known, names)
    for name in names:
        setattr(unit, name, getattr(said, name))
    unit.recorded_by, unit.recorded_at = by, at
    unit.edition += 1
    unit.save()
    changed = audit.changed(unit, before)
    audit.note("set-finance-unit", unit, by=by, at=at, **changed)
    return unit


def _require_capital(said: UnitText) -> None:
    """Where a grant is told, the capital is what the works left of it."""
    if (said.grant is None) != (said.works is None):
        raise Refused("ksm-grant-half", field="works" if said.works is None else "grant")
    if said.grant is None or said.works is None:
        return
    left = left_to_lend(said.grant, said.works)
    if left != said.capital:
        amounts = {"grant": said.grant, "works": said.works, "capital": said.capital, "left": left}
        told = {name: written(amount, 0) for name, amount in amounts.items()}
        raise Refused("ksm-capital-differs", field="capital", **told)


@transaction.atomic
def add_group(*, org_unit: OrgUnit, said: GroupText, by: User, at: datetime) -> Group:
    """A group of a village enters the register."""
    _require(by, org_unit, at)
    intake.require_village(org_unit)
    _require_past(said.formed_on, at, "formed_on")
    # Held, so that two people do not write down the same group at once.
    held_row(OrgUnit.objects.all(), org_unit.pk)
    _require_named(said, org_unit)
    made = intake.group(said, org_unit, by=by, at=at)
    made.save()
    intake.mark(org_unit, said.formed_on)
    audit.note("add-self-help-group", made, by=by, at=at, kind=said.kind)
    return made


def _require_named(said: GroupText, village: OrgUnit, *, but: int = 0) -> None:
    key = key_of(said.name)
    if not key:
        raise Refused("ksm-name-empty", field="name")
    if Group.objects.filter(org_unit=village, name_key=key).exclude(pk=but).exists():
        raise Refused("ksm-known", name=said.name, office=village.name, field="name")


@transaction.atomic
def correct_group(
    *, group: Group, said: GroupText, reason: str, based_on: int | None, by: User, at: datetime
) -> Group:
    """What was written down of a group is put right; its history says who, when and why."""
    group = _kept(group, by, at)
    require_seen(group, based_on)
    reason = _require_reason(reason)
    _require_past(said.formed_on, at, "formed_on")
    held_row(OrgUnit.objects.all(), group.org_unit_id)
    _require_named(said, group.org_unit, but=group.pk)
    names = ("name", "kind", "programme", "formed_on")
    before = audit.values(group, names)
    group.name, group.name_key = intake.plain(said.name), key_of(said.name)
    group.kind, group.programme, group.formed_on = said.kind, said.programme, said.formed_on
    group.edition += 1
    group.save()
    intake.mark(group.org_unit, before["formed_on"], said.formed_on)
    changed = audit.changed(group, before)
    audit.note("correct-self-help-group", group, by=by, at=at, why=reason, **changed)
    return group


@dataclass(frozen=True, slots=True)
class Minutes:
    """The minutes of the BKM by which a group is closed."""

    number: str
    day: date


@transaction.atomic
def close_group(
    *, group: Group, day: date, minutes: Minutes, reason: str, by: User, at: datetime
) -> Closing:
    """A group is closed from a day on, by minutes of the BKM (R9.7)."""
    group = _kept(group, by, at)
    reason = _require_reason(reason)
    if not minutes.number.strip():
        raise Refused("ksm-minutes-missing", field="minutes_number")
    for one, name in ((day, "day"), (minutes.day, "minutes_on")):
        _require_past(one, at, name)
    _require_formed(group, day, "day")
    last = group.closings.first()
    if last is not None and last.reopened_on is None:
        raise Refused("ksm-closed", name=group.name, day=_day(last.day))
    if last is not None and last.reopened_on is not None and day < last.reopened_on:
        raise Refused("ksm-closed-before", day=_day(last.reopened_on), field="day")
    made = Closing.objects.create(
        group=group,
        day=day,
        minutes_number=minutes.number.strip(),
        minutes_on=minutes.day,
        reason=reason,
        recorded_by=by,
        recorded_at=at,
    )
    intake.mark(group.org_unit, day)
    told: dict[str, Any] = {"day": day, "minutes": made.minutes_number, "why": reason}
    told |= audit.changes({"is_active": True}, {"is_active": False})
    audit.note("close-self-help-group", group, by=by, at=at, **told)
    return made


@transaction.atomic
def reopen_group(*, closing: Closing, day: date, reason: str, by: User, at: datetime) -> Closing:
    """A closed group is one again from a day on, or was closed by mistake when it is the same day."""
    group = _kept(closing.group, by, at)
    closing = held_row(Closing.objects.all(), closing.pk)
    if closing.reopened_on is not None:
        raise Refused("ksm-open-already", name=group.name)
    reason = _require_reason(reason)
    _require_past(day, at, "day")
    if day < closing.day:
        raise Refused("ksm-opened-before", day=_day(closing.day), field="day")
    closing.reopened_on, closing.reopened_reason = day, reason
    closing.edition += 1
    closing.save()
    intake.mark(group.org_unit, day)
    changed = audit.changes({"is_active": False}, {"is_active": True})
    audit.note("reopen-self-help-group", group, by=by, at=at, day=day, why=reason, **changed)
    return closing


@transaction.atomic
def add_group_member(*, group: Group, said: MemberText, by: User, at: datetime) -> GroupMember:
    """Someone joins a group."""
    group = _kept(group, by, at)
    _require_past(said.joined_on, at, "joined_on")
    _require_formed(group, said.joined_on, "joined_on")
    _require_open(group, said.joined_on)
    made = intake.member(said, group, by=by, at=at)
    _require_alone(made)
    made.save()
    intake.mark(group.org_unit, said.joined_on)
    audit.note("add-group-member", made, by=by, at=at)
    return made


def _require_alone(one: GroupMember) -> None:
    """Nobody is in a group twice: by the number where there is one, otherwise by the name."""
    if not one.name_key:
        raise Refused("ksm-name-empty", field="name")
    same = Q(name_key=one.name_key, nik_digest=None)
    if one.nik_digest:
        same = Q(nik_digest=one.nik_digest)
    there = GroupMember.objects.filter(same, group=one.group_id, left_on=None).exclude(pk=one.pk)
    if there.exists():
        raise Refused("ksm-member-known", name=one.name, field="name")


@transaction.atomic
def correct_group_member(
    *,
    member: GroupMember,
    said: MemberText,
    reason: str,
    based_on: int | None,
    by: User,
    at: datetime,
) -> GroupMember:
    """What was written down of a member is put right; without a number theirs stays."""
    group = _kept(member.group, by, at)
    member = held_as_seen(GroupMember.objects.all(), member.pk, based_on)
    reason = _require_reason(reason)
    _require_past(said.joined_on, at, "joined_on")
    _require_formed(group, said.joined_on, "joined_on")
    if member.left_on is not None and said.joined_on > member.left_on:
        raise Refused("ksm-days-reversed", first=_day(said.joined_on), field="joined_on")
    names = ("name", "sex", "is_poor", "joined_on", "nik_digest")
    before = audit.values(member, names)
    member.name, member.name_key = intake.plain(said.name), key_of(said.name)
    member.sex, member.is_poor, member.joined_on = said.sex, said.is_poor, said.joined_on
    if said.person is not None:
        member.nik_digest, member.nik_last = said.person.digest, said.person.last_four
    if member.left_on is None:
        _require_alone(member)
    member.edition += 1
    member.save()
    intake.mark(group.org_unit, before["joined_on"], said.joined_on)
    changed = audit.changed(member, before)
    audit.note("correct-group-member", member, by=by, at=at, why=reason, **changed)
    return member


@transaction.atomic
def end_group_member(
    *, member: GroupMember, day: date, reason: str, by: User, at: datetime
) -> GroupMember:
    """Someone leaves a group, and the posts they held."""
    group = _kept(member.group, by, at)
    member = held_row(GroupMember.objects.all(), member.pk)
    if member.left_on is not None:
        raise Refused("ksm-ended-already", day=_day(member.left_on))
    reason = _require_reason(reason)
    _require_past(day, at, "day")
    if day < member.joined_on:
        raise Refused("ksm-days-reversed", first=_day(member.joined_on), field="day")
    for post in member.posts.filter(ended_on=None):
        _end_post(post, max(day, post.starts_on), reason)
    before = audit.values(member, ["left_on"])
    member.left_on, member.left_reason = day, reason
    member.edition += 1
    member.save()
    intake.mark(group.org_unit, day)
    changed = audit.changed(member, before)
    audit.note("end-group-member", member, by=by, at=at, why=reason, **changed)
    return member


def _end_post(officer: Officer, day: date, reason: str) -> None:
    officer.ended_on, officer.ended_reason = day, reason
    officer.edition += 1
    officer.save()


@transaction.atomic
def appoint_group_officer(
    *, member: GroupMember, post: str, starts_on: date, by: User, at: datetime
) -> Officer:
    """A member takes up a post of the group; whoever held it must have given it up."""
    group = _kept(member.group, by, at)
    member = held_row(GroupMember.objects.all(), member.pk)
    _require_past(starts_on, at, "starts_on")
    _require_open(group, starts_on)
    if member.left_on is not None:
        raise Refused("ksm-ended-already", day=_day(member.left_on))
    if starts_on < member.joined_on:
        raise Refused("ksm-days-reversed", first=_day(member.joined_on), field="starts_on")
    held_by = Officer.objects.filter(member__group=group, post=post).filter(
        Q(ended_on=None) | Q(ended_on__gt=starts_on)
    )
    if holder := held_by.select_related("member").first():
        label = Post(post).label
        raise Refused("ksm-post-held", post=label, holder=holder.member.name, field="post")
    made = intake.officer(member, post, starts_on, by=by, at=at)
    made.save()
    intake.mark(group.org_unit, starts_on)
    audit.note("appoint-group-officer", made, by=by, at=at, post=post)
    return made


@transaction.atomic
def end_group_officer(
    *, officer: Officer, day: date, reason: str, by: User, at: datetime
) -> Officer:
    """A member gives up a post."""
    group = _kept(officer.member.group, by, at)
    officer = held_row(Officer.objects.all(), officer.pk)
    if officer.ended_on is not None:
        raise Refused("ksm-ended-already", day=_day(officer.ended_on))
    reason = _require_reason(reason)
    _require_past(day, at, "day")
    if day < officer.starts_on:
        raise Refused("ksm-days-reversed", first=_day(officer.starts_on), field="day")
    before = audit.values(officer, ["ended_on"])
    _end_post(officer, day, reason)
    intake.mark(group.org_unit, day)
    changed = audit.changed(officer, before)
    audit.note("end-group-officer", officer, by=by, at=at, why=reason, **changed)
    return officer


@transaction.atomic
def state_requirement(
    *,
    group: Group,
    kind: str,
    met_on: date,
    months: int | None,
    evidence: str,
    by: User,
    at: datetime,
) -> Requirement:
    """A condition for borrowing is met from a day on; what is stated of saving says how many months."""
    group = _kept(group, by, at)
    _require_past(met_on, at, "met_on")
    _require_formed(group, met_on, "met_on")
    if not evidence.strip():
        raise Refused("ksm-evidence-missing", field="evidence")
    is_saving = kind == RequirementKind.SAVING
    if is_saving and not months:
        raise Refused("ksm-months-missing", field="months")
    made = Requirement.objects.create(
        group=group,
        kind=kind,
        met_on=met_on,
        months=months if is_saving else None,
        evidence=evidence.strip(),
        recorded_by=by,
        recorded_at=at,
    )
    audit.note("state-requirement", made, by=by, at=at, kind=kind, met_on=met_on)
    return made


@transaction.atomic
def end_requirement(
    *, requirement: Requirement, day: date, reason: str, by: User, at: datetime
) -> Requirement:
    """A condition is met no longer from a day on, or never was when it is the same day."""
    _kept(requirement.group, by, at)
    requirement = held_row(Requirement.objects.all(), requirement.pk)
    if requirement.ended_on is not None:
        raise Refused("ksm-ended-already", day=_day(requirement.ended_on))
    reason = _require_reason(reason)
    _require_past(day, at, "day")
    if day < requirement.met_on:
        raise Refused("ksm-days-reversed", first=_day(requirement.met_on), field="day")
    before = audit.values(requirement, ["ended_on"])
    requirement.ended_on, requirement.ended_reason = day, reason
    requirement.edition += 1
    requirement.save()
    changed = audit.changed(requirement, before)
    audit.note("end-requirement", requirement, by=by, at=at, why=reason, **changed)
    return requirement


@transaction.atomic
def add_record(
    *, group: Group, said: RecordText, loan: Loan | None = None, by: User, at: datetime
) -> Record:
    """A group met, saved, took savings out, paid an instalment of a loan, or worked."""
    group = _kept(group, by, at)
    made = intake.record(said, group, by=by, at=at, loan=loan)
    if made.kind == RecordKind.INSTALMENT and (loan is None or loan.group_id != group.pk):
        raise Refused("ksm-loan-missing", field="loan")
    _require_sound(group, made, at)
    _keep_file(made, said.file)
    made.save()
    intake.mark(group.org_unit, made.day)
    audit.note("add-group-record", made, by=by, at=at, kind=made.kind, day=made.day)
    return made


def _require_sound(group: Group, one: Record, at: datetime) -> None:
    """Refuses a record whose day, money or evidence cannot be."""
    _require_past(one.day, at, "day")
    _require_formed(group, one.day, "day")
    if not one.evidence:
        raise Refused("ksm-evidence-missing", field="evidence")
    if one.kind != RecordKind.INSTALMENT:
        # A closed group still owes, and may still pay.
        _require_open(group, one.day)
    _require_money(one)


def _require_money(one: Record) -> None:
    if one.kind not in OF_MONEY:
        if one.amount is not None:
            raise Refused("ksm-amount-unfit", kind=one.get_kind_display(), field="amount")
    elif one.kind in OF_SAVINGS and not one.amount:
        raise Refused("ksm-amount-missing", field="amount")
    elif one.kind == RecordKind.INSTALMENT:
        _require_payable(one)
    if one.kind in OF_SAVINGS:
        _require_savings(one.group, one)


def _require_payable(one: Record) -> None:
    if one.amount is None or not one.amount + (one.service or 0):
        raise Refused("ksm-amount-missing", field="amount")
    assert one.loan is not None  # noqa: S101 -- looked at before
    loan = held_row(Loan.objects.all(), one.loan.pk)
    if loan.withdrawn_reason is not None:
        raise Refused("ksm-withdrawn-already")
    if one.day < loan.disbursed_on:
        raise Refused("ksm-paid-before-lent", day=_day(loan.disbursed_on), field="day")
    others = loan.payments.filter(withdrawn_reason=None).exclude(pk=one.pk)
    before = sum(amount or 0 for amount in others.values_list("amount", flat=True))
    left = loan.principal - before
    if one.amount > left:
        told = {"paid": written(one.amount, 0), "left": written(left, 0)}
        told |= {"principal": written(loan.principal, 0), "before": written(before, 0)}
        raise Refused("ksm-paid-too-much", field="amount", **told)


def _require_savings(group: Group, changed: Record, *, without: bool = False) -> None:
    """At no day is more taken out than was saved."""
    rows = group.records.filter(kind__in=OF_SAVINGS, withdrawn_reason=None)
    moves = [
        (day, (amount or 0) * (1 if kind == RecordKind.SAVING else -1))
        for kind, day, amount in rows.exclude(pk=changed.pk).values_list("kind", "day", "amount")
    ]
    if not without and changed.amount is not None:
        is_in = changed.kind == RecordKind.SAVING
        moves.append((changed.day, changed.amount if is_in else -changed.amount))
    lowest = lowest_balance(moves)
    if lowest < 0:
        raise Refused("ksm-savings-below", short=written(-lowest, 0), field="amount")


def _keep_file(record: Record, file: CheckedFile | None) -> None:
    if file is None:
        return
    record.file_name, record.content_type = file.name, file.kind.value
    record.file.save(f"{file.sha256[:24]}.bin", ContentFile(file.data), save=False)


@transaction.atomic
def correct_record(
    *,
    record: Record,
    said: RecordText,
    reason: str,
    based_on: int | None,
    by: User,
    at: datetime,
) -> Record:
    """The day, the money or the evidence of a record is put right; its kind stays."""
    group = _kept(record.group, by, at)
    record = held_as_seen(Record.objects.select_related("loan"), record.pk, based_on)
    reason = _require_reason(reason)
    if record.withdrawn_reason is not None:
        raise Refused("ksm-withdrawn-already")
    names = ("day", "amount", "service", "evidence")
    before = audit.values(record, (*names, "file_name"))
    # The same row said anew, so that the same rules hold.
    said = replace(said, kind=record.kind)
    fresh = intake.record(said, group, by=by, at=at, loan=record.loan)
    for name in names:
        setattr(record, name, getattr(fresh, name))
    record.group = group
    _require_sound(group, record, at)
    _keep_file(record, said.file)
    record.edition += 1
    record.save()
    intake.mark(group.org_unit, before["day"], record.day)
    changed = audit.changed(record, before)
    audit.note("correct-group-record", record, by=by, at=at, why=reason, **changed)
    return record


@transaction.atomic
def withdraw_record(*, record: Record, reason: str, by: User, at: datetime) -> Record:
    """A record that was written down wrongly counts no longer; it stays readable."""
    group = _kept(record.group, by, at)
    record = held_row(Record.objects.all(), record.pk)
    reason = _require_reason(reason)
    if record.withdrawn_reason is not None:
        raise Refused("ksm-withdrawn-already")
    if record.kind in OF_SAVINGS:
        _require_savings(group, record, without=True)
    record.withdrawn_reason = reason
    record.edition += 1
    record.save()
    intake.mark(group.org_unit, record.day)
    told = audit.COUNTS_NO_LONGER
    audit.note("withdraw-group-record", record, by=by, at=at, why=reason, **told)
    return record


@transaction.atomic
def lend(*, group: Group, said: LoanText, by: User, at: datetime) -> Loan:
    """A loan is paid out to a group, with its schedule.

    Lending although a condition of R9.1 is not met, or more than the first stage has for each
    person, needs a reason.
    """
    group = _kept(group, by, at)
    _require_past(said.disbursed_on, at, "disbursed_on")
    _require_formed(group, said.disbursed_on, "disbursed_on")
    _require_open(group, said.disbursed_on)
    _require_agreed(said)
    if group.loans.filter(number=intake.plain(said.number), withdrawn_reason=None).exists():
        raise Refused("ksm-loan-known", number=said.number, field="number")
    if not (said.exception or "").strip():
        _require_lendable(group, said)
    made, dues = intake.loan(said, group, by=by, at=at)
    made.save()
    Instalment.objects.bulk_create(dues)
    intake.mark(group.org_unit, made.disbursed_on)
    audit.note("lend-to-group", made, by=by, at=at, principal=made.principal, months=made.months)
    return made


def _require_agreed(said: LoanText) -> None:
    if not said.principal:
        raise Refused("ksm-amount-missing", field="principal")
    if not 1 <= said.months <= intake.MOST_MONTHS:
        raise Refused("ksm-months-many", most=intake.MOST_MONTHS, field="months")
    if said.months > said.principal:
        raise Refused("ksm-months-many", most=said.principal, field="months")
    if said.persons < 1:
        raise Refused("ksm-persons-missing", field="persons")
    if said.first_due_on <= said.disbursed_on:
        raise Refused("ksm-due-before-lent", day=_day(said.disbursed_on), field="first_due_on")


def _require_lendable(group: Group, said: LoanText) -> None:
    found = queries.eligibility(group, said.disbursed_on)
    if said.persons > found.known.members:
        raise Refused("ksm-persons-many", members=found.known.members, field="persons")
    if found.unmet:
        named = ", ".join(CONDITIONS[one] for one in found.unmet)
        raise Refused("ksm-not-eligible", unmet=named, field="exception")
    is_first = not group.loans.filter(withdrawn_reason=None).exists()
    if is_first and above_first_stage(said.principal, said.persons):
        most = FIRST_STAGE_PER_PERSON.value * said.persons
        told = {"persons": said.persons, "most": written(most, 0)}
        told["each"] = written(FIRST_STAGE_PER_PERSON.value, 0)
        raise Refused("ksm-above-first-stage", field="exception", **told)


@transaction.atomic
def withdraw_loan(*, loan: Loan, reason: str, by: User, at: datetime) -> Loan:
    """A loan that was written down wrongly counts no longer; nothing may be paid on it by then."""
    group = _kept(loan.group, by, at)
    loan = held_row(Loan.objects.all(), loan.pk)
    reason = _require_reason(reason)
    if loan.withdrawn_reason is not None:
        raise Refused("ksm-withdrawn-already")
    if loan.payments.filter(withdrawn_reason=None).exists():
        raise Refused("ksm-loan-paid-on")
    loan.withdrawn_reason = reason
    loan.edition += 1
    loan.save()
    intake.mark(group.org_unit, loan.disbursed_on)
    audit.note("withdraw-loan", loan, by=by, at=at, why=reason, **audit.COUNTS_NO_LONGER)
    return loan
