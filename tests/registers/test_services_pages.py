"""The pages of the services register: counter, register, request, catalogue, complaints, report."""

import io
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from python_calamine import CalamineWorkbook

from janji.calendars.queries import calendar_for
from janji.core.service_life import Stage
from janji.core.workdays import Limit, LimitUnit
from janji.orgs.models import Region
from janji.registers.services import actions
from janji.registers.services.models import Complaint, ReturnedFile, Service, ServiceRequest
from janji.registers.services.queries import clock_of
from tests.registers.counter import NOW, at, finish, move, receive, service

OFFICE = "kecamatan-ajibarang"
BASE = f"/catatan/layanan/{OFFICE}/"
COUNTER = f"{BASE}loket/"
NIK = "3302141201900003"
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def places(cast):
    """The office's territory with two villages; another territory has one of its own."""
    names = {
        "33.02.14": "Ajibarang",
        "33.02.14.2010": "Kracak",
        "33.02.14.2013": "Lesmana",
        "33.02.17.2001": "Batuanten",
    }
    made = {name: Region.objects.create(code=code, name=name) for code, name in names.items()}
    cast.district.region = made["Ajibarang"]
    cast.district.save()
    return made


def sent(**more):
    """What the counter's form sends without scripts."""
    return {
        "service": "usaha",
        "applicant": "Warga Contoh",
        "nik": "",
        "village": "",
        "people": "1",
        "received_at": "",
        "is_complete": "on",
        "missing": "",
        "deed": "save",
    } | more


def workbook(response):
    book = CalamineWorkbook.from_filelike(io.BytesIO(response.content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


# ── the counter


def test_from_the_counter_to_the_receipt(cast, places, as_user):
    service(cast)
    client = as_user(cast.operator)
    answer = client.post(COUNTER, sent(nik=NIK, village="33.02.14.2010"))
    made = ServiceRequest.objects.get()
    assert answer.headers["Location"] == f"/catatan/layanan/permohonan/{made.pk}/tanda-terima/"
    assert (made.village, made.nik_last_four) == (places["Kracak"], "0003")
    receipt = client.get(answer.headers["Location"]).content.decode()
    for said in (made.number, made.follow_code, "Warga Contoh", "<svg", "Permohonan berikutnya"):
        assert said in receipt
    assert NIK not in receipt


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("1", "Legalisasi umum"),
        ("2", "Legalisasi warisan"),
        ("sku", "Surat keterangan usaha"),
        ("SURAT  KETERANGAN usaha", "Surat keterangan usaha"),
        ("waris", "Legalisasi warisan"),
        ("legalisasi u", "Legalisasi umum"),
    ],
)
def test_a_service_is_chosen_by_number_code_or_some_letters(cast, as_user, typed, found):
    service(cast, code="sku")
    service(cast, "Legalisasi warisan")
    service(cast, "Legalisasi umum")
    as_user(cast.operator).post(COUNTER, sent(service=typed))
    assert ServiceRequest.objects.get().service.name == found


@pytest.mark.parametrize(
    ("typed", "said"),
    [("legalisasi", "Lebih dari satu"), ("kuda", "Tidak ada layanan"), ("4", "Tidak ada layanan")],
)
def test_an_unclear_service_is_asked_again_and_nothing_is_lost(cast, as_user, typed, said):
    service(cast)
    service(cast, "Legalisasi warisan")
    service(cast, "Legalisasi umum")
    page = as_user(cast.operator).post(COUNTER, sent(service=typed))
    assert page.status_code == 422
    assert said in page.content.decode()
    assert 'value="Warga Contoh"' in page.content.decode()
    assert not ServiceRequest.objects.exists()


def test_requirements_are_ticked_one_by_one(cast, as_user):
    offered = service(cast)
    client = as_user(cast.operator)
    shown = client.get(f"{COUNTER}syarat/", {"service": "usaha"}).content.decode()
    assert "KTP asli" in shown
    ticks = {"is_complete": "", "standard": offered.standards.get().pk}
    page = client.post(COUNTER, sent(**ticks, has=["1"]))
    assert "Belum diperiksa: KTP asli" in page.content.decode()
    assert not ServiceRequest.objects.exists()
    client.post(COUNTER, sent(**ticks, has=["0", "1"]))
    assert ServiceRequest.objects.count() == 1


def test_ticks_for_another_service_do_not_count(cast, as_user):
    other = service(cast, "Legalisasi umum").standards.get()
    service(cast)
    ticks = {"is_complete": "", "standard": other.pk, "has": ["0", "1"]}
    page = as_user(cast.operator).post(COUNTER, sent(**ticks))
    assert page.status_code == 422
    assert not ServiceRequest.objects.exists()


def test_an_incomplete_file_is_returned_without_a_name(cast, places, as_user):
    offered = service(cast)
    client = as_user(cast.operator)
    back = {"deed": "return", "applicant": "", "is_complete": ""}
    assert client.post(COUNTER, sent(**back)).status_code == 422
    answer = client.post(COUNTER, sent(**back, missing="Materai", village="33.02.14.2010"))
    assert answer.headers["Location"] == COUNTER
    client.post(COUNTER, sent(**back, standard=offered.standards.get().pk, has=["0"]))
    found = list(ReturnedFile.objects.order_by("pk").values_list("missing", flat=True))
    assert found == ["Materai", "Pengantar desa"]
    assert not ServiceRequest.objects.exists()


def test_a_minute_service_is_finished_at_once(cast, as_user):
    service(cast, "Legalisasi", limit=Limit(15, LimitUnit.MINUTES))
    service(cast)
    client = as_user(cast.operator)
    page = client.post(COUNTER, sent(deed="at-once"))
    assert "tidak dijanjikan dalam menit" in page.content.decode()
    client.post(COUNTER, sent(service="legalisasi", deed="at-once"))
    assert ServiceRequest.objects.get().stage == Stage.FINISHED


@pytest.mark.parametrize(
    "wrong",
    [
        {"nik": "123"},
        {"village": "33.02.17.2001"},
        {"people": "0"},
        {"people": "x"},
        {"received_at": "31-02-2026 09.00"},
        {"received_at": "01-01-2099 09.00"},
        {"received_at": "01-01-2018 09.00"},
        {"applicant": ""},
        {"applicant": "x" * 161},
        {"applicant": "a\x00b"},
        {"service": ""},
        {"deed": "save", "is_complete": ""},
    ],
)
def test_the_counter_refuses_what_cannot_be(cast, places, as_user, wrong):
    service(cast)
    page = as_user(cast.operator).post(COUNTER, sent(**wrong))
    assert page.status_code == 422
    assert page.context["form"].errors
    assert not ServiceRequest.objects.exists()


def test_a_villages_list_holds_the_territory_only(cast, places, as_user):
    service(cast)
    page = as_user(cast.operator).get(COUNTER).content.decode()
    assert "Kracak" in page
    assert "Batuanten" not in page


def test_a_standard_of_the_future_does_not_hold_today(cast, as_user):
    offered = service(cast)
    tomorrow = timezone.localdate() + timedelta(days=1)
    actions.set_standard(
        service=offered,
        promise=actions.Promise(Limit(9, LimitUnit.WORKING_DAYS), (), "Surat"),
        holds_from=tomorrow,
        based_on=offered.standards.get().pk,
        by=cast.kasi,
        at=NOW,
    )
    client = as_user(cast.operator)
    assert "9 hari kerja" not in client.get(COUNTER).content.decode()
    assert "3 hari kerja" in client.get(f"{BASE}katalog/").content.decode()
    page = client.get(f"/catatan/layanan/katalog/{offered.pk}/").content.decode()
    assert "belum berlaku" in page


# ── one request


def test_the_next_step_from_the_page(cast, as_user):
    request = receive(cast, service(cast), at(7, 1))
    client, address = as_user(cast.operator), f"/catatan/layanan/permohonan/{request.pk}/"
    assert "dikirim ke instansi" not in client.get(address).content.decode().lower()
    step = {"to": "incomplete", "happened_at": "02-07-2019 09.00", "based_on": "1"}
    assert client.post(address, step).status_code == 422
    client.post(address, step | {"evidence": "KTP"})
    again = {"to": "checking", "happened_at": "03-07-2019 09.00", "based_on": "2"}
    client.post(address, again)
    done = {"to": "finished", "happened_at": "04-07-2019 09.00", "based_on": "3"}
    client.post(address, done | {"product_number": "470/1"})
    request.refresh_from_db()
    assert (request.stage, request.product_number) == (Stage.FINISHED, "470/1")
    client.post(
        address,
        {
            "to": "handed_over",
            "happened_at": "05-07-2019 09.00",
            "based_on": "4",
            "handed_to": HOSTILE,
        },
    )
    page = client.get(address).content.decode()
    assert HOSTILE not in page
    assert "&lt;script&gt;" in page


def test_whoever_comes_second_is_told_and_may_save_again(cast, as_user):
    request = receive(cast, service(cast), at(7, 1))
    move(cast, request, Stage.CHECKING, at(7, 2))
    client, address = as_user(cast.kasi), f"/catatan/layanan/permohonan/{request.pk}/"
    step = {"to": "in_progress", "happened_at": "02-07-2019 10.00"}
    page = client.post(address, step | {"based_on": "1"})
    assert page.status_code == 409
    assert "sudah diubah oleh Sri Lestari" in page.content.decode()
    assert 'name="based_on" value="2"' in page.content.decode()
    for nonsense in ("", "x", "9" * 30):
        assert client.post(address, step | {"based_on": nonsense}).status_code == 409
    assert client.post(address, step | {"based_on": "2"}).status_code == 302


def test_pause_resume_and_correct_from_their_pages(cast, as_user):
    request = receive(cast, service(cast), at(7, 1))
    client, address = as_user(cast.operator), f"/catatan/layanan/permohonan/{request.pk}/"
    outage = {"cause": "central_system", "evidence": "Log", "starts_at": "02-07-2019 09.00"}
    assert client.post(f"{address}jeda/", outage | {"based_on": "1"}).status_code == 302
    assert "Akhiri jeda" in client.get(address).content.decode()
    over = {"ends_at": "03-07-2019 09.00", "based_on": "2"}
    assert client.post(f"{address}lanjut/", over).status_code == 302
    page = client.get(f"{address}betulkan/")
    assert "service" not in page.context["form"].fields
    fixed = {"applicant": "Warga Lain", "people": "1", "reason": "Salah ketik", "based_on": "3"}
    assert client.post(f"{address}betulkan/", fixed).status_code == 302
    shown = client.get(address).content.decode()
    assert "<del>Warga Contoh</del>" in shown
    assert "Gangguan sistem pusat" in shown


def test_a_correction_without_a_change_is_refused(cast, as_user):
    """The minute is typed, the second is not: an untouched time is no change."""
    quick = service(cast, "Legalisasi", limit=Limit(15, LimitUnit.MINUTES))
    request = receive(cast, quick, at(7, 1) + timedelta(seconds=42))
    client = as_user(cast.kasi)
    address = f"/catatan/layanan/permohonan/{request.pk}/betulkan/"
    same = {
        "applicant": "Warga Contoh",
        "people": "1",
        "service": quick.pk,
        "received_at": "01-07-2019 09.00",
        "reason": "Coba",
        "based_on": "1",
    }
    page = client.post(address, same)
    assert "Tidak ada yang berubah" in page.content.decode()
    request.refresh_from_db()
    assert request.received_at == at(7, 1) + timedelta(seconds=42)


# ── lists, exports, report


def test_the_register_is_searched_filtered_and_sorted(cast, places, as_user):
    usaha, waris = service(cast), service(cast, "Keterangan waris")
    finish(cast, receive(cast, usaha, at(7, 1), name="Warga Satu"), at(7, 2))
    receive(cast, waris, at(8, 1), name="Warga Dua")
    client = as_user(cast.bupati)

    def names(**asked):
        page = client.get(BASE, asked)
        return [one.request.applicant for one in page.context["rows"]]

    assert names() == ["Warga Dua", "Warga Satu"]
    assert names(urut="masuk") == ["Warga Satu", "Warga Dua"]
    assert names(q="satu") == names(state="selesai") == ["Warga Satu"]
    assert names(service=waris.pk) == names(state="lewat") == ["Warga Dua"]
    assert names(since="15-07-2019") == ["Warga Dua"]
    assert names(until="01-07-2019") == ["Warga Satu"]
    assert names(since="bukan tanggal", service="x", urut="x") == ["Warga Dua", "Warga Satu"]
    assert names(q="kuda") == []


def test_the_register_is_taken_away_as_seen_and_without_nik(cast, as_user):
    offered = service(cast)
    finish(cast, receive(cast, offered, at(7, 1), name="=1+1"), at(7, 2))
    receive(cast, offered, at(8, 1), name="Warga Dua")
    client = as_user(cast.operator)
    (sheet,) = workbook(client.get(BASE, {"unduh": "xlsx", "state": "selesai"})).values()
    assert [row[3] for row in sheet[1:2]] == ["=1+1"]
    assert "NIK" not in " ".join(map(str, sheet[0]))
    text = client.get(BASE, {"unduh": "csv"}).content.decode("utf-8-sig")
    assert "'=1+1" in text
    assert "Warga Dua" in text


@pytest.mark.parametrize("rows", [3, 40])
def test_pages_ask_the_same_number_of_questions_however_many_rows(
    cast, as_user, django_assert_max_num_queries, rows
):
    offered = [service(cast, f"Layanan {place}") for place in range(1 + rows // 10)]
    for place in range(rows):
        one = receive(cast, offered[place % len(offered)], at(7, 1))
        if place % 3 == 0:
            finish(cast, one, at(7, 9))
        if place % 5 == 0:
            complaint = {"org_unit": cast.district, "request": one, "channel": "letter"}
            actions.record_complaint(
                **complaint, content="Lama", received_on=date(2019, 8, 1), by=cast.kasi, at=NOW
            )
    client = as_user(cast.kasi)
    last = ServiceRequest.objects.last()
    for address, most in (
        (BASE, 17),
        (COUNTER, 16),
        (f"{BASE}katalog/", 13),
        (f"{BASE}pengaduan/", 12),
        (f"{BASE}laporan/?bulan=2019-07", 22),
        (f"/catatan/layanan/permohonan/{last.pk}/", 17),
        (f"/catatan/layanan/katalog/{offered[0].pk}/", 13),
    ):
        with django_assert_max_num_queries(most):
            assert client.get(address).status_code == 200


def test_the_monthly_report_adds_up_to_the_indicator(cast, as_user):
    """July 2019: one on time (1 day), one refused in time, one late with its reason, one withdrawn."""
    offered = service(cast)
    finish(cast, receive(cast, offered, at(7, 1)), at(7, 2))
    move(cast, receive(cast, offered, at(7, 1)), Stage.REFUSED, at(7, 2), notes="Bukan penduduk")
    late = receive(cast, offered, at(7, 1))
    move(cast, late, Stage.FINISHED, at(7, 9), notes="Listrik padam")
    move(cast, receive(cast, offered, at(7, 1)), Stage.WITHDRAWN, at(7, 3), notes="Batal")
    receive(cast, offered, at(7, 31))
    client = as_user(cast.operator)
    page = client.get(f"{BASE}laporan/", {"bulan": "2019-07"})
    (line,) = page.context["report"].services
    assert line.counts == {
        "received": 5,
        "on_time": 2,
        "late": 1,
        "overdue": 0,
        "refused": 1,
        "withdrawn": 1,
        "running": 1,
        "running_overdue": 0,
        "unknown": 0,
    }
    assert (line.mean_days * 3, line.share) == (1 + 1 + 6, pytest.approx(200 / 3))
    (one,) = page.context["report"].late
    assert (one.request, one.days, one.reason) == (late, 3, "Listrik padam")
    august = client.get(f"{BASE}laporan/", {"bulan": "2019-08"}).context["report"]
    assert august.total.counts["overdue"] == 1
    sheets = workbook(client.get(f"{BASE}laporan/", {"bulan": "2019-07", "unduh": "xlsx"}))
    assert list(sheets) == ["Per layanan", "Adminduk per desa", "Terlambat"]


def test_adminduk_is_reported_by_village(cast, places, as_user):
    civil = service(cast, "Kartu keluarga", kind="civil_registration")
    person = actions.Applicant("Warga", village=places["Kracak"])
    times = {"received_at": at(7, 1), "complete_at": at(7, 1), "by": cast.operator, "at": NOW}
    made = actions.receive_request(service=civil, applicant=person, **times)
    move(cast, made, Stage.FORWARDED, at(7, 2))
    report = as_user(cast.operator).get(f"{BASE}laporan/", {"bulan": "2019-07"}).context["report"]
    (line,) = report.villages
    assert (line.name, line.counts["on_time"]) == ("Kracak", 1)


@pytest.mark.parametrize("month", ["x", "2019-13", "2019-00", "1999-01", "2199-01", "٢٠١٩-01"])
def test_a_month_that_is_none_is_not_found(cast, as_user, month):
    client = as_user(cast.operator)
    assert client.get(f"{BASE}laporan/", {"bulan": month}).status_code == 404


# ── the catalogue and complaints


def test_a_service_with_its_first_standard_from_the_page(cast, as_user):
    client = as_user(cast.kasi)
    new = {
        "name": "Keterangan waris",
        "code": "waris",
        "kind": "non_licence",
        "legal_basis": "KUH Perdata",
        "issued_by": "",
        "holds_from": "02-01-2019",
        "decree": "Keputusan Camat 1/2019",
        "limit_value": "2",
        "limit_unit": "working_days",
        "limit_text": "1–2 hari",
        "clock_start": "complete",
        "requirements": "KTP\n\n Surat kematian \n",
        "procedure": "Periksa\nParaf",
        "product": "Surat keterangan",
        "fee": "0",
        "fee_text": "",
    }
    answer = client.post(f"{BASE}katalog/baru/", new)
    made = Service.objects.get()
    assert answer.headers["Location"] == f"/catatan/layanan/katalog/{made.pk}/"
    assert made.standards.get().requirements == ["KTP", "Surat kematian"]
    page = client.get(answer.headers["Location"]).content.decode()
    for said in ("gratis", "KUH Perdata", "Keputusan Camat 1/2019", "1–2 hari", "Paraf"):
        assert said in page
    assert client.post(f"{BASE}katalog/baru/", new).status_code == 422
    first = made.standards.get().pk
    later = new | {"holds_from": "01-07-2019", "limit_value": "1", "based_on": first}
    client.post(f"/catatan/layanan/katalog/{made.pk}/standar/", later)
    assert [one.version for one in made.standards.all()] == [2, 1]
    client.post(
        f"/catatan/layanan/katalog/{made.pk}/tutup/", {"until": "31-12-2019", "based_on": "1"}
    )
    made.refresh_from_db()
    assert made.active_until == date(2019, 12, 31)
    client.post(f"/catatan/layanan/katalog/{made.pk}/tutup/", {"until": "besok"})
    client.post(f"/catatan/layanan/katalog/{made.pk}/buka/", {"based_on": "2"})
    made.refresh_from_db()
    assert made.active_until is None
    (sheet,) = workbook(client.get(f"{BASE}katalog/", {"unduh": "xlsx"})).values()
    assert sheet[1][0] == "Keterangan waris"


def test_the_catalogue_is_searched(cast, as_user):
    service(cast)
    service(cast, "Kartu keluarga", kind="civil_registration")
    client = as_user(cast.operator)

    def names(**asked):
        rows = client.get(f"{BASE}katalog/", asked).context["rows"]
        return [one.service.name for one in rows]

    assert names(q="kartu") == names(kind="civil_registration") == ["Kartu keluarga"]
    assert names(urut="-layanan") == ["Surat keterangan usaha", "Kartu keluarga"]


def test_a_complaint_from_first_to_last(cast, as_user):
    request = receive(cast, service(cast), at(7, 1))
    clerk, head = as_user(cast.operator), as_user(cast.kasi)
    new = {
        "number": request.number,
        "channel": "letter",
        "received_on": "08-07-2019",
        "complainant": "Warga Pengadu",
        "content": HOSTILE,
    }
    address = f"{BASE}pengaduan/baru/"
    assert clerk.post(address, new | {"number": "2019/999999"}).status_code == 422
    assert clerk.post(address, new | {"received_on": "01-01-2099"}).status_code == 422
    place = clerk.post(address, new).headers["Location"]
    assert HOSTILE not in clerk.get(place).content.decode()
    assert clerk.post(place, {"decide": "1", "is_justified": "ya"}).status_code == 403
    assert head.post(place, {"decide": "1"}).status_code == 422
    found = {"decide": "1", "is_justified": "ya", "based_on": "1"}
    assert head.post(place, found).status_code == 302
    done = {"resolve": "1", "resolved_on": "18-07-2019", "resolution": "Diganti", "based_on": "2"}
    assert head.post(place, done).status_code == 302
    assert Complaint.objects.get().days_open == 10
    response = head.get(f"{BASE}pengaduan/", {"unduh": "xlsx"})
    (sheet,) = workbook(response).values()
    assert (sheet[1][0], sheet[1][7]) == (HOSTILE, 10)
    assert "Warga Pengadu" not in str(sheet)


def test_what_is_open_longest_comes_first(cast, as_user):
    for day, content in ((9, "kedua"), (8, "pertama"), (10, "ketiga")):
        actions.record_complaint(
            org_unit=cast.district,
            request=None,
            channel="phone",
            content=content,
            received_on=date(2019, 7, day),
            by=cast.operator,
            at=NOW,
        )
    page = as_user(cast.operator).get(f"{BASE}pengaduan/", {"state": "menunggu"})
    assert [one.content for one in page.context["page"]] == ["pertama", "kedua", "ketiga"]


# ── who may


def test_a_stranger_finds_nothing(cast, as_user):
    request = receive(cast, service(cast), at(7, 1))
    complaint = actions.record_complaint(
        org_unit=cast.district,
        request=request,
        channel="letter",
        content="Lama",
        received_on=date(2019, 7, 2),
        by=cast.kasi,
        at=NOW,
    )
    client, one = as_user(cast.stranger), f"/catatan/layanan/permohonan/{request.pk}/"
    for address in (
        BASE,
        COUNTER,
        f"{COUNTER}syarat/",
        f"{BASE}katalog/",
        f"{BASE}katalog/baru/",
        f"{BASE}pengaduan/",
        f"{BASE}pengaduan/baru/",
        f"{BASE}laporan/",
        one,
        f"{one}tanda-terima/",
        f"{one}jeda/",
        f"{one}lanjut/",
        f"{one}betulkan/",
        f"/catatan/layanan/katalog/{request.service_id}/",
        f"/catatan/layanan/pengaduan/{complaint.pk}/",
    ):
        assert client.get(address).status_code == 404, address
    for address in ("tutup", "buka"):
        place = f"/catatan/layanan/katalog/{request.service_id}/{address}/"
        assert client.post(place).status_code == 404


def test_who_only_sees_does_not_change(cast, as_user):
    request = receive(cast, service(cast), at(7, 1))
    client, one = as_user(cast.inspektorat), f"/catatan/layanan/permohonan/{request.pk}/"
    assert "Simpan langkah" not in client.get(one).content.decode()
    for address in (
        f"{one}jeda/",
        f"{one}betulkan/",
        f"{BASE}katalog/baru/",
        f"{BASE}pengaduan/baru/",
        f"/catatan/layanan/katalog/{request.service_id}/standar/",
    ):
        assert client.get(address).status_code == 403, address
    assert client.post(f"/catatan/layanan/katalog/{request.service_id}/buka/").status_code == 403
    assert client.post(COUNTER, sent()).status_code == 403
    step = {"to": "finished", "happened_at": "02-07-2019 09.00", "based_on": "1"}
    assert client.post(one, step).status_code == 403
    assert ServiceRequest.objects.get().stage == Stage.RECEIVED


def test_the_clock_of_a_request_shows_what_is_left(cast):
    request = receive(cast, service(cast), at(7, 1))
    calendar = calendar_for(cast.district)
    zone = ZoneInfo("UTC")  # the database's moments come in another zone

    def said(day, hour=3):
        clock = clock_of(request, calendar, datetime(2019, 7, day, hour, tzinfo=zone))
        return clock.state.value, clock.amount

    assert [said(1), said(4), said(5), said(9)] == [
        ("left", 3),
        ("left", 0),
        ("overdue", 1),
        ("overdue", 3),
    ]
