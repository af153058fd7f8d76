"""What of an evaluation is told to whom: that it stands, to who heads the office."""

from django.urls import reverse

from janji.evaluation.models import Evaluation
from janji.kit.templatetags.kit import quarter
from janji.notices.declaring import Done, Notice
from janji.orgs.models import OrgUnit
from janji.orgs.roles import Permission


def _page(evaluation: Evaluation) -> str:
    return reverse("evaluation:published", args=[evaluation.pk])


def _office(evaluation: Evaluation) -> OrgUnit:
    return evaluation.agreement.org_unit


def _said(done: Done) -> dict[str, object]:
    evaluation = done.thing
    return {"quarter": f"{quarter(evaluation.quarter)} {evaluation.agreement.year}"}


NOTICES = (
    Notice(
        deed="publish-evaluation",
        to=Permission.SIGN_AS_FIRST,
        sentence="{org_unit}: hasil evaluasi kinerja sampai {quarter} diterbitkan.",
        address=_page,
        office=_office,
        facts=_said,
    ),
)
