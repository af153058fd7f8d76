"""Rules as dated data, proposals with the facts they stand on, decisions, objections, answers."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from janji.agreements.models import Agreement
from janji.core.reward_life import Course, RuleState, State
from janji.core.reward_parameters import objection_rules, papers
from janji.core.reward_rules import (
    BasisStatus,
    Condition,
    ConditionKind,
    Effect,
    EffectKind,
    LegalBasis,
)
from janji.kit.editions import Edited
from janji.kit.fields import ExactDecimalField
from janji.kit.kept_files import KeptFile
from janji.orgs.models import OrgUnit, OrgUnitKind
from janji.rewards.wording import CONDITIONS, EFFECTS, RULE_STATES, STATES, STATUSES

PERSON = settings.AUTH_USER_MODEL


def _together(name: str) -> Q:
    """When and by whom: both or neither."""
    return Q(**{f"{name}_at__isnull": True, f"{name}_by__isnull": True}) | Q(
        **{f"{name}_at__isnull": False, f"{name}_by__isnull": False}
    )


class RewardRule(Edited):
    """A rule of an office for itself and all below it, or for one sort of office among them.

    An active rule is never edited: another version of it takes its place. `previous` is the version
    before, and a line of versions shares its `first`.
    """

    org_unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="reward_rules")
    title = models.CharField(max_length=200)
    version = models.PositiveSmallIntegerField(default=1)
    previous = models.OneToOneField("self", models.PROTECT, null=True, related_name="following")
    for_kind = models.CharField(max_length=12, choices=OrgUnitKind, null=True)
    condition_kind = models.CharField(
        max_length=24, choices=[(one.value, CONDITIONS[one]) for one in ConditionKind]
    )
    percent = ExactDecimalField(null=True)
    quarters = models.PositiveSmallIntegerField(null=True)
    band = models.CharField(max_length=60, null=True)
    paper = models.CharField(
        max_length=24, choices=[(one.code, one.title) for one in papers().values()], null=True
    )
    effect_kind = models.CharField(
        max_length=16, choices=[(one.value, EFFECTS[one]) for one in EffectKind]
    )
    change = ExactDecimalField(null=True)
    objection_rule = models.CharField(
        max_length=24, choices=[(one.code, one.title) for one in objection_rules().values()]
    )
    basis_document = models.CharField(max_length=200, null=True)
    basis_article = models.CharField(max_length=200, null=True)
    basis_dated = models.DateField(null=True)
    basis_status = models.CharField(
        max_length=8, choices=[(one.value, STATUSES[one]) for one in BasisStatus], null=True
    )
    notes = models.TextField(null=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    state = models.CharField(
        max_length=8,
        choices=[(one.value, RULE_STATES[one][1]) for one in RuleState],
        default=RuleState.DRAFT.value,
    )
    is_example = models.BooleanField(default=False)
    drafted_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    activated_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    activated_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_because = models.CharField(max_length=300, null=True)

    class Meta:
        ordering = ["org_unit__path", "title", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["org_unit", "title", "version"], name="reward_rule_version_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[one.value for one in RuleState]),
                name="reward_rule_state_known",
            ),
            models.CheckConstraint(
                condition=Q(condition_kind__in=[one.value for one in ConditionKind]),
                name="reward_rule_condition_known",
            ),
            models.CheckConstraint(
                condition=Q(effect_kind__in=[one.value for one in EffectKind]),
                name="reward_rule_effect_known",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=models.F("valid_from")),
                name="reward_rule_ends_after_start",
            ),
            models.CheckConstraint(
                condition=_together("activated"), name="reward_rule_activated_by_whom"
            ),
            models.CheckConstraint(condition=_together("ended"), name="reward_rule_ended_by_whom"),
            # Without a basis that somebody has read no rule works.
            models.CheckConstraint(
                condition=~Q(state=RuleState.ACTIVE.value)
                | Q(
                    activated_at__isnull=False,
                    basis_document__isnull=False,
                    basis_article__isnull=False,
                    basis_dated__isnull=False,
                    basis_status=BasisStatus.SEEN.value,
                ),
                name="reward_rule_active_on_a_basis",
            ),
            # Whoever writes a rule does not bring it into force.
            models.CheckConstraint(
                condition=Q(activated_by__isnull=True) | ~Q(activated_by=models.F("drafted_by")),
                name="reward_rule_activated_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} (versi {self.version})"

    @property
    def condition(self) -> Condition:
        """The condition as a value of core."""
        return Condition(
            ConditionKind(self.condition_kind),
            self.percent,
            self.quarters,
            self.band or None,
            self.paper or None,
        )

    @property
    def effect(self) -> Effect:
        """The effect as a value of core."""
        return Effect(EffectKind(self.effect_kind), self.change)

    @property
    def basis(self) -> LegalBasis:
        """The legal basis as a value of core."""
        status = BasisStatus(self.basis_status) if self.basis_status else None
        return LegalBasis(self.basis_document, self.basis_article, self.basis_dated, status)

    def holds_on(self, day: date) -> bool:
        """Whether it lies within its dates."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class Proposal(Edited):
    """What somebody proposes for an office and its head, on a rule and on published facts.

    `person` and `position` are those of the first party when it was proposed: a later head is another
    person. `facts_on` is the day on which the facts were read.
    """

    org_unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="reward_proposals")
    year = models.PositiveSmallIntegerField()
    agreement = models.ForeignKey(Agreement, models.PROTECT, null=True, related_name="+")
    rule = models.ForeignKey(RewardRule, models.PROTECT, related_name="proposals")
    person = models.CharField(max_length=160, null=True)
    position = models.CharField(max_length=200, null=True)
    reasons = models.TextField()
    facts_on = models.DateField()
    stands_on = models.CharField(max_length=20)
    state = models.CharField(
        max_length=8,
        choices=[(one.value, STATES[one][1]) for one in State],
        default=State.PROPOSED.value,
    )
    proposed_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    closed_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        indexes = [models.Index(fields=["org_unit", "year"], name="rewards_of_office_and_year")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[one.value for one in State]), name="reward_state_known"
            ),
            # The same rule recommends the same thing on the same facts once.
            models.UniqueConstraint(
                fields=["org_unit", "year", "rule", "stands_on"], name="reward_proposed_once"
            ),
            models.CheckConstraint(
                condition=Q(year__gte=2000, year__lte=2100), name="reward_year_sensible"
            ),
            models.CheckConstraint(condition=_together("closed"), name="reward_closed_by_whom"),
        ]

    def __str__(self) -> str:
        return f"{self.rule.get_effect_kind_display()}, {self.org_unit}, {self.year}"


class ProposalFact(models.Model):
    """One published fact a proposal stands on, as it was read that day. Later figures do not move it.

    `numerator` over `denominator` is the exact value; `quarter` leads to the measurement.
    """

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="facts")
    quarter = models.PositiveSmallIntegerField(null=True)
    label = models.CharField(max_length=200)
    numerator = ExactDecimalField(null=True)
    denominator = ExactDecimalField(null=True)
    said = models.CharField(max_length=200)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(quarter__isnull=True) | Q(quarter__gte=1, quarter__lte=4),
                name="reward_fact_quarter_in_year",
            ),
            models.CheckConstraint(
                condition=Q(numerator__isnull=True, denominator__isnull=True)
                | Q(numerator__isnull=False, denominator__isnull=False),
                name="reward_fact_value_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label}: {self.said}"


class Decision(models.Model):
    """What a named official decided about a proposal, with reasons. Decided once, never edited."""

    personal = ("official_name",)
    proposal = models.OneToOneField(Proposal, models.PROTECT, related_name="decision")
    is_granted = models.BooleanField()
    number = models.CharField(max_length=80)
    decided_on = models.DateField()
    place = models.CharField(max_length=80)
    official_name = models.CharField(max_length=160)
    official_title = models.CharField(max_length=200)
    reasons = models.TextField()
    change = ExactDecimalField(null=True)
    objection_rule = models.CharField(max_length=24)
    government = models.ForeignKey(OrgUnit, models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    received_on = models.DateField(null=True)
    received_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    received_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-decided_on", "-pk"]
        constraints = [
            # A number is used once; of two letters under one number nobody knows which is meant.
            models.UniqueConstraint(fields=["government", "number"], name="reward_number_once"),
            models.CheckConstraint(condition=_together("received"), name="reward_received_by_whom"),
            models.CheckConstraint(
                condition=Q(received_on__isnull=True) | Q(received_on__gte=models.F("decided_on")),
                name="reward_received_after_decided",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def course(self) -> Course:
        """The days so far, as a value of core; reads objection and answer."""
        objection = getattr(self, "objection", None)
        answer = getattr(objection, "answer", None) if objection else None
        return Course(
            self.decided_on,
            self.received_on,
            objection.objected_on if objection else None,
            answer.answered_on if answer else None,
        )


class DecisionPaper(KeptFile):
    """The letter as it was when it was decided, found again by its digest."""

    decision = models.OneToOneField(Decision, models.PROTECT, related_name="paper")


class Objection(models.Model):
    """What the head of the office concerned says against a decision."""

    decision = models.OneToOneField(Decision, models.PROTECT, related_name="objection")
    reasons = models.TextField()
    objected_on = models.DateField()
    objected_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    objected_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Keberatan atas {self.decision}"


class ObjectionFile(KeptFile):
    """A file that comes with an objection."""

    objection = models.ForeignKey(Objection, models.PROTECT, related_name="files")


class Answer(models.Model):
    """What is answered to an objection. Accepted, the decision falls."""

    personal = ("official_name",)
    objection = models.OneToOneField(Objection, models.PROTECT, related_name="answer")
    accepts = models.BooleanField()
    reasons = models.TextField()
    official_name = models.CharField(max_length=160)
    official_title = models.CharField(max_length=200)
    answered_on = models.DateField()
    answered_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()

    def __str__(self) -> str:
        return "Keberatan diterima" if self.accepts else "Keberatan ditolak"


class PaperDelivery(Edited):
    """When a paper of an office's year arrived, or that it has not: a published fact for rules."""

    org_unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="paper_deliveries")
    year = models.PositiveSmallIntegerField()
    paper = models.CharField(
        max_length=24, choices=[(one.code, one.title) for one in papers().values()]
    )
    due_on = models.DateField()
    delivered_on = models.DateField(null=True)
    letter_number = models.CharField(max_length=80, null=True)
    recorded_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-year", "paper"]
        constraints = [
            models.UniqueConstraint(
                fields=["org_unit", "year", "paper"], name="reward_paper_once_a_year"
            ),
            models.CheckConstraint(
                condition=Q(year__gte=2000, year__lte=2100), name="reward_paper_year_sensible"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_paper_display()} {self.year}"
