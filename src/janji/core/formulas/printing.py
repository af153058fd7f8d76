"""Formulas as text, with the fewest parentheses; reading the text gives the same tree."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from janji.core.formulas.nodes import (
    CONNECTIVE_BINDING,
    NOT,
    OPERATOR_BINDING,
    Binary,
    Binding,
    Call,
    Comparison,
    Logical,
    Name,
    Negative,
    Node,
    Not,
    Number,
    Operator,
    Percent,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of a part, and how tightly it holds together."""

    text: str
    binding: Binding = Binding.WHOLE

    def inside(self, least: int) -> str:
        """The text for a spot that needs this much binding, in parentheses where it has less."""
        return self.text if self.binding >= least else f"({self.text})"


def printed(tree: Node) -> str:
    """The formula with ` × `, ` ÷ `, ` − `, a decimal comma and no needless parentheses."""
    return printed_with(tree, lambda name: Piece(name.name))


def printed_with(tree: Node, name_piece: Callable[[Name], Piece]) -> str:
    """The formula with something else in the place of each name."""
    return _piece(tree, name_piece).text


def _piece(node: Node, name_piece: Callable[[Name], Piece]) -> Piece:
    match node:
        case Number():
            return Piece(_decimal(node))
        case Name():
            return name_piece(node)
        case Call(function, arguments):
            return Piece(f"{function}({'; '.join(_texts(arguments, name_piece))})")
        case Negative(operand) | Percent(operand) | Not(operand):
            return _with_one(node, _piece(operand, name_piece))
        case Binary(_, left, right) | Comparison(_, left, right) | Logical(_, left, right):
            return _with_two(node, _piece(left, name_piece), _piece(right, name_piece))


def _texts(nodes: tuple[Node, ...], name_piece: Callable[[Name], Piece]) -> Iterator[str]:
    return (_piece(node, name_piece).text for node in nodes)


def _with_one(node: Negative | Percent | Not, operand: Piece) -> Piece:
    match node:
        case Negative():
            return Piece(f"−{operand.inside(Binding.NEGATIVE)}", Binding.NEGATIVE)
        case Percent():
            return Piece(f"{operand.inside(Binding.PERCENT)}%", Binding.PERCENT)
        case Not():
            return Piece(f"{NOT} {operand.inside(Binding.NOT)}", Binding.NOT)


def _with_two(node: Binary | Comparison | Logical, left: Piece, right: Piece) -> Piece:
    match node:
        case Binary(Operator.POWER):
            # An exponent may carry signs: the printed `2^−2` needs no parentheses.
            text = f"{left.inside(Binding.PERCENT)}^{right.inside(Binding.NEGATIVE)}"
            return Piece(text, Binding.POWER)
        case Binary(operator):
            binding = OPERATOR_BINDING[operator]
            return _between(left.inside(binding), operator, right.inside(binding + 1), binding)
        case Comparison(relation):
            sides = left.inside(Binding.SUM), right.inside(Binding.SUM)
            return _between(sides[0], relation, sides[1], Binding.COMPARISON)
        case Logical(connective):
            binding = CONNECTIVE_BINDING[connective]
            return _between(left.inside(binding), connective, right.inside(binding + 1), binding)


def _between(left: str, sign: str, right: str, binding: Binding) -> Piece:
    return Piece(f"{left} {sign} {right}", binding)


def _decimal(number: Number) -> str:
    """The number with the decimals it needs, without dots between thousands."""
    decimals = number.decimals
    digits = str((number.value * 10**decimals).numerator).zfill(decimals + 1)
    return f"{digits[:-decimals]},{digits[-decimals:]}" if decimals else digits
