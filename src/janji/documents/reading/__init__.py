"""Reading performance agreements from files: first what stands where, then what it means.

`sources` turn DOCX, PDF, sheets, pages, text or pictures into paragraphs and tables; `interpreting` finds the parties, the
annex by the roles of its columns, and the budget. Needs no framework and no database; any file
that is not an agreement is refused with a code, never with a traceback.
"""

from pathlib import Path

from janji.core.agreement import AgreementText
from janji.core.refusals import Refused
from janji.documents.reading.interpreting import interpret
from janji.documents.reading.sources import MOST_BYTES, content_of


def read_bytes(data: bytes, name: str, *, ocr: bool = False) -> AgreementText:
    """The agreement in a file's bytes; `name` is only for sentences. Refuses with `document-…`.

    With `ocr` letters are recognised on scanned pages and pictures, and nothing there is sure.
    """
    return interpret(content_of(data, name, ocr=ocr), name)


def read_file(path: Path, *, ocr: bool = False) -> AgreementText:
    """The agreement in a file; refuses with `document-missing` where there is none to read."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as wrong:
        raise Refused("document-missing", name=str(path)) from wrong
    return read_bytes(data, path.name, ocr=ocr)
