"""The pages: lists, one draft, a visit with its photo, the matrix, both settings; who sees what."""

import io
import zipfile
from datetime import date

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from janji.orgs import actions as orgs
from janji.orgs.models import OrgUnitKind
from janji.orgs.roles import Role
from janji.registers.village_budgets.documents.letter import make_template
from janji.registers.village_budgets.models import BudgetCycle, HandedIn, Visit
from tests.cast import AT
from tests.forms_on_pages import form_on
from tests.registers.budget_stories import (
    ANSWERED,
    JPEG,
    RECEIVED,
    brought,
    cycle,
    evaluate,
    summary,
    upload,
    villages,
    visit,
)
from tests.registers.village_books import office, village_clerk

pytestmark = pytest.mark.django_db
DISTRICT = "kecamatan-ajibarang"


def at(name, *arguments):
    return reverse(f"village_budgets:{name}", args=arguments)


HOME = at("villages", DISTRICT)


@pytest.fixture
def village(cast):
    return cast.village


def text(answer):
    assert answer.status_code == 200, answer.status_code
    return " ".join(answer.content.decode().split())


def test_without_villages_every_page_says_what_to_do_first(cast, as_user):
    office(cast, "Kelurahan Sokanegara", OrgUnitKind.WARD, parent=cast.other_district)
    orgs.assign_role(
        user=cast.operator,
        role=Role.RECORDER,
        org_unit=cast.other_district,
        starts_on=AT.date(),
        by=cast.admin,
        at=AT,
    )
    client, elsewhere = as_user(cast.operator), cast.other_district.slug
    for name in ("villages", "new-cycle", "new-visit", "receive", "duties"):
        page = text(client.get(at(name, elsewhere)))
        assert "Tidak ada desa di bawah kantor ini" in page
        assert "Pengelola menambah desanya di Pengaturan; kelurahan tidak mempunyai APBDes" in page
    assert "Belum ada rancangan" in text(client.get(at("cycles", elsewhere)))


def test_villages_with_what_they_lack(cast, as_user):
    first, second, _ = villages(cast, 3)
    cycle(cast, first, **ANSWERED)
    visit(cast, first)
    cycle(cast, second, **RECEIVED)
    page = text(as_user(cast.camat).get(HOME, {"tahun": 2019}))
    assert "Kelalaian kecamatan" in page
    assert "batas 4 September 2019" in page
    rows = {"terbina": 1, "belum": 2, "diam": 1}
    for state, count in rows.items():
        found = text(as_user(cast.camat).get(HOME, {"tahun": 2019, "state": state}))
        assert f"{count} desa, keadaan" in found
    sheet = as_user(cast.camat).get(HOME, {"tahun": 2019, "unduh": "csv"}).content.decode()
    assert "Desa Kracak;ya;ya;tidak;14-05-2019" in sheet


def test_a_draft_is_written_down_and_gets_its_result(cast, as_user, village):
    client = as_user(cast.operator)
    address = at("new-cycle", DISTRICT)
    said = {
        "budget_year": "2019",
        "change": "1",
        "agreed_on": "5 Agustus 2019",
        "sent_on": "06-08-2019",
        "received_on": "07-08-2019",
    }
    answer = form_on(client.get(address), address, "Simpan rancangan").send(client, said)
    assert answer.status_code == 302
    draft = BudgetCycle.objects.get()
    page = text(client.get(at("cycle", draft.pk)))
    assert "4 September 2019" in page
    assert "Kelalaian kecamatan" in page
    address = at("course", draft.pk)
    wrong = {"result_on": "01-08-2019", "outcome": "SESUAI", "letter_number": "900/77"}
    answer = form_on(client.get(address), address, "Simpan tanggal").send(client, wrong)
    assert answer.status_code == 422
    assert "tidak dapat mendahului Diterima kecamatan" in answer.content.decode()
    right = wrong | {"result_on": "20-08-2019"}
    assert form_on(answer, address, "Simpan tanggal").send(client, right).status_code == 302
    page = text(client.get(at("cycle", draft.pk)))
    assert "sesuai, nomor 900/77" in page
    assert "9 dari 20 hari kerja terpakai" in page


def test_sums_are_shown_with_their_arithmetic(cast, as_user, village):
    draft = cycle(cast, village, **RECEIVED)
    client = as_user(cast.operator)
    address = at("summary", draft.pk)
    said = {
        "income_own": "20.000.000",
        "income_transfer": "Rp 1.400.000.000",
        "spending_government": "432.000.000",
        "spending_development": "1.023.000.000",
        "financing_in": "60.000.000",
        "financing_out": "25.000.000",
        "limited": "432.000.000",
        "from_own": "20.000.000",
        "from_village_fund": "1.435.000.001",
    }
    form = form_on(client.get(address), address, "Simpan ringkasan")
    assert form.send(client, said).status_code == 302
    page = text(client.get(at("cycle", draft.pk)))
    assert "= Rp 0" in page
    assert "seimbang" in page
    assert "29,69 %" in page
    assert "tidak cocok" in page
    address = at("realised", draft.pk) + "?per=30-06-2019"
    form = form_on(client.get(address), address, "Simpan ringkasan")
    assert form.send(client, {"income_transfer": "700.000.000"}).status_code == 302
    assert "Realisasi per 30 Juni 2019" in text(client.get(at("cycle", draft.pk)))
    wrong = text(client.get(at("realised", draft.pk), {"per": "30-02-2019"}))
    assert "Simpan ringkasan" not in wrong
    assert "Lanjut" in wrong


def test_the_questions_are_answered_on_their_page(cast, as_user, village):
    draft = cycle(cast, village, **RECEIVED)
    client = as_user(cast.operator)
    address = at("answers", draft.pk)
    said = {f"answer_A{number}": "YA" for number in range(1, 12)}
    no = said | {"answer_A4": "TIDAK"}
    data = {"evaluator": "Bambang Irawan", "based_on": ""}
    answer = client.post(address, data | no)
    assert answer.status_code == 422
    assert "jawaban “tidak” memerlukan catatan" in answer.content.decode()
    assert client.post(address, data | no | {"notes_A4": "31,2 persen"}).status_code == 302
    page = text(client.get(at("cycle", draft.pk)))
    assert "31,2 persen" in page
    answer = client.post(address, data | said)
    assert answer.status_code == 409


def test_the_letter_says_number_verdict_and_findings(cast, as_user, village):
    draft = cycle(
        cast, village, **ANSWERED | {"outcome": "TIDAK_SESUAI", "correct_until": date(2019, 8, 27)}
    )
    evaluate(cast, draft, A3="ADD melebihi pagu Rp 12.000.000")
    summary(cast, draft)
    client = as_user(cast.camat)
    pdf = client.get(at("letter-pdf", draft.pk))
    assert pdf.content.startswith(b"%PDF")
    assert pdf["Content-Disposition"].startswith("inline")
    assert client.get(at("letter-pdf", draft.pk)).content == pdf.content
    paper = client.get(at("letter-docx", draft.pk)).content
    found = docx.Document(io.BytesIO(paper))
    cells = [cell.text for table in found.tables for row in table.rows for cell in row.cells]
    words = " ".join([*(one.text for one in found.paragraphs), *cells])
    for said in (
        "PEMERINTAH KABUPATEN BANYUMAS",
        "KECAMATAN AJIBARANG",
        "900/77/2019",
        "20 Agustus 2019",
        "Kepala Desa Kracak",
        "TIDAK SESUAI",
        "ADD melebihi pagu Rp 12.000.000",
        "sampai 9 September 2019",
        "Perbaikan diharapkan sampai 27 Agustus 2019",
        "29,69 % dari belanja, tidak melebihi 30 %",
        "Kepala Kecamatan Ajibarang",
    ):
        assert said in words, said
    assert "DRAF" not in words
    assert zipfile.is_zipfile(io.BytesIO(paper))


def test_a_letter_without_a_result_is_a_draft_for_the_pen(cast, as_user, village):
    draft = cycle(cast, village, **RECEIVED)
    paper = as_user(cast.operator).get(at("letter-docx", draft.pk)).content
    found = docx.Document(io.BytesIO(paper))
    assert found.sections[0].header.paragraphs[0].text == "DRAF"
    assert as_user(cast.operator).get(at("letter-pdf", draft.pk)).content.startswith(b"%PDF")


def test_the_kept_template_is_the_drawn_one():
    kept = docx.Document(str(make_template.TEMPLATE)).element.xml
    assert kept == make_template.drawn().element.xml


def entry(**changed):
    """A visit as a phone sends it."""
    said = {
        "kind": "MONEV_FISIK",
        "day": "14-05-2019",
        "team": "Sri Lestari",
        "subject": "Jalan usaha tani",
        "minutes_number": "412/21",
    }
    return said | changed


def test_a_visit_is_written_down_with_its_photo(cast, as_user, village):
    client = as_user(cast.operator)
    address = at("new-visit", DISTRICT)
    form = form_on(client.get(address), address, "Simpan kunjungan")
    photo = SimpleUploadedFile("IMG 1.jpg", JPEG)
    data = form.fields | entry() | {"photos": [photo]}
    answer = client.post(address, data)
    made = Visit.objects.get()
    assert answer["Location"] == at("visit", made.pk)
    page = text(client.get(at("visit", made.pk)))
    assert "IMG 1.jpg" in page
    assert "tidak ada" in page
    kept = made.files.get()
    found = client.get(at("file", kept.pk))
    assert b"".join(found.streaming_content) == JPEG
    assert found["Content-Disposition"].startswith("attachment")
    # Sent again, as a phone does without an answer: the same visit.
    again = client.post(
        address, form.fields | entry() | {"photos": [SimpleUploadedFile("x", JPEG)]}
    )
    assert again["Location"] == at("visit", made.pk)
    assert Visit.objects.count() == 1


def test_what_is_no_photo_is_refused(cast, as_user, village):
    client = as_user(cast.operator)
    address = at("new-visit", DISTRICT)
    form = form_on(client.get(address), address, "Simpan kunjungan")
    wrong = SimpleUploadedFile("foto.jpg", b"<html>bukan foto</html>")
    answer = client.post(address, form.fields | entry() | {"photos": [wrong]})
    assert answer.status_code == 422
    assert not Visit.objects.exists()


def test_a_visit_is_followed_up_corrected_and_withdrawn_on_its_pages(cast, as_user, village):
    made = visit(cast, village, findings="Kuitansi belum ada")
    client = as_user(cast.kasi)
    for name, button, said in (
        ("correct-visit", "Simpan pembetulan", {"subject": "Drainase"}),
        (
            "follow-up",
            "Simpan tindak lanjut",
            {"followed_up_on": "28-05-2019", "follow_up": "Kuitansi lengkap"},
        ),
        ("withdraw", "Batalkan kunjungan", {"reason": "Salah desa"}),
    ):
        address = at(name, made.pk)
        answer = form_on(client.get(address), address, button).send(client, said)
        assert answer.status_code == 302, answer.content.decode()
    page = text(client.get(at("visit", made.pk)))
    for said in ("Drainase", "Kuitansi lengkap", "Salah desa", "Tidak ikut dihitung"):
        assert said in page


def test_more_files_are_attached(cast, as_user, village):
    made = visit(cast, village, minutes_number=None)
    client = as_user(cast.operator)
    assert "tidak terhitung monitoring" in text(client.get(at("visit", made.pk)))
    said = {"kind": "berita_acara", "attached": SimpleUploadedFile("ba.pdf", b"%PDF-1.4\n%")}
    assert client.post(at("attach", made.pk), said).status_code == 302
    assert "tidak terhitung monitoring" not in text(client.get(at("visit", made.pk)))
    assert client.post(at("attach", made.pk), {"kind": "foto"}).status_code == 422


def test_the_log_is_searched_and_taken_away(cast, as_user, village):
    visit(cast, village, findings="Papan nama belum ada", follow_up_due_on=date(2019, 6, 1))
    visit(cast, village, kind="BIMTEK", subject="Siskeudes", minutes_number=None)
    client, address = as_user(cast.camat), at("visits", DISTRICT)
    for said, count in (
        ({}, 2),
        ({"q": "papan"}, 1),
        ({"kind": "BIMTEK"}, 1),
        ({"state": "lewat"}, 1),
        ({"state": "tanpa-ba"}, 1),
        ({"state": "selesai"}, 0),
        ({"tahun": 2018}, 0),
    ):
        page = text(client.get(address, said))
        assert (f"{count} kunjungan" in page) if count else ("Tidak ada kunjungan" in page), said
    assert b"Papan nama belum ada" in client.get(address, {"unduh": "csv"}).content
    assert client.get(address, {"unduh": "xlsx"}).content.startswith(b"PK")


def test_the_matrix_shows_what_came(cast, as_user, village):
    client = as_user(cast.operator)
    address = at("receive", DISTRICT)
    said = {
        "duty": "SEMESTER_1",
        "budget_year": "2019",
        "received_on": "05-08-2019",
        "sender": "Kaur Keuangan",
    }
    form = form_on(client.get(address), address, "Simpan")
    assert form.send(client, said).status_code == 302
    page = text(client.get(at("duties", DISTRICT), {"tahun": 2019}))
    assert "5 Agustus 2019" in page
    assert "lewat 5 hari" in page
    assert "1 dari 1" in page
    assert "belum diterima" in page
    made = HandedIn.objects.get()
    address = at("handed-in", made.pk)
    form = form_on(client.get(address), address, "Simpan pembetulan")
    assert form.send(client, {"received_on": "30-07-2019"}).status_code == 302
    assert "tepat waktu" in text(client.get(address))
    sheet = client.get(at("duties", DISTRICT), {"tahun": 2019, "unduh": "csv"}).content.decode()
    assert "30-07-2019;Kaur Keuangan;0" in sheet


def test_both_settings_stand_side_by_side_with_their_words(cast, as_user):
    """§10.3 example 5: print the setting beside the number."""
    for place, village in enumerate(villages(cast, 15)):
        cycle(cast, village, **ANSWERED)
        if place < 13:
            visit(cast, village)
    page = text(as_user(cast.camat).get(at("indicator", DISTRICT), {"tahun": 2019}))
    assert "86,67 %" in page
    assert "100,00 %" in page
    assert "Keduanya: evaluasi dengan surat hasil dan monitoring" in page
    assert "Salah satu: evaluasi dengan surat hasil atau monitoring" in page
    assert page.count("belum dimonitor") == 2
    sheet = as_user(cast.camat).get(at("indicator", DISTRICT), {"tahun": 2019, "unduh": "csv"})
    assert "4;15;15;13;13;86,6667;15;100" in sheet.content.decode()


def test_every_limit_says_where_it_comes_from(cast, as_user):
    page = text(as_user(cast.camat).get(at("limits", DISTRICT)))
    assert "UU 6/2014 Pasal 69 ayat (7): 20 hari" in page
    assert "diingat, belum diperiksa" in page
    assert "31 Juli tahun anggaran" in page


def test_whoever_works_in_one_village_sees_that_village_only(cast, as_user):
    office(cast, "Desa Banjarsari")
    found = {one.slug: one for one in villages(cast, 1)}
    own, other = found["desa-kracak"], found["desa-banjarsari"]
    mine, theirs = (cycle(cast, one, **RECEIVED) for one in (own, other))
    visited = visit(cast, other, files={"foto": [upload()]})
    came = brought(cast, other)
    client = as_user(village_clerk(cast))
    assert client.get(at("cycle", mine.pk)).status_code == 200
    for address in (
        at("cycle", theirs.pk),
        at("letter-pdf", theirs.pk),
        at("course", theirs.pk),
        at("visit", visited.pk),
        at("file", visited.files.get().pk),
        at("handed-in", came.pk),
        at("village", "desa-banjarsari"),
        HOME,
        at("cycles", DISTRICT),
        at("visits", DISTRICT) + "?unduh=csv",
        at("duties", DISTRICT),
    ):
        assert client.get(address).status_code == 404, address
    page = text(client.get(at("cycles", "desa-kracak")))
    assert "Desa Kracak" in page
    assert "Banjarsari" not in page
    # Reading is one thing; the district writes.
    assert client.get(at("course", mine.pk)).status_code == 403
    assert client.get(at("new-visit", "desa-kracak")).status_code == 403
    assert as_user(cast.stranger).get(at("cycle", mine.pk)).status_code == 404


@pytest.mark.parametrize("name", ["villages", "cycles", "visits", "duties", "indicator"])
def test_more_rows_do_not_take_more_questions(cast, as_user, name):
    every = villages(cast, 8)
    client, address = as_user(cast.camat), at(name, DISTRICT) + "?tahun=2019"

    def fill(some):
        for one in some:
            cycle(cast, one, **ANSWERED)
            visit(cast, one, findings="Ada")
            brought(cast, one, year=2019, on=date(2020, 1, 3))

    def count():
        client.get(address)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    fill(every[:2])
    few = count()
    fill(every[2:])
    assert count() <= few + 1


def test_the_home_of_the_registers_tells_of_it(cast, as_user, village):
    visit(cast, village)
    page = text(as_user(cast.camat).get(reverse("overview:office", args=[DISTRICT])))
    assert "Pembinaan dan pengawasan APBDes" in page
    assert "2019: 0 dari 1 desa dievaluasi dan dimonitor." in page
    found = text(as_user(cast.camat).get(at("village", "desa-kracak")))
    assert "Jalan usaha tani" in found
