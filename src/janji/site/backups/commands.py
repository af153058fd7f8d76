"""`janji backup`, `janji restore` and `janji migrate`: the work is elsewhere, here it is told."""

import argparse
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from janji.core.refusals import Refused
from janji.site import env, releases
from janji.site.backups import making, restoring
from janji.site.backups.making import Backup
from janji.site.terminal import complain, say
from janji.site.wording import DEFECTS

INCOMPLETE = 3
"""Exit code: done, and something was already wrong."""
INTERRUPTED = 130
KEPT_BEFORE_UPGRADES = 5
MOST_NAMED = 10


def backup(options: argparse.Namespace) -> int:
    """Backs up into a folder; exit code 3 when files were missing."""
    try:
        with _ended_politely():
            made = making.make_backup(options.folder, keep=options.keep, at=timezone.now())
    except KeyboardInterrupt:
        complain("Pencadangan dihentikan. Tidak ada arsip setengah jadi yang ditinggalkan.")
        return INTERRUPTED
    _tell(made)
    return INCOMPLETE if made.manifest.missing else 0


def _tell(made: Backup) -> None:
    manifest, contents = made.manifest, made.manifest.contents
    size = made.path.stat().st_size / 2**20
    say(f"Cadangan tersimpan dan sudah dibaca ulang: {made.path} ({_decimal(size)} MB).")
    rows = sum(contents.rows.values())
    say(f"Isinya {_whole(rows)} baris, {_whole(len(manifest.files))} berkas, dan kedua kunci.")
    if contents.audit_number:
        said = f"nomor {contents.audit_number}, sidik {contents.audit_hash}"
        say(f"Riwayat berakhir pada {said}. Catat sidik itu di luar mesin ini.")
    for old in made.removed:
        say(f"Cadangan lama dihapus: {old.name}")
    if manifest.missing:
        complain(f"{len(manifest.missing)} berkas disebut basis data tetapi tidak ada:")
        for name in manifest.missing[:MOST_NAMED]:
            complain(f"  {name}")
        complain("Cari berkas itu di cadangan yang lebih lama.")


def restore(options: argparse.Namespace) -> int:
    """Brings a checked archive back; exit code 3 when it had defects of its own."""
    manifest = options.manifest
    say(f"Arsip utuh: dibuat {_moment(manifest.made_at)} oleh Janji {manifest.janji}.")
    say("Memulihkan kunci, berkas, dan basis data …")
    try:
        with _ended_politely():
            defects = restoring.restore(options.archive, manifest)
    except KeyboardInterrupt:
        complain("Pemulihan dihentikan sebelum selesai. Ulangi dengan perintah yang sama.")
        return INTERRUPTED
    contents = manifest.contents
    say(f"Jumlah baris semua tabel sama dengan cadangan: {_whole(sum(contents.rows.values()))}.")
    say(f"Semua berkas ada dan sama: {_whole(len(manifest.files))}.")
    say(f"Ujung riwayat sama dengan cadangan: nomor {contents.audit_number}.")
    if "chain" not in defects:
        say("Rantai riwayat utuh.")
    if "facts" not in defects:
        say("Nilai tersimpan sesuai dengan barisnya.")
    for code in defects:
        complain(DEFECTS[code])
    if manifest.missing:
        complain(f"{len(manifest.missing)} berkas sudah tidak ada ketika dicadangkan.")
    say("Janji siap dipakai. Semua orang perlu masuk kembali.")
    return INCOMPLETE if defects or manifest.missing else 0


def migrate(options: argparse.Namespace) -> int:
    """Brings the tables to this release, or back to those of an earlier one."""
    if options.back_to is None:
        before_migrating()
        call_command("migrate", verbosity=0, interactive=False)
        say(f"Tabel sesuai dengan Janji {releases.CURRENT}.")
        return 0
    releases.require_known_tables()
    way = releases.way_back(options.back_to)
    if not way.steps:
        say(f"Tabel sudah sesuai dengan Janji {way.release}; tidak ada yang diubah.")
        return 0
    say(f"Kembali ke tabel Janji {way.release}, {len(way.steps)} langkah:")
    for app, name in way.steps:
        say(f"  membatalkan {app}.{name}")
    for loss in way.losses:
        what = f"kolom {loss.column} pada tabel {loss.table}" if loss.column else loss.table
        say(f"  hilang: {what}, {_whole(loss.rows)} baris berisi")
    if way.losses and not options.accept_loss:
        raise Refused("back-would-lose", count=len(way.losses))
    if not options.without_backup:
        _tell(_made_here())
    releases.go_back(way)
    say(f"Selesai. Jalankan sekarang Janji {way.release}; data lainnya tetap.")
    return 0


def before_migrating() -> None:
    """Backs up a house whose tables are about to change; refuses tables of a newer release."""
    steps = releases.applied()
    if not steps:
        return
    releases.require_known_tables()
    if releases.pending(steps) and env.switch("JANJI_BACKUP_BEFORE_UPGRADE", default=True):
        say("Tabel akan diperbarui; cadangan dibuat lebih dulu …")
        _tell(_made_here())


def _made_here() -> Backup:
    """A backup into the house's own folder, which keeps the newest few."""
    folder: Path = settings.HOME / "backups"
    return making.make_backup(folder, keep=KEPT_BEFORE_UPGRADES, at=timezone.now())


@contextmanager
def _ended_politely() -> Iterator[None]:
    """A request to end is an interruption like Ctrl+C, so that everything is cleared away."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _whole(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _decimal(number: float) -> str:
    return f"{number:.1f}".replace(".", ",")


def _moment(at: datetime) -> str:
    return f"{timezone.localtime(at):%d-%m-%Y %H.%M}"
