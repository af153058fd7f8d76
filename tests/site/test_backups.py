"""Backups and the restore drill: what an office would have lost, it still has (K-01, K-02, K-05)."""

import hashlib
import json
import resource
import shutil
import signal
import subprocess
import time
import zipfile
from pathlib import Path

import pytest

from janji.site import example
from janji.site.backups import archives
from janji.site.backups.manifest import (
    DATABASES,
    PERSON_KEY,
    SECRET_KEY,
    Member,
    from_json,
    to_json,
)
from janji.site.terminal import Progress
from tests.site.houses import SERVER
from tests.site.test_archives import manifest, sealed
from tests.upgrades.filling import PAPER

PUBLISHED = "tests/upgrades/published.py"
ONLY_SQLITE = pytest.mark.skipif(bool(SERVER), reason="about the SQLite file")


@pytest.fixture
def folder(tmp_path):
    """Where backups go."""
    made = tmp_path / "cadangan"
    made.mkdir()
    return made


def backed_up(house, folder, *more):
    """Backs a house up; gives the archive."""
    before = set(folder.iterdir())
    done = house.janji("backup", folder, *more)
    assert done.returncode == 0, done.stderr
    (made,) = set(folder.iterdir()) - before
    return made


def files_of(house):
    root = house.home / "files"
    return {path.relative_to(root): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def chain_of(house):
    return house.query("SELECT number, hash FROM kit_auditentry ORDER BY number")


def refused(done, *words):
    """One Indonesian sentence with these words, and no traceback."""
    assert done.returncode == 1, done.stdout
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 1, done.stderr
    for word in words:
        assert word in done.stderr


def test_the_restore_drill(house, street, folder):
    """Everything is back: figures, chain, papers, files, people, and who is behind a NIK."""
    archive = backed_up(house, folder)
    back = street.empty()
    done = back.janji("restore", archive)
    assert done.returncode == 0, done.stderr
    same = f"Semua berkas ada dan sama: {len(files_of(house))}"
    for words in ("Rantai riwayat utuh", "Nilai tersimpan sesuai", same):
        assert words in done.stdout
    assert back.script(PUBLISHED) == house.script(PUBLISHED)
    assert chain_of(back) == chain_of(house)
    assert PAPER in files_of(back).values()
    assert files_of(back) == files_of(house)
    assert back.script("tests/site/who_is_known.py") == {"signs_in": True, "nik": 1}
    assert back.query("SELECT count(*) FROM django_session") == [(0,)]
    for key in ("secret.key", "person.key"):
        assert (back.home / key).read_text() == (house.home / key).read_text()
        assert (back.home / key).stat().st_mode & 0o077 == 0
    assert not (back.home / "restore-unfinished.json").exists()


def test_a_backup_while_clerks_write(house, street, folder, tmp_path):
    """The copy is one moment of a busy house; nobody waits for it."""
    stop = tmp_path / "stop"
    writer = subprocess.Popen(  # noqa: S603
        [*house.command()[:1], "tests/site/keep_writing.py", str(stop)], env=house.environment
    )
    count = stop.with_suffix(".count")
    try:
        written_at(count, 3)
        begun = int(count.read_text())
        archive = backed_up(house, folder)
        ended = int(count.read_text())
        written_at(count, ended + 3)
    finally:
        stop.touch()
        assert writer.wait(timeout=60) == 0
    assert ended > begun
    back = street.empty()
    done = back.janji("restore", archive)
    assert done.returncode == 0, done.stderr
    chain = chain_of(back)
    assert chain == chain_of(house)[: len(chain)]
    held = back.query("SELECT count(*) FROM services_servicerequest WHERE applicant LIKE 'Warga %'")
    # A request is counted just after it was written.
    assert begun <= held[0][0] <= ended + 1
    assert back.script(PUBLISHED)["differing"] == 0


def written_at(count, least):
    """Waits until so many requests were written."""
    for _ in range(600):
        if count.exists() and int(count.read_text()) >= least:
            return
        time.sleep(0.05)
    raise AssertionError("the clerk writes no more")


def test_the_archive_says_what_it_holds(house, folder):
    archive = backed_up(house, folder)
    assert archive.stat().st_mode & 0o777 == 0o600
    with zipfile.ZipFile(archive) as opened:
        said = from_json(opened.read("manifest.json"))
    (number, end), *_ = house.query("SELECT last_number, last_hash FROM kit_chainhead")
    assert (said.janji, said.contents.audit_number, said.contents.audit_hash) == (
        "0.2.0",
        number,
        end,
    )
    assert said.database_kind == ("postgresql" if SERVER else "sqlite")
    assert (
        said.contents.migrations["kit"]
        == house.query("SELECT max(name) FROM django_migrations WHERE app = 'kit'")[0][0]
    )
    ((people,),) = house.query("SELECT count(*) FROM orgs_user")
    assert said.contents.rows["orgs_user"] == people >= len(example.ACCOUNTS)
    assert said.contents.facts == house.query("SELECT count(*) FROM facts_fact")[0][0] > 0
    assert len(said.files) == len(files_of(house)) > 0
    assert not said.missing


def test_a_missing_file_is_told_and_counted(house, folder):
    lost = next((house.home / "files" / "evidence").rglob("*.bin"))
    lost.unlink()
    done = house.janji("backup", folder)
    assert done.returncode == 3
    assert lost.name in done.stderr
    (archive,) = folder.glob("janji-*.zip")
    missing = archives.check(archive, Progress()).missing
    assert [Path(name).name for name in missing] == [lost.name]


def test_only_the_newest_are_kept_and_only_our_own_are_removed(house, folder):
    first = backed_up(house, folder)
    for year in ("2018", "2019", "2020"):
        shutil.copy(first, folder / f"janji-{year}0101-000000.zip")
    for name in ("janji-20170101-000000.zip", "catatan.txt", "janji-lama.zip"):
        (folder / name).write_text("milik orang lain")
    time.sleep(1.1)  # names tell seconds apart
    newest = backed_up_keeping(house, folder, 3)
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        [
            newest.name,
            first.name,
            "janji-20200101-000000.zip",
            "janji-20170101-000000.zip",
            "catatan.txt",
            "janji-lama.zip",
        ]
    )


def backed_up_keeping(house, folder, count):
    done = house.janji("backup", folder, "--keep", count)
    assert done.returncode == 0, done.stderr
    return max(folder.glob("janji-2*.zip"))


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("files/cadangan", "di dalam folder berkas"),
        ("tidak/ada", "tidak dapat ditulis"),
        ("person.key", "tidak dapat ditulis"),
        ("person.key/dalam", "tidak dapat ditulis"),
    ],
)
def test_a_wrong_folder_is_refused(house, place, words):
    refused(house.janji("backup", house.home / place), words)
    assert not list(house.home.rglob("*.partial"))


# A server's database is not copied first, so that only the archive can be too long.
@pytest.mark.parametrize("most", [3_000_000] if SERVER else [900_000, 3_000_000])
def test_a_full_disk_leaves_no_rubbish(house, folder, most):
    """A limit on the size of files stands for the disk; first the copy, then the archive is too long."""
    if most > 1_000_000:
        large = next((house.home / "files").rglob("*.bin"))
        large.write_bytes(b"%PDF-" + bytes(5_000_000))
    done = house.janji(
        "backup",
        folder,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
    )
    assert done.returncode == 1
    refused(done, "tidak cukup")
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_backup_leaves_no_rubbish(house, folder, ending):
    with next((house.home / "files").rglob("*.bin")).open("r+b") as large:
        large.truncate(400 << 20)
    process = subprocess.Popen(  # noqa: S603
        house.command("backup", folder),
        env=house.environment,
        stderr=subprocess.PIPE,
        text=True,
    )
    for _ in range(2000):
        if list(folder.glob(".janji-*.partial/archive.zip")):
            break
        time.sleep(0.01)
    process.send_signal(ending)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert said == "Pencadangan dihentikan. Tidak ada arsip setengah jadi yang ditinggalkan.\n"
    assert list(folder.iterdir()) == []


def test_what_a_power_cut_left_is_cleared_away(house, folder):
    left = folder / ".janji-20190101-000000-1.partial"
    left.mkdir()
    (left / "archive.zip").write_bytes(b"setengah")
    backed_up(house, folder)
    assert not left.exists()


def test_an_empty_house_has_nothing_to_back_up(street, folder):
    refused(street.empty().janji("backup", folder), "JANJI_HOME dan JANJI_DATABASE_URL")


@pytest.fixture(scope="module")
def archive(filled_house, tmp_path_factory):
    return backed_up(filled_house, tmp_path_factory.mktemp("cadangan"))


def test_nothing_is_ever_overwritten(house, archive):
    before = chain_of(house)
    refused(house.janji("restore", archive), "Sebutkan JANJI_HOME lain")
    assert chain_of(house) == before


@pytest.mark.skipif(not SERVER, reason="about PostgreSQL")
def test_a_database_in_use_is_never_overwritten(house, street, archive):
    other = street.empty()
    elsewhere = type(other)(other.home, house.url)
    refused(elsewhere.janji("restore", archive), "tidak kosong", "JANJI_DATABASE_URL")
    assert not other.home.exists()


def test_a_damaged_archive_changes_nothing(street, archive, tmp_path):
    damaged = bytearray(archive.read_bytes())
    damaged[len(damaged) // 2] ^= 1
    path = tmp_path / "rusak.zip"
    path.write_bytes(damaged)
    back = street.empty()
    refused(back.janji("restore", path), "rusak.zip")
    assert not back.home.exists()


def test_an_archive_of_a_newer_release_is_refused(street, tmp_path):
    kind = "postgresql" if SERVER else "sqlite"
    members = dict.fromkeys((SECRET_KEY, PERSON_KEY, DATABASES[kind]), b"contoh")
    digest = hashlib.sha256(b"contoh").hexdigest()
    said = manifest(
        {name: Member(6, digest) for name in members}, janji="99.1.0", database_kind=kind
    )
    path = sealed(tmp_path / "baru.zip", members.items(), to_json(said))
    back = street.empty()
    refused(back.janji("restore", path), "99.1.0", "lebih baru")
    assert not back.home.exists()


def test_another_person_key_is_refused(street, archive):
    back = street.empty().with_(JANJI_PERSON_KEY="kunci-lain-" + "x" * 40)
    refused(back.janji("restore", archive), "JANJI_PERSON_KEY", "NIK")
    assert not back.home.exists()


def test_keys_that_the_environment_gives_are_not_written(street, house, archive):
    key = (house.home / "person.key").read_text()
    back = street.empty().with_(JANJI_PERSON_KEY=key)
    assert back.janji("restore", archive).returncode == 0
    assert sorted(path.name for path in back.home.glob("*.key")) == ["secret.key"]


@pytest.mark.skipif(not SERVER, reason="needs both databases")
def test_the_other_kind_of_database_is_refused(street, archive):
    other = street.empty()
    desk = type(other)(other.home, "")
    refused(desk.janji("restore", archive), "postgresql", "sqlite", "JANJI_DATABASE_URL")
    assert not desk.home.exists()


def test_a_restore_cut_short_is_seen_and_begun_anew(street, house, archive):
    """A power cut in the middle: some files, some keys, a database half there."""
    back = street.empty()
    assert back.janji("restore", archive).returncode == 0
    mark = {
        "ENGINE": "django.db.backends.postgresql" if SERVER else "janji.kit.sqlite",
        **database_of(back),
    }
    (back.home / "restore-unfinished.json").write_text(json.dumps(mark))
    (back.home / "person.key").unlink()
    (back.home / "files" / "lebih.bin").write_bytes(b"sisa")
    if not SERVER:
        back.database.write_bytes(back.database.read_bytes()[:5000])
    for command in (["audit"], ["backup", back.home], ["serve"]):
        refused(back.janji(*command), "belum selesai", "janji restore")
    assert "belum selesai" in back.janji("doctor").stdout
    done = back.janji("restore", archive)
    assert done.returncode == 0, done.stderr
    assert files_of(back) == files_of(house)
    assert back.script("tests/site/who_is_known.py") == {"signs_in": True, "nik": 1}
    assert back.janji("audit").returncode == 0


def test_a_restore_that_is_killed_can_be_begun_anew(house, street, folder):
    with next((house.home / "files").rglob("*.bin")).open("r+b") as large:
        large.truncate(150 << 20)
    archive = backed_up(house, folder)
    back = street.empty()
    process = subprocess.Popen(  # noqa: S603
        back.command("restore", archive), env=back.environment, stdout=subprocess.DEVNULL
    )
    mark = back.home / "restore-unfinished.json"
    while process.poll() is None and not mark.exists():
        time.sleep(0.001)
    process.kill()
    process.wait()
    assert mark.exists()
    refused(back.janji("audit"), "belum selesai")
    done = back.janji("restore", archive)
    assert done.returncode == 0, done.stderr
    assert files_of(back) == files_of(house)


def database_of(house):
    """How a restore remembers which database it fills."""
    if not SERVER:
        return {"NAME": str(house.database), "HOST": "", "PORT": ""}
    from psycopg.conninfo import conninfo_to_dict  # noqa: PLC0415 -- only with PostgreSQL

    said = conninfo_to_dict(house.url)
    return {"NAME": said["dbname"], "HOST": said["host"], "PORT": said["port"]}


@pytest.mark.skipif(not SERVER, reason="about PostgreSQL")
@pytest.mark.parametrize(
    ("tool", "words"),
    [
        (None, "tidak ditemukan"),
        ("echo 'pg_dump (PostgreSQL) 9.6.24'", "lebih tua"),
        ("[ $1 = --version ] && echo 'pg_dump (PostgreSQL) 99' || exit 1", "tidak berhasil"),
    ],
)
def test_a_client_that_does_not_do_is_named(house, folder, tmp_path, tool, words):
    tools = tmp_path / "bin"
    tools.mkdir()
    if tool:
        for name in ("pg_dump", "pg_restore"):
            (tools / name).write_text(f"#!/bin/sh\n{tool}\n")
            (tools / name).chmod(0o755)
    refused(house.with_(PATH=str(tools)).janji("backup", folder), "pg_dump", words)
    assert list(folder.iterdir()) == []


@ONLY_SQLITE
@pytest.mark.parametrize("command", ["serve", "demo", "audit", "facts", "migrate"])
def test_a_damaged_database_gets_one_sentence(house, command):
    house.database.write_bytes(b"bukan basis data" * 1000)
    refused(house.with_(JANJI_PORT="8941").janji(command), "janji doctor")


@ONLY_SQLITE
def test_a_damaged_database_is_not_backed_up(house, folder):
    """Good older copies are worth more than a new one of something broken."""
    with house.connected() as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
        root, size = connection.execute(
            "SELECT rootpage, (SELECT page_size FROM pragma_page_size)"
            " FROM sqlite_schema WHERE name = 'kit_auditentry'"
        ).fetchone()
    damaged = bytearray(house.database.read_bytes())
    damaged[(root - 1) * size : root * size] = bytes(size)
    house.database.write_bytes(damaged)
    refused(house.janji("backup", folder), "rusak", "janji doctor")
    assert list(folder.iterdir()) == []
