"""Fills an empty house with a regency, in a process of its own: `python -m benchmarks.regency.fill SHARE`.

Offices, people, services and agreements come through the actions of the house. Requests and
responses are made for one office and year, then copied to the others with other names, dates and
places: what is measured later is reading and counting them, not bringing them in.
"""

import json
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random

import django

django.setup()

# Only now: rooms define models, which need settings.
from django.core.management import call_command
from django.db import connection, models, transaction

from benchmarks.house import ZONE
from janji.calendars.actions import seed_calendar
from janji.core.sampling import methods
from janji.core.service_life import Punctuality, Stage
from janji.core.workdays import Limit, LimitUnit
from janji.orgs import actions as orgs
from janji.orgs import regions
from janji.orgs.models import OrgUnit, OrgUnitKind, Region, User
from janji.orgs.roles import Role
from janji.registers.facts.models import Ledger
from janji.registers.services import actions as counter
from janji.registers.services.models import (
    RequestNumber,
    RequestStep,
    Service,
    ServiceKind,
    ServiceRequest,
)
from janji.registers.survey.models import ANSWER_FIELDS, Instrument, Period, Response
from janji.site import example

YEARS = range(2021, 2026)
REQUESTS, RESPONSES = 1_000_000, 300_000
AGENCIES = 30
SERVICES = 12
PASSWORD = "sungai-serayu-mengalir"  # noqa: S105 -- of a house that is gone when the measuring ends
AT = example.SIGNED_AT
OFFICE_ROLES = {
    "camat": Role.HEAD,
    "perencana": Role.PLANNER,
    "kasi": Role.SECTION_HEAD,
    "operator": Role.RECORDER,
    "bupati": Role.SUPERIOR,
}


def main() -> None:
    """Fills the house; prints how many rows there are, as JSON."""
    call_command("migrate", verbosity=0)
    share = float(sys.argv[1])
    people, districts = _regency()
    for district in districts:
        _services(district, people["kasi"])
        for year in YEARS:
            example.promise(
                district, replace(example.agreement(), year=year), people, is_example=False
            )
    parts = len(districts) * len(YEARS)
    _requests(districts, people["operator"], int(REQUESTS * share) // parts)
    _responses(districts, people["operator"], int(RESPONSES * share) // parts)
    for code in ("services", "survey"):
        Ledger.objects.bulk_create(
            Ledger(register=code, org_unit=one, year=year) for one in districts for year in YEARS
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    counted = {one.__name__: one.objects.count() for one in (ServiceRequest, RequestStep, Response)}
    json.dump(counted | {"OrgUnit": OrgUnit.objects.count()}, sys.stdout)


@transaction.atomic
def _regency() -> tuple[dict[str, User], list[OrgUnit]]:
    """The government with its agencies, districts and villages, and five people for all of them."""
    regions.load_regions(example.GOVERNMENT)
    founded = orgs.found_installation(
        government_name="Kabupaten Uji",
        region=Region.objects.get(code=example.GOVERNMENT),
        username="admin",
        password=PASSWORD,
        by=None,
        at=AT,
    )
    by, top = founded.administrator, founded.government
    people: dict[str, User] = {}
    for username, role in OFFICE_ROLES.items():
        made = orgs.create_account(
            username=username, full_name=username, official=None, password=PASSWORD, by=by, at=AT
        )
        people[username] = made.user
        orgs.assign_role(user=made.user, role=role, org_unit=top, starts_on=AT.date(), by=by, at=AT)
    User.objects.update(must_change_password=False)
    seed_calendar(org_unit=top, first_year=2019, last_year=2027, by=by, at=AT)
    for number in range(AGENCIES):
        _office(f"Dinas Nomor {number + 1}", OrgUnitKind.AGENCY, top, None, by)
    districts = []
    for region in Region.objects.filter(code__regex=r"^33\.02\.\d\d$"):
        district = _office(f"Kecamatan {region.name}", OrgUnitKind.DISTRICT, top, region, by)
        for village in Region.objects.filter(code__startswith=f"{region.code}."):
            _office(f"Desa {village.name}", OrgUnitKind.VILLAGE, district, village, by)
        districts.append(district)
    return people, districts


def _office(
    name: str, kind: OrgUnitKind, parent: OrgUnit, region: Region | None, by: User
) -> OrgUnit:
    return orgs.create_org_unit(
        name=name, kind=kind, parent=parent, region=region, address=None, contact=None, by=by, at=AT
    )


def _services(district: OrgUnit, head: User) -> None:
    for number in range(SERVICES):
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
            holds_from=date(2019, 1, 1),
            by=head,
            at=AT,
        )


def _moments(random: Random, year: int, count: int) -> list[datetime]:
    start = datetime(year, 1, 2, 8, 0, tzinfo=ZONE)
    return sorted(
        start + timedelta(days=random.randrange(350), minutes=random.randrange(360))
        for _ in range(count)
    )


ENDINGS = (
    (Stage.HANDED_OVER, Punctuality.ON_TIME),
    (Stage.FINISHED, Punctuality.LATE),
    (Stage.IN_PROGRESS, Punctuality.RUNNING),
    (Stage.WITHDRAWN, Punctuality.NOT_COUNTED),
)


def _request(number: int, moment: datetime, service: Service, random: Random) -> ServiceRequest:
    stage, punctuality = random.choices(ENDINGS, weights=(94, 3, 2, 1))[0]
    due = moment + timedelta(days=3)
    settled = moment + timedelta(days=5 if punctuality is Punctuality.LATE else 1)
    counted = {Punctuality.NOT_COUNTED: None, Punctuality.ON_TIME: settled.date()}
    return ServiceRequest(
        service=service,
        standard_id=0,
        number=f"{moment.year}/{number:06d}",
        follow_code=f"{random.randrange(16**8):08x}",
        applicant=f"Warga {number}",
        received_at=moment,
        complete_at=moment,
        stage=stage.value,
        finished_at=None if stage is Stage.IN_PROGRESS else settled,
        ended_at=None if stage is Stage.IN_PROGRESS else settled,
        due_at=due,
        punctuality=punctuality.value,
        counted_on=counted.get(punctuality, due.date()),
        reason="Batal" if stage is Stage.WITHDRAWN else None,
        recorded_at=moment,
    )


@transaction.atomic
def _requests(districts: Sequence[OrgUnit], clerk: User, count: int) -> None:
    """`count` requests for every district and year: most on time, some late, some running."""
    random = Random(1)  # noqa: S311 -- a repeatable book, not a secret
    first = list(Service.objects.filter(org_unit=districts[0]).order_by("code"))
    columns = [one for one in ServiceRequest._meta.concrete_fields if not one.primary_key]  # noqa: SLF001
    place = {one.attname: at for at, one in enumerate(columns)}
    for year in YEARS:
        made = [
            _request(number, moment, random.choice(first), random)
            for number, moment in enumerate(_moments(random, year, count), start=1)
        ]
        codes = [one.service.code for one in made]
        template = list(_values(columns, made))
        for district in districts:
            offers = Service.objects.filter(org_unit=district)
            by_code = {one.code: (one.pk, one.standards.get().pk) for one in offers}
            rows = []
            for values, code in zip(template, codes, strict=True):
                row = list(values)
                row[place["org_unit_id"]] = district.pk
                row[place["service_id"]], row[place["standard_id"]] = by_code[code]
                row[place["recorded_by_id"]] = clerk.pk
                rows.append(row)
            _insert(ServiceRequest, columns, rows)
            RequestNumber.objects.create(org_unit=district, year=year, last=count)
    with connection.cursor() as cursor:
        for before, after, moment, condition in (
            ("NULL", "'received'", "received_at", "1 = 1"),
            ("'received'", "stage", "ended_at", "ended_at IS NOT NULL"),
        ):
            cursor.execute(
                "INSERT INTO services_requeststep (request_id, before, after, happened_at, notes,"
                f" recorded_by_id, recorded_at) SELECT id, {before}, {after}, {moment}, NULL,"
                f" recorded_by_id, {moment} FROM services_servicerequest WHERE {condition}"
            )


@transaction.atomic
def _responses(districts: Sequence[OrgUnit], clerk: User, count: int) -> None:
    """`count` responses for every district and year, to one survey a year."""
    random = Random(2)  # noqa: S311
    columns = [one for one in Response._meta.concrete_fields if not one.primary_key]  # noqa: SLF001
    place = {one.attname: at for at, one in enumerate(columns)}
    for year in YEARS:
        made = [
            Response(
                number=number,
                filled_on=moment.date(),
                channel="paper",
                recorded_at=moment,
                **{name: random.choices((1, 2, 3, 4), (1, 5, 60, 34))[0] for name in ANSWER_FIELDS},
            )
            for number, moment in enumerate(_moments(random, year, count), start=1)
        ]
        template = list(_values(columns, made))
        for district in districts:
            period = _period(district, year, count, clerk)
            rows = []
            for values in template:
                row = list(values)
                row[place["org_unit_id"]], row[place["period_id"]] = district.pk, period.pk
                row[place["recorded_by_id"]] = clerk.pk
                rows.append(row)
            _insert(Response, columns, rows)


def _period(district: OrgUnit, year: int, count: int, clerk: User) -> Period:
    instrument, _ = Instrument.objects.get_or_create(
        org_unit=district,
        version=1,
        defaults={"name": "SKM", "source": "-", "status": "seen", "set_by": clerk, "set_at": AT},
    )
    return Period.objects.create(
        org_unit=district,
        instrument=instrument,
        name=f"Survei {year}",
        starts_on=date(year, 1, 1),
        ends_on=date(year, 12, 31),
        frequency="yearly",
        population=count * 3,
        population_source="typed",
        sample_method=next(iter(methods())),
        state="closed",
        slug=f"{district.pk}-{year}",
        kiosk_key=f"{district.pk}-{year}",
        last_number=count,
        created_by=clerk,
        created_at=AT,
    )


def _values(
    columns: Sequence[models.Field], rows: Iterable[models.Model]
) -> Iterator[tuple[object, ...]]:
    """What the database keeps of each row, column by column."""
    for row in rows:
        yield tuple(one.get_db_prep_save(getattr(row, one.attname), connection) for one in columns)


def _insert(
    model: type[models.Model], columns: Sequence[models.Field], rows: Sequence[Sequence[object]]
) -> None:
    """The rows, the quickest way each database has."""
    names = ", ".join(f'"{one.column}"' for one in columns)
    table = model._meta.db_table  # noqa: SLF001
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', rows)


if __name__ == "__main__":
    started = time.perf_counter()
    main()
    sys.stderr.write(f"diisi dalam {time.perf_counter() - started:.0f} s\n")
