"""Files that belong to a record and stay with it; each is served by the room it belongs to.

Beside them the field of a form that takes one.
"""

from collections.abc import Set
from datetime import datetime
from typing import Any, Self

from django import forms
from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.core.files.base import ContentFile
from django.db import models

from janji.core.refusals import Refused
from janji.kit import refusals
from janji.kit.files import EVIDENCE_KINDS, CheckedFile, Kind, check_upload

PICTURES = frozenset({Kind.JPEG, Kind.PNG})


class KeptFile(models.Model):
    """A file someone added to a record: scan, photo, letter. The content names it on the disk."""

    name = models.CharField(max_length=200)
    file = models.FileField(upload_to="registers/%Y/%m")
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        abstract = True
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def keep(cls, checked: CheckedFile, *, by: AbstractUser, at: datetime, **of: Any) -> Self:
        """Stores a checked upload; `of` says what it belongs to."""
        made = cls(
            name=checked.name,
            content_type=checked.kind.value,
            size=len(checked.data),
            sha256=checked.sha256,
            added_by_id=by.pk,
            added_at=at,
            **of,
        )
        made.file.save(f"{checked.sha256[:24]}.bin", ContentFile(checked.data), save=False)
        made.save()
        return made


class UploadField(forms.FileField):
    """A file of some kinds, checked by its content; clean values are a `CheckedFile` or nothing."""

    def __init__(
        self, *, kinds: Set[Kind] = EVIDENCE_KINDS, most_mb: int = 10, **options: Any
    ) -> None:
        super().__init__(**options)
        self.kinds, self.most_mb = kinds, most_mb

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The checked file."""
        del initial
        if not data:
            if self.required:
                raise forms.ValidationError(self.error_messages["required"], code="required")
            return None
        try:
            return check_upload(data, kinds=self.kinds, most_mb=self.most_mb)
        except Refused as refusal:
            raise forms.ValidationError(refusals.sentence(refusal)) from refusal
