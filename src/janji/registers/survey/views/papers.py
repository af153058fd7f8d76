"""Doors to the papers of a survey."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from janji.documents.sheets import Sheet
from janji.kit.files import made
from janji.kit.tables import xlsx_response
from janji.orgs.http import SignedInRequest
from janji.registers.survey import tables
from janji.registers.survey.documents.report.content import SurveyReport, as_docx, as_pdf
from janji.registers.survey.documents.report.record import report_of
from janji.registers.survey.views.finding import period_or_404


def _report(request: SignedInRequest, pk: int) -> SurveyReport:
    asked = request.GET.get("kertas", "")
    sheet = Sheet(asked) if asked in set(Sheet) else Sheet.A4
    return report_of(period_or_404(request, pk), sheet=sheet)


@require_GET
def report_pdf(request: SignedInRequest, pk: int) -> HttpResponse:
    """The report as PDF, shown in the browser."""
    return made(as_pdf(_report(request, pk)), f"laporan-skm-{pk}.pdf")


@require_GET
def report_docx(request: SignedInRequest, pk: int) -> HttpResponse:
    """The report as DOCX."""
    return made(as_docx(_report(request, pk)), f"laporan-skm-{pk}.docx")


@require_GET
def report_xlsx(request: SignedInRequest, pk: int) -> HttpResponse:
    """The tables of the report as a workbook."""
    return xlsx_response(f"laporan-skm-{pk}", tables.report(_report(request, pk)))
