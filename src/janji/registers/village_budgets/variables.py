"""What the register of village budgets counts: villages evaluated, monitored, guided (*terbina*)."""

from datetime import date

from django.db.models import Q

from janji.core.periods import Window
from janji.orgs.models import OrgUnitKind
from janji.registers.variables import (
    FormulaExample,
    Register,
    StateVariable,
    Term,
    TermKind,
    Terms,
)
from janji.registers.village_budgets import conditions, queries
from janji.registers.village_budgets.models import REGISTER as CODE
from janji.registers.village_budgets.models import VisitKind
from janji.registers.village_budgets.rows import VILLAGE_ROWS

STRICT, LOOSE = "keduanya", "salah_satu"
NEEDS = Term(
    code="syarat_terbina_apbdes",
    title="Yang dituntut agar desa terhitung terbina",
    kind=TermKind.CHOICE,
    default=STRICT,
    source="Rancangan Janji (registers.md R10.13): perjanjian hanya menyebut “mendapatkan pembinaan dan pengawasan”",
    status="design",
    choices=(
        (STRICT, "Keduanya: evaluasi dengan surat hasil dan monitoring dengan berita acara"),
        (LOOSE, "Salah satu: evaluasi dengan surat hasil atau monitoring dengan berita acara"),
    ),
)
KINDS = Term(
    code="jenis_monitoring_apbdes",
    title="Jenis kunjungan yang terhitung monitoring",
    kind=TermKind.CHOICES,
    default=tuple(sorted(conditions.MONITORING)),
    source="Rancangan Janji (registers.md R10.13): monev dan bimbingan teknis",
    status="design",
    choices=tuple((str(value), str(label)) for value, label in VisitKind.choices),
)
FILED = Term(
    code="berita_acara_apbdes_terlampir",
    title="Berita acara harus terlampir sebagai berkas, nomornya saja tidak cukup",
    kind=TermKind.SWITCH,
    default=False,
    source="Rancangan Janji: perjanjian tidak menyebut buktinya",
    status="design",
)
TERMS = (NEEDS, KINDS, FILED)


def _there(terms: Terms, window: Window, as_of: date) -> Q:
    del terms, as_of
    return conditions.there_on(window.last_day)


def _has_evaluation(window: Window) -> Q:
    return conditions.of_village(conditions.evaluations(window.year, window.last_day))


def _has_visit(terms: Terms, window: Window) -> Q:
    kinds = terms[KINDS.code]
    assert isinstance(kinds, tuple)  # noqa: S101 -- checked by the term
    found = conditions.visits(
        window.year, window.last_day, kinds=sorted(kinds), needs_file=bool(terms[FILED.code])
    )
    return conditions.of_village(found)


def _evaluated(terms: Terms, window: Window, as_of: date) -> Q:
    return _there(terms, window, as_of) & _has_evaluation(window)


def _monitored(terms: Terms, window: Window, as_of: date) -> Q:
    return _there(terms, window, as_of) & _has_visit(terms, window)


def _guided(terms: Terms, window: Window, as_of: date) -> Q:
    """`core.is_guided`, as the database asks it."""
    one, other = _has_evaluation(window), _has_visit(terms, window)
    needed = one & other if terms[NEEDS.code] == STRICT else one | other
    return _there(terms, window, as_of) & needed


def _silent(terms: Terms, window: Window, as_of: date) -> Q:
    until = min(window.last_day, as_of)
    found = conditions.of_village(conditions.silences(window.year, until))
    return _there(terms, window, as_of) & found


REGISTER = Register(
    code=CODE,
    title="Pembinaan dan pengawasan APBDes",
    about="Evaluasi rancangan APBDes dengan batas waktunya, ringkasan anggaran, kunjungan pembinaan, dan laporan yang diterima dari desa.",
    home="village_budgets:villages",
    variables=(
        StateVariable(
            code="jumlah_desa",
            title="Desa",
            definition="Desa pada susunan kantor pada hari terakhir; kelurahan tidak mempunyai APBDes.",
            unit_of_measure="desa",
            things=conditions.every_village,
            office="pk",
            where=_there,
            row_view=VILLAGE_ROWS,
        ),
        StateVariable(
            code="desa_dievaluasi_apbdes",
            title="Desa dengan rancangan APBDes yang dievaluasi",
            definition=(
                "Desa dengan sedikitnya satu surat hasil evaluasi pada tahun itu sampai hari terakhir, dalam 20 hari"
                " kerja sejak rancangan diterima. Rancangan yang berlaku dengan sendirinya tidak terhitung."
            ),
            unit_of_measure="desa",
            things=conditions.every_village,
            office="pk",
            where=_evaluated,
            row_view=VILLAGE_ROWS,
        ),
        StateVariable(
            code="desa_dimonitor_apbdes",
            title="Desa yang dimonitor pengelolaan APBDesnya",
            definition="Desa dengan sedikitnya satu monitoring berberita acara pada tahun itu sampai hari terakhir.",
            unit_of_measure="desa",
            things=conditions.every_village,
            office="pk",
            where=_monitored,
            terms=(KINDS, FILED),
            row_view=VILLAGE_ROWS,
        ),
        StateVariable(
            code="desa_terbina_apbdes",
            title="Desa yang mendapat pembinaan dan pengawasan pengelolaan APBDes",
            definition=(
                "Desa yang pada tahun itu sampai hari terakhir dievaluasi dengan surat hasil dan dimonitor dengan"
                " berita acara, atau salah satunya bila definisi menetapkan begitu."
            ),
            unit_of_measure="desa",
            things=conditions.every_village,
            office="pk",
            where=_guided,
            terms=TERMS,
            row_view=VILLAGE_ROWS,
        ),
        StateVariable(
            code="desa_apbdes_berlaku_sendiri",
            title="Desa dengan rancangan yang berlaku dengan sendirinya",
            definition=(
                "Desa dengan rancangan yang batas 20 hari kerjanya lewat tanpa hasil pada tahun itu sampai hari"
                " terakhir: kelalaian kecamatan, bukan evaluasi."
            ),
            unit_of_measure="desa",
            things=conditions.every_village,
            office="pk",
            where=_silent,
            row_view=VILLAGE_ROWS,
        ),
    ),
    examples=(
        FormulaExample(
            "Desa yang mendapat pembinaan dan pengawasan pengelolaan APBDes",
            "desa_terbina_apbdes ÷ jumlah_desa × 100",
        ),
    ),
    pulse=queries.pulse,
    counted_kinds=(OrgUnitKind.VILLAGE.value,),
)
