"""How well invented documents are read: `python -m tests.documents.wild 300 --formats docx,html`."""

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from tests.documents.wild.comparing import Figure, Mark, Outcome, outcome
from tests.documents.wild.documents import LAYOUTS, written
from tests.documents.wild.formats import FORMATS, made

Key = tuple[str, str]


def read_one(layout: str, format_name: str, seed: int) -> Outcome:
    """The document of a seed, made, read and compared."""
    document = written(layout, seed)
    return outcome(document, made(document, format_name, seed), f"{layout}-{seed}.{format_name}")


def counted(
    count: int, layouts: list[str], formats: list[str]
) -> Iterator[tuple[Key, int, Outcome]]:
    """So many documents, each layout in each format in turn."""
    kinds = [(layout, format_name) for layout in layouts for format_name in formats]
    for place in range(count):
        layout, format_name = kinds[place % len(kinds)]
        seed = place // len(kinds)
        yield (layout, format_name), seed, read_one(layout, format_name, seed)


def show_shares(results: list[tuple[Key, int, Outcome]]) -> None:
    """One line for each layout and format, and one for all."""
    print(f"{'layout':<12}{'format':<9}{'docs':>5}{'refused':>8}{'figures':>9}{'right':>8}{'doubted':>8}"
          f"{'missing':>8}{'wrong':>7}{'needless':>9} | numbers: {'right':>7}{'missing':>8}{'wrong':>6}")  # fmt: skip
    by_key: dict[Key, list[Outcome]] = defaultdict(list)
    for key, _, result in results:
        by_key[key].append(result)
        by_key[("all", key[1])].append(result)
        by_key[("all", "all")].append(result)
    for key, outcomes in sorted(by_key.items(), key=lambda one: (one[0][0] == "all", one[0])):
        _show_line(key, outcomes)


def _show_line(key: Key, outcomes: list[Outcome]) -> None:
    figures = [figure for one in outcomes for figure in one.figures]
    marks = Counter(one.mark for one in figures)
    numbers = Counter(one.mark for one in figures if one.is_number)
    refused = sum(one.refusal is not None for one in outcomes)
    whole = len(figures) or 1
    print(f"{key[0]:<12}{key[1]:<9}{len(outcomes):>5}{refused:>8}{len(figures):>9}"
          f"{marks[Mark.RIGHT] / whole:>8.1%}{marks[Mark.DOUBTED]:>8}{marks[Mark.MISSING]:>8}{marks[Mark.WRONG]:>7}"
          f"{sum(one.needless for one in figures):>9} | {'':>9}"
          f"{numbers[Mark.RIGHT] / (sum(numbers.values()) or 1):>7.1%}{numbers[Mark.MISSING]:>8}{numbers[Mark.WRONG]:>6}")  # fmt: skip


def show_examples(results: list[tuple[Key, int, Outcome]], most: int) -> None:
    """What is wrong or missing, the most frequent first, with the words to see a document."""
    for mark in (Mark.WRONG, Mark.MISSING):
        found: dict[str, list[str]] = defaultdict(list)
        for (layout, format_name), seed, result in results:
            for figure in result.marked(mark):
                part = re.sub(r"\[\d+\]", "[]", figure.path)
                found[part].append(f"--one {layout} {format_name} {seed} {_said(figure)}")
        print(f"\n{mark}:")
        for part, examples in sorted(found.items(), key=lambda one: -len(one[1])):
            print(f"{len(examples):>6} {part}")
            step = max(1, len(examples) // most)
            print(*(f"         {one}" for one in examples[::step][:most]), sep="\n")


def _said(figure: Figure) -> str:
    sign = "#" if figure.is_number else " "
    return f"{sign}{figure.path}: {str(figure.wanted)[:90]!r} read as {str(figure.read)[:90]!r}"


def show_one(layout: str, format_name: str, seed: int) -> None:
    """A document's text, its problems, and every figure that is not right."""
    document = written(layout, seed)
    print(made(document, "tabs", seed).decode())
    result = read_one(layout, format_name, seed)
    print(f"\n{'=' * 80}\nrefused: {result.refusal}" if result.refusal else "=" * 80)
    if result.read is not None:
        for problem in result.read.problems:
            print(f"problem {problem.code} at {problem.where} {dict(problem.facts)}")
        for objective in result.read.objectives:
            print(f"\n{objective.number} {objective.text}")
            for one in objective.indicators:
                print(f"   {one.number} {one.text} → {one.target}")
        print(*result.read.programmes, result.read.total, sep="\n")
    for figure in result.marked(Mark.WRONG, Mark.MISSING, Mark.DOUBTED):
        print(f"{figure.mark:<8}{_said(figure)}")


def main() -> None:
    """Reads the command line."""
    asked = argparse.ArgumentParser(prog="python -m tests.documents.wild")
    asked.add_argument("count", nargs="?", type=int, default=300)
    asked.add_argument("--formats", default=",".join(FORMATS))
    asked.add_argument("--layouts", default=",".join(LAYOUTS))
    asked.add_argument("--examples", type=int, default=4, help="of each sort")
    asked.add_argument("--one", nargs=3, metavar=("LAYOUT", "FORMAT", "SEED"))
    given = asked.parse_args()
    if given.one:
        show_one(given.one[0], given.one[1], int(given.one[2]))
        return
    results = list(counted(given.count, given.layouts.split(","), given.formats.split(",")))
    show_shares(results)
    show_examples(results, given.examples)


if __name__ == "__main__":
    main()
