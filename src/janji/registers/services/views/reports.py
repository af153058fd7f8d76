"""The monthly report: page, print, workbook."""

import re
from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from janji.kit.tables import xlsx_response
from janji.orgs.http import SignedInRequest
from janji.orgs.place import office_here
from janji.registers.services import monthly

FIRST_YEAR = 2000


@require_GET
def report(request: SignedInRequest, slug: str) -> HttpResponse:
    """What came in a month, what was settled in time, what was not, and why."""
    org_unit = office_here(request, slug)
    now = timezone.now()
    month = monthly.Month(*_asked(request.GET.get("bulan", ""), timezone.localdate(now)), now)
    found = monthly.report_of(org_unit, month)
    if request.GET.get("unduh") == "xlsx":
        name = f"laporan-layanan-{org_unit.slug}-{month.year}-{month.month:02d}"
        return xlsx_response(name, monthly.tables(found))
    before = month.first.replace(day=1)
    context = {
        "office": org_unit,
        "report": found,
        "month": month,
        "headings": monthly.HEADINGS,
        "value": f"{month.year}-{month.month:02d}",
        "earlier": _shifted(before, -1),
        "later": None if month.following > timezone.localdate(now) else _shifted(before, 1),
    }
    return render(request, "services/report.html", context)


def _asked(text: str, today: date) -> tuple[int, int]:
    """`2019-07` as year and month; this month when nothing is asked."""
    if not text:
        return today.year, today.month
    found = re.fullmatch(r"([0-9]{4})-([0-9]{2})", text)
    if found is None:
        raise Http404
    year, month = int(found[1]), int(found[2])
    in_time = (FIRST_YEAR, 1) <= (year, month) <= (today.year, today.month)
    if not in_time or not 1 <= month <= 12:
        raise Http404
    return year, month


def _shifted(day: date, months: int) -> str:
    place = day.year * 12 + day.month - 1 + months
    return f"{place // 12}-{place % 12 + 1:02d}"
