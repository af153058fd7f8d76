"""What supervision tells whom."""

from collections.abc import Iterable

from django.urls import reverse

from janji.notices.declaring import Done, Notice
from janji.orgs.roles import Permission
from janji.supervision.models import Finding, Thread

SUPERVISE, ANSWER = Permission.SUPERVISE, Permission.ANSWER_SUPERIOR
QUOTED = 160
"""Letters of a finding that are quoted."""


def _thread(thread: Thread) -> str:
    return reverse("supervision:thread", args=[thread.pk])


def _finding(finding: Finding) -> str:
    return reverse("supervision:finding", args=[finding.pk])


def _asked(done: Done) -> dict[str, object]:
    thread = done.thing
    said = thread.get_kind_display().lower()
    return {"kind": said, "subject": thread.subject, "day": f"{thread.due_on:%d-%m-%Y}"}


def _found(done: Done) -> dict[str, object]:
    finding = done.thing
    return {
        "severity": finding.get_severity_display().lower(),
        "text": _short(finding.text),
        "day": f"{finding.due_on:%d-%m-%Y}",
        "why": done.facts.get("why") or "–",
    }


def _short(text: str) -> str:
    """The beginning of what was found, to be quoted."""
    said = " ".join(text.split()).rstrip(".")
    return said if len(said) <= QUOTED else said[:QUOTED].rsplit(" ", 1)[0] + " …"


def _owner(finding: Finding) -> Iterable[int | None]:
    return (finding.owner_id,)


NOTICES = (
    Notice(
        deed="open-thread",
        to=ANSWER,
        sentence="{org_unit}: {kind} atasan “{subject}”, dijawab paling lambat {day}.",
        address=_thread,
        facts=_asked,
    ),
    Notice(
        deed="ask-again",
        to=ANSWER,
        sentence="{org_unit}: atasan menulis lagi pada “{subject}”, dijawab paling lambat {day}.",
        address=_thread,
        facts=_asked,
    ),
    Notice(
        deed="answer-thread",
        to=SUPERVISE,
        sentence="{org_unit} menjawab “{subject}”.",
        address=_thread,
        facts=_asked,
    ),
    Notice(
        deed="close-thread",
        to=ANSWER,
        sentence="{org_unit}: “{subject}” ditutup atasan.",
        address=_thread,
        facts=_asked,
    ),
    Notice(
        deed="raise-finding",
        to=ANSWER,
        sentence="{org_unit}: temuan {severity} “{text}”, ditindaklanjuti paling lambat {day}.",
        address=_finding,
        facts=_found,
        people=_owner,
    ),
    Notice(
        deed="follow-up-finding",
        to=SUPERVISE,
        sentence="{org_unit} menindaklanjuti temuan “{text}”.",
        address=_finding,
        facts=_found,
    ),
    Notice(
        deed="accept-follow-up",
        to=ANSWER,
        sentence="{org_unit}: tindak lanjut temuan “{text}” diterima.",
        address=_finding,
        facts=_found,
        people=_owner,
    ),
    Notice(
        deed="return-follow-up",
        to=ANSWER,
        sentence="{org_unit}: tindak lanjut temuan “{text}” dikembalikan, paling lambat {day}. Alasan: {why}",
        address=_finding,
        facts=_found,
        people=_owner,
    ),
    Notice(
        deed="withdraw-finding",
        to=ANSWER,
        sentence="{org_unit}: temuan “{text}” ditarik. Alasan: {why}",
        address=_finding,
        facts=_found,
        people=_owner,
    ),
)
