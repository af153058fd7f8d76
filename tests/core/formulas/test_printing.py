"""Writing formulas: reading what is written gives the same tree."""

from fractions import Fraction

import pytest
from hypothesis import given

from janji.core.formulas.nodes import Number
from janji.core.formulas.parsing import parse
from janji.core.formulas.printing import printed
from janji.core.refusals import Refused
from tests.core.formulas.trees import any_trees


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a/b*100", "a ÷ b × 100"),
        ("a-(b-c)", "a − (b − c)"),
        ("(a-b)-c", "a − b − c"),
        ("(a+b)*c", "(a + b) × c"),
        ("a*(b*c)", "a × (b × c)"),
        ("-(a^2)", "−a^2"),
        ("(-a)^2", "(−a)^2"),
        ("(a^b)^c", "(a^b)^c"),
        ("a^(b^c)", "a^b^c"),
        ("a^(-(b^c))", "a^−b^c"),
        ("a^(b+c)", "a^(b + c)"),
        ("(-a)%", "(−a)%"),
        ("-(a%)", "−a%"),
        ("a--b", "a − −b"),
        ("(-a)*b", "−a × b"),
        ("-(a*b)", "−(a × b)"),
        ("a<>b", "a ≠ b"),
        ("a<=b", "a ≤ b"),
        ("(a<b)<c", "(a < b) < c"),
        ("bukan(a<b)dan c<1", "bukan a < b dan c < 1"),
        ("bukan(a<b dan c<1)", "bukan (a < b dan c < 1)"),
        ("a dan(b dan c)", "a dan (b dan c)"),
        ("(a atau b)dan c", "(a atau b) dan c"),
        ("JIKA(a>0;b/a;0)", "jika(a > 0; b ÷ a; 0)"),
        ("minimum((a+b);c)", "minimum(a + b; c)"),
        ("1000,50", "1000,5"),
        ("0,0250", "0,025"),
        ("10,0", "10"),
        ("0", "0"),
    ],
)
def test_the_fewest_parentheses(text, shown):
    assert printed(parse(text)) == shown


@given(any_trees)
def test_what_is_written_is_read_back(tree):
    text = printed(tree)
    assert parse(text) == tree
    assert printed(parse(text)) == text


@given(any_trees)
def test_no_parentheses_are_needless(tree):
    """Leaving out any pair of parentheses, calls aside, changes or breaks the formula."""
    text = printed(tree)
    for opening, closing in groups(text):
        without = text[:opening] + text[opening + 1 : closing] + text[closing + 1 :]
        try:
            assert parse(without) != tree
        except Refused:
            continue


def groups(text):
    """Where each pair of parentheses stands that only groups."""
    open_ones = []
    for at, character in enumerate(text):
        if character == "(":
            open_ones.append(at)
        elif character == ")":
            opening = open_ones.pop()
            if opening == 0 or not (text[opening - 1].isalnum() or text[opening - 1] == "_"):
                yield opening, at


@pytest.mark.parametrize(
    "value", [Fraction(-1), Fraction(1, 3), Fraction(1, 10**30), Fraction(10**30)]
)
def test_no_number_without_a_writing(value):
    with pytest.raises(ValueError, match="not a number"):
        Number(value)
