"""What the land tax register can count: rupiah and SPPT on the last day of a window.

Penalties and arrears of earlier years are in none of them.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import (
    BigIntegerField,
    Case,
    Expression,
    ExpressionWrapper,
    F,
    Q,
    QuerySet,
    When,
)
from django.db.models.lookups import GreaterThanOrEqual

from janji.core.periods import Window
from janji.registers.land_tax import queries
from janji.registers.land_tax.models import Assessment, Basis, Recap
from janji.registers.land_tax.rows import ASSESSMENT_ROWS, RECAP_ROWS
from janji.registers.variables import (
    FormulaExample,
    Register,
    StateVariable,
    Term,
    TermKind,
    Terms,
)

BASIS = Term(
    code="dasar_target_pbb",
    title="Target PBB yang dipakai",
    kind=TermKind.CHOICE,
    default=Basis.ASSESSMENT.value,
    source="Naskah perjanjian menulis “target” tanpa menyebut ketetapan (baku) atau target anggaran; berita daerah memakai keduanya",
    status="design",
    choices=tuple((str(value), str(label)) for value, label in Basis.choices),
)

Where = Callable[[Terms, Window, date], Q]
Amount = Callable[[Terms, Window, date], Expression]


def _recaps() -> QuerySet[Any]:
    return Recap.objects.all()


def _assessments() -> QuerySet[Any]:
    return Assessment.objects.all()


def _newest(terms: Terms, window: Window, as_of: date) -> Q:
    """The newest recap of each village's tax year by the window's last day."""
    del terms, as_of
    return Q(tax_year__year=window.year) & queries.newest(window.last_day)


def _settled(terms: Terms, window: Window, as_of: date) -> Q:
    """Of those, the ones with nothing left of what was assessed by that day."""
    assessed = queries.assessed_on(window.last_day)
    whole = GreaterThanOrEqual(F("paid"), assessed)
    return _newest(terms, window, as_of) & Q(paid__gt=0) & Q(whole)


def _holding(terms: Terms, window: Window, as_of: date) -> Q:
    """The assessment of each village's tax year that holds on the window's last day."""
    del terms, as_of
    return Q(tax_year__year=window.year) & queries.holding(window.last_day)


def _column(name: str) -> Amount:
    return lambda _terms, _window, _as_of: ExpressionWrapper(F(name), BigIntegerField())


def _target(terms: Terms, window: Window, as_of: date) -> Expression:
    """What the definition takes for the target; a village without a budget target has its assessment."""
    if terms[BASIS.code] == Basis.ASSESSMENT.value:
        return _column("amount")(terms, window, as_of)
    known = When(budget_target__isnull=False, then=F("budget_target"))
    return Case(known, default=F("amount"), output_field=BigIntegerField())


def _of_recaps(
    code: str,
    title: str,
    definition: str,
    unit_of_measure: str,
    *,
    where: Where = _newest,
    amount: Amount | None,
) -> StateVariable:
    return StateVariable(
        code=code,
        title=title,
        definition=definition,
        unit_of_measure=unit_of_measure,
        things=_recaps,
        where=where,
        amount=amount,
        row_view=RECAP_ROWS,
    )


def _of_assessments(
    code: str,
    title: str,
    definition: str,
    unit_of_measure: str,
    *,
    amount: Amount | None,
    terms: tuple[Term, ...] = (),
) -> StateVariable:
    return StateVariable(
        code=code,
        title=title,
        definition=definition,
        unit_of_measure=unit_of_measure,
        things=_assessments,
        where=_holding,
        amount=amount,
        terms=terms,
        row_view=ASSESSMENT_ROWS,
    )


REGISTER = Register(
    code="land_tax",
    title="Pajak bumi dan bangunan (PBB-P2)",
    about="Ketetapan dan rekap mingguan PBB-P2 per desa: realisasi, sisa, kebutuhan per minggu, desa lunas.",
    home="land_tax:ranking",
    variables=(
        _of_recaps(
            "pbb_realisasi",
            "Realisasi pokok PBB",
            "Pokok tahun pajak berjalan yang terbayar menurut posisi terakhir setiap desa; tanpa denda dan tunggakan.",
            "rupiah",
            amount=_column("paid"),
        ),
        _of_assessments(
            "pbb_ketetapan",
            "Ketetapan PBB (baku)",
            "Pokok ketetapan tahun pajak yang berlaku pada hari terakhir.",
            "rupiah",
            amount=_column("amount"),
        ),
        _of_assessments(
            "pbb_target",
            "Target PBB",
            "Target tahun pajak menurut dasar yang dipilih; desa tanpa target anggaran memakai ketetapannya.",
            "rupiah",
            amount=_target,
            terms=(BASIS,),
        ),
        _of_assessments(
            "pbb_desa",
            "Desa dengan ketetapan PBB",
            "Desa dan kelurahan yang mempunyai ketetapan tahun pajak itu.",
            "desa",
            amount=None,
        ),
        _of_recaps(
            "pbb_desa_lunas",
            "Desa lunas PBB",
            "Desa yang pokoknya tidak bersisa menurut posisi terakhir.",
            "desa",
            where=_settled,
            amount=None,
        ),
        _of_assessments(
            "pbb_sppt",
            "SPPT PBB",
            "SPPT tahun pajak itu; SPPT batal, ganda, atau tak berobjek keluar hanya dengan keputusan Bapenda.",
            "SPPT",
            amount=_column("bills"),
        ),
    ),
    examples=(
        FormulaExample("Realisasi pembayaran PBB", "pbb_realisasi ÷ pbb_target × 100"),
        FormulaExample("Desa yang lunas PBB", "pbb_desa_lunas ÷ pbb_desa × 100"),
    ),
    pulse=queries.pulse,
)
