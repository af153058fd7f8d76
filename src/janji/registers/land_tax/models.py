"""A village's tax year, what was assessed for it, its recaps; its bills and payments; money held by collectors."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from janji.core.land_tax import Assessed, Standing, rp
from janji.core.land_tax import Recap as RecapFigures
from janji.core.tax_objects import written_nop, written_village_code
from janji.kit.editions import Edited
from janji.orgs.models import OrgUnit


class Basis(models.TextChoices):
    """What a village's payments are held against."""

    ASSESSMENT = "ketetapan", "Ketetapan (baku)"
    BUDGET = "target_anggaran", "Target anggaran"


class TaxYear(Edited):
    """The tax of one village in one year. What was assessed stands in its assessments.

    `by_objects` says how it is kept: every bill with its payments, from which assessments and recaps
    are then computed; otherwise by the recaps of the tax office.
    """

    org_unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="tax_years")
    year = models.PositiveSmallIntegerField()
    by_objects = models.BooleanField(default=False)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    class Meta:
        ordering = ["-year", "org_unit"]
        constraints = [
            models.UniqueConstraint(fields=["org_unit", "year"], name="tax_year_once"),
            models.CheckConstraint(
                condition=Q(year__gte=1994) & Q(year__lte=2200), name="tax_year_possible"
            ),
        ]

    def __str__(self) -> str:
        return f"PBB {self.year} {self.org_unit}"


class Assessment(models.Model):
    """What was assessed for a tax year, from a day on: SPPT, rupiah, due date, and the declared basis.

    Never changed: a correction is another version, which says by which decision of the tax office
    (`decree`) and why. The newest version of those that hold by a day is the one that counts.

    Where a year is kept by objects, those `computed` from its bills count before what was typed, and
    follow the bills; their version is the day of the year from which they hold.
    """

    tax_year = models.ForeignKey(TaxYear, models.PROTECT, related_name="assessments")
    org_unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="+")
    version = models.PositiveSmallIntegerField()
    computed = models.BooleanField(default=False)
    holds_from = models.DateField()
    bills = models.PositiveIntegerField()
    amount = models.PositiveBigIntegerField()
    due_on = models.DateField()
    basis = models.CharField(max_length=16, choices=Basis)
    budget_target = models.PositiveBigIntegerField(null=True)
    decree = models.CharField(max_length=200)
    reason = models.CharField(max_length=500, null=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-computed", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["tax_year", "computed", "version"], name="assessment_version_once"
            ),
            models.CheckConstraint(
                condition=Q(basis__in=Basis.values), name="assessment_basis_known"
            ),
            models.CheckConstraint(
                condition=~Q(basis=Basis.BUDGET) | Q(budget_target__isnull=False),
                name="assessment_budget_has_target",
            ),
            models.CheckConstraint(
                condition=Q(version=1) | Q(reason__isnull=False),
                name="assessment_change_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tax_year} versi {self.version}"

    @property
    def figures(self) -> Assessed:
        """As the rules take it."""
        return Assessed(self.amount, self.bills)

    @property
    def aim(self) -> int:
        """The rupiah that the declared basis asks for."""
        return (
            self.budget_target if self.budget_target is not None and self.is_budget else self.amount
        )

    @property
    def is_budget(self) -> bool:
        """Whether the declared basis is the budget's target."""
        return self.basis == Basis.BUDGET


class Recap(Edited):
    """How far a village is on a day, added up since the year began. Penalties and arrears are apart.

    `remaining` is what the sheet prints, if it prints it. `source` says where the figures come from.
    """

    tax_year = models.ForeignKey(TaxYear, models.PROTECT, related_name="recaps")
    org_unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="+")
    as_of = models.DateField()
    paid = models.PositiveBigIntegerField()
    bills_paid = models.PositiveIntegerField(null=True)
    penalties = models.PositiveBigIntegerField(default=0)
    remaining = models.PositiveBigIntegerField(null=True)
    source = models.CharField(max_length=160)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-as_of"]
        constraints = [
            models.UniqueConstraint(fields=["tax_year", "as_of"], name="recap_once_a_day"),
        ]
        indexes = [models.Index(fields=["org_unit", "as_of"], name="recap_office_day")]

    def __str__(self) -> str:
        return f"{self.tax_year} per {self.as_of:%d-%m-%Y}"

    @property
    def figures(self) -> RecapFigures:
        """As the rules take it."""
        return RecapFigures(self.paid, self.bills_paid, self.penalties, self.remaining)

    @property
    def standing(self) -> Standing:
        """As a recap next to it is compared with it."""
        return Standing(self.as_of, self.paid, self.bills_paid)


class RecapCorrection(models.Model):
    """A recap that was written down wrongly was put right: what stood there, and why."""

    recap = models.ForeignKey(Recap, models.PROTECT, related_name="corrections")
    paid = models.PositiveBigIntegerField()
    bills_paid = models.PositiveIntegerField(null=True)
    penalties = models.PositiveBigIntegerField()
    remaining = models.PositiveBigIntegerField(null=True)
    paid_after = models.PositiveBigIntegerField()
    reason = models.CharField(max_length=500)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="recap_correction_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.recap}: {self.paid} → {self.paid_after}"


class TaxCode(models.Model):
    """The ten digits by which the tax office knows a village; they begin its objects' numbers."""

    org_unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="tax_codes")
    code = models.CharField(max_length=10)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)
    ended_because = models.CharField(max_length=500, null=True)

    class Meta:
        ordering = ["code", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["code"], condition=Q(ended_at__isnull=True), name="tax_code_of_one_village"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True, ended_because=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False, ended_because__isnull=False),
                name="tax_code_ended_when_by_whom_and_why",
            ),
        ]

    def __str__(self) -> str:
        return written_village_code(self.code)


class TaxObject(models.Model):
    """A piece of land or a building that is taxed, known by its NOP. It says nothing of a person."""

    org_unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="tax_objects")
    nop = models.CharField(max_length=18, unique=True)
    location = models.CharField(max_length=160, null=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["nop"]

    def __str__(self) -> str:
        return written_nop(self.nop)


class BillState(models.TextChoices):
    """Whether a bill belongs to what is assessed, and why not."""

    ISSUED = "terbit", "Terbit"
    CANCELLED = "batal", "Batal"
    DOUBLE = "ganda", "Ganda"
    WITHOUT_OBJECT = "tak_berobjek", "Tak berobjek"


class Bill(Edited):
    """What a taxpayer owes for an object in a year. `state` is that of its last decision.

    Of the taxpayer only the name is kept, as the bill prints it.
    """

    personal = ("payer",)
    tax_year = models.ForeignKey(TaxYear, models.PROTECT, related_name="bills")
    tax_object = models.ForeignKey(TaxObject, models.PROTECT, related_name="bills")
    org_unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="+")
    payer = models.CharField(max_length=120, null=True)
    land_area = models.PositiveIntegerField(null=True)
    building_area = models.PositiveIntegerField(null=True)
    principal = models.PositiveBigIntegerField()
    issued_on = models.DateField()
    due_on = models.DateField()
    delivered_on = models.DateField(null=True)
    state = models.CharField(max_length=16, choices=BillState, default=BillState.ISSUED)
    source = models.CharField(max_length=160)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["tax_object__nop"]
        constraints = [
            models.UniqueConstraint(fields=["tax_year", "tax_object"], name="bill_once_a_year"),
            models.CheckConstraint(
                condition=Q(state__in=BillState.values), name="bill_state_known"
            ),
            models.CheckConstraint(condition=Q(principal__gte=1), name="bill_owes_something"),
        ]

    def __str__(self) -> str:
        return f"{self.tax_object} tahun {self.tax_year.year}"


class BillDecision(models.Model):
    """By a decision of the tax office a bill leaves what is assessed, or comes back, from its day on."""

    bill = models.ForeignKey(Bill, models.PROTECT, related_name="decisions")
    state = models.CharField(max_length=16, choices=BillState)
    decree = models.CharField(max_length=200)
    decided_on = models.DateField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["decided_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(decree=""), name="bill_decision_has_decree"),
        ]

    def __str__(self) -> str:
        return f"{self.bill}: {self.get_state_display()}"


class BillCorrection(models.Model):
    """A bill that was written down wrongly was put right: what it owed and when, and why."""

    bill = models.ForeignKey(Bill, models.PROTECT, related_name="corrections")
    principal = models.PositiveBigIntegerField()
    principal_after = models.PositiveBigIntegerField()
    due_on = models.DateField()
    reason = models.CharField(max_length=500)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="bill_correction_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.bill}: {self.principal} → {self.principal_after}"


class Channel(models.TextChoices):
    """How a payment reached the treasury."""

    BANK = "bank", "Bank atau ATM"
    QRIS = "qris", "QRIS atau dompet elektronik"
    POST = "pos", "Kantor pos atau gerai"
    COUNTER = "loket", "Loket Bapenda"
    COLLECTOR = "petugas", "Petugas desa"
    UNKNOWN = "lain", "Tidak disebut"


class CollectorRole(models.TextChoices):
    """What someone is who takes tax money in a village; never who."""

    HAMLET_HEAD = "kadus", "Kepala dusun"
    APPARATUS = "perangkat", "Perangkat desa"
    RT_HEAD = "ketua_rt", "Ketua RT"
    RW_HEAD = "ketua_rw", "Ketua RW"
    ASSIGNED = "pemungut", "Petugas pemungut"


class Payment(models.Model):
    """Money for a bill, in full or in part. Penalties are apart.

    It counts from `counts_on`: the day it was paid, or for a collector's money the day of its deposit;
    until then it is held. What was written down wrongly is withdrawn, with the reason.
    """

    bill = models.ForeignKey(Bill, models.PROTECT, related_name="payments")
    org_unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="+")
    paid_on = models.DateField()
    counts_on = models.DateField(null=True)
    principal = models.PositiveBigIntegerField()
    penalty = models.PositiveBigIntegerField(default=0)
    channel = models.CharField(max_length=8, choices=Channel)
    ntpd = models.CharField(max_length=40, null=True)
    role = models.CharField(max_length=12, choices=CollectorRole, null=True)
    area = models.CharField(max_length=60, null=True)
    receipt = models.CharField(max_length=120, null=True)
    source = models.CharField(max_length=160)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=500, null=True)

    class Meta:
        ordering = ["paid_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(channel=Channel.COLLECTOR.value, role__isnull=False)
                | Q(counts_on__isnull=False, role__isnull=True),
                name="payment_counts_unless_collected",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(
                    withdrawn_at__isnull=False,
                    withdrawn_by__isnull=False,
                    withdrawn_because__isnull=False,
                ),
                name="payment_withdrawn_when_by_whom_and_why",
            ),
        ]
        indexes = [models.Index(fields=["org_unit", "counts_on"], name="payment_office_day")]

    def __str__(self) -> str:
        return f"{self.bill} dibayar {self.paid_on:%d-%m-%Y}"

    @property
    def is_held(self) -> bool:
        """Whether a collector still has it."""
        return self.withdrawn_at is None and self.counts_on is None


class MoneyKind(models.TextChoices):
    """Which way money went."""

    RECEIVED = "terima", "Diterima dari wajib pajak"
    DEPOSITED = "setor", "Disetor ke kas daerah"


class CollectorMoney(models.Model):
    """Money that a village's collectors received or deposited, where the year is kept by recaps."""

    org_unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="+")
    role = models.CharField(max_length=12, choices=CollectorRole)
    area = models.CharField(max_length=60, null=True)
    kind = models.CharField(max_length=8, choices=MoneyKind)
    moved_on = models.DateField()
    amount = models.PositiveBigIntegerField()
    receipt = models.CharField(max_length=120)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=500, null=True)

    class Meta:
        ordering = ["-moved_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gte=1), name="collector_money_is_some"),
            models.CheckConstraint(
                condition=Q(kind__in=MoneyKind.values), name="collector_money_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(
                    withdrawn_at__isnull=False,
                    withdrawn_by__isnull=False,
                    withdrawn_because__isnull=False,
                ),
                name="collector_money_withdrawn_when_by_whom_and_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {rp(self.amount)} ({self.org_unit})"
