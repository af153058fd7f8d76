"""The example: Kecamatan Ajibarang 2019, from its agreement to its achievement.

The agreement's facts are those of the founding document, kept as structured data; accounts
and what the registers hold are invented and marked as example data.
"""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from janji.agreements import actions as agreement_actions
from janji.agreements import queries as agreement_queries
from janji.agreements.models import Agreement
from janji.budgets import example as budgets_example
from janji.calendars.actions import seed_calendar
from janji.core.agreement import AgreementText
from janji.core.agreement_json import from_json
from janji.core.measuring import MeasuringPlan, Shape, ratio_labels
from janji.indicators import actions as indicator_actions
from janji.indicators.counting import open_terms
from janji.indicators.models import Frequency
from janji.orgs import actions as org_actions
from janji.orgs import regions
from janji.orgs.models import OrgUnit, OrgUnitKind, Region, User
from janji.orgs.roles import Role
from janji.registers.catalogue import fillings
from janji.registers.scenes import Scene
from janji.registers.survey.variables import INDEX_FORMULA
from janji.rewards import example as rewards_example
from janji.site import (
    example_evaluation,
    example_quarters,
    example_registers,
    example_supervision,
)

GOVERNMENT = "33.02"
DISTRICT = "33.02.14"
VILLAGE = "33.02.14.2001"
YEAR = 2019
LAST_CALENDAR_YEAR = 2027
ZONE = ZoneInfo("Asia/Jakarta")
SIGNED_AT = datetime(2019, 3, 29, 10, 0, tzinfo=ZONE)
DEFINED_AT = datetime(2019, 4, 1, 9, 0, tzinfo=ZONE)
RECORDED_AT = (
    datetime(2019, 4, 5, 9, 30, tzinfo=ZONE),
    datetime(2019, 7, 4, 14, 10, tzinfo=ZONE),
    datetime(2019, 10, 4, 11, 5, tzinfo=ZONE),
    datetime(2020, 1, 7, 8, 45, tzinfo=ZONE),
)
SUBMITTED_AT = (
    datetime(2019, 4, 8, 10, 0, tzinfo=ZONE),
    datetime(2019, 7, 12, 9, 30, tzinfo=ZONE),
    datetime(2019, 10, 9, 15, 20, tzinfo=ZONE),
)
"""When the first three quarters were handed in: the second one two days late."""

SUPERVISED_AT = datetime(2019, 10, 18, 10, 0, tzinfo=ZONE)
EVALUATED_AT = datetime(2019, 10, 25, 10, 0, tzinfo=ZONE)


@dataclass(frozen=True, slots=True)
class Account:
    """An example account: what it is in which office."""

    username: str
    name: str
    role: Role
    code: str
    what: str


ACCOUNTS = (
    Account(
        "camat",
        "Camat (contoh)",
        Role.HEAD,
        DISTRICT,
        "Pihak Pertama, menandatangani, menetapkan definisi",
    ),
    Account(
        "operator", "Operator (contoh)", Role.RECORDER, DISTRICT, "loket, survei, mengisi realisasi"
    ),
    Account(
        "kasi",
        "Kepala Seksi (contoh)",
        Role.SECTION_HEAD,
        DISTRICT,
        "katalog layanan, survei, usulan definisi",
    ),
    Account("perencana", "Perencana (contoh)", Role.PLANNER, DISTRICT, "menyusun perjanjian"),
    Account(
        "verifikator",
        "Verifikator (contoh)",
        Role.VERIFIER,
        DISTRICT,
        "memeriksa pengukuran sebelum disetujui camat",
    ),
    Account("desa", "Petugas Desa (contoh)", Role.VILLAGE_CLERK, VILLAGE, "catatan satu desa saja"),
    Account("bupati", "Bupati (contoh)", Role.SUPERIOR, GOVERNMENT, "Pihak Kedua, menilai"),
    Account(
        "pengawas",
        "Pengawas Kinerja (contoh)",
        Role.SUPERVISOR,
        GOVERNMENT,
        "mengawasi, mengusulkan penghargaan dan sanksi",
    ),
    Account(
        "evaluator",
        "Evaluator (contoh)",
        Role.EVALUATOR,
        GOVERNMENT,
        "menilai capaian, menerbitkan evaluasi",
    ),
    Account("inspektorat", "Inspektorat (contoh)", Role.INSPECTOR, GOVERNMENT, "memeriksa"),
    Account("admin", "Administrator (contoh)", Role.ADMIN, GOVERNMENT, "akun dan organisasi"),
)


POSTS = (
    ("Camat Ajibarang", None),
    ("Sekretaris Kecamatan", "Turwati Handayani, S.E. (contoh)"),
    ("Kepala Seksi Pemerintahan", "Kuswanto Prasojo, S.Sos. (contoh)"),
    ("Kepala Seksi Pelayanan Umum", "Nining Setyowati, S.IP. (contoh)"),
)


def is_loaded() -> bool:
    """Whether the example's agreement is in the house."""
    return Agreement.objects.filter(is_example=True).exists()


@transaction.atomic
def load(*, password: str | None) -> dict[str, str] | None:
    """Builds the example; gives the passwords by account, or `None` when it was there already.

    All or nothing, and only into an empty house: real data and example data never mix.
    """
    if is_loaded():
        return None
    people, passwords = _people(password)
    office = OrgUnit.objects.get(region_id=DISTRICT)
    promised = promise(office, agreement(), people, is_example=True)
    example_registers.load(
        office, example_registers.People(people["operator"], people["kasi"]), at=RECORDED_AT
    )
    _fill_registers(office, people)
    example_quarters.load(office, promised, people, at=SUBMITTED_AT)
    example_supervision.load(office, promised, people, at=SUPERVISED_AT)
    example_evaluation.load(promised, people, at=EVALUATED_AT)
    return passwords


def _fill_registers(office: OrgUnit, people: Mapping[str, User]) -> None:
    villages = tuple(OrgUnit.objects.get_children(office).order_by("region"))
    scene = Scene(office, villages, people, year=YEAR, at=RECORDED_AT[-1], begins=DEFINED_AT)
    for fill in fillings():
        fill(scene)
    budgets_example.fill(scene)
    rewards_example.fill(scene)


def promise(
    office: OrgUnit, text: AgreementText, people: Mapping[str, User], *, is_example: bool
) -> Agreement:
    """The agreement of an office in force, its nine indicators counted from registers."""
    text = _completed(text)
    promised = agreement_actions.draft_agreement(
        org_unit=office, text=text, by=people["perencana"], at=SIGNED_AT, is_example=is_example
    )
    _settle(promised, text, people["perencana"])
    _fill_sheets(promised, people["perencana"])
    promised = agreement_actions.propose_agreement(
        agreement=promised, based_on=promised.edition, by=people["perencana"], at=SIGNED_AT
    )
    for sign, who in (
        (agreement_actions.sign_as_first, "camat"),
        (agreement_actions.sign_as_second, "bupati"),
    ):
        digest = agreement_queries.content_digest(promised)
        promised = sign(agreement=promised, digest=digest, by=people[who], at=SIGNED_AT)
    _define(promised, people["perencana"], people["camat"])
    return promised


def agreement() -> AgreementText:
    """The founding agreement as values."""
    raw = (files("janji.site") / "example_data" / "ajibarang-2019.json").read_text("utf-8")
    return from_json(json.loads(raw))


def _completed(text: AgreementText) -> AgreementText:
    """The agreement with what its paper leaves out and a signature needs."""
    sources = iter(figures.get("data_source") for figures in _figures())
    objectives = tuple(
        replace(
            objective,
            indicators=tuple(
                replace(one, data_source=next(sources) or one.data_source)
                for one in objective.indicators
            ),
        )
        for objective in text.objectives
    )
    return replace(text, objectives=objectives)


def _figures() -> list[dict[str, Any]]:
    raw = (files("janji.site") / "example_data" / "figures.toml").read_text("utf-8")
    listed: list[dict[str, Any]] = tomllib.loads(raw)["indicator"]
    return listed


def _people(password: str | None) -> tuple[dict[str, User], dict[str, str]]:
    """The government, its district with 15 villages, and the accounts."""
    regions.load_regions(GOVERNMENT)
    admin = next(account for account in ACCOUNTS if account.role is Role.ADMIN)
    founded = org_actions.found_installation(
        government_name="Kabupaten Banyumas",
        region=Region.objects.get(code=GOVERNMENT),
        username=admin.username,
        password=password,
        by=None,
        at=SIGNED_AT,
    )
    by = founded.administrator
    district = org_actions.create_org_unit(
        name="Kecamatan Ajibarang",
        kind=OrgUnitKind.DISTRICT,
        parent=founded.government,
        region=Region.objects.get(code=DISTRICT),
        address="Jalan Raya Ajibarang No. 02, Kode Pos 53163, Telp/Faks (0281) 572446",
        contact="ajibarangkec.banyumaskab.go.id · ajibarang@banyumaskab.go.id",
        by=by,
        at=SIGNED_AT,
    )
    for village in Region.objects.filter(code__startswith=f"{DISTRICT}."):
        org_actions.create_org_unit(
            name=f"Desa {village.name}",
            kind=OrgUnitKind.VILLAGE,
            parent=district,
            region=village,
            address=None,
            contact=None,
            by=by,
            at=SIGNED_AT,
        )
    seed_calendar(
        org_unit=founded.government,
        first_year=YEAR,
        last_year=LAST_CALENDAR_YEAR,
        by=by,
        at=SIGNED_AT,
    )
    _fill_posts(founded.government, district, by)
    people, passwords = {admin.username: by}, {admin.username: founded.password}
    village = OrgUnit.objects.get(region_id=VILLAGE)
    offices = {GOVERNMENT: founded.government, DISTRICT: district, VILLAGE: village}
    for account in ACCOUNTS:
        if account is admin:
            continue
        made = org_actions.create_account(
            username=account.username,
            full_name=account.name,
            official=None,
            password=password,
            by=by,
            at=SIGNED_AT,
        )
        org_actions.assign_role(
            user=made.user,
            role=account.role,
            org_unit=offices[account.code],
            starts_on=SIGNED_AT.date(),
            by=by,
            at=SIGNED_AT,
        )
        people[account.username], passwords[account.username] = made.user, made.password
    # Visitors try the example at once; a forced change would only stand in the way.
    User.objects.filter(username__in=people).update(must_change_password=False)
    return people, passwords


def _fill_posts(government: OrgUnit, district: OrgUnit, by: User) -> None:
    """Posts of both offices; whoever signs stands in the agreement, the others are invented."""
    org_actions.create_position(
        org_unit=government, title="Bupati Banyumas", is_head=True, by=by, at=SIGNED_AT
    )
    for title, name in POSTS:
        post = org_actions.create_position(
            org_unit=district, title=title, is_head=name is None, by=by, at=SIGNED_AT
        )
        if name is not None:
            org_actions.appoint_official(
                position=post,
                name=name,
                nip=None,
                rank=None,
                starts_on=date(YEAR, 1, 2),
                based_on=None,
                by=by,
                at=SIGNED_AT,
            )


def _settle(promised: Agreement, text: AgreementText, by: User) -> None:
    """The way each indicator is measured, and its quarter targets."""
    targets = agreement_queries.targets_of(promised)
    plans = {}
    for target, indicator, figures in zip(targets, text.indicators, _figures(), strict=True):
        labels = ratio_labels(indicator.formula_text or "")
        plans[target.pk] = MeasuringPlan(
            direction="higher",
            shape=Shape.RATIO if _is_ratio(figures) else Shape.VALUE,
            labels=labels if _is_ratio(figures) else None,
            year_end=figures["year_end"],
            quarter_targets=tuple(Decimal(value) for value in figures["path"]),
            owner=figures["owner"],
        )
    agreement_actions.set_measuring_plans(
        agreement=promised, plans=plans, based_on=promised.edition, by=by, at=SIGNED_AT
    )
    promised.refresh_from_db()


def _is_ratio(figures: dict[str, Any]) -> bool:
    return "÷" in figures["formula"]


def _fill_sheets(promised: Agreement, by: User) -> None:
    """What the dictionary says of the indicators."""
    targets = agreement_queries.targets_of(promised)
    for target, figures in zip(targets, _figures(), strict=True):
        entries = indicator_actions.SheetEntries(
            definition=figures["wording"],
            unit_of_measure=figures["unit"],
            owner=figures["owner"],
            frequency=Frequency.QUARTERLY.value,
        )
        version = target.indicator_version
        indicator_actions.fill_sheet(
            version=version, entries=entries, based_on=version.edition, by=by, at=SIGNED_AT
        )


def _define(promised: Agreement, by: User, party: User) -> None:
    """The definitions by which its indicators are counted."""
    for target, figures in zip(agreement_queries.targets_of(promised), _figures(), strict=True):
        formula = INDEX_FORMULA if figures["formula"] == "survey-index" else figures["formula"]
        chosen = {code: tuple(value) for code, value in figures.get("terms", {}).items()}
        defaults = {term.code: term.default for term in open_terms(formula)}
        proposed = indicator_actions.draft_definition(
            version=target.indicator_version,
            formula=formula,
            terms=defaults | chosen,
            wording=figures["wording"],
            based_on=None,
            by=by,
            at=DEFINED_AT,
        )
        indicator_actions.sign_definition(
            definition=proposed, based_on=proposed.edition, by=party, at=DEFINED_AT
        )
