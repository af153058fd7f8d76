"""Failures below us, told apart: by SQLite's codes, by SQLSTATE, by the system's error numbers."""

import errno
import sqlite3

import psycopg
import pytest
from django.db import IntegrityError, InterfaceError, OperationalError
from django.test import Client, RequestFactory
from psycopg_pool import PoolTimeout

from janji.kit import views
from janji.kit.failures import Failure, failure_of
from janji.kit.sqlite.queue import QueueTimeout
from janji.kit.wording import FAILURES


def sqlite(code):
    made = sqlite3.OperationalError("whatever it says")
    made.sqlite_errorcode = code
    return made


def behind(cause, wrapper=OperationalError):
    """An exception as Django raises it, with what it came from."""
    made = wrapper("said otherwise")
    made.__cause__ = cause
    return made


@pytest.mark.parametrize(
    ("cause", "failure"),
    [
        (sqlite(sqlite3.SQLITE_FULL), Failure.FULL),
        (sqlite(sqlite3.SQLITE_IOERR_WRITE), Failure.FULL),
        (sqlite(sqlite3.SQLITE_BUSY_SNAPSHOT), Failure.BUSY),
        (sqlite(sqlite3.SQLITE_CANTOPEN), Failure.AWAY),
        (sqlite(sqlite3.SQLITE_READONLY_DBMOVED), Failure.READ_ONLY),
        (sqlite(sqlite3.SQLITE_CORRUPT_INDEX), Failure.DAMAGED),
        (sqlite(sqlite3.SQLITE_NOTADB), Failure.DAMAGED),
        (sqlite(sqlite3.SQLITE_ERROR), None),
        (QueueTimeout(), Failure.BUSY),
        (OSError(errno.ENOSPC, "full"), Failure.FULL),
        (OSError(errno.EACCES, "closed"), None),
        (psycopg.errors.DiskFull(), Failure.FULL),
        (psycopg.errors.LockNotAvailable(), Failure.BUSY),
        (psycopg.errors.DeadlockDetected(), Failure.BUSY),
        (psycopg.errors.TooManyConnections(), Failure.BUSY),
        (psycopg.errors.QueryCanceled(), Failure.BUSY),
        (psycopg.errors.CannotConnectNow(), Failure.AWAY),
        (psycopg.errors.AdminShutdown(), Failure.CUT_OFF),
        (psycopg.errors.ConnectionFailure(), Failure.CUT_OFF),
        (psycopg.errors.ReadOnlySqlTransaction(), Failure.READ_ONLY),
        (psycopg.errors.DataCorrupted(), Failure.DAMAGED),
        (psycopg.errors.UndefinedTable(), None),
        (psycopg.OperationalError("server closed the connection"), Failure.CUT_OFF),
        (PoolTimeout("none came"), Failure.AWAY),
    ],
)
def test_what_failed_is_known_by_its_code(cause, failure):
    assert failure_of(behind(cause)) is failure


def test_a_lost_connection_that_the_wrapper_noticed():
    lost = behind(psycopg.InterfaceError("the connection is closed"), InterfaceError)
    assert failure_of(lost) is Failure.CUT_OFF


@pytest.mark.parametrize("ours", [ValueError("x"), KeyError("y"), None])
def test_our_own_faults_are_not_excused(ours):
    assert failure_of(ours) is None


def test_a_row_that_may_not_be_stored_is_our_own_fault():
    assert failure_of(behind(psycopg.errors.UniqueViolation(), IntegrityError)) is None
    twice = sqlite(sqlite3.SQLITE_CONSTRAINT_UNIQUE)
    assert failure_of(behind(twice, IntegrityError)) is None


def answer_to(exception, method="post"):
    """What a person sees when a page ends with an exception."""
    try:
        raise exception
    except type(exception):
        return views.broken(getattr(RequestFactory(), method)("/"))


@pytest.mark.parametrize("failure", Failure)
def test_every_failure_has_words_and_says_what_became_of_the_form(failure, monkeypatch):
    monkeypatch.setattr(views, "failure_of", lambda _: failure)
    words = FAILURES[failure]
    sent = answer_to(ValueError())
    assert sent.status_code >= 500
    page = sent.content.decode()
    for said in (words.title, words.meaning, words.sent, words.advice):
        assert said in page
    assert words.sent not in answer_to(ValueError(), "get").content.decode()


def test_only_what_is_soon_over_asks_to_try_again():
    busy, full = behind(sqlite(sqlite3.SQLITE_BUSY)), behind(sqlite(sqlite3.SQLITE_FULL))
    assert (answer_to(busy).status_code, answer_to(full).status_code) == (503, 507)
    assert answer_to(busy).headers["Retry-After"] == "30"
    assert "Retry-After" not in answer_to(full).headers


def test_what_we_did_wrong_is_a_plain_500():
    answer = answer_to(ZeroDivisionError())
    assert answer.status_code == 500
    assert "Terjadi gangguan" in answer.content.decode()


def test_the_house_answers_so_wherever_it_fails(db, monkeypatch):
    """In a middleware, long before a page: the session cannot be read."""
    broken = behind(sqlite(sqlite3.SQLITE_NOTADB))

    def fail(*_):
        raise broken

    monkeypatch.setattr("django.contrib.sessions.backends.db.SessionStore.load", fail)
    client = Client(raise_request_exception=False)
    client.cookies["janji_sesi"] = "kunci-yang-cukup-panjang"
    answer = client.get("/")
    assert (answer.status_code, "Basis data rusak" in answer.content.decode()) == (500, True)
