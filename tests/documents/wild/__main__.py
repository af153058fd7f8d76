"""How well invented documents are read: `python -m tests.documents.wild 300 --formats docx,html`."""

import argparse
from pathlib import Path

from tests.documents.wild.comparing import Mark
from tests.documents.wild.documents import LAYOUTS, written
from tests.documents.wild.formats import FORMATS, TEXTS, made
from tests.documents.wild.shares import cases, examples, lines, read_one, said


def show_one(layout: str, format_name: str, seed: int) -> None:
    """A document's text, its problems, what was read, and every figure that is not right."""
    shown_as = format_name if format_name in TEXTS else "tabs"
    print(made(written(layout, seed), shown_as, seed).decode())
    result = read_one(layout, format_name, seed).outcome
    print("=" * 80)
    if result.refusal:
        print(f"refused: {result.refusal}")
    if result.read is not None:
        for problem in result.read.problems:
            print(f"problem {problem.code} at {problem.where!r} {dict(problem.facts)}")
        print(
            result.read.year,
            result.read.revision,
            result.read.first_party,
            result.read.second_party,
        )
        for objective in result.read.objectives:
            print(f"{objective.number} {objective.text}")
            for one in objective.indicators:
                print(f"   {one.number} {one.text} → {one.target}")
        print(*result.read.programmes, result.read.total, sep="\n")
    for figure in result.marked(Mark.WRONG, Mark.MISSING, Mark.DOUBTED):
        print(f"{figure.mark:<8}{said(figure)}")


def main() -> None:
    """Reads the command line."""
    asked = argparse.ArgumentParser(prog="python -m tests.documents.wild")
    asked.add_argument("count", nargs="?", type=int, default=300)
    asked.add_argument("--formats", default=",".join(FORMATS))
    asked.add_argument("--layouts", default=",".join(LAYOUTS))
    asked.add_argument("--examples", type=int, default=4, help="of each sort")
    asked.add_argument("--one", nargs=3, metavar=("LAYOUT", "FORMAT", "SEED"))
    asked.add_argument("--out", type=Path, help="with --one: keep the file here")
    given = asked.parse_args()
    if given.one:
        layout, format_name, seed = given.one[0], given.one[1], int(given.one[2])
        if given.out:
            given.out.write_bytes(made(written(layout, seed), format_name, seed))
        show_one(layout, format_name, seed)
        return
    results = list(cases(given.count, given.layouts.split(","), given.formats.split(",")))
    print(*lines(results), sep="\n")
    for mark in (Mark.WRONG, Mark.MISSING):
        print(f"\n{mark}:", *examples(results, mark, given.examples), sep="\n")


if __name__ == "__main__":
    main()
