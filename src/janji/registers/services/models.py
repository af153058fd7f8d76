"""Services with their standards, requests with their steps and pauses, and complaints."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from janji.core.service_life import Punctuality, Stage
from janji.core.workdays import LimitUnit
from janji.kit.editions import Edited
from janji.kit.fields import ExactDecimalField
from janji.orgs.models import OrgUnit, Region


class ServiceKind(models.TextChoices):
    """What sort of service it is."""

    LICENCE = "licence", "Perizinan"
    NON_LICENCE = "non_licence", "Nonperizinan"
    CIVIL_REGISTRATION = "civil_registration", "Administrasi kependudukan"
    RECOMMENDATION = "recommendation", "Rekomendasi"
    LEGALISATION = "legalisation", "Legalisasi"
    LAND_DEED = "land_deed", "Akta tanah (PPATS)"
    DATA = "data", "Permintaan data"


class Service(Edited):
    """One service of an office. What it promises stands in its standards.

    `issued_by` names the agency that issues the product when the office itself does not.
    """

    org_unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="services")
    code = models.SlugField(max_length=30)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=ServiceKind)
    legal_basis = models.CharField(max_length=300, null=True)
    issued_by = models.CharField(max_length=160, null=True)
    section = models.ForeignKey(OrgUnit, models.PROTECT, null=True, related_name="+")
    active_from = models.DateField()
    active_until = models.DateField(null=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["org_unit", "code"], name="service_code_once"),
            models.CheckConstraint(
                condition=Q(kind__in=ServiceKind.values), name="service_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(active_until__isnull=True) | Q(active_until__gte=F("active_from")),
                name="service_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_forwarded(self) -> bool:
        """Whether another agency issues the product, so that the office's part ends with sending."""
        return self.kind == ServiceKind.CIVIL_REGISTRATION or self.issued_by is not None


class ClockStart(models.TextChoices):
    """When a service's clock starts."""

    COMPLETE = "complete", "Sejak berkas lengkap"
    RECEIVED = "received", "Sejak diterima"


class Standard(models.Model):
    """What a service promises, from a day on. A change is a new version; requests keep theirs."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="standards")
    version = models.PositiveSmallIntegerField()
    holds_from = models.DateField()
    decree = models.CharField(max_length=200, null=True)
    limit_value = models.PositiveIntegerField()
    limit_unit = models.CharField(max_length=14, choices=[(u.value, u.value) for u in LimitUnit])
    limit_text = models.CharField(max_length=120, null=True)
    clock_start = models.CharField(max_length=8, choices=ClockStart, default=ClockStart.COMPLETE)
    requirements = models.JSONField(default=list)
    procedure = models.JSONField(default=list)
    fee = ExactDecimalField(null=True)
    fee_text = models.CharField(max_length=200, null=True)
    product = models.CharField(max_length=200)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["service", "version"], name="standard_version_once"),
            models.CheckConstraint(condition=Q(limit_value__gte=1), name="standard_limit_positive"),
            models.CheckConstraint(
                condition=Q(limit_unit__in=[unit.value for unit in LimitUnit]),
                name="standard_limit_unit_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service} versi {self.version}"


class ServiceRequest(Edited):
    """Someone asked for a service.

    `due_at`, `punctuality` and `counted_on` are the verdict of `core.service_life` over this
    row, its pauses and the office's calendar; they change only together with what they follow from.
    `ended_at` is when the office owed nothing more: sent on, finished, refused, withdrawn or lapsed.
    `answer_total` and `answer_count` add up what the applicant answered in the satisfaction survey.
    `source` names the import it came with, `source_key` is the fingerprint of its row.
    """

    personal = ("applicant", "nik_digest", "nik_last_four", "handed_to")
    org_unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="service_requests")
    service = models.ForeignKey(Service, models.PROTECT, related_name="requests")
    standard = models.ForeignKey(Standard, models.PROTECT, related_name="+")
    number = models.CharField(max_length=40)
    follow_code = models.CharField(max_length=12)
    applicant = models.CharField(max_length=160)
    nik_digest = models.CharField(max_length=64, null=True, db_index=True)
    nik_last_four = models.CharField(max_length=4, null=True)
    village = models.ForeignKey(Region, models.PROTECT, null=True, related_name="+")
    is_represented = models.BooleanField(default=False)
    people = models.PositiveSmallIntegerField(default=1)
    received_at = models.DateTimeField()
    complete_at = models.DateTimeField()
    stage = models.CharField(max_length=16, choices=[(s.value, s.value) for s in Stage])
    forwarded_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    handed_over_at = models.DateTimeField(null=True)
    handed_to = models.CharField(max_length=160, null=True)
    product_number = models.CharField(max_length=80, null=True)
    agency_number = models.CharField(max_length=80, null=True)
    reason = models.CharField(max_length=500, null=True)
    finish_unknown = models.BooleanField(default=False)
    due_at = models.DateTimeField(null=True)
    punctuality = models.CharField(max_length=12, choices=[(p.value, p.value) for p in Punctuality])
    counted_on = models.DateField(null=True)
    answer_total = models.PositiveIntegerField(null=True)
    answer_count = models.PositiveIntegerField(null=True)
    source = models.CharField(max_length=40, null=True)
    source_key = models.CharField(max_length=32, null=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-received_at", "-pk"]
        indexes = [
            models.Index(fields=["org_unit", "counted_on"], name="request_counted"),
            models.Index(fields=["org_unit", "stage", "due_at"], name="request_queue"),
            models.Index(fields=["org_unit", "-received_at"], name="request_received"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["org_unit", "number"], name="request_number_once"),
            models.CheckConstraint(
                condition=Q(stage__in=[stage.value for stage in Stage]), name="request_stage_known"
            ),
            models.CheckConstraint(
                condition=Q(punctuality__in=[one.value for one in Punctuality]),
                name="request_punctuality_known",
            ),
            models.CheckConstraint(
                condition=Q(complete_at__gte=F("received_at")),
                name="request_complete_after_receipt",
            ),
            models.CheckConstraint(
                condition=Q(nik_digest__isnull=True, nik_last_four__isnull=True)
                | Q(nik_digest__isnull=False, nik_last_four__isnull=False),
                name="request_nik_whole",
            ),
            models.CheckConstraint(
                condition=~Q(stage__in=[Stage.REFUSED.value, Stage.WITHDRAWN.value])
                | Q(reason__isnull=False),
                name="request_end_has_reason",
            ),
            models.CheckConstraint(
                condition=~Q(stage__in=[Stage.FINISHED.value, Stage.HANDED_OVER.value])
                | Q(finished_at__isnull=False)
                | Q(finish_unknown=True),
                name="request_finish_known_or_said_unknown",
            ),
            models.CheckConstraint(
                condition=Q(answer_total__isnull=True, answer_count__isnull=True)
                | Q(answer_total__isnull=False, answer_count__gte=1),
                name="request_answers_whole",
            ),
            models.UniqueConstraint(
                fields=["org_unit", "source_key"],
                condition=Q(source_key__isnull=False),
                name="request_imported_once",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class RequestStep(models.Model):
    """A request went from one stage to another. Never changed."""

    request = models.ForeignKey(ServiceRequest, models.PROTECT, related_name="steps")
    before = models.CharField(max_length=16, null=True)
    after = models.CharField(max_length=16)
    happened_at = models.DateTimeField()
    notes = models.CharField(max_length=500, null=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["happened_at", "pk"]

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"


class PauseCause(models.TextChoices):
    """Why a clock may stand still; the absence of a signatory is not among them."""

    SHORTFALL = "shortfall", "Kekurangan berkas pemohon"
    OTHER_AGENCY = "other_agency", "Menunggu pihak lain"
    CENTRAL_SYSTEM = "central_system", "Gangguan sistem pusat"
    FORCE_MAJEURE = "force_majeure", "Keadaan kahar"


class RequestPause(models.Model):
    """A time during which a request's clock stood still, with its cause and what shows it."""

    request = models.ForeignKey(ServiceRequest, models.PROTECT, related_name="pauses")
    cause = models.CharField(max_length=16, choices=PauseCause)
    evidence = models.CharField(max_length=500)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["starts_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["request"], condition=Q(ends_at__isnull=True), name="one_running_pause"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gte=F("starts_at")),
                name="pause_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(cause__in=PauseCause.values), name="pause_cause_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request}: {self.get_cause_display()}"


class RequestCorrection(models.Model):
    """A detail of a request was written down wrongly: what stood there, what stands there now, why."""

    request = models.ForeignKey(ServiceRequest, models.PROTECT, related_name="corrections")
    field = models.CharField(max_length=20)
    before = models.CharField(max_length=300)
    after = models.CharField(max_length=300)
    reason = models.CharField(max_length=500)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["recorded_at", "pk"]

    def __str__(self) -> str:
        return f"{self.request}: {self.field}"


class ReturnedFile(models.Model):
    """A file given back at the counter because something was missing: counted, never a request."""

    org_unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="returned_files")
    service = models.ForeignKey(Service, models.PROTECT, related_name="returned_files")
    village = models.ForeignKey(Region, models.PROTECT, null=True, related_name="+")
    missing = models.CharField(max_length=500)
    happened_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-happened_at", "-pk"]
        indexes = [models.Index(fields=["org_unit", "-happened_at"], name="returned_file_happened")]

    def __str__(self) -> str:
        return f"{self.service}: {self.missing}"


class Channel(models.TextChoices):
    """How a complaint reached the office."""

    COUNTER = "counter", "Loket"
    LETTER = "letter", "Surat"
    PHONE = "phone", "Telepon"
    MESSAGE = "message", "Pesan singkat"
    NATIONAL = "national", "SP4N-LAPOR!"
    BOX = "box", "Kotak saran"
    PORTAL = "portal", "Halaman publik"


class Finding(models.TextChoices):
    """Whether a complaint was found to be right."""

    OPEN = "open", "Belum diperiksa"
    JUSTIFIED = "justified", "Terbukti"
    UNFOUNDED = "unfounded", "Tidak terbukti"


class Complaint(Edited):
    """Someone complained about a service, perhaps about one request.

    `days_open` is how many days it took to be resolved; nobody wrote it down who is the citizen.
    """

    personal = ("complainant", "content", "resolution")
    org_unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="complaints")
    request = models.ForeignKey(
        ServiceRequest, models.PROTECT, null=True, related_name="complaints"
    )
    channel = models.CharField(max_length=10, choices=Channel)
    complainant = models.CharField(max_length=160, null=True)
    content = models.CharField(max_length=2000)
    received_on = models.DateField()
    finding = models.CharField(max_length=10, choices=Finding, default=Finding.OPEN)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    resolution = models.CharField(max_length=1000, null=True)
    resolved_on = models.DateField(null=True)
    days_open = models.PositiveIntegerField(null=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    resolved_at = models.DateTimeField(null=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["received_on", "pk"]
        indexes = [
            models.Index(fields=["org_unit", "received_on"], name="complaint_received"),
            models.Index(fields=["org_unit", "resolved_on"], name="complaint_resolved"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(channel__in=Channel.values), name="complaint_channel_known"
            ),
            models.CheckConstraint(
                condition=Q(finding=Finding.OPEN, decided_by__isnull=True, decided_at__isnull=True)
                | Q(
                    finding__in=[Finding.JUSTIFIED.value, Finding.UNFOUNDED.value],
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                ),
                name="complaint_decided_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(
                    resolved_by__isnull=True,
                    resolved_at__isnull=True,
                    resolved_on__isnull=True,
                    days_open__isnull=True,
                    resolution__isnull=True,
                )
                | Q(
                    resolved_by__isnull=False,
                    resolved_at__isnull=False,
                    resolved_on__gte=F("received_on"),
                    days_open__isnull=False,
                    resolution__isnull=False,
                ),
                name="complaint_resolved_by_whom",
            ),
            # Only what a citizen sends from the public page has nobody who wrote it down.
            models.CheckConstraint(
                condition=Q(channel=Channel.PORTAL.value, recorded_at__isnull=False)
                | Q(recorded_by__isnull=False, recorded_at__isnull=False),
                name="complaint_written_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"Pengaduan {self.pk}"


class RequestNumber(models.Model):
    """The last number given in an office and year; its row is locked while the next is given."""

    org_unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["org_unit", "year"], name="one_number_row_per_year")
        ]

    def __str__(self) -> str:
        return f"{self.org_unit} {self.year}: {self.last}"
