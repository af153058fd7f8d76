"""Letters recognised on pictures by Tesseract, a program that an office installs beside Janji."""

import csv
import io
import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image

from janji.core.refusals import Refused

LANGUAGES = ("eng", "ind")
"""Figures first: the Indonesian letters alone take `95%` for `9596`."""
MOST_SECONDS = 120
"""For all pictures of one call; a page takes some three seconds."""
PAGE = "3"
BLOCK = "6"
"""How Tesseract is to look at a picture: as a page, or as one piece of text."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word where it stands on a picture, in pixels."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    line: tuple[int, int, int]
    """Block, paragraph and line in which it was read."""


def words_on(pictures: Sequence[Image.Image], layout: str, name: str) -> list[list[Word]]:
    """The words of each picture, looked at as a `PAGE` or as a `BLOCK`.

    Refuses with `ocr-missing`, `document-broken`, and `document-too-complex` where it takes long.
    """
    if not pictures:
        return []
    packed = io.BytesIO()
    first, *others = pictures
    first.save(packed, "TIFF", save_all=True, append_images=others, dpi=(300, 300))
    said = _tesseract(
        ["-", "-", "-l", "+".join(LANGUAGES), "--psm", layout, "tsv"], packed.getvalue(), name
    )
    found: list[list[Word]] = [[] for _ in pictures]
    for row in csv.DictReader(io.StringIO(said), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = (row.get("text") or "").strip()
        if row.get("level") == "5" and text:
            found[int(row["page_num"]) - 1].append(_word(row, text))
    return found


def require_tesseract(name: str) -> None:
    """Refuses with `ocr-missing` where the program or one of its languages is not there."""
    known = _tesseract(["--list-langs"], b"", name).split()
    if not {*LANGUAGES} <= {*known}:
        raise Refused("ocr-missing", name=name)


def _word(row: dict[str, str], text: str) -> Word:
    left, top = int(row["left"]), int(row["top"])
    line = (int(row["block_num"]), int(row["par_num"]), int(row["line_num"]))
    return Word(text, left, top, left + int(row["width"]), top + int(row["height"]), line)


def _tesseract(arguments: list[str], given: bytes, name: str) -> str:
    tesseract = shutil.which("tesseract")
    if tesseract is None:
        raise Refused("ocr-missing", name=name)
    try:
        # More threads make it slower where several readings run beside each other.
        done = subprocess.run(  # noqa: S603 -- a fixed program, fixed arguments, no shell
            [tesseract, *arguments],
            input=given,
            capture_output=True,
            timeout=MOST_SECONDS,
            check=True,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except subprocess.TimeoutExpired as wrong:
        raise Refused("document-too-complex", name=name) from wrong
    except (subprocess.CalledProcessError, OSError) as wrong:
        raise Refused("document-broken", name=name) from wrong
    return done.stdout.decode("utf-8", "replace")
