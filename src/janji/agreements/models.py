"""Agreements, their parties, objectives, targets, budgets, signatures, and the documents they were read from."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from janji.core.agreement import TargetKind
from janji.core.agreement_changes import Reason
from janji.core.agreement_life import State
from janji.core.reading_habits import HabitKind
from janji.indicators.models import IndicatorVersion
from janji.kit.editions import Edited
from janji.kit.fields import ExactDecimalField
from janji.kit.kept_files import KeptFile
from janji.orgs.models import OrgUnit


class PartyRole(models.TextChoices):
    """The one who promises, and the one who supervises, evaluates, rewards and sanctions."""

    FIRST = "first", "Pihak Pertama"
    SECOND = "second", "Pihak Kedua"


class Agreement(Edited):
    """What an office promises for a year. A revision is a new agreement, never an overwrite.

    `revises` names the one whose place it takes, for a `reason` and on a basis. `completes` names the
    one that ended with its official: this one then promises what remains, from `first_quarter` on.
    `due_on` is the last day to sign it: after its budget was approved, or after a newcomer's first day.
    `starts_on` and `ends_on` are empty where the year's own days hold.
    """

    org_unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="agreements")
    year = models.PositiveSmallIntegerField()
    revision = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(
        max_length=16, choices=[(s.value, s.value) for s in State], default=State.DRAFT.value
    )
    place = models.CharField(max_length=80, null=True)
    date_text = models.CharField(max_length=60, null=True)
    printed_total = ExactDecimalField(null=True)
    budget_approved_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    first_quarter = models.PositiveSmallIntegerField(default=1)
    revises = models.ForeignKey("self", models.PROTECT, null=True, related_name="revisions")
    completes = models.ForeignKey("self", models.PROTECT, null=True, related_name="complements")
    reason = models.CharField(
        max_length=40, null=True, choices=[(one.value, one.value) for one in Reason]
    )
    basis_kind = models.CharField(max_length=120, null=True)
    basis_number = models.CharField(max_length=120, null=True)
    basis_date = models.DateField(null=True)
    is_example = models.BooleanField(default=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    proposed_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)
    end_reason = models.CharField(max_length=1000, null=True)

    class Meta:
        ordering = ["-year", "org_unit__path", "-revision"]
        constraints = [
            models.UniqueConstraint(
                fields=["org_unit", "year", "revision"], name="one_agreement_per_year_and_revision"
            ),
            models.UniqueConstraint(
                fields=["org_unit", "year"],
                condition=Q(state=State.IN_FORCE.value),
                name="one_agreement_in_force",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in State]), name="agreement_state_known"
            ),
            models.CheckConstraint(
                condition=Q(year__gte=2000, year__lte=2100), name="agreement_year_sensible"
            ),
            models.CheckConstraint(
                condition=Q(first_quarter__gte=1, first_quarter__lte=4),
                name="agreement_first_quarter_in_year",
            ),
            models.CheckConstraint(
                condition=Q(revises__isnull=True)
                | Q(
                    reason__in=[one.value for one in Reason],
                    basis_kind__isnull=False,
                    basis_number__isnull=False,
                    basis_date__isnull=False,
                ),
                name="revision_says_why_and_on_what_basis",
            ),
            models.CheckConstraint(
                condition=Q(proposed_at__isnull=True, proposed_by__isnull=True)
                | Q(proposed_at__isnull=False, proposed_by__isnull=False),
                name="proposed_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True, end_reason__isnull=True)
                | Q(
                    ended_at__isnull=False,
                    ended_by__isnull=False,
                    end_reason__isnull=False,
                    ends_on__isnull=False,
                ),
                name="agreement_ended_when_whom_and_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.org_unit} {self.year}"


class BasisFile(KeptFile):
    """The document a revision rests on: a decree, an amended budget."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="basis_files")


class Party(models.Model):
    """One who signs, as the paper names them. Fixed from the first signature on."""

    personal = ("name", "nip", "rank")
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="parties")
    role = models.CharField(max_length=6, choices=PartyRole)
    name = models.CharField(max_length=160, null=True)
    position = models.CharField(max_length=200, null=True)
    nip = models.CharField(max_length=18, null=True)
    rank = models.CharField(max_length=80, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement", "role"], name="one_party_per_role"),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.name}"


class Objective(models.Model):
    """An objective (sasaran) as the agreement words it."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="objectives")
    order = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=12, null=True)
    text = models.TextField()

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "order"], name="objective_order"),
        ]

    def __str__(self) -> str:
        return self.text


class Target(models.Model):
    """What is promised of one indicator for the year: the words on paper and what they mean.

    In a complement agreement `whole` is the promise of the whole year, of which `remaining` was
    left when it was drafted.
    """

    objective = models.ForeignKey(Objective, models.CASCADE, related_name="targets")
    indicator_version = models.ForeignKey(IndicatorVersion, models.PROTECT, related_name="targets")
    order = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=12, null=True)
    raw = models.CharField(max_length=200, null=True)
    kind = models.CharField(max_length=8, choices=[(k.value, k.value) for k in TargetKind])
    value = ExactDecimalField(null=True)
    low = ExactDecimalField(null=True)
    high = ExactDecimalField(null=True)
    unit_of_measure = models.CharField(max_length=60, null=True)
    whole = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts")
    remaining = ExactDecimalField(null=True)

    class Meta:
        ordering = ["objective__order", "order"]
        constraints = [
            models.UniqueConstraint(fields=["objective", "order"], name="target_order"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_version}: {self.raw}"


class QuarterTarget(models.Model):
    """The target of one quarter on the way to the year's."""

    target = models.ForeignKey(Target, models.CASCADE, related_name="quarter_targets")
    quarter = models.PositiveSmallIntegerField()
    value = ExactDecimalField()

    class Meta:
        ordering = ["quarter"]
        constraints = [
            models.UniqueConstraint(fields=["target", "quarter"], name="one_target_per_quarter"),
            models.CheckConstraint(
                condition=Q(quarter__gte=1, quarter__lte=4), name="quarter_target_in_year"
            ),
        ]

    def __str__(self) -> str:
        return f"TW {self.quarter}: {self.value}"


class Programme(models.Model):
    """A programme and its budget in rupiah; empty when the paper could not be read."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="programmes")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=300)
    amount = ExactDecimalField(null=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "order"], name="programme_order"),
        ]

    def __str__(self) -> str:
        return self.name


class Signature(models.Model):
    """A party's yes to exactly this content, by account, time and digest."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="signatures")
    role = models.CharField(max_length=6, choices=PartyRole)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement", "role"], name="one_signature_per_party"),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.signed_at:%Y-%m-%d}"


class SignedPaper(models.Model):
    """What both parties signed, kept as it was: the sealed content, and the papers made of it.

    `content` is the text whose digest both signatures carry. The code finds it in public.
    """

    agreement = models.OneToOneField(Agreement, models.PROTECT, related_name="signed_paper")
    code = models.CharField(max_length=16, unique=True)
    content = models.TextField()
    content_sha256 = models.CharField(max_length=64)
    signed_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.code


class PaperFile(models.Model):
    """A signed paper as a file on one size of sheet."""

    paper = models.ForeignKey(SignedPaper, models.PROTECT, related_name="files")
    sheet = models.CharField(max_length=4)
    file = models.FileField(upload_to="papers/%Y/%m")
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)

    class Meta:
        ordering = ["sheet"]
        constraints = [
            models.UniqueConstraint(fields=["paper", "sheet"], name="one_paper_file_per_sheet"),
        ]

    def __str__(self) -> str:
        return f"{self.paper} {self.sheet}"


class ReadingState(models.TextChoices):
    """What became of a document that was read."""

    WAITING = "waiting", "Menunggu pemeriksaan"
    STORED = "stored", "Tersimpan sebagai perjanjian"
    DISCARDED = "discarded", "Dibuang"


class Reading(models.Model):
    """An uploaded document and what was read from it, kept until a person has reviewed it.

    `source` is what stands in the document, to be shown beside what was read; documents that were
    read before it was kept have none. `stored` is the text as the person stored it; `content`
    stays as it was read.
    """

    name = models.CharField(max_length=200)
    file = models.FileField(upload_to="readings/%Y/%m")
    sha256 = models.CharField(max_length=64, db_index=True)
    content = models.JSONField()
    source = models.JSONField(null=True)
    stored = models.JSONField(null=True)
    state = models.CharField(max_length=10, choices=ReadingState, default=ReadingState.WAITING)
    agreement = models.ForeignKey(Agreement, models.SET_NULL, null=True, related_name="readings")
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    read_at = models.DateTimeField()
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    reviewed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-read_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(reviewed_at__isnull=True, reviewed_by__isnull=True)
                | Q(reviewed_at__isnull=False, reviewed_by__isnull=False),
                name="reviewed_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ReadingState.values), name="reading_state_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ReadingHabit(models.Model):
    """What a person corrected for an office, remembered for its next document.

    `key` is the digest of the words as they are compared. Of an office's own name `meant` is how
    the house calls the office.
    """

    org_unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="reading_habits")
    kind = models.CharField(max_length=6, choices=[(k.value, k.value) for k in HabitKind])
    key = models.CharField(max_length=64)
    printed = models.TextField()
    meant = models.TextField()
    learned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    learned_at = models.DateTimeField()

    class Meta:
        ordering = ["-learned_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["org_unit", "kind", "key"], name="one_meaning_of_words_of_office"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[k.value for k in HabitKind]), name="habit_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.printed} → {self.meant}"

    @property
    def personal(self) -> tuple[str, ...]:
        """The words of a person's name tell about the person."""
        return ("printed", "meant") if self.kind == HabitKind.NAME else ()
