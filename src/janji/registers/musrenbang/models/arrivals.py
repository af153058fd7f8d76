"""Attendance by QR code: a page open for some hours, and what people said of themselves there.

What is said there counts nothing. An officer at the table confirms it, face to face.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from janji.orgs.models import OrgUnit
from janji.registers.musrenbang.models.forums import Attendance, Forum, Group, Sex


class CheckIn(models.Model):
    """The public page of a forum, from the moment it is opened until it closes by itself or by hand.

    `key` is the secret part of its address; nobody can guess it, and after the forum it is worth nothing.
    """

    forum = models.ForeignKey(Forum, models.PROTECT, related_name="check_ins")
    key = models.CharField(max_length=40, unique=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="check_in_closed_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opened_at")), name="check_in_open_for_a_while"
            ),
        ]

    def __str__(self) -> str:
        return f"Kehadiran dengan QR {self.pk}"


class ArrivalState(models.TextChoices):
    """What the officer at the table said of an arrival."""

    WAITING = "waiting", "Menunggu dibenarkan"
    CONFIRMED = "confirmed", "Dibenarkan"
    TURNED_DOWN = "turned_down", "Ditolak"


class Arrival(models.Model):
    """Someone who says of themselves that they are here; `person_key` keeps the same one from coming twice."""

    personal = ("name", "person_key", "sex")
    check_in = models.ForeignKey(CheckIn, models.PROTECT, related_name="arrivals")
    name = models.CharField(max_length=160)
    body = models.CharField(max_length=160, null=True)
    role = models.CharField(max_length=120, null=True)
    sex = models.CharField(max_length=1, choices=Sex)
    group = models.CharField(max_length=10, choices=Group)
    village = models.ForeignKey(OrgUnit, models.PROTECT, null=True, related_name="+")
    person_key = models.CharField(max_length=330)
    said_at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=ArrivalState, default=ArrivalState.WAITING)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True)
    attendance = models.OneToOneField(Attendance, models.PROTECT, null=True, related_name="arrival")

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["check_in", "state"], name="arrivals_by_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["check_in", "person_key"],
                condition=Q(state="waiting"),
                name="arrival_waits_once",
            ),
            models.CheckConstraint(
                condition=Q(
                    state="waiting",
                    settled_by__isnull=True,
                    settled_at__isnull=True,
                    attendance__isnull=True,
                )
                | Q(
                    state="turned_down",
                    settled_by__isnull=False,
                    settled_at__isnull=False,
                    attendance__isnull=True,
                )
                | Q(
                    state="confirmed",
                    settled_by__isnull=False,
                    settled_at__isnull=False,
                    attendance__isnull=False,
                ),
                name="arrival_settled_when_and_by_whom",
            ),
            models.CheckConstraint(condition=Q(sex__in=Sex.values), name="arrival_sex_known"),
            models.CheckConstraint(condition=Q(group__in=Group.values), name="arrival_group_known"),
        ]

    def __str__(self) -> str:
        return self.name
