"""Everything that changes offices, people and their accounts."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.text import slugify

from janji.core.refusals import Refused
from janji.kit import audit
from janji.kit.editions import held, held_as_seen, held_row, require_seen
from janji.orgs import access, queries
from janji.orgs.models import (
    Appointment,
    Official,
    OrgUnit,
    OrgUnitKind,
    Position,
    Region,
    RoleAssignment,
    User,
)
from janji.orgs.roles import Permission, Role

_READABLE = "abcdefghjkmnpqrstuvwxyz23456789"
"""Letters and digits that are not taken for one another when read from a slip of paper."""


@dataclass(frozen=True, slots=True)
class NewAccount:
    """An account with the password to hand over; it is kept nowhere else in clear."""

    user: User
    password: str


@dataclass(frozen=True, slots=True)
class Founded:
    """An empty installation's first office and administrator."""

    government: OrgUnit
    administrator: User
    password: str


@transaction.atomic
def found_installation(
    *,
    government_name: str,
    region: Region | None,
    username: str,
    password: str | None,
    by: None = None,
    at: datetime,
) -> Founded:
    """The first government and its administrator; only ever possible in an empty house."""
    # An empty house has no other row to hold.
    audit.hold_head()
    if OrgUnit.objects.exists() or User.objects.exists():
        raise Refused("already-founded")
    government: OrgUnit = OrgUnit.objects.add_root(
        instance=OrgUnit(
            name=government_name,
            slug=slugify(government_name)[:80],
            kind=OrgUnitKind.GOVERNMENT,
            region=region,
        )
    )
    made = _new_account(username, "Administrator", None, password)
    RoleAssignment.objects.create(
        user=made.user, role=Role.ADMIN.value, org_unit=government, starts_on=at.date()
    )
    audit.note("found-installation", government, by=by, at=at, administrator=made.user.pk)
    return Founded(government, made.user, made.password)


@transaction.atomic
def create_org_unit(
    *,
    name: str,
    kind: OrgUnitKind,
    parent: OrgUnit,
    region: Region | None,
    address: str | None,
    contact: str | None,
    by: User,
    at: datetime,
) -> OrgUnit:
    """A new office below another one."""
    access.require(by, Permission.MANAGE_ORGS, org_unit=parent, on=at.date())
    # The tree counts children on the parent's row, so it is read afresh while held. The top is held
    # too: addresses are given once in the whole tree.
    tops = OrgUnit.objects.filter(depth=1).values("pk")
    holding = held(OrgUnit.objects.filter(Q(pk=parent.pk) | Q(pk__in=tops)).order_by("path"))
    above = next(one for one in holding if one.pk == parent.pk)
    if any(child.name.lower() == name.lower() for child in OrgUnit.objects.get_children(above)):
        raise Refused("office-exists", field="name", name=name, parent=parent.name)
    # The tree holds the parent so firmly that rows which refer to it wait at their commit, with the
    # chain's head in hand: we take the head before.
    audit.hold_head()
    made: OrgUnit = OrgUnit.objects.add_child(
        above,
        instance=OrgUnit(
            name=name,
            slug=_free_slug(name),
            kind=kind,
            region=region,
            address=address,
            contact=contact,
        ),
    )
    audit.note("create-office", made, by=by, at=at, name=name, parent=parent.pk)
    return made


def _free_slug(name: str) -> str:
    """An address for an office; names repeat within a regency, addresses do not."""
    plain = slugify(name)[:70] or "kantor"
    taken = {"baru", *OrgUnit.objects.filter(slug__startswith=plain).values_list("slug", flat=True)}
    numbers = (f"{plain}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (plain, *numbers) if slug not in taken)


@transaction.atomic
def edit_org_unit(
    *,
    org_unit: OrgUnit,
    name: str,
    address: str | None,
    contact: str | None,
    based_on: int | None,
    by: User,
    at: datetime,
) -> OrgUnit:
    """Name and letterhead of an office; its address in the browser stays."""
    access.require(by, Permission.MANAGE_ORGS, org_unit=org_unit, on=at.date())
    org_unit = held_as_seen(OrgUnit.objects, org_unit.pk, based_on)
    before = audit.values(org_unit, ("name", "address", "contact"))
    org_unit.name, org_unit.address, org_unit.contact = name, address, contact
    org_unit.edition += 1
    # The tree's own columns belong to the tree.
    org_unit.save(update_fields=["name", "address", "contact", "edition"])
    changed = audit.changed(org_unit, before)
    audit.note("edit-office", org_unit, by=by, at=at, **changed)
    return org_unit


@transaction.atomic
def create_position(
    *, org_unit: OrgUnit, title: str, is_head: bool, by: User, at: datetime
) -> Position:
    """A post in an office; an office has one head."""
    org_unit = held_row(OrgUnit.objects, org_unit.pk)
    access.require(by, Permission.MANAGE_ORGS, org_unit=org_unit, on=at.date())
    if org_unit.positions.filter(title__iexact=title).exists():
        raise Refused("position-exists", field="title", title=title)
    if is_head and (head := org_unit.positions.filter(is_head=True).first()):
        raise Refused("head-exists", field="is_head", title=head.title)
    position = Position.objects.create(org_unit=org_unit, title=title, is_head=is_head)
    audit.note("create-position", position, by=by, at=at, title=title, org_unit=org_unit.pk)
    return position


@transaction.atomic
def appoint_official(
    *,
    position: Position,
    name: str,
    nip: str | None,
    rank: str | None,
    starts_on: date,
    based_on: int | None,
    by: User,
    at: datetime,
) -> Appointment:
    """Someone takes up a post; whoever held it leaves the day before.

    `based_on` is the appointment that held on screen.
    """
    position = held_row(Position.objects.select_related("org_unit"), position.pk)
    access.require(by, Permission.MANAGE_ORGS, org_unit=position.org_unit, on=at.date())
    holder = queries.holding(position)
    before = holder.official_id if holder else None
    require_seen(holder, based_on, noted=audit.history(position))
    if holder is not None:
        if holder.starts_on >= starts_on:
            raise Refused("appointment-too-early", field="starts_on", name=holder.official.name)
        holder.ends_on = date.fromordinal(starts_on.toordinal() - 1)
        holder.save()
    official = _official(name, nip, rank)
    made = Appointment.objects.create(position=position, official=official, starts_on=starts_on)
    # Officials by their keys: the chain holds no names.
    changed = audit.changes({"official": before}, {"official": official.pk})
    audit.note("appoint-official", position, by=by, at=at, on=starts_on, **changed)
    return made


def _official(name: str, nip: str | None, rank: str | None) -> Official:
    """The person with this service number, or a new one."""
    if nip is None:
        return Official.objects.create(name=name, rank=rank)
    official, _ = held(Official.objects).get_or_create(nip=nip, defaults={"name": name})
    official.name, official.rank = name, rank
    official.save()
    return official


@transaction.atomic
def create_account(
    *,
    username: str,
    full_name: str,
    official: Official | None,
    password: str | None,
    by: User,
    at: datetime,
) -> NewAccount:
    """An account without any role yet; without a given password one is made for the first sign-in."""
    if not access.org_units_permitting(by, Permission.MANAGE_ACCOUNTS, on=at.date()).exists():
        raise Refused("not-allowed", deed=Permission.MANAGE_ACCOUNTS.value, org_unit="kantor ini")
    made = _new_account(username, full_name, official, password)
    audit.note("create-account", made.user, by=by, at=at, username=username)
    return made


def _new_account(
    username: str, full_name: str, official: Official | None, password: str | None
) -> NewAccount:
    given = password or _one_time_password()
    user = User(
        username=username,
        first_name=full_name,
        official=official,
        must_change_password=password is None,
    )
    user.set_password(given)
    # Hashing takes its time; only then others wait. No row stands for a name nobody has yet.
    audit.hold_head()
    if User.objects.filter(username__iexact=username).exists():
        raise Refused("account-exists", field="username", username=username)
    user.save()
    return NewAccount(user, given)


def _one_time_password() -> str:
    """Fifteen readable letters in three groups: about 74 bits."""
    groups = ("".join(secrets.choice(_READABLE) for _ in range(5)) for _ in range(3))
    return "-".join(groups)


@transaction.atomic
def assign_role(
    *, user: User, role: Role, org_unit: OrgUnit, starts_on: date, by: User, at: datetime
) -> RoleAssignment:
    """What an account may do in an office and below, from a day on.

    Nobody gives themselves a role: whoever manages accounts does not thereby manage figures.
    """
    access.require(by, Permission.MANAGE_ACCOUNTS, org_unit=org_unit, on=at.date())
    if user.pk == by.pk:
        raise Refused("own-role")
    user = held_row(User.objects, user.pk)
    same = RoleAssignment.objects.filter(
        user=user, role=role.value, org_unit=org_unit, ends_on__isnull=True
    )
    if same.exists():
        raise Refused("role-held", role=role.label, org_unit=org_unit.name)
    made = RoleAssignment.objects.create(
        user=user, role=role.value, org_unit=org_unit, starts_on=starts_on
    )
    audit.note("assign-role", user, by=by, at=at, role=role.value, org_unit=org_unit.pk)
    return made


@transaction.atomic
def end_role(*, assignment: RoleAssignment, by: User, at: datetime) -> RoleAssignment:
    """The role ends with today; sessions end at once."""
    access.require(by, Permission.MANAGE_ACCOUNTS, org_unit=assignment.org_unit, on=at.date())
    _hold_top()
    yesterday = date.fromordinal(at.date().toordinal() - 1)
    running = Q(ends_on__isnull=True) | Q(ends_on__gt=yesterday)
    found = held(RoleAssignment.objects.filter(running, pk=assignment.pk)).first()
    if found is None:
        raise Refused("role-ended", role=Role(assignment.role).label, name=str(assignment.user))
    assignment = found
    _require_other_admin(assignment.user, at.date(), besides=assignment)
    changed = audit.changes({"ends_on": assignment.ends_on}, {"ends_on": yesterday})
    if assignment.starts_on > yesterday:
        assignment.delete()
    else:
        assignment.ends_on = yesterday
        assignment.save()
    _end_sessions(assignment.user)
    audit.note(
        "end-role",
        assignment.user,
        by=by,
        at=at,
        role=assignment.role,
        org_unit=assignment.org_unit_id,
        **changed,
    )
    return assignment


def _hold_top() -> None:
    """One at a time takes rights away: or the last two administrators could end each other's."""
    list(held(OrgUnit.objects.filter(depth=1).order_by("path")))


def _require_other_admin(user: User, on: date, *, besides: RoleAssignment | None = None) -> None:
    """Someone must remain who can manage accounts at the top."""
    roles = RoleAssignment.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=on), role=Role.ADMIN.value, org_unit__depth=1
    )
    mine = roles.filter(user=user)
    if besides is not None:
        mine = mine.filter(pk=besides.pk)
    if not mine.exists():
        return
    others = roles.filter(user__is_active=True).exclude(pk__in=mine.values("pk"))
    if not others.exists():
        raise Refused("last-admin")


def _require_reach(user: User, by: User, on: date) -> None:
    """Whoever manages accounts reaches only those whose every role stands in their offices."""
    reach = access.org_units_permitting(by, Permission.MANAGE_ACCOUNTS, on=on)
    outside = RoleAssignment.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=on), user=user
    ).exclude(org_unit__in=reach)
    if not reach.exists() or outside.exists():
        raise Refused("not-allowed", deed=Permission.MANAGE_ACCOUNTS.value, org_unit="akun ini")


@transaction.atomic
def reset_password(*, user: User, based_on: int | None, by: User | None, at: datetime) -> str:
    """A one-time password; sessions end. `by` is `None` only from the machine's command line."""
    if by is not None:
        _require_reach(user, by, at.date())
    user = held_as_seen(User.objects, user.pk, based_on)
    password = _one_time_password()
    user.set_password(password)
    user.must_change_password = True
    user.edition += 1
    user.save()
    _end_sessions(user)
    audit.note("reset-password", user, by=by, at=at)
    return password


@transaction.atomic
def change_own_password(*, password: str, by: User, at: datetime) -> User:
    """A person's own new password; other sessions end with it."""
    by = held_as_seen(User.objects, by.pk, by.edition)
    try:
        validate_password(password, by)
    except ValidationError as weak:
        raise Refused("password-weak", field="new", why=" ".join(weak.messages)) from weak
    by.set_password(password)
    by.must_change_password = False
    by.edition += 1
    by.save()
    audit.note("change-password", by, by=by, at=at)
    return by


@transaction.atomic
def deactivate_account(*, user: User, based_on: int | None, by: User, at: datetime) -> User:
    """The account can no longer sign in, and is signed out everywhere at once."""
    _require_reach(user, by, at.date())
    _hold_top()
    user = held_as_seen(User.objects, user.pk, based_on)
    _require_other_admin(user, at.date())
    user.is_active = False
    user.edition += 1
    user.save()
    _end_sessions(user)
    changed = audit.changes({"is_active": True}, {"is_active": False})
    audit.note("deactivate-account", user, by=by, at=at, **changed)
    return user


@transaction.atomic
def reactivate_account(*, user: User, based_on: int | None, by: User, at: datetime) -> User:
    """The account may sign in again."""
    _require_reach(user, by, at.date())
    user = held_as_seen(User.objects, user.pk, based_on)
    user.is_active = True
    user.edition += 1
    user.save()
    changed = audit.changes({"is_active": False}, {"is_active": True})
    audit.note("reactivate-account", user, by=by, at=at, **changed)
    return user


def _end_sessions(user: User) -> None:
    """Sessions carry their person inside, so each is opened to see whose it is."""
    mine = [
        session.pk
        for session in Session.objects.iterator(chunk_size=500)
        if session.get_decoded().get("_auth_user_id") == str(user.pk)
    ]
    Session.objects.filter(pk__in=mine).delete()
