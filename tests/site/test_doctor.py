"""The doctor names every ailment in a sentence, and never faints (O-02)."""

import json
import os
import re
import time
from datetime import UTC, datetime

import pytest

from janji.site.doctor.database import Examination
from tests.site.houses import SERVER, Street

LINE = re.compile(r"(baik|perhatian|rusak) +(\S+( \S+)?) {2,}\S")


def examined(house):
    """The doctor's report as lines by mark; it always ends with a sum, and never with a traceback."""
    done = house.janji("doctor")
    assert done.stderr == ""
    *lines, _, total = done.stdout.splitlines()
    assert all(LINE.match(line) for line in lines), done.stdout
    assert "Traceback" not in done.stdout
    found = {mark: [line for line in lines if line.startswith(mark)] for mark in MARKS}
    assert total == total_of(found)
    assert done.returncode == (1 if found["rusak"] else 0)
    return found


MARKS = ("baik", "perhatian", "rusak")


def total_of(found):
    wrong, doubtful = len(found["rusak"]), len(found["perhatian"])
    return f"{wrong} rusak, {doubtful} perlu perhatian." if wrong + doubtful else "Semua baik."


def said(found, mark, words):
    assert any(words in line for line in found[mark]), found


@pytest.fixture(scope="module")
def well_house(filled_house, tmp_path_factory):
    """Nothing is wrong: counted today, backed up, the example not beside real data."""
    street = Street(tmp_path_factory.mktemp("street"))
    house = street.copy(filled_house)
    house.home.chmod(0o700)
    with house.connected() as connection:
        connection.execute("UPDATE agreements_agreement SET is_example = TRUE")
    assert house.janji("facts").returncode == 0
    assert house.janji("backup", tmp_path_factory.mktemp("cadangan")).returncode == 0
    yield house
    street.pull_down()


@pytest.fixture
def well(street, well_house):
    """That house again, to be made ill."""
    return street.copy(well_house)


def test_a_healthy_house(well):
    found = examined(well)
    assert found["rusak"] == []
    # A throw-away server watches no disks.
    assert len(found["perhatian"]) == (1 if SERVER else 0)
    for words in ("Rantai riwayat utuh", "20 berkas unggahan", "membuat PDF", "Tabel sesuai"):
        said(found, "baik", words)


def execute(sql):
    def ail(house):
        with house.connected() as connection:
            connection.execute(sql)

    return ail


def lose_file(house):
    next((house.home / "files" / "evidence").rglob("*.bin")).unlink()


def lose_styles(house):
    next((house.home / "static").rglob("*.css")).unlink()
    listed = json.loads((house.home / "static" / "staticfiles.json").read_text())
    (house.home / "static" / next(iter(listed["paths"].values()))).unlink()


def days_from_now(days):
    return datetime.fromtimestamp(time.time() + days * 86400, UTC)


def from_the_future(house):
    later = days_from_now(9).isoformat(" ")
    execute(
        f"UPDATE kit_auditentry SET at = '{later}' WHERE number ="  # noqa: S608
        " (SELECT max(number) FROM kit_auditentry)"
    )(house)


def old_backup(house):
    path = house.home / "last-backup.json"
    kept = json.loads(path.read_text())
    kept["made_at"] = days_from_now(-30).isoformat()
    path.write_text(json.dumps(kept))


def moved_backup(house):
    path = house.home / "last-backup.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"path": "/media/usb/hilang.zip"}))


def files_from_the_future(house):
    later = time.time() + 9 * 86400
    os.utime(house.home / "person.key", (later, later))


AILMENTS = {
    "key-open": (lambda house: (house.home / "person.key").chmod(0o644), "rusak", "chmod 600"),
    "key-short": (
        lambda house: (house.home / "person.key").write_text("x"),
        "rusak",
        "terlalu pendek",
    ),
    "key-lost": (
        lambda house: (house.home / "person.key").unlink(),
        "rusak",
        "Pulihkan dari cadangan",
    ),
    "key-binary": (
        lambda house: (house.home / "secret.key").write_bytes(b"\xff\xfe\x00"),
        "rusak",
        "secret.key",
    ),
    "home-open": (lambda house: house.home.chmod(0o755), "perhatian", "chmod 700"),
    "restore-unfinished": (
        lambda house: (house.home / "restore-unfinished.json").write_text("{}"),
        "rusak",
        "belum selesai",
    ),
    "file-lost": (lose_file, "rusak", "1 dari 20 berkas hilang"),
    "styles-lost": (lose_styles, "rusak", "berkas tampilan hilang"),
    "styles-unlisted": (
        lambda house: (house.home / "static" / "staticfiles.json").write_text("{"),
        "rusak",
        "Tampilan",
    ),
    "chain": (
        execute("UPDATE kit_auditentry SET deed = 'lain' WHERE number = 5"),
        "rusak",
        "nomor 5",
    ),
    "clock-behind": (from_the_future, "rusak", "timedatectl"),
    "clock-behind-files": (files_from_the_future, "perhatian", "waktu berkas"),
    "facts-stale": (
        execute("UPDATE facts_ledger SET counted_on = '2020-01-15'"),
        "perhatian",
        "janji worker",
    ),
    "backup-old": (old_backup, "perhatian", "30 hari"),
    "backup-gone": (moved_backup, "perhatian", "tidak ada lagi"),
    "backup-none": (
        lambda house: (house.home / "last-backup.json").unlink(),
        "perhatian",
        "Belum pernah dicadangkan",
    ),
    "backup-unreadable": (
        lambda house: (house.home / "last-backup.json").write_text("bukan json"),
        "perhatian",
        "Belum pernah dicadangkan",
    ),
    "example-beside": (
        execute("UPDATE agreements_agreement SET is_example = FALSE WHERE year = 2020"),
        "perhatian",
        "di samping perjanjian lain",
    ),
    "migration-pending": (
        execute("DELETE FROM django_migrations WHERE app = 'orgs' AND name LIKE '0002%'"),
        "perhatian",
        "pembaruan tabel menunggu",
    ),
    "migration-newer": (
        execute(
            "INSERT INTO django_migrations (app, name, applied)"
            " VALUES ('orgs', '0999_besok', '2030-01-01 00:00:00')"
        ),
        "rusak",
        "lebih baru",
    ),
    "table-lost": (
        execute("DROP TABLE facts_fact"),
        "rusak",
        "Tabel facts_fact hilang",
    ),
    "table-of-entries-lost": (
        execute("ALTER TABLE kit_auditentry RENAME TO hilang"),
        "rusak",
        "Tabel kit_auditentry hilang",
    ),
}


@pytest.mark.parametrize("name", AILMENTS)
def test_an_ailment_is_named(well, name):
    ail, mark, words = AILMENTS[name]
    ail(well)
    said(examined(well), mark, words)


ENVIRONMENTS = {
    "url": (
        {"JANJI_DATABASE_URL": "mysql://janji:rahasia@db/janji"},
        "rusak",
        "JANJI_DATABASE_URL",
    ),
    "url-nonsense": ({"JANJI_DATABASE_URL": "::::"}, "rusak", "JANJI_DATABASE_URL"),
    "postgres-dead": (
        {"JANJI_DATABASE_URL": "postgresql://janji:rahasia@127.0.0.1:1/janji"},
        "rusak",
        "PostgreSQL tidak menjawab",
    ),
    "sqlite-elsewhere": (
        {"JANJI_DATABASE_URL": "sqlite:////tidak/ada/janji.sqlite3"},
        "perhatian",
        "belum ada",
    ),
    "debug": ({"JANJI_DEBUG": "1"}, "perhatian", "JANJI_DEBUG"),
    "debug-open": (
        {"JANJI_DEBUG": "1", "JANJI_HOSTS": "janji.contoh.go.id"},
        "rusak",
        "JANJI_DEBUG",
    ),
    "debug-nonsense": ({"JANJI_DEBUG": "ya"}, "rusak", "harus 1 atau 0"),
    "any-host": ({"JANJI_HOSTS": "*"}, "rusak", "JANJI_HOSTS"),
    "open-without-tls": ({"JANJI_HOST": "0.0.0.0"}, "perhatian", "tanpa TLS"),  # noqa: S104
    "tls-without-name": ({"JANJI_TLS": "1"}, "perhatian", "nama situsnya"),
    "origin-plain": (
        {
            "JANJI_TLS": "1",
            "JANJI_HOSTS": "janji.contoh.go.id",
            "JANJI_ORIGINS": "http://janji.contoh.go.id",
        },
        "rusak",
        "https://",
    ),
    "time-zone": ({"JANJI_TIME_ZONE": "Asia/Purwokerto"}, "rusak", "Purwokerto"),
    "home-is-a-file": ({"JANJI_HOME": __file__}, "rusak", "bukan folder"),
    "home-unwritable": ({"JANJI_HOME": "/proc"}, "rusak", "tidak dapat ditulis"),
}


@pytest.mark.skipif(bool(SERVER), reason="about settings, the same with either database")
@pytest.mark.parametrize("name", ENVIRONMENTS)
def test_a_setting_that_does_not_fit_is_named(well, name):
    more, mark, words = ENVIRONMENTS[name]
    found = examined(well.with_(**more))
    said(found, mark, words)
    assert "rahasia" not in str(found)


def scribble(house):
    house.database.write_bytes(b"bukan basis data" * 1000)


def truncate(house):
    house.database.write_bytes(house.database.read_bytes()[:40_000])


def zero_pages(house):
    raw = bytearray(house.database.read_bytes())
    raw[8192:200_000] = bytes(200_000 - 8192)
    house.database.write_bytes(raw)


def a_folder(house):
    house.database.unlink()
    house.database.mkdir()


@pytest.mark.skipif(bool(SERVER), reason="about the SQLite file")
@pytest.mark.parametrize("damage", [scribble, truncate, zero_pages, a_folder])
def test_a_damaged_database_is_examined_all_the_same(well, damage):
    with well.connected() as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
    damage(well)
    found = examined(well)
    said(found, "rusak", "Basis data")
    said(found, "rusak", "cadangan")
    said(found, "baik", "membuat PDF")


def test_an_empty_machine_is_not_changed_by_looking(street):
    """No key, no database, no folder is made; nothing is called broken."""
    house = street.empty()
    found = examined(house)
    assert found["rusak"] == []
    said(found, "perhatian", "dibuat ketika Janji pertama kali dijalankan")
    assert not house.home.exists()


def test_keys_of_the_environment_are_seen(well):
    key = (well.home / "person.key").read_text()
    (well.home / "person.key").unlink()
    said(examined(well.with_(JANJI_PERSON_KEY=key)), "baik", "diberikan oleh JANJI_PERSON_KEY")


@pytest.mark.skipif(not SERVER, reason="about PostgreSQL")
def test_a_missing_client_is_named(well):
    said(examined(well.with_(PATH="/nonexistent")), "perhatian", "pg_dump")


@pytest.mark.parametrize(
    ("server", "mark", "words"),
    [
        ((15, "UTF8", 100, "on", 0, "UTC", True), "baik", "PostgreSQL 15"),
        ((13, "UTF8", 100, "on", 0, "UTC", True), "rusak", "terlalu tua"),
        ((15, "SQL_ASCII", 100, "on", 0, "UTC", True), "rusak", "SQL_ASCII"),
        ((15, "UTF8", 20, "on", 0, "UTC", True), "perhatian", "max_connections 20"),
        ((15, "UTF8", 100, "off", 0, "UTC", True), "perhatian", "data_checksums"),
        ((15, "UTF8", 100, "on", 7, "UTC", True), "rusak", "7 halaman"),
    ],
)
def test_a_server_is_judged_by_what_it_says(server, mark, words):
    found = list(Examination({}, connections=15).judged(server))
    assert any(one.mark == mark and words in one.said for one in found)
