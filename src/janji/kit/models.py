"""The audit chain: what was done, by whom, when, each entry sealing the one before."""

from django.conf import settings
from django.db import models


class ChainHead(models.Model):
    """The end of the chain. Its row is locked while an entry is added, so the chain cannot fork."""

    last_number = models.PositiveBigIntegerField(default=0)
    last_hash = models.CharField(max_length=64, default="")

    def __str__(self) -> str:
        return f"{self.last_number}"


class AuditEntry(models.Model):
    """One deed. Never changed, never removed."""

    number = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    deed = models.CharField(max_length=60)
    subject = models.CharField(max_length=80, db_index=True)
    facts = models.JSONField(default=dict)
    # The office the thing belongs to, as its facts say: here it can be asked for. A plain number,
    # because no table of the kit knows offices.
    home = models.PositiveBigIntegerField(null=True, db_index=True)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number} {self.deed} {self.subject}"


class Anchor(models.Model):
    """Where the chain ended on a day; the same is kept outside the house, and is compared with it."""

    day = models.DateField(unique=True)
    number = models.PositiveBigIntegerField()
    hash = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day} {self.number}"
