"""Forums, lists of attendance copied from paper, and everyone who attended."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from janji.core.attendance import AttendingRole, Check
from janji.kit.editions import Edited
from janji.kit.kept_files import KeptFile
from janji.orgs.models import OrgUnit
from janji.registers.communities.models import Community

REGISTER = "musrenbang"


class ForumKind(models.TextChoices):
    """The forums of yearly planning from the hamlet to the district."""

    HAMLET = "MUSRENBANG_DUSUN", "Musrenbang dusun"
    VILLAGE_COUNCIL = "MUSDES", "Musyawarah desa"
    VILLAGE = "MUSRENBANGDES", "Musrenbang desa atau kelurahan"
    BEFORE_DISTRICT = "PRA_MUSRENCAM", "Pra-musrenbang kecamatan"
    DISTRICT = "MUSRENBANG_KEC", "Musrenbang kecamatan"


class Forum(Edited):
    """A forum of an office on a day, about the plan of a year."""

    org_unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="forums")
    kind = models.CharField(max_length=16, choices=ForumKind)
    plan_year = models.PositiveSmallIntegerField()
    day = models.DateField()
    venue = models.CharField(max_length=160)
    minutes_number = models.CharField(max_length=80, null=True)
    invited_villages = models.PositiveSmallIntegerField(null=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-day", "-pk"]
        indexes = [models.Index(fields=["org_unit", "day"], name="forum_of_office")]
        constraints = [
            models.UniqueConstraint(
                fields=["org_unit", "kind", "day", "venue"], name="forum_kept_once"
            ),
            models.CheckConstraint(condition=Q(kind__in=ForumKind.values), name="forum_kind_known"),
            models.CheckConstraint(
                condition=Q(plan_year__gte=2000, plan_year__lte=2100), name="forum_year_sensible"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.plan_year}"


class PaperList(models.Model):
    """A list of attendance copied from paper; none of its rows counts before someone else confirmed it."""

    forum = models.ForeignKey(Forum, models.PROTECT, related_name="lists")
    name = models.CharField(max_length=120)
    check_state = models.CharField(
        max_length=10,
        choices=[(one.value, one.value) for one in Check],
        default=Check.WAITING.value,
    )
    reason = models.CharField(max_length=300, null=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    checked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    check_state=Check.WAITING.value,
                    checked_by__isnull=True,
                    checked_at__isnull=True,
                )
                | Q(
                    check_state__in=[Check.CONFIRMED.value, Check.SET_ASIDE.value],
                    checked_by__isnull=False,
                    checked_at__isnull=False,
                ),
                name="list_checked_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=~Q(check_state=Check.SET_ASIDE.value) | Q(reason__isnull=False),
                name="list_set_aside_because",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PaperImage(KeptFile):
    """The paper itself, scanned: what the second person holds a copied list against."""

    paper_list = models.ForeignKey(PaperList, models.PROTECT, related_name="images")


class Sex(models.TextChoices):
    """As a list of attendance asks it."""

    MALE = "l", "Laki-laki"
    FEMALE = "p", "Perempuan"


class Group(models.TextChoices):
    """Whom someone belongs to (unsur)."""

    VILLAGE = "desa", "Pemerintah desa atau kelurahan"
    COUNCIL = "bpd", "BPD"
    COMMUNITY = "lkd", "Lembaga kemasyarakatan"
    LEADER = "tokoh", "Tokoh masyarakat"
    WOMEN = "perempuan", "Kelompok perempuan"
    AGENCY = "opd", "Perangkat daerah"
    PARLIAMENT = "dprd", "DPRD"
    DISTRICT = "kecamatan", "Kecamatan"
    OTHER = "lain", "Lainnya"


class Sign(models.TextChoices):
    """What shows that someone was there."""

    SIGNATURE = "ttd", "Tanda tangan"
    QR = "qr", "Kode QR"
    PHOTO = "foto", "Foto"


class Attendance(models.Model):
    """Someone at a forum, for a body or for themselves.

    `counts` is the verdict of `core.attendance`, kept so that the database can count it.
    `person_key` is the name by which the same person is not written down twice.
    """

    personal = ("name", "person_key", "sex")
    org_unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="attendances")
    forum = models.ForeignKey(Forum, models.PROTECT, related_name="attendances")
    paper_list = models.ForeignKey(PaperList, models.PROTECT, null=True, related_name="attendances")
    name = models.CharField(max_length=160)
    person_key = models.CharField(max_length=300)
    sex = models.CharField(max_length=1, choices=Sex)
    group = models.CharField(max_length=10, choices=Group)
    village = models.ForeignKey(OrgUnit, models.PROTECT, null=True, related_name="+")
    community = models.ForeignKey(Community, models.PROTECT, null=True, related_name="attendances")
    body = models.CharField(max_length=160, null=True)
    role = models.CharField(
        max_length=5, choices=[(one.value, one.value) for one in AttendingRole], null=True
    )
    sign = models.CharField(max_length=4, choices=Sign, null=True)
    counts = models.BooleanField()
    struck_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    struck_at = models.DateTimeField(null=True)
    struck_reason = models.CharField(max_length=300, null=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["name", "pk"]
        indexes = [
            models.Index(fields=["forum", "counts"], name="attendance_of_forum"),
            models.Index(fields=["community", "counts", "role"], name="attendance_of_community"),
        ]
        constraints = [
            # What was struck out or set aside may be written down anew, rightly.
            models.UniqueConstraint(
                fields=["forum", "person_key"],
                condition=Q(struck_at__isnull=True),
                name="person_at_forum_once",
            ),
            models.CheckConstraint(
                condition=Q(struck_at__isnull=True, struck_by__isnull=True, struck_reason=None)
                | Q(
                    struck_at__isnull=False,
                    struck_by__isnull=False,
                    struck_reason__isnull=False,
                    counts=False,
                ),
                name="attendance_struck_when_by_whom_and_why",
            ),
            models.CheckConstraint(
                condition=Q(counts=False) | Q(sign__isnull=False), name="counted_presence_is_signed"
            ),
            models.CheckConstraint(condition=Q(sex__in=Sex.values), name="attendance_sex_known"),
            models.CheckConstraint(
                condition=Q(group__in=Group.values), name="attendance_group_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name
