"""PostgreSQL fails under a house that is open: killed, cut off, busy. Only on its own suite."""

import time
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from tests.cast import PASSWORD
from tests.faults.house import Crew, whole

pytestmark = pytest.mark.slow
ROUNDS = 2
NAMED = ("Sambungan ke basis data terputus", "Basis data belum dapat dihubungi")


def test_killing_it_loses_no_acknowledged_request(house, cluster):
    """The server outlives its database, says so, and goes on when it is back."""
    with Crew(house, "Warga") as crew:
        for _ in range(ROUNDS):
            crew.wait_for(20)
            cluster.kill()
            status, page = house.clerk().get("/masuk/")
            assert status == 200 or any(one in page for one in NAMED)
            cluster.start()
            crew.wait_for(5)
    assert set(crew.acknowledged) <= whole(house)
    assert crew.lost == []
    assert crew.refused
    for status, page in crew.refused:
        assert status == 503
        assert any(one in page for one in NAMED)


def locked_counter(cluster):
    """A connection that holds the row every new request needs."""
    connection = psycopg.connect(cluster.url)
    connection.execute("SELECT * FROM services_requestnumber FOR UPDATE")
    return connection


def test_a_connection_lost_in_the_middle_stores_nothing(house, cluster):
    clerk = house.clerk().sign_in("operator", PASSWORD)
    assert clerk.receive("Warga Pertama")[0] == 302
    with locked_counter(cluster) as holding, ThreadPoolExecutor() as pool:
        saving = pool.submit(clerk.receive, "Warga Terputus")
        with psycopg.connect(cluster.url, autocommit=True) as administrator:
            end_who_waits(administrator)
        status, page, _ = saving.result(30)
        holding.rollback()
    assert status == 503
    assert "Sambungan ke basis data terputus" in page
    assert "Tidak ada yang tersimpan sebagian" in page
    assert clerk.receive("Warga Ketiga")[0] == 302
    assert whole(house) == {"Warga Pertama", "Warga Ketiga"}


def end_who_waits(administrator):
    """Ends the connection that waits for a lock, as soon as there is one."""
    deadline = time.monotonic() + 20
    waiting = "SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
    while not (found := administrator.execute(waiting).fetchall()):
        assert time.monotonic() < deadline
        time.sleep(0.01)
    administrator.execute("SELECT pg_terminate_backend(%s)", found[0])


def test_a_database_that_is_not_there_is_said_so(house, cluster):
    clerk = house.clerk().sign_in("operator", PASSWORD)
    cluster.stop()
    status, page = clerk.get("/")
    assert status == 503
    assert any(one in page for one in NAMED)
    assert "Yang baru Anda kirim" not in page
    cluster.start()
    assert clerk.get("/")[0] in {200, 302}
