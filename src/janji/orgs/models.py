"""Regions, org units, positions, officials, accounts and roles."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from treebeard.mp_tree import MP_Node, MP_NodeManager

from janji.core.delegation import Capacity
from janji.kit.editions import Edited
from janji.orgs.roles import Role


class Region(models.Model):
    """A place of the country by its Kemendagri code: `33`, `33.02`, `33.02.14`, `33.02.14.2011`."""

    code = models.CharField(max_length=13, primary_key=True)
    name = models.CharField(max_length=120)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"


class OrgUnitKind(models.TextChoices):
    """What sort of office a node of the tree is."""

    GOVERNMENT = "government", "Pemerintah daerah"
    AGENCY = "agency", "Perangkat daerah"
    DISTRICT = "district", "Kecamatan"
    SECTION = "section", "Seksi atau subbagian"
    VILLAGE = "village", "Desa"
    WARD = "ward", "Kelurahan"


class OrgUnit(Edited, MP_Node):  # type: ignore[misc]
    """An office. The tree is asked by ranges of `path`, never node by node."""

    objects: ClassVar[Any] = MP_NodeManager()
    keeps_things: ClassVar = True
    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(max_length=12, choices=OrgUnitKind)
    region = models.ForeignKey(Region, models.PROTECT, null=True, related_name="+")
    address = models.CharField(max_length=300, null=True)
    contact = models.CharField(max_length=300, null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=OrgUnitKind.values), name="org_unit_kind_known"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Position(models.Model):
    """A post in an office, held by one official at a time."""

    org_unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="positions")
    title = models.CharField(max_length=160)
    is_head = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["org_unit"], condition=Q(is_head=True), name="one_head_per_org_unit"
            ),
            models.UniqueConstraint(fields=["org_unit", "title"], name="title_once_per_org_unit"),
        ]

    def __str__(self) -> str:
        return self.title


class Official(models.Model):
    """A person in public office. The NIP is personal data: shown on papers, never in lists or logs."""

    personal = ("name", "nip", "rank")
    name = models.CharField(max_length=160)
    nip = models.CharField(max_length=18, null=True, unique=True)
    rank = models.CharField(max_length=80, null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(nip__isnull=True) | Q(nip__regex=r"^[0-9]{18}$"),
                name="nip_has_18_digits",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Appointment(models.Model):
    """Who holds a position, from when, until when."""

    position = models.ForeignKey(Position, models.PROTECT, related_name="appointments")
    official = models.ForeignKey(Official, models.PROTECT, related_name="appointments")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="appointment_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["position"], condition=Q(ends_on__isnull=True), name="one_holder_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.official} – {self.position}"


class User(AbstractUser, Edited):
    """An account. What it may do stands in its role assignments, never in Django's own flags."""

    official = models.OneToOneField(Official, models.PROTECT, null=True, related_name="account")
    must_change_password = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.get_full_name() or self.username


class RoleAssignment(models.Model):
    """What an account may do in an office and everything below it, from when, until when.

    Whoever acts in another's place was named by someone, upon a paper (`basis`), until a day.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="role_assignments")
    role = models.CharField(max_length=16, choices=[(role.value, role.label) for role in Role])
    org_unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="role_assignments")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    capacity = models.CharField(
        max_length=10,
        choices=[(one.value, one.value) for one in Capacity],
        default=Capacity.DEFINITIVE.value,
    )
    granted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    basis = models.CharField(max_length=200, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role", "org_unit"],
                condition=Q(ends_on__isnull=True),
                name="role_once_per_org_unit",
            ),
            models.CheckConstraint(
                condition=Q(role__in=[role.value for role in Role]), name="role_known"
            ),
            models.CheckConstraint(
                condition=Q(capacity__in=[one.value for one in Capacity]), name="capacity_known"
            ),
            models.CheckConstraint(
                condition=Q(
                    capacity=Capacity.DEFINITIVE.value, granted_by__isnull=True, basis__isnull=True
                )
                | (
                    ~Q(capacity=Capacity.DEFINITIVE.value)
                    & Q(granted_by__isnull=False, basis__isnull=False, ends_on__isnull=False)
                ),
                name="acting_was_granted_until_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()} · {self.org_unit}"
