"""Reads: proposals of an office, one proposal, their ranking, what became of a year's."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet

from janji.core.attendance import share
from janji.core.musrenbang import (
    ACCOMMODATED,
    ANSWERED,
    RANKED,
    Candidate,
    Ranked,
    points,
    ranking,
    settled_weights,
)
from janji.core.numbers import Exact
from janji.kit.statements import KEY, Statement
from janji.orgs.access import rows_below
from janji.orgs.models import OrgUnit
from janji.registers.musrenbang.access import deciding
from janji.registers.musrenbang.models import (
    Criteria,
    Criterion,
    Forum,
    Proposal,
    ProposalFile,
    ProposalStep,
    Score,
    State,
)

ORDERS = {
    "nomor": ("org_unit__path", "plan_year", "number"),
    "-nomor": ("-org_unit__path", "-plan_year", "-number"),
    "prioritas": ("priority", "org_unit__path", "number"),
    "-prioritas": ("-priority", "org_unit__path", "number"),
    "biaya": ("cost", "pk"),
    "-biaya": ("-cost", "pk"),
    "manfaat": ("beneficiaries", "pk"),
    "-manfaat": ("-beneficiaries", "pk"),
}


@dataclass(frozen=True, slots=True)
class ProposalSearch:
    """What one looks for; what is left empty does not narrow it down."""

    text: str = ""
    plan_year: int | None = None
    state: str = ""
    sector: str = ""

    def __bool__(self) -> bool:
        """Whether anything is asked for."""
        return any((self.text, self.plan_year, self.state, self.sector))


def proposals_of(
    org_unit: OrgUnit, search: ProposalSearch, *, order: str = ""
) -> QuerySet[Proposal]:
    """The proposals of an office and all below it, those that were struck left out."""
    found = Proposal.objects.filter(rows_below(org_unit), struck_at=None)
    if search.text:
        found = found.filter(
            Q(title__icontains=search.text)
            | Q(location__icontains=search.text)
            | Q(agency__icontains=search.text)
            | Q(org_unit__name__icontains=search.text)
            | Q(external_id__iexact=search.text)
        )
    if search.plan_year:
        found = found.filter(plan_year=search.plan_year)
    if search.state:
        found = found.filter(state=search.state)
    if search.sector:
        found = found.filter(sector=search.sector)
    return found.select_related("org_unit").order_by(*ORDERS.get(order, ORDERS["nomor"]))


@cache
def proposal_by_key() -> Statement[Proposal]:
    """Asks for a proposal with its office and its forum."""
    found = Proposal.objects.filter(pk=KEY)
    return Statement(
        found.select_related(
            "org_unit", "forum", "recorded_by", "placed_by", "struck_by", "carried_from"
        )
    )


@cache
def file_by_key() -> Statement[ProposalFile]:
    """Asks for a file with its proposal's office."""
    return Statement(ProposalFile.objects.filter(pk=KEY).select_related("proposal__org_unit"))


def steps_of(proposal: Proposal) -> QuerySet[ProposalStep]:
    """Every step, those taken back too."""
    return proposal.steps.select_related("taken_by", "retracted_by").order_by("pk")


def carried_to(proposal: Proposal) -> Proposal | None:
    """The same proposal of a later year."""
    return Proposal.objects.filter(carried_from=proposal).first()


def forums_for(org_unit: OrgUnit) -> QuerySet[Forum]:
    """The forums a proposal of an office may come from: its own, those of offices below and above it."""
    offices = {org_unit.pk, deciding(org_unit).pk}
    here = rows_below(org_unit) | Q(org_unit__in=offices)
    return Forum.objects.filter(here).select_related("org_unit").order_by("-day", "pk")


# Criteria and scores.


def criteria_of(org_unit: OrgUnit, plan_year: int) -> Criteria | None:
    """By what an office scores a plan year; two queries."""
    found = Criteria.objects.filter(org_unit=org_unit, plan_year=plan_year)
    return found.prefetch_related("entries").select_related("changed_by").first()


def weights_of(criteria: Criteria | None) -> dict[int, Fraction]:
    """The weights by criterion, as parts of one."""
    entries = list(criteria.entries.all()) if criteria else []
    if not entries:
        return {}
    settled = settled_weights([one.weight for one in entries])
    return {one.pk: weight for one, weight in zip(entries, settled, strict=True)}


def is_in_use(criteria: Criteria) -> bool:
    """Whether something is scored by them."""
    return Score.objects.filter(criterion__criteria=criteria).exists()


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """A criterion on a proposal's page: its weight and what the assessors gave."""

    criterion: Criterion
    weight: Fraction
    given: Sequence[Score]

    @property
    def mean(self) -> Fraction | None:
        """The exact mean of what was given."""
        values = [one.value for one in self.given]
        return Fraction(sum(values), len(values)) if values else None


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """How a proposal stands by the criteria of its district and year."""

    criteria: Criteria | None
    lines: Sequence[CriterionLine]
    points: Fraction | None


def score_sheet(proposal: Proposal) -> ScoreSheet:
    """The scores of a proposal; five queries."""
    criteria = criteria_of(deciding(proposal.org_unit), proposal.plan_year)
    weights = weights_of(criteria)
    given = list(proposal.scores.select_related("given_by").order_by("given_by", "pk"))
    lines = [
        CriterionLine(
            one, weights[one.pk], [score for score in given if score.criterion_id == one.pk]
        )
        for one in (criteria.entries.all() if criteria else ())
    ]
    pairs = [(one.criterion_id, one.value) for one in given]
    return ScoreSheet(criteria, lines, points(weights, pairs))


# The order of a district's proposals.


@dataclass(frozen=True, slots=True)
class RankedProposal:
    """A proposal in its place."""

    proposal: Proposal
    place: Ranked


def newest_plan_year(org_unit: OrgUnit, *, states: Collection[str] = ()) -> int | None:
    """The last plan year of which an office has proposals, or has some in these states; two queries."""
    found = Proposal.objects.filter(rows_below(org_unit), struck_at=None)
    if states:
        found = found.filter(state__in=sorted(states))
    newest: int | None = found.aggregate(newest=Max("plan_year"))["newest"]
    return newest


def ranked(org_unit: OrgUnit, plan_year: int) -> list[RankedProposal]:
    """The proposals of an office that its district accepted, each in its place in the whole district.

    Six queries, however many proposals.
    """
    district = deciding(org_unit)
    weights = weights_of(criteria_of(district, plan_year))
    rows = list(
        proposals_of(district, ProposalSearch(plan_year=plan_year)).filter(state__in=RANKED)
    )
    scores: dict[int, list[tuple[int, int]]] = {}
    given = Score.objects.filter(criterion__in=weights, proposal__plan_year=plan_year)
    for proposal, criterion, value in given.values_list("proposal", "criterion", "value"):
        scores.setdefault(proposal, []).append((criterion, value))
    by_key = {one.pk: one for one in rows}
    placed = ranking(
        Candidate(
            key=one.pk,
            points=points(weights, scores.get(one.pk, ())),
            beneficiaries=one.beneficiaries,
            priority=one.priority,
            number=one.number,
            place=one.placed,
        )
        for one in rows
    )
    found = [RankedProposal(by_key[one.key], one) for one in placed]
    return [one for one in found if one.proposal.org_unit.path.startswith(org_unit.path)]


# What became of a year's proposals.


@dataclass(frozen=True, slots=True)
class FollowUp:
    """How many of a plan year's proposals stand where, and how many are accommodated."""

    plan_year: int
    counts: Sequence[tuple[State, int]]

    @property
    def whole(self) -> int:
        """All of them."""
        return sum(count for _, count in self.counts)

    @property
    def accommodated(self) -> int:
        """Those in the work plan or the budget."""
        return sum(count for state, count in self.counts if state.value in ACCOMMODATED)

    @property
    def unanswered(self) -> int:
        """Those nobody has answered yet."""
        return sum(count for state, count in self.counts if state.value not in ANSWERED)

    @property
    def rate(self) -> Exact | None:
        """The accommodation rate in percent; without proposals there is none."""
        return share(self.accommodated, self.whole)


def follow_up(org_unit: OrgUnit, plan_year: int) -> FollowUp:
    """The counts of a plan year's proposals by state; one query and the office's tree."""
    rows = proposals_of(org_unit, ProposalSearch(plan_year=plan_year))
    counted: Mapping[str, int] = dict(
        rows.order_by().values_list("state").annotate(count=Count("pk"))
    )
    return FollowUp(plan_year, [(one, counted.get(one.value, 0)) for one in State])


def with_carried(rows: QuerySet[Proposal]) -> QuerySet[Proposal]:
    """Each with whether it is proposed again for a later year."""
    later = Proposal.objects.filter(carried_from=OuterRef("pk"))
    return rows.annotate(is_carried=Exists(later))


def to_carry_over(org_unit: OrgUnit, plan_year: int, keys: Iterable[int]) -> list[Proposal]:
    """Of some proposals, those of an office's plan year that may be proposed again."""
    rows = proposals_of(org_unit, ProposalSearch(plan_year=plan_year))
    return list(rows.filter(pk__in=keys, carried_to=None).exclude(state__in=ANSWERED))
