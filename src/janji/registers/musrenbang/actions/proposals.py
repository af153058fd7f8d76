"""Changes of proposals: written down, put right, on their way, carried over to the next year."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from janji.core.musrenbang import ANSWERED, DECIDED_BY_CHECKER, ProposalState, require_move
from janji.core.refusals import Refused
from janji.kit import audit
from janji.kit.editions import held, held_row, require_seen
from janji.kit.files import CheckedFile
from janji.orgs import access
from janji.orgs.models import OrgUnit, User
from janji.orgs.roles import Permission
from janji.registers.musrenbang import proposing
from janji.registers.musrenbang.access import require_decider
from janji.registers.musrenbang.models import Proposal, ProposalFile, ProposalStep, State
from janji.registers.musrenbang.proposing import Wish

KEEP, CHECK = Permission.KEEP_RECORDS, Permission.CHECK_RECORDS
AT_ONCE = 500
SAID = tuple(name for name in Wish.__dataclass_fields__ if name != "forum")
STANDING = ("state", "state_since")


def _held(proposal: Proposal) -> Proposal:
    proposal = held_row(Proposal.objects.select_related("org_unit"), proposal.pk)
    if proposal.struck_at is not None:
        raise Refused("proposal-struck", title=proposal.title)
    return proposal


def _require_keeping(proposal: Proposal, by: User, at: datetime) -> None:
    """While it is merely proposed its own office may change it, later only the one that decides."""
    if proposal.state == State.PROPOSED.value:
        access.require(by, KEEP, org_unit=proposal.org_unit, on=at.date())
    else:
        require_decider(by, KEEP, proposal.org_unit, on=at.date())


def _require_new(wish: Wish, org_unit: OrgUnit, plan_year: int, *, but: int = 0) -> None:
    kept = Proposal.objects.filter(org_unit=org_unit, plan_year=plan_year, struck_at=None)
    if kept.filter(title_key=wish.key).exclude(pk=but).exists():
        raise Refused("proposal-known", title=wish.title, year=plan_year, field="title")


@transaction.atomic
def add_proposal(
    *, org_unit: OrgUnit, plan_year: int, wish: Wish, day: date, by: User, at: datetime
) -> Proposal:
    """Something that an office proposes for a plan year, on a day."""
    access.require(by, KEEP, org_unit=org_unit, on=at.date())
    held_row(OrgUnit.objects.all(), org_unit.pk)
    if day > at.date():
        raise Refused("proposal-day-ahead", day=f"{day:%d-%m-%Y}", field="day")
    proposing.require_year(plan_year, day)
    _require_new(wish, org_unit, plan_year)
    number = proposing.next_number(org_unit, plan_year)
    made = proposing.proposal(wish, org_unit, plan_year, number, day=day, by=by, at=at)
    made.save()
    proposing.first_step(made).save()
    proposing.mark([made])
    audit.note("add-proposal", made, by=by, at=at, number=number, plan_year=plan_year)
    return made


@transaction.atomic
def correct_proposal(
    *, proposal: Proposal, wish: Wish, based_on: int | None, by: User, at: datetime
) -> Proposal:
    """What was written down of a proposal is put right."""
    proposal = _held(proposal)
    _require_keeping(proposal, by, at)
    require_seen(proposal, based_on)
    _require_new(wish, proposal.org_unit, proposal.plan_year, but=proposal.pk)
    before = audit.values(proposal, SAID)
    proposing.put(wish, proposal)
    proposal.edition += 1
    proposal.save()
    proposing.mark([proposal])
    audit.note("correct-proposal", proposal, by=by, at=at, **audit.changed(proposal, before))
    return proposal


@transaction.atomic
def move_proposal(
    *,
    proposal: Proposal,
    to: ProposalState,
    day: date,
    reason: str | None,
    based_on: int | None,
    by: User,
    at: datetime,
) -> Proposal:
    """What became of a proposal on a day; the district decides, and says why when it says no."""
    proposal = _held(proposal)
    permission = CHECK if to in DECIDED_BY_CHECKER else KEEP
    require_decider(by, permission, proposal.org_unit, on=at.date())
    require_seen(proposal, based_on)
    reason = (reason or "").strip() or None
    if day > at.date():
        raise Refused("proposal-day-ahead", day=f"{day:%d-%m-%Y}", field="day")
    state, before = ProposalState(proposal.state), audit.values(proposal, STANDING)
    require_move(state, to, since=proposal.state_since, day=day, reason=reason)
    ProposalStep.objects.create(
        proposal=proposal, state=to.value, day=day, reason=reason, taken_by=by, taken_at=at
    )
    _stand(proposal, to.value, day, reason)
    changed = audit.changed(proposal, before)
    audit.note("move-proposal", proposal, by=by, at=at, why=reason, **changed)
    return proposal


@transaction.atomic
def retract_step(
    *, proposal: Proposal, reason: str, based_on: int | None, by: User, at: datetime
) -> Proposal:
    """The last step was written down wrongly: the proposal stands where it stood before."""
    proposal = _held(proposal)
    steps = list(proposal.steps.filter(retracted_at=None).order_by("pk"))
    last = steps[-1]
    permission = CHECK if last.state in DECIDED_BY_CHECKER else KEEP
    require_decider(by, permission, proposal.org_unit, on=at.date())
    require_seen(proposal, based_on)
    if len(steps) == 1:
        raise Refused("proposal-first-step")
    if not reason.strip():
        raise Refused("proposal-reason-missing", field="reason")
    last.retracted_by, last.retracted_at, last.retracted_reason = by, at, reason.strip()
    last.save()
    before, stands = audit.values(proposal, STANDING), steps[-2]
    _stand(proposal, stands.state, stands.day, stands.reason)
    changed = audit.changed(proposal, before)
    audit.note("retract-step", proposal, by=by, at=at, why=reason.strip(), **changed)
    return proposal


def _stand(proposal: Proposal, state: str, day: date, reason: str | None) -> None:
    proposal.state, proposal.state_since, proposal.state_reason = state, day, reason
    proposal.edition += 1
    proposal.save()
    proposing.mark([proposal])


@transaction.atomic
def strike_proposal(*, proposal: Proposal, reason: str, by: User, at: datetime) -> Proposal:
    """Written down wrongly or twice: it counts nowhere, and stays readable with the reason."""
    proposal = _held(proposal)
    _require_keeping(proposal, by, at)
    if not reason.strip():
        raise Refused("proposal-reason-missing", field="reason")
    proposal.struck_by, proposal.struck_at = by, at
    proposal.struck_reason = reason.strip()
    proposal.edition += 1
    proposal.save()
    proposing.mark([proposal])
    why, told = proposal.struck_reason, audit.COUNTS_NO_LONGER
    audit.note("strike-proposal", proposal, by=by, at=at, why=why, **told)
    return proposal


@transaction.atomic
def add_files(
    *, proposal: Proposal, files: Sequence[CheckedFile], by: User, at: datetime
) -> list[ProposalFile]:
    """Photos and papers join a proposal; one and the same file is kept once."""
    proposal = _held(proposal)
    _require_keeping(proposal, by, at)
    if not files:
        raise Refused("proposal-file-missing", field="uploads")
    known = set(proposal.files.values_list("sha256", flat=True))
    fresh = {one.sha256: one for one in files if one.sha256 not in known}
    made = [ProposalFile.keep(one, by=by, at=at, proposal=proposal) for one in fresh.values()]
    audit.note("add-proposal-files", proposal, by=by, at=at, files=len(made))
    return made


@transaction.atomic
def carry_over(
    *, proposals: Sequence[Proposal], plan_year: int, day: date, by: User, at: datetime
) -> list[Proposal]:
    """Proposals without an answer are proposed again for a later year, each once, with their words.

    Those that were answered, struck or carried over meanwhile are left as they are.
    """
    proposing.require_year(plan_year, day)
    keys = sorted(one.pk for one in proposals)
    offices = sorted({one.org_unit_id for one in proposals})
    list(held(OrgUnit.objects.order_by("pk")).filter(pk__in=offices))
    rows = Proposal.objects.select_related("org_unit").order_by("org_unit", "number")
    kept = list(held(rows).filter(pk__in=keys, struck_at=None, carried_to=None))
    open_still = [one for one in kept if one.state not in ANSWERED and one.plan_year < plan_year]
    for office in {one.org_unit_id: one.org_unit for one in open_still}.values():
        access.require(by, KEEP, org_unit=office, on=at.date())
    known = set(
        Proposal.objects.filter(
            org_unit__in=offices, plan_year=plan_year, struck_at=None
        ).values_list("org_unit", "title_key")
    )
    numbers: dict[int, int] = {}
    made = []
    for one in open_still:
        wish = proposing.wish_of(one)
        if (one.org_unit_id, wish.key) in known:
            continue
        known.add((one.org_unit_id, wish.key))
        first = proposing.next_number(one.org_unit, plan_year)
        numbers[one.org_unit_id] = numbers.get(one.org_unit_id, first - 1) + 1
        made.append(
            proposing.proposal(
                wish,
                one.org_unit,
                plan_year,
                numbers[one.org_unit_id],
                day=day,
                by=by,
                at=at,
                carried_from=one,
            )
        )
    if not made:
        raise Refused("nothing-to-carry-over", year=plan_year)
    Proposal.objects.bulk_create(made, batch_size=AT_ONCE)
    ProposalStep.objects.bulk_create(map(proposing.first_step, made), batch_size=AT_ONCE)
    proposing.mark(made)
    for one in made:
        audit.note("carry-over-proposal", one, by=by, at=at, plan_year=plan_year)
    return made
