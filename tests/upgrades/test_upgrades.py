"""Every release's own house, brought forward and back (U-01, U-02, U-04)."""

import json
import lzma
import re
import shutil
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.db.migrations.loader import MigrationLoader

from janji.site.backups import archives
from janji.site.releases import CURRENT, known
from janji.site.terminal import Progress
from tests.site.houses import ROOT, SERVER
from tests.upgrades.schema import schema

HERE = Path(__file__).parent
RELEASES = sorted(path.stem for path in HERE.glob("*.json"))
LATER = {"DJANGO_SETTINGS_MODULE": "tests.upgrades.later.settings"}
LAST = RELEASES[-1]


def settled(street, release):
    """The house that a release filled by itself, on the database of these tests."""
    house = street.empty()
    house.home.mkdir()
    if SERVER:
        dump = lzma.decompress((HERE / f"{release}.sql.xz").read_bytes())
        command = ["psql", "-q", "-v", "ON_ERROR_STOP=1", "-o", "/dev/null", house.url]
        subprocess.run(command, input=dump, check=True)  # noqa: S603
    else:
        packed = (HERE / f"{release}.sqlite3.xz").read_bytes()
        house.database.write_bytes(lzma.decompress(packed))
    return house


def published_by(release):
    said = json.loads((HERE / f"{release}.json").read_text())
    return said["postgresql" if SERVER else "sqlite"]


def counts(house):
    """Rows of every table that the audit chain looks after; sessions and Django's own lists change by themselves."""
    tables = house.query(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        if SERVER
        else "SELECT name FROM sqlite_schema WHERE type = 'table'"
    )
    own = {app.label for app in apps.get_app_configs() if app.name.startswith("janji.")}
    return {
        name: house.query(f'SELECT count(*) FROM "{name}"')[0][0]  # noqa: S608
        for (name,) in tables
        if name.split("_")[0] in own
    }


def janji(house, *arguments):
    done = house.janji(*arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_there_is_a_house_of_every_release():
    assert sorted(known()) == RELEASES
    assert CURRENT not in RELEASES


@pytest.mark.parametrize("release", RELEASES)
def test_a_fixture_has_something_in_every_table(street, release):
    assert [table for table, rows in counts(settled(street, release)).items() if not rows] == []


@pytest.mark.parametrize("release", RELEASES)
def test_the_last_migrations_of_a_release_are_noted(street, release):
    """`releases.toml` says what the release's own house has seen."""
    seen = set(settled(street, release).query("SELECT app, name FROM django_migrations"))
    assert set(known()[release].items()) <= seen
    assert {app for app, _ in seen} == set(known()[release])


@pytest.mark.parametrize("release", RELEASES)
def test_what_was_published_stays_as_it_was(street, release):
    """Forward: achievements, facts, surveys, papers and the chain are the same, bit for bit."""
    house = settled(street, release)
    before = counts(house)
    said = janji(house, "migrate")
    assert CURRENT in said
    after = counts(house)
    assert {table: after[table] for table in before} == before
    assert house.script("tests/upgrades/published.py") == published_by(release)
    assert "utuh" in janji(house, "audit")
    assert "sesuai dengan barisnya" in janji(house, "facts", "--check")


@pytest.mark.parametrize("release", RELEASES)
def test_the_way_back_keeps_what_was_written_since(street, tmp_path, release):
    """Forward, a day's work, and back: the old tables to the letter, with the new rows."""
    house = settled(street, release)
    before = schema(house)
    janji(house, "migrate")
    wrote(house, tmp_path)
    written = counts(house)
    janji(house, "migrate", "--back-to", release, "--accept-loss", "--without-backup")
    assert schema(house) == before
    kept = counts(house)
    assert kept == {table: written[table] for table in kept}
    assert house.query(
        "SELECT count(*) FROM services_servicerequest WHERE applicant = 'Warga 1'"
    ) == [(1,)]
    janji(house, "migrate")
    assert counts(house)["services_servicerequest"] == written["services_servicerequest"]
    assert "utuh" in janji(house, "audit")


def wrote(house, tmp_path):
    """A clerk receives a few requests."""
    stop = tmp_path / "stop"
    writer = subprocess.Popen(  # noqa: S603
        [house.command()[0], ROOT / "tests/site/keep_writing.py", stop], env=house.environment
    )
    count = stop.with_suffix(".count")
    while writer.poll() is None and not count.exists():
        time.sleep(0.05)
    stop.touch()
    assert writer.wait(timeout=60) == 0


def test_migrations_make_the_tables_that_the_models_say(street, house):
    """So that the other tests, whose tables are made from the models, try what an office has."""
    made = street.empty().with_(DJANGO_SETTINGS_MODULE="tests.upgrades.as_models")
    made.home.mkdir()
    command = [sys.executable, "-m", "django", "migrate", "--run-syncdb", "--verbosity", "0"]
    subprocess.run(command, env=made.environment, check=True)  # noqa: S603
    assert ours(made) == ours(house) != []


def ours(house):
    """The schema of Janji's own tables; Django's are Django's."""
    labels = "|".join(app.label for app in apps.get_app_configs() if app.name.startswith("janji."))
    return [one for one in schema(house) if re.search(rf"\W\"?({labels})_\w", one)]


def test_every_migration_of_ours_has_a_way_back():
    loader = MigrationLoader(None)
    stuck = [
        f"{app}.{name}: {operation}"
        for (app, name), migration in loader.disk_migrations.items()
        if apps.get_app_config(app).name.startswith("janji.")
        for operation in migration.operations
        if not operation.reversible
    ]
    assert stuck == []


def test_a_step_back_says_what_would_be_lost(house):
    """A later release added a column and a table, and people have used both."""
    before = schema(house)
    new = house.with_(**LATER)
    janji(new, "migrate")
    assert schema(new) != before
    with new.connected() as connection:
        connection.execute("INSERT INTO later_remark (text) VALUES ('baru')")
        connection.execute("UPDATE calendars_calendarday SET remark = 'baru' WHERE id <= 3")
    refused = new.janji("migrate", "--back-to", CURRENT)
    assert refused.returncode == 1
    assert "hilang: kolom remark pada tabel calendars_calendarday, 3 baris" in refused.stdout
    assert "hilang: later_remark, 1 baris" in refused.stdout
    assert "--accept-loss" in refused.stderr
    assert schema(new) != before
    said = janji(new, "migrate", "--back-to", CURRENT, "--accept-loss")
    assert schema(house) == before
    # What was lost is in the backup that was made on the way.
    archive = newest(new)
    assert archives.check(archive, Progress()).contents.rows["later_remark"] == 1
    assert archive.name in said


def newest(house):
    return max((house.home / "backups").glob("janji-*.zip"))


@pytest.mark.parametrize("release", ["9.9.9", "kemarin", "0.1"])
def test_an_unknown_release_is_named(house, release):
    done = house.janji("migrate", "--back-to", release)
    assert done.returncode == 1
    assert release in done.stderr
    assert LAST in done.stderr


def test_a_house_is_backed_up_before_its_tables_change(house):
    """Whatever command comes first after an upgrade; the newest five stay."""
    folder = house.home / "backups"
    janji(house, "backup", folder)
    for year in range(2015, 2021):
        shutil.copy(newest(house), folder / f"janji-{year}0101-000000.zip")
    new = house.with_(**LATER)
    said = janji(new, "audit")
    assert "cadangan dibuat lebih dulu" in said
    assert len(list(folder.iterdir())) == 5
    manifest = archives.check(newest(new), Progress())
    assert "later" not in manifest.contents.migrations
    uploaded = [one for one in (house.home / "files").rglob("*") if one.is_file()]
    assert len(manifest.files) == len(uploaded) > 0
    assert "cadangan dibuat" not in janji(new, "audit")


def test_the_backup_before_an_upgrade_can_be_turned_off(house):
    new = house.with_(**LATER, JANJI_BACKUP_BEFORE_UPGRADE="0")
    assert "cadangan" not in janji(new, "audit")
    assert not (new.home / "backups").exists()


def test_an_older_program_refuses_newer_tables(house):
    janji(house.with_(**LATER), "migrate")
    for command in (["audit"], ["migrate"], ["backup", house.home / "lain"]):
        done = house.janji(*command)
        assert done.returncode == 1
        assert "lebih baru" in done.stderr
        assert len(done.stderr.splitlines()) == 1


def test_an_older_backup_is_brought_forward(house, street, tmp_path):
    folder = tmp_path / "cadangan"
    janji(house, "backup", folder)
    (archive,) = folder.iterdir()
    back = street.empty().with_(**LATER)
    janji(back, "restore", archive)
    assert back.query("SELECT count(*) FROM later_remark") == [(0,)]
    assert "utuh" in janji(back, "audit")


def test_a_newer_backup_is_refused(house, street, tmp_path):
    folder = tmp_path / "cadangan"
    new = house.with_(**LATER, JANJI_BACKUP_BEFORE_UPGRADE="0")
    janji(new, "migrate")
    janji(new, "backup", folder)
    (archive,) = folder.iterdir()
    back = street.empty()
    done = back.janji("restore", archive)
    assert done.returncode == 1
    assert "lebih baru" in done.stderr
    assert not back.home.exists()


def test_the_version_stands_in_one_place():
    said = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    assert said == CURRENT
    assert re.fullmatch(r"\d+\.\d+\.\d+", said)
