"""The pages for what went wrong need nothing that may itself be broken."""

import re

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import get_template
from django.test import Client

PAGES = ["400.html", "500.html"]


@pytest.mark.parametrize("name", PAGES)
def test_a_bare_page_renders_without_request_and_database(name):
    """No database mark on this test: a query would fail it."""
    page = get_template(name).render()
    assert '<html lang="id">' in page
    assert "Beranda" in page


@pytest.mark.parametrize("name", PAGES)
def test_what_it_links_is_there_under_the_plain_name(name):
    linked = re.findall(r'(?:href|src)="(/[^"]+\.\w+)"', get_template(name).render())
    assert len(linked) == 2
    for address in linked:
        assert address.startswith(settings.STATIC_URL)
        assert finders.find(address.removeprefix(settings.STATIC_URL))


def test_an_unknown_host_is_answered_in_indonesian():
    page = Client(headers={"host": "bukan.contoh.id"}).get("/masuk/")
    assert page.status_code == 400
    assert "alamat yang dipakai tidak dikenal" in page.content.decode()
