"""Reads: a signed paper to whoever has its code, with nothing about persons; and what a file is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from janji.agreements.documents.agreement.content import heading
from janji.agreements.models import Agreement, PaperFile, PartyRole, SignedPaper
from janji.agreements.queries import agreement_text
from janji.core.agreement import AgreementText
from janji.core.agreement_life import State
from janji.orgs.models import OrgUnit
from janji.portal.papers.wording import Verdict


def paper_called(code: str) -> SignedPaper | None:
    """The paper of a code, however it was typed; one query."""
    typed = "".join(code.upper().replace("-", "").split())
    found = SignedPaper.objects.filter(code=typed)
    return found.select_related("agreement__org_unit", "agreement__completes").first()


@dataclass(frozen=True, slots=True)
class Shown:
    """What anyone may know of a paper: posts instead of names, never a NIP."""

    paper: SignedPaper
    office: OrgUnit
    heading: str
    year: int
    revision: int
    first_position: str | None
    second_position: str | None
    signed_at: datetime
    starts_on: date | None
    ends_on: date | None
    state: State
    followed_by: SignedPaper | None
    text: AgreementText


def shown(paper: SignedPaper) -> Shown:
    """A paper as its public page shows it; nine queries at most."""
    agreement = paper.agreement
    text = agreement_text(agreement)
    positions = dict(agreement.parties.values_list("role", "position"))
    return Shown(
        paper=paper,
        office=agreement.org_unit,
        heading=heading(text, completes=agreement.completes_id is not None),
        year=agreement.year,
        revision=agreement.revision,
        first_position=positions.get(PartyRole.FIRST),
        second_position=positions.get(PartyRole.SECOND),
        signed_at=paper.signed_at,
        starts_on=agreement.starts_on,
        ends_on=agreement.ends_on,
        state=State(agreement.state),
        followed_by=_following(agreement),
        text=text,
    )


def _following(agreement: Agreement) -> SignedPaper | None:
    """The signed paper that took its place or completes its year."""
    later = SignedPaper.objects.order_by("agreement__revision")
    return (
        later.filter(agreement__revises=agreement).first()
        or later.filter(agreement__completes=agreement).first()
    )


@dataclass(frozen=True, slots=True)
class Compared:
    """What a file is, and the paper it is where it is one."""

    verdict: Verdict
    paper: SignedPaper | None = None


def compared(sha256: str, paper: SignedPaper | None) -> Compared:
    """A file's digest against one paper, or against all of them; one query."""
    known: Sequence[PaperFile] = list(
        PaperFile.objects.filter(sha256=sha256).select_related("paper__agreement__org_unit")
    )
    for one in known:
        if paper is None or one.paper_id == paper.pk:
            return Compared(Verdict.MATCH, one.paper)
    if known:
        return Compared(Verdict.OTHER, known[0].paper)
    return Compared(Verdict.UNKNOWN if paper is None else Verdict.DIFFERS)
