"""The audit chain as a sheet."""

from collections.abc import Iterator
from itertools import islice

from django.db.models import QuerySet

from janji.kit import telling
from janji.kit.models import AuditEntry
from janji.kit.tables import Cell, Table
from janji.orgs.models import OrgUnit

MOST_ROWS = 100_000
"""A spreadsheet of more is of no use to a person; an export for checking has no limit."""
HEADER = (
    *("Nomor", "Waktu", "Oleh", "Tindakan", "Kantor", "Rekam", "Perubahan", "Alasan", "Rincian"),
    "Sidik",
)


def history_table(found: QuerySet[AuditEntry]) -> Table:
    """Entries as people read them, with their hashes; the newest where there are too many."""
    return Table(
        "Riwayat",
        HEADER,
        _rows(found),
        notes=[
            f"Paling banyak {MOST_ROWS} catatan terbaru.",
            "Untuk memeriksa tanpa Janji, unduh JSON atau pakai: janji audit --export",
        ],
    )


def _rows(found: QuerySet[AuditEntry]) -> Iterator[tuple[Cell, ...]]:
    offices = dict(OrgUnit.objects.values_list("pk", "name"))
    for entry in islice(found.iterator(chunk_size=2000), MOST_ROWS):
        one = telling.told(entry)
        changes = (f"{said.label}: {said.before} → {said.after}" for said in one.changes)
        details = (f"{name}: {said}" for name, said in one.details)
        yield (
            entry.number,
            entry.at,
            one.who,
            one.deed,
            offices.get(entry.home or 0, ""),
            entry.subject,
            "\n".join(changes),
            one.why,
            "\n".join(details),
            entry.hash,
        )
