"""The people every story knows: an office, its superior, and a stranger."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from janji.orgs import actions
from janji.orgs.models import OrgUnit, OrgUnitKind, User
from janji.orgs.roles import Role

AT = datetime(2019, 4, 1, 8, 0, tzinfo=ZoneInfo("Asia/Jakarta"))
PASSWORD = "sawah-hijau-membentang"


@dataclass(frozen=True, slots=True)
class Cast:
    """Offices and accounts. All names are invented."""

    government: OrgUnit
    district: OrgUnit
    village: OrgUnit
    other_district: OrgUnit
    camat: User
    operator: User
    kasi: User
    perencana: User
    verifikator: User
    bupati: User
    pengawas: User
    evaluator: User
    inspektorat: User
    admin: User
    stranger: User


def found() -> actions.Founded:
    """The regency and its administrator, in an empty house."""
    return actions.found_installation(
        government_name="Kabupaten Banyumas",
        region=None,
        username="admin",
        password=PASSWORD,
        by=None,
        at=AT,
    )


def build(founded: actions.Founded | None = None) -> Cast:
    """Kabupaten Banyumas with two districts; the stranger plans in the other one.

    Ajibarang has one post, and nobody holds it.
    """
    founded = founded or found()
    admin, government = founded.administrator, founded.government

    def office(name: str, kind: OrgUnitKind, parent: OrgUnit) -> OrgUnit:
        return actions.create_org_unit(
            name=name,
            kind=kind,
            parent=parent,
            region=None,
            address="Jalan Raya No. 1",
            contact=None,
            by=admin,
            at=AT,
        )

    def person(username: str, name: str, role: Role, org_unit: OrgUnit) -> User:
        made = actions.create_account(
            username=username,
            full_name=name,
            official=None,
            password=PASSWORD,
            by=admin,
            at=AT,
        )
        actions.assign_role(
            user=made.user,
            role=role,
            org_unit=org_unit,
            starts_on=AT.date(),
            by=admin,
            at=AT,
        )
        return made.user

    district = office("Kecamatan Ajibarang", OrgUnitKind.DISTRICT, government)
    other = office("Kecamatan Cilongok", OrgUnitKind.DISTRICT, government)
    actions.create_position(
        org_unit=district, title="Kepala Seksi Pelayanan Umum", is_head=False, by=admin, at=AT
    )
    return Cast(
        government=government,
        district=district,
        village=office("Desa Kracak", OrgUnitKind.VILLAGE, district),
        other_district=other,
        camat=person("camat", "Wiryo Santosa", Role.HEAD, district),
        operator=person("operator", "Sri Lestari", Role.RECORDER, district),
        kasi=person("kasi", "Bambang Irawan", Role.SECTION_HEAD, district),
        perencana=person("perencana", "Dewi Anggraini", Role.PLANNER, district),
        verifikator=person("verifikator", "Endang Palupi", Role.VERIFIER, district),
        bupati=person("bupati", "Harjono Kusumo", Role.SUPERIOR, government),
        pengawas=person("pengawas", "Gunawan Wibisono", Role.SUPERVISOR, government),
        evaluator=person("evaluator", "Laras Kinanti", Role.EVALUATOR, government),
        inspektorat=person("inspektorat", "Ratna Widyastuti", Role.INSPECTOR, government),
        admin=admin,
        stranger=person("stranger", "Joko Prasetyo", Role.PLANNER, other),
    )
