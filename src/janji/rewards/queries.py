"""Reads: rules, what they recommend today, proposals with their decision, and what concerns an office."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.db.models import Prefetch, Q, QuerySet

from janji.agreements.models import Agreement, PartyRole
from janji.calendars.queries import calendar_for
from janji.core import reward_life
from janji.core.reward_life import RuleState, State
from janji.core.reward_parameters import ObjectionRule, objection_rules
from janji.core.reward_rules import Found, PublishedFacts, examined
from janji.core.workdays import Calendar
from janji.kit.statements import KEY, Statement
from janji.orgs import access
from janji.orgs.models import OrgUnit
from janji.orgs.queries import ancestry
from janji.rewards.access import PROPOSE, offices_read_by
from janji.rewards.facts import OfficeFacts, published_of
from janji.rewards.models import (
    Decision,
    ObjectionFile,
    PaperDelivery,
    Proposal,
    ProposalFact,
    RewardRule,
)
from janji.rewards.saying import stands_on

MOST_OFFICES = 500
ORDERS = {
    "tanggal": ("proposed_at", "pk"),
    "-tanggal": ("-proposed_at", "-pk"),
    "kantor": ("org_unit__name", "-proposed_at"),
    "-kantor": ("-org_unit__name", "-proposed_at"),
}
DECISION_ORDERS = {
    "tanggal": ("decision__decided_on", "pk"),
    "-tanggal": ("-decision__decided_on", "-pk"),
    "kantor": ("org_unit__name", "-decision__decided_on"),
    "-kantor": ("-org_unit__name", "-decision__decided_on"),
    "nomor": ("decision__number",),
    "-nomor": ("-decision__number",),
}


@dataclass(frozen=True, slots=True)
class Search:
    """What one looks for among proposals and decisions."""

    text: str = ""
    year: int | None = None
    kind: str = ""
    office: OrgUnit | None = None
    state: str = ""

    def __bool__(self) -> bool:
        return bool(self.text or self.year or self.kind or self.office or self.state)


def _read_by(user: access.Someone, *, on: date) -> QuerySet[Proposal]:
    offices = offices_read_by(user, on=on)
    found = Proposal.objects.filter(org_unit__in=offices)
    return found.select_related("org_unit", "rule", "proposed_by", "decision__objection__answer")


def _searched(rows: QuerySet[Proposal], search: Search) -> QuerySet[Proposal]:
    if search.text:
        rows = rows.filter(
            Q(org_unit__name__icontains=search.text)
            | Q(rule__title__icontains=search.text)
            | Q(decision__number__icontains=search.text)
        )
    if search.year:
        rows = rows.filter(year=search.year)
    if search.kind:
        rows = rows.filter(rule__effect_kind=search.kind)
    if search.office:
        rows = rows.filter(org_unit=search.office)
    if search.state:
        rows = rows.filter(state=search.state)
    return rows


def proposals_read_by(
    user: access.Someone, search: Search, *, order: str, on: date
) -> QuerySet[Proposal]:
    """Proposals someone may read, filtered and sorted; one query a page."""
    found = _searched(_read_by(user, on=on), search)
    return found.order_by(*ORDERS.get(order, ORDERS["-tanggal"]))


def decisions_read_by(
    user: access.Someone, search: Search, *, order: str, on: date
) -> QuerySet[Proposal]:
    """What was decided because of a measurement, with its facts; two queries a page."""
    found = _searched(_read_by(user, on=on).filter(decision__isnull=False), search)
    found = found.prefetch_related(Prefetch("facts", queryset=ProposalFact.objects.order_by("pk")))
    return found.order_by(*DECISION_ORDERS.get(order, DECISION_ORDERS["-tanggal"]))


@cache
def proposal_by_key() -> Statement[Proposal]:
    """A proposal with everything a page says of it."""
    found = Proposal.objects.filter(pk=KEY).select_related(
        "org_unit",
        "agreement",
        "rule__org_unit",
        "proposed_by",
        "closed_by",
        "decision__government",
        "decision__decided_by",
        "decision__received_by",
        "decision__paper",
        "decision__objection__objected_by",
        "decision__objection__answer__answered_by",
    )
    return Statement(found)


def facts_of(proposal: Proposal) -> list[ProposalFact]:
    """The facts a proposal stands on; one query."""
    return list(proposal.facts.order_by("pk"))


@cache
def objection_file_by_key() -> Statement[ObjectionFile]:
    """A file of an objection with its office."""
    found = ObjectionFile.objects.filter(pk=KEY)
    return Statement(found.select_related("objection__decision__proposal__org_unit"))


@dataclass(frozen=True, slots=True)
class Days:
    """The days that run after a decision."""

    rule: ObjectionRule
    object_until: date | None
    answer_until: date | None
    closes_from: date | None
    is_silent: bool
    may_object: bool
    may_close: bool


def days_of(decision: Decision, calendar: Calendar, *, on: date) -> Days:
    """Until when something can still be done about a decision; no query."""
    rule, course = objection_rules()[decision.objection_rule], decision.course()
    until = reward_life.objection_until(rule, course, calendar)
    closes = reward_life.closes_from(rule, course, calendar)
    final_at_once = course.answered_on is not None and rule.appeal_limit is None
    return Days(
        rule=rule,
        object_until=until,
        answer_until=reward_life.answer_until(rule, course, calendar),
        closes_from=closes,
        is_silent=reward_life.is_silent(rule, course, on, calendar),
        may_object=until is None or on <= until,
        may_close=closes is not None and (final_at_once or on > closes),
    )


def rules_read_by(user: access.Someone, *, on: date) -> QuerySet[RewardRule]:
    """Rules of offices someone may read, the newest version first; one query."""
    offices = offices_read_by(user, on=on)
    found = RewardRule.objects.filter(org_unit__in=offices).select_related("org_unit")
    return found.order_by("org_unit__path", "title", "-version")


@cache
def rule_by_key() -> Statement[RewardRule]:
    """A rule with its office and people."""
    found = RewardRule.objects.filter(pk=KEY)
    return Statement(
        found.select_related("org_unit", "previous", "drafted_by", "activated_by", "ended_by")
    )


def versions_of(rule: RewardRule) -> list[RewardRule]:
    """Every version of a rule, the newest first; one query."""
    found = RewardRule.objects.filter(org_unit=rule.org_unit_id, title=rule.title)
    return list(found.order_by("-version"))


def active_rules(org_units: Sequence[OrgUnit], *, on: date) -> list[RewardRule]:
    """Rules in force on a day that reach some offices; one query."""
    paths = {path for one in org_units for path in ancestry(one)}
    found = RewardRule.objects.filter(
        org_unit__path__in=paths, state=RuleState.ACTIVE.value, valid_from__lte=on
    )
    found = found.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on))
    return list(found.select_related("org_unit").order_by("org_unit__path", "title", "version"))


def reaches(rule: RewardRule, org_unit: OrgUnit) -> bool:
    """Whether a rule holds for an office: its own or one below, of the sort it is for."""
    below = org_unit.path.startswith(rule.org_unit.path)
    return below and rule.for_kind in {None, org_unit.kind}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a rule comes to for an office today. Advice only: a person proposes, another one decides."""

    office: OrgUnit
    rule: RewardRule
    found: Found
    facts: PublishedFacts
    proposal: Proposal | None


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How a rule came out over the offices it reaches."""

    rule: RewardRule
    holds: int
    does_not: int
    unknown: int


@dataclass(frozen=True, slots=True)
class SuggestionPage:
    """Everything rules recommend for a year, in the order of the tree of offices; never a ranking."""

    suggestions: tuple[Suggestion, ...]
    counts: tuple[RuleCount, ...]
    offices: int
    is_cut: bool


def suggestions_for(user: access.Someone, year: int, *, on: date) -> SuggestionPage:
    """What rules recommend for offices someone may propose for; the same queries for any number."""
    reach = access.org_units_permitting(user, PROPOSE, on=on)
    having = Agreement.objects.filter(year=year).values("org_unit")
    reporting = PaperDelivery.objects.filter(year=year).values("org_unit")
    found = reach.filter(Q(pk__in=having) | Q(pk__in=reporting)).order_by("path")
    offices = list(found[: MOST_OFFICES + 1])
    is_cut = len(offices) > MOST_OFFICES
    offices = offices[:MOST_OFFICES]
    every = list(_examined(offices, published_of(offices, year, on=on), year, on=on))
    rules = {one.rule.pk: one.rule for one in every}
    return SuggestionPage(
        tuple(one for one in every if one.found.holds),
        tuple(_count(rule, every) for rule in rules.values()),
        len(offices),
        is_cut,
    )


def _count(rule: RewardRule, every: Sequence[Suggestion]) -> RuleCount:
    mine = [one.found for one in every if one.rule.pk == rule.pk]
    unknown = sum(one.lack is not None for one in mine)
    holds = sum(one.holds for one in mine)
    return RuleCount(rule, holds, len(mine) - holds - unknown, unknown)


def examined_for(org_unit: OrgUnit, known: OfficeFacts, *, on: date) -> list[Suggestion]:
    """Every rule that reaches one office with what it came to."""
    return list(_examined([org_unit], {org_unit.pk: known}, known.facts.year, on=on))


def _examined(
    offices: Sequence[OrgUnit], published: dict[int, OfficeFacts], year: int, *, on: date
) -> Iterator[Suggestion]:
    rules = active_rules(offices, on=on)
    made = _proposed_already(offices, year)
    for office in offices:
        facts = published[office.pk].facts
        for rule in rules:
            if not reaches(rule, office):
                continue
            found = examined(rule.condition, facts)
            key = (office.pk, rule.org_unit_id, rule.title, stands_on(rule.condition, found))
            yield Suggestion(office, rule, found, facts, made.get(key))


def _proposed_already(
    offices: Sequence[OrgUnit], year: int
) -> dict[tuple[int, int, str, str], Proposal]:
    """Proposals by office, rule whatever its version, and what they stand on; one query."""
    rows = Proposal.objects.filter(org_unit__in=[one.pk for one in offices], year=year)
    return {
        (one.org_unit_id, one.rule.org_unit_id, one.rule.title, one.stands_on): one
        for one in rows.select_related("rule")
    }


def concerned(agreement: Agreement | None) -> tuple[str | None, str | None]:
    """Name and position of who promised: the first party of an agreement; one query."""
    if agreement is None:
        return None, None
    party = agreement.parties.filter(role=PartyRole.FIRST).first()
    return (party.name, party.position) if party else (None, None)


def deciding(agreement: Agreement | None) -> tuple[str | None, str | None]:
    """Name and position of the second party, who usually decides; one query."""
    if agreement is None:
        return None, None
    party = agreement.parties.filter(role=PartyRole.SECOND).first()
    return (party.name, party.position) if party else (None, None)


def proposals_of(org_unit: OrgUnit) -> list[Proposal]:
    """Everything proposed about one office, the newest first; one query."""
    found = Proposal.objects.filter(org_unit=org_unit)
    found = found.select_related("rule", "decision__objection__answer", "org_unit")
    return list(found.order_by("-proposed_at", "-pk"))


def deliveries_of(org_unit: OrgUnit) -> list[PaperDelivery]:
    """Papers of an office with the day they came; one query."""
    return list(PaperDelivery.objects.filter(org_unit=org_unit).select_related("recorded_by"))


def is_standing(proposal: Proposal) -> bool | None:
    """Whether a granted decision stands: not after an accepted objection; `None` while undecided."""
    decision = getattr(proposal, "decision", None)
    if decision is None:
        return None
    answer = getattr(getattr(decision, "objection", None), "answer", None)
    return bool(decision.is_granted and not (answer and answer.accepts))


def calendar_of(proposal: Proposal) -> Calendar:
    """The calendar by which the days of a decision are counted; two queries."""
    return calendar_for(proposal.org_unit)


OPEN = frozenset({State.PROPOSED, State.GRANTED, State.REFUSED, State.OBJECTED, State.ANSWERED})
"""States in which somebody still has to do something."""
