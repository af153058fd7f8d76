"""Beranda: where someone lands, and what the year shows."""

import io
import zipfile
from dataclasses import replace

import pytest

from janji.agreements.queries import targets_of
from tests.agreements import stories
from tests.measurements.test_recording import counts, record

HOME = "/beranda/kecamatan-ajibarang/2019/"


@pytest.mark.parametrize("who", ["camat", "operator", "perencana", "bupati", "inspektorat"])
def test_everyone_lands_at_the_office_with_an_agreement(cast, as_user, who):
    stories.in_force(cast)
    assert as_user(getattr(cast, who)).get("/").headers["Location"] == HOME


def test_a_draft_for_next_year_does_not_hide_the_year_in_force(cast, as_user):
    stories.in_force(cast)
    stories.draft(cast, replace(stories.TEXT, year=2020))
    assert as_user(cast.camat).get("/").headers["Location"] == HOME


def test_without_an_agreement_the_first_step_is_named(cast, as_user):
    client = as_user(cast.camat)
    assert client.get("/").headers["Location"] == "/beranda/"
    assert "Belum ada perjanjian" in client.get("/beranda/").content.decode()
    assert "Belum ada perjanjian untuk tahun ini" in client.get(HOME).content.decode()
    stories.draft(cast)
    assert "belum berlaku" in client.get(HOME).content.decode()


def test_an_account_without_a_role_is_told_so(cast, as_user, django_user_model):
    nobody = django_user_model.objects.create_user("baru")
    assert "belum mempunyai peran" in as_user(nobody).get("/beranda/").content.decode()


def test_the_year_shows_figure_achievement_band_and_what_is_missing(cast, as_user):
    targets = targets_of(stories.in_force(cast))
    record(targets[0], cast.operator, counts("150", "300"), 1)
    page = as_user(cast.camat).get(HOME).content.decode()
    for said in (
        "50,00\u00a0%",
        "Sangat tinggi",
        "kurang 113 kebun terawat",
        "belum diisi",
        "<svg",
    ):
        assert said in page, said
    assert "style=" not in page


def test_the_year_as_a_workbook(cast, as_user):
    targets = targets_of(stories.in_force(cast))
    record(targets[0], cast.operator, counts("150", "300"), 1)
    answer = as_user(cast.camat).get(f"{HOME}capaian.xlsx")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
        assert b"<v>150</v>" in book.read("xl/worksheets/sheet2.xml")


def test_offices_of_others_do_not_exist(cast, as_user):
    stories.in_force(cast)
    client = as_user(cast.stranger)
    assert client.get(HOME).status_code == 404
    assert client.get(f"{HOME}capaian.xlsx").status_code == 404


def test_the_superior_sees_all_offices(cast, as_user):
    stories.in_force(cast)
    page = as_user(cast.bupati).get("/beranda/").content.decode()
    assert "0 dari 4 indikator" in page


@pytest.mark.parametrize("page", [HOME, "/beranda/"])
def test_it_costs_few_queries(cast, as_user, page, django_assert_max_num_queries):
    stories.in_force(cast)
    client = as_user(cast.bupati)
    with django_assert_max_num_queries(22):
        assert client.get(page).status_code == 200
