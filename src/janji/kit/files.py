"""Files that people bring: what they are by their content, and how they leave again."""

import hashlib
import io
import zipfile
from collections.abc import Set
from dataclasses import dataclass
from enum import StrEnum

from django.core.files.uploadedfile import UploadedFile
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, HttpResponse

from janji.core.refusals import Refused


class Kind(StrEnum):
    """What a file is; the value is the media type it is kept under."""

    PDF = "application/pdf"
    PNG = "image/png"
    JPEG = "image/jpeg"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    ODS = "application/vnd.oasis.opendocument.spreadsheet"
    CSV = "text/csv"


EVIDENCE_KINDS = frozenset(Kind)
_SIGNATURES = {
    b"%PDF-": Kind.PDF,
    b"\x89PNG\r\n\x1a\n": Kind.PNG,
    b"\xff\xd8\xff": Kind.JPEG,
}
_ZIP_PARTS = {"word/document.xml": Kind.DOCX, "xl/workbook.xml": Kind.XLSX}


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """An upload that may be kept."""

    name: str
    data: bytes
    kind: Kind

    @property
    def sha256(self) -> str:
        """The digest of the content."""
        return hashlib.sha256(self.data).hexdigest()


def check_upload(
    upload: "UploadedFile[bytes]", *, kinds: Set[Kind] = EVIDENCE_KINDS, most_mb: int = 10
) -> CheckedFile:
    """The upload with its kind by content; refuses with `file-empty`, `file-too-large`, `file-kind`."""
    name = safe_name(upload.name or "berkas")
    size = upload.size or 0
    if not size:
        raise Refused("file-empty", name=name)
    if size > most_mb * 1024**2:
        raise Refused("file-too-large", name=name, size=-(-size // 1024**2), most=most_mb)
    data = upload.read()
    kind = kind_of(data)
    if kind is None or kind not in kinds:
        raise Refused("file-kind", name=name)
    return CheckedFile(name, data, kind)


def kind_of(data: bytes) -> Kind | None:
    """What the content is; its name is not asked."""
    for start, kind in _SIGNATURES.items():
        if data.startswith(start):
            return kind
    if data.startswith(b"PK\x03\x04"):
        return _kind_of_package(data)
    return Kind.CSV if _is_text(data) else None


def _kind_of_package(data: bytes) -> Kind | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist())
            if "mimetype" in names and package.getinfo("mimetype").file_size < 200:
                said = package.read("mimetype").decode("ascii", "replace").strip()
                return Kind.ODS if said == Kind.ODS else None
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError):
        return None
    return next((kind for part, kind in _ZIP_PARTS.items() if part in names), None)


def _is_text(data: bytes) -> bool:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    marks = (";", ",", "\t")
    is_plain = all(c.isprintable() or c in "\r\n\t" for c in text)
    looks_like_page = text.lstrip()[:1] == "<"
    return is_plain and not looks_like_page and any(mark in text for mark in marks)


def safe_name(name: str) -> str:
    """A file's name without folders and without characters that a header or a shell would mind."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(c if c.isalnum() or c in " ._-()" else "_" for c in last).strip(" .")
    return kept[-120:] or "berkas"


def attachment(file: FieldFile, name: str, content_type: str) -> FileResponse:
    """A stored file as a download: never shown in the page's own origin.

    Refuses with `file-lost` when the disk no longer has it.
    """
    try:
        opened = file.open("rb")
    except FileNotFoundError as failure:
        raise Refused("file-lost", name=name) from failure
    response = FileResponse(
        opened, as_attachment=True, filename=safe_name(name), content_type=content_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response


def kept_bytes(file: FieldFile, name: str) -> bytes:
    """A small stored file as a whole; refuses with `file-lost` when the disk no longer has it."""
    try:
        with file.open("rb") as opened:
            data: bytes = opened.read()
    except FileNotFoundError as failure:
        raise Refused("file-lost", name=name) from failure
    return data


def made(data: bytes, name: str) -> HttpResponse:
    """A paper made just now: PDF is shown in the browser, anything else is a download."""
    kind = Kind.PDF if name.endswith(".pdf") else Kind.DOCX
    how = "inline" if kind is Kind.PDF else "attachment"
    response = HttpResponse(data, content_type=kind.value)
    response["Content-Disposition"] = f'{how}; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
