"""How the rows behind the numbers of this register are listed."""

from typing import Any

from django.urls import reverse

from janji.core.service_life import Punctuality, Stage
from janji.registers.services.models import Complaint, ReturnedFile, Service, ServiceRequest
from janji.registers.services.wording import PUNCTUALITIES, STAGES
from janji.registers.variables import RowView


def _request_cells(one: ServiceRequest) -> tuple[Any, ...]:
    return (
        one.number,
        one.applicant,
        one.service.name,
        one.received_at,
        one.due_at,
        one.ended_at,
        STAGES[Stage(one.stage)],
        PUNCTUALITIES[Punctuality(one.punctuality)],
    )


def _request_address(one: ServiceRequest) -> str:
    return reverse("services:request", args=[one.pk])


REQUEST_ROWS = RowView(
    headings=("Nomor", "Pemohon", "Layanan", "Diterima", "Tenggat", "Selesai", "Tahap", "Waktu"),
    cells=_request_cells,
    address=_request_address,
    related=("service",),
    order=("received_at", "pk"),
)


def _service_cells(one: Service) -> tuple[Any, ...]:
    return one.name, one.get_kind_display()


SERVICE_ROWS = RowView(
    headings=("Layanan", "Jenis"),
    cells=_service_cells,
    address=lambda one: reverse("services:service", args=[one.pk]),
    order=("name", "pk"),
)


def _complaint_cells(one: Complaint) -> tuple[Any, ...]:
    number = one.request.number if one.request else "layanan kantor"
    return number, one.received_on, one.get_finding_display(), one.resolved_on


COMPLAINT_ROWS = RowView(
    headings=("Tentang", "Diterima", "Pemeriksaan", "Selesai"),
    cells=_complaint_cells,
    address=lambda one: reverse("services:complaint", args=[one.pk]),
    related=("request",),
    order=("received_on", "pk"),
)


def _returned_cells(one: ReturnedFile) -> tuple[Any, ...]:
    return one.service.name, one.happened_at, one.missing


RETURNED_ROWS = RowView(
    headings=("Layanan", "Dikembalikan", "Yang kurang"),
    cells=_returned_cells,
    address=lambda _: None,
    related=("service",),
    order=("happened_at", "pk"),
)
