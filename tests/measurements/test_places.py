"""The list of quarters of all offices: filtered by state, quarter and lateness, sorted, taken away."""

import io
from datetime import datetime

import pytest
from django.utils import timezone
from python_calamine import CalamineWorkbook

from tests.cast import AT
from tests.measurements import quarters
from tests.supervision.stories import NOW
from tests.supervision.test_desk import many

LIST = "/pengukuran/"


@pytest.fixture(autouse=True)
def first_of_august(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def late(cast):
    """Ajibarang handed in the first quarter two days late; another district nothing at all."""
    quarters.filled(cast)
    quarters.submit(cast, at=datetime(2019, 4, 12, 9, 0, tzinfo=AT.tzinfo))
    many(cast, 1)


def shown(client, query=""):
    answer = client.get(f"{LIST}{query}")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_quarters_are_found_by_state_and_quarter(cast, as_user, late):
    client = as_user(cast.bupati)
    assert "2 kantor dan tahun" in shown(client)
    found = shown(client, "?keadaan=menunggu-verifikator")
    assert "1 kantor dan tahun" in found
    assert "terlambat 2 hari" in found
    assert "2 kantor dan tahun" in shown(client, "?keadaan=lewat-batas")
    first = shown(client, "?keadaan=lewat-batas&triwulan=1")
    assert "1 kantor dan tahun" in first
    assert "Kecamatan 00</a>" in first
    assert "Tidak ada yang cocok" in shown(client, "?keadaan=selesai")
    assert "Tidak ada yang cocok" in shown(client, "?tahun=2018")
    assert "1 kantor dan tahun" in shown(client, "?q=ajibarang")


@pytest.mark.parametrize(("order", "first"), [("terlambat", 22), ("-terlambat", 113)])
def test_they_are_sorted_by_how_late_they_are_and_taken_away(cast, as_user, late, order, first):
    """Q1 was due on 10 April, Q2 on 10 July: on 1 August that is 113 and 22 days ago."""
    answer = as_user(cast.bupati).get(f"{LIST}?urut={order}&unduh=xlsx")
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0)
    heading, row, _ = sheet.to_python()
    assert dict(zip(heading, row, strict=True))["Terlambat paling lama (hari)"] == first


@pytest.mark.parametrize("query", ["?keadaan=x", "?triwulan=9", "?tahun=abc", "?halaman=0"])
def test_nonsense_in_the_address_is_no_failure(cast, as_user, late, query):
    shown(as_user(cast.bupati), query)


def test_many_offices_cost_as_many_queries_as_few(
    cast, as_user, late, django_assert_max_num_queries
):
    many(cast, 4, begin=1)
    client = as_user(cast.bupati)
    with django_assert_max_num_queries(12):
        shown(client)
