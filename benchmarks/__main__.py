"""`make bench`: reading documents, making papers, counting and importing registers, as times and ratios."""

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import replace

from benchmarks import reading, registers
from benchmarks.samples import as_text, paper
from janji.agreements.documents.agreement.content import as_docx, as_pdf
from janji.documents.reading import read_bytes

ROUNDS = 25


def median_ms(work: Callable[[int], object]) -> float:
    """The median time of one call in milliseconds; the round's number keeps results from being reused."""
    work(-1)
    gc.collect()
    times = []
    for number in range(ROUNDS):
        start = time.perf_counter()
        work(number)
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000


def numbered(number: int):
    """The sample paper with another place each time, so that nothing is kept from before."""
    sample = paper()
    return replace(sample, agreement=replace(sample.agreement, place=f"Tempat {number + 1}"))


def main() -> None:
    """Prints one line a measurement."""
    text, pdf, docx = as_text(), as_pdf(paper()), as_docx(paper())
    measured = {
        "baca naskah teks": median_ms(lambda _: read_bytes(text, "a.txt")),
        "baca PDF kita": median_ms(lambda _: read_bytes(pdf, "a.pdf")),
        "baca DOCX kita": median_ms(lambda _: read_bytes(docx, "a.docx")),
        "buat PDF perjanjian": median_ms(lambda n: as_pdf(numbered(n))),
        "buat DOCX perjanjian": median_ms(lambda n: as_docx(numbered(n))),
    }
    base = measured["baca naskah teks"]
    print(f"{'pekerjaan':<24}{'median ms':>12}{'× baca teks':>14}")
    for name, taken in measured.items():
        print(f"{name:<24}{taken:>12.1f}{taken / base:>14.1f}")
    print()
    reading.main(187)
    print()
    registers.main()


if __name__ == "__main__":
    main()
