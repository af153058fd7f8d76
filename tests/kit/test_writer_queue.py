"""The line of writers to one SQLite file: in order, in alternation, and never stuck."""

import subprocess
import sys
import threading
import time

import pytest
from django.db import IntegrityError, OperationalError
from django.db.utils import load_backend

from janji.kit.sqlite.queue import QueueTimeout, WriterQueue
from janji.site import databases

# A process that takes turns, writes its letter down at each, and holds each but the last until
# the other stands in line: a process that the machine does not let run is not in the line.
TAKES_TURNS = """
import fcntl, sys, time
from pathlib import Path
from janji.kit.sqlite.queue import WriterQueue
line, path, letter = WriterQueue(Path(sys.argv[1])), Path(sys.argv[1]), sys.argv[2]
gate, turns = open(f"{path}-next", "a"), int(sys.argv[3])
def someone_waits():
    try:
        fcntl.flock(gate, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    fcntl.flock(gate, fcntl.LOCK_UN)
    return False
for turn in range(turns):
    line.acquire(30)
    with path.open("a") as book:
        book.write(letter)
    while turn < turns - 1 and not someone_waits():
        time.sleep(0.001)
    line.release()
"""
HOLDS_FOR_EVER = """
import sys, time
from pathlib import Path
from janji.kit.sqlite.queue import WriterQueue
WriterQueue(Path(sys.argv[1])).acquire(5)
print("turn", flush=True)
time.sleep(600)
"""


def process(script, *arguments):
    command = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: S603


def eventually(holds):
    """Waits until something that must come has come."""
    deadline = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.002)


def test_threads_write_in_the_order_in_which_they_came(tmp_path):
    line, order, threads = WriterQueue(tmp_path / "db"), [], []

    def write(number):
        line.acquire(20)
        order.append(number)
        line.release()

    line.acquire(1)
    for number in range(20):
        threads.append(threading.Thread(target=write, args=[number]))
        threads[-1].start()
        eventually(lambda number=number: line.inside.length == number + 1)
    line.release()
    for thread in threads:
        thread.join()
    assert order == list(range(20))


def test_processes_write_in_alternation(tmp_path):
    """Whoever has written lets the one pass that waits, though it asks again at once."""
    book = tmp_path / "db"
    both = [process(TAKES_TURNS, book, letter, 60) for letter in "ab"]
    said_nothing = [one.communicate(timeout=60)[0] for one in both]
    assert (said_nothing, [one.returncode for one in both]) == (["", ""], [0, 0])
    assert book.read_text() in ("ab" * 60, "ba" * 60)


def test_a_process_that_dies_gives_up_its_turn(tmp_path):
    dead = process(HOLDS_FOR_EVER, tmp_path / "db")
    assert dead.stdout.readline() == "turn\n"
    line = WriterQueue(tmp_path / "db")
    with pytest.raises(QueueTimeout):
        line.acquire(0.05)
    dead.kill()
    dead.wait()
    dead.stdout.close()
    line.acquire(5)
    line.release()


def test_whoever_gives_up_does_not_stop_the_line(tmp_path):
    line, got = WriterQueue(tmp_path / "db"), []
    line.acquire(1)

    def give_up():
        with pytest.raises(QueueTimeout):
            line.acquire(0.05)
        got.append("gave up")

    impatient = threading.Thread(target=give_up)
    patient = threading.Thread(target=lambda: got.append(line.acquire(20)))
    impatient.start()
    eventually(lambda: line.inside.length == 1)
    patient.start()
    impatient.join()
    line.release()
    patient.join()
    line.release()
    assert got == ["gave up", None]
    assert line.inside.length == 0
    line.acquire(0)


@pytest.fixture
def connect(tmp_path, django_db_blocker):
    """Connections of our own to a file, as threads of the server have them."""
    made = []

    def connected():
        # As Django completes the settings of a database.
        wanted = databases.sqlite(tmp_path / "db") | {"TIME_ZONE": None, "AUTOCOMMIT": True}
        wanted |= {"CONN_HEALTH_CHECKS": False, "ATOMIC_REQUESTS": False}
        wanted["OPTIONS"] = wanted["OPTIONS"] | {"timeout": 0.1}
        made.append(load_backend("janji.kit.sqlite").DatabaseWrapper(wanted, "default"))
        return made[-1]

    with django_db_blocker.unblock():
        yield connected
        for one in made:
            one.close()


def begin(connection):
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)


@pytest.mark.parametrize("ending", ["commit", "rollback", "close"])
def test_the_turn_ends_with_the_transaction(connect, ending):
    one, other = connect(), connect()
    begin(one)
    with pytest.raises(OperationalError, match="locked"):
        begin(other)
    getattr(one, ending)()
    begin(other)
    other.rollback()


def test_a_write_that_fails_ends_its_turn(connect):
    one, other = connect(), connect()
    with one.cursor() as cursor:
        cursor.execute("CREATE TABLE baris (nomor INTEGER UNIQUE)")
    begin(one)
    with pytest.raises(IntegrityError), one.cursor() as cursor:
        cursor.execute("INSERT INTO baris VALUES (1), (1)")
    one.rollback()
    begin(other)
    other.rollback()


def test_a_database_in_memory_has_no_line(connect, tmp_path):
    one = connect()
    one.settings_dict["NAME"] = ":memory:"
    begin(one)
    one.rollback()
    assert list(tmp_path.iterdir()) == []
