"""registers.md §0.1: what the seed's targets mean in counts."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from janji.core.achievement import Direction
from janji.core.numbers import rounded
from janji.core.target_counts import target_counts


@pytest.mark.parametrize(
    ("target", "of", "needed", "missed", "missed_share"),
    [
        (86, 300, 258, 257, "85.67"),  # 2b: 258 of 300 meets, 257 does not
        (95, 15, 15, 14, "93.33"),  # 3.3: 95 % of 15 villages is all of them
        (95, 40, 38, 37, "92.50"),  # 3.5: 38 of 40 groups
        (100, 420, 420, 419, "99.76"),  # 3.2: one untrained member breaks it
        (100, 15, 15, 14, "93.33"),  # 3.6
        (80, 1_250_000_000, 1_000_000_000, 999_999_999, "80.00"),  # 3.4, in rupiah
    ],
)
def test_the_targets_of_the_seed(target, of, needed, missed, missed_share):
    counts = target_counts(target, Fraction(of))
    assert (counts.needed, counts.of, counts.missed) == (needed, of, missed)
    assert f"{rounded(counts.missed_share, 2)}" == missed_share
    assert counts.share >= target > counts.missed_share


@pytest.mark.parametrize(
    ("target", "of", "needed", "missed"), [(10, 15, 1, 2), (0, 15, 0, 1), (100, 15, 15, None)]
)
def test_where_less_is_better_it_is_the_most_that_may_be(target, of, needed, missed):
    counts = target_counts(target, Fraction(of), Direction.LOWER)
    assert (counts.needed, counts.missed) == (needed, missed)


@pytest.mark.parametrize(
    ("target", "of", "direction"),
    [
        (None, Fraction(15), Direction.HIGHER),
        (95, None, Direction.HIGHER),
        (95, Fraction(0), Direction.HIGHER),
        (95, Fraction(31, 2), Direction.HIGHER),
        (120, Fraction(15), Direction.HIGHER),  # more than all of them
        (95, Fraction(15), Direction.RANGE),
    ],
)
def test_what_is_no_count(target, of, direction):
    assert target_counts(target, of, direction) is None


@given(st.fractions(0, 100, max_denominator=50), st.integers(1, 5000))
def test_it_is_the_first_count_that_reaches_the_target(target, of):
    counts = target_counts(target, Fraction(of))
    reaching = [count for count in range(of + 1) if Fraction(count * 100, of) >= target]
    assert counts.needed == reaching[0]
    assert counts.missed == (reaching[0] - 1 if reaching[0] else None)
