"""A regency: many districts, each with an agreement in force and an indicator counted from its counter."""

from dataclasses import replace

from janji.agreements.models import Agreement
from janji.agreements.queries import targets_of
from janji.orgs import actions
from janji.orgs.models import OrgUnitKind
from janji.orgs.roles import Role
from tests.agreements import stories
from tests.cast import AT, Cast
from tests.indicators.test_definitions import propose, sign
from tests.registers.counter import at, finish, receive, service


def everywhere(cast: Cast) -> None:
    """The people of Ajibarang work for the whole regency."""
    for user, role in (
        (cast.camat, Role.HEAD),
        (cast.perencana, Role.PLANNER),
        (cast.kasi, Role.SECTION_HEAD),
        (cast.operator, Role.RECORDER),
    ):
        actions.assign_role(
            user=user,
            role=role,
            org_unit=cast.government,
            starts_on=AT.date(),
            by=cast.admin,
            at=AT,
        )


def add_district(cast: Cast, name: str) -> Agreement:
    """One more district: its agreement is in force, its fourth indicator counts one timely request."""
    district = actions.create_org_unit(
        name=name,
        kind=OrgUnitKind.DISTRICT,
        parent=cast.government,
        region=None,
        address=None,
        contact=None,
        by=cast.admin,
        at=AT,
    )
    here = replace(cast, district=district)
    agreement = stories.in_force(here)
    finish(here, receive(here, service(here), at(1, 7)), at(1, 8))
    sign(here, propose(here, targets_of(agreement)[3].indicator_version))
    return agreement
