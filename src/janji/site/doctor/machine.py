"""The machine: Python and its libraries, the folder of the house, its keys, room, and papers."""

import os
import re
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator, Set
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from janji.documents.typesetting import pdf
from janji.site import env
from janji.site.backups import mark
from janji.site.backups.keys import PLACES
from janji.site.doctor.findings import Finding, attention, broken, good

LEAST_PYTHON = (3, 11)
LEAST_SQLITE = (3, 31)
LITTLE_ROOM = 2 << 30
NO_ROOM = 200 << 20
_LIMIT = re.compile(r"(>=|<)([\d.]+)")


def python() -> Iterator[Finding]:
    """Old enough to be missing something, or fine."""
    said = f"Python {sys.version.split()[0]}, SQLite {sqlite3.sqlite_version}"
    if sys.version_info < LEAST_PYTHON or sqlite3.sqlite_version_info < LEAST_SQLITE:
        yield broken(f"{said}. Perlu Python 3.11 dan SQLite 3.31 atau lebih baru.")
    else:
        yield good(said)


def libraries() -> Iterator[Finding]:
    """Every library is there, in a version that Janji was tried with."""
    wanted = requires("janji") or []
    wrong = list(filter(None, map(_wrong_library, wanted)))
    if wrong:
        yield broken(f"{'; '.join(wrong)}. Pasang ulang dengan: make setup.")
    else:
        yield good(f"Janji {version('janji')} dengan {len(wanted)} pustaka yang sesuai")


def _wrong_library(requirement: str) -> str | None:
    name = re.split(r"[\[<>=;! ]", requirement, maxsplit=1)[0]
    try:
        found = version(name)
    except PackageNotFoundError:
        return f"{name} tidak terpasang"
    for sign, limit in _LIMIT.findall(requirement):
        is_new_enough = _key(found) >= _key(limit)
        if is_new_enough != (sign == ">="):
            return f"{name} {found} terpasang, perlu {sign}{limit}"
    return None


def _key(text: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", text)[:3]))


def home() -> Iterator[Finding]:
    """The folder is there, ours to write, and closed to others."""
    place = env.home()
    if not place.exists():
        yield attention(f"{place} belum ada; dibuat ketika Janji pertama kali dijalankan")
        return
    if not place.is_dir():
        yield broken(f"{place} bukan folder. Pilih folder lain dengan JANJI_HOME.")
        return
    if (place / mark.NAME).exists():
        yield broken(f"Pemulihan di {place} belum selesai. Ulangi “janji restore ARSIP”.")
    try:
        with tempfile.TemporaryFile(dir=place):
            pass
    except OSError as closed:
        yield broken(f"{place} tidak dapat ditulis ({closed.strerror}). Periksa pemilik dan izin.")
        return
    if place.stat().st_mode & 0o077:
        yield attention(f"{place} terbuka bagi pengguna lain. Tutup dengan: chmod 700 {place}")
    else:
        yield good(f"{place} dapat ditulis dan tertutup bagi pengguna lain")


def keys(*, has_house: bool, lent: Set[str]) -> Iterator[Finding]:
    """Both keys are there, private, and not lost from beside a database that needs them."""
    for name, file in PLACES.values():
        path = env.home() / file
        if env.text(name, "") and name not in lent:
            yield good(f"{file} diberikan oleh {name}")
        elif path.exists():
            yield _key_file(path)
        elif has_house:
            yield broken(
                f"{path} hilang. Pulihkan dari cadangan sebelum menjalankan apa pun:"
                " kunci baru tidak mengenali NIK dan sesi lama."
            )
        else:
            yield attention(f"{file} belum ada; dibuat ketika Janji pertama kali dijalankan")


def _key_file(path: Path) -> Finding:
    try:
        text = path.read_text()
    except (OSError, UnicodeDecodeError):
        return broken(f"{path} tidak terbaca. Periksa pemiliknya, atau pulihkan dari cadangan.")
    if len(text.strip()) < 32:
        return broken(f"{path} terlalu pendek untuk sebuah kunci. Pulihkan dari cadangan.")
    if path.stat().st_mode & 0o077:
        return broken(f"{path} terbaca pengguna lain. Tutup dengan: chmod 600 {path}")
    return good(f"{path.name} ada dan tertutup")


def room() -> Iterator[Finding]:
    """Enough room for the next backup and then some."""
    place = next(one for one in (env.home(), *env.home().parents) if one.exists())
    free = shutil.disk_usage(place).free
    said = f"{free / 2**30:.1f} GB tersisa di {place}".replace(".", ",", 1)
    if free < NO_ROOM:
        yield broken(f"{said}. Kosongkan cakram sekarang: tanpa ruang, tidak ada yang tersimpan.")
    elif free < LITTLE_ROOM:
        yield attention(f"{said}. Kosongkan cakram, atau pindahkan cadangan ke tempat lain.")
    else:
        yield good(said)


def papers() -> Iterator[Finding]:
    """Fonts and typesetting make a PDF."""
    data = {"title": "Percobaan cetak"}
    made = pdf(Path(__file__).parent / "sample.typ", data, made_at=datetime(2019, 1, 2, tzinfo=UTC))
    if made.startswith(b"%PDF-"):
        yield good("Huruf dan mesin cetak membuat PDF")
    else:
        yield broken("Mesin cetak tidak membuat PDF. Pasang ulang dengan: make setup.")


def lend_keys() -> set[str]:
    """Gives this process throw-away keys where there are none, so that settings make none."""
    lacking = {
        name
        for name, file in PLACES.values()
        if not env.text(name, "") and not (env.home() / file).exists()
    }
    for name in lacking:
        os.environ[name] = "hanya-untuk-pemeriksaan-" + "x" * 32
    return lacking
