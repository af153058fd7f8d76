"""Files that stay with a record: what is kept of one, and the field that takes it from a person."""

from collections.abc import Set
from typing import Any

from django import forms
from django.core.files.base import ContentFile
from django.db import models
from django.db.models.fields.files import FieldFile

from janji.core.refusals import Refused
from janji.kit import refusals
from janji.kit.files import EVIDENCE_KINDS, CheckedFile, Kind, check_upload

PICTURES = frozenset({Kind.JPEG, Kind.PNG})


class KeptFile(models.Model):
    """A file someone brought. A model that keeps one says in `file` where it is stored."""

    file: FieldFile
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        abstract = True

    @property
    def is_picture(self) -> bool:
        """Whether a page can show it."""
        return self.content_type in PICTURES

    def take(self, checked: CheckedFile) -> None:
        """Stores the content under its digest; the row itself is saved by whoever calls."""
        self.name, self.content_type = checked.name, checked.kind.value
        self.size, self.sha256 = len(checked.data), checked.sha256
        self.file.save(f"{checked.sha256[:24]}.bin", ContentFile(checked.data), save=False)


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
