"""The machine's clock is set back while people work (F-06): order never comes from the clock."""

from datetime import timedelta

import pytest
from django.utils import timezone

from janji.agreements.queries import targets_of
from janji.kit import audit
from janji.kit.models import AuditEntry
from janji.measurements.models import Measurement
from janji.measurements.queries import indicator_page
from janji.registers.services.models import ServiceRequest
from tests.agreements import stories
from tests.measurements.test_recording import counts, record
from tests.registers.counter import NOW, service
from tests.registers.test_services_pages import COUNTER, sent

A_DAY = timedelta(days=1)


@pytest.fixture
def clock(monkeypatch):
    """The clock on the wall of the server, to be set."""

    def show(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)

    show(NOW)
    return show


def test_the_counter_goes_on_and_the_chain_holds(cast, as_user, clock):
    service(cast)
    client = as_user(cast.operator)
    for name, moment in (("Warga Satu", NOW), ("Warga Dua", NOW - A_DAY), ("Warga Tiga", NOW)):
        clock(moment)
        assert client.post(COUNTER, sent(applicant=name)).status_code == 302
    received = ServiceRequest.objects.order_by("number").values_list("applicant", flat=True)
    assert list(received) == ["Warga Satu", "Warga Dua", "Warga Tiga"]
    noted = AuditEntry.objects.filter(deed="receive-request").order_by("number")
    assert [one.at for one in noted] == [NOW, NOW - A_DAY, NOW]
    assert list(audit.broken_links()) == []


def test_someone_signed_in_stays_so_and_others_can_sign_in(cast, client, clock):
    form = {"username": "operator", "password": "sawah-hijau-membentang"}
    assert client.post("/masuk/", form).status_code == 302
    clock(NOW - A_DAY)
    assert client.get("/", follow=True).status_code == 200
    assert client.post("/masuk/", form).status_code == 302


def test_the_last_figure_is_the_one_recorded_last(cast):
    target = targets_of(stories.in_force(cast))[0]
    first = record(target, cast.operator, counts("8", "10"), at=NOW)
    second = record(target, cast.operator, counts("9", "10"), at=NOW - A_DAY, based_on=first.pk)
    assert Measurement.objects.get(target=target, is_latest=True) == second
    assert indicator_page(target, on=NOW.date()).year.cells[0].to_date.value == 90
