"""Handing mails over to a mail server: by the background worker alone, and never twice.

A mail server that is away, slow or unwilling costs the worker a few seconds a turn and nobody else
anything: what people are told stands in the house already.
"""

import logging
from collections.abc import Callable
from datetime import date, datetime, timedelta
from smtplib import SMTPRecipientsRefused, SMTPResponseException
from threading import Event

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import IntegrityError, transaction
from django.utils import timezone

from janji.core.outgoing_mail import MailState, after_refusal
from janji.notices import wording
from janji.notices.models import Frequency, Mail, MailChoice, ReceivedNotice

logger = logging.getLogger(__name__)

MOST = 50
"""Mails of one turn; the others wait for the next."""
DIGEST_HOUR = 6
"""From this hour of the morning, in the office's time zone, digests are sent."""
LOST = timedelta(minutes=15)
"""A mail that is being sent for so long was on its way when its worker ended."""

Clock = Callable[[], datetime]


def send_waiting(*, clock: Clock, stop: Event | None = None) -> int:
    """Sends what is due, and how many mails a server has taken; nothing where mail is not set up."""
    if not settings.MAIL_ON:
        return 0
    at = clock()
    make_digests(at=at)
    Mail.objects.filter(state=MailState.SENDING.value, touched_at__lt=at - LOST).update(
        state=MailState.UNCERTAIN.value, touched_at=at
    )
    due = list(Mail.objects.filter(state=MailState.WAITING.value, due_at__lte=at)[:MOST])
    return _send(due, clock, stop) if due else 0


def _send(due: list[Mail], clock: Clock, stop: Event | None) -> int:
    server = get_connection()
    try:
        server.open()
    except (OSError, ValueError):
        logger.warning("The mail server cannot be reached")
        for mail in due:
            if _claim(mail, clock()):
                _refused(mail, None, clock())
        return 0
    sent = 0
    try:
        for mail in due:
            if stop is not None and stop.is_set():
                break
            if _claim(mail, clock()):
                if not _hand_over(mail, server, clock):
                    break
                sent += mail.state == MailState.SENT
    finally:
        _close(server)
    return sent


def _close(server: BaseEmailBackend) -> None:
    try:
        server.close()
    except OSError:
        logger.warning("The mail server did not say goodbye")


def _claim(mail: Mail, at: datetime) -> bool:
    """Takes a mail for this worker alone; whether no other one was faster."""
    mail.attempts += 1
    waiting = Mail.objects.filter(pk=mail.pk, state=MailState.WAITING.value)
    return bool(
        waiting.update(state=MailState.SENDING.value, touched_at=at, attempts=mail.attempts)
    )


def _hand_over(mail: Mail, server: BaseEmailBackend, clock: Clock) -> bool:
    """Sends a claimed mail; whether the server can be asked to take another one."""
    try:
        server.send_messages([message_of(mail)])
    except (SMTPResponseException, SMTPRecipientsRefused) as refusal:
        _refused(mail, _code(refusal), clock())
        return True
    except (OSError, ValueError):
        # It may have arrived before the line broke: trying again could send it twice.
        logger.warning("A mail was cut off on its way")
        _settle(mail, MailState.UNCERTAIN, clock(), clock())
        return False
    _settle(mail, MailState.SENT, clock(), clock())
    return True


def _code(refusal: SMTPResponseException | SMTPRecipientsRefused) -> int:
    if isinstance(refusal, SMTPRecipientsRefused):
        return max((code for code, _ in refusal.recipients.values()), default=450)
    return refusal.smtp_code


def _refused(mail: Mail, code: int | None, at: datetime) -> None:
    state, due_at = after_refusal(code, mail.attempts, at)
    _settle(mail, state, due_at, at)


def _settle(mail: Mail, state: MailState, due_at: datetime, at: datetime) -> None:
    mail.state, mail.due_at, mail.touched_at = state.value, due_at, at
    mail.save(update_fields=["state", "due_at", "touched_at"])


def message_of(mail: Mail) -> EmailMessage:
    """A mail as it is sent: the sentences and where they lead, nothing else of anyone."""
    notices = list(mail.notices.order_by("at", "pk"))
    house = next(iter(settings.CSRF_TRUSTED_ORIGINS), "")
    lines = [
        line
        for one in notices
        for line in (one.sentence, f"{house}{one.address}" if house else "", "")
    ]
    said = " ".join(notices[0].sentence.split()) if len(notices) == 1 else ""
    subject = wording.mail_subject(said, len(notices))
    host = house.rpartition("/")[2] or "janji.invalid"
    return EmailMessage(
        subject,
        "\n".join([*lines, wording.MAIL_FOOT]),
        to=[mail.address],
        headers={
            # The same each time, so that whoever forwards a mail knows it again.
            "Message-ID": f"<janji-{mail.pk}-{int(mail.made_at.timestamp())}@{host}>",
            "Auto-Submitted": "auto-generated",
        },
    )


def make_digests(*, at: datetime) -> int:
    """One mail a morning to each who wants a digest and has not read everything; how many."""
    local = timezone.localtime(at)
    if local.hour < DIGEST_HOUR:
        return 0
    today = local.date()
    chosen = MailChoice.objects.filter(
        frequency=Frequency.DAILY,
        user__is_active=True,
        user__notices__read_at=None,
        user__notices__mail=None,
        user__notices__at__lte=at,
    ).exclude(user__mails__digest_on=today)
    return sum(_digest(one, today=today, at=at) for one in chosen.distinct())


def _digest(choice: MailChoice, *, today: date, at: datetime) -> bool:
    try:
        with transaction.atomic():
            mail = Mail.objects.create(
                user_id=choice.user_id,
                address=choice.address or "",
                digest_on=today,
                made_at=at,
                due_at=at,
            )
            fresh = ReceivedNotice.objects.filter(
                user=choice.user_id, read_at=None, mail=None, at__lte=at
            )
            fresh.update(mail=mail)
    except IntegrityError:
        return False  # another worker was faster
    return True
