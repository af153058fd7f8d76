"""From bytes to content: the kind of a file is decided by what is in it, never by its name."""

import io
import zipfile

from janji.core.refusals import Refused
from janji.documents.reading.content import MOST_PIECES, Block
from janji.documents.reading.plain_text import blocks_of_text

MOST_BYTES = 20 * 1024 * 1024
MOST_UNPACKED = 200 * 1024 * 1024
MOST_CHARACTERS = 2_000_000
_OLD_WORD = b"\xd0\xcf\x11\xe0"
_RICH_TEXT = b"{\\rtf"


def content_of(data: bytes, name: str) -> list[Block]:
    """Paragraphs and tables in reading order; refuses with `document-…` what is none of ours."""
    if not data.strip():
        raise Refused("document-empty", name=name)
    if len(data) > MOST_BYTES:
        raise Refused("document-too-large", name=name, most=MOST_BYTES // 1024**2)
    if b"%PDF-" in data[:1024]:
        from janji.documents.reading.pdf import blocks_of_pdf  # noqa: PLC0415 -- slow to load

        return blocks_of_pdf(data, name)
    if data.startswith(b"PK\x03\x04"):
        _require_word(data, name)
        from janji.documents.reading.word import blocks_of_docx  # noqa: PLC0415 -- slow to load

        return blocks_of_docx(data, name)
    if data.startswith((_OLD_WORD, _RICH_TEXT)):
        raise Refused("document-kind", name=name)
    text = _decoded(data, name)
    if len(text.splitlines()) + text.count("\t") > MOST_PIECES:
        raise Refused("document-too-complex", name=name)
    return blocks_of_text(text)


def _require_word(data: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
            unpacked = sum(part.file_size for part in parts)
            is_word = any(part.filename == "word/document.xml" for part in parts)
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as wrong:
        raise Refused("document-broken", name=name) from wrong
    if unpacked > MOST_UNPACKED:
        raise Refused("document-too-complex", name=name)
    if not is_word:
        raise Refused("document-kind", name=name)


def _decoded(data: bytes, name: str) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _by(data, "utf-16", name)
    if b"\x00" in data:
        raise Refused("document-kind", name=name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = _by(data, "cp1252", name)
    if len(text) > MOST_CHARACTERS:
        raise Refused("document-too-complex", name=name)
    controls = sum(1 for c in text if ord(c) < 32 and c not in "\t\n\r\f\v")
    if controls * 100 > len(text):
        raise Refused("document-kind", name=name)
    return text


def _by(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as wrong:
        raise Refused("document-encoding", name=name) from wrong
