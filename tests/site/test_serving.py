"""A real server: it ends without loss, keeps its worker running, and counts across processes."""

import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.site.running import Janji, children_of, open_files, own_database, wait_for, writers_held

pytestmark = pytest.mark.slow

TOKEN = "hanya-untuk-uji-0123456789"


@pytest.fixture
def start(tmp_path, request, tables):
    """Starts `janji serve`, or another command, in a home of its own; `empty`: before any table."""
    started = []

    def begin(*arguments, home=None, url=None, empty=False, **settings):
        place = tmp_path / (home or "rumah")
        place.mkdir(exist_ok=True)
        name = "".join(letter for letter in request.node.name if letter.isalnum())[:40].lower()
        janji = Janji(place, url or own_database(place, name, None if empty else tables), settings)
        started.append(janji)
        janji.start(*(arguments or ("serve",)))
        return janji

    yield begin
    for janji in started:
        janji.end()


def workers_beside(janji):
    return [pid for pid, said in children_of(janji.process.pid).items() if " worker " in said]


def test_a_request_under_way_is_answered_and_no_new_one_is_taken(start):
    """O-: SIGTERM while a sign-in waits for its turn to write; both processes end in time."""
    janji = start("serve")
    janji.wait_until_ready()
    with ThreadPoolExecutor() as pool:
        with writers_held(janji.url, "axes_accessattempt"):
            slow = pool.submit(janji.sign_in, "siapa-saja", "salah-semua-kata-ini")
            time.sleep(3)
            assert not slow.done()
            began = time.monotonic()
            janji.ask_to_end()
            wait_for(lambda: not janji.is_open(), 10)
            time.sleep(1)
            assert not slow.done()
        status, page = slow.result(timeout=30)
    assert status == 422
    assert "kata sandi salah" in page
    assert page.rstrip().endswith("</html>")
    assert janji.end() == 0, janji.log
    assert time.monotonic() - began < 30


def test_the_processes_share_no_connection_to_the_database(start):
    """What the first process opened to make the tables is closed before it forks the others."""
    janji = start("serve")
    janji.wait_until_ready()
    held = open_files(janji.process.pid)
    assert len([one for one in held if one.startswith("socket:")]) <= 1, "one to listen on"
    assert not [one for one in held if one.endswith((".sqlite3", "-wal", "-shm"))]


def test_ctrl_c_while_the_worker_is_only_loading_gives_no_complaint(start):
    janji = start("serve")
    # The worker is begun before the server answers.
    (worker,) = wait_for(lambda: workers_beside(janji))
    os.kill(worker, signal.SIGINT)
    janji.wait_until_ready()
    assert janji.end() == 0, janji.log
    assert "Traceback" not in janji.log


def test_the_worker_is_started_again_when_it_dies(start):
    janji = start("serve")
    janji.wait_until_ready()
    (first,) = wait_for(lambda: workers_beside(janji))
    os.kill(first, signal.SIGKILL)
    (second,) = wait_for(lambda: [pid for pid in workers_beside(janji) if pid != first])
    assert janji.end() == 0, janji.log
    assert "started again" in janji.log
    with pytest.raises(ProcessLookupError):
        os.kill(second, 0)


@pytest.mark.parametrize(
    ("arguments", "settings"), [(["--no-worker"], {}), ([], {"JANJI_WORKER": "0"})]
)
def test_a_server_without_a_worker(start, arguments, settings):
    janji = start("serve", *arguments, **settings)
    janji.wait_until_ready()
    time.sleep(1)
    assert workers_beside(janji) == []
    assert janji.end() == 0, janji.log


def test_figures_of_all_processes_come_together(start):
    """Forty connections, two processes: whichever is asked knows all of them."""
    janji = start("serve", JANJI_METRICS_TOKEN=TOKEN)
    janji.wait_until_ready()
    for _ in range(40):
        assert janji.get("/masuk/")[0] == 200
    janji.sign_in("3302010101900001", "sri-lestari-lupa-sandi")
    janji.get("/tidak-ada/3302010101900001?nama=sri-lestari")
    status, _, text = janji.get("/metrics", Authorization=f"Bearer {TOKEN}")
    assert status == 200
    line = 'janji_requests_total{method="GET",route="orgs:sign-in",status="2xx"} 41.0'
    assert line in text.splitlines()
    counted = {one for pid in children_of(janji.process.pid) for one in mapped_histograms(pid)}
    assert len(counted) >= 2
    # Not on the disk of the house, which may be full: a process that writes there would be killed.
    assert not [one for one in counted if one.is_relative_to(janji.home)]
    assert "orgs:sign-in" in janji.log
    assert not [one for one in ("3302010101900001", "sri-lestari") if one in janji.log + text]
    assert janji.end() == 0
    assert not [one for one in counted if one.exists()]


def mapped_histograms(pid):
    """The files of a process into which it counts how long requests took."""
    lines = Path(f"/proc/{pid}/maps").read_text().splitlines()
    return {Path(line.split()[-1]) for line in lines if "/histogram_" in line}


def test_a_worker_alone_tells_that_it_lives_and_ends_when_asked(start):
    server = start("serve", JANJI_WORKER="0")
    server.wait_until_ready()
    assert server.run("worker", "--check").returncode == 1
    worker = start("worker", home="kedua", url=server.url)
    wait_for(lambda: server.run("worker", "--check").returncode == 0)
    assert worker.end() == 0, worker.log
    assert server.end() == 0, server.log


def test_two_servers_start_at_once_on_an_empty_database(start):
    """On PostgreSQL one of them makes the tables; the other waits, and finds nothing left to do."""
    first = start("serve", empty=True, JANJI_WORKER="0")
    second = start("serve", home="kedua", url=first.url, JANJI_WORKER="0")
    for janji in (first, second):
        janji.wait_until_ready()
    assert [janji.end() for janji in (first, second)] == [0, 0]


def test_ctrl_c_ends_the_whole_group_without_complaint(start):
    """The terminal sends the signal to every process at once."""
    janji = start("serve")
    janji.wait_until_ready()
    # A process that is just starting would be waited for until the grace is over.
    for _ in range(40):
        assert janji.get("/healthz")[0] == 200
    for pid in [*children_of(janji.process.pid), janji.process.pid]:
        os.kill(pid, signal.SIGINT)
    assert janji.process.wait(timeout=30) == 0, janji.log
    assert "Traceback" not in janji.log
