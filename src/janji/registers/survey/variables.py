"""What the survey register can count: respondents, and for every element its sum and its count."""

from datetime import date, datetime
from fractions import Fraction
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from janji.core.numbers import written
from janji.core.satisfaction import (
    DEFAULT_WEIGHTING,
    NoIndex,
    asked_codes,
    element,
    weighting,
    weightings,
)
from janji.core.survey_life import PeriodState
from janji.orgs.models import OrgUnit
from janji.registers.survey import queries, results
from janji.registers.survey.models import ANSWER_FIELDS, Response
from janji.registers.survey.rows import RESPONSE_ROWS
from janji.registers.variables import (
    Constant,
    FormulaExample,
    Register,
    Term,
    TermKind,
    Terms,
    Variable,
)

WEIGHTING = Term(
    code="bobot_skm",
    title="Bobot unsur survei",
    kind=TermKind.CHOICE,
    default=DEFAULT_WEIGHTING,
    source="PermenPANRB 14/2017, lampiran V.A.1: 1 dibagi jumlah unsur; contohnya mencetak 0,11",
    status="seen",
    choices=tuple((one.code, one.title) for one in weightings().values()),
)
ALL, CLOSED = "semua", "ditutup"
PERIODS = Term(
    code="periode_skm",
    title="Survei yang dihitung",
    kind=TermKind.CHOICE,
    default=ALL,
    source="Peraturan tidak mengatur angka sementara; jawaban yang diragukan baru dihitung setelah diterima petugas",
    status="design",
    choices=((ALL, "Semua jawaban sah"), (CLOSED, "Hanya survei yang sudah ditutup")),
)


def _responses() -> QuerySet[Any]:
    return Response.objects.all()


def _valid(terms: Terms, as_of: date) -> Q:
    del as_of
    # A response in doubt is not valid until a person has accepted it.
    if terms[PERIODS.code] == CLOSED:
        done = [PeriodState.CLOSED.value, PeriodState.PUBLISHED.value]
        return Q(is_valid=True, period__state__in=done)
    return Q(is_valid=True)


def _counted(code: str, title: str, definition: str, **more: Any) -> Variable:
    return Variable(
        code=code,
        title=title,
        definition=definition,
        unit_of_measure=more.pop("unit_of_measure", "responden"),
        all_rows=_responses,
        where=more.pop("where", _valid),
        day="filled_on",
        terms=(PERIODS,),
        row_view=RESPONSE_ROWS,
        **more,
    )


def _answered(field: str) -> Any:
    def where(terms: Terms, as_of: date) -> Q:
        return _valid(terms, as_of) & Q(**{f"{field}__isnull": False})

    return where


def _of_element(code: str, field: str) -> tuple[Variable, Variable]:
    name = element(code).name
    return (
        _counted(
            f"skm_jumlah_{field}",
            f"Jumlah nilai unsur {name}",
            f"Jumlah jawaban 1–4 responden sah untuk unsur {name}.",
            amount=field,
            unit_of_measure="nilai",
        ),
        _counted(
            f"skm_isi_{field}",
            f"Jawaban unsur {name}",
            f"Responden sah yang menjawab unsur {name}; yang kosong tidak ikut pembagi.",
            where=_answered(field),
        ),
    )


def _weight(terms: Terms) -> Fraction:
    return weighting(str(terms[WEIGHTING.code])).weight(len(ANSWER_FIELDS))


ELEMENT_WEIGHT = Constant(
    code="bobot_unsur",
    title="Bobot satu unsur survei",
    definition="Bobot setiap unsur dari sembilan unsur, menurut pilihan bobot.",
    terms=(WEIGHTING,),
    value=_weight,
)

INDEX_FORMULA = "indeks_survei(bobot_unsur; {})".format(
    "; ".join(f"skm_jumlah_{field} ÷ skm_isi_{field}" for field in ANSWER_FIELDS)
)
"""The index (IKM) as a formula over this register."""


def pulse(org_unit: OrgUnit, now: datetime) -> str:
    """How the running survey stands; at most four queries."""
    period = queries.running_period(org_unit, timezone.localdate(now))
    if period is None:
        return "Tidak ada survei yang berjalan hari ini."
    result = results.result_of(period)
    asked = f" dari paling sedikit {written(result.least, 0)}" if result.least else ""
    said = f"{period.name}: {written(result.tally.respondents, 0)} responden{asked}"
    if isinstance(result.index, NoIndex) or result.grade is None:
        return f"{said}; indeks belum dapat dihitung."
    waiting = f"; {result.waiting} jawaban menunggu pemeriksaan" if result.waiting else ""
    return f"{said}; IKM sementara {written(result.index, 2)} ({result.grade.label}){waiting}."


REGISTER = Register(
    code="survey",
    title="Survei kepuasan (SKM)",
    about="Survei kepuasan masyarakat: jawaban sembilan unsur, indeks, saran, dan tindak lanjutnya.",
    home="survey:periods",
    variables=(
        _counted(
            "skm_responden",
            "Responden survei kepuasan",
            "Responden dengan jawaban sah menurut tanggal pengisian; yang masih diragukan tidak dihitung.",
        ),
        *(
            variable
            for code, field in zip(asked_codes(), ANSWER_FIELDS, strict=True)
            for variable in _of_element(code, field)
        ),
    ),
    constants=(ELEMENT_WEIGHT,),
    examples=(FormulaExample("Indeks kepuasan masyarakat (IKM)", INDEX_FORMULA),),
    pulse=pulse,
)
