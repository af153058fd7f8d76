"""How proposals enter the register, from the form and from sheets alike."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Max

from janji.core.refusals import Refused
from janji.orgs.models import OrgUnit, User
from janji.registers.communities.intake import key_of
from janji.registers.facts import keeping as facts
from janji.registers.musrenbang.models import (
    REGISTER,
    Forum,
    Proposal,
    ProposalKind,
    ProposalStep,
    Sector,
    State,
)

MOST_RUPIAH = 10**15
YEARS_AHEAD = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is said of a proposal. Who proposes is an organisation or a role, never a person's address."""

    title: str
    sector: str = Sector.OTHER.value
    kind: str = ProposalKind.PHYSICAL.value
    forum: Forum | None = None
    reason: str | None = None
    location: str | None = None
    rt: int | None = None
    rw: int | None = None
    volume: Decimal | None = None
    unit_of_measure: str | None = None
    cost: int | None = None
    output: str | None = None
    beneficiaries: int | None = None
    participation: str | None = None
    priority: int | None = None
    agency: str | None = None
    external_id: str | None = None
    proposer: str | None = None

    @property
    def key(self) -> str:
        """By what the same proposal is known again in its office and plan year: what, and where."""
        where = f"{self.rt or ''}/{self.rw or ''}|{key_of(self.location or '')}"
        return f"{key_of(self.title)}|{where}"[:420]


def require_year(plan_year: int, day: date) -> None:
    """Refuses with `proposal-year-unfit`: one proposes for this year and the next two."""
    if not day.year <= plan_year <= day.year + YEARS_AHEAD:
        raise Refused("proposal-year-unfit", year=plan_year, field="plan_year")


def next_number(org_unit: OrgUnit, plan_year: int) -> int:
    """The number of the next proposal; call it while the office is held."""
    kept = Proposal.objects.filter(org_unit=org_unit, plan_year=plan_year)
    return int(kept.aggregate(last=Max("number"))["last"] or 0) + 1


def proposal(
    wish: Wish,
    org_unit: OrgUnit,
    plan_year: int,
    number: int,
    *,
    day: date,
    by: User,
    at: datetime,
    source: str | None = None,
    carried_from: Proposal | None = None,
) -> Proposal:
    """The proposal as it is kept, not yet saved."""
    made = Proposal(
        org_unit=org_unit,
        plan_year=plan_year,
        number=number,
        proposed_on=day,
        state=State.PROPOSED.value,
        state_since=day,
        source=source,
        carried_from=carried_from,
        recorded_by=by,
        recorded_at=at,
    )
    put(wish, made)
    return made


def put(wish: Wish, on: Proposal) -> None:
    """Writes what is said onto a proposal."""
    for name in Wish.__dataclass_fields__:
        setattr(on, name, getattr(wish, name))
    on.title, on.title_key = " ".join(wish.title.split()), wish.key


def wish_of(one: Proposal) -> Wish:
    """What a kept proposal says."""
    return Wish(**{name: getattr(one, name) for name in Wish.__dataclass_fields__})


def first_step(one: Proposal) -> ProposalStep:
    """The step with which a saved proposal begins."""
    return ProposalStep(
        proposal=one,
        state=State.PROPOSED.value,
        day=one.proposed_on,
        taken_by_id=one.recorded_by_id,
        taken_at=one.recorded_at,
    )


def mark(proposals: Iterable[Proposal]) -> None:
    """Proposals changed: they count in the year of their forums and in the year they plan for."""
    offices: dict[int, tuple[OrgUnit, set[date]]] = {}
    for one in proposals:
        days = offices.setdefault(one.org_unit_id, (one.org_unit, set()))[1]
        days |= {date(one.plan_year - 1, 1, 1), date(one.plan_year, 1, 1)}
    for key in sorted(offices):
        org_unit, days = offices[key]
        facts.mark_changed(REGISTER, org_unit, sorted(days))
