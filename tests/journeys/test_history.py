"""The inspector reads the trail: narrows it down, opens what changed, takes it away, prints its end."""

import pytest

from janji.kit import anchors
from janji.orgs import actions
from tests.cast import AT

pytestmark = pytest.mark.journey
HISTORY = "/pengaturan/riwayat/"


@pytest.fixture
def changed(world):
    """The district has another address, and yesterday's end of the chain is known."""
    anchors.drop_anchor(day=AT.date(), at=AT)
    return actions.edit_org_unit(
        org_unit=world.district,
        name=world.district.name,
        address="Jalan Baru 2",
        contact=None,
        based_on=world.district.edition,
        by=world.admin,
        at=AT,
    )


def test_the_inspector_follows_a_change(changed, open_page):
    page = open_page("inspektorat")
    page.goto(HISTORY)
    page.get_by_label("Tindakan").select_option("edit-office")
    page.wait_for_url("**tindakan=edit-office**")
    row = page.locator("#daftar tbody tr").filter(has_text="Kecamatan Ajibarang").first
    row.get_by_text("1 perubahan").click()
    assert row.get_by_text("Jalan Raya No. 1").is_visible()
    assert row.get_by_text("Jalan Baru 2").is_visible()
    with page.expect_download() as found:
        page.get_by_role("link", name="JSON untuk diperiksa").click()
    assert found.value.suggested_filename == "riwayat.jsonl"
    row.get_by_role("link", name="Semua tentang rekam ini").click()
    page.get_by_text("menambah kantor").last.wait_for()
