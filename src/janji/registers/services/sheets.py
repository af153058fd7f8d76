"""Counter books: spreadsheets of requests as offices have kept them, brought into the register.

A book seldom says when a request was finished. What it does not say stays unknown: such rows are
counted and shown, and never taken for on time.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from janji.core.cells import Row
from janji.core.refusals import Problem, Refused
from janji.core.service_life import Punctuality, Stage
from janji.kit.tables import Table
from janji.orgs.models import OrgUnit, User
from janji.orgs.roles import Permission
from janji.registers.facts import keeping as facts
from janji.registers.imports.headings import Headings, find_headings
from janji.registers.imports.layouts import Column, Options, SheetRows
from janji.registers.services import intake, queries
from janji.registers.services.books import REQUIRED, WORDS, BookRow, Reader
from janji.registers.services.models import RequestStep, ServiceRequest

COLUMNS = (
    Column("Tanggal", "Hari berkas diterima, boleh dengan jam", "14-01-2019 09.30", required=True),
    Column("Nama", "Nama pemohon", "Warga Contoh", required=True),
    Column("Alamat/Desa", "Desa atau kelurahan; kosong bila luar wilayah", "Kracak"),
    Column("Jenis Layanan", "Nama atau kode pada katalog", "Surat keterangan usaha", required=True),
    Column("Nomor Surat", "Nomor produk", "503/12/2019"),
    Column("Keterangan", "Catatan", "Diwakili anaknya"),
    Column("Tanggal Selesai", "Kosong bila tidak tertulis: waktunya tidak diketahui", "16-01-2019"),
    Column("NIK", "Sebagai teks; yang disimpan hanya sandi dan empat digit terakhir", "3302…0003"),
    Column("Jumlah Orang", "Kosong berarti satu", "3"),
)
BATCH = 2000
COLUMN_NAMES = [one.attname for one in ServiceRequest._meta.concrete_fields]  # noqa: SLF001 -- Django's documented way


@dataclass(frozen=True, slots=True)
class CounterBook:
    """The layout of counter books."""

    title: str = "Impor buku loket"
    about: str = (
        "Buku permohonan yang sudah ada, satu baris satu permohonan, boleh beberapa lembar."
        " Bila waktu selesainya tidak tertulis, permohonan dicatat “waktu selesai tidak diketahui”:"
        " dihitung dan ditampilkan, tetapi tidak pernah dianggap tepat waktu."
    )
    permission: Permission = Permission.SERVE_COUNTER
    columns: Sequence[Column] = COLUMNS
    options_form: type[forms.Form] | None = None

    def template(self, org_unit: OrgUnit) -> Sequence[Table]:
        """The sheet to fill in, with the names of services and villages to copy from."""
        services = [[one.name, one.code] for one in queries.services_of(org_unit)]
        villages = [[one.name] for one in queries.villages_of(org_unit)]
        return [
            Table("Permohonan", [one.heading for one in self.columns], []),
            Table("Nama layanan", ["Nama pada katalog", "Kode"], services),
            Table("Nama desa", ["Nama"], villages),
        ]

    def read(
        self, org_unit: OrgUnit, tables: Mapping[str, Sequence[Row]], options: Options
    ) -> SheetRows:
        """The requests of all sheets that look like a book; those known already are only counted."""
        del options
        # A book is read for a person who looks at it now: what lies ahead of today is a slip.
        reader = Reader(org_unit, timezone.localdate())
        rows: list[BookRow] = []
        problems: list[Problem] = []
        for headings in _books(tables):
            for one in reader.rows(headings, tables[headings.sheet]):
                if isinstance(one, Problem):
                    problems.append(one)
                else:
                    rows.append(one)
        if not rows and not problems:
            raise Refused("sheet-without-rows")
        known = _known(org_unit, rows)
        fresh = [one for one in rows if one.key not in known] if known else rows
        return SheetRows(fresh, known=len(rows) - len(fresh), problems=problems)

    def store(
        self, org_unit: OrgUnit, rows: Sequence[Any], *, source: str, by: User, at: datetime
    ) -> int:
        """Keeps the requests with number, code and steps; those that came meanwhile are not doubled."""
        books: Sequence[BookRow] = rows
        counters = {
            year: intake.lock_numbers(org_unit, year)
            for year in sorted({one.received_at.year for one in books})
        }
        known = _known(org_unit, books)
        fresh = sorted(
            (one for one in books if one.key not in known), key=lambda one: one.received_at
        )
        shared: dict[str, object] = {
            "org_unit_id": org_unit.pk,
            "stage": Stage.FINISHED.value,
            "is_represented": False,
            "edition": 1,
            "source": source,
            "recorded_by_id": by.pk,
            "recorded_at": at,
        }
        made = []
        for one in fresh:
            counter = counters[one.received_at.year]
            counter.last += 1
            number = intake.numbered(counter.year, counter.last)
            made.append(_request(one, number, shared))
        kept = ServiceRequest.objects.bulk_create(made, batch_size=BATCH)
        steps = [_step(request, one, by, at) for request, one in zip(kept, fresh, strict=True)]
        RequestStep.objects.bulk_create(steps, batch_size=BATCH)
        for counter in counters.values():
            counter.save(update_fields=["last"])
        days = {one.received_at.date() for one in fresh} | {one.counted_on for one in fresh}
        facts.mark_changed(intake.REGISTER, org_unit, days)
        return len(fresh)


def _books(tables: Mapping[str, Sequence[Row]]) -> list[Headings]:
    """The headings of every sheet that is a book; books often have a sheet for each month."""
    found = []
    for sheet, rows in tables.items():
        try:
            found.append(find_headings({sheet: rows}, WORDS, REQUIRED))
        except Refused:
            continue
    # Without any, the refusal over all sheets says best what is missing.
    return found or [find_headings(tables, WORDS, REQUIRED)]


def _known(org_unit: OrgUnit, rows: Sequence[BookRow]) -> set[str]:
    """Fingerprints the register has already, of the days these rows span; one query."""
    if not rows:
        return set()
    moments = [one.received_at for one in rows]
    found = ServiceRequest.objects.filter(
        org_unit=org_unit,
        source_key__isnull=False,
        received_at__range=(min(moments), max(moments)),
    )
    return {key for key in found.order_by().values_list("source_key", flat=True) if key}


def _request(one: BookRow, number: str, shared: dict[str, object]) -> ServiceRequest:
    values = shared | {
        "service_id": one.standard.service_id,
        "standard_id": one.standard.pk,
        "number": number,
        "follow_code": intake.follow_code(),
        "applicant": one.applicant,
        "nik_digest": one.number.digest if one.number else None,
        "nik_last_four": one.number.last_four if one.number else None,
        "village_id": one.village_id,
        "people": one.people,
        "received_at": one.received_at,
        "complete_at": one.received_at,
        "finished_at": one.finished_at,
        "ended_at": one.finished_at,
        "product_number": one.product_number,
        "finish_unknown": one.punctuality == Punctuality.UNKNOWN.value,
        "due_at": one.due_at,
        "punctuality": one.punctuality,
        "counted_on": one.counted_on,
        "source_key": one.key,
    }
    # Values in the order of the columns are set several times faster than by name.
    return ServiceRequest(*map(values.get, COLUMN_NAMES))


def _step(request: ServiceRequest, one: BookRow, by: User, at: datetime) -> RequestStep:
    """A book knows how a request ended, or only that it came."""
    is_known = one.finished_at is not None
    return RequestStep(
        request=request,
        before=None,
        after=(Stage.FINISHED if is_known else Stage.RECEIVED).value,
        happened_at=one.finished_at or one.received_at,
        notes=one.notes,
        recorded_by=by,
        recorded_at=at,
    )


LAYOUT = CounterBook()
