"""The pages of budgets: offices, a year's tree, documents, the grid of a month, corrections, who sees what."""

import io
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html
from python_calamine import CalamineWorkbook

from janji.budgets import actions, queries
from janji.budgets.models import BudgetDocument, BudgetLine, Spending
from tests.budgets.stories import (
    NOW,
    OFFICE,
    SERVICE,
    YEAR,
    approve,
    approved,
    draft,
    line,
    record,
    spent,
)
from tests.forms_on_pages import differences_on, form_on

pytestmark = pytest.mark.django_db
SLUG = "kecamatan-ajibarang"
HOME = reverse("budgets:year", args=[SLUG, YEAR])
NEW = reverse("budgets:new", args=[SLUG, YEAR])
PAPER = reverse("budgets:document", args=[SLUG, YEAR, 0])
GRID = reverse("budgets:spending", args=[SLUG, YEAR])


def text(page):
    return " ".join(page.content.decode().replace("\xa0", " ").split())


def plain(page):
    """The words of a page without its markup."""
    return " ".join(
        html.fromstring(page.content.decode()).text_content().replace("\xa0", " ").split()
    )


# ── from nothing to an approved budget


def test_a_budget_is_written_down_and_approved_on_its_pages(cast, as_user):
    client = as_user(cast.perencana)
    empty = client.get(HOME)
    assert "Belum ada anggaran untuk tahun ini" in text(empty)
    assert NEW in text(empty)
    made = form_on(client.get(NEW), NEW, "Buat draf").send(
        client, {"number": "DPA/1", "printed_total": "Rp 250.000.000"[3:]}
    )
    assert made.headers["Location"] == PAPER
    for code, amount, more in (
        (
            "7.01.02.201.01",
            "200.000.000",
            {"programme_name": "Program Pelayanan", "activity_name": "Koordinasi"},
        ),
        ("7.01.02.2.01.0002", "50.000.000", {}),
    ):
        said = {"code": code, "name": f"Sub {code}", "amount": amount, **more}
        added = form_on(client.get(PAPER), PAPER, "Tambah").send(client, said)
        assert added.headers["Location"] == PAPER
    page = client.get(PAPER)
    assert "Cocok sampai rupiah" in plain(page)
    kept = form_on(page, PAPER, "Tetapkan dokumen").send(client, {"approved_on": "04-01-2019"})
    assert kept.headers["Location"] == HOME
    shown = plain(client.get(HOME))
    assert "7.01.02 Program Pelayanan 250.000.000" in shown
    assert "7.01.02.2.01.02 Sub 7.01.02.2.01.0002 50.000.000 belum dicatat" in shown
    assert queries.standing_document(cast.district, YEAR).approved_on == date(2019, 1, 4)


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ({"code": "7.01.02"}, "bukan kode sub-kegiatan"),
        ({"code": "X.XX.01.2.01.0001"}, "masih memakai X.XX"),
        ({"code": "7.01.02.2.01.0100"}, "paling banyak 2 angka"),
        ({"code": SERVICE}, "sudah ada pada dokumen ini"),
        ({"amount": "-5"}, "tidak boleh kurang dari nol"),
        ({"amount": "1,005"}, "dua angka di belakang koma"),
        ({"amount": "banyak"}, "tidak terbaca sebagai angka"),
        ({"code": "7.01.03.2.01.01"}, "Nama untuk 7.01.03 belum diketahui"),
    ],
)
def test_what_is_wrong_with_a_line_stands_at_its_field(cast, as_user, said, problem):
    client = as_user(cast.perencana)
    draft(cast)
    sound = {"code": "7.01.02.2.01.05", "name": "Sub", "amount": "5"}
    answer = form_on(client.get(PAPER), PAPER, "Tambah").send(client, sound | said)
    assert (answer.status_code, BudgetLine.objects.count()) == (422, 3)
    assert problem in text(answer)


def test_a_total_that_differs_keeps_the_document_from_being_approved(cast, as_user):
    client = as_user(cast.perencana)
    draft(cast, total="650000001")
    page = client.get(PAPER)
    assert "Berbeda Rp -0,50" in plain(page)
    answer = form_on(page, PAPER, "Tetapkan").send(client, {"approved_on": "04-01-2019"})
    assert answer.status_code == 422
    assert "selisih 0,5 rupiah" in text(answer)


def test_lines_and_names_are_changed_on_a_page_of_their_own(cast, as_user):
    client = as_user(cast.perencana)
    budget = draft(cast)
    at = reverse("budgets:line", args=[SLUG, YEAR, 0, "7.01.02.2.01.0001"])
    form_on(client.get(at), at, "Simpan").send(client, {"amount": "7"})
    node = reverse("budgets:line", args=[SLUG, YEAR, 0, "7.01.02"])
    form_on(client.get(node), node, "Simpan").send(client, {"name": "Program Lain"})
    assert budget.lines.get(code="7.01.02.2.01.0001").amount == 7
    assert budget.nodes.get(code="7.01.02").name == "Program Lain"
    form_on(client.get(at), at, "Keluarkan").send(client, {})
    assert budget.lines.count() == 2
    assert client.get(at).status_code == 404
    assert client.get(at.replace("7.01.02.2.01.0001", "apa")).status_code == 404


def test_who_comes_second_sees_what_stands_now(cast, as_user):
    client = as_user(cast.perencana)
    budget = draft(cast)
    at = reverse("budgets:line", args=[SLUG, YEAR, 0, "7.01.02.2.01.0001"])
    opened = form_on(client.get(at), at, "Simpan")
    row = budget.lines.get(code="7.01.02.2.01.0001")
    actions.change_line(
        line=row, name=row.name, amount=Decimal(9), based_on=1, by=cast.perencana, at=NOW
    )
    answer = opened.send(client, {"amount": "7"})
    assert answer.status_code == 409
    assert differences_on(answer) == [("Pagu (rupiah)", "9", "7")]
    again = form_on(answer, at, "Simpan").send(client, {})
    assert again.status_code == 302
    assert budget.lines.get(pk=row.pk).amount == 7


def test_an_approved_document_is_closed_but_can_be_opened_again(cast, as_user):
    client = as_user(cast.perencana)
    approved(cast)
    assert "Simpan keterangan" not in text(client.get(PAPER))
    at = reverse("budgets:line", args=[SLUG, YEAR, 0, "7.01.02"])
    assert client.get(at).status_code == 409
    reopen = reverse("budgets:reopen", args=[SLUG, YEAR, 0])
    assert form_on(client.get(reopen), reopen, "Buka").send(client, {}).status_code == 422
    form_on(client.get(reopen), reopen, "Buka").send(client, {"reason": "Salah nomor"})
    assert "Anggaran belum ditetapkan" in text(client.get(HOME))
    shown = text(client.get(reverse("budgets:history", args=[SLUG, YEAR])))
    assert "membuka kembali dokumen anggaran" in shown
    assert "Salah nomor" in shown


def test_an_amendment_is_made_and_discarded(cast, as_user):
    client = as_user(cast.perencana)
    approved(cast)
    assert NEW in text(client.get(HOME))
    form_on(client.get(NEW), NEW, "Buat draf").send(client, {"number": "DPPA/1"})
    amendment = reverse("budgets:document", args=[SLUG, YEAR, 1])
    assert "DPA perubahan ke-1 2019" in text(client.get(amendment))
    answer = form_on(client.get(NEW), NEW, "Buat draf").send(client, {})
    assert answer.status_code == 422
    form_on(client.get(amendment), amendment, "Buang").send(client, {})
    assert BudgetDocument.objects.count() == 1


# ── the year


def test_the_tree_shows_sums_spending_absorption_and_its_band(cast, as_user):
    approved(cast)
    record(cast, spent(OFFICE, 1, "100000000"), spent(OFFICE, 3, "300000000"))
    record(cast, spent(SERVICE, 3, "250000001", "Pagu menyusul"))
    shown = plain(as_user(cast.camat).get(HOME))
    assert "7.01.01 Program Penunjang Urusan 400.000.000 300.000.000 75,00 % ● Tinggi" in shown
    assert "100,00 % ○ Melebihi pagu" in shown
    assert "7.01.02.2.04.03 Kewenangan lain 0 – tidak dihitung (pagu nol)" in shown
    assert "Jumlah 650.000.000,5 550.000.001 84,62 % ● Tinggi" in shown
    assert "2 dari 2 sub-kegiatan berpagu" in shown
    assert "Maret 2019 450.000.001 550.000.001" in shown
    january = plain(as_user(cast.camat).get(f"{HOME}?bulan=1"))
    assert "1 dari 2 sub-kegiatan berpagu" in january
    assert "penyerapan sebenarnya dapat lebih tinggi" in january
    # A month that is none is taken for the last recorded.
    assert "Sampai Maret 2019" in plain(as_user(cast.camat).get(f"{HOME}?bulan=13"))


def test_a_chart_stands_beside_its_table(cast, as_user):
    approved(cast)
    record(cast, spent(OFFICE, 1, "100000000"))
    assert "Realisasi kumulatif. sampai" not in text(as_user(cast.camat).get(HOME))
    record(cast, spent(OFFICE, 2, "200000000"))
    shown = text(as_user(cast.camat).get(HOME))
    assert "Realisasi kumulatif. sampai Februari 2019 Rp 200.000.000 dari Rp 650.000.000,5" in shown


def test_the_year_is_taken_away_as_a_workbook(cast, as_user):
    approved(cast)
    record(cast, spent(OFFICE, 2, "200000000"))
    answer = as_user(cast.camat).get(f"{HOME}?unduh=xlsx")
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    assert book.sheet_names == ["Anggaran 2019", "Pagu", "Realisasi"]
    rows = book.get_sheet_by_name("Anggaran 2019").to_python()
    assert rows[1][:5] == ["7.01.01", "Program Penunjang Urusan", 4e8, 2e8, "50,00"]
    spending = as_user(cast.camat).get(f"{HOME}?unduh=realisasi-csv").content.decode("utf-8-sig")
    assert spending.splitlines() == [
        "Kode;Bulan;Realisasi s.d. bulan ini;Alasan",
        "7.01.01.2.06.01;Februari;200000000;",
    ]


def test_a_year_out_of_the_world_is_not_there(cast, as_user):
    for year in (1999, 2101, 99999):
        assert as_user(cast.camat).get(f"/anggaran/{SLUG}/{year}/").status_code == 404


def test_the_number_of_questions_does_not_grow_with_the_lines(cast, as_user):
    client = as_user(cast.perencana)
    budget = draft(cast, total="650000030.50")
    actions.add_lines(
        document=budget,
        lines=[line(f"7.01.02.2.01.{one:02d}", f"Sub {one}", "1") for one in range(10, 40)],
        by=cast.perencana,
        at=NOW,
    )
    budget.refresh_from_db()
    approve(cast, budget)
    asked = []
    for codes in ([OFFICE], [f"7.01.02.2.01.{one:02d}" for one in range(10, 40)]):
        record(cast, *[spent(code, 1, "1") for code in codes])
        with CaptureQueriesContext(connection) as seen:
            assert client.get(HOME).status_code == 200
        asked.append(len(seen))
    assert asked[0] == asked[1] <= 20


def test_all_offices_with_their_absorption(cast, as_user):
    approved(cast)
    record(cast, spent(OFFICE, 1, "325000000.25"))
    approved(cast, office=cast.other_district, by=cast.stranger)
    offices = reverse("budgets:offices")
    shown = plain(as_user(cast.bupati).get(offices))
    assert "Kecamatan Ajibarang 650.000.000,5 325.000.000,25 50,00 % ◐ Sedang" in shown
    assert "Kecamatan Cilongok 650.000.000,5 belum dicatat belum dicatat" in shown
    assert "Cilongok" not in plain(as_user(cast.camat).get(offices))
    assert "Ajibarang 650" not in plain(as_user(cast.bupati).get(f"{offices}?q=cilo"))
    assert "Belum ada anggaran yang ditetapkan" in plain(
        as_user(cast.bupati).get(f"{offices}?tahun=2020")
    )
    assert as_user(cast.bupati).get(f"{offices}?unduh=xlsx").status_code == 200
    assert as_user(cast.bupati).get(f"{offices}?tahun=abc").status_code == 200


# ── the grid and corrections


def test_a_month_is_written_down_in_one_grid(cast, as_user):
    client = as_user(cast.perencana)
    approved(cast)
    at = f"{GRID}?bulan=2"
    sent = form_on(client.get(at), at, "Simpan realisasi").send(
        client, {"b7-01-01-2-06-0001-amount": "12.500.000"}
    )
    assert sent.headers["Location"] == HOME
    kept = Spending.objects.get()
    assert (kept.month, kept.amount, kept.recorded_by) == (2, 12500000, cast.perencana)
    page = plain(client.get(at))
    assert "tercatat 12.500.000 Betulkan" in page
    assert page.count("belum ada") == 3


def test_what_is_wrong_in_the_grid_stands_at_its_row_and_nothing_is_lost(cast, as_user):
    client = as_user(cast.perencana)
    approved(cast)
    at = f"{GRID}?bulan=2"
    form = form_on(client.get(at), at, "Simpan realisasi")
    typed = {
        "b7-01-01-2-06-0001-amount": "400.000.001",
        "b7-01-02-2-01-0001-amount": "5",
    }
    answer = form.send(client, typed)
    assert (answer.status_code, Spending.objects.count()) == (422, 0)
    assert "melebihi pagunya Rp 400.000.000" in text(answer)
    assert 'value="400.000.001"' in text(answer)
    reasoned = form_on(answer, at, "Simpan realisasi").send(
        client, {"b7-01-01-2-06-0001-reason": "Menunggu DPPA"}
    )
    assert (reasoned.status_code, Spending.objects.count()) == (302, 2)
    for typed, problem in (
        ({}, "Belum ada realisasi yang diisi"),
        ({"b7-01-02-2-01-0001-amount": "lima"}, "tidak terbaca sebagai angka"),
        ({"b7-01-02-2-01-0001-reason": "A"}, "Isi realisasinya"),
    ):
        at = f"{GRID}?bulan=3"
        answer = form_on(client.get(at), at, "Simpan realisasi").send(client, typed)
        assert answer.status_code == 422
        assert problem in text(answer)


def test_a_figure_is_corrected_with_its_reason(cast, as_user):
    client = as_user(cast.perencana)
    approved(cast)
    record(cast, spent(OFFICE, 2, "100"))
    at = reverse("budgets:correct", args=[SLUG, YEAR, "7.01.01.2.06.0001", 2])
    form = form_on(client.get(at), at, "Simpan pembetulan")
    assert form.send(client, {"amount": "90"}).status_code == 422
    assert form.send(client, {"amount": "90", "reason": "Salah ketik"}).status_code == 302
    shown = plain(client.get(at))
    assert "Semula Rp 100,00, menjadi Rp 90,00." in shown
    assert "Semula" not in plain(client.get(HOME))
    history = plain(client.get(reverse("budgets:history", args=[SLUG, YEAR])))
    assert "7.01.01.2.06.01, Februari 2019: semula Rp 100,00, menjadi Rp 90,00." in history
    assert "membetulkan realisasi anggaran" in history
    late = form.send(client, {"amount": "80", "reason": "Lagi"})
    assert late.status_code == 409


# ── who sees what


def test_who_only_reads_is_shown_no_button_and_let_through_no_door(cast, as_user):
    budget = approved(cast)
    record(cast, spent(OFFICE, 2, "100"))
    reader = as_user(cast.inspektorat)
    page = text(reader.get(HOME))
    for word in ("Catat realisasi", "Impor", "Buat dokumen perubahan"):
        assert word not in page
    assert "Riwayat" in page
    correct = reverse("budgets:correct", args=[SLUG, YEAR, "7.01.01.2.06.0001", 2])
    assert "Simpan pembetulan" not in text(reader.get(correct))
    for address in (NEW, GRID, reverse("budgets:reopen", args=[SLUG, YEAR, 0])):
        assert reader.get(address).status_code == 403
    for name in ("add-line", "approve", "discard"):
        address = reverse(f"budgets:{name}", args=[SLUG, YEAR, 0])
        answer = reader.post(address, {"approved_on": "04-01-2019"})
        assert answer.status_code == 403
    sent = {"amount": "5", "reason": "A", "based_on": "1"}
    assert reader.post(correct, sent).status_code == 403
    budget.refresh_from_db()
    assert (budget.state, Spending.objects.get().amount) == ("approved", 100)
    assert text(as_user(cast.operator).get(HOME)).count("Riwayat") == 0
    history = reverse("budgets:history", args=[SLUG, YEAR])
    assert as_user(cast.operator).get(history).status_code == 403


def test_to_strangers_the_budget_is_not_there(cast, as_user):
    approved(cast)
    stranger = as_user(cast.stranger)
    for address in (HOME, NEW, PAPER, GRID, reverse("budgets:office", args=[SLUG])):
        assert stranger.get(address).status_code == 404
        assert stranger.post(address, {}).status_code in {404, 405}


def test_the_office_leads_to_its_newest_year(cast, as_user):
    approved(cast)
    answer = as_user(cast.camat).get(reverse("budgets:office", args=[SLUG]))
    assert answer.headers["Location"] == HOME
