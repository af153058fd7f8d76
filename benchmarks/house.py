"""An office with a counter, as measurements need it."""

from datetime import date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from django.core.management import call_command

from benchmarks import home  # noqa: F401 -- first: rooms define models, which need settings
from janji.calendars.actions import seed_calendar
from janji.core.workdays import Limit, LimitUnit
from janji.orgs import actions as orgs
from janji.orgs.models import OrgUnitKind
from janji.orgs.roles import Role
from janji.registers.services import actions as counter
from janji.registers.services.models import ServiceKind

ZONE = ZoneInfo("Asia/Jakarta")
YEAR = 2019
AT = datetime(2020, 1, 15, 9, 0, tzinfo=ZONE)


def office():
    """One district with a section head who may do everything measured here."""
    call_command("migrate", verbosity=0)
    founded = orgs.found_installation(
        government_name="Kabupaten Uji",
        region=None,
        username="admin",
        password=None,
        by=None,
        at=AT,
    )
    admin = founded.administrator
    district = orgs.create_org_unit(
        name="Kecamatan Uji",
        kind=OrgUnitKind.DISTRICT,
        parent=founded.government,
        region=None,
        address=None,
        contact=None,
        by=admin,
        at=AT,
    )
    head = orgs.create_account(
        username="kasi", full_name="Kasi Uji", official=None, password=None, by=admin, at=AT
    ).user
    for role in (Role.SECTION_HEAD, Role.PLANNER):
        orgs.assign_role(
            user=head, role=role, org_unit=district, starts_on=date(2019, 1, 1), by=admin, at=AT
        )
    seed_calendar(org_unit=founded.government, first_year=YEAR, last_year=YEAR + 1, by=admin, at=AT)
    return district, head


def services(district, head, count=12):
    """Some services with a standard of one to five working days."""
    return [
        counter.open_service(
            org_unit=district,
            code=f"layanan-{number}",
            name=f"Layanan nomor {number}",
            kind=ServiceKind.values[number % len(ServiceKind.values)],
            promise=counter.Promise(
                limit=Limit(1 + number % 5, LimitUnit.WORKING_DAYS),
                requirements=("KTP",),
                product="Surat keterangan",
            ),
            holds_from=date(YEAR, 1, 1),
            by=head,
            at=AT,
        )
        for number in range(count)
    ]


def moments(random: Random, count: int) -> list[datetime]:
    """Moments of working hours through the year, in order."""
    start = datetime(YEAR, 1, 2, 8, 0, tzinfo=ZONE)
    return sorted(
        start + timedelta(days=random.randrange(363), minutes=random.randrange(360))
        for _ in range(count)
    )
