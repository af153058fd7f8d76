"""Trees for properties: any tree the language can write, and trees whose types fit."""

from fractions import Fraction

from hypothesis import strategies as st

from janji.core.formulas.nodes import (
    WORDS,
    Binary,
    Call,
    Comparison,
    Connective,
    Function,
    Logical,
    Name,
    Negative,
    Not,
    Number,
    Operator,
    Percent,
    Relation,
)

NAMES = ("a", "b", "jumlah_layanan", "minimum")

words = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True).filter(lambda word: word not in WORDS)
numbers = st.builds(
    lambda digits, decimals: Number(Fraction(digits, 10**decimals)),
    st.integers(0, 10**12),
    st.integers(0, 29),
)


def _one_more_level(trees):
    return st.one_of(
        st.builds(Negative, trees),
        st.builds(Percent, trees),
        st.builds(Not, trees),
        st.builds(Binary, st.sampled_from(Operator), trees, trees),
        st.builds(Comparison, st.sampled_from(Relation), trees, trees),
        st.builds(Logical, st.sampled_from(Connective), trees, trees),
        st.builds(Call, words, st.lists(trees, max_size=3).map(tuple)),
    )


any_trees = st.recursive(st.one_of(numbers, st.builds(Name, words)), _one_more_level, max_leaves=40)
"""Every sort of tree, also such as make no sense."""

_small = st.builds(
    lambda digits, decimals: Number(Fraction(digits, 10**decimals)),
    st.integers(0, 200),
    st.integers(0, 2),
)


def _several(trees, least=1):
    return st.lists(trees, min_size=least, max_size=3).map(tuple)


def _conditions(trees):
    compared = st.builds(Comparison, st.sampled_from(Relation), trees, trees)
    return st.one_of(
        compared,
        st.builds(Not, compared),
        st.builds(Logical, st.sampled_from(Connective), compared, compared),
    )


def _one_more_number(trees):
    listed = st.sampled_from([Function.MINIMUM, Function.MAXIMUM, Function.MEAN])
    return st.one_of(
        st.builds(Negative, trees),
        st.builds(Percent, trees),
        st.builds(Binary, st.sampled_from(Operator), trees, trees),
        st.builds(Call, listed, _several(trees)),
        st.builds(Call, st.just(Function.SURVEY_INDEX), _several(trees, least=2)),
        st.builds(
            lambda *arguments: Call(Function.IF, arguments), _conditions(trees), trees, trees
        ),
    )


number_trees = st.recursive(
    st.one_of(_small, st.builds(Name, st.sampled_from(NAMES))), _one_more_number, max_leaves=25
)
"""Trees that come to a number or to a reason why not."""

_measured = st.none() | st.just(Fraction(0)) | st.fractions(-50, 50, max_denominator=20)
values = st.dictionaries(st.sampled_from(NAMES), _measured)
"""What the names come to; some are not measured, some not even known."""
