"""Papers as PDF: a typst template and data, typeset with our fonts only.

Every file is PDF/A-2a and PDF/UA-1 at once and depends on nothing but template, data and
the given time: the same input gives the same bytes. Data reach the template as JSON, so
text can never become template source.
"""

import json
import threading
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from functools import cache
from pathlib import Path

import typst

from janji.documents.printable import FONTS, printable

SOURCES = Path(__file__).parents[1]
"""The folder that templates see as `/`: shared parts are `/documents/typst/…`."""

_local = threading.local()


def pdf(template: Path, data: Mapping[str, object], *, made_at: datetime) -> bytes:
    """The typeset paper.

    The template reads its data with `json(bytes(sys.inputs.data))` and must set a document
    title and a language. `made_at` (with time zone) is the creation date in the file.
    """
    made = _compiler().compile(
        str(template),
        format="pdf",
        sys_inputs={"data": json.dumps(printable(data), ensure_ascii=False)},
        pdf_standards=["a-2a", "ua-1"],
        timestamp=_at_fixed_offset(made_at),
    )
    if not isinstance(made, bytes):
        raise TypeError("the compiler gave no single file")
    return made


def _at_fixed_offset(made_at: datetime) -> datetime:
    """The same moment with its plain offset: the compiler knows no named zones."""
    return made_at.replace(microsecond=0, tzinfo=timezone(made_at.utcoffset() or timedelta(0)))


def _compiler() -> typst.Compiler:
    """This thread's compiler: one must not be shared, a new one costs only milliseconds."""
    if not hasattr(_local, "compiler"):
        _local.compiler = typst.Compiler(root=str(SOURCES), font_paths=_fonts())
    compiler: typst.Compiler = _local.compiler
    return compiler


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )
