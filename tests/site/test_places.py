"""The main places of the bar: for whom they are there, where they lead, and what a phone shows of them."""

import re

import pytest

from tests.agreements import stories

YEAR = "/beranda/kecamatan-ajibarang/2019/"
EVERYONE = ["Beranda", "Perjanjian", "Catatan", "Pengukuran", "Evaluasi", "Pengaturan"]


def bar(client, address=YEAR):
    """Labels and addresses in the bar: those always shown, those not on a phone, those in its menu."""
    page = client.get(address).content.decode()
    nav = re.search(r'<nav class="j-places".*?</nav>', page, re.S).group()
    beside, _, menu = nav.partition("<details")
    links = re.findall(r"<a\s([^>]*)>([^<]*)</a>", beside)
    of_menu = re.findall(r"<a\s([^>]*)>([^<]*)</a>", menu)

    def told(some):
        return {label: re.search('href="([^"]*)"', said).group(1) for said, label in some}

    always = told(one for one in links if "j-not-on-phone" not in one[0])
    further = told(one for one in links if "j-not-on-phone" in one[0])
    return always, further, told(of_menu)


@pytest.fixture(autouse=True)
def agreement(cast):
    return stories.in_force(cast)


def test_who_has_few_places_sees_them_side_by_side_everywhere(cast, as_user):
    always, further, menu = bar(as_user(cast.operator))
    assert list(always) == EVERYONE
    assert further == menu == {}
    assert always["Evaluasi"] == "/evaluasi/kecamatan-ajibarang/2019/"


@pytest.mark.parametrize("who", ["camat", "bupati", "pengawas"])
def test_who_reads_rewards_finds_them_and_a_phone_has_a_menu(cast, as_user, who):
    always, further, menu = bar(as_user(getattr(cast, who)))
    assert list(always) == [*EVERYONE[:4], "Pengawasan"]
    assert list(further) == list(menu) == ["Evaluasi", "Penghargaan dan sanksi", "Pengaturan"]
    assert further == menu
    address = menu["Penghargaan dan sanksi"]
    assert address == "/keputusan/kantor/kecamatan-ajibarang/?tahun=2019"
    assert as_user(getattr(cast, who)).get(address).status_code == 200


def test_who_may_not_read_rewards_is_not_led_there(cast, as_user):
    for who in (cast.operator, cast.kasi):
        always, further, _ = bar(as_user(who))
        assert "Penghargaan dan sanksi" not in always | further


def test_without_an_agreement_it_leads_to_the_lists(cast, as_user):
    always, further, _ = bar(as_user(cast.bupati), "/beranda/")
    places = always | further
    assert places["Evaluasi"] == "/evaluasi/"
    assert places["Penghargaan dan sanksi"] == "/keputusan/"
