"""What of an office's quarter is told to whom: whose turn it is now, and who has to look again."""

from collections.abc import Iterable

from django.urls import reverse

from janji.core.measurement_life import Deed
from janji.kit.templatetags.kit import quarter
from janji.measurements.models import OfficeQuarter
from janji.measurements.quarters.access import typed_by
from janji.notices.declaring import Done, Notice
from janji.orgs.roles import Permission

HEAD = Permission.APPROVE_QUARTER


def _page(row: OfficeQuarter) -> str:
    return reverse("measurements:quarter", args=[row.org_unit.slug, row.year, row.quarter])


def _said(done: Done) -> dict[str, object]:
    row = done.thing
    return {"quarter": f"{quarter(row.quarter)} {row.year}", "why": done.facts.get("why") or "–"}


def _who_handed_in(row: OfficeQuarter) -> Iterable[int | None]:
    """Whoever submitted the figures that came back, and whoever typed them."""
    submitted = row.steps.filter(deed=Deed.SUBMIT.value, turn=row.turn)
    return {*submitted.values_list("done_by", flat=True), *typed_by(row)}


NOTICES = (
    Notice(
        deed="submit-quarter",
        to=Permission.VERIFY_QUARTER,
        sentence="{org_unit}: pengukuran {quarter} disampaikan dan menunggu verifikasi.",
        address=_page,
        facts=_said,
    ),
    Notice(
        deed="verify-quarter",
        to=HEAD,
        sentence="{org_unit}: pengukuran {quarter} diverifikasi dan menunggu persetujuan.",
        address=_page,
        facts=_said,
    ),
    Notice(
        deed="approve-quarter",
        to=Permission.ACCEPT_QUARTER,
        sentence="{org_unit}: pengukuran {quarter} disetujui kepala kantor dan menunggu diterima.",
        address=_page,
        facts=_said,
    ),
    Notice(
        deed="return-quarter",
        to=HEAD,
        sentence="{org_unit}: pengukuran {quarter} dikembalikan. Alasan: {why}",
        address=_page,
        facts=_said,
        people=_who_handed_in,
    ),
    Notice(
        deed="reopen-quarter",
        to=HEAD,
        sentence="{org_unit}: pengukuran {quarter} dibuka kembali. Alasan: {why}",
        address=_page,
        facts=_said,
        people=_who_handed_in,
    ),
)
