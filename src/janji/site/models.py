"""What the house keeps about its own running."""

from django.db import models


class Worker(models.Model):
    """A machine that counts in the background, and how far it came; others see by it that it lives.

    Not a deed of anyone, so the audit chain does not know it.
    """

    machine = models.CharField(max_length=255, unique=True)
    turn_at = models.DateTimeField()
    turns = models.PositiveBigIntegerField(default=0)
    refreshed = models.PositiveBigIntegerField(default=0)
    milliseconds = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.machine} {self.turn_at:%Y-%m-%d %H:%M:%S}"
