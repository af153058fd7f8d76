"""The same deed by several people at the same moment: one does it, the others are told why not."""

from collections import Counter
from dataclasses import replace
from datetime import date

from janji.agreements import actions as agreements
from janji.agreements import queries as agreement_queries
from janji.agreements.models import Agreement
from janji.calendars import actions as calendars
from janji.indicators import actions as indicators
from janji.kit import audit
from janji.orgs import actions as orgs
from janji.orgs.models import OrgUnit, OrgUnitKind, RoleAssignment, User
from janji.orgs.roles import Role
from janji.registers.services import actions as services
from janji.registers.survey import actions as survey
from tests import cast as people
from tests.agreements import stories as agreement_stories
from tests.at_once import world as worlds
from tests.at_once.world import World
from tests.own_house import together
from tests.registers import survey_stories
from tests.registers.counter import NOW, service

PEOPLE = 6


def deeds(world: World):
    """What only one of them can do, by name."""
    cast = world.cast
    admin = {"by": cast.admin, "at": NOW}
    role = RoleAssignment.objects.get(user=cast.stranger)
    user = User.objects.get(pk=cast.stranger.pk)
    text = replace(agreement_stories.TEXT, year=2030)
    digest = agreement_queries.content_digest(world.draft)
    return {
        "create_org_unit": lambda: orgs.create_org_unit(
            name="Seksi Baru",
            kind=OrgUnitKind.SECTION,
            parent=cast.district,
            region=None,
            address=None,
            contact=None,
            **admin,
        ),
        "create_position": lambda: orgs.create_position(
            org_unit=cast.district, title="Camat", is_head=True, **admin
        ),
        "create_account": lambda: orgs.create_account(
            username="baru", full_name="Baru", official=None, password=None, **admin
        ),
        "assign_role": lambda: orgs.assign_role(
            user=cast.stranger,
            role=Role.CLERK,
            org_unit=cast.district,
            starts_on=NOW.date(),
            **admin,
        ),
        "end_role": lambda: orgs.end_role(assignment=role, **admin),
        "deactivate_account": lambda: orgs.deactivate_account(
            user=user, based_on=user.edition, **admin
        ),
        "verify_year": lambda: calendars.verify_year(
            org_unit=cast.government, year=2019, basis="SKB", **admin
        ),
        "draft_agreement": lambda: agreements.draft_agreement(
            org_unit=cast.district, text=text, by=cast.perencana, at=NOW
        ),
        "propose_agreement": lambda: agreements.propose_agreement(
            agreement=world.draft, based_on=world.draft.edition, by=cast.perencana, at=NOW
        ),
        "sign_as_first": lambda: agreements.sign_as_first(
            agreement=Agreement.objects.get(pk=world.draft.pk), digest=digest, by=cast.camat, at=NOW
        ),
        "return_to_draft": lambda: agreements.return_to_draft(
            agreement=world.draft, reason="Belum", by=cast.camat, at=NOW
        ),
        "sign_definition": lambda: indicators.sign_definition(
            definition=world.definition, based_on=1, by=cast.camat, at=NOW
        ),
        "end_definition": lambda: indicators.end_definition(
            definition=world.definition, reason="Diganti", by=cast.camat, at=NOW
        ),
        "add_service": lambda: service(cast, "Legalisasi", code="legalisasi"),
        "resolve_complaint": lambda: services.resolve_complaint(
            complaint=world.complaint,
            resolution="Diganti",
            resolved_on=date(2019, 7, 9),
            based_on=world.complaint.edition,
            by=cast.kasi,
            at=NOW,
        ),
        "create_period": lambda: survey_stories.draft(
            cast, date(2019, 10, 1), date(2019, 12, 31), name="TW IV"
        ),
        "undo_entry": lambda: survey.undo_entry(
            response=world.response, by=cast.operator, at=survey_stories.NOW
        ),
    }


def answers(deed) -> Counter[str]:
    """How many did it, and what the others were told."""

    def tried() -> str:
        deed()
        return "done"

    return Counter(together([tried] * PEOPLE))


def prepared() -> World:
    """The world, with what the deeds need done before."""
    founded = orgs.Founded(OrgUnit.objects.get(), User.objects.get(), people.PASSWORD)
    world = worlds.build(people.build(founded))
    by = {"by": world.cast.admin, "at": NOW}
    calendars.seed_calendar(org_unit=world.cast.government, first_year=2019, last_year=2019, **by)
    services.decide_complaint(
        complaint=world.complaint, is_justified=True, based_on=1, by=world.cast.kasi, at=NOW
    )
    world.complaint.refresh_from_db()
    return world


def stories() -> dict[str, object]:
    """Every deed once, and whether the chain holds."""
    first = answers(people.found)
    world = prepared()
    told = {name: answers(deed) for name, deed in deeds(world).items()}
    return {
        "answers": {"found_installation": first, **told},
        "administrators": administrators_left(world),
        "broken": list(audit.broken_links()),
    }


def administrators_left(world: World) -> int:
    """Every administrator ends their own role at the same moment; how many are left."""
    for who in (world.cast.kasi, world.cast.camat):
        orgs.assign_role(
            user=who,
            role=Role.ADMIN,
            org_unit=world.cast.government,
            starts_on=NOW.date(),
            by=world.cast.admin,
            at=NOW,
        )
    roles = RoleAssignment.objects.filter(role=Role.ADMIN.value, org_unit=world.cast.government)
    together([lambda one=one: orgs.end_role(assignment=one, by=one.user, at=NOW) for one in roles])
    return roles.filter(ends_on=None).count()
