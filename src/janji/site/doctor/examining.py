"""The order of the examination, and its report."""

import logging
import os
import warnings
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import django
from django.utils import timezone

from janji.site import env
from janji.site.doctor import machine
from janji.site.doctor.database import Examination
from janji.site.doctor.findings import Finding, Mark, attention, broken
from janji.site.terminal import say

Found = tuple[str, Finding]
Check = Callable[..., Iterable[Finding]]


def doctor() -> int:
    """Examines the installation; exit code 1 when something is broken."""
    # What goes wrong is said once, in the report.
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    marks = []
    for label, finding in findings():
        marks.append(finding.mark)
        say(f"{finding.mark.value:<9}  {label:<12}  {finding.said}")
    wrong, doubtful = marks.count(Mark.BROKEN), marks.count(Mark.ATTENTION)
    say()
    if not wrong and not doubtful:
        say("Semua baik.")
    else:
        say(f"{wrong} rusak, {doubtful} perlu perhatian.")
    return 1 if wrong else 0


def findings() -> Iterator[Found]:
    """Everything that is found, the ground first."""
    yield from _asked("Python", machine.python)
    yield from _asked("Pustaka", machine.libraries)
    yield from _asked("Folder", machine.home)
    yield from _asked("Ruang", machine.room)
    lent = machine.lend_keys()
    refused = _started()
    if refused is not None:
        yield "Pengaturan", broken(refused)
        yield from _asked("Kunci", machine.keys, has_house=False, lent=lent)
        yield "Basis data", attention("Belum diperiksa. Perbaiki pengaturan dahulu.")
        yield from _asked("Cetakan", machine.papers)
        return
    yield from _in_django(lent)
    yield from _asked("Cetakan", machine.papers)


def _started() -> str | None:
    """Starts Django; what hinders it, if anything."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "janji.site.settings")
    try:
        django.setup()
    except env.BadEnvironment as wrong:
        return str(wrong)
    except Exception as fault:  # noqa: BLE001 -- whatever it is, the report goes on
        return _worded(fault)
    return None


def _in_django(lent: set[str]) -> Iterator[Found]:
    from django.conf import settings  # noqa: PLC0415 -- Django was started just now

    from janji.site import serving  # noqa: PLC0415
    from janji.site.doctor import house  # noqa: PLC0415

    at = timezone.now()
    database: dict[str, Any] = settings.DATABASES["default"]
    each = database["OPTIONS"].get("pool", {}).get("max_size", 1)
    # The server's processes and the worker beside them.
    examined = Examination(database, connections=each * (serving.processes() + 1))
    yield from _asked("Basis data", examined.findings)
    yield from _asked("Kunci", machine.keys, has_house=examined.has_house, lent=lent)
    yield from _asked("Jaringan", house.openness, at)
    yield from _asked("Tampilan", house.static, at)
    yield from _asked("Cadangan", house.backups, at)
    if not examined.is_sound:
        if examined.has_house:
            yield "Isi", attention("Belum diperiksa. Perbaiki basis data dahulu.")
        return
    ready = list(_asked("Tabel", house.tables, at))
    yield from ready
    yield from _asked("Simpanan", house.safety, at)
    if any(finding.mark is not Mark.GOOD for _, finding in ready):
        return
    # What needs today's tables.
    for label, check in (
        ("Riwayat", house.chain),
        ("Jam", house.clock),
        ("Hitungan", house.facts),
        ("Pekerja", house.worker),
        ("Berkas", house.files),
        ("Isi", house.contents),
    ):
        yield from _asked(label, check, at)


def _asked(label: str, check: Check, *arguments: object, **named: object) -> Iterator[Found]:
    """What a check finds; one that fails itself is a finding, too."""
    try:
        for finding in check(*arguments, **named):
            yield label, finding
    except Exception as fault:  # noqa: BLE001 -- a report that stops half way helps nobody
        yield label, broken(f"Tidak dapat diperiksa: {_worded(fault)}")


def _worded(fault: Exception) -> str:
    lines = str(fault).strip().splitlines()
    return f"{type(fault).__name__}: {lines[0]}" if lines else type(fault).__name__
