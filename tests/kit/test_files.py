"""What a file is, is decided by its content."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from janji.core.refusals import Refused
from janji.kit.files import Kind, check_upload, kind_of, safe_name


def package(**parts):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name, data in parts.items():
            file.writestr(name.replace("__", "/"), data)
    return made.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7 ...", Kind.PDF),
        (b"\x89PNG\r\n\x1a\n....", Kind.PNG),
        (b"\xff\xd8\xff\xe0....", Kind.JPEG),
        (package(**{"word__document.xml": "<x/>"}), Kind.DOCX),
        (package(**{"xl__workbook.xml": "<x/>"}), Kind.XLSX),
        (package(mimetype=Kind.ODS.value), Kind.ODS),
        (b"nama;jumlah\na;1\n", Kind.CSV),
        (b"<html><script>x;y</script>", None),
        (b"MZ\x90\x00\x03", None),
        (package(evil="x"), None),
        (b"PK\x03\x04broken", None),
        (b"tanpa pemisah", None),
    ],
)
def test_kinds(data, kind):
    assert kind_of(data) == kind


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "file-empty"), (b"x" * (1024**2 + 1), "file-too-large"), (b"MZ\x00", "file-kind")],
)
def test_refusals(data, code):
    with pytest.raises(Refused, match=code):
        check_upload(SimpleUploadedFile("a.pdf", data), most_mb=1)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\x\\laporan TW I.pdf", "laporan TW I.pdf"),
        ('a"b\r\n.pdf', "a_b__.pdf"),
        ("...", "berkas"),
    ],
)
def test_names_are_harmless(name, safe):
    assert safe_name(name) == safe
