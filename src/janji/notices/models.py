"""What was told to whom, and the mails that carry it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from janji.core.outgoing_mail import MailState
from janji.kit.editions import Edited


class Frequency(models.TextChoices):
    """How often someone wants mail about what they are told."""

    NEVER = "never", "Tidak"
    AT_ONCE = "at_once", "Setiap pemberitahuan"
    DAILY = "daily", "Satu ringkasan setiap pagi"


class MailChoice(Edited):
    """Where and how often an account wants mail; its owner alone sets it."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="mail_choice"
    )
    address = models.EmailField(null=True)
    frequency = models.CharField(max_length=8, choices=Frequency, default=Frequency.NEVER)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(frequency__in=Frequency.values), name="mail_frequency_known"
            ),
            models.CheckConstraint(
                condition=Q(frequency=Frequency.NEVER) | Q(address__isnull=False),
                name="mail_needs_address",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.get_frequency_display()}"


class Mail(models.Model):
    """A mail on its way: the notices it carries say what it says. Never sent twice."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="mails")
    address = models.EmailField()
    digest_on = models.DateField(null=True)
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    state = models.CharField(
        max_length=10,
        choices=[(one.value, one.value) for one in MailState],
        default=MailState.WAITING.value,
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    touched_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["due_at", "pk"]
        indexes = [models.Index(fields=["state", "due_at"], name="mail_waiting")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[one.value for one in MailState]), name="mail_state_known"
            ),
            models.UniqueConstraint(
                fields=["user", "digest_on"],
                condition=Q(digest_on__isnull=False),
                name="one_digest_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}: {self.state}"


class ReceivedNotice(models.Model):
    """A sentence that an account was told, and where it leads; the words stay as they were told."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="notices")
    deed = models.CharField(max_length=60)
    sentence = models.TextField()
    address = models.CharField(max_length=300)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    mail = models.ForeignKey(Mail, models.PROTECT, null=True, related_name="notices")

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["user", "read_at", "-at"], name="notice_unread")]

    def __str__(self) -> str:
        return self.sentence
