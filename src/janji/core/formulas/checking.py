"""Whether a formula makes sense: known names, fitting arguments, numbers where numbers belong."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from enum import StrEnum
from fractions import Fraction

from janji.core.formulas.nodes import (
    MOST_DEPTH,
    MOST_NODES,
    Binary,
    Call,
    Comparison,
    Function,
    Logical,
    Name,
    Negative,
    Node,
    Not,
    Number,
    Operator,
    Percent,
    Place,
    children,
    is_truth,
    start_of,
)
from janji.core.formulas.parsing import TextCode, refusal_at
from janji.core.formulas.printing import printed
from janji.core.refusals import Refused


class MeaningCode(StrEnum):
    """Why a readable formula makes no sense."""

    NAME_UNKNOWN = "formula-name-unknown"
    FUNCTION_UNKNOWN = "formula-function-unknown"
    ARGUMENTS = "formula-arguments"
    NUMBER_NEEDED = "formula-number-needed"
    TRUTH_NEEDED = "formula-truth-needed"
    RESULT_TRUTH = "formula-result-truth"
    HUNDRED_PERCENT = "formula-hundred-percent"
    CIRCLE = "formula-circle"


CODES: tuple[str, ...] = (*TextCode, *MeaningCode)
"""Every code with which a formula is refused."""

_HUNDRED_PERCENT = Percent(Number(Fraction(100)))
_LONGEST_GUESSED = 60
_ARGUMENT_BOUNDS: Mapping[Function, tuple[int, int | None]] = {
    Function.MINIMUM: (1, None),
    Function.MAXIMUM: (1, None),
    Function.MEAN: (1, None),
    Function.IF: (3, 3),
    Function.SURVEY_INDEX: (2, None),
}


def check(tree: Node, names: Collection[str]) -> tuple[str, ...]:
    """The names a formula uses, each once, in the order they stand; `names` are those known.

    Refuses with one of `MeaningCode`, or with `formula-comma` for the argument of `minimum(1,5)`,
    which can only be two numbers with a comma between.
    """
    if is_truth(tree):
        raise _refusal(MeaningCode.RESULT_TRUTH, tree)
    used: dict[str, None] = {}
    _check(tree, names, used)
    return tuple(used)


def names_in(tree: Node) -> frozenset[str]:
    """Every name that stands in a formula, known or not."""
    own = {tree.name} if isinstance(tree, Name) else frozenset[str]()
    return frozenset(own).union(*map(names_in, children(tree)))


def _check(node: Node, names: Collection[str], used: dict[str, None]) -> None:
    match node:
        case Name(name):
            _require_known(node, names)
            used[name] = None
        case Call():
            _require_callable(node)
            _require(node.arguments[:1], truth=node.function == Function.IF)
            _require(node.arguments[1:], truth=False)
        case Logical() | Not():
            _require(children(node), truth=True)
        case Number() | Negative() | Percent() | Binary() | Comparison():
            _require(children(node), truth=False)
            _require_no_hundred_percent(node)
    for part in children(node):
        _check(part, names, used)


def _require(nodes: Iterable[Node], *, truth: bool) -> None:
    for node in nodes:
        if is_truth(node) is not truth:
            code = MeaningCode.TRUTH_NEEDED if truth else MeaningCode.NUMBER_NEEDED
            raise _refusal(code, node)


def _require_known(node: Name, names: Collection[str]) -> None:
    if node.name not in names:
        nearest = _nearest(node.name, names) or _nearest(node.name, Function)
        raise _refusal(MeaningCode.NAME_UNKNOWN, node, nearest)


def _require_callable(node: Call) -> None:
    if node.function not in set(Function):
        nearest = _nearest(node.function, Function)
        raise refusal_at(MeaningCode.FUNCTION_UNKNOWN, node.place, node.function, nearest)
    least, most = _ARGUMENT_BOUNDS[Function(node.function)]
    found = len(node.arguments)
    if found < least or (most is not None and found > most):
        said = node.function
        raise refusal_at(
            MeaningCode.ARGUMENTS,
            node.place,
            said,
            function=said,
            least=least,
            most=most,
            found=found,
        )
    if found == 1:
        _require_no_comma(node.arguments[0])


def _require_no_comma(only: Node) -> None:
    """`minimum(1,5)` was meant as `minimum(1; 5)`: nobody asks for the least of one constant."""
    if isinstance(only, Number) and only.value.denominator != 1:
        raise _refusal(TextCode.COMMA, only, ";")


def _require_no_hundred_percent(node: Node) -> None:
    """`× 100%` is printed in every agreement, and multiplies by one."""
    if not isinstance(node, Binary) or node.operator is not Operator.TIMES:
        return
    for factor in (node.left, node.right):
        if factor == _HUNDRED_PERCENT:
            raise _refusal(MeaningCode.HUNDRED_PERCENT, factor, "× 100")


def _refusal(code: str, node: Node, suggestion: str | None = None) -> Refused:
    return refusal_at(code, start_of(node), printed(node), suggestion)


def _nearest(said: str, known: Iterable[str]) -> str | None:
    if len(said) > _LONGEST_GUESSED:
        return None
    return next(iter(get_close_matches(said, sorted(map(str, known)), n=1)), None)


def expand(tree: Node, formulas: Mapping[str, Node]) -> Node:
    """The formula with each name of another formula replaced by that formula's tree.

    What is put in takes the place of the name it stands for, so that places stay those of this
    formula's text. Refuses with `formula-circle` (`circle` holds the names that lead back),
    `formula-too-large` or `formula-too-deep`.
    """
    return _Expansion(formulas).expanded(tree, ())


@dataclass(slots=True)
class _Expansion:
    formulas: Mapping[str, Node]
    nodes: int = 0
    depth: int = 0

    def expanded(self, node: Node, way: Sequence[str], place: Place | None = None) -> Node:
        """The node with all below replaced; `way` are the formulas it stands in, outermost first."""
        at = place or node.place
        if isinstance(node, Name) and node.name in self.formulas:
            return self._replaced(node.name, way, at)
        self.nodes += 1
        self.depth += 1
        if self.nodes > MOST_NODES:
            raise refusal_at(TextCode.TOO_LARGE, at, _outermost(node, way), most=MOST_NODES)
        if self.depth > MOST_DEPTH:
            raise refusal_at(TextCode.TOO_DEEP, at, _outermost(node, way), most=MOST_DEPTH)
        parts = tuple(self.expanded(part, way, place) for part in children(node))
        self.depth -= 1
        return _with_parts(node, parts, at)

    def _replaced(self, name: str, way: Sequence[str], place: Place) -> Node:
        if name in way:
            circle = (*way[way.index(name) :], name)
            raise refusal_at(MeaningCode.CIRCLE, place, name, circle=circle)
        # Names that only stand for names add no node, yet each is a step down.
        if len(way) >= MOST_DEPTH:
            raise refusal_at(TextCode.TOO_DEEP, place, name, most=MOST_DEPTH)
        return self.expanded(self.formulas[name], (*way, name), place)


def _outermost(node: Node, way: Sequence[str]) -> str:
    """What stands in the formula's own text where `node` goes."""
    return way[0] if way else printed(node)


def _with_parts(node: Node, parts: tuple[Node, ...], place: Place) -> Node:
    match node:
        case Number() | Name():
            return replace(node, place=place)
        case Negative() | Percent() | Not():
            return replace(node, operand=parts[0], place=place)
        case Binary() | Comparison() | Logical():
            return replace(node, left=parts[0], right=parts[1], place=place)
        case Call():
            return replace(node, arguments=parts, place=place)
