"""Members with their decrees, events of guidance and training, and who attended them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from janji.core import linmas
from janji.kit.editions import Edited
from janji.kit.fields import ExactDecimalField
from janji.kit.kept_files import KeptFile
from janji.orgs.models import OrgUnit

REGISTER = "linmas"


class Sex(models.TextChoices):
    """As the list of members has it."""

    MALE = "L", "Laki-laki"
    FEMALE = "P", "Perempuan"


class Education(models.TextChoices):
    """The highest school finished, lowest first."""

    NONE = linmas.Education.NONE.value, "Belum tamat SD"
    PRIMARY = linmas.Education.PRIMARY.value, "SD"
    LOWER_SECONDARY = linmas.Education.LOWER_SECONDARY.value, "SLTP"
    UPPER_SECONDARY = linmas.Education.UPPER_SECONDARY.value, "SLTA"
    DIPLOMA = linmas.Education.DIPLOMA.value, "Diploma"
    DEGREE = linmas.Education.DEGREE.value, "Sarjana"


class Squad(models.TextChoices):
    """The five squads of Permendagri 26/2020 Pasal 19."""

    READINESS = "readiness", "Kesiapsiagaan dan kewaspadaan dini"
    SECURITY = "security", "Pengamanan"
    FIRST_AID = "first_aid", "Pertolongan pertama pada korban bencana dan kebakaran"
    RESCUE = "rescue", "Penyelamatan dan evakuasi"
    KITCHEN = "kitchen", "Dapur umum"


class Post(models.TextChoices):
    """What a member is in the Satlinmas."""

    HEAD = "head", "Kepala"
    LEADER = "leader", "Kepala pelaksana"
    COMMANDER = "commander", "Komandan regu"
    MEMBER = "member", "Anggota"


class EndReason(models.TextChoices):
    """Why a membership ended: the grounds of Permendagri 26/2020 Pasal 25, and its age."""

    DIED = "died", "Meninggal dunia"
    RESIGNED = "resigned", "Mengundurkan diri"
    MOVED = "moved", "Pindah tempat tinggal"
    HEALTH = "health", "Tidak lagi memenuhi syarat kesehatan"
    OFFENCE = "offence", "Perbuatan tercela atau tindak pidana"
    DUTY = "duty", "Tidak melaksanakan tugas atau janji"
    PARTY = "party", "Menjadi pengurus partai politik"
    AGE = "age", "Mencapai batas usia"


class Member(Edited):
    """Someone on a village's list: from a day on, and until the day on which they are none any more.

    The list of a district is its task force (Satgas), which no figure of members counts.

    `source` names the import it came with.
    """

    personal = ("name", "nik_digest", "nik_last_four", "sex", "born_on", "education")
    org_unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="linmas_members")
    name = models.CharField(max_length=160)
    nik_digest = models.CharField(max_length=64, null=True, db_index=True)
    nik_last_four = models.CharField(max_length=4, null=True)
    sex = models.CharField(max_length=1, choices=Sex)
    born_on = models.DateField(null=True)
    education = models.CharField(max_length=8, choices=Education, null=True)
    squad = models.CharField(max_length=10, choices=Squad, null=True)
    post = models.CharField(max_length=10, choices=Post, default=Post.MEMBER)
    card_number = models.CharField(max_length=60, null=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    end_reason = models.CharField(max_length=10, choices=EndReason, null=True)
    source = models.CharField(max_length=40, null=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["org_unit", "name"], name="linmas_member_name")]
        constraints = [
            models.UniqueConstraint(
                fields=["org_unit", "nik_digest"],
                condition=Q(ends_on__isnull=True, nik_digest__isnull=False),
                name="linmas_member_once",
            ),
            models.CheckConstraint(
                condition=Q(nik_digest__isnull=True, nik_last_four__isnull=True)
                | Q(nik_digest__isnull=False, nik_last_four__isnull=False),
                name="linmas_nik_whole",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True, end_reason__isnull=True)
                | Q(ends_on__gte=F("starts_on"), end_reason__isnull=False),
                name="linmas_member_end_whole",
            ),
            models.CheckConstraint(condition=Q(sex__in=Sex.values), name="linmas_sex_known"),
            models.CheckConstraint(condition=Q(post__in=Post.values), name="linmas_post_known"),
        ]

    def __str__(self) -> str:
        return self.name


class DecreeKind(models.TextChoices):
    """What a decree does."""

    APPOINTMENT = "appointment", "Pengangkatan"
    EXTENSION = "extension", "Perpanjangan sesudah usia 60"


class Issuer(models.TextChoices):
    """Whose decree it is."""

    VILLAGE_HEAD = linmas.Issuer.VILLAGE_HEAD.value, "Kepala desa"
    DISTRICT_HEAD = linmas.Issuer.DISTRICT_HEAD.value, "Camat atas nama bupati"
    POLICE_HEAD = linmas.Issuer.POLICE_HEAD.value, "Kepala Satpol PP atas nama bupati"
    REGENT = linmas.Issuer.REGENT.value, "Bupati"


class Decree(models.Model):
    """A decree that makes someone a member, or prolongs it. Never changed; a wrong one is withdrawn.

    It holds from a day on, through `holds_until` where it says so.
    """

    member = models.ForeignKey(Member, models.PROTECT, related_name="decrees")
    kind = models.CharField(max_length=12, choices=DecreeKind, default=DecreeKind.APPOINTMENT)
    number = models.CharField(max_length=80)
    signed_on = models.DateField()
    issuer = models.CharField(max_length=14, choices=Issuer)
    issuer_name = models.CharField(max_length=160, null=True)
    holds_from = models.DateField()
    holds_until = models.DateField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=300, null=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["holds_from", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(holds_until__isnull=True) | Q(holds_until__gte=F("holds_from")),
                name="linmas_decree_ends_after_start",
            ),
            models.CheckConstraint(
                condition=~Q(kind=DecreeKind.EXTENSION.value) | Q(holds_until__isnull=False),
                name="linmas_extension_ends",
            ),
            models.CheckConstraint(
                condition=Q(
                    withdrawn_at__isnull=True,
                    withdrawn_by__isnull=True,
                    withdrawn_because__isnull=True,
                )
                | Q(
                    withdrawn_at__isnull=False,
                    withdrawn_by__isnull=False,
                    withdrawn_because__isnull=False,
                ),
                name="linmas_decree_withdrawn_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class MemberCorrection(models.Model):
    """A detail of a member was written down wrongly: what stood there, what stands there now, why."""

    member = models.ForeignKey(Member, models.PROTECT, related_name="corrections")
    field = models.CharField(max_length=20)
    before = models.CharField(max_length=200)
    after = models.CharField(max_length=200)
    reason = models.CharField(max_length=300)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["recorded_at", "pk"]

    def __str__(self) -> str:
        return f"{self.member}: {self.field}"


class EventKind(models.TextChoices):
    """What sort of event it was."""

    GUIDANCE = "guidance", "Pembinaan"
    TRAINING = "training", "Pelatihan"
    PARADE = "parade", "Apel"
    SIMULATION = "simulation", "Simulasi"
    DEPLOYMENT = "deployment", "Penugasan"


class Organiser(models.TextChoices):
    """Who held it."""

    DISTRICT = "district", "Kecamatan"
    VILLAGE = "village", "Desa atau kelurahan"
    POLICE = "police", "Satpol PP"
    ARMED = "armed", "TNI atau Polri"
    OTHER = "other", "Lainnya"


class Event(Edited):
    """Something members took part in, held by a district or a village; `hours` are lesson hours.

    One cancelled by mistake is restored: `restored_*` say when that was done last, and why.
    """

    org_unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="linmas_events")
    kind = models.CharField(max_length=10, choices=EventKind)
    title = models.CharField(max_length=160)
    held_on = models.DateField()
    hours = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=160, null=True)
    organiser = models.CharField(max_length=8, choices=Organiser)
    material = models.CharField(max_length=500, null=True)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    cancelled_at = models.DateTimeField(null=True)
    cancelled_because = models.CharField(max_length=300, null=True)
    restored_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    restored_at = models.DateTimeField(null=True)
    restored_because = models.CharField(max_length=300, null=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-held_on", "-pk"]
        indexes = [models.Index(fields=["org_unit", "held_on"], name="linmas_event_held")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=EventKind.values), name="linmas_event_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(
                    cancelled_at__isnull=True,
                    cancelled_by__isnull=True,
                    cancelled_because__isnull=True,
                )
                | Q(
                    cancelled_at__isnull=False,
                    cancelled_by__isnull=False,
                    cancelled_because__isnull=False,
                ),
                name="linmas_event_cancelled_whole",
            ),
            models.CheckConstraint(
                condition=Q(
                    restored_at__isnull=True,
                    restored_by__isnull=True,
                    restored_because__isnull=True,
                )
                | Q(
                    restored_at__isnull=False,
                    restored_by__isnull=False,
                    restored_because__isnull=False,
                ),
                name="linmas_event_restored_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Attendance(models.Model):
    """A member came to an event. What an import knew by name only waits until a person is sure.

    It counts once it is confirmed and as long as it is not withdrawn.
    """

    event = models.ForeignKey(Event, models.PROTECT, related_name="attendances")
    member = models.ForeignKey(Member, models.PROTECT, related_name="attendances")
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)
    source = models.CharField(max_length=40, null=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["event", "member"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "member"],
                condition=Q(withdrawn_at__isnull=True),
                name="linmas_attendance_once",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="linmas_attendance_confirmed_whole",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="linmas_attendance_withdrawn_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.event}"


class Result(models.Model):
    """What a training brought a member: a score from 0 to 100, the number of a certificate.

    Never changed: a correction is a new row, and the newest one stands.
    """

    attendance = models.ForeignKey(Attendance, models.PROTECT, related_name="results")
    score = ExactDecimalField(null=True)
    certificate_number = models.CharField(max_length=60, null=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.attendance}"


class FileKind(models.TextChoices):
    """What a file of an event shows."""

    ATTENDANCE = "attendance", "Daftar hadir"
    PHOTO = "photo", "Foto"
    OTHER = "other", "Lainnya"


class EventFile(KeptFile):
    """A file that shows that an event was held. One kept by mistake is withdrawn and not shown."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="files")
    kind = models.CharField(max_length=10, choices=FileKind)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=300, null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=FileKind.values), name="linmas_file_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(
                    withdrawn_at__isnull=True,
                    withdrawn_by__isnull=True,
                    withdrawn_because__isnull=True,
                )
                | Q(
                    withdrawn_at__isnull=False,
                    withdrawn_by__isnull=False,
                    withdrawn_because__isnull=False,
                ),
                name="linmas_file_withdrawn_whole",
            ),
        ]
