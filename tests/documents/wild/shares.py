"""How many figures were right, doubted, missing or wrong, by layout and format."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tests.documents.wild.comparing import Figure, Mark, Outcome, outcome
from tests.documents.wild.documents import LAYOUTS, written
from tests.documents.wild.formats import FORMATS, made


@dataclass(frozen=True, slots=True)
class Case:
    """One document of a seed, and how it was read."""

    layout: str
    format_name: str
    seed: int
    outcome: Outcome

    @property
    def command(self) -> str:
        """What to type to see it."""
        return f"python -m tests.documents.wild --one {self.layout} {self.format_name} {self.seed}"


def read_one(layout: str, format_name: str, seed: int) -> Case:
    """The document of a seed, made, read and compared."""
    document = written(layout, seed)
    data = made(document, format_name, seed)
    return Case(layout, format_name, seed, outcome(document, data, f"{layout}.{format_name}"))


def cases(
    count: int, layouts: Sequence[str] = tuple(LAYOUTS), formats: Sequence[str] = tuple(FORMATS)
) -> Iterator[Case]:
    """So many documents: each layout in each format in turn."""
    kinds = [(layout, format_name) for layout in layouts for format_name in formats]
    for place in range(count):
        yield read_one(*kinds[place % len(kinds)], place // len(kinds))


HEADING = (
    f"{'layout':<12}{'format':<9}{'docs':>5}{'refused':>8}{'figures':>9}{'right':>8}{'doubted':>9}"
    f"{'missing':>9}{'wrong':>8}{'needless':>10}{'numbers':>9}{'right':>8}{'missing':>9}{'wrong':>7}"
)
"""Of `needless` figures a problem speaks though they are right; `numbers` repeats it for numbers."""


def lines(results: Iterable[Case]) -> Iterator[str]:
    """A line for each layout and format, each format, and all."""
    by_key: dict[tuple[str, str], list[Outcome]] = defaultdict(list)
    for one in results:
        for key in ((one.layout, one.format_name), ("all", one.format_name), ("all", "all")):
            by_key[key].append(one.outcome)
    yield HEADING
    for (layout, format_name), outcomes in sorted(by_key.items(), key=_last_all):
        yield f"{layout:<12}{format_name:<9}{_numbers(outcomes)}"


def _last_all(item: tuple[tuple[str, str], object]) -> tuple[bool, tuple[str, str]]:
    return item[0][0] == "all", item[0]


def _numbers(outcomes: Sequence[Outcome]) -> str:
    figures = [figure for one in outcomes for figure in one.figures]
    refused = sum(one.refusal is not None for one in outcomes)
    needless = sum(one.needless for one in figures)
    of_all, of_numbers = _marks(figures), _marks([one for one in figures if one.is_number])
    numbers = sum(one.is_number for one in figures)
    return (
        f"{len(outcomes):>5}{refused:>8}{len(figures):>9}{of_all[Mark.RIGHT] / max(len(figures), 1):>8.1%}"
        f"{of_all[Mark.DOUBTED]:>9}{of_all[Mark.MISSING]:>9}{of_all[Mark.WRONG]:>8}{needless:>10}"
        f"{numbers:>9}{of_numbers[Mark.RIGHT] / max(numbers, 1):>8.1%}"
        f"{of_numbers[Mark.MISSING]:>9}{of_numbers[Mark.WRONG]:>7}"
    )


def _marks(figures: Iterable[Figure]) -> Counter[Mark]:
    return Counter(one.mark for one in figures)


def examples(results: Iterable[Case], mark: Mark, most: int) -> Iterator[str]:
    """The figures with a mark by what they are, the most frequent first, with some documents."""
    found: dict[str, list[str]] = defaultdict(list)
    for one in results:
        for figure in one.outcome.marked(mark):
            part = re.sub(r"\[\d+\]", "[]", figure.path)
            place = f"--one {one.layout} {one.format_name} {one.seed}"
            found[part].append(f"{place}  {said(figure)}")
    for part, shown in sorted(found.items(), key=lambda item: -len(item[1])):
        yield f"{len(shown):>6} {part}"
        step = max(1, len(shown) // most)
        yield from (f"       {one}" for one in shown[::step][:most])


def said(figure: Figure) -> str:
    """A figure in one line; `#` marks a number."""
    sign = "#" if figure.is_number else ""
    return f"{sign}{figure.path}: {str(figure.wanted)[:90]!r} read as {str(figure.read)[:90]!r}"
