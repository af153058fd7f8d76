"""Lists to take away: what is seen on a page, never a NIK."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db.models import QuerySet
from django.utils import timezone

from janji.core.service_life import OPEN, Punctuality, Stage
from janji.core.workdays import LimitUnit
from janji.kit.tables import Cell, Table
from janji.orgs.models import OrgUnit
from janji.registers.services import queries
from janji.registers.services.models import Complaint, Service, ServiceRequest
from janji.registers.services.wording import LIMIT_UNITS, PUNCTUALITIES, STAGES

CHUNK = 2000


def limit_said(value: int, of: str) -> str:
    """`3 hari kerja`."""
    return f"{value} {LIMIT_UNITS[LimitUnit(of)]}"


def said_of(request: ServiceRequest, now: datetime) -> str:
    """What can be said of a request's time now."""
    if Stage(request.stage) in OPEN:
        if request.due_at is None:
            return "jeda"
        if request.due_at < now:
            return "lewat tenggat"
    return PUNCTUALITIES[Punctuality(request.punctuality)]


def requests_table(rows: QuerySet[ServiceRequest], org_unit: OrgUnit, now: datetime) -> Table:
    """The register as it was filtered and sorted."""
    return Table(
        title="Register layanan",
        header=[
            "Layanan",
            "Nomor",
            "Diterima",
            "Pemohon",
            "Desa",
            "Jumlah orang",
            "Tahap",
            "Tenggat",
            "Dikirim",
            "Selesai",
            "Diserahkan",
            "Nomor produk",
            "Waktu",
            "Alasan",
        ],
        rows=_request_cells(rows, now),
        notes=[f"{org_unit.name}, diunduh {timezone.localtime(now):%d-%m-%Y %H.%M}"],
    )


def _request_cells(rows: QuerySet[ServiceRequest], now: datetime) -> Iterator[Sequence[Cell]]:
    for one in rows.iterator(chunk_size=CHUNK):
        yield [
            one.service.name,
            one.number,
            one.received_at,
            one.applicant,
            one.village.name if one.village else "luar wilayah",
            one.people,
            STAGES[Stage(one.stage)],
            one.due_at,
            one.forwarded_at,
            one.finished_at,
            one.handed_over_at,
            one.product_number,
            said_of(one, now),
            one.reason,
        ]


def catalogue_table(services: Iterable[Service], day: date) -> Table:
    """The catalogue with the standards that hold on a day."""
    shown = [queries.shown_on(one, day) for one in services]
    return Table(
        title="Katalog layanan",
        header=[
            "Layanan",
            "Kode",
            "Jenis",
            "Dasar hukum",
            "Versi standar",
            "Berlaku sejak",
            "Dasar penetapan",
            "Batas waktu",
            "Persyaratan",
            "Langkah",
            "Biaya (rupiah)",
            "Produk",
            "Instansi penerbit",
            "Ditutup sesudah",
        ],
        rows=[_catalogue_cells(one) for one in shown],
    )


def _catalogue_cells(row: queries.CatalogueRow) -> Sequence[Cell]:
    service, standard = row.service, row.standard
    own: list[Cell] = [service.name, service.code, service.get_kind_display(), service.legal_basis]
    if standard is None:
        return [*own, *[None] * 8, service.issued_by, service.active_until]
    fee: Cell = standard.fee_text if standard.fee is None else Decimal(standard.fee)
    return [
        *own,
        standard.version,
        standard.holds_from,
        standard.decree,
        standard.limit_text or limit_said(standard.limit_value, standard.limit_unit),
        "\n".join(standard.requirements),
        "\n".join(standard.procedure),
        fee,
        standard.product,
        service.issued_by,
        service.active_until,
    ]


def complaints_table(rows: QuerySet[Complaint], day: date) -> Table:
    """Complaints without the names of those who complained."""
    return Table(
        title="Pengaduan",
        header=[
            "Isi",
            "Diterima",
            "Saluran",
            "Nomor permohonan",
            "Layanan",
            "Hasil pemeriksaan",
            "Selesai",
            "Lama (hari)",
            "Penyelesaian",
        ],
        rows=[
            [
                one.content,
                one.received_on,
                one.get_channel_display(),
                one.request.number if one.request else None,
                one.request.service.name if one.request else None,
                one.get_finding_display(),
                one.resolved_on,
                one.days_open if one.days_open is not None else (day - one.received_on).days,
                one.resolution,
            ]
            for one in rows.iterator(chunk_size=CHUNK)
        ],
    )
