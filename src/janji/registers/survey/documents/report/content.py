"""What the report of a survey says, from the survey as values. No database and no clock.

The order follows PermenPANRB 14/2017, III.C: summary, introduction, analysis, closing; then the
annexes and the poster of Lampiran IV.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

from janji.core.numbers import written
from janji.core.sampling import methods
from janji.core.satisfaction import NoIndex, cutoffs, weighting
from janji.documents.letterhead import Letterhead
from janji.documents.official import DOTTED
from janji.documents.sheets import Sheet
from janji.documents.typesetting import pdf
from janji.documents.word import Picture, docx
from janji.kit import dates
from janji.kit.charts import paper_png, paper_svg
from janji.registers.survey import charts
from janji.registers.survey.models import FollowUpPlan, Question, Response
from janji.registers.survey.results import (
    ELEMENTS,
    ElementResult,
    Group,
    PeriodRow,
    Result,
    ServiceResult,
)

_HERE = Path(__file__).parent
NOT_KNOWN = "belum ada"
QUARTERS = ("I", "II", "III", "IV")
CHART_WIDTH = 120
MOST_SUGGESTIONS = 40


@dataclass(frozen=True, slots=True)
class SurveyReport:
    """A survey about to be put on paper. `responses` are those that count, in their order."""

    letterhead: Letterhead
    office: str
    result: Result
    days: tuple[date | None, date | None]
    received: int
    profiles: Mapping[str, Sequence[Group]]
    services: Sequence[ServiceResult]
    services_hidden: int
    trend: Sequence[PeriodRow]
    questions: Sequence[Question]
    responses: Sequence[Response]
    suggestions: Sequence[Response]
    plans: Sequence[FollowUpPlan]
    before: str | None
    plans_before: Sequence[FollowUpPlan]
    made_at: datetime
    state_note: str | None = None
    foot: tuple[str, ...] = ()
    sheet: Sheet = Sheet.A4


def as_pdf(report: SurveyReport) -> bytes:
    """The report as PDF/A-2a and PDF/UA-1; the same value gives the same bytes."""
    drawings = {name: paper_svg(spec) for name, spec in _charts(report).items()}
    content = _content(report) | {
        "chart": drawings.get("chart"),
        "trend_chart": drawings.get("trend_chart"),
    }
    return pdf(_HERE / "report.typ", content, made_at=report.made_at)


def as_docx(report: SurveyReport) -> bytes:
    """The report as DOCX, from a template that an office can restyle in a word processor."""
    content = _content(report)
    said = {"chart": content["chart_said"], "trend_chart": content["trend_said"]}
    pictures = {
        name: Picture(paper_png(spec), CHART_WIDTH, said[name])
        for name, spec in _charts(report).items()
    }
    absent = {name: None for name in said if name not in pictures}
    return docx(
        _HERE / "report.docx",
        content | absent,
        made_at=report.made_at,
        sheet=report.sheet,
        pictures=pictures,
    )


def _charts(report: SurveyReport) -> dict[str, dict[str, Any]]:
    """The charts that there is something to draw for."""
    found: dict[str, dict[str, Any]] = {}
    if report.result.tally.respondents:
        found["chart"] = charts.elements_spec(report.result.elements)
    known = [one for one in report.trend if one.index is not None]
    if len(known) >= charts.LEAST_IN_TREND:
        found["trend_chart"] = charts.trend_spec(known)
    return found


def day(value: date | None) -> str:
    """`14 Agustus 2026`."""
    return NOT_KNOWN if value is None else dates.day(value)


def _content(report: SurveyReport) -> dict[str, Any]:
    """The report as plain data, the same for both templates."""
    result, period = report.result, report.result.period
    width, height = report.sheet.millimetres
    return {
        "title": f"Laporan {period.name} – {report.office}",
        "author": report.letterhead.org_unit,
        "sheet": {"width": width, "height": height},
        "letterhead": {
            "government": report.letterhead.government,
            "org_unit": report.letterhead.org_unit,
            "address": report.letterhead.address,
            "contact": report.letterhead.contact,
        },
        "state_note": report.state_note,
        "foot": list(report.foot),
        "heading": "LAPORAN SURVEI KEPUASAN MASYARAKAT",
        "period": period.name,
        "office": report.office,
        "place_date": f"{DOTTED}, {day(report.made_at.date())}",
        "summary": _summary(report),
        "introduction": _introduction(report),
        "method": list(_method(report)),
        "profiles": [
            {"title": title, "rows": list(_shares(found, result.tally.respondents))}
            for title, found in report.profiles.items()
        ],
        "elements": [_element(number, one) for number, one in enumerate(result.elements, 1)],
        "formula": _formula(result),
        "chart_said": _elements_said(result.elements),
        "trend": [_trend_row(one) for one in report.trend],
        "trend_said": "; ".join(f"{one.period.name} {_figure(one.index)}" for one in report.trend),
        "services": [_service(one) for one in report.services],
        "services_note": _services_note(report.services_hidden),
        "weakest": [_named_mean(one) for one in result.weakest],
        "analysis": list(_analysis(result)),
        "suggestions": [_suggestion(one) for one in report.suggestions[:MOST_SUGGESTIONS]],
        "suggestions_note": _suggestions_note(len(report.suggestions)),
        "plans": [_plan(number, one) for number, one in enumerate(report.plans, 1)],
        "before": report.before,
        "plans_before": [_plan(number, one) for number, one in enumerate(report.plans_before, 1)],
        "closing": list(_closing(report)),
        "questions": [_question(one) for one in report.questions],
        "codes": [f"U{number}" for number in range(1, len(result.elements) + 1)],
        "tabulation": [_row(one) for one in report.responses],
        "totals": _totals(result.elements),
        "poster": _poster(report),
    }


def _figure(value: Any, decimals: int = 2) -> str:
    return NOT_KNOWN if value is None or isinstance(value, NoIndex) else written(value, decimals)


def _summary(report: SurveyReport) -> dict[str, Any]:
    result, period = report.result, report.result.period
    grade = result.grade
    rows = [
        ("Indeks Kepuasan Masyarakat (IKM)", _figure(result.index)),
        ("Mutu pelayanan", grade.mark if grade else NOT_KNOWN),
        ("Kinerja unit pelayanan", grade.label if grade else NOT_KNOWN),
        ("Responden", f"{written(result.tally.respondents, 0)} orang"),
        ("Periode survei", f"{day(period.starts_on)} sampai {day(period.ends_on)}"),
        ("Sampel minimum", _sample(result)),
        ("Bobot unsur", weighting(period.weighting).title),
        ("Batas mutu", cutoffs(period.cutoffs).title),
    ]
    return {
        "index": _figure(result.index),
        "grade": f"Mutu {grade.mark} · {grade.label}" if grade else NOT_KNOWN,
        "rows": [{"label": label, "text": text} for label, text in rows],
        "sentence": _summary_sentence(report),
    }


def _summary_sentence(report: SurveyReport) -> str:
    result = report.result
    if result.grade is None:
        return "Indeks belum dapat dihitung karena ada unsur yang belum dijawab seorang pun."
    weakest = ", ".join(one.name for one in result.weakest)
    return (
        f"{written(result.tally.respondents, 0)} responden menilai pelayanan {report.office}"
        f" dengan IKM {_figure(result.index)} ({result.grade.label}). Unsur yang paling perlu"
        f" diperbaiki: {weakest}."
    )


def _sample(result: Result) -> str:
    if result.least is None:
        return "populasi belum diketahui"
    reached = "terpenuhi" if result.is_enough else "belum terpenuhi"
    return f"{written(result.least, 0)} responden ({reached})"


def _introduction(report: SurveyReport) -> list[str]:
    return [
        (
            "Penyelenggara pelayanan publik wajib melakukan Survei Kepuasan Masyarakat paling sedikit"
            " satu kali setahun (PermenPANRB 14/2017). Laporan ini memuat hasil survei"
            f" {report.office} untuk {report.result.period.name}."
        ),
        (
            "Tujuannya mengetahui kepuasan pengguna layanan menurut sembilan unsur, menemukan unsur"
            " yang lemah, dan menetapkan tindak lanjutnya."
        ),
    ]


def _method(report: SurveyReport) -> Iterable[dict[str, str]]:
    result, period = report.result, report.result.period
    first, last = report.days
    population = "belum diketahui"
    if result.population:
        source = period.get_population_source_display()
        population = f"{written(result.population, 0)} layanan yang selesai ({source})"
    rows = (
        ("Kuesioner", f"{period.instrument}; {period.instrument.source}"),
        ("Populasi", population),
        ("Cara sampel", f"{methods()[period.sample_method].title}: {_sample(result)}"),
        ("Kuesioner diterima", f"{written(report.received, 0)} lembar"),
        (
            "Kuesioner diolah",
            (
                f"{written(result.tally.respondents, 0)} lembar;"
                f" {written(result.set_aside, 0)} disisihkan dengan alasan,"
                f" {written(result.waiting, 0)} menunggu pemeriksaan"
            ),
        ),
        ("Pengumpulan data", f"{day(first)} sampai {day(last)}"),
        ("Tim pelaksana", DOTTED),
    )
    return ({"label": label, "text": text} for label, text in rows)


def _shares(found: Sequence[Group], respondents: int) -> Iterable[dict[str, str]]:
    for one in found:
        count = one.count or 0
        share = f"{written(Fraction(count * 100, respondents), 1)} %" if respondents else NOT_KNOWN
        yield {"label": one.label, "count": written(count, 0), "share": share}


def _element(number: int, one: ElementResult) -> dict[str, str]:
    return {
        "number": f"U{number}",
        "name": one.name,
        "total": written(one.tally.total, 0),
        "filled": written(one.tally.filled, 0),
        "mean": _figure(one.mean),
        "weighted": _figure(one.weighted, 3),
        "grade": one.grade.mark if one.grade else NOT_KNOWN,
        "rank": str(one.rank) if one.rank else NOT_KNOWN,
    }


def _formula(result: Result) -> str:
    how = weighting(result.period.weighting).title
    return (
        "NRR = jumlah nilai ÷ jawaban yang diisi; IKM = jumlah (NRR × bobot) × 25"
        f" = {_figure(result.index)}. Bobot: {how}. Angka tertimbang pada tabel dibulatkan untuk"
        " dibaca; indeksnya dihitung dari jumlah yang tidak dibulatkan."
    )


def _elements_said(found: Sequence[ElementResult]) -> str:
    return "Nilai rata-rata setiap unsur: " + "; ".join(
        f"{one.name} {_figure(one.mean)}" for one in found
    )


def _trend_row(one: PeriodRow) -> dict[str, str]:
    return {
        "name": one.period.name,
        "respondents": written(one.respondents, 0),
        "index": _figure(one.index),
        "grade": f"{one.grade.mark} ({one.grade.label})" if one.grade else NOT_KNOWN,
    }


def _service(one: ServiceResult) -> dict[str, str]:
    return {
        "name": one.name,
        "respondents": written(one.respondents, 0),
        "index": _figure(one.index),
        "grade": f"{one.grade.mark} ({one.grade.label})" if one.grade else NOT_KNOWN,
    }


def _services_note(hidden: int) -> str | None:
    if not hidden:
        return None
    return f"{hidden} layanan dengan kurang dari lima responden tidak ditampilkan sendiri."


def _named_mean(one: ElementResult) -> dict[str, str]:
    return {"name": one.name, "mean": _figure(one.mean)}


def _analysis(result: Result) -> Iterable[str]:
    known = [one for one in result.elements if one.mean is not None]
    if not known:
        yield "Belum ada jawaban yang dapat dianalisis."
        return
    best = [one for one in known if one.rank == 1]
    yield (
        f"Unsur terkuat: {', '.join(one.name for one in best)} dengan nilai {_figure(best[0].mean)}."
        " Unsur ini dipertahankan."
    )
    weak = [f"{one.name} ({_figure(one.mean)})" for one in result.weakest]
    yield f"Unsur terlemah, dari yang paling rendah: {', '.join(weak)}."
    if result.without_cost is not None:
        yield (
            f"Tanpa unsur biaya indeksnya {_figure(result.without_cost)}; angka ini hanya informasi,"
            " sebab pada layanan gratis unsur biaya hampir selalu bernilai penuh."
        )


def _suggestion(one: Response) -> dict[str, str]:
    follow_up = getattr(one, "follow_up", None)
    done = f"{follow_up.get_state_display()}: {follow_up.notes}" if follow_up else "Belum ditangani"
    return {"text": one.suggestion or "", "done": done}


def _suggestions_note(count: int) -> str | None:
    if not count:
        return "Tidak ada saran tertulis."
    if count > MOST_SUGGESTIONS:
        return f"{MOST_SUGGESTIONS} saran terbaru dari {written(count, 0)}."
    return None


def _plan(number: int, one: FollowUpPlan) -> dict[str, str]:
    return {
        "number": str(number),
        "element": ELEMENTS[one.element],
        "activity": one.activity,
        "due": f"TW {QUARTERS[one.due_quarter - 1]} {one.due_year}",
        "responsible": one.responsible,
        "state": str(one.get_state_display()),
        "evidence": one.evidence or NOT_KNOWN,
    }


def _closing(report: SurveyReport) -> Iterable[str]:
    result = report.result
    yield _summary_sentence(report)
    if not report.plans:
        yield "Rencana tindak lanjut belum disusun."
        return
    yield (
        f"{len(report.plans)} kegiatan direncanakan, dimulai dari unsur yang paling rendah; hasilnya"
        " dilaporkan pada survei berikutnya."
    )
    if result.is_enough is False:
        yield "Sampel minimum belum terpenuhi, jadi hasil ini dibaca dengan hati-hati."


def _question(one: Question) -> dict[str, str]:
    options = " / ".join(f"{value} {text}" for value, text in enumerate(one.options, 1))
    return {"number": str(one.place), "text": one.text, "options": options}


def _row(one: Response) -> dict[str, Any]:
    answers = ["–" if answer is None else str(answer) for answer in one.answers]
    return {"number": str(one.number), "answers": answers}


def _totals(found: Sequence[ElementResult]) -> list[dict[str, Any]]:
    return [
        {"label": "Jumlah nilai", "values": [written(one.tally.total, 0) for one in found]},
        {"label": "Jawaban", "values": [written(one.tally.filled, 0) for one in found]},
        {"label": "NRR", "values": [_figure(one.mean) for one in found]},
        {"label": "NRR tertimbang", "values": [_figure(one.weighted, 3) for one in found]},
    ]


def _poster(report: SurveyReport) -> dict[str, Any]:
    result, period = report.result, report.result.period

    def split(title: str) -> str:
        found = report.profiles.get(title, ())
        said = "; ".join(f"{one.label} {written(one.count or 0, 0)}" for one in found)
        return said or NOT_KNOWN

    rows = (
        ("Jumlah responden", f"{written(result.tally.respondents, 0)} orang"),
        ("Jenis kelamin", split("Jenis kelamin")),
        ("Pendidikan", split("Pendidikan")),
        ("Periode survei", f"{day(period.starts_on)} sampai {day(period.ends_on)}"),
    )
    return {
        "index": _figure(result.index),
        "grade": f"Mutu {result.grade.mark} · {result.grade.label}" if result.grade else NOT_KNOWN,
        "rows": [{"label": label, "text": text} for label, text in rows],
        "thanks": (
            "Terima kasih atas penilaian yang telah Anda berikan. Masukan Anda kami pakai untuk"
            " memperbaiki layanan."
        ),
    }
