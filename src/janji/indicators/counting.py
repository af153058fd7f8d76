"""From a signed definition to the variables it asks for and the formula over them."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from janji.core.formulas.checking import check
from janji.core.formulas.nodes import Node
from janji.core.formulas.parsing import parse
from janji.core.periods import Window
from janji.core.refusals import Refused
from janji.registers.catalogue import constants, variables
from janji.registers.facts.keeping import Values, Wanted
from janji.registers.variables import Term, Terms


@dataclass(frozen=True, slots=True)
class Counting:
    """A formula ready to be counted: its tree, its variables under their terms, its constants."""

    tree: Node
    wanted: tuple[Wanted, ...]
    constants: Mapping[str, Fraction]

    def values_in(self, values: Values, window: Window) -> dict[str, Fraction]:
        """What every name of the formula comes to in a window."""
        counted = {one.variable.code: Fraction(values.of(one, window)) for one in self.wanted}
        return counted | dict(self.constants)


@lru_cache(maxsize=512)
def read_formula(text: str) -> tuple[Node, tuple[str, ...]]:
    """The tree of a formula and the names it uses; refuses what makes no sense."""
    tree = parse(text)
    return tree, check(tree, [*variables(), *constants()])


def open_terms(text: str) -> tuple[Term, ...]:
    """The terms that a formula leaves open, each once, in the order its names stand."""
    _, names = read_formula(text)
    known = {**variables(), **constants()}
    return tuple({term.code: term for name in names for term in known[name].terms}.values())


def kept_terms(text: str, kept: Mapping[str, object]) -> Terms:
    """The values of all open terms from what a definition keeps; refuses with `term-open`."""
    values = {}
    for term in open_terms(text):
        if term.code not in kept:
            raise Refused("term-open", title=term.title)
        values[term.code] = term.from_json(kept[term.code])
    return values


def counting_of(text: str, kept: Mapping[str, object]) -> Counting:
    """A formula under the terms a definition keeps."""
    tree, names = read_formula(text)
    terms = kept_terms(text, kept)
    return Counting(
        tree=tree,
        wanted=tuple(Wanted(variables()[name], terms) for name in names if name in variables()),
        constants={name: constants()[name].value(terms) for name in names if name in constants()},
    )
