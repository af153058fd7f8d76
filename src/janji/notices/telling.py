"""From a deed to rows: who is told what, in the transaction of the deed. Nothing is sent here."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db.models import Model, Q
from django.utils import timezone

from janji.kit import audit
from janji.kit.models import AuditEntry
from janji.notices.declaring import Done, Notice, declared
from janji.notices.models import Frequency, Mail, MailChoice, ReceivedNotice
from janji.orgs.models import OrgUnit, RoleAssignment
from janji.orgs.queries import ancestry
from janji.orgs.roles import Permission, Role


def listen() -> None:
    """From now on every note of the audit chain is heard."""
    audit.noted.connect(hear, dispatch_uid="notices")


def hear(*, entry: AuditEntry, thing: Model, by: AbstractUser | None, **_: Any) -> None:
    """Tells what was just noted; three queries when the deed is declared, none otherwise."""
    notices = declared().get(entry.deed, ())
    done = Done(entry.deed, thing, by, entry.at, entry.facts)
    told: set[int] = set()
    for notice in notices:
        if notice.when(done):
            told |= _tell(notice, done, besides=told)


def _tell(notice: Notice, done: Done, *, besides: set[int]) -> set[int]:
    org_unit = notice.office(done.thing)
    people = holders_of(
        notice.permissions,
        org_unit,
        on=timezone.localdate(done.at),
        besides=[one for one in notice.people(done.thing) if one is not None],
    )
    keys = people - besides - {done.by.pk if done.by else None}
    if not keys:
        return set()
    facts = {"org_unit": org_unit.name, "by": str(done.by or "Janji"), **notice.facts(done)}
    sentence = notice.sentence.format_map({name: str(said) for name, said in facts.items()})
    address = notice.address(done.thing)
    mails = _mails_at_once(keys, done)
    ReceivedNotice.objects.bulk_create(
        ReceivedNotice(
            user_id=key,
            deed=done.deed,
            sentence=sentence,
            address=address,
            at=done.at,
            mail=mails.get(key),
        )
        for key in sorted(keys)
    )
    return keys


def _mails_at_once(keys: Iterable[int], done: Done) -> dict[int, Mail]:
    """A mail for each who wants one at once, on its way from now on."""
    if not settings.MAIL_ON:
        return {}
    chosen = MailChoice.objects.filter(user__in=keys, frequency=Frequency.AT_ONCE).order_by("user")
    made = [
        Mail(user_id=one.user_id, address=one.address, made_at=done.at, due_at=done.at)
        for one in chosen
        if one.address
    ]
    return {one.user_id: one for one in Mail.objects.bulk_create(made)}


def holders_of(
    permissions: Iterable[Permission], org_unit: OrgUnit, *, on: date, besides: Iterable[int] = ()
) -> set[int]:
    """Accounts that may do one of these in an office on a day; one query.

    Those in `besides` are among them when they hold any role there.
    """
    wanted = frozenset(permissions)
    roles = [one.value for one in Role if one.permissions & wanted]
    held = RoleAssignment.objects.filter(
        Q(role__in=roles) | Q(user__in=list(besides)),
        Q(ends_on__isnull=True) | Q(ends_on__gte=on),
        org_unit__path__in=ancestry(org_unit),
        starts_on__lte=on,
        user__is_active=True,
    )
    return set(held.order_by().values_list("user", flat=True))
