"""Scanned pages and photographs: letters recognised, tables from the lines drawn around them.

Nothing read here is sure. Every block says so, and a person looks at each value before it counts.
"""

import io
import warnings
from collections.abc import Iterator, Sequence

import pypdfium2
from PIL import Image, ImageChops, ImageFilter, ImageOps, ImageStat

from janji.core.refusals import Refused
from janji.documents.reading.content import Block, Paragraph, Table, one_line, tidy
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
_APART = 60
"""Two tenths of an inch between words: what follows stands in a block of its own."""
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
    lines = _lines(words)
    for table in tables:
        above = [line for line in lines if line[0].top < _top(table)]
        lines = lines[len(above) :]
        yield from _paragraphs(above, page)
        yield _table(table, upright, page, name)
    yield from _paragraphs(lines, page)


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
        spot for spot, one in zip(spots, inside, strict=True) if not texts[spot] and _ink(one)
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


def _ink(cell: Image.Image) -> bool:
    """Whether something is written in a cell, readable or not."""
    return sum(cell.histogram()[:DARK]) > FEWEST_DARK


def _text(words: Sequence[Word]) -> str:
    return tidy("\n".join(" ".join(word.text for word in line) for line in _lines(words)))


def _lines(words: Sequence[Word]) -> list[list[Word]]:
    lines: dict[tuple[int, int, int], list[Word]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    return sorted(lines.values(), key=lambda line: line[0].top)


def _paragraphs(lines: Sequence[Sequence[Word]], page: int) -> Iterator[Paragraph]:
    """Lines as paragraphs; of two blocks side by side the left one first."""
    right: list[str] = []
    for line in lines:
        left, *others = _parts(line)
        if right and not others:
            yield from (Paragraph(text, page, sure=False) for text in right)
            right = []
        yield Paragraph(left, page, sure=False)
        right += others
    yield from (Paragraph(text, page, sure=False) for text in right)


def _parts(line: Sequence[Word]) -> list[str]:
    """A line cut where a wide gap lies; a label and its colon stay with what they label."""
    parts: list[list[str]] = [[]]
    last = line[0]
    for word in line:
        if word.left - last.right > _APART and not (word.text + last.text).strip().startswith(":"):
            parts.append([])
        parts[-1].append(word.text)
        last = word
    return [one_line(" ".join(part)) for part in parts]
