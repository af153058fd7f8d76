"""Uploaded files beside the digests that their records keep."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from django.apps import apps
from django.conf import settings
from django.db import models

CHUNK = 1 << 20
NAMED_BY_CONTENT = re.compile(r"[0-9a-f]{24}")


class StoredFile(NamedTuple):
    """A file as its record knows it; `digest` may be only the first digits, from its name."""

    record: str
    name: str
    digest: str


def kept() -> Iterator[StoredFile]:
    """Every file that a record names, with the digest it had when it came; one query a table."""
    for model in apps.get_models():
        fields = {field.name for field in model._meta.local_fields}  # noqa: SLF001
        for field in model._meta.local_fields:  # noqa: SLF001
            if isinstance(field, models.FileField):
                columns = ["pk", field.name, *(["sha256"] if "sha256" in fields else [])]
                rows = model._base_manager.exclude(**{field.name: None}).values_list(*columns)  # noqa: SLF001
                for pk, name, *digest in rows.iterator():
                    known = digest[0] if digest else _from_name(name)
                    if name and known:
                        yield StoredFile(f"{model._meta.label_lower}:{pk}", name, known)  # noqa: SLF001


def _from_name(name: str) -> str:
    """The part of the digest by which a file was named."""
    found = NAMED_BY_CONTENT.match(Path(name).name)
    return found[0] if found else ""


def fault_of(one: StoredFile) -> str | None:
    """What is wrong with a file, in words; nothing when it is as it came."""
    path = Path(settings.MEDIA_ROOT) / one.name
    if not path.is_file():
        return f"Berkas {one.name} ({one.record}) hilang."
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    if not digest.hexdigest().startswith(one.digest):
        return f"Berkas {one.name} ({one.record}) berubah sejak disimpan."
    return None
