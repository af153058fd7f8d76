"""Naming someone to act in one's place, and taking it back."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from janji.core.delegation import Capacity, require_sound
from janji.core.refusals import Refused
from janji.kit import audit
from janji.kit.editions import held, held_row
from janji.orgs import access
from janji.orgs.delegation import queries
from janji.orgs.models import OrgUnit, RoleAssignment, User
from janji.orgs.roles import Permission, Role


@transaction.atomic
def delegate_role(
    *,
    role: Role,
    org_unit: OrgUnit,
    to: User,
    capacity: Capacity,
    starts_on: date,
    ends_on: date,
    basis: str,
    by: User,
    at: datetime,
) -> RoleAssignment:
    """Another account holds one's own role in one's office, from a day until a day.

    Only a role held in one's own right can be given, only where one holds it, and never on.
    Refuses with `delegation-…` or `not-allowed`.
    """
    if not capacity.is_acting:
        raise Refused("delegation-needs-capacity", field="capacity")
    access.require(by, Permission.DELEGATE, org_unit=org_unit, on=at.date())
    require_sound(starts_on, ends_on, on=at.date())
    own = queries.roles_to_delegate(by, on=at.date())
    if not any(one.role == role.value and one.org_unit_id == org_unit.pk for one in own):
        raise Refused("delegation-not-yours", org_unit=org_unit.name)
    to = held_row(User.objects, to.pk)
    if to.pk == by.pk:
        raise Refused("delegation-to-oneself", field="to")
    if not queries.those_who_may_act(org_unit, on=at.date()).filter(pk=to.pk).exists():
        raise Refused("delegation-outside", field="to", org_unit=org_unit.name)
    _require_free(to, role, org_unit, starts_on, ends_on)
    made = RoleAssignment.objects.create(
        user=to,
        role=role.value,
        org_unit=org_unit,
        starts_on=starts_on,
        ends_on=ends_on,
        capacity=capacity.value,
        granted_by=by,
        basis=basis,
    )
    audit.note(
        "delegate-role",
        to,
        by=by,
        at=at,
        role=role.value,
        org_unit=org_unit.pk,
        capacity=capacity.value,
        starts_on=starts_on,
        ends_on=ends_on,
        why=basis,
    )
    return made


def _require_free(to: User, role: Role, org_unit: OrgUnit, starts_on: date, ends_on: date) -> None:
    """Nobody holds the same role twice at a time."""
    running = Q(ends_on__isnull=True) | Q(ends_on__gte=starts_on)
    same = RoleAssignment.objects.filter(
        running, user=to, role=role.value, org_unit=org_unit, starts_on__lte=ends_on
    )
    if same.exists():
        raise Refused("role-held", field="to", role=role.label, org_unit=org_unit.name)


@transaction.atomic
def end_delegation(*, assignment: RoleAssignment, by: User, at: datetime) -> RoleAssignment:
    """Whoever gave a role for a time takes it back before its end; yesterday was its last day."""
    on = at.date()
    rows = RoleAssignment.objects.select_related("user", "org_unit")
    found = held(rows).filter(pk=assignment.pk, granted_by=by, ends_on__gte=on).first()
    if found is None:
        raise Refused("delegation-ended")
    yesterday = date.fromordinal(on.toordinal() - 1)
    told: dict[str, Any] = {"role": found.role, "org_unit": found.org_unit_id}
    told |= audit.changes({"ends_on": found.ends_on}, {"ends_on": yesterday})
    if found.starts_on > yesterday:
        found.delete()
    else:
        found.ends_on = yesterday
        found.save(update_fields=["ends_on"])
    audit.note("end-delegation", found.user, by=by, at=at, **told)
    return found
