"""From bytes to content: the kind of a file is decided by what is in it, never by its name."""

import codecs
import re
from pathlib import Path

from janji.core.refusals import Refused
from janji.documents.reading.content import MOST_PIECES, Block
from janji.documents.reading.plain_text import blocks_of_text

MOST_BYTES = 20 * 1024 * 1024
MOST_CHARACTERS = 2_000_000
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
"""How PNG, JPEG and TIFF begin."""
_RICH_TEXT = b"{\\rtf"
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_GAP = re.compile(r"\t|(?<=\S) {2,}(?=\S)")
"""What parts two cells of a line."""
_OTHER_XML = re.compile(r"\s*<\?xml\b")


def bytes_of(path: Path) -> bytes:
    """A file's bytes, one more than any document may have where it is longer; refuses with
    `document-missing` where there is none to read."""
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as wrong:
        raise Refused("document-missing", name=str(path)) from wrong


def content_of(data: bytes, name: str, *, ocr: bool = False) -> list[Block]:
    """Paragraphs and tables in reading order; refuses with `document-…` what is none of ours.

    With `ocr` letters are recognised on pages without text; that refuses with `ocr-missing` too.
    """
    if not data.strip():
        raise Refused("document-empty", name=name)
    if len(data) > MOST_BYTES:
        raise Refused("document-too-large", name=name, most=MOST_BYTES // 1024**2)
    if data.startswith(_PICTURES):
        return _recognised(data, name, ocr=ocr)
    if b"%PDF-" in data[:1024]:
        return _blocks_of_pdf(data, name, ocr=ocr)
    if data.startswith(b"PK\x03\x04"):
        return _blocks_of_package(data, name)
    if data.startswith(_OLD_OFFICE):
        # What Word and Excel lock with a password is put into a file of the old kind.
        raise Refused("document-locked" if _ENCRYPTED in data else "document-kind", name=name)
    if data.startswith(_RICH_TEXT):
        raise Refused("document-kind", name=name)
    return _blocks_of_characters(data, name)


def _blocks_of_pdf(data: bytes, name: str, *, ocr: bool) -> list[Block]:
    from janji.documents.reading.pdf import blocks_of_pdf  # noqa: PLC0415 -- slow to load

    try:
        return blocks_of_pdf(data, name)
    except Refused as refusal:
        if refusal.code != "document-scanned":
            raise
    return _recognised(data, name, ocr=ocr)


def _recognised(data: bytes, name: str, *, ocr: bool) -> list[Block]:
    """What stands on pages that are pictures, when that was asked for."""
    if not ocr:
        raise Refused("document-scanned", name=name)
    from janji.documents.reading.pictures import blocks_of_pictures  # noqa: PLC0415 -- slow to load

    return blocks_of_pictures(data, name)


def _blocks_of_package(data: bytes, name: str) -> list[Block]:
    from janji.documents.reading import packages  # noqa: PLC0415 -- only packages need it

    package, kind = packages.looked_through(data, name)
    if kind is packages.Kind.WORD:
        from janji.documents.reading.word import blocks_of_docx  # noqa: PLC0415 -- slow to load

        return blocks_of_docx(package, name)
    from janji.documents.reading.spreadsheet import blocks_of_sheets  # noqa: PLC0415

    if kind is packages.Kind.XLSX:
        from janji.documents.reading.excel import sheets_of_xlsx  # noqa: PLC0415 -- slow to load

        return blocks_of_sheets(sheets_of_xlsx(package, name), name)
    from janji.documents.reading.open_document import sheets_of_ods  # noqa: PLC0415 -- slow to load

    return blocks_of_sheets(sheets_of_ods(package, name), name)


def _blocks_of_characters(data: bytes, name: str) -> list[Block]:
    """Plain text, or a page that was saved."""
    from janji.documents.reading import web_page  # noqa: PLC0415 -- slow to load

    if web_page.is_saved_whole(data):
        data = web_page.page_in(data, name)
    text = _decoded(data, name, web_page.declared_charset(data))
    if web_page.is_page(text):
        return web_page.blocks_of_page(text, name)
    if _OTHER_XML.match(text):
        raise Refused("document-kind", name=name)
    too_long = len(text) > MOST_CHARACTERS
    if too_long or len(text.splitlines()) + len(_GAP.findall(text)) > MOST_PIECES:
        raise Refused("document-too-complex", name=name)
    return blocks_of_text(text)


def _decoded(data: bytes, name: str, declared: str | None) -> str:
    """The characters of a text; `declared` is what a page says of its own encoding."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _by(data, "utf-16", name)
    if b"\x00" in data:
        raise Refused("document-kind", name=name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = _by(data, _known(declared), name)
    controls = len(_CONTROL.findall(text))
    if controls * 100 > len(text):
        raise Refused("document-kind", name=name)
    return text


def _known(declared: str | None) -> str:
    """An encoding that bytes are read by when they are not UTF-8; browsers take this one too."""
    try:
        found = codecs.lookup(declared or "cp1252").name
    except LookupError:
        return "cp1252"
    return "cp1252" if found in {"utf-8", "ascii", "iso8859-1"} else found


def _by(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError) as wrong:
        raise Refused("document-encoding", name=name) from wrong
