"""Turns: one after another, in the order of coming, and past whoever takes too long."""

import threading
import time

import pytest

from janji.kit.lines import Line
from janji.kit.turns import Turns


def soon():
    return time.monotonic() + 20


def standing(line, length):
    """Waits until so many stand in line."""
    deadline = soon()
    while line.length != length:
        assert time.monotonic() < deadline
        time.sleep(0.001)


def started(target):
    thread = threading.Thread(target=target)
    thread.start()
    return thread


def test_a_line_hands_the_turn_to_whoever_came_first():
    line, order = Line(), []
    assert line.acquire(soon())

    def come(number):
        assert line.acquire(soon())
        order.append(number)
        line.release()

    threads = []
    for number in range(5):
        threads.append(started(lambda number=number: come(number)))
        standing(line, number + 1)
    line.release()
    for thread in threads:
        thread.join()
    assert order == [0, 1, 2, 3, 4]


def test_whoever_does_not_wait_gets_a_free_turn_only():
    line = Line()
    assert line.acquire(0)
    assert not line.acquire(0)
    assert line.length == 0
    line.release()
    assert line.acquire(0)


def test_short_work_is_done_one_after_another():
    turns, inside, most = Turns(patience=20), [0], [0]

    def work():
        with turns.taken():
            inside[0] += 1
            most[0] = max(most[0], inside[0])
            time.sleep(0.002)
            inside[0] -= 1

    for thread in [started(work) for _ in range(8)]:
        thread.join()
    assert most == [1]


def test_long_work_lets_the_others_pass():
    turns, done = Turns(patience=0.02), threading.Event()
    passed = []

    def long():
        with turns.taken():
            begun.set()
            done.wait(20)
            passed.append("long")

    begun = threading.Event()
    slow = started(long)
    begun.wait(20)
    for _ in range(3):
        with turns.taken():
            passed.append("short")
    done.set()
    slow.join()
    assert passed == ["short", "short", "short", "long"]
    # The turn is free again, and whoever passed did not give away what they never had.
    with turns.taken():
        passed.append("in turn")


def test_what_fails_gives_its_turn_back():
    turns = Turns(patience=20)
    with pytest.raises(RuntimeError), turns.taken():
        raise RuntimeError
    with turns.taken():
        pass
