"""Where a formula's number comes from: its ratio, its steps, its numbers in place of names."""

from collections.abc import Callable, Iterator
from fractions import Fraction

from janji.core.formulas.evaluating import Value, Values, evaluate, parts_taken
from janji.core.formulas.nodes import Binary, Binding, Call, Name, Node, Number, Operator
from janji.core.formulas.printing import Piece, printed, printed_with

MISSING = "–"
ONE = Fraction(1)


def with_numbers(tree: Node, values: Values, written: Callable[[Fraction], str]) -> str:
    """The formula with each name replaced by its number, a missing one by a dash."""

    def piece(name: Name) -> Piece:
        value = values.get(name.name)
        if value is None:
            return Piece(MISSING)
        # A number below zero holds no tighter than its sign: its square is (−3)^2.
        return Piece(written(value), Binding.NEGATIVE if value < 0 else Binding.WHOLE)

    return printed_with(tree, piece)


def ratio_of(tree: Node) -> tuple[Node, Node, Fraction] | None:
    """Numerator, denominator and constant of a plain ratio; `None` when the formula is none.

    A ratio is `A ÷ B`, also times a written number in front, behind or in the numerator. What
    the formula comes to is numerator ÷ denominator × constant.
    """
    inner, outer_factor = _without_constant(tree)
    if not isinstance(inner, Binary) or inner.operator is not Operator.DIVIDED:
        return None
    numerator, factor = _without_constant(inner.left)
    return numerator, inner.right, outer_factor * factor


def _without_constant(node: Node) -> tuple[Node, Fraction]:
    """A product with a written number as the other factor and that number."""
    match node:
        case Binary(Operator.TIMES, rest, Number(value)):
            return rest, value
        case Binary(Operator.TIMES, Number(value), rest):
            return rest, value
        case _:
            return node, ONE


def steps(tree: Node, values: Values) -> list[tuple[str, Value]]:
    """Every function call and division with what it comes to, the innermost first.

    Branches that were not chosen are left out, and what stands twice is said once.
    """
    found = {printed(node): node for node in _taken(tree, values) if _is_step(node)}
    return [(text, evaluate(node, values)) for text, node in found.items()]


def _taken(node: Node, values: Values) -> Iterator[Node]:
    for part in parts_taken(node, values):
        yield from _taken(part, values)
    yield node


def _is_step(node: Node) -> bool:
    division = isinstance(node, Binary) and node.operator is Operator.DIVIDED
    return division or isinstance(node, Call)
