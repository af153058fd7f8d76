"""Self-help groups as stories need them: a group with its people, what it does, saves, borrows and pays."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from janji.registers.self_help import actions
from janji.registers.self_help.intake import (
    GroupText,
    LoanText,
    MemberText,
    RecordText,
    UnitText,
)
from janji.registers.self_help.models import FinanceUnit, Post

ZONE = ZoneInfo("Asia/Jakarta")
NOW = datetime(2019, 12, 31, 16, 0, tzinfo=ZONE)
LATER = date(2020, 1, 15)
FORMED = date(2017, 3, 1)
MILLION = 1_000_000
PEOPLE = ("Painem", "Sarmi", "Turinah", "Kasmin", "Wasito", "Darmono", "Rohmat", "Karyono")


def unit(cast, board="BKM Mugi Lestari", capital=195 * MILLION, village=None, **more):
    """The village's BKM and UPK."""
    village = village or cast.village
    known = FinanceUnit.objects.filter(org_unit=village).first()
    return actions.set_finance_unit(
        org_unit=village,
        said=UnitText(board, more.pop("name", "UPK Mugi Lestari"), capital, **more),
        based_on=known.edition if known else None,
        by=cast.operator,
        at=NOW,
    )


def group(cast, name="Mekar Sari", kind="ekonomi", village=None, formed_on=FORMED, **more):
    """A group of Desa Kracak unless another village is said."""
    return actions.add_group(
        org_unit=village or cast.village,
        said=GroupText(name, kind, more.pop("programme", "p2kp"), formed_on),
        by=more.pop("by", cast.operator),
        at=NOW,
    )


def member(cast, of, name="Painem", sex="P", is_poor=True, joined_on=FORMED, person=None):
    """Someone joins."""
    return actions.add_group_member(
        group=of,
        said=MemberText(name, sex, is_poor, joined_on, person),
        by=cast.operator,
        at=NOW,
    )


def members(cast, of, many=5, women=2):
    """So many people, of whom the first ones are women."""
    return [member(cast, of, PEOPLE[place], "P" if place < women else "L") for place in range(many)]


def officer(cast, of, post="ketua", starts_on=FORMED):
    """A member takes up a post."""
    return actions.appoint_group_officer(
        member=of, post=post, starts_on=starts_on, by=cast.operator, at=NOW
    )


def officers(cast, people):
    """The first three take up the three posts."""
    return [officer(cast, one, post) for one, post in zip(people, Post.values, strict=False)]


def record(cast, of, day, kind="pertemuan", amount=None, service=None, loan=None, **more):
    """What the group did."""
    said = RecordText(kind, day, more.pop("evidence", "Daftar hadir"), amount, service)
    return actions.add_record(group=of, said=said, loan=loan, by=cast.operator, at=NOW)


def pay(cast, loan, day, amount, service=0):
    """An instalment is paid."""
    return record(cast, loan.group, day, "angsuran", amount, service, loan, evidence="Kuitansi")


def require(cast, of, kind, met_on=FORMED, months=None):
    """A condition for borrowing is met."""
    return actions.state_requirement(
        group=of,
        kind=kind,
        met_on=met_on,
        months=months,
        evidence="Buku KSM",
        by=cast.operator,
        at=NOW,
    )


def make_eligible(cast, of, many=5, women=2):
    """Everything that R9.1 asks for."""
    people = members(cast, of, many, women)
    for kind in ("voluntary", "books", "liability", "training"):
        require(cast, of, kind)
    require(cast, of, "saving", months=3)
    return people


def agreed(number="1", day=date(2019, 1, 10), principal=5 * MILLION, months=10, **more):
    """What is lent, as it is agreed."""
    return LoanText(
        number,
        day,
        principal,
        more.pop("service", 0),
        months,
        more.pop("first", date(2019, 2, 10)),
        more.pop("persons", 5),
        more.pop("exception", None),
    )


def lend(cast, of, **more):
    """A loan is paid out."""
    return actions.lend(group=of, said=agreed(**more), by=cast.operator, at=NOW)


def close(cast, of, day=date(2019, 7, 1), number="BA-07/BKM/2019"):
    """The BKM closes a group by its minutes."""
    return actions.close_group(
        group=of,
        day=day,
        minutes=actions.Minutes(number, day),
        reason="Anggota pindah usaha",
        by=cast.operator,
        at=NOW,
    )


def active_group(cast, name="Mekar Sari", **more):
    """Officers known, a meeting in each of the last two quarters of 2019."""
    made = group(cast, name, **more)
    officers(cast, members(cast, made, 5, 2))
    for month in (8, 11):
        record(cast, made, date(2019, month, 5))
    return made
