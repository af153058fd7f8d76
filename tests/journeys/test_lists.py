"""Lists narrow down while one types, and the address can be sent to a colleague."""

import pytest

pytestmark = pytest.mark.journey


def test_a_list_is_filtered_in_place(office, open_page):
    page = open_page("admin")
    page.goto("/pengaturan/kantor/")
    assert page.get_by_role("row").count() == 5
    page.get_by_label("Cari").press_sequentially("cilo", delay=20)
    page.wait_for_url("**/?q=cilo")
    page.get_by_role("link", name="Desa Kracak").wait_for(state="detached")
    assert page.get_by_role("row").count() == 2
    assert page.evaluate("document.activeElement.name") == "q"
    page.reload()
    assert page.get_by_label("Cari").input_value() == "cilo"
