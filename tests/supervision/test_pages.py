"""Pages of an office, a question, a finding; doors, strangers, files."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from janji.supervision.models import Finding, FollowUpFile, Review, Thread
from tests.supervision import stories

OFFICE = "/pengawasan/kantor/kecamatan-ajibarang/2019/"


@pytest.fixture(autouse=True)
def first_of_august(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: stories.NOW)


def shown(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return " ".join(answer.content.decode().split())


def test_an_office_shows_its_figures_with_what_is_foreseen_and_how(cast, as_user):
    stories.measured(cast)
    page = shown(as_user(cast.bupati), OFFICE)
    assert (
        "dari TW I, TW II: realisasi sampai kini ditambah kenaikan yang masih direncanakan" in page
    )
    assert "target sampai kini masih nol" in page
    assert "pilihan Janji, bukan ketentuan peraturan" in page
    for word in ("Sesuai rencana", "Berisiko", "Sulit tercapai", "Tanpa perkiraan"):
        assert word in page
    assert 'id="belum-diisi"' in page
    assert "lewat batas 22 hari" in page
    assert 'id="bertentangan"' not in page


def test_an_office_without_agreement_says_so(cast, as_user):
    page = shown(as_user(cast.bupati), OFFICE)
    assert "tidak mempunyai perjanjian yang berlaku untuk tahun 2019" in page


def test_buttons_stand_only_where_they_work(cast, as_user):
    stories.measured(cast)
    assert "Tanya atau beri instruksi" in shown(as_user(cast.pengawas), OFFICE)
    for one in (cast.camat, cast.operator, cast.inspektorat, cast.evaluator):
        client = as_user(one)
        assert "Tanya atau beri instruksi" not in shown(client, OFFICE)
        assert client.get(f"{OFFICE}tanya/").status_code == 403
        assert client.post(f"{OFFICE}temuan/", {}).status_code == 403


def test_a_question_by_its_form(cast, as_user):
    target = stories.in_force(cast)[1]
    client = as_user(cast.bupati)
    page = shown(client, f"{OFFICE}tanya/?indikator={target.pk}&tw=2")
    assert f'value="{target.pk}" selected' in page
    sent = {
        "kind": "instruction",
        "target": target.pk,
        "quarter": "2",
        "subject": "Perbaiki cara ukur",
        "text": "Pakai daftar yang baru.",
        "due_on": "15-08-2019",
    }
    assert client.post(f"{OFFICE}tanya/", sent).status_code == 302
    thread = Thread.objects.get()
    assert (thread.kind, thread.target, thread.quarter) == ("instruction", target, 2)
    page = shown(client, f"/pengawasan/pertanyaan/{thread.pk}/")
    assert "Menunggu jawaban" in page
    assert "Pakai daftar yang baru." in page


@pytest.mark.parametrize(
    "change",
    [
        {"due_on": "31-07-2019"},
        {"due_on": "31-02-2019"},
        {"due_on": ""},
        {"target": "99999"},
        {"target": "x"},
        {"quarter": "9"},
        {"quarter": "4"},
        {"kind": "order"},
        {"subject": "x" * 201},
        {"subject": " "},
        {"text": ""},
    ],
)
def test_a_question_that_is_refused_stores_nothing(cast, as_user, change):
    sent = {"kind": "question", "subject": "Apa", "text": "Isi", "due_on": "15-08-2019"}
    assert as_user(cast.bupati).post(f"{OFFICE}tanya/", sent | change).status_code == 422
    assert not Thread.objects.exists()


def test_answer_and_close_by_their_pages(cast, as_user):
    thread = stories.ask(cast)
    here = f"/pengawasan/pertanyaan/{thread.pk}/"
    office = as_user(cast.perencana)
    assert "Jawab</a>" in shown(office, here)
    assert (
        office.post(f"{here}jawab/", {"text": "Panen terlambat", "based_on": "1"}).status_code
        == 302
    )
    superior = as_user(cast.bupati)
    assert "Panen terlambat" in shown(superior, here)
    assert superior.post(f"{here}tutup/", {"based_on": "2"}).status_code == 302
    page = shown(superior, here)
    assert "Selesai" in page
    for word in ("Jawab</a>", "Tulis lagi", "Tutup</button>"):
        assert word not in page


def test_a_finding_with_evidence_by_its_pages(cast, as_user):
    thread = stories.ask(cast)
    superior, office = as_user(cast.pengawas), as_user(cast.kasi)
    sent = {
        "text": "Data belum cocok",
        "severity": "high",
        "owner": cast.kasi.pk,
        "due_on": "20-08-2019",
    }
    assert superior.post(f"{OFFICE}temuan/?utas={thread.pk}", sent).status_code == 302
    finding = Finding.objects.get()
    assert finding.thread == thread
    here = f"/pengawasan/temuan/{finding.pk}/"
    assert "Tindak lanjuti" in shown(office, here)
    paper = SimpleUploadedFile("bukti.pdf", b"%PDF-1.4\n% rekaan\n")
    sent = {"text": "Sudah dicocokkan", "evidence": paper, "based_on": "1"}
    assert office.post(f"{here}tindak-lanjut/", sent).status_code == 302
    file = FollowUpFile.objects.get()
    assert "bukti.pdf" in shown(superior, here)
    answer = superior.get(f"/pengawasan/bukti/{file.pk}/")
    assert b"".join(answer.streaming_content) == b"%PDF-1.4\n% rekaan\n"
    sent = {"reason": "Belum ditandatangani", "due_on": "30-08-2019", "based_on": "2"}
    assert superior.post(f"{here}kembalikan/", sent).status_code == 302
    assert "Belum ditandatangani" in shown(office, here)
    office.post(f"{here}tindak-lanjut/", {"text": "Ditandatangani", "based_on": "3"})
    assert superior.post(f"{here}terima/", {"remark": "Baik", "based_on": "4"}).status_code == 302
    assert "Diterima" in shown(office, here)


def test_a_file_of_a_wrong_kind_is_no_evidence(cast, as_user):
    finding = stories.raise_finding(cast)
    sent = {
        "text": "Sudah",
        "evidence": SimpleUploadedFile("a.exe", b"MZ\x00\x01"),
        "based_on": "1",
    }
    answer = as_user(cast.kasi).post(f"/pengawasan/temuan/{finding.pk}/tindak-lanjut/", sent)
    assert answer.status_code == 422
    assert not FollowUpFile.objects.exists()


def test_to_a_stranger_nothing_is_there(cast, as_user):
    stories.measured(cast)
    thread, finding = stories.ask(cast), stories.raise_finding(cast)
    stories.follow_up(cast, finding)
    file = FollowUpFile.objects.get()
    client = as_user(cast.stranger)
    for address in (
        OFFICE,
        f"{OFFICE}tanya/",
        f"{OFFICE}temuan/",
        f"{OFFICE}tw/2/rapat/",
        f"{OFFICE}tw/2/rapat.pdf",
        f"/pengawasan/pertanyaan/{thread.pk}/",
        f"/pengawasan/pertanyaan/{thread.pk}/jawab/",
        f"/pengawasan/pertanyaan/{thread.pk}/tulis-lagi/",
        f"/pengawasan/temuan/{finding.pk}/",
        f"/pengawasan/temuan/{finding.pk}/tindak-lanjut/",
        f"/pengawasan/temuan/{finding.pk}/terima/",
        f"/pengawasan/temuan/{finding.pk}/kembalikan/",
        f"/pengawasan/temuan/{finding.pk}/tarik/",
        f"/pengawasan/bukti/{file.pk}/",
    ):
        assert client.get(address).status_code == 404, address
    assert client.post(f"/pengawasan/pertanyaan/{thread.pk}/tutup/").status_code == 404
    for kind in ("pertanyaan", "temuan"):
        assert "Ajibarang" not in shown(client, f"/pengawasan/{kind}/")


def test_lists_of_all_offices(cast, as_user, django_assert_max_num_queries):
    for _ in range(30):
        stories.ask(cast)
        stories.raise_finding(cast)
    client = as_user(cast.bupati)
    for kind in ("pertanyaan", "temuan"):
        with django_assert_max_num_queries(13):
            page = shown(client, f"/pengawasan/{kind}/?keadaan=berjalan&tahun=2019")
        assert "Halaman 1 dari 2" in page
        assert "Tidak ada yang cocok" in shown(client, f"/pengawasan/{kind}/?keadaan=lewat")
        assert "30 baris" in shown(client, f"/pengawasan/{kind}/?q=ajibarang")
        sheet = client.get(f"/pengawasan/{kind}/?unduh=xlsx")
        assert sheet.content[:2] == b"PK"
        assert client.get(f"/pengawasan/{kind}/?keadaan=x&tahun=y&q=%00").status_code == 200


def test_the_page_of_an_office_costs_the_same_whatever_was_written(
    cast, as_user, django_assert_max_num_queries
):
    stories.measured(cast)
    client = as_user(cast.bupati)
    with django_assert_max_num_queries(29):
        shown(client, OFFICE)
    for _ in range(5):
        stories.ask(cast)
        stories.raise_finding(cast)
    with django_assert_max_num_queries(29):
        shown(client, OFFICE)


def test_notes_of_a_meeting_and_its_sheet(cast, as_user):
    stories.measured(cast)
    client = as_user(cast.perencana)
    sent = {"held_on": "05-08-2019", "place": "Aula", "agreed": "Cocokkan data", "based_on": ""}
    assert client.post(f"{OFFICE}tw/2/rapat/", sent).status_code == 302
    assert Review.objects.get().place == "Aula"
    assert "dirapatkan 5 Agustus 2019" in shown(client, OFFICE)
    assert client.get(f"{OFFICE}tw/5/rapat/").status_code == 404
    assert client.get(f"{OFFICE}tw/9/rapat.pdf").status_code == 404
    assert client.post(f"{OFFICE}tw/4/rapat/", {"based_on": ""}).status_code == 422
    assert client.get(f"{OFFICE}tw/2/rapat.pdf").content[:5] == b"%PDF-"
    assert client.get(f"{OFFICE}tw/2/rapat.docx").content[:2] == b"PK"


def test_without_agreement_there_is_no_sheet(cast, as_user):
    assert as_user(cast.bupati).get(f"{OFFICE}tw/2/rapat.pdf").status_code == 404


def test_the_page_of_an_indicator_counts_what_is_open_about_it(cast, as_user):
    target, other, *_ = stories.measured(cast)
    thread = stories.ask(cast, target=target)
    stories.raise_finding(cast, target=target)
    stories.ask(cast, target=other)
    page = shown(as_user(cast.bupati), f"/indikator/{target.pk}/")
    assert "(2 terbuka)" in page
    assert f'<a href="/pengawasan/pertanyaan/{thread.pk}/">Kenapa TW II turun?</a>' in page
    assert f'href="{OFFICE}tanya/?indikator={target.pk}"' in page
    page = shown(as_user(cast.operator), f"/indikator/{target.pk}/")
    assert "(2 terbuka)" in page
    assert "tanya/?indikator" not in page


def test_a_deed_that_a_state_does_not_know_has_no_form(cast, as_user):
    """What is followed up is not followed up again, and what is withdrawn not accepted: said before
    anyone fills in a form, and to who sends an empty one."""
    finding = stories.raise_finding(cast)
    stories.follow_up(cast, finding)
    office, superior = as_user(cast.kasi), as_user(cast.bupati)
    address = f"/pengawasan/temuan/{finding.pk}/"
    for client, deed, status in (
        (office, "tindak-lanjut", 409),
        (superior, "terima", 200),
        (superior, "tarik", 200),
    ):
        assert client.get(f"{address}{deed}/").status_code == status
    assert office.post(f"{address}tindak-lanjut/", {}).status_code == 409
    assert FollowUpFile.objects.count() == 1
