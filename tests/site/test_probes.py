"""The doors for machines: alive, ready, figures."""

import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import DatabaseError
from django.test import override_settings

from janji.kit import audit
from janji.kit.sqlite.queue import WriterQueue
from janji.registers.facts import keeping
from janji.site import background, metrics, readiness
from tests.registers.counter import at, receive, service

TOKEN = "hanya-untuk-uji-0123456789"
HEALTH = ["/healthz", "/readyz"]


def test_alive_asks_nobody(client):
    """No database mark on this test: a query would fail it."""
    client.cookies["janji_sesi"] = "kunci-yang-tidak-ada"
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"alive": True})
    assert "no-store" in answer.headers["Cache-Control"]
    assert not answer.cookies


@pytest.mark.parametrize("address", HEALTH)
@override_settings(SECURE_SSL_REDIRECT=True)
def test_a_probe_comes_by_any_name_and_without_tls(transactional_db, client, address):
    assert client.get(address, headers={"host": "10.0.0.7:8000"}).status_code == 200
    assert client.post(address).status_code == 405


def test_ready_when_every_part_is(transactional_db, client):
    answer = client.get("/readyz")
    parts = {"database": "ok", "migrations": "ok", "files": "ok"}
    assert (answer.status_code, answer.json()) == (200, {"ready": True, "parts": parts})


def part(client, name):
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["ready"] is False
    return answer.json()["parts"][name]


def test_not_ready_with_a_migration_missing(transactional_db, client, monkeypatch):
    known = readiness._known() | {("orgs", "9999_belum_dijalankan")}
    monkeypatch.setattr(readiness, "_known", lambda: known)
    assert part(client, "migrations") == "1 not applied"


def test_not_ready_without_a_folder_for_files(transactional_db, client, settings, tmp_path):
    (tmp_path / "berkas").write_text("bukan folder")
    settings.MEDIA_ROOT = tmp_path / "berkas"
    assert part(client, "files") == "not writable"


def test_not_ready_without_a_database_and_no_word_of_where_it_is(client, monkeypatch):
    def away(known):
        raise DatabaseError("connection to rahasia.contoh.id failed for user janji")

    monkeypatch.setattr(readiness.MigrationRecorder, "applied_migrations", away)
    assert part(client, "database") == "no connection"
    assert "rahasia" not in client.get("/readyz").content.decode()


def test_not_ready_when_the_database_hangs(client, monkeypatch):
    """One probe waits for it; the next does not wait longer."""
    monkeypatch.setattr(readiness, "PATIENCE", 0.2)
    free = threading.Event()

    def hangs(known):
        free.wait(10)
        return "ok", "ok"

    monkeypatch.setattr(readiness, "_database", hangs)
    assert part(client, "database").startswith("no answer")
    assert part(client, "database").startswith("no answer")
    free.set()


@pytest.mark.parametrize(
    ("token", "given", "status"),
    [
        ("", f"Bearer {TOKEN}", 404),
        ("", "Bearer ", 404),
        (TOKEN, "", 401),
        (TOKEN, "Bearer ", 401),
        (TOKEN, f"Bearer {TOKEN}x", 401),
        (TOKEN, f"Bearer {TOKEN[:-1]}", 401),
        (TOKEN, f"Bearer {TOKEN}é", 401),
        (TOKEN, f"Bearer {TOKEN}", 200),
    ],
)
def test_figures_are_for_who_knows_the_token(db, client, settings, token, given, status):
    settings.METRICS_TOKEN = token
    answer = client.get("/metrics", headers={"Authorization": given})
    assert answer.status_code == status
    assert ("janji_requests_total" in answer.content.decode()) is (status == 200)


def figures():
    """What is exposed, by name and labels."""
    lines = [line for line in metrics.exposed().decode().splitlines() if not line.startswith("#")]
    return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines)}


def grown(before, name):
    return figures()[name] - before.get(name, 0)


def test_a_request_is_counted_by_the_name_of_its_door(db, client):
    before = figures()
    client.get("/ikuti/?nomor=2019/000001&kode=rahasia")
    client.get("/tidak-ada/rahasia")
    client.generic("RAHASIA", "/masuk/")
    assert (
        grown(
            before, 'janji_requests_total{method="GET",route="public-requests:follow",status="4xx"}'
        )
        == 1
    )
    assert grown(before, 'janji_requests_total{method="GET",route="unknown",status="4xx"}') == 1
    assert (
        grown(before, 'janji_requests_total{method="other",route="orgs:sign-in",status="4xx"}') == 1
    )
    assert grown(before, 'janji_request_seconds_count{route="public-requests:follow"}') == 1
    assert grown(before, 'janji_request_queries_count{route="public-requests:follow"}') == 1
    assert grown(before, "janji_request_database_seconds_count") == 1
    assert not [name for name in figures() if "rahasia" in name.lower()]


def test_refused_sign_ins_are_counted(db, cast, client):
    before = figures()
    for _ in range(6):
        client.post("/masuk/", {"username": "operator", "password": "salah-semua-kata-ini"})
    wrong, locked = (
        f'janji_sign_ins_refused_total{{reason="{one}"}}' for one in ("wrong", "locked")
    )
    assert (grown(before, wrong), grown(before, locked)) == (4, 2)


def test_waiting_for_the_turn_to_write_is_measured(client, tmp_path, db):
    client.get("/healthz")
    before = figures()
    line = WriterQueue(Path(tmp_path / "satu.sqlite3"))
    line.acquire(5)
    line.release()
    assert grown(before, "janji_writer_wait_seconds_count") == 1


def test_what_the_database_knows(db, cast, client):
    client.get("/healthz")
    before = figures()
    receive(cast, service(cast), at(7, 1))
    assert grown(before, "janji_stale_ledgers") == 1
    assert grown(before, "janji_audit_entries") == 3
    assert list(audit.broken_links()) == []
    keeping.read(cast.district, 2019, [], as_of=at(7, 1).date())
    work = background.Work(turns=1, refreshed=4, seconds=0.25)
    background.note_work(work, at=datetime(2019, 7, 1, tzinfo=UTC))
    now = figures()
    assert now["janji_worker_last_turn_timestamp_seconds"] == 1561939200
    assert now["janji_worker_refreshed_ledgers_total"] == 4
    assert now["janji_worker_refresh_seconds_total"] == 0.25
    assert now["janji_database_up"] == 1


def test_without_its_database_the_house_still_tells_what_it_is(monkeypatch):
    def away(**asked):
        raise DatabaseError

    monkeypatch.setattr(keeping, "stale_ledgers", away)
    now = figures()
    assert now["janji_database_up"] == 0
    assert "janji_stale_ledgers" not in now
    assert any(name.startswith("janji_build_info") for name in now)
