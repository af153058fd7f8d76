"""Everything that changes agreements."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction

from janji.agreements import drafting, queries
from janji.agreements.completeness import missing_in
from janji.agreements.models import (
    Agreement,
    PartyRole,
    QuarterTarget,
    Reading,
    ReadingState,
    Signature,
    Target,
)
from janji.core import agreement_life
from janji.core.agreement import AgreementText
from janji.core.agreement_json import to_json
from janji.core.agreement_life import Deed, State
from janji.core.measuring import QUARTERS, MeasuringPlan
from janji.core.refusals import Refused
from janji.documents.reading import read_bytes
from janji.indicators import actions as indicator_actions
from janji.indicators.models import IndicatorVersion
from janji.kit import audit
from janji.kit.editions import changed_meanwhile, held, held_row, require_seen
from janji.orgs import access
from janji.orgs.models import OrgUnit, User
from janji.orgs.roles import Permission


def keep_reading(*, name: str, data: bytes, by: User, at: datetime) -> Reading:
    """Reads an uploaded document and keeps it for review; a refused one leaves nothing behind."""
    if not access.org_units_permitting(by, Permission.DRAFT_AGREEMENT, on=at.date()).exists():
        raise Refused(
            "not-allowed", deed=Permission.DRAFT_AGREEMENT.value, org_unit="kantor mana pun"
        )
    text = read_bytes(data, name)
    with transaction.atomic():
        digest = hashlib.sha256(data).hexdigest()
        reading = Reading(name=name, sha256=digest, content=to_json(text), read_by=by, read_at=at)
        reading.file.save(f"{digest[:16]}.bin", ContentFile(data), save=False)
        reading.save()
        audit.note("read-document", reading, by=by, at=at, sha256=digest)
    return reading


@transaction.atomic
def store_reading(
    *, reading: Reading, org_unit: OrgUnit, text: AgreementText, by: User, at: datetime
) -> Agreement:
    """Makes a draft of what a person reviewed. The reading remains as its source."""
    reading = _waiting(reading)
    agreement = draft_agreement(org_unit=org_unit, text=text, by=by, at=at)
    reading.state, reading.agreement = ReadingState.STORED, agreement
    reading.reviewed_by, reading.reviewed_at = by, at
    reading.save()
    audit.note("store-reading", reading, by=by, at=at, agreement=agreement.pk)
    return agreement


@transaction.atomic
def discard_reading(*, reading: Reading, by: User, at: datetime) -> None:
    """Puts a reading aside; nothing of it becomes an agreement."""
    reading = _waiting(reading)
    reading.state, reading.reviewed_by, reading.reviewed_at = ReadingState.DISCARDED, by, at
    reading.save()
    audit.note("discard-reading", reading, by=by, at=at)


def _waiting(reading: Reading) -> Reading:
    locked = held_row(Reading.objects, reading.pk)
    if locked.state != ReadingState.WAITING:
        raise Refused("reading-done", name=locked.name)
    return locked


@transaction.atomic
def draft_agreement(
    *, org_unit: OrgUnit, text: AgreementText, by: User, at: datetime, is_example: bool = False
) -> Agreement:
    """A new draft. One office has one agreement for a year and revision."""
    org_unit = held_row(OrgUnit.objects, org_unit.pk)
    access.require(by, Permission.DRAFT_AGREEMENT, org_unit=org_unit, on=at.date())
    if text.year is None:
        raise Refused("year-missing")
    facts = {"org_unit": org_unit, "year": text.year, "revision": text.revision}
    if Agreement.objects.filter(**facts).exists():
        raise Refused(
            "agreement-exists", org_unit=org_unit.name, year=text.year, revision=text.revision
        )
    agreement = Agreement.objects.create(
        **facts, is_example=is_example, created_by=by, created_at=at
    )
    drafting.write(agreement, text, kept=())
    audit.note("draft-agreement", agreement, by=by, at=at, org_unit=org_unit.pk, year=text.year)
    return agreement


@transaction.atomic
def rewrite_draft(
    *,
    agreement: Agreement,
    text: AgreementText,
    kept: Sequence[int | None],
    based_on: int | None,
    by: User,
    at: datetime,
) -> Agreement:
    """Replaces a draft's text. `kept` names, for each indicator in order, the target it was before.

    `based_on` is the edition the person had on screen; a newer one is not overwritten.
    """
    agreement = _draft_for(agreement, by=by, at=at)
    require_seen(agreement, based_on)
    # Versions of the office's indicators are numbered while its row is held.
    held_row(OrgUnit.objects, agreement.org_unit_id)
    _hold_versions(agreement)
    before = queries.agreement_text(agreement)
    drafting.write(agreement, text, kept=kept)
    _next_edition(agreement)
    changed = sorted(
        name for name in text.__dataclass_fields__ if getattr(before, name) != getattr(text, name)
    )
    audit.note("rewrite-draft", agreement, by=by, at=at, changed=changed)
    return agreement


@transaction.atomic
def set_measuring_plans(
    *,
    agreement: Agreement,
    plans: Mapping[int, MeasuringPlan],
    based_on: int | None,
    by: User,
    at: datetime,
) -> Agreement:
    """Settles how targets of a draft are measured and the paths of their quarters.

    `plans` by the key of the target; `based_on` as in `rewrite_draft`.
    """
    agreement = _draft_for(agreement, by=by, at=at)
    require_seen(agreement, based_on)
    _hold_versions(agreement)
    targets = queries.targets_of(agreement)
    for target in targets:
        if target.pk in plans:
            _settle(target, plans[target.pk], by=by, at=at)
    _next_edition(agreement)
    settled = sorted(plans.keys() & {target.pk for target in targets})
    audit.note("set-measuring-plans", agreement, by=by, at=at, targets=settled)
    return agreement


def _settle(target: Target, plan: MeasuringPlan, *, by: User, at: datetime) -> None:
    indicator_actions.set_way_of_measuring(
        version=target.indicator_version, plan=plan, by=by, at=at
    )
    target.low, target.high = plan.low, plan.high
    target.save()
    target.quarter_targets.all().delete()
    QuarterTarget.objects.bulk_create(
        QuarterTarget(target=target, quarter=quarter, value=value)
        for quarter, value in zip(QUARTERS, plan.quarter_targets, strict=True)
        if value is not None
    )


@transaction.atomic
def sign_as_first(*, agreement: Agreement, digest: str, by: User, at: datetime) -> Agreement:
    """The head of the office promises. Refused while anything is missing."""
    access.require(by, Permission.SIGN_AS_FIRST, org_unit=agreement.org_unit, on=at.date())
    agreement = _locked(agreement)
    missing = missing_in(agreement)
    if missing:
        raise Refused("agreement-incomplete", count=len(missing))
    return _sign(agreement, PartyRole.FIRST, Deed.SIGN_AS_FIRST, digest, by=by, at=at)


@transaction.atomic
def sign_as_second(*, agreement: Agreement, digest: str, by: User, at: datetime) -> Agreement:
    """The superior accepts; the agreement is in force and its indicators are frozen."""
    access.require(by, Permission.SIGN_AS_SECOND, org_unit=agreement.org_unit, on=at.date())
    agreement = _locked(agreement)
    if agreement.signatures.filter(signed_by=by).exists():
        raise Refused("separate-people")
    _hold_versions(agreement)
    agreement = _sign(agreement, PartyRole.SECOND, Deed.SIGN_AS_SECOND, digest, by=by, at=at)
    for target in queries.targets_of(agreement):
        indicator_actions.freeze_version(version=target.indicator_version, by=by, at=at)
    return agreement


@transaction.atomic
def return_to_draft(*, agreement: Agreement, reason: str, by: User, at: datetime) -> Agreement:
    """The second party sends the agreement back, or the first takes it back, with a reason."""
    as_second = access.may(by, Permission.SIGN_AS_SECOND, org_unit=agreement.org_unit, on=at.date())
    if not as_second:
        access.require(by, Permission.SIGN_AS_FIRST, org_unit=agreement.org_unit, on=at.date())
    agreement = _locked(agreement)
    agreement.state = agreement_life.after(State(agreement.state), Deed.RETURN)
    agreement.save()
    agreement.signatures.all().delete()
    audit.note("return-agreement", agreement, by=by, at=at, reason=reason)
    return agreement


@transaction.atomic
def delete_draft(*, agreement: Agreement, based_on: int | None, by: User, at: datetime) -> None:
    """Removes a draft that was never signed. The audit chain remembers that it was there."""
    agreement = _draft_for(agreement, by=by, at=at)
    require_seen(agreement, based_on)
    Agreement.objects.filter(pk=agreement.pk).delete()
    audit.note("delete-draft", agreement, by=by, at=at, year=agreement.year)


def _sign(
    agreement: Agreement, role: PartyRole, deed: Deed, digest: str, *, by: User, at: datetime
) -> Agreement:
    agreement.state = agreement_life.after(State(agreement.state), deed)
    now = queries.content_digest(agreement)
    if digest != now:
        last = audit.history(agreement).exclude(deed="sign-agreement")[0]
        raise changed_meanwhile(last.by, last.at)
    Signature.objects.create(agreement=agreement, role=role, signed_by=by, signed_at=at, digest=now)
    agreement.save()
    audit.note("sign-agreement", agreement, by=by, at=at, role=role.value, digest=now)
    return agreement


def _locked(agreement: Agreement) -> Agreement:
    return held_row(Agreement.objects.select_related("org_unit"), agreement.pk)


def _hold_versions(agreement: Agreement) -> None:
    """The versions an agreement measures by, before the first note: its indicators are noted one by one."""
    used = Target.objects.filter(objective__agreement=agreement).values("indicator_version")
    list(held(IndicatorVersion.objects.filter(pk__in=used).order_by("pk")))


def _draft_for(agreement: Agreement, *, by: User, at: datetime) -> Agreement:
    access.require(by, Permission.DRAFT_AGREEMENT, org_unit=agreement.org_unit, on=at.date())
    locked = _locked(agreement)
    if locked.state != State.DRAFT:
        raise Refused("not-a-draft")
    return locked


def _next_edition(agreement: Agreement) -> None:
    agreement.edition += 1
    agreement.save()
