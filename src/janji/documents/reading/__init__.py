"""Reading performance agreements from files: first what stands where, then what it means.

`sources` turn DOCX, PDF, sheets, pages, text or pictures into paragraphs and tables;
`interpreting` finds the parties, the annex by the roles of its columns, and the budget. Needs no
framework and no database; any file that is not an agreement is refused with a code, never with a
traceback.
"""

from dataclasses import dataclass
from pathlib import Path

from janji.core.agreement import AgreementText
from janji.documents.reading.content import Block
from janji.documents.reading.interpreting import interpret
from janji.documents.reading.sources import bytes_of, content_of


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """An agreement beside the paragraphs and tables it was read from."""

    text: AgreementText
    blocks: tuple[Block, ...]


def read_document(data: bytes, name: str, *, ocr: bool = False) -> ReadDocument:
    """What a file says, and what stands where in it; refuses as `read_bytes` does."""
    blocks = tuple(content_of(data, name, ocr=ocr))
    return ReadDocument(interpret(blocks, name), blocks)


def read_bytes(data: bytes, name: str, *, ocr: bool = False) -> AgreementText:
    """The agreement in a file's bytes; `name` is only for sentences. Refuses with `document-…`.

    With `ocr` letters are recognised on scanned pages and pictures, and nothing there is sure.
    """
    return read_document(data, name, ocr=ocr).text


def read_file(path: Path, *, ocr: bool = False) -> AgreementText:
    """The agreement in a file; refuses with `document-missing` where there is none to read."""
    return read_bytes(bytes_of(path), path.name, ocr=ocr)
