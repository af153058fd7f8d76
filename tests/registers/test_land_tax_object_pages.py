"""The pages of bills, codes, collectors' money and penalties; the walk through a real reversal."""

import io
from datetime import date

import pytest
from django.utils import timezone
from python_calamine import CalamineWorkbook

from janji.registers.land_tax.models import (
    Bill,
    CollectorMoney,
    Payment,
    Recap,
    RecapCorrection,
    TaxCode,
    TaxYear,
)
from tests.forms_on_pages import form_on
from tests.registers.tax_objects import (
    COLLECTOR,
    OTHER_CODE,
    bill,
    by_objects,
    decide,
    nop,
    pay,
)
from tests.registers.villages_tax import JUNE, NOW, opened, record, village, village_clerk

pytestmark = pytest.mark.django_db
BASE = "/catatan/pbb/kecamatan-ajibarang/"
MAY = date(2019, 5, 6)


@pytest.fixture(autouse=True)
def the_last_day_of_2019(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def text(answer):
    return " ".join(answer.content.decode().replace("\u00a0", " ").replace("&nbsp;", " ").split())


def year_page(year, rest=""):
    return f"/catatan/pbb/tahun-pajak/{year.pk}/{rest}"


def bill_page(one, rest=""):
    return f"/catatan/pbb/sppt/{one.pk}/{rest}"


def filled(client, address, button, **fields):
    """A form of a page, sent."""
    return form_on(client.get(address), address, button).send(client, fields)


# ── by recaps, the usual way


def test_a_real_reversal_is_walked_from_the_refusal_to_the_lower_recap(cast, as_user):
    year = opened(cast)
    for day, paid in zip(JUNE[:3], (300, 450, 600), strict=True):
        record(cast, day, paid, remaining=1_000 - paid)
    client, week = as_user(cast.operator), f"{BASE}rekap-baru/"
    key = f"desa-{cast.village.pk}-paid"
    form = form_on(client.get(f"{week}?posisi=24-06-2019"), week, "Simpan rekap")
    refused = form.send(client, {key: "550", "source": "Rekap 25"})
    assert refused.status_code == 422
    assert "pilih Turunkan posisi" in text(refused)
    assert f'href="{year_page(year, "turun/")}"' in refused.content.decode()
    lowering = year_page(year, "turun/")
    assert "Rp 600" in text(client.get(lowering))
    too_much = filled(
        client, lowering, "Turunkan posisi", since="10-06-2019", amount="200", reason="Salah buku"
    )
    assert too_much.status_code == 422
    assert "paling banyak dapat turun Rp 150" in text(too_much)
    done = filled(
        client, lowering, "Turunkan posisi", since="10-06-2019", amount="100", reason="Salah buku"
    )
    assert done.status_code == 302
    assert RecapCorrection.objects.count() == 2
    assert form.send(client, {key: "550", "source": "Rekap 25"}).status_code == 302
    assert list(Recap.objects.order_by("as_of").values_list("paid", flat=True)) == [
        *(300, 350, 500, 550)
    ]
    assert "dibetulkan" in text(client.get(year_page(year)))


def test_the_paper_of_the_ranking_has_all_villages_and_room_to_sign(cast, as_user):
    opened(cast)
    opened(cast, village(cast), amount=3_000)
    record(cast, JUNE[0], 1_000)
    client = as_user(cast.inspektorat)
    said = text(client.get(f"{BASE}cetak/?on=24-06-2019&percent=80"))
    for part in ("25,00 %", "Perlu per minggu (Rp)", "Desa lunas: Desa Kracak (3 Juni 2019)."):
        assert part in said
    # 80 percent of 3.000 over fourteen whole weeks
    assert ">172<" in said.replace(" ", "")
    assert f"{BASE}cetak/?on=24-06-2019" in client.get(f"{BASE}?on=24-06-2019").content.decode()
    book = client.get(f"{BASE}?unduh=xlsx&on=24-06-2019&percent=80").content
    rows = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python()
    column = rows[0].index("Kebutuhan per minggu")
    assert [row[column] for row in rows[1:4]] == [0, 172, 172]


def test_collectors_money_is_recorded_shown_and_withdrawn(cast, as_user):
    opened(cast)
    client, page = as_user(cast.operator), f"{BASE}petugas/"
    assert "Tidak ada uang petugas yang dicatat" in text(client.get(page))
    common = {"village": cast.village.pk, "role": "kadus", "area": "Dusun II", "receipt": "K-1"}
    made = filled(client, f"{page}catat/", "Simpan catatan", **common, kind="terima",
                  moved_on="02-12-2019", amount="500.000")  # fmt: skip
    assert made.status_code == 302
    wrong = filled(client, f"{page}catat/", "Simpan catatan", **common, kind="setor",
                   moved_on="03-12-2019", amount="600.000")  # fmt: skip
    assert wrong.status_code == 422
    assert "setoran melebihi uang yang diterima sebesar Rp 100.000" in text(wrong)
    said = text(client.get(page))
    for part in ("Desa Kracak, Kepala dusun, Dusun II", "2 Desember 2019, 29 hari", "lewat waktu",
                 "tidak menjatuhkan sanksi"):  # fmt: skip
        assert part in said
    assert "Uang pajak masih dipegang petugas desa" in text(client.get(BASE))
    csv = client.get(f"{page}?unduh=csv").content.decode("utf-8-sig")
    assert "Desa Kracak;Kepala dusun;Dusun II;500000;0;500000;02-12-2019;29;lewat waktu" in csv
    one = CollectorMoney.objects.get()
    taken = filled(client, f"/catatan/pbb/uang-petugas/{one.pk}/batal/", "Batalkan catatan",
                   reason="Salah desa")  # fmt: skip
    assert taken.status_code == 302
    again = text(client.get(page))
    assert "dibatalkan" in again
    assert "Salah desa" in again
    assert "lewat waktu</span>" not in again


@pytest.mark.parametrize(
    ("query", "parts"),
    [
        # registers.md §8.4: three started months
        (
            "year=2025&principal=100.000&due_on=30-06-2025&paid_on=15-09-2025",
            ("Rp 3.000", "Rp 100.000 × 3 bulan × 1 %", "dibaca dari naskahnya"),
        ),
        (
            "year=2019&principal=100.000&due_on=30-09-2019&paid_on=31-12-2024",
            ("Rp 48.000", "dibatasi", "dari ingatan"),
        ),
        (
            "year=2025&principal=100.000&due_on=30-06-2025&paid_on=30-06-2025",
            ("Tidak ada denda",),
        ),
        (
            "year=2026&principal=100.000&due_on=31+Juni+2026&paid_on=30-06-2026",
            ("Tanggal 31 Juni 2026 tidak ada",),
        ),
        ("", ("Hitung denda", "sejak tahun pajak 2024")),
    ],
)
def test_a_penalty_is_worked_out_with_its_source(cast, as_user, query, parts):
    said = text(as_user(cast.inspektorat).get(f"{BASE}denda/?{query}"))
    for part in parts:
        assert part in said


# ── by objects


@pytest.fixture
def office(cast):
    """A village by objects: one bill paid in part, one held by a collector."""
    by_objects(cast)
    first, second = bill(cast, 1, 600, payer="Sutarmi Wiyono"), bill(cast, 2, 400)
    pay(cast, first, MAY, 250)
    pay(cast, second, JUNE[0], 400, COLLECTOR)
    return cast


def test_the_choice_is_made_on_a_page_while_it_can_be(cast, as_user):
    year = opened(cast)
    client = as_user(cast.kasi)
    assert "Ganti" in text(client.get(year_page(year)))
    done = filled(client, year_page(year, "cara/"), "Simpan pilihan", mode="objek")
    assert done.status_code == 302
    assert TaxYear.objects.get().by_objects
    assert as_user(cast.operator).get(year_page(year, "cara/")).status_code == 403
    said = text(as_user(cast.operator).get(f"{BASE}rekap-baru/?posisi=24-06-2019"))
    assert "posisinya dihitung dari pembayaran" in said
    assert "Belum ada SPPT" in text(client.get(f"{BASE}sppt/"))


def test_a_code_is_recorded_and_ended_on_pages(cast, as_user):
    client, page = as_user(cast.kasi), f"{BASE}kode-pajak/"
    wrong = filled(client, page, "Simpan kode", village=cast.village.pk, code="33.02.14.2011")
    assert wrong.status_code == 422
    assert "kode Kemendagri (33.02.14.2011) berbeda" in text(wrong)
    made = filled(client, page, "Simpan kode", village=cast.village.pk, code="33.02.140.011")
    assert made.status_code == 302
    code = TaxCode.objects.get()
    ended = filled(client, f"/catatan/pbb/kode-pajak/{code.pk}/akhiri/", "Akhiri kode",
                   reason="Kode Lesmana")  # fmt: skip
    assert ended.status_code == 302
    said = text(client.get(page))
    assert "diakhiri" in said
    assert "Kode Lesmana" in said
    assert "33.02.140.011;Desa Kracak;;diakhiri;Kode Lesmana" in (
        client.get(f"{page}?unduh=csv").content.decode()
    )
    assert client.post(page, {"code": ""}).status_code == 422
    assert as_user(cast.operator).post(page, {}).status_code == 403


def test_a_bill_goes_through_its_year_on_pages(office, as_user):
    client, year = as_user(office.kasi), TaxYear.objects.get()
    form = form_on(
        client.get(year_page(year, "sppt-baru/")), year_page(year, "sppt-baru/"), "Simpan SPPT"
    )
    wrong = form.send(client, {"nop": nop(3, OTHER_CODE), "principal": "90"})
    assert wrong.status_code == 422
    assert "bukan kode pajak Desa Kracak" in text(wrong)
    assert form.send(client, {"nop": nop(3), "principal": "90"}).status_code == 302
    one = Bill.objects.latest("pk")
    address = bill_page(one)
    too_much = filled(client, bill_page(one, "bayar/"), "Simpan pembayaran",
                      paid_on="06-05-2019", principal="91", channel="qris")  # fmt: skip
    assert "Rp 91 melebihi sisa pokok SPPT ini, Rp 90" in text(too_much)
    half = filled(client, bill_page(one, "bayar/"), "Simpan pembayaran",
                  paid_on="06-05-2019", principal="50", channel="qris", ntpd="NTPD-77")  # fmt: skip
    assert half.status_code == 302
    delivered = filled(client, bill_page(one, "penyampaian/"), "Simpan penyampaian",
                       delivered_on="04-03-2019")  # fmt: skip
    assert delivered.status_code == 302
    said = text(client.get(address))
    for part in ("NTPD-77", "sejak 6 Mei 2019", "Rp 40", "4 Maret 2019", "lebih dari enam bulan",
                 "Denda bila dibayar hari ini"):  # fmt: skip
        assert part in said
    blocked = filled(client, bill_page(one, "keputusan/"), "Simpan keputusan", state="ganda",
                     decree="Keputusan 9", decided_on="07-10-2019")  # fmt: skip
    assert "SPPT ini sudah dibayar" in text(blocked)
    paid = Payment.objects.latest("pk")
    taken = filled(client, f"/catatan/pbb/pembayaran/{paid.pk}/batal/", "Batalkan pembayaran",
                   reason="Milik NOP lain")  # fmt: skip
    assert taken.status_code == 302
    decided = filled(client, bill_page(one, "keputusan/"), "Simpan keputusan", state="ganda",
                     decree="Keputusan 9", decided_on="07-10-2019")  # fmt: skip
    assert decided.status_code == 302
    said = text(client.get(address))
    assert "Ganda sejak 7 Oktober 2019" in said
    assert "Milik NOP lain" in said
    assert "Catat pembayaran" not in said


def test_bills_are_listed_searched_and_taken_away_without_names(office, as_user):
    decide(office, bill(office, 3, 50, location="Dusun Tengah"), "batal", date(2019, 6, 3))
    client = as_user(office.operator)
    for query, seen in [
        ("", (1, 2, 3)),
        ("q=Tengah", (3,)),
        (f"q={nop(2)}", (2,)),
        ("state=sebagian", (1,)),
        ("state=lunas", (2,)),
        ("state=belum", (1,)),
        ("state=keluar", (3,)),
        ("state=belum-sampai", (1, 2)),
        ("q=Sutarmi", ()),
    ]:
        said = text(client.get(f"{BASE}sppt/?{query}"))
        assert [one for one in (1, 2, 3) if f">{nop(one)}<" in said] == list(seen), query
    book = client.get(f"{BASE}sppt/?unduh=xlsx").content
    sheets = CalamineWorkbook.from_filelike(io.BytesIO(book))
    assert sheets.sheet_names == ["SPPT 2019", "Pembayaran 2019"]
    cells = str([sheets.get_sheet_by_index(place).to_python() for place in (0, 1)])
    assert nop(1) in cells
    assert "Sutarmi" not in cells


def test_the_name_is_shown_to_who_keeps_records_only(office, as_user):
    one = Bill.objects.get(payer="Sutarmi Wiyono")
    assert "Sutarmi Wiyono" in text(as_user(office.operator).get(bill_page(one)))
    said = text(as_user(office.inspektorat).get(bill_page(one)))
    assert "Sutarmi" not in said
    assert "Catat pembayaran" not in said
    assert "Sutarmi" not in text(as_user(office.operator).get(f"{BASE}sppt/"))


def test_a_computed_recap_opens_to_its_payments(office, as_user):
    client, recap = as_user(office.operator), Recap.objects.get()
    said = text(client.get(f"/catatan/pbb/posisi/{recap.pk}/"))
    assert "Pembayaran yang dijumlahkan" in said
    assert nop(1) in said
    assert nop(2) not in said
    assert "Simpan pembetulan" not in said
    course = text(client.get(year_page(TaxYear.objects.get())))
    assert "berbeda dari SPPT yang dicatat" in course or "Menurut DHKP" in course
    assert "Turunkan posisi" not in course


def test_held_payments_are_deposited_from_the_collectors_page(office, as_user):
    client, page = as_user(office.operator), f"{BASE}petugas/"
    held = Payment.objects.get(counts_on__isnull=True)
    form = form_on(client.get(page), page, "Simpan setoran")
    assert "Pilih paling sedikit satu" in text(form.send(client, {"receipt": "STS 12"}))
    form.fields["payment"] = [str(held.pk)]
    early = form.send(client, {"receipt": "STS 12", "deposited_on": "02-06-2019"})
    assert "Hari setor tidak boleh sebelum" in text(early)
    done = form.send(client, {"receipt": "STS 12", "deposited_on": "05-06-2019"})
    assert done.status_code == 302
    assert Payment.objects.get(pk=held.pk).counts_on == date(2019, 6, 5)
    assert "Simpan setoran" not in text(client.get(page))


def test_who_belongs_to_one_village_sees_its_bills_only(office, as_user):
    lesmana = village(office)
    other = by_objects(office, lesmana, code=OTHER_CODE)
    theirs = bill(office, 9, 70, year=other, code=OTHER_CODE)
    paid = pay(office, theirs, MAY, 5, COLLECTOR)
    code = TaxCode.objects.get(org_unit=lesmana)
    client = as_user(village_clerk(office))
    mine = text(client.get("/catatan/pbb/desa-kracak/sppt/"))
    assert nop(1) in mine
    assert nop(9, OTHER_CODE) not in mine
    for address in (
        *(
            f"{BASE}sppt/",
            f"{BASE}petugas/",
            f"{BASE}kode-pajak/",
            f"{BASE}denda/",
            f"{BASE}cetak/",
        ),
        *(bill_page(theirs), bill_page(theirs, "bayar/"), bill_page(theirs, "keputusan/")),
        *(year_page(other, "turun/"), year_page(other, "cara/"), year_page(other, "sppt-baru/")),
        *(
            f"/catatan/pbb/pembayaran/{paid.pk}/batal/",
            f"/catatan/pbb/kode-pajak/{code.pk}/akhiri/",
        ),
    ):
        assert client.get(address).status_code == 404, address
    own = Bill.objects.filter(org_unit=office.village).first()
    assert client.get(bill_page(own, "bayar/")).status_code == 200
    assert client.get(bill_page(own, "keputusan/")).status_code == 403
    assert (
        nop(9, OTHER_CODE)
        not in client.get("/catatan/pbb/desa-kracak/sppt/?unduh=csv").content.decode()
    )


def test_object_pages_ask_as_often_for_many_rows_as_for_few(
    office, as_user, django_assert_max_num_queries
):
    for number in range(10, 30):
        one = bill(office, number, 60)
        pay(office, one, MAY, 30, COLLECTOR)
        pay(office, one, JUNE[0], 10)
    client = as_user(office.operator)
    client.get(BASE)
    recap = Recap.objects.latest("as_of")
    for address in (f"{BASE}sppt/", f"{BASE}petugas/", f"/catatan/pbb/posisi/{recap.pk}/", f"{BASE}cetak/",
                    bill_page(Bill.objects.first()), f"{BASE}kode-pajak/"):  # fmt: skip
        with django_assert_max_num_queries(26):
            assert client.get(address).status_code == 200
