"""From a document to its achievement: read, review, sign, four quarters, the year, the PDF."""

import pytest

from janji.agreements.documents.agreement.content import as_docx
from janji.agreements.models import Agreement
from janji.documents.reading import read_bytes
from janji.measurements.models import Measurement
from tests.agreements import stories
from tests.documents.paper import paper

pytestmark = pytest.mark.journey

FIGURES = (
    [("150", "300"), ("180", "300"), ("210", "300"), ("264", "300")],
    ["81,42", "82,95", "82,60", "83,17"],
    ["0", "1", "1", "1"],
    [("90", "100"), ("95", "100"), ("97", "100"), ("99", "100")],
)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_from_document_to_achievement(world, open_page, tmp_path, scripts):
    document = tmp_path / "perjanjian-2019.docx"
    document.write_bytes(as_docx(paper(stories.TEXT)))

    planner = open_page("perencana", java_script_enabled=scripts)
    planner.get_by_role("link", name="Perjanjian", exact=True).click()
    planner.get_by_role("link", name="Baca dokumen").first.click()
    planner.get_by_label("Berkas perjanjian").set_input_files(document)
    planner.get_by_role("button", name="Baca", exact=True).click()
    assert "2 sasaran, 4 indikator, 2 program" in planner.inner_text("main")
    planner.get_by_role("button", name="Simpan sebagai draf").first.click()
    planner.get_by_role("link", name="Cara ukur", exact=True).click()
    first_path = [planner.get_by_label(f"Target TW {q}").first for q in ("I", "II", "III", "IV")]
    for field, value in zip(first_path, ("50", "60", "70", "87,5"), strict=True):
        field.fill(value)
    documents = planner.locator("section", has_text="Jumlah dokumen layanan")
    documents.get_by_label("Yang diisi setiap triwulan").select_option(label="Satu nilai")
    documents.get_by_label("Nilai setahun").select_option(label="Jumlah keempat triwulan")
    for quarter, value in zip(("I", "II", "III", "IV"), "0111", strict=True):
        documents.get_by_label(f"Target TW {quarter}").first.fill(value)
    for owner in planner.get_by_label("Penanggung jawab data").all():
        owner.fill("Kepala Seksi Pelayanan Umum")
    planner.get_by_role("button", name="Simpan cara ukur").click()
    assert "Draf ini lengkap" in planner.inner_text("main")
    address = planner.url
    planner.get_by_role("button", name="Ajukan").click()

    for username in ("camat", "bupati"):
        party = open_page(username, java_script_enabled=scripts)
        party.goto(address)
        party.get_by_role("link", name="Tanda tangani").click()
        party.get_by_label("Saya sudah membaca").check()
        party.get_by_role("button", name="Tanda tangani").click()
    assert "Berlaku" in party.inner_text("aside")
    agreement = Agreement.objects.get()
    assert agreement.state == "in_force"

    clerk = open_page("operator", java_script_enabled=scripts)
    clerk.get_by_role("link", name="Pengukuran").click()
    table = clerk.url
    for quarter in range(4):
        clerk.goto(table)
        clerk.locator("tbody tr:has(td)").first.locator("td").nth(quarter).get_by_role(
            "link"
        ).click()
        for order, figures in enumerate(FIGURES):
            figure = figures[quarter]
            if isinstance(figure, tuple):
                clerk.locator("[name=numerator]").fill(figure[0])
                clerk.locator("[name=denominator]").fill(figure[1])
            else:
                clerk.get_by_label("Realisasi").fill(figure)
            onward = "Simpan realisasi" if order == 3 else "Simpan, lanjut"
            clerk.get_by_role("button", name=onward).click()
    assert Measurement.objects.count() == 16

    head = open_page("camat", java_script_enabled=scripts)
    head.get_by_role("link", name="Beranda").click()
    said = head.inner_text("main")
    assert "4 dari 4 indikator tercapai" in said
    assert "100,57" in said  # 88 % of 87,5 %
    head.get_by_role("link", name="Persentase kebun terawat").first.click()
    proof = head.inner_text("main")
    assert "88,00 ÷ 87,5 × 100 = 100,57" in proof.replace("\u00a0", " ").replace("88 ÷", "88,00 ÷")
    assert "264 dari 300" in proof

    pdf = head.request.get(f"/perjanjian/{agreement.pk}/perjanjian.pdf")
    assert pdf.headers["content-type"] == "application/pdf"
    assert read_bytes(pdf.body(), "perjanjian.pdf").objectives == stories.TEXT.objectives
