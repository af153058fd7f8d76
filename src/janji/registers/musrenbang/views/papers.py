"""Doors to the minutes of a forum."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from janji.documents.sheets import Sheet
from janji.kit.files import made
from janji.orgs.http import SignedInRequest
from janji.registers.musrenbang.documents.minutes.content import Minutes, as_docx, as_pdf
from janji.registers.musrenbang.documents.minutes.record import minutes_of
from janji.registers.musrenbang.views.finding import forum_or_404


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
    return made(as_pdf(_minutes(request, pk)), f"berita-acara-{pk}.pdf")


@require_GET
def minutes_docx(request: SignedInRequest, pk: int) -> HttpResponse:
    """The minutes as DOCX."""
    return made(as_docx(_minutes(request, pk)), f"berita-acara-{pk}.docx")
