"""Days that differ from the week, and the week itself; each holds for an office and all below it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from janji.orgs.models import OrgUnit


class DayKind(models.TextChoices):
    """Why a day differs from its weekday."""

    NATIONAL = "national", "Libur nasional"
    COLLECTIVE_LEAVE = "collective_leave", "Cuti bersama"
    LOCAL = "local", "Libur daerah"
    OPEN = "open", "Buka dengan jam khusus"


class CalendarDay(models.Model):
    """One day that is off, or open at hours of its own."""

    org_unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="calendar_days")
    day = models.DateField()
    kind = models.CharField(max_length=16, choices=DayKind)
    name = models.CharField(max_length=160)
    opens = models.TimeField(null=True)
    closes = models.TimeField(null=True)
    basis = models.CharField(max_length=200, null=True)
    verified_at = models.DateTimeField(null=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(fields=["org_unit", "day"], name="one_calendar_day"),
            models.CheckConstraint(condition=Q(kind__in=DayKind.values), name="day_kind_known"),
            models.CheckConstraint(
                condition=Q(kind=DayKind.OPEN, opens__lt=F("closes"))
                | (~Q(kind=DayKind.OPEN) & Q(opens__isnull=True, closes__isnull=True)),
                name="open_day_has_hours",
            ),
            models.CheckConstraint(
                condition=Q(verified_at__isnull=True, verified_by__isnull=True)
                | Q(verified_at__isnull=False, verified_by__isnull=False),
                name="day_verified_when_and_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d} {self.name}"


class CounterHours(models.Model):
    """When the counter of an office is open on a weekday (0 is Monday)."""

    org_unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="counter_hours")
    weekday = models.PositiveSmallIntegerField()
    opens = models.TimeField()
    closes = models.TimeField()

    class Meta:
        ordering = ["weekday"]
        constraints = [
            models.UniqueConstraint(fields=["org_unit", "weekday"], name="hours_once_per_weekday"),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="weekday_in_week"),
            models.CheckConstraint(condition=Q(opens__lt=F("closes")), name="opens_before_closing"),
        ]

    def __str__(self) -> str:
        return f"{self.org_unit} {self.weekday}"
