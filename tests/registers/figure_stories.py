"""Figures as stories need them. All numbers are invented."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from janji.core.figures import Frequency, read_period, scaled
from janji.core.periods import Window
from janji.orgs import actions as orgs
from janji.orgs.models import OrgUnitKind
from janji.orgs.roles import Role
from janji.registers.catalogue import names_for
from janji.registers.facts import keeping
from janji.registers.facts.keeping import Wanted
from janji.registers.figures import actions
from janji.registers.figures.actions import FigureSheet
from janji.registers.figures.intake import Answer, NewEntry
from janji.registers.variables import Scope
from tests.cast import AT, PASSWORD
from tests.registers.counter import ZONE

NOW = datetime(2020, 1, 15, 9, 0, tzinfo=ZONE)
TODAY = NOW.date()
COUNT, WAIT = {"angka_belum_lengkap": "hitung"}, {"angka_belum_lengkap": "tunggu"}
SHEET = FigureSheet(
    code="jumlah_ibu_hamil",
    title="Ibu hamil",
    definition="Ibu hamil yang tercatat pada kohort, menurut tempat tinggal.",
    unit_of_measure="orang",
    kind="flow",
    frequency="quarterly",
    decimals=0,
    allows_negative=False,
    data_source="Register kohort ibu",
    asked_of="own",
    since=date(2019, 1, 1),
    due_days=10,
)


def sheet(**more):
    return replace(SHEET, **more)


def define(cast, office=None, by=None, **more):
    """A figure of the district, unless another office is named."""
    return actions.define_figure(
        org_unit=office or cast.district, sheet=sheet(**more), by=by or cast.kasi, at=NOW
    )


def office(cast, name, kind=OrgUnitKind.AGENCY, parent=None):
    """Another office."""
    return orgs.create_org_unit(
        name=name,
        kind=kind,
        parent=parent or cast.government,
        region=None,
        address=None,
        contact=None,
        by=cast.admin,
        at=AT,
    )


def village(cast, name, parent=None):
    """Another village."""
    return office(cast, name, OrgUnitKind.VILLAGE, parent or cast.district)


def person(cast, username, role, org_unit):
    """Someone with a role in an office."""
    made = orgs.create_account(
        username=username,
        full_name=f"Nama {username}",
        official=None,
        password=PASSWORD,
        by=cast.admin,
        at=AT,
    )
    orgs.assign_role(
        user=made.user, role=role, org_unit=org_unit, starts_on=AT.date(), by=cast.admin, at=AT
    )
    return made.user


def planner(cast, org_unit, username="perencana_dinas"):
    return person(cast, username, Role.PLANNER, org_unit)


def answer(figure, said, because=None, notes=None):
    number = None if said is None else scaled(Decimal(str(said)), figure.decimals)
    return Answer(number, because, notes)


def new_entry(figure, period, said, office=None, because=None):
    return NewEntry(
        figure,
        office or figure.org_unit,
        read_period(Frequency(figure.frequency), period),
        answer(figure, said, because),
    )


def enter(cast, figure, by=None, office=None, because=None, evidence=(), at=NOW, **periods):
    """Numbers by period: `tw1="300"`, `m03="12"`, `y="7"`; what has an office is that office's."""
    here = office or figure.org_unit
    rows = [new_entry(figure, _period(name), said, here, because) for name, said in periods.items()]
    return actions.record_entries(
        org_unit=here, entries=rows, evidence=evidence, by=by or cast.operator, at=at
    )


def _period(name, year=2019):
    if name.startswith("tw"):
        return f"TW {name[2:]} {year}"
    return f"{year}-{name[1:]}" if name != "y" else str(year)


def correct(cast, entry, said, because=None, by=None, **more):
    entry.refresh_from_db()
    return actions.correct_entry(
        **{
            "entry": entry,
            "answer": answer(entry.figure, said, because),
            "evidence": (),
            "reason": "Salah ketik",
            "based_on": entry.edition,
            "by": by or cast.operator,
            "at": NOW,
        }
        | more
    )


def wanted(org_unit, code, terms=COUNT):
    return Wanted(names_for(org_unit).variables[code], terms)


def read(org_unit, code, window=None, terms=COUNT, on=TODAY):
    """The number a formula of an office sees, and how far it is whole; it must be what its rows say."""
    asked, window = wanted(org_unit, code, terms), window or Window(2019, 1, 4)
    values = keeping.read(org_unit, window.year, [asked], as_of=on)
    rows = asked.variable.value(Scope(org_unit, window, terms, on))
    assert values.of(asked, window) == rows
    return values.number(asked, window), values.cover(asked, window)


def number(org_unit, code, window=None, terms=COUNT, on=TODAY):
    return read(org_unit, code, window, terms, on)[0]


def cover(org_unit, code, window=None, on=TODAY):
    found = read(org_unit, code, window, on=on)[1]
    return found.numbers, found.answers, found.owed
