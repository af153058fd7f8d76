"""The pages of the survey register: what they show, who may do what, and what they cost."""

import io
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from python_calamine import load_workbook

from janji.core.survey_life import PeriodDeed
from janji.registers.survey import actions
from janji.registers.survey.models import (
    FollowUpPlan,
    Instrument,
    Invitation,
    Period,
    Response,
    Review,
)
from janji.registers.survey.questionnaire import standard_questions
from tests.registers.counter import at as counter_at
from tests.registers.counter import finish, receive, service
from tests.registers.survey_stories import (
    GOOD,
    NOW,
    answer,
    closed,
    draft,
    enter,
    move,
    publish,
    running,
)

HOME = "/catatan/survei/kecamatan-ajibarang/"


@pytest.fixture(autouse=True)
def today(monkeypatch):
    """It is 20 August 2019, ten o'clock."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def page_of(period, part=""):
    return f"/catatan/survei/periode/{period.pk}/{part}"


def text(response):
    return " ".join(response.content.decode().split())


def test_the_first_page_teaches_and_lists(cast, as_user):
    browser = as_user(cast.kasi)
    assert "Belum ada survei" in text(browser.get(HOME))
    enter(cast, running(cast))
    said = text(browser.get(HOME))
    assert "SKM triwulan III 2019" in said
    assert "88,89" in said


def test_a_survey_is_made_and_begun(cast, as_user):
    browser = as_user(cast.kasi)
    form = {
        "name": "SKM semester II",
        "starts_on": "2019-07-01",
        "ends_on": "2019-12-31",
        "frequency": "half_yearly",
        "sample_method": "krejcie-morgan",
        "population": "",
    }
    made = browser.post(f"{HOME}baru/", form)
    period = Period.objects.get()
    assert made.url == page_of(period)
    wrong = browser.post(f"{HOME}baru/", form)
    assert (wrong.status_code, "bertumpuk dengan" in text(wrong)) == (422, True)
    browser.post(page_of(period, "keadaan/"), {"deed": "open", "based_on": period.edition})
    period.refresh_from_db()
    assert period.state == "running"
    stale = browser.post(page_of(period, "keadaan/"), {"deed": "close", "based_on": 1})
    assert (stale.status_code, "sudah diubah oleh Bambang Irawan" in text(stale)) == (409, True)


def test_the_running_survey_explains_itself(cast, as_user):
    period = running(cast)
    for answers in (GOOD, (3, 3, 3, 4, 3, 3, 3, 3, 3)):
        enter(cast, period, answers)
    said = text(as_user(cast.kasi).get(page_of(period)))
    for words in (
        "dari paling sedikit 80",
        "sampel belum terpenuhi",
        "Tabel Krejcie dan Morgan untuk 100 layanan selesai",
        "χ² = 3,841",
        "Tanpa unsur biaya",
        "Kepmenpan 25/2004",
        "NRR tertimbang",
    ):
        assert words in said
    weakest = said.split("Tiga unsur terlemah")[1][:300]
    assert "Persyaratan" in weakest


def test_scoring_and_population_change_the_page(cast, as_user):
    period, browser = running(cast), as_user(cast.kasi)
    enter(cast, period, (4,) * 9)
    browser.post(
        page_of(period, "penilaian/"),
        {"weighting": "0.11", "cutoffs": "2017", "based_on": period.edition},
    )
    period.refresh_from_db()
    browser.post(
        page_of(period, "sampel/"),
        {"sample_method": "slovin", "population": "500", "based_on": period.edition},
    )
    said = text(browser.get(page_of(period)))
    assert "99,00" in said
    assert "dari paling sedikit 223" in said


# Paper


def type_in(browser, period, **fields):
    typed = {"digits": "344343443", "filled_on": "2019-08-20"} | fields
    return browser.post(page_of(period, "kertas/"), typed)


def test_paper_is_nine_digits_and_the_next_form(cast, as_user):
    period, browser = running(cast), as_user(cast.operator)
    done = type_in(browser, period, sex="P", age="34", education="sma", job="swasta")
    assert done.url == f"{page_of(period, 'kertas/')}?hari=2019-08-20&layanan="
    kept = Response.objects.get()
    assert kept.answers == (3, 4, 4, 3, 4, 3, 4, 4, 3)
    assert (kept.sex, kept.age_group, kept.education, kept.job) == ("p", "30", "sma", "swasta")
    said = text(browser.get(done.url))
    assert "Yang baru disimpan" in said
    assert "Batalkan nomor 1" in said
    assert "autofocus" in said
    browser.post(f"/catatan/survei/jawaban/{kept.pk}/batal/")
    kept.refresh_from_db()
    assert kept.review == Review.SET_ASIDE


def test_digits_follow_the_paper_not_the_regulation(cast, as_user):
    standard = list(standard_questions())
    swapped = [*standard[:7], standard[8], standard[7]]
    actions.set_instrument(
        org_unit=cast.district,
        name="Kuesioner kami",
        source="Keputusan Camat",
        status="design",
        max_blank=1,
        questions=swapped,
        based_on=None,
        by=cast.kasi,
        at=NOW,
    )
    period = running(cast)
    type_in(as_user(cast.operator), period, digits="333333312")
    kept = Response.objects.get()
    assert (kept.pengaduan, kept.sarana) == (1, 2)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"digits": "34434344"}, "yang terbaca 8"),
        ({"digits": "344343445"}, "Angka ke-9, “5”"),
        ({"digits": "٣٤٤٣٤٣٤٤٣"}, "Angka ke-1"),
        ({"digits": ""}, "Bidang ini"),
        ({"sex": "X"}, "Tulis L atau P"),
        ({"age": "tua"}, "Tulis usia dalam tahun"),
        ({"age": "999"}, "Tulis usia dalam tahun"),
        ({"filled_on": "2019-10-01"}, "Tanggal pengisian harus antara"),
        ({"filled_on": "besok"}, "tidak terbaca sebagai tanggal"),
        ({"suggestion": "x" * 1001}, "1000"),
        ({"digits": "000000000"}, "Belum ada pertanyaan yang dijawab"),
    ],
)
def test_what_is_not_understood_is_said_and_kept_on_screen(cast, as_user, fields, words):
    period = running(cast)
    wrong = type_in(as_user(cast.operator), period, **({"sex": "L"} | fields))
    assert wrong.status_code == 422
    assert words in text(wrong)
    assert not Response.objects.exists()


def test_spaces_and_blanks_are_understood(cast, as_user):
    period = running(cast)
    type_in(as_user(cast.operator), period, digits="344 343 44-")
    assert Response.objects.get().answers[8] is None


# Doubts, suggestions, plans


def test_a_doubt_is_settled_on_its_page(cast, as_user):
    period, browser = running(cast), as_user(cast.kasi)
    made = answer(period, repeated=True, suggestion="Cepat sekali")
    said = text(browser.get(page_of(period, "periksa/")))
    assert "diisi lagi dari peramban yang sama" in said
    settle = f"/catatan/survei/jawaban/{made.pk}/putuskan/"
    unsaid = browser.post(settle, {"verdict": "sisihkan", "based_on": "1"})
    assert (unsaid.status_code, "Tulis alasannya" in text(unsaid)) == (422, True)
    why = {"verdict": "sisihkan", "reason": "Petugas mengisi sendiri"}
    browser.post(settle, why | {"based_on": "1"})
    assert "Petugas mengisi sendiri" in text(
        browser.get(page_of(period, "periksa/?tampil=set_aside"))
    )
    browser.post(settle, {"verdict": "terima", "based_on": "2"})
    made.refresh_from_db()
    assert made.is_valid


def test_a_suggestion_is_followed_up(cast, as_user):
    period, browser = running(cast), as_user(cast.kasi)
    made = enter(cast, period, suggestion="Toilet\n<b>bersih</b>")
    assert "belum ditangani" in text(browser.get(page_of(period, "saran/")))
    browser.post(
        f"/catatan/survei/jawaban/{made.pk}/saran/",
        {"element": "SARANA", "state": "running", "notes": "Jadwal kebersihan"},
    )
    said = text(browser.get(page_of(period, "saran/?tampil=ditangani")))
    assert "Jadwal kebersihan" in said
    assert "Sarana dan Prasarana" in said
    assert "<b>bersih" not in said


def test_a_plan_is_made_done_and_remembered(cast, as_user):
    period, browser = running(cast), as_user(cast.kasi)
    enter(cast, period)
    browser.post(
        page_of(period, "rencana/"),
        {
            "element": "WAKTU",
            "activity": "Menambah petugas loket",
            "due_quarter": "4",
            "due_year": "2019",
            "responsible": "Kasi Pelayanan",
        },
    )
    plan = FollowUpPlan.objects.get()
    prefix = f"rencana-{plan.pk}"
    address = f"/catatan/survei/rencana/{plan.pk}/"
    wrong = browser.post(
        address, {f"{prefix}-state": "done", f"{prefix}-based_on": "1"}, follow=True
    )
    assert "Tulis bukti" in text(wrong)
    browser.post(
        address,
        {
            f"{prefix}-state": "done",
            f"{prefix}-evidence": "Jadwal piket",
            f"{prefix}-based_on": "1",
        },
    )
    following = draft(cast, date(2019, 10, 1), date(2019, 12, 31), name="TW IV")
    said = text(browser.get(page_of(following, "rencana/")))
    assert "Apa yang terjadi dengan rencana SKM triwulan III 2019" in said
    assert "Jadwal piket" in said


# Posters, invitations, exports


def test_the_poster_has_a_code_and_the_kiosk_is_for_officials(cast, as_user):
    period = running(cast)
    said = text(as_user(cast.operator).get(page_of(period, "poster/")))
    assert f"http://testserver/survei/{period.slug}/" in said
    assert "<svg" in said
    assert period.kiosk_key in said
    assert period.kiosk_key not in text(as_user(cast.bupati).get(page_of(period, "poster/")))


def test_a_finished_request_gets_its_slip(cast, as_user):
    period, browser = running(cast), as_user(cast.operator)
    request = finish(cast, receive(cast, service(cast), counter_at(8, 5)), counter_at(8, 6))
    assert request.number in text(browser.get(page_of(period, "undangan/")))
    slip = browser.post(page_of(period, "undangan/"), {"permohonan": request.pk}, follow=True)
    token = Invitation.objects.get().token
    assert f"/survei/undangan/{token}/" in text(slip)
    assert request.applicant not in text(slip)
    assert browser.post(page_of(period, "undangan/"), {"permohonan": "x"}).status_code == 404
    assert browser.post(page_of(period, "undangan/"), {"permohonan": "999"}).status_code == 404


def test_answers_leave_without_identity(cast, as_user):
    period = running(cast)
    enter(cast, period, sex="p", suggestion="=HYPERLINK(1)")
    sheet = as_user(cast.kasi).get(page_of(period, "jawaban.xlsx"))
    book = load_workbook(io.BytesIO(sheet.content))
    header, row = book.get_sheet_by_index(0).to_python()[:2]
    assert header[:4] == ["Nomor", "Tanggal", "Kanal", "Jenis kelamin"]
    assert row[3] == "Perempuan"
    assert row[8:17] == list(map(float, GOOD))
    assert row[17] == "=HYPERLINK(1)"
    assert "operator" not in str(row)
    second = book.get_sheet_by_index(1).to_python()
    assert second[0][:4] == ["Unsur", "Jumlah nilai", "Jawaban", "NRR"]


def test_a_questionnaire_gets_a_new_version(cast, as_user):
    browser = as_user(cast.kasi)
    assert "Kuesioner PermenPANRB 14/2017" in text(browser.get(f"{HOME}kuesioner/"))
    form = browser.get(f"{HOME}kuesioner/baru/").context["form"]
    fields = {name: form[name].value() for name in form.fields if name != "based_on"}
    fields |= {"text_BIAYA": "Apakah pungutan sesuai dengan papan tarif?"}
    twice = browser.post(f"{HOME}kuesioner/baru/", fields | {"place_BIAYA": 1})
    assert (twice.status_code, "urutan sendiri" in text(twice)) == (422, True)
    three = browser.post(f"{HOME}kuesioner/baru/", fields | {"options_BIAYA": "a\nb\nc"})
    assert "tepat empat pilihan" in text(three)
    browser.post(f"{HOME}kuesioner/baru/", fields)
    made = Instrument.objects.get()
    assert made.questions.get(element="BIAYA").text == "Apakah pungutan sesuai dengan papan tarif?"
    assert "versi 1" in text(browser.get(f"{HOME}kuesioner/"))


def test_publishing_and_withdrawing(cast, as_user):
    period, browser = running(cast), as_user(cast.kasi)
    for _ in range(6):
        enter(cast, period)
    closed(cast, period)
    period.refresh_from_db()
    browser.post(
        page_of(period, "terbitkan/"), {"based_on": period.edition, "place": "Papan ruang layanan"}
    )
    period.refresh_from_db()
    assert period.state == "published"
    assert "Papan ruang layanan" in text(browser.get(page_of(period)))
    browser.post(
        page_of(period, "tarik/"),
        {"based_on": period.edition, "deed": "withdraw", "reason": "Salah hitung"},
    )
    period.refresh_from_db()
    assert period.state == "closed"


# Who, and at what cost

PARTS = ("", "kertas/", "periksa/", "saran/", "rencana/", "poster/", "undangan/", "jawaban.xlsx")


@pytest.mark.parametrize("part", PARTS)
def test_strangers_see_no_survey(cast, as_user, part):
    period = running(cast)
    assert as_user(cast.stranger).get(page_of(period, part)).status_code == 404
    assert as_user(cast.inspektorat).get(page_of(period, part)).status_code == 200


@pytest.mark.parametrize(
    ("part", "fields"),
    [
        ("keadaan/", {"deed": "close", "based_on": "2"}),
        ("penilaian/", {"weighting": "0.11", "cutoffs": "2017"}),
        ("sampel/", {"sample_method": "slovin"}),
        ("kertas/", {"digits": "344343443", "filled_on": "2019-08-20"}),
    ],
)
def test_who_only_reads_changes_nothing(cast, as_user, part, fields):
    period = running(cast)
    refused = as_user(cast.inspektorat).post(page_of(period, part), fields)
    assert refused.status_code in {403, 422}
    before = Period.objects.values().get(pk=period.pk)
    assert (before["state"], before["weighting"]) == ("running", "equal")
    assert not Response.objects.exists()


@pytest.mark.parametrize("part", ["", "kertas/", "periksa/", "saran/", "rencana/", "undangan/"])
def test_more_rows_cost_no_more_questions(cast, as_user, part):
    period, browser = running(cast), as_user(cast.kasi)
    offered = service(cast)

    def fill(start):
        for k in range(start, start + 6):
            when = NOW - timedelta(hours=k)
            enter(cast, period, suggestion=f"Saran {k}", service=offered)
            answer(period, draft_name=str(k), repeated=True, at=when)
            actions.add_plan(
                period=period,
                activity=actions.Activity("WAKTU", f"Kegiatan {k}", 2019, 4, "Kasi"),
                by=cast.kasi,
                at=NOW,
            )
            finish(cast, receive(cast, offered, counter_at(8, 5)), counter_at(8, 6))

    def cost():
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(page_of(period, part)).status_code == 200
        return len(asked)

    fill(0)
    few = cost()
    fill(6)
    assert cost() == few
    assert few < 40


def test_the_list_costs_the_same_for_many_surveys(cast, as_user):
    browser = as_user(cast.kasi)

    def cost():
        with CaptureQueriesContext(connection) as asked:
            browser.get(HOME)
        return len(asked)

    enter(cast, running(cast))
    one = cost()
    for year in range(2010, 2016):
        old = draft(cast, date(year, 1, 1), date(year, 12, 31), name=f"SKM {year}")
        move(cast, old, PeriodDeed.OPEN)
        enter(cast, old, day=date(year, 5, 5))
    assert cost() == one


def test_the_overview_says_how_the_survey_stands(cast, as_user):
    browser = as_user(cast.kasi)
    overview = "/catatan/kecamatan-ajibarang/"
    assert "Tidak ada survei yang berjalan hari ini." in text(browser.get(overview))
    period = running(cast)
    assert "indeks belum dapat dihitung" in text(browser.get(overview))
    enter(cast, period)
    said = text(browser.get(overview))
    assert "1 responden dari paling sedikit 80; IKM sementara 88,89 (Sangat baik)." in said


def test_what_is_published_can_be_seen_from_inside(cast, as_user):
    period = running(cast)
    enter(cast, period)
    publish(cast, closed(cast, period))
    assert f"/survei/{period.slug}/hasil/" in text(as_user(cast.kasi).get(page_of(period)))
