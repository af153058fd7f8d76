"""Something in every state of every life, beside the small house: what the state axis of the matrix goes over.

`LIVES` says which column keeps the states of which table in `core`; a test holds that none is missing.
Nearly all of it is about villages, whose agreements have one indicator: what a village promised, what
became of it, and what was asked, found, proposed and decided of it.
"""

from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from types import SimpleNamespace

from django.apps import apps

from janji.agreements import actions as agreements
from janji.agreements.queries import content_digest, targets_of
from janji.core import (
    agreement_life,
    evaluation_life,
    measurement_life,
    musrenbang,
    reward_life,
    service_life,
    supervision_life,
    survey_life,
)
from janji.core.measuring import MeasuringPlan, Shape
from janji.kit.editions import afresh
from janji.measurements.actions import EnteredFigure, record_actual
from janji.orgs.models import OrgUnit, User
from janji.registers.imports.models import Batch, BatchState
from janji.rewards import actions as rewards
from janji.rewards.models import RewardRule
from janji.site import example
from janji.supervision import actions as supervision
from tests.agreements import stories as promises
from tests.measurements import quarters
from tests.rewards import stories as rewarding
from tests.supervision import stories as asking
from tests.upgrades import filling

LIVES = {
    "agreements.Agreement": ("state", agreement_life.State),
    "measurements.OfficeQuarter": ("state", measurement_life.State),
    "supervision.Thread": ("state", supervision_life.ThreadState),
    "supervision.Finding": ("state", supervision_life.FindingState),
    "evaluation.Evaluation": ("state", evaluation_life.State),
    "rewards.Proposal": ("state", reward_life.State),
    "rewards.RewardRule": ("state", reward_life.RuleState),
    "services.ServiceRequest": ("stage", service_life.Stage),
    "survey.Period": ("state", survey_life.PeriodState),
    "musrenbang.Proposal": ("state", musrenbang.ProposalState),
    "imports.Batch": ("state", BatchState),
}
"""Where the states of a life are kept: model, column, the table's states."""

AT = filling.AT


def furnish():
    """Every state that the example and `filling` leave out."""
    houses = Villages()
    _agreements(houses)
    _quarters(houses)
    _threads(houses[0])
    _findings(houses[0])
    _rules(houses[0])
    _proposals(houses)
    _registers()
    _batches(houses[0])


class Villages:
    """The people of the example, as stories know them, each time with another village as their office."""

    @cached_property
    def people(self):
        return {one.username: one for one in User.objects.all()}

    @cached_property
    def offices(self):
        district = OrgUnit.objects.get(name="Kecamatan Ajibarang")
        return list(OrgUnit.objects.get_children(district).filter(kind="village").order_by("-path"))

    def __getitem__(self, number):
        government = OrgUnit.objects.get(name="Kabupaten Banyumas")
        return SimpleNamespace(district=self.offices[number], government=government, **self.people)


def _agreements(houses):
    """Superseded by its revision, ended, waiting for either party; one more is in force."""
    promised = promised_by(houses[0].district, houses.people)
    promises.sign(promises.revised(promised, houses[0], at=AT), houses[0], at=AT)
    promised_by(houses[1].district, houses.people)
    agreements.end_agreement(
        agreement=(ended := promised_by(houses[2].district, houses.people)),
        ends_on=date(2019, 6, 30),
        reason="Pindah tugas (contoh)",
        based_on=ended.edition,
        by=houses.people["bupati"],
        at=AT,
    )
    for number in (3, 4):
        draft = drafted_by(houses[number].district, houses.people)
        proposed = promises.propose(draft, houses[number], at=AT)
    digest = content_digest(proposed)
    agreements.sign_as_first(agreement=proposed, digest=digest, by=houses.people["camat"], at=AT)


def promised_by(office, people, year=2019):
    """An agreement in force with one indicator, typed by hand."""
    agreement, planner = drafted_by(office, people, year), people["perencana"]
    agreement = agreements.propose_agreement(
        agreement=agreement, based_on=agreement.edition, by=planner, at=AT
    )
    for sign, who in ((agreements.sign_as_first, "camat"), (agreements.sign_as_second, "bupati")):
        agreement = sign(
            agreement=agreement, digest=content_digest(agreement), by=people[who], at=AT
        )
    return agreement


def drafted_by(office, people, year=2019):
    """A draft that lacks nothing, with one indicator."""
    whole, planner = example.agreement(), people["perencana"]
    said = replace(whole.indicators[0], data_source="Catatan kantor (contoh)")
    objective = replace(whole.objectives[0], indicators=(said,))
    text = replace(whole, year=year, objectives=(objective,))
    draft = agreements.draft_agreement(org_unit=office, text=text, by=planner, at=AT)
    (target,) = targets_of(draft)
    plan = MeasuringPlan(
        direction="higher",
        shape=Shape.VALUE,
        year_end="stock_last",
        quarter_targets=(target.value,) * 4,
        owner="Seksi Pemerintahan (contoh)",
    )
    return agreements.set_measuring_plans(
        agreement=draft, plans={target.pk: plan}, based_on=draft.edition, by=planner, at=AT
    )


WAY = ("submit", "verify", "approve", "accept", "lock")
REACHED = (
    (0, 1, ("submit",)),
    (0, 2, ("submit", "verify")),
    (0, 3, ("submit", "verify", "approve")),
    (0, 4, ("submit", "verify", "approve", "accept")),
    (1, 1, WAY),
    (1, 2, ("submit", "return")),
    (1, 3, (*WAY, "reopen")),
)
"""Which village's quarter came how far; the last one of the second village is open."""


def _quarters(houses):
    for number, quarter, deeds in REACHED:
        cast = houses[number]
        promised = cast.district.agreements.get(state="in_force")
        for target in targets_of(promised):
            record_actual(
                target=target,
                quarter=quarter,
                figure=EnteredFigure(value=Decimal(15)),
                notes=None,
                evidence=(),
                based_on=None,
                by=cast.operator,
                at=AT,
            )
        for deed in deeds:
            if deed == "submit":
                quarters.submit(cast, quarter, at=AT)
            else:
                quarters.move(cast, deed, quarter, at=AT)


def _threads(cast):
    asking.ask(cast)
    asking.answer(cast, asking.ask(cast))
    closed = asking.ask(cast)
    supervision.close_thread(thread=closed, based_on=closed.edition, by=cast.bupati, at=asking.NOW)


def _findings(cast):
    asking.raise_finding(cast)
    for become in (lambda *_: None, asking.accept, asking.give_back):
        found = asking.raise_finding(cast)
        asking.follow_up(cast, found)
        become(cast, found)
    taken_back = asking.raise_finding(cast)
    supervision.withdraw_finding(
        finding=taken_back,
        reason="Keliru (contoh)",
        based_on=afresh(taken_back).edition,
        by=cast.pengawas,
        at=asking.NOW,
    )


def _rules(cast):
    rule = RewardRule.objects.filter(state="draft").order_by("-pk").first()
    rewards.end_rule(
        rule=rule, because="Diganti (contoh)", based_on=rule.edition, by=cast.bupati, at=AT
    )


def _proposals(houses):
    """Proposed; granted; refused; objected to; answered. The example has a final one."""
    for number in range(5):
        cast = houses[number]
        made = _proposed(cast)
        if number == 0:
            continue
        terms = replace(rewarding.GRANT, number=f"800/{number}/contoh", is_granted=number != 2)
        rewarding.decided(cast, made, terms)
        if number > 2:
            rewarding.objected(cast, rewarding.received(cast, made))
        if number > 3:
            rewarding.answered(cast, made)


def _proposed(cast):
    """What the example's rule recommends for a village whose report came late."""
    rewards.record_delivery(
        org_unit=cast.district,
        year=2018,
        paper="lkjip",
        delivered_on=date(2019, 3, 4),
        letter_number="700/22/contoh",
        based_on=None,
        by=cast.pengawas,
        at=rewarding.AT,
    )
    rule = RewardRule.objects.get(state="active", condition_kind="paper_late")
    return rewarding.proposed(cast, rule, year=2018)


def _registers():
    """What the registers' example leaves out of their own lives; only the state of a row matters here."""
    for label in ("services.ServiceRequest", "musrenbang.Proposal", "survey.Period"):
        model, (column, _) = apps.get_model(label), LIVES[label]
        there = Counter(model.objects.values_list(column, flat=True))
        (most, _), *_ = there.most_common(1)
        rows = model.objects.filter(**{column: most}).order_by("pk")[1:]
        for one, state in zip(rows, missing().get(label, ()), strict=False):
            model.objects.filter(pk=one.pk).update(**{column: state.value})


def _batches(cast):
    """Sheets that were agreed to, and what became of them."""
    one = Batch.objects.get()
    one.agreed_by = one.settled_by = cast.operator
    one.agreed_at = one.settled_at = one.touched_at = AT
    one.added = 0
    for state in missing()["imports.Batch"]:
        one.pk, one.state = None, state
        one.save(force_insert=True)


def missing():
    """States without a row, by the life they belong to."""
    found = {}
    for label, (column, states) in LIVES.items():
        rows = apps.get_model(label)._base_manager
        there = set(rows.values_list(column, flat=True))
        found[label] = sorted(set(states) - there)
    return {label: states for label, states in found.items() if states}
