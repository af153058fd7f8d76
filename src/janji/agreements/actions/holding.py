"""Holding the rows that a deed changes, in the one order that all deeds keep: agreement, office, versions."""

from datetime import datetime

from janji.agreements.models import Agreement, Target
from janji.core.agreement_life import State
from janji.core.refusals import Refused
from janji.indicators.models import IndicatorVersion
from janji.kit.editions import held, held_row
from janji.orgs import access
from janji.orgs.models import User
from janji.orgs.roles import Permission


def locked(agreement: Agreement) -> Agreement:
    """The agreement with its office, held and read anew."""
    return held_row(Agreement.objects.select_related("org_unit"), agreement.pk)


def hold_versions(agreement: Agreement) -> None:
    """The versions an agreement measures by, before the first note: its indicators are noted one by one."""
    used = Target.objects.filter(objective__agreement=agreement).values("indicator_version")
    list(held(IndicatorVersion.objects.filter(pk__in=used).order_by("pk")))


def draft_for(agreement: Agreement, *, by: User, at: datetime) -> Agreement:
    """A draft that someone may change, held; refused once it is proposed or signed."""
    access.require(by, Permission.DRAFT_AGREEMENT, org_unit=agreement.org_unit, on=at.date())
    found = locked(agreement)
    if found.state != State.DRAFT:
        raise Refused("not-a-draft")
    return found


def next_edition(agreement: Agreement) -> None:
    """Whoever has the page open has an older one now."""
    agreement.edition += 1
    agreement.save()
