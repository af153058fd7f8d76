"""The database itself, asked without Django, so that a damaged one can still be examined."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from janji.core.refusals import Refused
from janji.site.backups import copying
from janji.site.doctor.findings import Finding, attention, broken, good

MOST_WAL = 128 << 20
LEAST_POSTGRES = 14
RESERVE = 10
"""Connections left for backups, commands and the people who look after the server."""
_POSTGRES = """
    SELECT current_setting('server_version_num')::int / 10000, current_setting('server_encoding'),
           current_setting('max_connections')::int, current_setting('data_checksums'),
           (SELECT coalesce(checksum_failures, 0) FROM pg_stat_database
            WHERE datname = current_database()),
           current_setting('TimeZone'), to_regclass('django_migrations') IS NOT NULL
"""


class Examination:
    """What was found out about a database: whether it answers, and whether a house is in it."""

    def __init__(self, settings: Mapping[str, Any], connections: int) -> None:
        self._settings = settings
        self._connections = connections
        self.is_sound = False
        self.has_house = False

    def findings(self) -> Iterator[Finding]:
        """What can be said of the database."""
        if copying.is_postgres(self._settings):
            yield from self._postgres()
        else:
            yield from self._sqlite(Path(self._settings["NAME"]))

    def _sqlite(self, path: Path) -> Iterator[Finding]:
        if not path.exists():
            yield attention(f"{path} belum ada; dibuat ketika Janji pertama kali dijalankan")
            return
        # Whatever it holds, its keys must not be replaced.
        self.has_house = path.stat().st_size > 0
        try:
            faults = copying.faults_of(path)
            with closing(copying.open_sqlite(path)) as connection:
                journal = connection.execute("PRAGMA journal_mode").fetchone()[0]
        except sqlite3.Error as wrong:
            yield broken(f"{path} tidak terbaca ({wrong}). {_AID}")
            return
        if faults:
            yield broken(f"{path} rusak ({'; '.join(faults[:3])}). {_AID}")
            return
        self.is_sound = True
        if journal != "wal":
            yield attention(
                f"{path} belum memakai WAL ({journal}); diperbaiki ketika Janji dijalankan"
            )
        yield from _sqlite_surroundings(path)
        yield good(f"{path} utuh ({path.stat().st_size / 2**20:.0f} MB)")

    def _postgres(self) -> Iterator[Finding]:
        # Only who has PostgreSQL pays for loading it.
        from django.db import DatabaseError  # noqa: PLC0415

        from janji.site.backups import postgres  # noqa: PLC0415

        try:
            with postgres.connected(self._settings) as connection:
                row = connection.execute(_POSTGRES).fetchone()
        except DatabaseError as wrong:
            said = str(wrong).strip().splitlines()[0]
            yield broken(
                f"PostgreSQL tidak menjawab ({said})."
                " Periksa servernya, jaringan, dan JANJI_DATABASE_URL."
            )
            return
        assert row is not None  # noqa: S101 -- a query without a table gives one row
        self.is_sound, self.has_house = True, row[-1]
        yield from self.judged(row)
        try:
            postgres.require_client(postgres.DUMP, server=row[0])
        except Refused:
            yield attention(f"Cadangan perlu pg_dump {row[0]}: pasang postgresql-client-{row[0]}")

    def judged(self, said: Sequence[Any]) -> Iterator[Finding]:
        """What a server says of itself, in the order in which it was asked."""
        version, encoding, most, checksums, failures, zone, _ = said
        if version < LEAST_POSTGRES:
            yield broken(f"PostgreSQL {version} terlalu tua. Perlu {LEAST_POSTGRES} ke atas.")
        if encoding != "UTF8":
            yield broken(f"Basis data memakai {encoding}. Buat ulang dengan ENCODING 'UTF8'.")
        if self._connections + RESERVE > most:
            needed = self._connections + RESERVE
            yield attention(
                f"max_connections {most}, sedangkan satu server Janji dapat memakai"
                f" {self._connections}. Naikkan menjadi {needed} atau lebih."
            )
        if failures:
            yield broken(f"{failures} halaman cakram PostgreSQL rusak. {_AID}")
        elif checksums != "on":
            yield attention(
                "Cakram PostgreSQL tidak diawasi (data_checksums mati)."
                " Nyalakan dengan pg_checksums ketika server berhenti."
            )
        yield good(f"PostgreSQL {version} menjawab, {encoding}, zona waktu {zone}")


_AID = "Hentikan Janji, salin folder ini apa adanya, lalu pulihkan cadangan terakhir yang baik."


def _sqlite_surroundings(path: Path) -> Iterator[Finding]:
    log = Path(f"{path}-wal")
    if log.exists() and log.stat().st_size > MOST_WAL:
        size = log.stat().st_size // 2**20
        yield attention(f"{log} membesar ({size} MB). Hentikan Janji sebentar, lalu jalankan lagi.")
    if path.stat().st_mode & 0o077 and path.parent.stat().st_mode & 0o077:
        yield attention(f"{path} terbaca pengguna lain. Tutup dengan: chmod 600 {path}")
