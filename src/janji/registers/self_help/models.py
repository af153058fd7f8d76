"""Finance units, self-help groups, their members and officers, what they do, save, borrow and pay.

Whatever belongs to a group carries the group's village in `org_unit`, by which it is counted.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from janji.kit.editions import Edited
from janji.orgs.models import OrgUnit

REGISTER = "self_help"


class Recorded(Edited):
    """Something written down by someone; `source` names the import it came with."""

    source = models.CharField(max_length=60, null=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        abstract = True


class FinanceUnit(Recorded):
    """A village's BKM with its UPK, which lends to groups.

    `capital` is what it began to lend with, in rupiah: of a `grant`, what `works` left.
    """

    org_unit = models.OneToOneField(OrgUnit, models.PROTECT, related_name="finance_unit")
    board = models.CharField(max_length=120)
    deed = models.CharField(max_length=120, null=True)
    deed_on = models.DateField(null=True)
    name = models.CharField(max_length=120)
    capital = models.PositiveBigIntegerField()
    grant = models.PositiveBigIntegerField(null=True)
    works = models.PositiveBigIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(grant__isnull=True, works__isnull=True)
                | Q(grant=F("works") + F("capital")),
                name="finance_unit_capital_is_left_of_grant",
            )
        ]

    def __str__(self) -> str:
        return self.name


class GroupKind(models.TextChoices):
    """What a group came together for."""

    ECONOMY = "ekonomi", "Ekonomi"
    WORKS = "infrastruktur", "Infrastruktur"
    SOCIAL = "sosial", "Sosial"


class Programme(models.TextChoices):
    """The programme in which a group was formed; all of them have ended (R9.7)."""

    P2KP = "p2kp", "P2KP"
    PNPM = "pnpm", "PNPM Mandiri Perkotaan"
    KOTAKU = "kotaku", "KOTAKU"
    OTHER = "lain", "Lainnya"


class Group(Recorded):
    """A self-help group (KSM). `name_key` is the name by which it is known again; nothing is deleted.

    `formed_on` may be unknown. Whether it is closed, its `closings` say.
    """

    org_unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="self_help_groups")
    name = models.CharField(max_length=120)
    name_key = models.CharField(max_length=120)
    kind = models.CharField(max_length=14, choices=GroupKind)
    formed_on = models.DateField(null=True)
    programme = models.CharField(max_length=10, choices=Programme)

    class Meta:
        ordering = ["org_unit", "name_key"]
        indexes = [models.Index(fields=["org_unit", "kind"], name="self_help_group_of_village")]
        constraints = [
            models.UniqueConstraint(fields=["org_unit", "name_key"], name="self_help_named_once"),
            models.CheckConstraint(
                condition=Q(kind__in=GroupKind.values), name="self_help_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(programme__in=Programme.values), name="self_help_programme_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Closing(Recorded):
    """A group is closed by minutes of the BKM from a day on, and may be opened again with a reason."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="closings")
    day = models.DateField()
    minutes_number = models.CharField(max_length=80)
    minutes_on = models.DateField()
    reason = models.CharField(max_length=300)
    reopened_on = models.DateField(null=True)
    reopened_reason = models.CharField(max_length=300, null=True)

    class Meta:
        ordering = ["-day", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["group"], condition=Q(reopened_on__isnull=True), name="closed_once"
            ),
            models.CheckConstraint(
                condition=Q(reopened_on__isnull=True, reopened_reason__isnull=True)
                | Q(reopened_on__gte=F("day"), reopened_reason__isnull=False),
                name="reopened_when_and_why",
            ),
        ]

    def __str__(self) -> str:
        return f"Berita acara {self.minutes_number}"


class Sex(models.TextChoices):
    """As the list of members has it."""

    MALE = "L", "Laki-laki"
    FEMALE = "P", "Perempuan"


class GroupMember(Recorded):
    """Someone in a group from a day until another. The NIK is kept as a keyed digest only.

    `is_poor` says whether the list that the BKM and the community drew up names them.
    """

    personal = ("name", "name_key", "nik_digest", "nik_last", "sex", "is_poor")
    org_unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="+")
    group = models.ForeignKey(Group, models.PROTECT, related_name="members")
    name = models.CharField(max_length=160)
    name_key = models.CharField(max_length=160)
    nik_digest = models.CharField(max_length=64, null=True)
    nik_last = models.CharField(max_length=4, null=True)
    sex = models.CharField(max_length=1, choices=Sex)
    is_poor = models.BooleanField()
    joined_on = models.DateField()
    left_on = models.DateField(null=True)
    left_reason = models.CharField(max_length=300, null=True)

    class Meta:
        ordering = ["name_key", "pk"]
        indexes = [models.Index(fields=["org_unit", "joined_on"], name="self_help_member_since")]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "nik_digest"],
                condition=Q(left_on__isnull=True, nik_digest__isnull=False),
                name="self_help_member_once",
            ),
            models.CheckConstraint(condition=Q(sex__in=Sex.values), name="self_help_sex_known"),
            models.CheckConstraint(
                condition=Q(nik_digest__isnull=True, nik_last__isnull=True)
                | Q(nik_digest__isnull=False, nik_last__isnull=False),
                name="self_help_number_whole",
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True, left_reason__isnull=True)
                | Q(left_on__gte=F("joined_on"), left_reason__isnull=False),
                name="self_help_left_when_and_why",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Post(models.TextChoices):
    """What an officer of a group does."""

    CHAIR = "ketua", "Ketua"
    SECRETARY = "sekretaris", "Sekretaris"
    TREASURER = "bendahara", "Bendahara"


class Officer(Recorded):
    """A member holds a post of the group from a day until another."""

    member = models.ForeignKey(GroupMember, models.PROTECT, related_name="posts")
    post = models.CharField(max_length=10, choices=Post)
    starts_on = models.DateField()
    ended_on = models.DateField(null=True)
    ended_reason = models.CharField(max_length=300, null=True)

    class Meta:
        ordering = ["-starts_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(post__in=Post.values), name="self_help_post_known"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended_reason__isnull=True)
                | Q(ended_on__gte=F("starts_on"), ended_reason__isnull=False),
                name="self_help_post_ended_when_and_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_post_display()} {self.member}"


class RequirementKind(models.TextChoices):
    """What is stated of a group before it may borrow (R9.1); the values are the core's."""

    VOLUNTARY = "voluntary", "Pembentukan sukarela"
    BOOKS = "books", "Pembukuan memadai"
    LIABILITY = "liability", "Tanggung renteng tertulis oleh semua anggota"
    TRAINING = "training", "Anggota sudah dilatih"
    SAVING = "saving", "Tabungan kelompok beberapa bulan berturut-turut"


class Requirement(Recorded):
    """A condition that a group meets from a day on, until it meets it no longer.

    `months` says how many months in a row it had saved by then, of savings that no row here tells.
    """

    group = models.ForeignKey(Group, models.PROTECT, related_name="requirements")
    kind = models.CharField(max_length=10, choices=RequirementKind)
    met_on = models.DateField()
    months = models.PositiveSmallIntegerField(null=True)
    evidence = models.CharField(max_length=300)
    ended_on = models.DateField(null=True)
    ended_reason = models.CharField(max_length=300, null=True)

    class Meta:
        ordering = ["kind", "-met_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=RequirementKind.values), name="requirement_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(kind=RequirementKind.SAVING.value, months__isnull=False)
                | (~Q(kind=RequirementKind.SAVING.value) & Q(months__isnull=True)),
                name="requirement_months_of_saving",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended_reason__isnull=True)
                | Q(ended_on__gte=F("met_on"), ended_reason__isnull=False),
                name="requirement_ended_when_and_why",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class Loan(Recorded):
    """What a group borrowed from its finance unit, in whole rupiah. The borrower is the group (R9.2).

    `persons` is how many members it is for; `exception` says why it was lent although a condition
    was not met. One written down wrongly is withdrawn and counts nowhere.
    """

    org_unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="+")
    group = models.ForeignKey(Group, models.PROTECT, related_name="loans")
    number = models.CharField(max_length=60)
    disbursed_on = models.DateField()
    principal = models.PositiveBigIntegerField()
    service = models.PositiveBigIntegerField(default=0)
    months = models.PositiveSmallIntegerField()
    first_due_on = models.DateField()
    persons = models.PositiveSmallIntegerField()
    exception = models.CharField(max_length=300, null=True)
    withdrawn_reason = models.CharField(max_length=300, null=True)

    class Meta:
        ordering = ["-disbursed_on", "-pk"]
        indexes = [models.Index(fields=["org_unit", "disbursed_on"], name="self_help_loan_since")]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "number"],
                condition=Q(withdrawn_reason__isnull=True),
                name="loan_numbered_once",
            ),
            models.CheckConstraint(
                condition=Q(principal__gte=1, months__gte=1, persons__gte=1),
                name="loan_of_something",
            ),
            models.CheckConstraint(
                condition=Q(first_due_on__gt=F("disbursed_on")), name="loan_due_after_lent"
            ),
        ]

    def __str__(self) -> str:
        return f"Pinjaman {self.number}"


class Instalment(models.Model):
    """What of a loan falls due on a day, as it was agreed."""

    loan = models.ForeignKey(Loan, models.PROTECT, related_name="instalments")
    number = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    principal = models.PositiveBigIntegerField()
    service = models.PositiveBigIntegerField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["loan", "number"], name="instalment_numbered_once")
        ]

    def __str__(self) -> str:
        return f"Angsuran {self.number}"


class RecordKind(models.TextChoices):
    """What a group did."""

    MEETING = "pertemuan", "Pertemuan"
    SAVING = "simpanan", "Simpanan"
    WITHDRAWAL = "penarikan", "Penarikan simpanan"
    INSTALMENT = "angsuran", "Angsuran"
    WORK = "pekerjaan", "Pekerjaan"


OF_SAVINGS = (RecordKind.SAVING.value, RecordKind.WITHDRAWAL.value)
OF_MONEY = (*OF_SAVINGS, RecordKind.INSTALMENT.value)


class Record(Recorded):
    """What a group did on a day, with its evidence: it met, saved, paid an instalment, worked.

    `amount` is whole rupiah where money moved; of an instalment it is the principal, and `service`
    the charge paid with it. One written down wrongly is withdrawn and counts nowhere.
    """

    org_unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="+")
    group = models.ForeignKey(Group, models.PROTECT, related_name="records")
    kind = models.CharField(max_length=10, choices=RecordKind)
    day = models.DateField()
    amount = models.PositiveBigIntegerField(null=True)
    service = models.PositiveBigIntegerField(null=True)
    loan = models.ForeignKey(Loan, models.PROTECT, null=True, related_name="payments")
    evidence = models.CharField(max_length=300)
    file = models.FileField(upload_to="self_help/%Y/%m", null=True)
    file_name = models.CharField(max_length=120, null=True)
    content_type = models.CharField(max_length=100, null=True)
    withdrawn_reason = models.CharField(max_length=300, null=True)

    class Meta:
        ordering = ["-day", "-pk"]
        indexes = [
            models.Index(fields=["group", "day"], name="self_help_record_of_group"),
            models.Index(fields=["org_unit", "kind", "day"], name="self_help_record_of_village"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=RecordKind.values), name="self_help_record_known"
            ),
            models.CheckConstraint(
                condition=Q(
                    kind=RecordKind.INSTALMENT.value,
                    loan__isnull=False,
                    amount__isnull=False,
                    service__isnull=False,
                )
                | Q(kind__in=OF_SAVINGS, loan__isnull=True, amount__gte=1, service__isnull=True)
                | (
                    ~Q(kind__in=OF_MONEY)
                    & Q(loan__isnull=True, amount__isnull=True, service__isnull=True)
                ),
                name="self_help_record_money_fits",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.day:%d-%m-%Y}"
