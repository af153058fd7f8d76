"""Surveys as tables to take away. Nothing tells who answered; who wishes more asks the respondents."""

from collections.abc import Iterator, Sequence

from janji.core.satisfaction import HIGHEST_ANSWER, LOWEST_ANSWER
from janji.kit.tables import Cell, Table
from janji.registers.survey import queries, results
from janji.registers.survey.models import Period, Response
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
    return Table("Unsur", header, rows)
