"""The paper of a stored agreement: its text, its letterhead, its state and its signatures."""

from datetime import date

from django.urls import reverse
from django.utils import timezone

from janji.agreements import queries
from janji.agreements.documents.agreement.content import AgreementPaper, Check
from janji.agreements.models import Agreement, PartyRole, Signature, SignedPaper
from janji.core.agreement_life import State
from janji.documents.letterhead import letterhead_for
from janji.documents.sheets import Sheet
from janji.kit.dates import day
from janji.kit.templatetags.kit import moment

STATE_NOTES = {
    State.DRAFT: "DRAF",
    State.PROPOSED: "MENUNGGU PIHAK PERTAMA",
    State.SIGNED_BY_FIRST: "MENUNGGU PIHAK KEDUA",
    State.SUPERSEDED: "SUDAH DIGANTIKAN PERUBAHAN",
    State.ENDED: "SUDAH BERAKHIR",
}


def paper_of(agreement: Agreement, *, sheet: Sheet = Sheet.A4, house: str = "") -> AgreementPaper:
    """The paper as it stands now; the same agreement gives the same bytes. Eleven queries.

    `house` is the address under which the public reaches Janji.
    """
    text = queries.agreement_text(agreement)
    signatures = {one.role: one for one in agreement.signatures.select_related("signed_by")}
    last = max((one.signed_at for one in signatures.values()), default=agreement.created_at)
    office = agreement.org_unit
    foot = ["Data contoh: angka di dalam Janji pada pemasangan ini rekaan."]
    return AgreementPaper(
        letterhead=letterhead_for(
            region=text.region or office.name,
            org_unit=office.name,
            address=office.address,
            contact=office.contact,
        ),
        agreement=text,
        made_at=timezone.localtime(last),
        state_note=STATE_NOTES.get(State(agreement.state)),
        first_mark=_mark(signatures.get(PartyRole.FIRST)),
        second_mark=_mark(signatures.get(PartyRole.SECOND)),
        foot=tuple(foot if agreement.is_example else ()),
        digest=queries.content_digest(agreement) if signatures else None,
        sheet=sheet,
        completes=agreement.completes_id is not None,
        period=_period(agreement),
        check=_check(agreement, house),
    )


def _period(agreement: Agreement) -> str | None:
    """What a complement agreement says of its part of the year."""
    if agreement.completes_id is None or agreement.starts_on is None:
        return None
    last = date(agreement.year, 12, 31)
    return f"Masa perjanjian {day(agreement.starts_on)} – {day(last)}"


def _check(agreement: Agreement, house: str) -> Check | None:
    kept = SignedPaper.objects.filter(agreement=agreement).first()
    if kept is None:
        return None
    path = reverse("public-papers:paper", args=[kept.code])
    return Check(kept.code, f"{house.rstrip('/')}{path}" if house else None)


def _mark(signature: Signature | None) -> str | None:
    if signature is None:
        return None
    return f"Disetujui di Janji pada {moment(signature.signed_at)}"
