"""Everything that changes rewards and sanctions. Nothing here happens by itself."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from janji.calendars.queries import calendar_for
from janji.core import reward_life
from janji.core.refusals import Refused
from janji.core.reward_life import Deed, RuleState, State
from janji.core.reward_parameters import objection_rule, objection_rules, papers
from janji.core.reward_rules import Effect, EffectKind, examined, require_basis, require_lawful
from janji.kit import audit
from janji.kit.editions import held_as_seen, held_row
from janji.kit.files import CheckedFile, Kind
from janji.orgs import access
from janji.orgs.models import OrgUnit, User
from janji.orgs.queries import government_of
from janji.rewards import facts, queries, saying
from janji.rewards.access import ACTIVATE, DECIDE, KEEP_RULES, OBJECT, PROPOSE, require_any
from janji.rewards.documents.letter.content import as_pdf
from janji.rewards.documents.letter.record import letter_of
from janji.rewards.models import (
    Answer,
    Decision,
    DecisionPaper,
    Objection,
    ObjectionFile,
    PaperDelivery,
    Proposal,
    ProposalFact,
    RewardRule,
)

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class RuleTerms:
    """What a rule says."""

    title: str
    for_kind: str | None
    condition_kind: str
    percent: Decimal | None
    quarters: int | None
    band: str | None
    paper: str | None
    effect_kind: str
    change: Decimal | None
    objection_rule: str
    basis_document: str | None
    basis_article: str | None
    basis_dated: date | None
    basis_status: str | None
    notes: str | None
    valid_from: date
    valid_to: date | None


def _put(rule: RewardRule, terms: RuleTerms) -> list[str]:
    """Writes terms into a rule; which of them changed. Refuses what core does not take."""
    changed = [
        one.name
        for one in fields(RuleTerms)
        if getattr(rule, one.name, None) != getattr(terms, one.name)
    ]
    for one in fields(RuleTerms):
        setattr(rule, one.name, getattr(terms, one.name))
    condition, effect = rule.condition, rule.effect
    require_lawful(condition.kind, effect.kind)
    objection_rule(terms.objection_rule, terms.valid_from)
    if terms.valid_to is not None and terms.valid_to < terms.valid_from:
        raise Refused("rule-dates", field="valid_to")
    return changed


@transaction.atomic
def draft_rule(
    *, org_unit: OrgUnit, terms: RuleTerms, by: User, at: datetime, is_example: bool = False
) -> RewardRule:
    """A new rule as a draft: it recommends nothing before somebody else activates it."""
    org_unit = held_row(OrgUnit.objects.all(), org_unit.pk)
    access.require(by, KEEP_RULES, org_unit=org_unit, on=at.date())
    if RewardRule.objects.filter(org_unit=org_unit, title=terms.title).exists():
        raise Refused("rule-title-taken", org_unit=org_unit.name, field="title")
    rule = RewardRule(org_unit=org_unit, drafted_by=by, drafted_at=at, is_example=is_example)
    _put(rule, terms)
    rule.save()
    audit.note("draft-reward-rule", rule, by=by, at=at, title=terms.title)
    return rule


@transaction.atomic
def draft_rules(
    *, org_unit: OrgUnit, terms: Sequence[RuleTerms], by: User, at: datetime
) -> list[RewardRule]:
    """Several rules as drafts at once; those whose title is there already are left out."""
    org_unit = held_row(OrgUnit.objects.all(), org_unit.pk)
    known = set(RewardRule.objects.filter(org_unit=org_unit).values_list("title", flat=True))
    return [
        draft_rule(org_unit=org_unit, terms=one, by=by, at=at)
        for one in terms
        if one.title not in known
    ]


@transaction.atomic
def edit_rule(
    *, rule: RewardRule, terms: RuleTerms, based_on: int | None, by: User, at: datetime
) -> RewardRule:
    """Changes a draft. A rule that was active is followed by a new version instead.

    Whoever writes last is its author, so that nobody activates their own words.
    """
    rule = held_as_seen(RewardRule.objects.select_related("org_unit"), rule.pk, based_on)
    access.require(by, KEEP_RULES, org_unit=rule.org_unit, on=at.date())
    if rule.state != RuleState.DRAFT:
        raise Refused("rule-not-draft")
    if terms.title != rule.title:
        _require_free_title(rule, terms.title)
    before = {one.name: str(getattr(rule, one.name)) for one in fields(RuleTerms)}
    changed = _put(rule, terms)
    rule.drafted_by, rule.drafted_at = by, at
    rule.edition += 1
    rule.save()
    told = {name: before[name] for name in changed}
    now = {name: str(getattr(rule, name)) for name in changed}
    audit.note("edit-reward-rule", rule, by=by, at=at, before=told, after=now)
    return rule


def _require_free_title(rule: RewardRule, title: str) -> None:
    """A line of versions keeps its title; another rule's title is not taken."""
    same = RewardRule.objects.filter(org_unit=rule.org_unit_id, title=title)
    if rule.previous_id is not None or same.exists():
        raise Refused("rule-title-taken", org_unit=rule.org_unit.name, field="title")


@transaction.atomic
def activate_rule(*, rule: RewardRule, based_on: int | None, by: User, at: datetime) -> RewardRule:
    """Brings a rule into force: only on a basis somebody has read, and not by its author.

    The version before ends the day before this one begins.
    """
    rule = held_as_seen(RewardRule.objects.select_related("org_unit"), rule.pk, based_on)
    require_any(by, ACTIVATE, org_unit=rule.org_unit, on=at.date())
    if rule.state != RuleState.DRAFT:
        raise Refused("rule-not-draft")
    require_basis(rule.basis)
    if rule.drafted_by_id == by.pk:
        raise Refused("rule-by-its-author")
    _replace_previous(rule)
    before = audit.values(rule, ["state"])
    rule.state, rule.activated_by, rule.activated_at = RuleState.ACTIVE.value, by, at
    rule.edition += 1
    rule.save()
    changed = audit.changed(rule, before)
    audit.note("activate-reward-rule", rule, by=by, at=at, version=rule.version, **changed)
    return rule


def _replace_previous(rule: RewardRule) -> None:
    if rule.previous_id is None:
        return
    previous = held_row(RewardRule.objects.all(), rule.previous_id)
    if rule.valid_from <= previous.valid_from:
        raise Refused("rule-before-previous", day=f"{previous.valid_from:%d-%m-%Y}")
    last = rule.valid_from - ONE_DAY
    if previous.state == RuleState.ACTIVE and (
        previous.valid_to is None or previous.valid_to > last
    ):
        previous.valid_to = last
        previous.edition += 1
        previous.save()


@transaction.atomic
def end_rule(
    *, rule: RewardRule, because: str, based_on: int | None, by: User, at: datetime
) -> RewardRule:
    """A rule recommends nothing from now on; what was proposed on it stays."""
    rule = held_as_seen(RewardRule.objects.select_related("org_unit"), rule.pk, based_on)
    require_any(by, ACTIVATE, org_unit=rule.org_unit, on=at.date())
    if rule.state == RuleState.ENDED:
        raise Refused("rule-not-active")
    if not because.strip():
        raise Refused("rule-reason-missing", field="because")
    before = audit.values(rule, ["state"])
    rule.state, rule.ended_by, rule.ended_at = RuleState.ENDED.value, by, at
    rule.ended_because = because.strip()
    rule.edition += 1
    rule.save()
    changed = audit.changed(rule, before)
    audit.note("end-reward-rule", rule, by=by, at=at, why=rule.ended_because, **changed)
    return rule


@transaction.atomic
def follow_rule(*, rule: RewardRule, based_on: int | None, by: User, at: datetime) -> RewardRule:
    """The next version of an active rule as a draft, with the same terms, to be changed then."""
    rule = held_as_seen(RewardRule.objects.select_related("org_unit"), rule.pk, based_on)
    access.require(by, KEEP_RULES, org_unit=rule.org_unit, on=at.date())
    if rule.state == RuleState.DRAFT:
        raise Refused("rule-not-active")
    following = RewardRule.objects.filter(previous=rule).first()
    if following is not None:
        raise Refused("rule-has-following", version=following.version)
    terms = {one.name: getattr(rule, one.name) for one in fields(RuleTerms)}
    terms |= {"valid_from": max(timezone.localdate(at), rule.valid_from + ONE_DAY)}
    terms |= {"valid_to": None}
    made = RewardRule.objects.create(
        **terms,
        org_unit=rule.org_unit,
        version=rule.version + 1,
        previous=rule,
        is_example=rule.is_example,
        drafted_by=by,
        drafted_at=at,
    )
    changed = audit.changed(made, audit.values(rule, ("version", "valid_from", "valid_to")))
    audit.note("draft-reward-rule", made, by=by, at=at, title=made.title, **changed)
    return made


@transaction.atomic
def propose(
    *, rule: RewardRule, org_unit: OrgUnit, year: int, reasons: str, by: User, at: datetime
) -> Proposal:
    """Proposes what an active rule recommends for an office, on what is published today.

    The facts are kept as they were read: later figures do not move them.
    """
    org_unit = held_row(OrgUnit.objects.all(), org_unit.pk)
    access.require(by, PROPOSE, org_unit=org_unit, on=at.date())
    today = timezone.localdate(at)
    if rule.state != RuleState.ACTIVE or not rule.holds_on(today):
        raise Refused("rule-not-active")
    if not queries.reaches(rule, org_unit):
        raise Refused("rule-not-for-office", org_unit=org_unit.name)
    if not reasons.strip():
        raise Refused("reward-reasons-missing", field="reasons")
    known = facts.published_facts(org_unit, year, on=today)
    found = examined(rule.condition, known.facts)
    if not found.holds:
        raise Refused("rule-does-not-hold", org_unit=org_unit.name)
    on_what = saying.stands_on(rule.condition, found)
    if (same := _proposed(rule, org_unit, year, on_what)) is not None:
        raise Refused("reward-proposed-already", proposal=same.pk)
    person, position = queries.concerned(known.agreement)
    made = Proposal.objects.create(
        org_unit=org_unit,
        year=year,
        agreement=known.agreement,
        rule=rule,
        person=person,
        position=position,
        reasons=reasons.strip(),
        facts_on=today,
        stands_on=on_what,
        proposed_by=by,
        proposed_at=at,
    )
    ProposalFact.objects.bulk_create(
        ProposalFact(
            proposal=made,
            quarter=one.quarter,
            label=one.label,
            numerator=None if one.value is None else Decimal(one.value.numerator),
            denominator=None if one.value is None else Decimal(one.value.denominator),
            said=one.said,
        )
        for one in saying.facts_said(rule.condition, found, known.facts)
    )
    audit.note(
        "propose-reward", made, by=by, at=at, org_unit=org_unit.pk, rule=rule.pk, why=made.reasons
    )
    return made


def _proposed(rule: RewardRule, org_unit: OrgUnit, year: int, on_what: str) -> Proposal | None:
    """A proposal on the same facts, also on another version of the rule."""
    same = Proposal.objects.filter(org_unit=org_unit, year=year, stands_on=on_what)
    return same.filter(rule__org_unit=rule.org_unit_id, rule__title=rule.title).first()


@dataclass(frozen=True, slots=True)
class DecisionTerms:
    """What a named official decides, as the letter says it."""

    is_granted: bool
    number: str
    decided_on: date
    place: str
    official_name: str
    official_title: str
    reasons: str
    change: Decimal | None = None


@transaction.atomic
def decide(*, proposal: Proposal, terms: DecisionTerms, by: User, at: datetime) -> Decision:
    """An official grants or refuses a proposal, with reasons; never who proposed it, never who it is about.

    The letter is kept as it is at this moment.
    """
    proposal = _held(proposal)
    _require_decider(proposal, by, at)
    deed = Deed.GRANT if terms.is_granted else Deed.REFUSE
    after = reward_life.after(State(proposal.state), deed)
    if not terms.reasons.strip():
        raise Refused("reward-reasons-missing", field="reasons")
    _require_day(terms.decided_on, proposal.facts_on, at, "decided_on")
    government = held_row(OrgUnit.objects.all(), government_of(proposal.org_unit).pk)
    number = terms.number.strip()
    if Decision.objects.filter(government=government, number=number).exists():
        raise Refused("reward-number-taken", number=number, field="number")
    made = Decision.objects.create(
        proposal=proposal,
        is_granted=terms.is_granted,
        number=number,
        decided_on=terms.decided_on,
        place=terms.place,
        official_name=terms.official_name,
        official_title=terms.official_title,
        reasons=terms.reasons.strip(),
        change=_change(proposal.rule, terms),
        objection_rule=proposal.rule.objection_rule,
        government=government,
        decided_by=by,
        decided_at=at,
    )
    before = audit.values(proposal, ["state"])
    _stand(proposal, after)
    paper = _keep_paper(made, by=by, at=at)
    audit.note(
        "decide-reward",
        proposal,
        by=by,
        at=at,
        **audit.changed(proposal, before),
        why=made.reasons,
        number=number,
        sha256=paper.sha256,
    )
    return made


def _held(proposal: Proposal) -> Proposal:
    rows = Proposal.objects.select_related("org_unit", "rule__org_unit", "agreement")
    return held_row(rows, proposal.pk)


def _stand(proposal: Proposal, state: State) -> None:
    proposal.state = state.value
    proposal.edition += 1
    proposal.save()


def _require_decider(proposal: Proposal, by: User, at: datetime) -> None:
    access.require(by, DECIDE, org_unit=proposal.org_unit, on=at.date())
    if by.pk == proposal.proposed_by_id:
        raise Refused("reward-decided-by-proposer")
    if access.may(by, OBJECT, org_unit=proposal.org_unit, on=at.date()):
        raise Refused("reward-decided-by-concerned")


def _require_day(day: date, not_before: date, at: datetime, field: str) -> None:
    if day > timezone.localdate(at):
        raise Refused("reward-day-ahead", day=f"{day:%d-%m-%Y}", field=field)
    if day < not_before:
        raise Refused("reward-day-before", day=f"{not_before:%d-%m-%Y}", field=field)


def _change(rule: RewardRule, terms: DecisionTerms) -> Decimal | None:
    """By how much an allowance is moved; an official may decide otherwise than the rule recommends."""
    if not terms.is_granted or rule.effect_kind != EffectKind.ALLOWANCE:
        return None
    return Effect(EffectKind.ALLOWANCE, terms.change).change


def _keep_paper(decision: Decision, *, by: User, at: datetime) -> DecisionPaper:
    data = as_pdf(letter_of(decision))
    name = f"keputusan-{decision.pk}.pdf"
    return DecisionPaper.keep(CheckedFile(name, data, Kind.PDF), by=by, at=at, decision=decision)


@transaction.atomic
def receive_decision(*, proposal: Proposal, received_on: date, by: User, at: datetime) -> Decision:
    """The day the letter reached who it concerns: noted by them, or by who supervises. Once."""
    proposal = _held(proposal)
    allowed = frozenset({OBJECT, PROPOSE, DECIDE})
    require_any(by, allowed, org_unit=proposal.org_unit, on=at.date())
    decision = _decision_of(proposal)
    if decision.received_on is not None:
        raise Refused("reward-received-already")
    _require_day(received_on, decision.decided_on, at, "received_on")
    decision.received_on, decision.received_by, decision.received_at = received_on, by, at
    decision.save()
    changed = audit.changed(decision, {"received_on": None})
    audit.note("receive-decision", proposal, by=by, at=at, **changed)
    return decision


def _decision_of(proposal: Proposal) -> Decision:
    found = Decision.objects.filter(proposal=proposal)
    decision = found.select_related("objection__answer").first()
    if decision is None:
        raise Refused("reward-deed-not-now")
    return decision


@transaction.atomic
def object_to(
    *,
    proposal: Proposal,
    reasons: str,
    files: Sequence[CheckedFile],
    by: User,
    at: datetime,
) -> Objection:
    """The head of the office concerned objects, within the time that the decision names."""
    proposal = _held(proposal)
    access.require(by, OBJECT, org_unit=proposal.org_unit, on=at.date())
    after = reward_life.after(State(proposal.state), Deed.OBJECT)
    decision, today = _decision_of(proposal), timezone.localdate(at)
    if not reasons.strip():
        raise Refused("reward-reasons-missing", field="reasons")
    rule = objection_rules()[decision.objection_rule]
    calendar = calendar_for(proposal.org_unit)
    reward_life.require_in_time(rule, decision.course(), today, calendar)
    made = Objection.objects.create(
        decision=decision,
        reasons=reasons.strip(),
        objected_on=today,
        objected_by=by,
        objected_at=at,
    )
    for one in files:
        ObjectionFile.keep(one, by=by, at=at, objection=made)
    before = audit.values(proposal, ["state"])
    _stand(proposal, after)
    audit.note(
        "object-to-decision",
        proposal,
        by=by,
        at=at,
        **audit.changed(proposal, before),
        why=made.reasons,
        files=len(files),
    )
    return made


@dataclass(frozen=True, slots=True)
class AnswerTerms:
    """What an official answers to an objection."""

    accepts: bool
    reasons: str
    official_name: str
    official_title: str


@transaction.atomic
def answer_objection(*, proposal: Proposal, terms: AnswerTerms, by: User, at: datetime) -> Answer:
    """An official accepts an objection, so that the decision falls, or turns it down, with reasons."""
    proposal = _held(proposal)
    access.require(by, DECIDE, org_unit=proposal.org_unit, on=at.date())
    after = reward_life.after(State(proposal.state), Deed.ANSWER)
    decision, today = _decision_of(proposal), timezone.localdate(at)
    if by.pk == decision.objection.objected_by_id:
        raise Refused("reward-decided-by-concerned")
    rule = objection_rules()[decision.objection_rule]
    if rule.answered_by == "superior" and by.pk == decision.decided_by_id:
        raise Refused("objection-by-superior")
    if not terms.reasons.strip():
        raise Refused("reward-reasons-missing", field="reasons")
    calendar = calendar_for(proposal.org_unit)
    reward_life.require_answerable(rule, decision.course(), today, calendar, accepts=terms.accepts)
    made = Answer.objects.create(
        objection=decision.objection,
        accepts=terms.accepts,
        reasons=terms.reasons.strip(),
        official_name=terms.official_name,
        official_title=terms.official_title,
        answered_on=today,
        answered_by=by,
        answered_at=at,
    )
    _stand(proposal, after)
    audit.note(
        "answer-objection",
        proposal,
        by=by,
        at=at,
        **audit.changed(proposal, {"state": State.OBJECTED.value}),
        why=made.reasons,
        accepts=terms.accepts,
    )
    return made


@transaction.atomic
def close_proposal(*, proposal: Proposal, by: User, at: datetime) -> Proposal:
    """A decision is final once nobody may object or appeal any more."""
    proposal = _held(proposal)
    allowed = frozenset({PROPOSE, DECIDE})
    require_any(by, allowed, org_unit=proposal.org_unit, on=at.date())
    after = reward_life.after(State(proposal.state), Deed.CLOSE)
    decision, today = _decision_of(proposal), timezone.localdate(at)
    rule = objection_rules()[decision.objection_rule]
    calendar = calendar_for(proposal.org_unit)
    reward_life.require_closable(rule, decision.course(), today, calendar)
    before = audit.values(proposal, ["state"])
    proposal.closed_by, proposal.closed_at = by, at
    _stand(proposal, after)
    audit.note("close-decision", proposal, by=by, at=at, **audit.changed(proposal, before))
    return proposal


@transaction.atomic
def record_delivery(
    *,
    org_unit: OrgUnit,
    year: int,
    paper: str,
    delivered_on: date | None,
    letter_number: str | None,
    based_on: int | None,
    by: User,
    at: datetime,
) -> PaperDelivery:
    """When a paper of a year arrived, or that it has not: `delivered_on` is then empty."""
    org_unit = held_row(OrgUnit.objects.all(), org_unit.pk)
    access.require(by, PROPOSE, org_unit=org_unit, on=at.date())
    if delivered_on is not None:
        _require_day(delivered_on, delivered_on, at, "delivered_on")
        if delivered_on.year <= year:
            raise Refused("paper-day-unfit", year=year, field="delivered_on")
    row = PaperDelivery.objects.filter(org_unit=org_unit, year=year, paper=paper).first()
    before = audit.values(None, ("delivered_on", "letter_number"))
    if row is None:
        due = papers()[paper].due_on(year)
        row = PaperDelivery(org_unit=org_unit, year=year, paper=paper, due_on=due)
    else:
        row = held_as_seen(PaperDelivery.objects.all(), row.pk, based_on)
        before = audit.values(row, before)
        row.edition += 1
    row.delivered_on, row.letter_number = delivered_on, letter_number
    row.recorded_by, row.recorded_at = by, at
    row.save()
    changed = audit.changed(row, before)
    audit.note("record-paper-delivery", row, by=by, at=at, year=year, **changed)
    return row
