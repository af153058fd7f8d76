"""Everything an account changes about what it is told."""

from datetime import datetime

from django.db import models, transaction

from janji.core.refusals import Refused
from janji.kit import audit
from janji.kit.editions import held_row, require_seen
from janji.notices.models import Frequency, MailChoice, ReceivedNotice
from janji.orgs.models import User


@transaction.atomic
def mark_read(*, notice: ReceivedNotice, by: User, at: datetime) -> None:
    """One's own notice is read; the audit chain is not for what someone looked at."""
    _unread_of(by).filter(pk=notice.pk).update(read_at=at)


@transaction.atomic
def mark_all_read(*, until: datetime, by: User, at: datetime) -> int:
    """All of one's own notices that were on screen, which is those told until then; how many."""
    return _unread_of(by).filter(at__lte=until).update(read_at=at)


def _unread_of(by: User) -> models.QuerySet[ReceivedNotice]:
    return ReceivedNotice.objects.filter(user=by, read_at=None)


@transaction.atomic
def choose_mail(
    *, address: str | None, frequency: str, based_on: int | None, by: User, at: datetime
) -> MailChoice:
    """Where and how often one wants mail. The chain keeps how often, never the address."""
    by = held_row(User.objects, by.pk)
    known = MailChoice.objects.filter(user=by).first()
    require_seen(known, based_on)
    if frequency != Frequency.NEVER and not address:
        raise Refused("mail-address-missing", field="address")
    chosen = known or MailChoice(user=by, edition=0)
    before = audit.values(chosen, ["frequency"]) if known else {"frequency": None}
    chosen.address, chosen.frequency = address or None, frequency
    chosen.edition += 1
    chosen.save()
    changed = audit.changes(before, {"frequency": frequency})
    audit.note("choose-mail", chosen, by=by, at=at, **changed)
    return chosen
