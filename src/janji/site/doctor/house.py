"""What Janji keeps in its database and folders. Django must have been started."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.utils import timezone

from janji.agreements.models import Agreement
from janji.kit import audit
from janji.kit.models import AuditEntry
from janji.registers.facts import keeping
from janji.registers.imports import storing
from janji.site import background, env, example, releases, static_files
from janji.site.backups import making
from janji.site.doctor.findings import Finding, attention, broken, good

LOCAL = {"localhost", "127.0.0.1", "[::1]", "::1"}
SLACK = timedelta(minutes=5)
STALE_DAYS = 2
"""The worker counts within seconds; what waits for days waits for a worker that does not run."""
BACKUP_DAYS = 7
FULL_SYNC = 2
MOST_NAMED = 3


def safety(at: datetime) -> Iterator[Finding]:
    """SQLite waits for the disk at every commit."""
    del at
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous")
        (level,) = cursor.fetchone()
    if level < FULL_SYNC:
        yield broken("SQLite tidak menunggu cakram (synchronous bukan FULL). Laporkan ini.")
    else:
        yield good("Setiap simpanan menunggu cakram (synchronous FULL)")


def tables(at: datetime) -> Iterator[Finding]:
    """The tables are those of this release."""
    del at
    steps = releases.applied()
    strange, ahead = releases.foreign(steps), releases.pending(steps)
    if strange:
        yield broken(
            f"Tabel dari Janji yang lebih baru daripada {releases.CURRENT}"
            f" ({'.'.join(strange[0])}). Jalankan Janji yang lebih baru itu."
        )
    elif not steps:
        yield attention("Basis data masih kosong. Mulai dengan: janji found --region KODE")
    elif ahead:
        yield attention(
            f"{len(ahead)} pembaruan tabel menunggu."
            " “janji serve” mencadangkan lalu menjalankannya."
        )
    elif gone := _lost_tables():
        yield broken(f"Tabel {', '.join(gone[:MOST_NAMED])} hilang. Pulihkan dari cadangan.")
    else:
        yield good(f"Tabel sesuai dengan Janji {releases.CURRENT}")


def _lost_tables() -> list[str]:
    wanted = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}  # noqa: SLF001
    return sorted(wanted - set(connection.introspection.table_names()))


def chain(at: datetime) -> Iterator[Finding]:
    """The audit chain holds."""
    del at
    wrong = list(audit.broken_links())
    if wrong:
        numbers = ", ".join(map(str, wrong[:MOST_NAMED]))
        yield broken(f"Rantai riwayat putus pada nomor {numbers}. Bandingkan dengan cadangan.")
    else:
        yield good(f"Rantai riwayat utuh, {AuditEntry.objects.count()} catatan")


def clock(at: datetime) -> Iterator[Finding]:
    """The clock is not behind what was already written."""
    newest = AuditEntry.objects.order_by("-number").first()
    if newest is not None and newest.at > at + SLACK:
        yield broken(
            f"Jam mesin {_moment(at)}, padahal riwayat sudah sampai {_moment(newest.at)}."
            " Setel jam mesin (timedatectl) sebelum ada yang menyimpan lagi."
        )
        return
    kept = [Path(releases.__file__), *settings.HOME.iterdir()]
    written = max(one.stat().st_mtime for one in kept)
    if written > (at + SLACK).timestamp():
        yield attention(f"Jam mesin {_moment(at)} di belakang waktu berkas. Periksa timedatectl.")
    else:
        yield good(f"Jam mesin {_moment(at)}")


def facts(at: datetime) -> Iterator[Finding]:
    """Facts are counted soon after their rows change."""
    today = timezone.localdate(at)
    oldest = today - timedelta(days=STALE_DAYS)
    waiting = [
        one
        for one in keeping.stale_ledgers(as_of=today)
        if one.counted_on is None or one.counted_on < oldest
    ]
    if waiting:
        yield attention(
            f"{len(waiting)} buku register menunggu dihitung."
            " Jalankan “janji serve” atau “janji worker”, atau sekali saja: janji facts"
        )
    else:
        yield good("Nilai tersimpan terhitung")


def worker(at: datetime) -> Iterator[Finding]:
    """A background worker lives, or nothing waits for one."""
    last, sheets = background.last_turn(), storing.waiting(at=at)
    if last is not None and last >= at - background.SILENT:
        yield good(f"Pekerja latar terakhir memberi kabar {_moment(last)}")
    elif sheets:
        yield attention(
            f"{len(sheets)} lembar impor menunggu disimpan, dan tidak ada pekerja latar yang memberi kabar."
            " Jalankan “janji serve” atau “janji worker”."
        )
    else:
        since = f"sejak {_moment(last)}" if last else "sama sekali"
        yield good(f"Pekerja latar tidak memberi kabar {since}; tidak ada yang menunggunya")


def files(at: datetime) -> Iterator[Finding]:
    """Every uploaded file that the database names is there."""
    del at
    root, missing, count = Path(settings.MEDIA_ROOT), [], 0
    with connection.cursor() as cursor:
        for table, column in releases.file_columns(releases.applied()):
            cursor.execute(f'SELECT DISTINCT "{column}" FROM "{table}"')  # noqa: S608 -- names of our own models
            for (name,) in cursor.fetchall():
                count += bool(name)
                if name and not (root / name).is_file():
                    missing.append(name)
    if missing:
        yield broken(
            f"{len(missing)} dari {count} berkas hilang, misalnya"
            f" {', '.join(missing[:MOST_NAMED])}. Ambil dari cadangan yang lebih lama."
        )
    else:
        yield good(f"{count} berkas unggahan ada di tempatnya")


def static(at: datetime) -> Iterator[Finding]:
    """Styles and scripts of the pages are collected."""
    del at
    if not static_files.are_collected():
        yield attention("Berkas tampilan belum disiapkan; “janji serve” menyiapkannya")
        return
    gone = static_files.missing()
    if gone:
        yield broken(f"{len(gone)} berkas tampilan hilang. Jalankan ulang “janji serve”.")
    else:
        yield good("Berkas tampilan lengkap")


def contents(at: datetime) -> Iterator[Finding]:
    """The example does not stand beside real data."""
    del at
    if example.is_loaded() and Agreement.objects.filter(is_example=False).exists():
        yield attention(
            "Contoh Ajibarang berada di samping perjanjian lain."
            " Untuk data nyata mulailah JANJI_HOME baru: janji found"
        )
    elif example.is_loaded():
        yield good("Isinya contoh; untuk data nyata pakai JANJI_HOME lain")


def backups(at: datetime) -> Iterator[Finding]:
    """A backup was made lately, and is still where it was put."""
    try:
        said = json.loads((settings.HOME / making.LAST).read_text())
        made_at, path = datetime.fromisoformat(said["made_at"]), Path(said["path"])
    except (OSError, ValueError, KeyError):
        yield attention("Belum pernah dicadangkan. Jalankan: janji backup FOLDER")
        return
    days = (at - made_at).days
    if days > BACKUP_DAYS:
        yield attention(f"Cadangan terakhir sudah {days} hari ({path}). Jalankan: janji backup")
    elif not path.exists():
        yield attention(f"Cadangan {path} tidak ada lagi. Pastikan salinannya tersimpan.")
    else:
        yield good(f"Cadangan terakhir {_moment(made_at)}: {path}")


def openness(at: datetime) -> Iterator[Finding]:
    """Names, encryption and debugging fit together."""
    del at
    names = {name.lower() for name in settings.ALLOWED_HOSTS} - LOCAL
    listens = env.text("JANJI_HOST", "127.0.0.1")
    is_open = bool(names) or listens not in LOCAL
    found = list(_misfits(names, is_open=is_open))
    yield from found
    if not found:
        yield good("Hanya dari mesin ini" if not is_open else f"Melayani {', '.join(names)}")


def _misfits(names: set[str], *, is_open: bool) -> Iterator[Finding]:
    if settings.DEBUG:
        said = "JANJI_DEBUG=1 menampilkan isi program kepada pembaca. Hapus setelan itu."
        yield broken(said) if is_open else attention(said)
    if "*" in names:
        yield broken("JANJI_HOSTS berisi “*”. Sebutkan nama yang sebenarnya.")
    if is_open and not settings.BEHIND_TLS:
        yield attention(
            "Janji terbuka bagi mesin lain tanpa TLS: kata sandi terbaca di jaringan."
            " Pasang perantara TLS, lalu JANJI_TLS=1."
        )
    if settings.BEHIND_TLS and not names:
        yield attention("JANJI_TLS=1, tetapi JANJI_HOSTS belum menyebut nama situsnya")
    for origin in settings.CSRF_TRUSTED_ORIGINS:
        wanted = ("https://",) if settings.BEHIND_TLS else ("https://", "http://")
        if not origin.startswith(wanted):
            yield broken(f"JANJI_ORIGINS: {origin} harus dimulai dengan {wanted[0]}")


def _moment(at: datetime) -> str:
    return f"{timezone.localtime(at):%d-%m-%Y %H.%M}"
