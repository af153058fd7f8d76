"""Surveys as tables to take away. Nothing in them tells who answered."""

from collections.abc import Iterable, Iterator, Sequence

from janji.core.satisfaction import (
    HIGHEST_ANSWER,
    LOWEST_ANSWER,
    NoIndex,
    cutoffs,
    weighting,
)
from janji.kit.tables import Cell, Chart, Table
from janji.registers.survey import queries, results
from janji.registers.survey.documents.report.content import QUARTERS, SurveyReport
from janji.registers.survey.models import FollowUpPlan, Period, Response
from janji.registers.survey.results import ELEMENTS, Result


def responses(period: Period) -> list[Table]:
    """Every response with its answers, and the result beside it."""
    header = [
        "Nomor",
        "Tanggal",
        "Kanal",
        "Jenis kelamin",
        "Usia",
        "Pendidikan",
        "Pekerjaan",
        "Layanan",
        *ELEMENTS.values(),
        "Saran",
        "Pemeriksaan",
    ]
    notes = [f"Skala {LOWEST_ANSWER}–{HIGHEST_ANSWER}; sel kosong berarti tidak dijawab."]
    rows = _rows(period)
    return [Table("Jawaban", header, rows, notes), elements(results.result_of(period))]


def _rows(period: Period) -> Iterator[Sequence[Cell]]:
    for one in queries.responses_of(period).iterator(chunk_size=2000):
        yield [*_profile(one), *one.answers, one.suggestion, one.get_review_display()]


def _profile(one: Response) -> list[Cell]:
    service = one.service.name if one.service else one.service_text
    return [
        one.number,
        one.filled_on,
        one.get_channel_display(),
        one.get_sex_display(),
        one.get_age_group_display(),
        one.get_education_display(),
        one.get_job_display(),
        service,
    ]


def elements(result: Result) -> Table:
    """The nine elements as the report prints them."""
    rows: list[Sequence[Cell]] = [
        [
            one.name,
            one.tally.total,
            one.tally.filled,
            one.mean,
            one.weighted,
            one.grade.mark if one.grade else None,
            one.rank,
        ]
        for one in result.elements
    ]
    header = ["Unsur", "Jumlah nilai", "Jawaban", "NRR", "NRR tertimbang", "Mutu", "Peringkat"]
    return Table("Unsur", header, rows, chart=Chart(3, least=1, most=4))


def report(paper: SurveyReport) -> list[Table]:
    """The report's tables, one a sheet."""
    result = paper.result
    summary: list[Sequence[Cell]] = [
        ["Survei", result.period.name],
        ["Kantor", paper.office],
        ["Mulai", result.period.starts_on],
        ["Selesai", result.period.ends_on],
        ["Responden", result.tally.respondents],
        ["Populasi", result.population],
        ["Sampel minimum", result.least],
        ["Indeks (IKM)", None if isinstance(result.index, NoIndex) else result.index],
        ["Mutu", result.grade.mark if result.grade else None],
        ["Kinerja", result.grade.label if result.grade else None],
        ["Bobot unsur", weighting(result.period.weighting).title],
        ["Batas mutu", cutoffs(result.period.cutoffs).title],
    ]
    return [
        Table("Ringkasan", ["Hal", "Isi"], summary),
        elements(result),
        Table("Responden", ["Kelompok", "Orang"], _profiles(paper)),
        Table("Layanan", ["Layanan", "Responden", "Indeks", "Mutu"], _services(paper)),
        Table(
            "Tren",
            ["Survei", "Responden", "Indeks", "Mutu"],
            _trend(paper),
            chart=Chart(2, kind="line", most=100),
        ),
        Table("Tindak lanjut", _PLAN, [*_plans(paper.plans), *_plans(paper.plans_before)]),
        Table("Tabulasi", ["Nomor", *ELEMENTS.values()], _tabulation(paper)),
    ]


_PLAN = ["Kegiatan", "Survei", "Unsur", "Waktu", "Penanggung jawab", "Keadaan", "Bukti"]


def _profiles(paper: SurveyReport) -> Iterator[Sequence[Cell]]:
    for title, found in paper.profiles.items():
        yield [title, None]
        yield from ([one.label, one.count] for one in found)


def _services(paper: SurveyReport) -> Iterator[Sequence[Cell]]:
    for one in paper.services:
        yield [one.name, one.respondents, one.index, one.grade.mark if one.grade else None]


def _trend(paper: SurveyReport) -> Iterator[Sequence[Cell]]:
    for one in paper.trend:
        mark = one.grade.mark if one.grade else None
        yield [one.period.name, one.respondents, one.index, mark]


def _plans(plans: Iterable[FollowUpPlan]) -> Iterator[Sequence[Cell]]:
    for one in plans:
        due = f"TW {QUARTERS[one.due_quarter - 1]} {one.due_year}"
        yield [
            one.activity,
            one.period.name,
            ELEMENTS[one.element],
            due,
            one.responsible,
            one.get_state_display(),
            one.evidence,
        ]


def _tabulation(paper: SurveyReport) -> Iterator[Sequence[Cell]]:
    for one in paper.responses:
        yield [one.number, *one.answers]
