"""Someone with a role in one village sees that village only: at every address, in lists, exports
and the rows behind numbers, whatever they ask for."""

import io
import re
from collections import Counter, deque
from urllib.parse import urlencode, urlsplit

import pdfplumber
import pytest
from django.apps import apps
from django.db import transaction
from django.test import override_settings
from django.urls import NoReverseMatch, URLResolver, get_resolver, reverse
from python_calamine import CalamineWorkbook

from janji.orgs.models import OrgUnit, User
from janji.registers.imports.layouts import layouts
from janji.reports.quality import sources
from tests.contract.test_doors import PUBLIC
from tests.site.test_every_link import MOST_OF_A_KIND, kind_of, links_of
from tests.upgrades import filling

pytestmark = pytest.mark.slow

OFFICE = "org_unit"
WHOSE = {
    "agreements:": ("agreements.Agreement", OFFICE),
    "agreements:bacaan": ("agreements.Reading", None),
    "agreements:target": ("agreements.Target", "objective__agreement__org_unit"),
    "agreements:dasar": ("agreements.BasisFile", "agreement__org_unit"),
    "measurements:perjanjian": ("agreements.Agreement", OFFICE),
    "indicators:versi": ("indicators.IndicatorVersion", "indicator__org_unit"),
    "measurements:isi": ("agreements.Target", "objective__agreement__org_unit"),
    "measurements:indikator": ("agreements.Target", "objective__agreement__org_unit"),
    "measurements:bukti": (
        "measurements.Evidence",
        "measurement__target__objective__agreement__org_unit",
    ),
    "notices:": ("notices.ReceivedNotice", None),
    "supervision:pertanyaan": ("supervision.Thread", OFFICE),
    "supervision:temuan": ("supervision.Finding", OFFICE),
    "supervision:bukti": ("supervision.FollowUpFile", "follow_up__finding__org_unit"),
    "evaluation:perjanjian": ("agreements.Agreement", OFFICE),
    "evaluation:indikator": ("agreements.Target", "objective__agreement__org_unit"),
    "evaluation:hasil": ("evaluation.Evaluation", "agreement__org_unit"),
    "services:katalog": ("services.Service", OFFICE),
    "services:permohonan": ("services.ServiceRequest", OFFICE),
    "services:pengaduan": ("services.Complaint", OFFICE),
    "survey:periode": ("survey.Period", OFFICE),
    "survey:rencana": ("survey.FollowUpPlan", "period__org_unit"),
    "survey:jawaban": ("survey.Response", OFFICE),
    "villages:pemeriksaan": ("villages.Inspection", OFFICE),
    "villages:temuan": ("villages.Finding", OFFICE),
    "villages:foto": ("villages.Photo", "inspection__org_unit"),
    "villages:bukti": ("villages.EvidenceFile", "finding__org_unit"),
    "land_tax:tahun-pajak": ("land_tax.TaxYear", OFFICE),
    "land_tax:posisi": ("land_tax.Recap", OFFICE),
    "land_tax:sppt": ("land_tax.Bill", OFFICE),
    "land_tax:pembayaran": ("land_tax.Payment", OFFICE),
    "land_tax:kode-pajak": ("land_tax.TaxCode", OFFICE),
    "land_tax:uang-petugas": ("land_tax.CollectorMoney", OFFICE),
    "communities:satu": ("communities.Community", OFFICE),
    "communities:pengurus": ("communities.Tenure", "community__org_unit"),
    "communities:agenda": ("communities.Activity", "plan__community__org_unit"),
    "communities:bukti": ("communities.ActivityFile", "activity__plan__community__org_unit"),
    "musrenbang:forum": ("musrenbang.Forum", OFFICE),
    "musrenbang:datang": ("musrenbang.Arrival", "check_in__forum__org_unit"),
    "musrenbang:daftar": ("musrenbang.PaperList", "forum__org_unit"),
    "musrenbang:pindaian": ("musrenbang.PaperImage", "paper_list__forum__org_unit"),
    "musrenbang:hadir": ("musrenbang.Attendance", OFFICE),
    "musrenbang:usulan": ("musrenbang.Proposal", OFFICE),
    "musrenbang:berkas": ("musrenbang.ProposalFile", "proposal__org_unit"),
    "linmas:anggota": ("linmas.Member", OFFICE),
    "linmas:sk": ("linmas.Decree", "member__org_unit"),
    "linmas:acara": ("linmas.Event", OFFICE),
    "linmas:berkas": ("linmas.EventFile", "event__org_unit"),
    "linmas:kehadiran": ("linmas.Attendance", "event__org_unit"),
    "self_help:satu": ("self_help.Group", OFFICE),
    "self_help:penutupan": ("self_help.Closing", "group__org_unit"),
    "self_help:anggota": ("self_help.GroupMember", OFFICE),
    "self_help:pengurus": ("self_help.Officer", "member__org_unit"),
    "self_help:syarat": ("self_help.Requirement", "group__org_unit"),
    "self_help:kegiatan": ("self_help.Record", OFFICE),
    "self_help:pinjaman": ("self_help.Loan", OFFICE),
    "village_budgets:rancangan": ("village_budgets.BudgetCycle", OFFICE),
    "village_budgets:kunjungan": ("village_budgets.Visit", OFFICE),
    "village_budgets:berkas": ("village_budgets.VisitFile", "visit__org_unit"),
    "village_budgets:laporan": ("village_budgets.HandedIn", OFFICE),
    "figures:angka": ("figures.Figure", OFFICE),
    "figures:definisi": ("figures.Figure", OFFICE),
    "figures:isian": ("figures.Entry", OFFICE),
    "figures:bukti": ("figures.EntryEvidence", "entry__org_unit"),
    "rewards:usulan": ("rewards.Proposal", OFFICE),
    "rewards:aturan": ("rewards.RewardRule", OFFICE),
    "rewards:usulkan": ("rewards.RewardRule", OFFICE),
    "rewards:berkas": (
        "rewards.ObjectionFile",
        "objection__decision__proposal__org_unit",
    ),
    "imports:": ("imports.Batch", OFFICE),
    "orgs:jabatan": ("orgs.Position", OFFICE),
    "orgs:akun": ("orgs.User", None),
    "orgs:peran": ("orgs.RoleAssignment", OFFICE),
    "orgs:pengganti": ("orgs.RoleAssignment", OFFICE),
}
"""Whose the row of an address is, by its room and the word before its number: the model, and where
its office stands. Without an office nobody of a village has a right there at all."""

OTHERS = {
    "year": 2019,
    "plan_year": 2020,
    "quarter": 4,
    "month": 1,
    "change": 0,
    "number": 1,
    "invitation": 1,
    "variable": "desa_tertib",
    "code": next(iter(sources())).check.code,
    "day": "2019-06-30",
}
"""What stands beside office and number in an address."""


def routes(resolver=None, space=(), before=""):
    for entry in (resolver or get_resolver()).url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = (*space, entry.namespace) if entry.namespace else space
            yield from routes(entry, inner, route)
        else:
            yield ":".join((*space, entry.name)), route


ASKED_FROM_ABOVE = {"figures:figure"}
"""What an office above asks for is open to those who answer; what others answer is not."""
CLOSED = sorted({name: route for name, route in routes() if name not in PUBLIC}.items())
OF_ROWS = [
    (name, route) for name, route in CLOSED if "<int:pk>" in route and name not in ASKED_FROM_ABOVE
]
OF_OFFICES = [
    (name, route) for name, route in CLOSED if "<slug:slug>" in route.split("<int:pk>")[0]
]


def key_of(name, route):
    """The row of `WHOSE` that says whose a row is: its room, and the word before its number."""
    room = name.split(":", maxsplit=1)[0]
    words = [word for word in route.split("<int:pk>")[0].split("/") if word and "<" not in word]
    exact = f"{room}:{words[-1]}" if words else f"{room}:"
    return exact if exact in WHOSE else f"{room}:"


def arguments(route, **known):
    names = re.findall(r"<(?:\w+:)?(\w+)>", route)
    return {name: known.get(name, OTHERS.get(name)) for name in names}


@pytest.fixture(scope="module")
def house(django_db_setup, django_db_blocker, tmp_path_factory):
    """A small house with something in every table, once for all addresses."""
    with (
        pytest.MonkeyPatch.context() as patch,
        override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("files")),
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        for room, name, size in filling.SMALL:
            patch.setattr(room, name, size)
        filling.furnish()
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def own_files(house):
    """Its files stay where filling put them."""


@pytest.fixture
def clerk(house, db, as_user):
    """The browser of someone who keeps the records of one village, and of nothing else."""
    client = as_user(User.objects.get(username="desa"))
    client.raise_request_exception = False
    return client


@pytest.fixture
def own(house, db):
    return OrgUnit.objects.get(region="33.02.14.2001")


def foreign_rows(name, route, own):
    """Some rows of other offices that an address could name: the first, one between, the last."""
    label, office = WHOSE[key_of(name, route)]
    rows = apps.get_model(label).objects.order_by("pk")
    if office:
        rows = rows.exclude(**{f"{office}__path__startswith": own.path})
    elif label == "orgs.User":
        rows = rows.exclude(username="desa")
    keys = list(rows.values_list("pk", flat=True))
    assert keys, f"{name}: the small house has no {label} of another office"
    return sorted({keys[0], keys[len(keys) // 2], keys[-1]})


def refused(name):
    """What a stranger to the office is told: nothing is there; who has no right at all may be told so."""
    return {404, 403} if name.startswith("orgs:") else {404}


@pytest.mark.parametrize(("name", "route"), OF_ROWS, ids=[name for name, _ in OF_ROWS])
def test_a_row_of_another_office_is_not_there(clerk, own, name, route):
    for key in foreign_rows(name, route, own):
        address = reverse(name, kwargs=arguments(route, pk=key, slug=own.slug))
        answers = {clerk.get(address).status_code, clerk.post(address, {}).status_code}
        assert answers & refused(name), address
        assert answers <= {*refused(name), 405}, address


@pytest.mark.parametrize(("name", "route"), OF_OFFICES, ids=[name for name, _ in OF_OFFICES])
def test_another_office_is_not_there(clerk, own, name, route):
    offices = OrgUnit.objects.exclude(path__startswith=own.path).order_by("path")
    registers = sorted(layouts()) if "<slug:register>" in route else [None]
    for office in (offices[0], offices[1], offices[2], offices.last()):
        for register in registers:
            address = reverse(
                name, kwargs=arguments(route, slug=office.slug, register=register, pk=1)
            )
            answers = {clerk.get(address).status_code, clerk.post(address, {}).status_code}
            assert answers & refused(name), address
            assert answers <= {*refused(name), 405}, address


def marks(own):
    """What would betray another village: its name as an office, and people who live only there."""
    others = OrgUnit.objects.filter(kind="village").exclude(pk=own.pk)
    # Kracak stands in every sheet's example row, whoever fills it in.
    found = {one.name for one in others if one.name not in {own.name, "Desa Kracak"}}
    here, there = set(), set()
    for label, office in set(WHOSE.values()):
        model = apps.get_model(label)
        if office is None or not any(one.name == "name" for one in model._meta.fields):
            continue
        of_villages = model.objects.filter(**{f"{office}__kind": "village"})
        there |= set(of_villages.exclude(**{office: own.pk}).values_list("name", flat=True))
        here |= set(of_villages.filter(**{office: own.pk}).values_list("name", flat=True))
    # People here may be called like people there; only a name that no one here has betrays.
    return found | {one for one in there - here if one and len(one.split()) > 1}


def said(answer):
    """Everything an answer says, whatever it is made of."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    kind = answer.headers.get("Content-Type", "")
    if "spreadsheet" in kind:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        rows = [
            row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()
        ]
        return "\n".join(str(cell) for row in rows for cell in row)
    if kind == "application/pdf":
        with pdfplumber.open(io.BytesIO(content)) as document:
            return "\n".join(page.extract_text() for page in document.pages)
    return content.decode("utf-8", "replace")


def test_nothing_the_village_clerk_reaches_tells_of_another_village(clerk, own):
    betraying = marks(own)
    assert len(betraying) > 20
    pattern = re.compile("|".join(sorted(map(re.escape, betraying), key=len, reverse=True)))
    seen, waiting, opened, found = {"/"}, deque(["/"]), Counter(), {}
    while waiting:
        address = waiting.popleft()
        opened[kind_of(address)] += 1
        if opened[kind_of(address)] > MOST_OF_A_KIND:
            continue
        answer = clerk.get(address)
        if answer.status_code == 302:
            led_to = [answer.headers["Location"]]
        else:
            led_to = [*links_of(address, answer), *asked_otherwise(address, answer, own)]
            if told := set(pattern.findall(said(answer))):
                found[address] = sorted(told)[:5]
        fresh = set(led_to) - seen
        seen |= fresh
        waiting.extend(sorted(fresh))
    assert len(seen) > 60
    assert found == {}


FIELDS = re.compile(r'<(?:select|input)\b[^>]*?\bname="([^"]+)"', re.S)
FORMS = re.compile(r'<form\b(?=[^>]*\bmethod="get")[^>]*>(.*?)</form>', re.S)


def asked_otherwise(address, answer, own):
    """The same page with each of its filters set to another village, in every way that may be known."""
    if "html" not in answer.headers.get("Content-Type", "") or urlsplit(address).query:
        return
    other = OrgUnit.objects.filter(kind="village").exclude(pk=own.pk).order_by("path").first()
    for form in FORMS.findall(answer.content.decode()):
        for name in sorted(set(FIELDS.findall(form))):
            for value in (other.pk, other.slug, other.region_id):
                yield f"{urlsplit(address).path}?{urlencode({name: value})}"


def test_every_address_with_a_number_says_whose_it_is():
    unknown = [name for name, route in OF_ROWS if key_of(name, route) not in WHOSE]
    assert unknown == []
    for label, _ in WHOSE.values():
        apps.get_model(label)


def test_every_address_can_be_made():
    for name, route in CLOSED:
        known = arguments(route, pk=1, slug="kantor", register="linmas")
        try:
            reverse(name, kwargs=known)
        except NoReverseMatch as failure:
            raise AssertionError(f"{name} asks for something that OTHERS lacks") from failure
