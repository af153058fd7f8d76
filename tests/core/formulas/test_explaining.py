"""Where a number comes from: numbers in place, ratios, steps."""

from fractions import Fraction

import pytest
from hypothesis import given

from janji.core.formulas.checking import check, expand
from janji.core.formulas.evaluating import Undefined, Value, evaluate
from janji.core.formulas.explaining import ratio_of, steps, with_numbers
from janji.core.formulas.nodes import Binary, Number, Operator
from janji.core.formulas.parsing import parse
from janji.core.formulas.printing import printed
from janji.core.numbers import written
from tests.core.formulas.trees import number_trees, values

KNOWN = {
    "a": Fraction(14),
    "b": Fraction(1500),
    "zero": Fraction(0),
    "below": Fraction(-3),
    "missing": None,
}


def in_whole_numbers(value):
    return written(value, 0)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a / b * 100", "14 ÷ 1.500 × 100"),
        ("a + missing", "14 + –"),
        ("a + unheard_of", "14 + –"),
        ("minimum(a; b)", "minimum(14; 1.500)"),
        ("(a + 1) * 2,5", "(14 + 1) × 2,5"),
        ("below^2", "(-3)^2"),
        ("2^below", "2^-3"),
        ("below%", "(-3)%"),
        ("1 - below", "1 − -3"),
    ],
)
def test_numbers_in_place_of_names(text, shown):
    assert with_numbers(parse(text), KNOWN, in_whole_numbers) == shown


@pytest.mark.parametrize(
    ("text", "numerator", "denominator", "constant"),
    [
        ("a / b", "a", "b", 1),
        ("a / b * 100", "a", "b", 100),
        ("100 * a / b", "a", "b", 100),
        ("100 * (a / b)", "a", "b", 100),
        ("(a * 100) / b", "a", "b", 100),
        ("a * 100 / b", "a", "b", 100),
        ("(a + 1) / (b - c) * 0,5", "a + 1", "b − c", Fraction(1, 2)),
        ("2 * a / b * 100", "a", "b", 200),
        ("minimum(a; b) / c", "minimum(a; b)", "c", 1),
        ("a * c / b", "a × c", "b", 1),
        ("a / (b * 100)", "a", "b × 100", 1),
    ],
)
def test_ratios(text, numerator, denominator, constant):
    found = ratio_of(parse(text))
    assert found is not None
    assert (printed(found[0]), printed(found[1]), found[2]) == (numerator, denominator, constant)


@pytest.mark.parametrize(
    "text",
    ["a", "100", "a * 100", "a / b + 1", "-(a / b)", "(a / b)%", "a / b * c", "(a / b)^2"],
)
def test_no_ratios(text):
    assert ratio_of(parse(text)) is None


@given(number_trees, number_trees, values)
def test_a_ratio_comes_to_the_same_as_its_formula(numerator, denominator, known):
    hundred = Number(Fraction(100))
    tree = Binary(Operator.TIMES, Binary(Operator.DIVIDED, numerator, denominator), hundred)
    above, below, constant = ratio_of(tree)
    whole, over, under = (evaluate(one, known).value for one in (tree, above, below))
    if whole is not None and over is not None:
        assert over / under * constant == whole


ZERO_DENOMINATOR = Value(undefined=Undefined.ZERO_DENOMINATOR, at=2)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a + b", []),
        ("a / 7 * 100", [("a ÷ 7", Value(Fraction(2)))]),
        (
            "minimum(a / 7; 100)",
            [("a ÷ 7", Value(Fraction(2))), ("minimum(a ÷ 7; 100)", Value(Fraction(2)))],
        ),
        (
            "a / zero + b / 3",
            [("a ÷ zero", ZERO_DENOMINATOR), ("b ÷ 3", Value(Fraction(500)))],
        ),
        ("a / 7 + a / 7", [("a ÷ 7", Value(Fraction(2)))]),
        # only the chosen branch and only conditions that were asked
        (
            "jika(zero = 0; b / 3; a / zero)",
            [
                ("b ÷ 3", Value(Fraction(500))),
                ("jika(zero = 0; b ÷ 3; a ÷ zero)", Value(Fraction(500))),
            ],
        ),
        (
            "jika(zero <> 0 dan a / zero > 1; 1; 2)",
            [("jika(zero ≠ 0 dan a ÷ zero > 1; 1; 2)", Value(Fraction(2)))],
        ),
        (
            "jika(missing > 1; a / 7; 2)",
            [
                (
                    "jika(missing > 1; a ÷ 7; 2)",
                    Value(undefined=Undefined.NOT_MEASURED, name="missing", at=5),
                )
            ],
        ),
        (
            "jika(a / zero > 1 atau b / 3 > 1; 1; 2)",
            [
                ("a ÷ zero", Value(undefined=Undefined.ZERO_DENOMINATOR, at=7)),
                (
                    "jika(a ÷ zero > 1 atau b ÷ 3 > 1; 1; 2)",
                    Value(undefined=Undefined.ZERO_DENOMINATOR, at=7),
                ),
            ],
        ),
    ],
)
def test_steps(text, expected):
    assert steps(parse(text), KNOWN) == expected


@pytest.mark.parametrize(
    "text",
    [
        "-(" * 58 + "a / b" + ")" * 58,
        "+".join("a" * 60),
        "1^" * 59 + "1",
        "minimum(" * 58 + "a / b" + ")" * 58,
        "jika(a > 0; " * 58 + "1" + "; 2)" * 58,
        "jika(" * 29 + "a > 0" + "; 1; 2) > 0" * 28 + "; 1; 2)",
        "(" * 60 + "1" + ")" * 60,
        "jika(" + " atau ".join(["a > 0"] * 57) + "; 1; 2)",
        "jika(" + " dan ".join(["a < 0"] * 57) + "; 1; 2)",
        "jika(" + "bukan (" * 56 + "a > 0" + ")" * 56 + "; 1; 2)",
    ],
)
def test_the_deepest_formulas_are_explained_too(text):
    tree = parse(text)
    assert check(tree, KNOWN) is not None
    assert expand(tree, {}) == tree
    assert evaluate(tree, KNOWN).undefined is None
    assert len(steps(tree, KNOWN)) <= 60
    assert parse(printed(tree)) == tree


@given(number_trees, values)
def test_every_step_comes_to_what_it_says(tree, known):
    for text, value in steps(tree, known):
        again = evaluate(parse(text), known)
        assert (again.value, again.undefined) == (value.value, value.undefined)
    with_numbers(tree, known, in_whole_numbers)
