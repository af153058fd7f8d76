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
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number} {self.deed} {self.subject}"
