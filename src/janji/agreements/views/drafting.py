"""What doors to the text of an agreement share: where one drafts, the editor as sent, the answer."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render

from janji.agreements.editor import AgreementEditor
from janji.agreements.views.place import today
from janji.core.refusals import Refused
from janji.kit import conflicts
from janji.orgs import access
from janji.orgs.http import SignedInRequest
from janji.orgs.models import OrgUnit
from janji.orgs.roles import Permission


def offices_for_drafting(request: SignedInRequest) -> QuerySet[OrgUnit]:
    """The offices someone drafts for, in the order of the tree."""
    return access.org_units_permitting(
        request.user, Permission.DRAFT_AGREEMENT, on=today()
    ).order_by("path")


def require_drafting(request: SignedInRequest) -> QuerySet[OrgUnit]:
    """The same; refused where there is none."""
    offices = offices_for_drafting(request)
    if not offices.exists():
        raise Refused(
            "not-allowed", deed=Permission.DRAFT_AGREEMENT.value, org_unit="kantor mana pun"
        )
    return offices


def wants_saving(request: SignedInRequest) -> bool:
    """Whether the text was sent to be kept, not only for one more row."""
    return request.method == "POST" and "add" not in request.POST


def editor_of(request: SignedInRequest, unsent: Callable[[], AgreementEditor]) -> AgreementEditor:
    """The editor as it was sent, or as it is opened."""
    return AgreementEditor.from_post(request.POST) if request.method == "POST" else unsent()


def answer(
    request: SignedInRequest, template: str, context: dict[str, Any], *forms: Any
) -> HttpResponse:
    """The page with its forms, and whether anything is wrong with them."""
    status = conflicts.status_of(*forms) if wants_saving(request) else 200
    return render(request, template, context, status=status)
