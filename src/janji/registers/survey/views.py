"""Doors to the survey register."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from janji.orgs.http import SignedInRequest


@require_GET
def periods(request: SignedInRequest, slug: str) -> HttpResponse:
    """Survey periods of an office."""
    raise Http404(request.path + slug)
