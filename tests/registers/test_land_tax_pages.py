"""The pages of the land tax: ranking, a village's course, a week on one page, corrections, downloads."""

import io
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from janji.registers.land_tax.models import Assessment, Recap, TaxYear
from tests.forms_on_pages import form_on
from tests.registers.villages_tax import (
    JUNE,
    opened,
    put_right,
    reassess,
    record,
    village,
    village_clerk,
)

pytestmark = pytest.mark.django_db
BASE = "/catatan/pbb/kecamatan-ajibarang/"
WEEK = f"{BASE}rekap-baru/"
YEAR = f"{BASE}ketetapan-baru/"


def text(answer):
    return answer.content.decode().replace("\u00a0", " ").replace("&nbsp;", " ")


@pytest.fixture
def office(cast):
    """Two villages, one of them settled in June."""
    lesmana = village(cast)
    opened(cast)
    opened(cast, lesmana, amount=3_000, bills=20)
    record(cast, JUNE[0], 300)
    record(cast, JUNE[1], 1_000)
    record(cast, JUNE[0], 600, of=lesmana)
    return cast


def test_an_empty_register_says_what_to_do_first(cast, as_user):
    said = text(as_user(cast.kasi).get(BASE))
    assert "Belum ada ketetapan PBB" in said
    assert "Isi ketetapan" in said
    assert "Isi ketetapan" not in text(as_user(cast.inspektorat).get(BASE))


def test_the_ranking_pools_rupiah_and_tells_what_is_needed(office, as_user):
    said = text(as_user(office.operator).get(BASE + "?on=10-06-2019"))
    for part in (
        "<strong>40,00 %</strong> dari ketetapan",
        "Rp 1.600 ÷ Rp 4.000 × 100",
        "1 dari 2 desa lunas",
        # 2.400 left for Lesmana, sixteen whole weeks until 30 September
        "masih kurang Rp 2.400, yaitu Rp 150 setiap minggu",
        "10 Juni 2019",
    ):
        assert part in said
    at_eighty = text(as_user(office.operator).get(BASE + "?on=10-06-2019&percent=80"))
    assert "masih kurang Rp 1.800, yaitu Rp 113 setiap minggu" in at_eighty
    # Of an earlier day nobody knows what came later.
    assert "0 dari 2 desa lunas" in text(as_user(office.operator).get(BASE + "?on=03-06-2019"))


@pytest.mark.parametrize(
    ("query", "seen", "hidden"),
    [
        ("q=lesm", "Desa Lesmana", "Desa Kracak"),
        ("state=lunas", "Desa Kracak", "Desa Lesmana"),
        ("state=belum", "Desa Lesmana", "Desa Kracak"),
        ("state=tanpa", "Tidak ada desa yang cocok", "Desa Kracak"),
        ("on=31+Juni+2019", "Desa Kracak", "Belum ada"),
        ("percent=abc", "Desa Kracak", "Belum ada"),
        ("year=1066", "Desa Kracak", "Belum ada"),
    ],
)
def test_the_ranking_is_searched_and_filtered(office, as_user, query, seen, hidden):
    said = text(as_user(office.operator).get(f"{BASE}?{query}"))
    assert seen in said
    assert hidden not in said


@pytest.mark.parametrize(
    ("order", "first"),
    [("desa", "Kracak"), ("-desa", "Lesmana"), ("sisa", "Kracak"), ("-sisa", "Lesmana")],
)
def test_the_ranking_is_sorted(office, as_user, order, first):
    said = text(as_user(office.operator).get(f"{BASE}?urut={order}"))
    names = sorted(("Kracak", "Lesmana"), key=lambda one: said.index(f">Desa {one}<"))
    assert names[0] == first


def test_the_ranking_is_taken_away(office, as_user):
    client = as_user(office.operator)
    book = client.get(BASE + "?unduh=xlsx&on=10-06-2019")
    rows = (
        CalamineWorkbook.from_filelike(io.BytesIO(book.content)).get_sheet_by_index(0).to_python()
    )
    assert rows[0][:10] == [
        *("No", "Desa", "SPPT", "Pokok (baku)", "Realisasi s.d. minggu lalu", "Minggu ini"),
        *("S.d. minggu ini", "%", "Sisa", "Peringkat"),
    ]
    assert rows[1][1:10] == ["Desa Kracak", 10, 1_000, 300, 700, 1_000, 100, 0, 1]
    assert rows[3][1:9] == ["Jumlah", 30, 4_000, 300, 1_300, 1_600, 40, 2_400]
    csv = client.get(BASE + "?unduh=csv&state=belum").content.decode("utf-8-sig")
    assert "Desa Lesmana;20;3000" in csv
    assert "Kracak" not in csv


def test_what_is_taken_away_can_be_brought_back(office, as_user):
    """The export is the recap that the import reads: nothing new, nothing contradicts."""
    client = as_user(office.operator)
    record(office, JUNE[1], 700, of=TaxYear.objects.get(org_unit__name="Desa Lesmana").org_unit)
    book = client.get(BASE + "?unduh=xlsx&on=10-06-2019").content
    file = io.BytesIO(book)
    file.name = "rekap.xlsx"
    address = "/catatan/impor/land_tax/kecamatan-ajibarang/"
    page = client.post(address, {"file": file, "day": "10-06-2019"}, follow=True)
    assert page.status_code == 200
    assert "2 baris" in text(page)
    assert Recap.objects.count() == 4


def test_a_week_is_entered_on_one_page(office, as_user):
    client = as_user(office.operator)
    page = client.get(WEEK + "?posisi=17-06-2019")
    kracak, lesmana = (one.org_unit_id for one in TaxYear.objects.order_by("org_unit__path"))
    answer = form_on(page, WEEK, "Simpan rekap").send(
        client,
        {f"desa-{lesmana}-paid": "900", f"desa-{lesmana}-remaining": "2.100", "source": "Rekap 12"},
    )
    assert answer.status_code == 302
    made = Recap.objects.get(as_of=JUNE[2])
    assert (made.paid, made.remaining, made.org_unit_id, made.source) == (
        900,
        2_100,
        lesmana,
        "Rekap 12",
    )
    # The same day again: what stands is shown, with the way to put it right.
    again = text(client.get(WEEK + "?posisi=17-06-2019"))
    assert "Rp 900 sudah tercatat." in again
    assert f"desa-{lesmana}-paid" not in again
    assert f"desa-{kracak}-paid" in again


def test_all_that_is_wrong_in_a_week_is_told_at_once_and_nothing_is_lost(office, as_user):
    client = as_user(office.operator)
    form = form_on(client.get(WEEK + "?posisi=17-06-2019"), WEEK, "Simpan rekap")
    kracak, lesmana = (one.org_unit_id for one in TaxYear.objects.order_by("org_unit__path"))
    answer = form.send(
        client,
        {
            "source": "Rekap 12",
            f"desa-{kracak}-paid": "999",
            f"desa-{lesmana}-paid": "700",
            f"desa-{lesmana}-remaining": "2.400",
            f"desa-{lesmana}-penalties": "setengah",
        },
    )
    assert answer.status_code == 422
    said = text(answer)
    assert "Rp 999 terbayar lebih kecil daripada posisi 10-06-2019, Rp 1.000 (turun Rp 1)." in said
    assert 'value="2.400"' in said
    assert "setengah" in said
    fixed = form_on(answer, WEEK, "Simpan rekap").send(
        client, {f"desa-{kracak}-paid": "", f"desa-{lesmana}-penalties": ""}
    )
    assert fixed.status_code == 422
    assert "Rp 700 terbayar + Rp 2.400 sisa = Rp 3.100, padahal ketetapannya Rp 3.000" in text(
        fixed
    )
    assert Recap.objects.count() == 3


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "Belum ada satu pun angka yang diisi"),
        ({"bills_paid": "3"}, "Isi pokok terbayar; bila belum ada, tulis 0."),
        ({"paid": "12,5"}, "Tulis angka bulat"),
        ({"paid": "-1"}, "tidak boleh kurang dari 0"),
        ({"paid": "9" * 20}, "Angka ini terlalu besar"),
    ],
)
def test_a_week_that_cannot_be_read(office, as_user, typed, said):
    client = as_user(office.operator)
    form = form_on(client.get(WEEK + "?posisi=17-06-2019"), WEEK, "Simpan rekap")
    lesmana = TaxYear.objects.order_by("org_unit__path").last().org_unit_id
    fields = {f"desa-{lesmana}-{name}": value for name, value in typed.items()}
    answer = form.send(client, {"source": "Rekap", **fields})
    assert answer.status_code == 422
    assert said in text(answer)


def test_an_impossible_day_is_told_as_such(office, as_user):
    said = text(as_user(office.operator).get(WEEK + "?posisi=31+Juni+2019"))
    assert "Tanggal 31 Juni 2019 tidak ada: bulan itu berakhir pada tanggal 30." in said


def test_a_year_is_opened_for_many_villages_on_one_page(cast, as_user):
    lesmana = village(cast)
    client = as_user(cast.kasi)
    form = form_on(client.get(YEAR), YEAR, "Simpan ketetapan")
    common = {
        "year": "2019",
        "holds_from": "02-01-2019",
        "due_on": "30 September 2019",
        "decree": "DHKP 2019",
        "basis": "ketetapan",
    }
    half = form.send(client, {**common, f"desa-{lesmana.pk}-bills": "20"})
    assert half.status_code == 422
    assert "Isi angka ini." in text(half)
    answer = form.send(
        client,
        {
            **common,
            f"desa-{lesmana.pk}-bills": "20",
            f"desa-{lesmana.pk}-amount": "3.000",
            f"desa-{cast.village.pk}-bills": "10",
            f"desa-{cast.village.pk}-amount": "Rp 1.000",
        },
    )
    assert answer.status_code == 302
    assert sorted(one.amount for one in Assessment.objects.all()) == [1_000, 3_000]
    twice = form.send(
        client, {**common, f"desa-{lesmana.pk}-bills": "1", f"desa-{lesmana.pk}-amount": "1"}
    )
    assert twice.status_code == 422
    assert "sudah mempunyai ketetapan PBB 2019" in text(twice)


def test_a_villages_course_shows_the_way_to_the_due_date(office, as_user):
    year = TaxYear.objects.get(org_unit__name="Desa Lesmana")
    reassess(office, year, 2_900, bills=19)
    page = as_user(office.kasi).get(f"/catatan/pbb/tahun-pajak/{year.pk}/")
    said = text(page)
    for part in (
        '<svg xmlns="http://www.w3.org/2000/svg"',
        "Jatuh tempo 30 September",
        "Keputusan Bapenda 973/15/2019",
        "SPPT ganda dihapus",
        "Ubah ketetapan",
        "dari ingatan",
    ):
        assert part in said
    csv = as_user(office.kasi).get(f"/catatan/pbb/tahun-pajak/{year.pk}/?unduh=csv")
    assert "03-06-2019;600;600;20;2400" in csv.content.decode()


def test_a_recap_is_put_right_with_a_reason(office, as_user):
    client = as_user(office.operator)
    one = Recap.objects.get(as_of=JUNE[0], paid=300)
    address = f"/catatan/pbb/posisi/{one.pk}/"
    form = form_on(client.get(address), address, "Simpan pembetulan")
    wrong = form.send(client, {"paid": "1.001", "reason": "Salah"})
    assert wrong.status_code == 422
    assert "Rp 1.001 terbayar melampaui ketetapan Rp 1.000 sebesar Rp 1." in text(wrong)
    assert form.send(client, {"paid": "350", "reason": "Salah ketik"}).status_code == 302
    said = text(client.get(address))
    assert "Semula Rp 300" in said
    assert "menjadi Rp 350" in said
    assert "Salah ketik" in said
    assert "dibetulkan" in text(client.get(f"/catatan/pbb/tahun-pajak/{one.tax_year_id}/"))


def test_who_belongs_to_one_village_sees_that_village_only(office, as_user):
    client = as_user(village_clerk(office))
    own, other = TaxYear.objects.order_by("org_unit__path")
    assert client.get(BASE).status_code == 404
    said = text(client.get("/catatan/pbb/desa-kracak/"))
    assert "Desa Kracak" in said
    assert "Lesmana" not in said
    assert client.get(f"/catatan/pbb/tahun-pajak/{own.pk}/").status_code == 200
    assert client.get(f"/catatan/pbb/tahun-pajak/{other.pk}/").status_code == 404
    theirs = Recap.objects.get(org_unit=other.org_unit)
    assert client.get(f"/catatan/pbb/posisi/{theirs.pk}/").status_code == 404
    assert client.get("/catatan/pbb/desa-kracak/rekap-baru/").status_code == 200
    assert "Lesmana" not in text(client.get("/catatan/pbb/desa-kracak/?unduh=csv"))
    assert client.get("/catatan/pbb/desa-kracak/ketetapan-baru/").status_code == 403
    assert client.get(f"/catatan/pbb/tahun-pajak/{own.pk}/ketetapan/").status_code == 403


def test_who_only_reads_has_no_buttons(office, as_user):
    client = as_user(office.inspektorat)
    one = Recap.objects.first()
    for address in (
        BASE,
        f"/catatan/pbb/posisi/{one.pk}/",
        f"/catatan/pbb/tahun-pajak/{one.tax_year_id}/",
    ):
        said = text(client.get(address))
        assert "Simpan" not in said
        assert "Isi rekap" not in said
    assert client.get(WEEK).status_code == 403
    put_right(office, one, one.paid, penalties=5)
    assert as_user(office.stranger).get(BASE).status_code == 404


def test_pages_ask_as_often_for_many_villages_as_for_few(
    office, as_user, django_assert_max_num_queries
):
    client = as_user(office.operator)
    client.get(BASE)
    for place in range(8):
        here = village(office, f"Desa Contoh {place}")
        opened(office, here)
        for day in JUNE:
            record(office, day, 100, of=here)
    with django_assert_max_num_queries(24):
        client.get(BASE + "?on=24-06-2019")
    with django_assert_max_num_queries(24):
        client.get(WEEK + "?posisi=01-07-2019")
    year = TaxYear.objects.last()
    with django_assert_max_num_queries(24):
        client.get(f"/catatan/pbb/tahun-pajak/{year.pk}/")


def test_the_register_stands_among_the_others(office, as_user):
    said = text(as_user(office.operator).get("/catatan/kecamatan-ajibarang/"))
    assert "Pajak bumi dan bangunan (PBB-P2)" in said
    assert "PBB 2019 per" in said
    assert date(2019, 6, 10) == JUNE[1]
