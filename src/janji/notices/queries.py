"""Reads: what an account was told."""

from django.db.models import QuerySet
from django.http import HttpRequest

from janji.notices.models import MailChoice, ReceivedNotice
from janji.orgs import access


def notices_of(user: access.Someone, *, unread: bool) -> QuerySet[ReceivedNotice]:
    """What someone was told, the newest first; all of it, or what they have not read."""
    found = ReceivedNotice.objects.filter(user=user.pk)
    return found.filter(read_at=None) if unread else found


def unread_count(request: HttpRequest) -> int:
    """How much the person has not read; one query in a request."""
    known: int | None = getattr(request, "unread_notices", None)
    if known is None:
        known = notices_of(request.user, unread=True).count()
        request.unread_notices = known  # type: ignore[attr-defined]
    return known


def mail_choice_of(user: access.Someone) -> MailChoice | None:
    """What someone chose about mail, if they ever did; one query."""
    return MailChoice.objects.filter(user=user.pk).first()
