"""Figures that an office defines, the answers of those it asks, and how both were corrected."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from janji.core import figures as rules
from janji.core.figures import LONGEST_CODE, MOST_DECIMALS, MOST_DUE_DAYS, Period, Rhythm
from janji.kit.editions import Edited
from janji.orgs.models import OrgUnit, OrgUnitKind

REGISTER = "figures"


class Kind(models.TextChoices):
    """How numbers of several periods go together; the values are those of the rules in core."""

    FLOW = "flow", "Dijumlahkan antarperiode"
    STATE = "state", "Keadaan: yang terakhir berlaku"


class Frequency(models.TextChoices):
    """How often it is asked; the values are those of the rules in core."""

    MONTHLY = "monthly", "Setiap bulan"
    QUARTERLY = "quarterly", "Setiap triwulan"
    HALF_YEARLY = "half_yearly", "Setiap semester"
    YEARLY = "yearly", "Setiap tahun"


class Asked(models.TextChoices):
    """Who answers: the office that defines it, or each office of some kinds below."""

    OWN = "own", "Kantor ini sendiri"
    VILLAGES = "villages", "Setiap desa dan kelurahan di bawahnya"
    SECTIONS = "sections", "Setiap seksi atau unit di bawahnya"
    OFFICES = "offices", "Setiap perangkat daerah dan kecamatan di bawahnya"

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of offices below that answer; none where the office answers itself."""
        return _KINDS[self]


_KINDS = {
    Asked.OWN: frozenset[str](),
    Asked.VILLAGES: frozenset({OrgUnitKind.VILLAGE.value, OrgUnitKind.WARD.value}),
    Asked.SECTIONS: frozenset({OrgUnitKind.SECTION.value}),
    Asked.OFFICES: frozenset({OrgUnitKind.AGENCY.value, OrgUnitKind.DISTRICT.value}),
}


class Figure(Edited):
    """A number that an office asks for by period.

    Settled with its first answer, or with the first signed definition that names it: from then on
    what is counted stays as it is, and its words change only with a reason.
    """

    org_unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="figures")
    code = models.CharField(max_length=LONGEST_CODE, db_index=True)
    title = models.CharField(max_length=160)
    definition = models.CharField(max_length=500)
    unit_of_measure = models.CharField(max_length=40)
    kind = models.CharField(max_length=5, choices=Kind)
    frequency = models.CharField(max_length=12, choices=Frequency)
    decimals = models.PositiveSmallIntegerField(default=0)
    allows_negative = models.BooleanField(default=False)
    data_source = models.CharField(max_length=200)
    asked_of = models.CharField(max_length=8, choices=Asked)
    since = models.DateField()
    due_days = models.PositiveSmallIntegerField(default=10)
    until = models.DateField(null=True)
    end_reason = models.CharField(max_length=300, null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["org_unit__path", "title", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["org_unit", "code"], name="figure_code_once"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="figure_kind_known"),
            models.CheckConstraint(
                condition=Q(frequency__in=Frequency.values), name="figure_frequency_known"
            ),
            models.CheckConstraint(
                condition=Q(asked_of__in=Asked.values), name="figure_asked_of_known"
            ),
            models.CheckConstraint(
                condition=Q(decimals__lte=MOST_DECIMALS), name="figure_decimals_few"
            ),
            models.CheckConstraint(
                condition=Q(due_days__lte=MOST_DUE_DAYS), name="figure_due_days_few"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True, end_reason__isnull=True)
                | Q(until__gte=F("since"), end_reason__isnull=False),
                name="figure_ends_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, settled_by__isnull=True)
                | Q(settled_at__isnull=False, settled_by__isnull=False),
                name="figure_settled_when_and_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def rhythm(self) -> Rhythm:
        """When it is asked for."""
        return Rhythm(
            rules.Kind(self.kind),
            rules.Frequency(self.frequency),
            self.since,
            self.until,
            self.due_days,
        )

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of offices below that answer."""
        return Asked(self.asked_of).kinds

    def is_asked_of(self, office: OrgUnit) -> bool:
        """Whether an office answers; no query when the figure's own office is there."""
        if not self.kinds:
            return office.pk == self.org_unit_id
        below = office.path.startswith(self.org_unit.path) and office.pk != self.org_unit_id
        return below and office.kind in self.kinds


class FigureChange(models.Model):
    """How the words of a settled figure stood before they were changed, and why."""

    figure = models.ForeignKey(Figure, models.PROTECT, related_name="changes")
    title = models.CharField(max_length=160)
    definition = models.CharField(max_length=500)
    data_source = models.CharField(max_length=200)
    due_days = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=300)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.title


class Entry(Edited):
    """What an office answers for a period: a number, or why there is none. One that is missing is missing.

    `number` is the number times ten for every decimal of the figure, so that sums are exact.
    """

    figure = models.ForeignKey(Figure, models.PROTECT, related_name="entries")
    org_unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="figure_entries")
    first_day = models.DateField()
    last_day = models.DateField()
    number = models.BigIntegerField(null=True)
    unavailable = models.CharField(max_length=300, null=True)
    notes = models.CharField(max_length=500, null=True)
    source = models.CharField(max_length=40, null=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-last_day", "org_unit__path"]
        indexes = [
            models.Index(fields=["org_unit", "last_day"], name="entry_of_office"),
            models.Index(fields=["figure", "last_day"], name="entry_of_figure"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["figure", "org_unit", "last_day"], name="one_entry_a_period"
            ),
            models.CheckConstraint(
                condition=Q(number__isnull=False, unavailable__isnull=True)
                | Q(number__isnull=True, unavailable__isnull=False),
                name="entry_number_or_reason",
            ),
            models.CheckConstraint(
                condition=Q(last_day__gt=F("first_day")), name="entry_period_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.figure}, {self.period.name}"

    @property
    def period(self) -> Period:
        """What it is about."""
        return Period(self.last_day, self.first_day)


class EntryCorrection(models.Model):
    """What stood in an entry before it was put right, and why."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="corrections")
    number = models.BigIntegerField(null=True)
    unavailable = models.CharField(max_length=300, null=True)
    notes = models.CharField(max_length=500, null=True)
    number_after = models.BigIntegerField(null=True)
    reason = models.CharField(max_length=300)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.entry}: {self.reason}"


class EntryEvidence(models.Model):
    """A file that shows where an entry comes from."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="evidence")
    name = models.CharField(max_length=200)
    file = models.FileField(upload_to="figures/%Y/%m")
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
