"""What the Linmas register can count."""

import math
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q

from janji.core.periods import Window
from janji.registers.linmas import queries
from janji.registers.linmas.models import REGISTER as CODE
from janji.registers.linmas.models import Event, EventKind, Member
from janji.registers.linmas.rows import EVENT_ROWS, MEMBER_ROWS
from janji.registers.variables import (
    FormulaExample,
    Register,
    StateVariable,
    Term,
    TermKind,
    Terms,
    Variable,
)

BY_AGE = Term(
    code="batas_usia_linmas",
    title="Anggota yang melewati batas usia tanpa perpanjangan tidak dihitung",
    kind=TermKind.SWITCH,
    default=False,
    source="Batas 60 dan 65 tahun dari Permendagri 26/2020 Pasal 25; memakainya untuk hitungan adalah pilihan",
    status="design",
)
KINDS = Term(
    code="jenis_kegiatan_linmas",
    title="Kegiatan yang dihitung sebagai pembinaan",
    kind=TermKind.CHOICES,
    default=queries.COUNTED_KINDS,
    source="Naskah perjanjian hanya menyebut “linmas yang dibina”; jenis kegiatannya adalah pilihan",
    status="design",
    choices=tuple((str(value), str(label)) for value, label in EventKind.choices),
)
LEAST_HOURS = Term(
    code="jp_paling_sedikit_linmas",
    title="Anggota terbina bila mengikuti paling sedikit sekian jam pelajaran setahun (0: satu kegiatan cukup)",
    kind=TermKind.NUMBER,
    default=Decimal(0),
    source="Permendagri 26/2020 Pasal 1 angka 11 dan 35 tidak menyebut jam; ambang adalah pilihan",
    status="design",
    least=Decimal(0),
    most=Decimal(500),
)


def _by_age(terms: Terms) -> bool:
    return bool(terms[BY_AGE.code])


def _listed(terms: Terms, window: Window, as_of: date) -> Q:
    del as_of
    return queries.listed(window.last_day, by_age=_by_age(terms))


def _in_january(terms: Terms, window: Window, as_of: date) -> Q:
    del as_of
    return queries.listed(date(window.year, 1, 1), by_age=_by_age(terms))


def _attended(terms: Terms, window: Window) -> Q:
    kinds = terms[KINDS.code]
    # Hours are whole, so a threshold between two of them is the upper one.
    least = math.ceil(Decimal(str(terms[LEAST_HOURS.code])))
    chosen = kinds if isinstance(kinds, tuple) else ()
    return queries.trained(window.last_day, kinds=chosen, least_hours=least)


def _trained(terms: Terms, window: Window, as_of: date) -> Q:
    return _listed(terms, window, as_of) & _attended(terms, window)


def _untrained(terms: Terms, window: Window, as_of: date) -> Q:
    return _listed(terms, window, as_of) & ~_attended(terms, window)


def _held(terms: Terms, as_of: date) -> Q:
    del as_of
    kinds = terms[KINDS.code]
    return Q(cancelled_at__isnull=True, kind__in=kinds)


def _members(
    code: str,
    title: str,
    definition: str,
    where: Callable[[Terms, Window, date], Q],
    *terms: Term,
) -> StateVariable:
    return StateVariable(
        code=code,
        title=title,
        definition=definition,
        unit_of_measure="orang",
        things=_everyone,
        where=where,
        terms=(BY_AGE, *terms),
        row_view=MEMBER_ROWS,
    )


def _everyone() -> Any:
    return Member.objects.all()


REGISTER = Register(
    code=CODE,
    title="Linmas",
    about="Anggota Satlinmas setiap desa dengan keputusan pengangkatannya, kegiatan pembinaan dan pelatihan, serta kehadirannya.",
    home="linmas:members",
    variables=(
        _members(
            "anggota_linmas",
            "Anggota Linmas",
            "Anggota Satlinmas dengan keputusan (SK) yang berlaku pada hari terakhir.",
            _listed,
        ),
        _members(
            "anggota_linmas_terbina",
            "Anggota Linmas yang terbina",
            "Anggota pada hari terakhir dengan SK berlaku yang mengikuti paling sedikit satu kegiatan"
            " terhitung sejak 1 Januari. Yang dihitung orang, bukan kehadiran; bukan anggota tidak dihitung.",
            _trained,
            KINDS,
            LEAST_HOURS,
        ),
        _members(
            "anggota_linmas_belum_terbina",
            "Anggota Linmas yang belum terbina",
            "Anggota pada hari terakhir dengan SK berlaku yang belum terbina, termasuk yang diangkat"
            " sesudah kegiatan terakhir.",
            _untrained,
            KINDS,
            LEAST_HOURS,
        ),
        _members(
            "anggota_linmas_januari",
            "Anggota Linmas pada 1 Januari",
            "Anggota dengan SK berlaku pada 1 Januari tahun itu; selisihnya dengan anggota_linmas"
            " menunjukkan daftar yang menyusut atau bertambah.",
            _in_january,
        ),
        Variable(
            code="kegiatan_linmas",
            title="Kegiatan pembinaan Linmas",
            definition="Kegiatan jenis terhitung yang diselenggarakan, tanpa yang dibatalkan.",
            unit_of_measure="kegiatan",
            all_rows=Event.objects.all,
            where=_held,
            day="held_on",
            terms=(KINDS,),
            row_view=EVENT_ROWS,
        ),
    ),
    examples=(
        FormulaExample(
            "Linmas yang terbina",
            "anggota_linmas_terbina ÷ anggota_linmas × 100",
        ),
    ),
    pulse=queries.pulse,
)
