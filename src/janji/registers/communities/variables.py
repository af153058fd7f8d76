"""What the register of community bodies can count: those that are registered, those that are active."""

from datetime import date, datetime

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from janji.core.numbers import written
from janji.core.periods import Window, quarter_of, through
from janji.orgs.access import rows_below
from janji.orgs.models import OrgUnit
from janji.registers.communities.conditions import (
    OF_ACTIVE,
    OF_REGISTERED,
    USUAL,
    active,
    registered,
)
from janji.registers.communities.models import REGISTER as CODE
from janji.registers.communities.models import Community
from janji.registers.communities.rows import COMMUNITY_ROWS
from janji.registers.variables import FormulaExample, Register, StateVariable, Terms


def _communities() -> QuerySet[Community]:
    return Community.objects.all()


def _registered(terms: Terms, window: Window, as_of: date) -> Q:
    del as_of
    return registered(terms, window.last_day)


def _active(terms: Terms, window: Window, as_of: date) -> Q:
    del as_of
    return registered(terms, window.last_day) & active(terms, window)


REGISTERED = StateVariable(
    code="lembaga_terdaftar",
    title="Lembaga kemasyarakatan terdaftar",
    definition="Lembaga yang belum bubar pada hari terakhir dan sudah cukup lama dibentuk.",
    unit_of_measure="lembaga",
    things=_communities,
    where=_registered,
    terms=OF_REGISTERED,
    row_view=COMMUNITY_ROWS,
)
ACTIVE = StateVariable(
    code="lembaga_aktif",
    title="Lembaga kemasyarakatan aktif",
    definition=(
        "Lembaga terdaftar yang sampai hari terakhir mempunyai program kerja tahun itu, ketuanya hadir pada"
        " musrenbang, dan agendanya cukup terlaksana."
    ),
    unit_of_measure="lembaga",
    things=_communities,
    where=_active,
    terms=OF_ACTIVE,
    row_view=COMMUNITY_ROWS,
)
FORMULA = "lembaga_aktif ÷ lembaga_terdaftar × 100"
"""The founding agreement's indicator over this register."""


def pulse(org_unit: OrgUnit, now: datetime) -> str:
    """How many bodies are active this year; two queries."""
    today = timezone.localdate(now)
    window = through(today.year, quarter_of(today))
    counted = registered(USUAL, window.last_day)
    found = Community.objects.filter(rows_below(org_unit)).aggregate(
        registered=Count("pk", filter=counted),
        active=Count("pk", filter=counted & active(USUAL, window)),
    )
    if not found["registered"]:
        return "Belum ada lembaga yang dihitung."
    said = f"{written(found['active'], 0)} dari {written(found['registered'], 0)}"
    return f"{said} lembaga aktif pada {today.year} menurut syarat bawaan."


REGISTER = Register(
    code=CODE,
    title="Lembaga kemasyarakatan",
    about="RT, RW, PKK, Karang Taruna, LPM: pengurus dan masa baktinya, program kerja, agenda, dan apa yang kurang.",
    home="communities:communities",
    variables=(REGISTERED, ACTIVE),
    examples=(FormulaExample("Persentase lembaga kemasyarakatan yang aktif", FORMULA),),
    pulse=pulse,
)
