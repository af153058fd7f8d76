"""Doors to the minutes of a forum."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from janji.documents.sheets import Sheet
from janji.orgs.http import SignedInRequest
from janji.registers.musrenbang.documents.minutes.content import Minutes, as_docx, as_pdf
from janji.registers.musrenbang.documents.minutes.record import minutes_of
from janji.registers.musrenbang.views.finding import forum_or_404

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _minutes(request: SignedInRequest, pk: int) -> Minutes:
    asked = request.GET.get("kertas", "")
    return minutes_of(
        forum_or_404(request, pk),
        made_at=timezone.localtime(),
        by_agency=request.GET.get("susunan") == "opd",
        sheet=Sheet(asked) if asked in set(Sheet) else Sheet.A4,
    )


@require_GET
def minutes_pdf(request: SignedInRequest, pk: int) -> HttpResponse:
    """The minutes as PDF, shown in the browser."""
    name = f"berita-acara-{pk}.pdf"
    return _file(as_pdf(_minutes(request, pk)), "application/pdf", name, "inline")


@require_GET
def minutes_docx(request: SignedInRequest, pk: int) -> HttpResponse:
    """The minutes as DOCX."""
    return _file(as_docx(_minutes(request, pk)), DOCX, f"berita-acara-{pk}.docx", "attachment")


def _file(data: bytes, content_type: str, name: str, how: str) -> HttpResponse:
    response = HttpResponse(data, content_type=content_type)
    response["Content-Disposition"] = f'{how}; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
