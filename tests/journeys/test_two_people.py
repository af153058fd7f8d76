"""Two people at the same form, in real browsers: the second one sees what differs, and saves again."""

import pytest

from tests.journeys.looking import findings
from tests.registers.counter import at, receive, service

pytestmark = pytest.mark.journey


@pytest.mark.parametrize(
    ("width", "scheme", "scripts"),
    [(360, "light", True), (1280, "dark", True), (360, "dark", False)],
)
def test_who_comes_second_sees_what_differs(world, open_page, width, scheme, scripts):
    request = receive(world, service(world), at(7, 1))
    address = f"/catatan/layanan/permohonan/{request.pk}/betulkan/"
    first = open_page("kasi")
    second = open_page(
        "operator",
        viewport={"width": width, "height": 800},
        color_scheme=scheme,
        java_script_enabled=scripts,
    )
    for page, name in ((first, "Warga Ajibarang"), (second, "Warga Kracak")):
        page.goto(address)
        page.get_by_label("Nama pemohon").fill(name)
        page.get_by_label("Mengapa dibetulkan").fill("Salah ketik")
    first.get_by_role("button", name="Simpan pembetulan").click()
    first.wait_for_url(f"**/permohonan/{request.pk}/")

    second.get_by_role("button", name="Simpan pembetulan").click()
    told = second.get_by_role("alert")
    assert "sudah diubah oleh Bambang Irawan pada" in told.inner_text()
    for said in ("Nama pemohon", "Warga Ajibarang", "Warga Kracak"):
        assert said in told.inner_text()
    assert second.get_by_label("Nama pemohon").input_value() == "Warga Kracak"
    if scripts:
        assert second.evaluate("document.activeElement.id") == "kesalahan"
        assert findings(second) == []
        assert second.evaluate("document.documentElement.scrollWidth") <= width

    second.get_by_role("button", name="Simpan pembetulan").click()
    second.wait_for_url(f"**/permohonan/{request.pk}/")
    request.refresh_from_db()
    assert request.applicant == "Warga Kracak"
