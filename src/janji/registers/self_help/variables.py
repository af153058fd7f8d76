"""What the register of self-help groups can count: groups, members, rupiah lent and saved."""

from datetime import date, datetime
from typing import Any

from django.db.models import Count, Expression, Q, QuerySet
from django.utils import timezone

from janji.core.numbers import written
from janji.core.periods import Window
from janji.orgs.access import rows_below
from janji.orgs.models import OrgUnit
from janji.registers.self_help import conditions, queries
from janji.registers.self_help.conditions import (
    MONTHS,
    OF_ACTIVE,
    OF_REGISTERED,
    USUAL,
    members_on,
    of_registered,
    registered,
    seen_on,
)
from janji.registers.self_help.models import REGISTER as CODE
from janji.registers.self_help.models import Group, GroupMember, Loan, Record, Sex
from janji.registers.self_help.rows import GROUP_ROWS, LOAN_ROWS, MEMBER_ROWS, SAVING_ROWS
from janji.registers.variables import FormulaExample, Register, StateVariable, Terms


def _groups() -> QuerySet[Any]:
    return Group.objects.all()


def _members() -> QuerySet[Any]:
    return GroupMember.objects.all()


def _loans() -> QuerySet[Any]:
    return Loan.objects.all()


def _records() -> QuerySet[Any]:
    return Record.objects.all()


def _registered(terms: Terms, window: Window, as_of: date) -> Q:
    del as_of
    return registered(terms, window.last_day)


def _active(terms: Terms, window: Window, as_of: date) -> Q:
    newest, last = (window.year, window.last), window.last_day
    seen = seen_on(window, as_of)
    return registered(terms, last) & conditions.active(terms, newest, last, seen)


def _counted(terms: Terms, window: Window, as_of: date) -> Q:
    del as_of
    return members_on(window.last_day) & of_registered(terms, window.last_day)


def _women(terms: Terms, window: Window, as_of: date) -> Q:
    return Q(sex=Sex.FEMALE.value) & _counted(terms, window, as_of)


def _running(terms: Terms, window: Window, as_of: date) -> Q:
    del terms
    return conditions.running(seen_on(window, as_of))


def _at_risk(terms: Terms, window: Window, as_of: date) -> Q:
    return conditions.at_risk(terms, seen_on(window, as_of))


def _outstanding(terms: Terms, window: Window, as_of: date) -> Expression:
    del terms
    return conditions.outstanding(seen_on(window, as_of))


def _moved(terms: Terms, window: Window, as_of: date) -> Q:
    del terms, as_of
    return conditions.moved(window.last_day)


def _movement(terms: Terms, window: Window, as_of: date) -> Expression:
    del terms, window, as_of
    return conditions.movement()


REGISTERED = StateVariable(
    code="ksm_terdaftar",
    title="KSM terdaftar",
    definition="KSM yang sudah dibentuk dan pada hari terakhir tidak ditutup dengan berita acara BKM.",
    unit_of_measure="KSM",
    things=_groups,
    where=_registered,
    terms=OF_REGISTERED,
    row_view=GROUP_ROWS,
)
ACTIVE = StateVariable(
    code="ksm_aktif",
    title="KSM aktif",
    definition=(
        "KSM terdaftar yang berkegiatan pada setiap triwulan terakhir yang ditetapkan, pengurusnya diketahui, dan"
        " tidak mempunyai angsuran yang menunggak terlalu lama."
    ),
    unit_of_measure="KSM",
    things=_groups,
    where=_active,
    terms=OF_ACTIVE,
    row_view=GROUP_ROWS,
)
MEMBERS = StateVariable(
    code="ksm_anggota",
    title="Anggota KSM",
    definition="Anggota KSM terdaftar pada hari terakhir.",
    unit_of_measure="orang",
    things=_members,
    where=_counted,
    terms=OF_REGISTERED,
    row_view=MEMBER_ROWS,
)
WOMEN = StateVariable(
    code="ksm_anggota_perempuan",
    title="Anggota KSM perempuan",
    definition="Anggota perempuan KSM terdaftar pada hari terakhir.",
    unit_of_measure="orang",
    things=_members,
    where=_women,
    terms=OF_REGISTERED,
    row_view=MEMBER_ROWS,
)
OUTSTANDING = StateVariable(
    code="ksm_saldo_pinjaman",
    title="Saldo pokok pinjaman KSM",
    definition="Pokok pinjaman yang sudah cair dan belum diangsur sampai hari terakhir.",
    unit_of_measure="rupiah",
    things=_loans,
    where=_running,
    amount=_outstanding,
    row_view=LOAN_ROWS,
)
AT_RISK = StateVariable(
    code="ksm_saldo_berisiko",
    title="Saldo pinjaman KSM yang berisiko",
    definition=(
        "Seluruh saldo pokok dari pinjaman yang mempunyai angsuran pokok menunggak lebih lama daripada yang ditetapkan."
    ),
    unit_of_measure="rupiah",
    things=_loans,
    where=_at_risk,
    amount=_outstanding,
    terms=(MONTHS,),
    row_view=LOAN_ROWS,
)
SAVINGS = StateVariable(
    code="ksm_simpanan",
    title="Simpanan KSM",
    definition="Simpanan yang disetor dikurangi yang ditarik sampai hari terakhir.",
    unit_of_measure="rupiah",
    things=_records,
    where=_moved,
    amount=_movement,
    row_view=SAVING_ROWS,
)
FORMULA = "ksm_aktif ÷ ksm_terdaftar × 100"
"""The founding agreement's indicator over this register."""


def pulse(org_unit: OrgUnit, now: datetime) -> str:
    """How many groups were active at the end of the newest quarter that is over; two queries."""
    today = timezone.localdate(now)
    point = queries.point_of(today)
    counted = registered(USUAL, point.day)
    found = Group.objects.filter(rows_below(org_unit)).aggregate(
        registered=Count("pk", filter=counted),
        active=Count("pk", filter=counted & queries.active_at(USUAL, point)),
    )
    if not found["registered"]:
        return "Belum ada KSM yang dihitung."
    said = f"{written(found['active'], 0)} dari {written(found['registered'], 0)}"
    return f"{said} KSM aktif pada {point.day:%d-%m-%Y} menurut syarat bawaan."


REGISTER = Register(
    code=CODE,
    title="Kelompok swadaya masyarakat (KSM)",
    about="KSM dan UPK per desa: anggota, kegiatan, simpanan, pinjaman dengan angsurannya, dan apa yang kurang.",
    home="self_help:groups",
    variables=(REGISTERED, ACTIVE, MEMBERS, WOMEN, OUTSTANDING, AT_RISK, SAVINGS),
    examples=(
        FormulaExample("Persentase kelompok swadaya masyarakat yang aktif", FORMULA),
        FormulaExample("Persentase anggota perempuan", "ksm_anggota_perempuan ÷ ksm_anggota × 100"),
        FormulaExample(
            "Portofolio berisiko (PAR)", "ksm_saldo_berisiko ÷ ksm_saldo_pinjaman × 100"
        ),
    ),
    pulse=pulse,
)
