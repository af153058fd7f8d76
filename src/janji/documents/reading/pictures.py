"""Scanned pages and photographs: letters recognised, tables from the lines drawn around them.

Nothing read here is sure. Every block says so, and a person looks at each value before it counts.
"""

import io
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import mean, median

import pypdfium2
from PIL import Image, ImageChops, ImageFilter, ImageOps, ImageStat

from janji.core.refusals import Refused
from janji.documents.reading.columns import blocks_of_lines
from janji.documents.reading.content import Block, Table, tidy
from janji.documents.reading.laid_out import LaidLine
from janji.documents.reading.laid_out import Word as LaidWord
from janji.documents.reading.recognising import BLOCK, PAGE, Word, require_tesseract, words_on
from janji.documents.reading.ruling_lines import DARK, Box, slant_of, tables_of, without_lines

DOTS = 300
"""Dots an inch at which pages are looked at."""
MOST_PAGES = 30
MOST_DOTS = 20_000_000
"""On one page; A4 has 8.7 million."""
FEWEST_ACROSS = 2_000
"""A narrower picture is made larger before its letters are looked at."""
FEWEST_DARK = 60
"""A comma has some eighty dark dots."""
_EDGE = 6
_KINDS = ("PNG", "JPEG", "TIFF")


def blocks_of_pictures(data: bytes, name: str) -> list[Block]:
    """What stands on the pages of a scanned PDF or on a picture.

    Refuses with `ocr-missing` where Tesseract is not installed, and as other readers do.
    """
    require_tesseract(name)
    blocks = [
        block
        for number, page in enumerate(_pages(data, name), 1)
        for block in _blocks(page, number, name)
    ]
    if not blocks:
        raise Refused("document-unreadable", name=name)
    return blocks


def _pages(data: bytes, name: str) -> Iterator[Image.Image]:
    """The pages one after the other; only one is in memory at a time."""
    try:
        yield from _scans(data, name) if b"%PDF-" in data[:1024] else _photographs(data, name)
    except (Refused, GeneratorExit):
        raise
    except Exception as wrong:
        # Each format of pictures has errors of its own; what they say is always the same.
        raise Refused("document-broken", name=name) from wrong


def _scans(data: bytes, name: str) -> Iterator[Image.Image]:
    document = pypdfium2.PdfDocument(data)
    try:
        _require_few(len(document), name)
        for page in document:
            inches = page.get_width() * page.get_height() / 72**2
            scale = min(DOTS, (MOST_DOTS / max(inches, 0.01)) ** 0.5) / 72
            yield page.render(scale=scale, grayscale=True).to_pil().convert("L")
    finally:
        document.close()


def _photographs(data: bytes, name: str) -> Iterator[Image.Image]:
    with warnings.catch_warnings():
        # The size is looked at below, before anything is unpacked.
        warnings.simplefilter("ignore")
        picture = Image.open(io.BytesIO(data), formats=_KINDS)
    frames = getattr(picture, "n_frames", 1)
    _require_few(frames, name)
    for frame in range(frames):
        picture.seek(frame)
        if picture.width * picture.height > 3 * MOST_DOTS:
            raise Refused("document-too-complex", name=name)
        page = ImageOps.exif_transpose(picture).convert("L")
        page.thumbnail((5_000, 5_000))
        if max(page.size) < FEWEST_ACROSS:
            page = page.resize((2 * page.width, 2 * page.height), Image.Resampling.LANCZOS)
        yield page


def _require_few(pages: int, name: str) -> None:
    if pages > MOST_PAGES:
        raise Refused("document-too-complex", name=name)


def _blocks(picture: Image.Image, page: int, name: str) -> Iterator[Block]:
    """Lines and tables of one page from top to bottom."""
    slant = slant_of(picture)
    upright = picture.rotate(slant, Image.Resampling.BICUBIC, fillcolor=255) if slant else picture
    tables = sorted(tables_of(upright), key=_top)
    rest = without_lines(_evenly_lit(upright))
    for table in tables:
        rest.paste(255, _outer(table))
    (words,) = words_on([rest], PAGE, name)
    lines = _rows_of_words(words)
    for table in tables:
        above = [line for line in lines if line[0].top < _top(table)]
        lines = lines[len(above) :]
        yield from _unsure(above, page)
        yield _table(table, upright, page, name)
    yield from _unsure(lines, page)


def _unsure(lines: Sequence[Sequence[Word]], page: int) -> Iterator[Block]:
    """Running text, and tables drawn without lines, from the places of their words."""
    if not lines:
        return
    words = [word for line in lines for word in line]
    letter = median((word.right - word.left) / len(word.text) for word in words) or 1
    height = median(word.bottom - word.top for word in words) or 1
    laid, below = [], lines[0][0].top
    for line in lines:
        placed = [LaidWord(one.text, one.left / letter, one.right / letter) for one in line]
        laid.append(LaidLine(placed, max(0, line[0].top - below) / height, page))
        below = max(word.bottom for word in line)
    for block in blocks_of_lines(laid):
        if isinstance(block, Table):
            yield replace(block, page=page, columns_sure=False, letters_sure=False)
        else:
            yield replace(block, page=page, sure=False)


def _evenly_lit(picture: Image.Image) -> Image.Image:
    """Black letters on white, also where they stand on grey or a photograph has shadows."""
    small = picture.reduce(8).filter(ImageFilter.MaxFilter(9))
    ground = small.resize(picture.size, Image.Resampling.BILINEAR)
    return ImageOps.invert(ImageChops.subtract(ground, picture))


def _top(table: Sequence[Box]) -> float:
    return min(cell[1] for cell in table)


def _outer(table: Sequence[Box]) -> tuple[int, int, int, int]:
    lefts, tops, rights, bottoms = zip(*table, strict=True)
    return round(min(lefts)), round(min(tops)), round(max(rights)), round(max(bottoms))


def _table(cells: Sequence[Box], picture: Image.Image, page: int, name: str) -> Table:
    """Each cell is looked at by itself: no word can slip into the next column."""
    columns = sorted({round(cell[0]) for cell in cells})
    rows = sorted({round(cell[1]) for cell in cells})
    inside = [_inside(picture, cell) for cell in cells]
    framed = [ImageOps.expand(one, 30, fill=255) for one in inside]
    found = words_on(framed, BLOCK, name)
    spots = [(rows.index(round(cell[1])), columns.index(round(cell[0]))) for cell in cells]
    texts = {spot: _text(words) for spot, words in zip(spots, found, strict=True)}
    unread = [
        spot
        for spot, one in zip(spots, inside, strict=True)
        if _ink(one) and not _says(texts[spot])
    ]
    return Table(
        tuple(
            tuple(texts.get((row, column), "") for column in range(len(columns)))
            for row in range(len(rows))
        ),
        page=page,
        columns_sure=False,
        letters_sure=False,
        unclear=frozenset(unread),
    )


def _inside(picture: Image.Image, cell: Box) -> Image.Image:
    """A cell without its lines, black on white whatever colours it has."""
    left, top, right, bottom = map(round, cell)
    narrow = min(_EDGE, (right - left) // 3, (bottom - top) // 3)
    inside = picture.crop((left + narrow, top + narrow, right - narrow, bottom - narrow))
    is_filled = ImageStat.Stat(inside).median[0] < DARK
    return _evenly_lit(ImageOps.invert(inside) if is_filled else inside)


def _says(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _ink(cell: Image.Image) -> bool:
    """Whether something is written in a cell, readable or not."""
    return sum(cell.histogram()[:DARK]) > FEWEST_DARK


def _text(words: Sequence[Word]) -> str:
    return tidy("\n".join(" ".join(word.text for word in line) for line in _lines(words)))


def _lines(words: Sequence[Word]) -> list[list[Word]]:
    """Words by the lines in which they were read, from top to bottom."""
    lines: dict[tuple[int, int, int], list[Word]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    return sorted(lines.values(), key=_middle)


def _rows_of_words(words: Sequence[Word]) -> list[list[Word]]:
    """The same, lines at one height joined: blocks side by side were read one after the other."""
    rows: list[list[Word]] = []
    for line in _lines(words):
        half = (line[0].bottom - line[0].top) / 2
        if rows and _middle(line) - _middle(rows[-1]) < half:
            rows[-1] = sorted((*rows[-1], *line), key=lambda word: word.left)
        else:
            rows.append(line)
    return rows


def _middle(line: Sequence[Word]) -> float:
    return mean((word.top + word.bottom) / 2 for word in line)
