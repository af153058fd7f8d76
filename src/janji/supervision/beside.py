"""What supervision hangs beside the page of an indicator: what is asked and found about its figures."""

from collections.abc import Sequence
from datetime import date

from django.contrib.auth.models import AbstractUser
from django.urls import reverse

from janji.agreements.models import Target
from janji.core.supervision_life import FindingState, ThreadState, is_overdue
from janji.kit.panels import Line, Panel
from janji.orgs import access
from janji.orgs.roles import Permission
from janji.supervision import queries
from janji.supervision.models import Finding, Thread
from janji.supervision.wording import FINDING_STATES, THREAD_STATES

MOST = 5
OVERDUE = ("bad", "Lewat batas")


def of_indicator(target: Target, user: AbstractUser, on: date) -> Sequence[Panel]:
    """Open questions and findings about an indicator's year, through all its agreements; three queries."""
    agreement = target.objective.agreement
    office = reverse("supervision:office", args=[agreement.org_unit.slug, agreement.year])
    links = [("Pengawasan kantor ini", office)]
    if access.may(user, Permission.SUPERVISE, org_unit=agreement.org_unit, on=on):
        asked = reverse("supervision:new-thread", args=[agreement.org_unit.slug, agreement.year])
        links = [("Tanya", f"{asked}?indikator={target.pk}"), *links]
    threads, findings = queries.open_about(target)
    lines = [
        *(_thread_line(one, on) for one in threads),
        *(_finding_line(one, on) for one in findings),
    ]
    return [
        Panel(
            code="pengawasan",
            title="Pertanyaan dan temuan",
            count=len(lines),
            lines=lines[:MOST],
            nothing="Tidak ada yang terbuka tentang angka ini.",
            links=links,
        )
    ]


def _thread_line(one: Thread, on: date) -> Line:
    state = ThreadState(one.state)
    said = OVERDUE if is_overdue(state, one.due_on, on) else THREAD_STATES[state]
    return Line(one.subject, reverse("supervision:thread", args=[one.pk]), *said)


def _finding_line(one: Finding, on: date) -> Line:
    state = FindingState(one.state)
    said = OVERDUE if is_overdue(state, one.due_on, on) else FINDING_STATES[state]
    return Line(f"Temuan: {one}", reverse("supervision:finding", args=[one.pk]), *said)


BESIDE = {"indicator": of_indicator}
