"""Reading documents of all layouts: pages per second in each format, and what was right.

`python -m benchmarks.reading 1000`. A page is a page of the same document as a PDF.
"""

import io
import sys
import time
from collections import defaultdict

import pdfplumber

from janji.core.refusals import Refused
from janji.documents.reading import read_bytes
from tests.documents.wild.documents import LAYOUTS, written
from tests.documents.wild.formats import FORMATS, made
from tests.documents.wild.shares import cases, lines

AGREEMENTS = tuple(one for one in LAYOUTS if one not in {"blank", "individual", "plan"})
"""What is refused at once would only make the figures look better."""


def pages_per_second(count: int) -> dict[str, float]:
    """By format, over about so many files."""
    pages: dict[str, int] = defaultdict(int)
    seconds: dict[str, float] = defaultdict(float)
    for place in range(max(1, count // len(FORMATS))):
        layout, seed = AGREEMENTS[place % len(AGREEMENTS)], place // len(AGREEMENTS)
        document = written(layout, seed)
        long = _pages(made(document, "ruled", seed))
        for name in FORMATS:
            pages[name] += long
            seconds[name] += _seconds(made(document, name, seed), name)
    return {name: pages[name] / seconds[name] for name in FORMATS}


def _pages(data: bytes) -> int:
    with pdfplumber.open(io.BytesIO(data)) as document:
        return len(document.pages)


def _seconds(data: bytes, name: str) -> float:
    start = time.perf_counter()
    try:
        read_bytes(data, name)
    except Refused:
        # What cannot be read was looked at all the same.
        return time.perf_counter() - start
    return time.perf_counter() - start


def main(count: int) -> None:
    """Prints the speeds, then how the figures were read."""
    print(f"{'baca dokumen':<24}{'halaman/detik':>14}")
    for name, speed in pages_per_second(count).items():
        print(f"{name:<24}{speed:>14.0f}")
    print()
    print(*lines(cases(count)), sep="\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
