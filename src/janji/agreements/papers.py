"""The paper that both parties signed, kept as it was. Called by actions, inside their transaction."""

import hashlib
import secrets
from datetime import datetime

from django.core.files.base import ContentFile

from janji.agreements import queries
from janji.agreements.documents.agreement.content import as_pdf
from janji.agreements.documents.agreement.record import paper_of
from janji.agreements.models import Agreement, PaperFile, SignedPaper
from janji.documents.sheets import Sheet

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Without letters and digits that look alike on paper."""
LENGTH = 12


def keep_signed(agreement: Agreement, *, house: str, at: datetime) -> SignedPaper:
    """Keeps the sealed content and the papers made of it, under a code that nobody can guess."""
    content = queries.sealed_content(agreement)
    paper = SignedPaper.objects.create(
        agreement=agreement,
        code="".join(secrets.choice(LETTERS) for _ in range(LENGTH)),
        content=content,
        content_sha256=hashlib.sha256(content.encode()).hexdigest(),
        signed_at=at,
    )
    for sheet in Sheet:
        _keep(paper, sheet, as_pdf(paper_of(agreement, sheet=sheet, house=house)))
    return paper


def _keep(paper: SignedPaper, sheet: Sheet, data: bytes) -> None:
    digest = hashlib.sha256(data).hexdigest()
    kept = PaperFile(paper=paper, sheet=sheet.value, size=len(data), sha256=digest)
    kept.file.save(f"{digest[:24]}.pdf", ContentFile(data), save=False)
    kept.save()
