"""Pages of rules, suggestions, proposals and decisions: who reads them, what they say, what they do."""

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal
from hashlib import sha256

import docx
import pdfplumber
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from janji.kit.files import check_upload
from janji.orgs.models import RoleAssignment
from janji.rewards import actions
from janji.rewards.documents.letter import make_template
from janji.rewards.models import Decision, Proposal, RewardRule
from tests.cast import AT
from tests.forms_on_pages import form_on
from tests.rewards import stories
from tests.rewards.stories import ALLOWANCE, COACHING, GRANT, moment

READERS = ("camat", "perencana", "bupati", "pengawas", "evaluator", "inspektorat", "admin")
OTHERS = ("operator", "kasi", "stranger")


@pytest.fixture(autouse=True)
def the_middle_of_july(monkeypatch):
    """The house lives where the stories do."""
    monkeypatch.setattr(timezone, "now", lambda: moment(18, 7))


def at(name, *arguments):
    return reverse(f"rewards:{name}", args=arguments)


def whole(answer):
    """An answer read to its end, so that its file is closed."""
    if answer.streaming:
        b"".join(answer.streaming_content)
    return answer


def text(answer):
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize("who", READERS)
def test_who_reads_a_proposal_and_its_letter(cast, as_user, who):
    stories.weak(cast)
    made = stories.decided(cast)
    client = as_user(getattr(cast, who))
    for name in ("proposal", "letter-pdf", "letter-docx"):
        assert whole(client.get(at(name, made.pk))).status_code == 200
    assert client.get(at("office", "kecamatan-ajibarang")).status_code == 200
    assert "Kecamatan Ajibarang, 2019" in text(client.get(at("decisions")))


@pytest.mark.parametrize("who", OTHERS)
def test_to_others_it_is_not_there(cast, as_user, who):
    """Figures may be read by many; who is rewarded or sanctioned concerns few."""
    stories.weak(cast)
    upload = check_upload(SimpleUploadedFile("rekap.pdf", b"%PDF-1.4\nrekap\n"))
    made = stories.objected(cast, files=[upload])
    kept = made.decision.objection.files.get()
    client = as_user(getattr(cast, who))
    for name in ("proposal", "letter-pdf", "letter-docx", "decide", "object", "answer"):
        assert client.get(at(name, made.pk)).status_code == 404
    assert client.get(at("file", kept.pk)).status_code == 404
    assert client.get(at("rule", made.rule_id)).status_code == 404
    assert client.get(at("office", "kecamatan-ajibarang")).status_code == 404
    for name in ("decisions", "proposals", "rules"):
        assert "Ajibarang" not in text(client.get(at(name))).split("<main")[1]


def test_the_head_reads_the_rules_that_hold_without_those_of_the_whole_regency(cast, as_user):
    stories.weak(cast)
    rule = stories.active(cast)
    client = as_user(cast.camat)
    page = text(client.get(at("office", "kecamatan-ajibarang")))
    assert rule.title in page
    assert "terpenuhi" in page
    assert "42,50 %, predikat Sangat rendah (3 dari 4 indikator)" in page
    assert client.get(at("rule", rule.pk)).status_code == 404


def test_a_rule_is_written_activated_followed_and_ended(cast, as_user):
    keeper, other = as_user(cast.pengawas), as_user(cast.bupati)
    address = at("new-rule")
    form = form_on(keeper.get(address), address, "Simpan konsep")
    typed = {
        "title": "Pembinaan",
        "percent": "55",
        "quarters": "2",
        "valid_from": "01-01-2019",
    }
    assert form.send(keeper, typed).status_code == 302
    rule = RewardRule.objects.get()
    page = at("rule", rule.pk)
    shown = keeper.get(page)
    assert "Anda penyusun konsep ini" in text(shown)
    assert "dasar hukum belum diisi" in text(shown)
    refused = form_on(other.get(page), page, "Berlakukan").send(other, {})
    assert refused.status_code == 409
    assert "tanpa dasar hukum tidak dapat diberlakukan" in text(refused)
    address = at("edit-rule", rule.pk)
    basis = {
        "basis_document": "Perbup 41/2018",
        "basis_article": "Pasal 7",
        "basis_dated": "05-11-2018",
        "basis_status": "seen",
    }
    form = form_on(keeper.get(address), address, "Simpan konsep")
    assert form.send(keeper, basis).status_code == 302
    assert form_on(other.get(page), page, "Berlakukan").send(other, {}).status_code == 302
    rule.refresh_from_db()
    assert rule.state == "active"
    made = form_on(keeper.get(page), page, "Versi baru").send(keeper, {})
    assert made.status_code == 302
    assert RewardRule.objects.get(version=2).state == "draft"
    address = at("end-rule", rule.pk)
    form = form_on(other.get(address), address, "Akhiri")
    assert form.send(other, {"because": "Perbup dicabut"}).status_code == 302
    assert "Perbup dicabut" in text(keeper.get(page))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"percent": "abc"}, "percent"),
        ({"percent": ""}, "Isi hanya yang diperlukan syarat ini"),
        ({"effect_kind": "reprimand"}, "PP 94/2021 tidak memuat kewajiban mencapai target"),
        ({"quarters": "9"}, "quarters"),
        ({"valid_from": "31-02-2019"}, "valid_from"),
    ],
)
def test_a_wrong_rule_is_said_on_the_form(cast, as_user, typed, said):
    client, address = as_user(cast.pengawas), at("new-rule")
    form = form_on(client.get(address), address, "Simpan konsep")
    whole = {"title": "x", "percent": "55", "quarters": "2", "valid_from": "01-01-2019"}
    answer = form.send(client, whole | typed)
    assert answer.status_code == 422
    assert said in text(answer)
    assert not RewardRule.objects.exists()


def test_from_the_suggestion_to_the_proposal(cast, as_user):
    stories.weak(cast)
    rule = stories.active(cast)
    client = as_user(cast.pengawas)
    page = text(client.get(at("suggestions", 2019)))
    assert "Saran bukan keputusan" in page
    assert "Capaian perjanjian di bawah 55 % dalam 2 triwulan berturut-turut" in page
    address = at("propose", "kecamatan-ajibarang", 2019, rule.pk)
    shown = client.get(address)
    assert "Capaian perjanjian TW II: 33,33 %" in text(shown)
    form = form_on(shown, address, "Usulkan")
    assert form.send(client, {"reasons": " "}).status_code == 422
    assert form.send(client, {"reasons": "Perlu pendampingan"}).status_code == 302
    again = form.send(client, {"reasons": "Sekali lagi"})
    assert again.status_code == 422
    assert "Usulan atas data yang sama sudah ada" in text(again)
    assert Proposal.objects.count() == 1


@pytest.mark.parametrize("who", ["camat", "bupati", "inspektorat"])
def test_suggestions_are_for_who_may_propose(cast, as_user, who):
    client = as_user(getattr(cast, who))
    assert client.get(at("suggestions", 2019)).status_code == 404
    assert client.get(at("suggestions", 1066)).status_code == 404


def test_deciding_on_the_page_keeps_the_letter(cast, as_user):
    stories.weak(cast)
    made = stories.proposed(cast)
    client, address = as_user(cast.bupati), at("decide", made.pk)
    form = form_on(client.get(address), address, "Tetapkan")
    typed = {
        "is_granted": ["1"],
        "reasons": "Dua triwulan di bawah target",
        "number": "800/12/2019",
        "place": "Purwokerto",
        "official_name": "Harjono Kusumo",
        "official_title": "Bupati Banyumas",
    }
    assert form.send(client, typed).status_code == 302
    decision = Decision.objects.get()
    served = client.get(at("letter-pdf", made.pk))
    data = b"".join(served.streaming_content)
    assert sha256(data).hexdigest() == decision.paper.sha256
    with pdfplumber.open(io.BytesIO(data)) as paper:
        said = " ".join(" ".join(page.extract_text() for page in paper.pages).split())
    for one in (
        "KEPUTUSAN BUPATI BANYUMAS",
        "NOMOR 800/12/2019",
        "Mengabulkan usulan Pembinaan bagi Kecamatan Ajibarang",
        "Dua triwulan di bawah target",
        "Peraturan Bupati Banyumas Nomor 41 Tahun 2018, Pasal 7",
        "paling lama 21 hari kerja sejak keputusan diumumkan, yaitu sampai 16 Agustus 2019",
        "33,33 %, predikat Sangat rendah (4 dari 4 indikator)",
    ):
        assert one in said
    word = docx.Document(io.BytesIO(client.get(at("letter-docx", made.pk)).content))
    assert "KEPUTUSAN BUPATI BANYUMAS" in "\n".join(one.text for one in word.paragraphs)
    assert "Lihat pengukuran" in text(client.get(at("proposal", made.pk)))


def test_the_committed_template_is_what_is_drawn():
    kept = docx.Document(str(make_template.TEMPLATE)).element.xml
    assert kept == make_template.drawn().element.xml


def test_buttons_are_for_who_may_press_them(cast, as_user):
    stories.weak(cast)
    made = stories.proposed(cast)
    shown = {
        who: text(as_user(getattr(cast, who)).get(at("proposal", made.pk)))
        for who in ("pengawas", "bupati", "camat")
    }
    assert [">Putuskan<" in page for page in shown.values()] == [False, True, False]
    stories.received(cast, stories.decided(cast, made))
    page = text(as_user(cast.camat).get(at("proposal", made.pk)))
    assert ">Ajukan keberatan<" in page
    assert ">Catat penerimaan<" not in page


def test_the_list_of_decisions_is_evidence_to_take_away(cast, as_user):
    stories.weak(cast)
    stories.decided(cast)
    actions.record_delivery(
        org_unit=cast.other_district,
        year=2018,
        paper="lkjip",
        delivered_on=date(2019, 3, 1),
        letter_number=None,
        based_on=None,
        by=cast.pengawas,
        at=moment(15, 7),
    )
    other = actions.propose(
        rule=stories.active(cast, ALLOWANCE),
        org_unit=cast.other_district,
        year=2018,
        reasons="Terlambat sehari",
        by=cast.pengawas,
        at=moment(15, 7),
    )
    stories.decided(cast, other, replace(GRANT, number="13", change=Decimal(-5)))
    client = as_user(cast.evaluator)
    page = text(client.get(at("decisions")))
    assert "2 keputusan" in page
    assert "/pengukuran/kecamatan-ajibarang/2019/" in page
    for asked, left in (
        ("?kind=allowance", "Kecamatan Cilongok, 2018"),
        ("?year=2019", "Kecamatan Ajibarang, 2019"),
        (f"?office={cast.other_district.pk}", "Kecamatan Cilongok, 2018"),
        ("?q=800.1.4/12", "Kecamatan Ajibarang, 2019"),
    ):
        found = text(client.get(at("decisions") + asked))
        assert "1 keputusan" in found
        assert left in found
    assert "Tidak ada keputusan yang cocok" in text(client.get(at("decisions") + "?year=2011"))
    book = client.get(at("decisions") + "?unduh=xlsx&kind=allowance")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(book.content)).get_sheet_by_index(0)
    head, row = rows.to_python()
    assert dict(zip(head, row, strict=True))["Keputusan"] == "Faktor tambahan penghasilan 0,95"
    rows = CalamineWorkbook.from_filelike(
        io.BytesIO(client.get(at("decisions") + "?unduh=xlsx").content)
    ).get_sheet_by_index(0)
    links = {one[12] for one in rows.to_python()[1:]}
    assert links == {"", "http://testserver/pengukuran/kecamatan-ajibarang/2019/"}


def test_lists_ask_the_same_questions_for_any_number_of_rows(cast, as_user):
    stories.weak(cast)
    stories.decided(cast)
    client = as_user(cast.pengawas)
    counts = []
    for more in (0, 3):
        for number in range(more):
            rule = stories.active(cast, replace(COACHING, title=f"Pembinaan {number}"))
            made = stories.proposed(cast, rule)
            stories.decided(cast, made, replace(GRANT, number=f"9{number}"))
        asked = []
        for name in ("decisions", "proposals", "rules"):
            client.get(at(name))
            with CaptureQueriesContext(connection) as found:
                client.get(at(name))
            asked.append(len(found))
        counts.append(asked)
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 15


def test_a_paper_is_noted_and_corrected_by_who_has_seen_it(cast, as_user):
    client = as_user(cast.pengawas)
    address = at("delivery", "kecamatan-ajibarang", 2018, "lkjip")
    form = form_on(client.get(address), address, "Simpan")
    assert form.send(client, {"delivered_on": "01-03-2019"}).status_code == 302
    late = form.send(client, {"delivered_on": "02-03-2019"})
    assert late.status_code == 409
    early = form_on(client.get(address), address, "Simpan").send(
        client, {"delivered_on": "30-12-2018"}
    )
    assert "tidak mungkin disampaikan sebelum tahun itu berakhir" in text(early)
    page = text(client.get(at("office", "kecamatan-ajibarang")))
    assert "1 Maret 2019" in page
    assert client.get(at("delivery", "kecamatan-ajibarang", 2018, "buku")).status_code == 404


def test_no_paper_tells_a_service_number(cast, as_user):
    stories.weak(cast)
    made = stories.decided(cast)
    client = as_user(cast.bupati)
    data = b"".join(client.get(at("letter-pdf", made.pk)).streaming_content)
    with pdfplumber.open(io.BytesIO(data)) as paper:
        assert not any("NIP" in page.extract_text() for page in paper.pages)
    assert AT.year == 2019


def test_a_supervisor_of_the_office_alone_proposes_by_a_rule_from_above(cast, as_user):
    """The rule is the government's; whoever proposes for an office finds what holds there."""
    stories.weak(cast)
    rule = stories.active(cast)
    here = RoleAssignment.objects.filter(user=cast.pengawas)
    here.update(org_unit=cast.district)
    client = as_user(cast.pengawas)
    assert client.get(at("propose", "kecamatan-ajibarang", 2019, rule.pk)).status_code == 200
    here.update(org_unit=cast.other_district)
    client = as_user(cast.pengawas)
    assert client.get(at("propose", "kecamatan-ajibarang", 2019, rule.pk)).status_code == 404
