"""Mail by the worker: what it says, when it is tried again, and that nothing is sent twice."""

import socket
import threading
import time
from datetime import timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail as outbox
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend as Smtp

from janji.notices import actions, sending
from janji.notices.models import Mail, ReceivedNotice
from janji.site import background
from tests.agreements import stories
from tests.cast import AT

HOUSE = "https://janji.contoh.go.id"


@pytest.fixture(autouse=True)
def mail_is_set_up(settings):
    settings.MAIL_ON = True
    settings.CSRF_TRUSTED_ORIGINS = [HOUSE]


def wants(user, frequency, address="penerima@contoh.go.id"):
    return actions.choose_mail(address=address, frequency=frequency, based_on=None, by=user, at=AT)


def send(after=timedelta(0)):
    return sending.send_waiting(clock=lambda: AT + after)


def test_a_mail_says_the_sentence_and_where_it_leads_and_nothing_else(cast):
    wants(cast.bupati, "at_once")
    agreement = stories.signed_by_first(cast)
    assert send() == 1
    (message,) = outbox.outbox
    assert message.to == ["penerima@contoh.go.id"]
    sentence = "Kecamatan Ajibarang: perjanjian kinerja 2019 menunggu tanda tangan Pihak Kedua."
    assert message.subject == f"Janji: {sentence}"
    said, link, *_ = message.body.splitlines()
    assert (said, link) == (sentence, f"{HOUSE}/perjanjian/{agreement.pk}/")
    assert "Harjono" not in message.body


def test_it_is_sent_once_however_often_the_worker_looks(cast):
    wants(cast.bupati, "at_once")
    stories.signed_by_first(cast)
    assert [send(), send(), send(timedelta(days=2))] == [1, 0, 0]
    assert len(outbox.outbox) == 1


def test_who_chose_nothing_or_no_mail_gets_none(cast):
    wants(cast.bupati, "never")
    stories.in_force(cast)
    assert send() == 0
    assert ReceivedNotice.objects.count() == 4
    assert not Mail.objects.exists()


def test_without_a_mail_server_none_is_made(cast, settings):
    settings.MAIL_ON = False
    wants(cast.bupati, "at_once")
    stories.signed_by_first(cast)
    assert send() == 0
    assert not Mail.objects.exists()


def test_a_digest_comes_once_in_the_morning_with_what_is_unread(cast):
    """AT is eight in the morning; before six nothing is sent."""
    wants(cast.camat, "daily")
    wants(cast.perencana, "daily", "lain@contoh.go.id")
    stories.in_force(cast)
    actions.mark_all_read(until=AT, by=cast.perencana, at=AT)
    assert send(timedelta(hours=-3)) == 0
    assert [send(), send(), send(timedelta(hours=3)), send(timedelta(days=1))] == [1, 0, 0, 0]
    (message,) = outbox.outbox
    assert message.to == ["penerima@contoh.go.id"]
    assert message.subject == "Janji: 2 pemberitahuan yang belum dibaca"
    assert "ditandatangani kedua pihak dan berlaku" in message.body


class Unreachable(BaseEmailBackend):
    def open(self):
        raise ConnectionRefusedError

    def send_messages(self, _messages):
        raise AssertionError("nobody answered")


def failing(settings, backend):
    settings.EMAIL_BACKEND = f"{__name__}.{backend.__name__}"


def test_a_server_that_is_away_disturbs_no_work_and_is_asked_again_later(cast, settings):
    failing(settings, Unreachable)
    wants(cast.bupati, "at_once")
    assert stories.in_force(cast).state == "in_force"
    assert send() == 0
    mail = Mail.objects.get()
    assert (mail.state, mail.attempts, mail.due_at) == ("waiting", 1, AT + timedelta(minutes=1))
    assert cast.bupati.notices.count() == 1
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert [send(), send(timedelta(minutes=2))] == [0, 1]


def test_after_two_days_it_is_given_up(cast, settings):
    failing(settings, Unreachable)
    wants(cast.bupati, "at_once")
    stories.signed_by_first(cast)
    for days in range(12):
        send(timedelta(days=days))
    mail = Mail.objects.get()
    assert (mail.state, mail.attempts) == ("given_up", 8)


class Says(BaseEmailBackend):
    """Answers each mail with what stands here."""

    answer: Exception = SMTPServerDisconnected()

    def send_messages(self, _messages):
        raise self.answer


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (SMTPDataError(451, b"later"), "waiting"),
        (SMTPDataError(554, b"spam"), "given_up"),
        (SMTPRecipientsRefused({"penerima@contoh.go.id": (550, b"unknown")}), "given_up"),
        (SMTPRecipientsRefused({"penerima@contoh.go.id": (450, b"busy")}), "waiting"),
        (SMTPServerDisconnected("gone"), "uncertain"),
        (TimeoutError(), "uncertain"),
        (UnicodeEncodeError("ascii", "é", 0, 1, "no"), "uncertain"),
    ],
)
def test_what_may_have_arrived_is_not_sent_again(cast, settings, monkeypatch, answer, state):
    monkeypatch.setattr(Says, "answer", answer)
    failing(settings, Says)
    wants(cast.bupati, "at_once")
    stories.signed_by_first(cast)
    assert send() == 0
    assert Mail.objects.get().state == state
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert send(timedelta(days=1)) == (1 if state == "waiting" else 0)


def test_a_worker_that_was_killed_while_sending_does_not_send_again(cast):
    wants(cast.bupati, "at_once")
    stories.signed_by_first(cast)
    Mail.objects.update(state="sending", touched_at=AT, attempts=1)
    assert [send(timedelta(minutes=5)), send(timedelta(hours=1))] == [0, 0]
    assert Mail.objects.get().state == "uncertain"


def test_two_workers_do_not_send_the_same(cast):
    wants(cast.bupati, "at_once")
    stories.signed_by_first(cast)
    first, second = Mail.objects.get(), Mail.objects.get()
    claim = sending._claim
    assert [claim(first, AT), claim(second, AT)] == [True, False]


class Hangs(Smtp):
    """A real connection, to a server that takes the call and never says a word."""


def test_a_server_that_hangs_holds_the_worker_for_the_timeout_only(cast, settings):
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        settings.EMAIL_HOST, settings.EMAIL_PORT = silent.getsockname()
        settings.EMAIL_TIMEOUT = 1
        settings.EMAIL_USE_TLS = False
        failing(settings, Hangs)
        wants(cast.bupati, "at_once")
        stories.signed_by_first(cast)
        began = time.monotonic()
        assert send() == 0
        assert time.monotonic() - began < 5
    assert Mail.objects.get().state == "waiting"


def test_the_worker_sends_in_its_turn_and_counts_it(cast, monkeypatch):
    monkeypatch.setattr(background.timezone, "now", lambda: AT)
    wants(cast.bupati, "at_once")
    stories.signed_by_first(cast)
    work = background.Work()
    background.take_turn(work, threading.Event())
    assert (work.turns, work.mailed, len(outbox.outbox)) == (1, 1, 1)
