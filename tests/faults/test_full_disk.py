"""SQLite in trouble: the disk is full, someone else holds the file. Only on its own suite."""

import contextlib
import os
import sqlite3
import subprocess

import pytest

from tests.cast import PASSWORD
from tests.faults.house import House, whole

pytestmark = pytest.mark.slow


@pytest.fixture
def small_disk(tmp_path):
    """A disk of its own, large enough for a house and little else."""
    if os.geteuid() != 0:
        pytest.skip("only root may mount a small disk")
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=96m", "tmpfs", str(tmp_path)], check=True)  # noqa: S603, S607
    yield tmp_path
    subprocess.run(["umount", "--lazy", str(tmp_path)], check=True)  # noqa: S603, S607


def fill_up(disk):
    """Leaves not a byte free."""
    ballast = disk / "ballast"
    with contextlib.suppress(OSError), ballast.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))
    return ballast


def test_a_full_disk_is_said_and_passes_without_a_restart(small_disk):
    """F-03: nothing acknowledged is lost, pages stay readable, and freeing the disk is enough."""
    house = House(small_disk)
    house.fill()
    house.start()
    try:
        clerk = house.clerk().sign_in("operator", PASSWORD)
        names = {"Warga Pertama"}
        assert clerk.receive("Warga Pertama")[0] == 302
        ballast = fill_up(small_disk)
        # The journal may have some room left from before.
        for number in range(2000):
            status, page, _ = clerk.receive(f"Warga {number}")
            if status != 302:
                break
            names.add(f"Warga {number}")
        assert status == 507
        assert "Tempat penyimpanan penuh" in page
        assert "belum tersimpan" in page
        assert clerk.get(clerk.counter)[0] == 200
        ballast.unlink()
        assert clerk.receive("Warga Terakhir")[0] == 302
        assert whole(house) == names | {"Warga Terakhir"}
    finally:
        house.stop()


def test_a_file_that_another_program_holds_is_said(house):
    """A clerk waits as long as one may wait for a page, then hears that it was not stored."""
    clerk = house.clerk().sign_in("operator", PASSWORD)
    other = sqlite3.connect(house.home / "janji.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    status, page, _ = clerk.receive("Warga Menunggu")
    assert status == 503
    assert "Sistem sedang sibuk" in page
    assert clerk.get(clerk.counter)[0] == 200
    other.rollback()
    other.close()
    assert clerk.receive("Warga Menunggu")[0] == 302
    assert whole(house) == {"Warga Menunggu"}
