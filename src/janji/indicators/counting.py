"""From a signed definition to the variables it asks for and the formula over them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from janji.core.formulas.checking import check, names_in
from janji.core.formulas.nodes import Node
from janji.core.formulas.parsing import parse
from janji.core.periods import Window
from janji.core.refusals import Refused
from janji.orgs.models import OrgUnit
from janji.registers.catalogue import Names, house_names, names_meant
from janji.registers.facts.keeping import Cover, Values, Wanted
from janji.registers.variables import Term, Terms


@dataclass(frozen=True, slots=True)
class Counting:
    """A formula ready to be counted: its tree, its variables under their terms, its constants.

    `names` are those it was read with.
    """

    tree: Node
    wanted: tuple[Wanted, ...]
    constants: Mapping[str, Fraction]
    names: Names

    def values_in(self, values: Values, window: Window) -> dict[str, Fraction | None]:
        """What every name of the formula comes to in a window; nothing where it waits for answers."""
        counted = {one.variable.code: values.number(one, window) for one in self.wanted}
        return counted | dict(self.constants)

    def covers_in(self, values: Values, window: Window) -> dict[str, Cover]:
        """How far the numbers made from answers are whole, by their names."""
        found = {one.variable.code: values.cover(one, window) for one in self.wanted}
        return {code: cover for code, cover in found.items() if cover is not None}


def read_formula(text: str, names: Names | None = None) -> tuple[Node, tuple[str, ...]]:
    """The tree of a formula and the names it uses; refuses what makes no sense.

    `names` are those known where it stands: the ones of the house unless said.
    """
    if names is None or names is house_names():
        return _read_in_house(text)
    tree = _tree(text)
    return tree, check(tree, list(names))


@lru_cache(maxsize=512)
def _tree(text: str) -> Node:
    return parse(text)


@lru_cache(maxsize=512)
def _read_in_house(text: str) -> tuple[Node, tuple[str, ...]]:
    tree = _tree(text)
    return tree, check(tree, list(house_names()))


@lru_cache(maxsize=512)
def _names_of(text: str) -> frozenset[str]:
    return names_in(_tree(text))


def names_of_formulas(formulas: Iterable[tuple[OrgUnit, str]]) -> dict[OrgUnit, Names]:
    """What the names in some offices' formulas mean there; one query, or none."""
    asked: dict[OrgUnit, set[str]] = {}
    for office, text in formulas:
        asked.setdefault(office, set()).update(_names_of(text))
    return names_meant(asked)


def open_terms(text: str, names: Names | None = None) -> tuple[Term, ...]:
    """The terms that a formula leaves open, each once, in the order its names stand."""
    _, used = read_formula(text, names)
    known = _known(names or house_names())
    return tuple({term.code: term for name in used for term in known[name]}.values())


def _known(names: Names) -> dict[str, tuple[Term, ...]]:
    everything = {**names.variables, **names.constants}
    return {code: one.terms for code, one in everything.items()}


def kept_terms(text: str, kept: Mapping[str, object], names: Names | None = None) -> Terms:
    """The values of all open terms from what a definition keeps; refuses with `term-open`."""
    values = {}
    for term in open_terms(text, names):
        if term.code not in kept:
            raise Refused("term-open", title=term.title)
        values[term.code] = term.from_json(kept[term.code])
    return values


def counting_of(text: str, kept: Mapping[str, object], names: Names | None = None) -> Counting:
    """A formula under the terms a definition keeps."""
    names = names or house_names()
    tree, used = read_formula(text, names)
    terms = kept_terms(text, kept, names)
    return Counting(
        tree=tree,
        wanted=tuple(Wanted(names.variables[one], terms) for one in used if one in names.variables),
        constants={
            one: names.constants[one].value(terms) for one in used if one in names.constants
        },
        names=names,
    )
