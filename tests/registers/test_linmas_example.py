"""The example's Satlinmas: what the rulebook's example says, from rows."""

from datetime import date

import pytest

from janji.core.periods import Window, through
from janji.orgs.models import OrgUnit
from janji.registers.linmas.models import Attendance, Member
from janji.registers.linmas.queries import report_on
from janji.site import example, example_registers
from tests.registers.linmas_stories import value

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_405_of_420_are_trained_by_512_attendances(monkeypatch):
    monkeypatch.setattr(example_registers, "REQUESTS", (24, 26, 22, 21))
    monkeypatch.setattr(example_registers, "RESPONSES", (33, 31, 34, 32))
    example.load(password="sawah-hijau-membentang")
    office = OrgUnit.objects.get(region_id="33.02.14")
    year = through(2019, 4)
    assert value(office, "anggota_linmas", year) == 420
    assert value(office, "anggota_linmas_terbina", year) == 405
    assert value(office, "anggota_linmas_januari", year) == 421
    assert Attendance.objects.count() == 512
    by_quarter = [value(office, "anggota_linmas_terbina", Window(2019, q, q)) for q in (1, 2, 3, 4)]
    # About a quarter of all are trained by the end of each quarter.
    assert by_quarter == [108, 216, 324, 405]
    assert [one.untrained for one in report_on(office, date(2019, 12, 31)).lines] == [1] * 15
    assert Member.objects.filter(nik_digest=None).count() == 0
    assert Member.objects.exclude(source="data contoh").count() == 0
