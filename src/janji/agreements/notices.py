"""What of an agreement is told to whom."""

from django.urls import reverse

from janji.agreements.models import Agreement, PartyRole
from janji.kit import dates
from janji.notices.declaring import Done, Notice
from janji.orgs.roles import Permission


def _page(agreement: Agreement) -> str:
    return reverse("agreements:agreement", args=[agreement.pk])


def _year(done: Done) -> dict[str, object]:
    ends_on = done.thing.ends_on
    last = dates.day(ends_on) if ends_on else ""
    return {**done.facts, "year": done.thing.year, "ends_on": last}


def _as_first(done: Done) -> bool:
    return done.facts.get("role") == PartyRole.FIRST.value


def _as_second(done: Done) -> bool:
    return done.facts.get("role") == PartyRole.SECOND.value


FIRST_PARTY = (Permission.SIGN_AS_FIRST, Permission.DRAFT_AGREEMENT)
NOTICES = (
    Notice(
        deed="propose-agreement",
        to=Permission.SIGN_AS_FIRST,
        sentence="{org_unit}: perjanjian kinerja {year} menunggu tanda tangan Pihak Pertama.",
        address=_page,
        facts=_year,
    ),
    Notice(
        deed="end-agreement",
        to=FIRST_PARTY,
        sentence="{org_unit}: perjanjian kinerja {year} diakhiri per {ends_on}. Alasan: {why}",
        address=_page,
        facts=_year,
    ),
    Notice(
        deed="sign-agreement",
        to=Permission.SIGN_AS_SECOND,
        sentence="{org_unit}: perjanjian kinerja {year} menunggu tanda tangan Pihak Kedua.",
        address=_page,
        facts=_year,
        when=_as_first,
    ),
    Notice(
        deed="sign-agreement",
        to=FIRST_PARTY,
        sentence="{org_unit}: perjanjian kinerja {year} ditandatangani kedua pihak dan berlaku.",
        address=_page,
        facts=_year,
        when=_as_second,
    ),
    Notice(
        deed="return-agreement",
        to=FIRST_PARTY,
        sentence="{org_unit}: perjanjian kinerja {year} dikembalikan ke draf oleh {by}. Alasan: {why}",
        address=_page,
        facts=_year,
    ),
)
