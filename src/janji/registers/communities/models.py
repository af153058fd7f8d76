"""Community bodies, what became of them, their officers, and what they plan and carry out."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from janji.kit.editions import Edited
from janji.kit.kept_files import KeptFile
from janji.orgs.models import OrgUnit

REGISTER = "communities"


class CommunityKind(models.TextChoices):
    """Permendagri 18/2018 Pasal 6 ayat (1), and others a village may form by ayat (2)."""

    RT = "rt", "RT"
    RW = "rw", "RW"
    PKK = "pkk", "PKK"
    KARANG_TARUNA = "karang_taruna", "Karang Taruna"
    LPM = "lpm", "LPM"
    POSYANDU = "posyandu", "Posyandu"
    OTHER = "lain", "Lembaga lain"


COUNTED_KINDS = (
    CommunityKind.RT,
    CommunityKind.RW,
    CommunityKind.PKK,
    CommunityKind.KARANG_TARUNA,
    CommunityKind.LPM,
)
"""The kinds that the founding agreement names; Posyandu is not among them (R4.9)."""


class CommunityStatus(models.TextChoices):
    """Whether a body exists. The values are what the register keeps."""

    REGISTERED = "registered", "Terdaftar"
    FROZEN = "frozen", "Beku"
    DISSOLVED = "dissolved", "Bubar"


class Community(Edited):
    """A body of a village. `status` is the newest of its `statuses`; nothing is deleted.

    `name_key` is the name by which it is known again; `founded_on` may be unknown.
    """

    org_unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="communities")
    kind = models.CharField(max_length=14, choices=CommunityKind)
    name = models.CharField(max_length=120)
    name_key = models.CharField(max_length=120)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="members")
    founded_on = models.DateField(null=True)
    decree = models.CharField(max_length=120, null=True)
    status = models.CharField(
        max_length=10, choices=CommunityStatus, default=CommunityStatus.REGISTERED
    )
    source = models.CharField(max_length=60, null=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["org_unit", "kind", "name_key"]
        indexes = [models.Index(fields=["org_unit", "kind"], name="community_of_village")]
        constraints = [
            models.UniqueConstraint(fields=["org_unit", "name_key"], name="community_named_once"),
            models.CheckConstraint(
                condition=Q(kind__in=CommunityKind.values), name="community_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(status__in=CommunityStatus.values), name="community_status_known"
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | Q(kind=CommunityKind.RT.value),
                name="only_an_rt_has_a_parent",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class StatusChange(models.Model):
    """From which day a body was frozen, dissolved, or registered again, and why."""

    community = models.ForeignKey(Community, models.PROTECT, related_name="statuses")
    status = models.CharField(max_length=10, choices=CommunityStatus)
    day = models.DateField()
    reason = models.CharField(max_length=300)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["-day", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=CommunityStatus.values), name="status_change_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.community}: {self.get_status_display()}"


class Post(models.TextChoices):
    """Permendagri 18/2018 Pasal 8 ayat (1)."""

    CHAIR = "ketua", "Ketua"
    SECRETARY = "sekretaris", "Sekretaris"
    TREASURER = "bendahara", "Bendahara"
    FIELD = "bidang", "Bidang"


class Tenure(Edited):
    """Someone holds a post of a body for a term of office. The NIK is kept as a keyed digest only."""

    personal = ("name", "name_key", "nik_digest", "nik_last")
    community = models.ForeignKey(Community, models.PROTECT, related_name="tenures")
    post = models.CharField(max_length=10, choices=Post)
    name = models.CharField(max_length=160)
    name_key = models.CharField(max_length=160)
    nik_digest = models.CharField(max_length=64, null=True)
    nik_last = models.CharField(max_length=4, null=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    number = models.PositiveSmallIntegerField(default=1)
    decree = models.CharField(max_length=120, null=True)
    ended_on = models.DateField(null=True)
    ended_reason = models.CharField(max_length=300, null=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-starts_on", "post", "pk"]
        indexes = [
            models.Index(fields=["community", "post"], name="tenure_of_community"),
            models.Index(fields=["ends_on"], name="tenure_expiring"),
            models.Index(fields=["nik_digest"], name="tenure_of_person"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(post__in=Post.values), name="tenure_post_known"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="tenure_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended_reason__isnull=True)
                | Q(ended_on__gte=F("starts_on"), ended_reason__isnull=False),
                name="tenure_ended_when_and_why",
            ),
            models.CheckConstraint(
                condition=Q(nik_digest__isnull=True, nik_last__isnull=True)
                | Q(nik_digest__isnull=False, nik_last__isnull=False),
                name="tenure_number_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_post_display()} {self.name}"


class WorkPlan(Edited):
    """What a body plans for a year. Its document is a file, or where the paper is kept."""

    community = models.ForeignKey(Community, models.PROTECT, related_name="plans")
    year = models.PositiveSmallIntegerField()
    set_on = models.DateField()
    purpose = models.CharField(max_length=300, null=True)
    document = models.CharField(max_length=200, null=True)
    file = models.FileField(upload_to="communities/%Y/%m", null=True)
    file_name = models.CharField(max_length=120, null=True)
    content_type = models.CharField(max_length=100, null=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["community", "year"], name="one_plan_a_year"),
            models.CheckConstraint(
                condition=Q(year__gte=2000, year__lte=2100), name="plan_year_sensible"
            ),
        ]

    def __str__(self) -> str:
        return f"Program kerja {self.year}"

    @property
    def has_document(self) -> bool:
        """Whether there is something to show."""
        return bool(self.document or self.file_name)


class ActivityState(models.TextChoices):
    """What became of an activity."""

    PLANNED = "planned", "Direncanakan"
    DONE = "done", "Terlaksana"
    CANCELLED = "cancelled", "Batal"


class Activity(Edited):
    """Something on the agenda of a plan; `added_on` is the day it was added after the plan was set."""

    plan = models.ForeignKey(WorkPlan, models.PROTECT, related_name="activities")
    name = models.CharField(max_length=160)
    name_key = models.CharField(max_length=160)
    month = models.PositiveSmallIntegerField(null=True)
    added_on = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=ActivityState, default=ActivityState.PLANNED)
    settled_on = models.DateField(null=True)
    evidence = models.CharField(max_length=300, null=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["month", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "name_key"], name="activity_named_once"),
            models.CheckConstraint(
                condition=Q(month__isnull=True) | Q(month__gte=1, month__lte=12),
                name="activity_month_known",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ActivityState.values), name="activity_state_known"
            ),
            # The evidence of what was carried out, the reason of what was cancelled.
            models.CheckConstraint(
                condition=Q(
                    state=ActivityState.PLANNED.value,
                    settled_on__isnull=True,
                    evidence__isnull=True,
                )
                | Q(
                    state__in=[ActivityState.DONE.value, ActivityState.CANCELLED.value],
                    settled_on__isnull=False,
                    evidence__isnull=False,
                ),
                name="activity_settled_when_and_shown",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ActivityFile(KeptFile):
    """A photo or a paper that shows what was carried out."""

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="files")
