"""Lines drawn on a picture of a page, and the cells between them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import atan2, degrees
from statistics import median

from pdfplumber.table import (
    cells_to_tables,
    edges_to_intersections,
    intersections_to_cells,
    merge_edges,
)
from PIL import Image, ImageChops, ImageDraw, ImageFilter

DARK = 140
"""A shade of ink, where white is 255."""
DARKER = 30
"""By how much a line is darker than what lies around it, on white or on grey."""
SHORTEST = 110
"""Pixels without a gap, at 300 a inch nine millimetres: longer than any stroke of a letter."""
THICKEST = 24
"""A dark place that is thicker is a filled one: its edges are lines."""
NEAR = 14
"""How far lines may stop before each other and still meet."""

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass(slots=True)
class Line:
    """A straight dark mark from one end to the other; `begin` and `end` are its ends' places."""

    left: int
    top: int
    right: int
    bottom: int
    begin: int
    end: int


def lines_of(picture: Image.Image) -> tuple[list[Line], list[Line]]:
    """Horizontal and vertical lines; those of the second kind with their sides exchanged."""
    around = picture.filter(ImageFilter.BoxBlur(THICKEST / 2))
    ground = around.point(lambda shade: 255 if shade < DARK else 0)
    # Ink on paper, and on a heading filled with ink the lines left white.
    apart = ImageChops.lighter(
        ImageChops.subtract(around, picture),
        ImageChops.darker(ground, ImageChops.subtract(picture, around)),
    )
    dark = apart.point(lambda shade: 0 if shade > DARKER else 255).filter(ImageFilter.MinFilter(3))
    return _horizontal(dark), _horizontal(dark.transpose(Image.Transpose.TRANSPOSE))


def slant_of(picture: Image.Image) -> float:
    """By how many degrees a page lies askew, told from its longest lines; zero without any."""
    across, _ = lines_of(picture)
    slants = [
        degrees(atan2(one.end - one.begin, one.right - one.left))
        for one in across
        if one.right - one.left > picture.width / 4 and one.bottom - one.top < picture.width / 20
    ]
    return median(slants) if slants else 0.0


def without_lines(picture: Image.Image) -> Image.Image:
    """The same page with its lines painted over, so that only letters are left."""
    across, down = lines_of(picture)
    clean = picture.copy()
    paint = ImageDraw.Draw(clean)
    for one in across:
        if one.bottom - one.top < THICKEST:
            paint.rectangle((one.left, one.top - 1, one.right, one.bottom + 1), fill=255)
    for one in down:
        if one.bottom - one.top < THICKEST:
            paint.rectangle((one.top - 1, one.left, one.bottom + 1, one.right), fill=255)
    return clean


def tables_of(picture: Image.Image) -> list[list[Box]]:
    """The cells of every ruled table on a page; tables of one cell are frames and left out."""
    across, down = lines_of(picture)
    edges = [*_edges(across, "h"), *_edges(down, "v")]
    near = {"snap_x_tolerance": NEAR, "snap_y_tolerance": NEAR}
    joined = merge_edges(edges, **near, join_x_tolerance=NEAR, join_y_tolerance=NEAR)
    cells = intersections_to_cells(edges_to_intersections(joined, NEAR, NEAR))
    return [table for table in cells_to_tables(cells) if len(table) > 3]


def _horizontal(picture: Image.Image) -> list[Line]:
    """Runs of dark pixels, those in rows below each other put together."""
    lines: list[Line] = []
    growing: list[Line] = []
    for row, left, right in _runs(picture):
        growing = [one for one in growing if row - one.bottom <= 2]
        below = next((one for one in growing if one.left <= right and left <= one.right), None)
        if below is None:
            below = Line(left, row, right, row, row, row)
            lines.append(below)
            growing.append(below)
        if left < below.left:
            below.left, below.begin = left, row
        if right > below.right:
            below.right, below.end = right, row
        below.bottom = row
    return lines


def _runs(picture: Image.Image) -> Iterator[tuple[int, int, int]]:
    pixels, wide = picture.tobytes(), picture.width
    sought = bytes(SHORTEST)
    for row in range(picture.height):
        line = pixels[row * wide : (row + 1) * wide]
        left = line.find(sought)
        while left >= 0:
            right = line.find(b"\xff", left)
            right = wide if right < 0 else right
            yield row, left, right - 1
            left = line.find(sought, right)


def _edges(lines: Sequence[Line], orientation: str) -> Iterator[dict[str, object]]:
    for one in lines:
        thick = one.bottom - one.top
        places = [(one.top + one.bottom) / 2] if thick < THICKEST else [one.top, one.bottom]
        for place in places:
            ends = (one.left, place, one.right, place)
            x0, top, x1, bottom = (
                ends if orientation == "h" else (place, one.left, place, one.right)
            )
            yield {
                "x0": x0,
                "x1": x1,
                "top": top,
                "bottom": bottom,
                "orientation": orientation,
                "width": x1 - x0,
                "height": bottom - top,
            }
