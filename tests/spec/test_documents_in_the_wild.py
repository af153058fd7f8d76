"""Tables of “documents in the wild” that a checker of printed achievements must know.

Section 3.1: which formulas and roundings reproduce what agencies print.
Section 3.2: all printed values that none reproduces.
Section 3.3: results in words.
"""

from decimal import Decimal

import pytest

from janji.core.achievement import Direction
from janji.core.numbers import rounded
from janji.core.printed_achievement import Cause, Triple, Verdict, check_printed, check_years

FORMULAS = [  # section 3.1: target, actual, printed, lower is better
    ("0,35", "0,34", "102,86", True),
    ("0,372", "0,325", "112,63", True),
    ("23%", "20,10%", "112,61%", True),
    ("21,10%", "21,90%", "96,21%", True),
    ("94", "144", "46,81%", True),
    ("5,07", "8,31", "36,09%", True),
    ("80", "92,84", "100", False),  # capped
    ("90", "95,39", "100", False),  # capped
    ("55", "85", "155", False),  # 154,55 in the same report, not capped
    ("10", "69", "690", False),
]
ROUNDINGS = [  # section 3.1: the exact value of a target of 100, and what was printed for it
    ("94,376", "94,37"),
    ("92,22", "92"),
    ("106,67", "106,6"),
    ("114,479", "114,47"),
    ("102,9", "102"),
    ("98,74", "98,00%"),
    ("105,97", "106"),
    ("84,328", "84,32"),
]
COPIED, PASTED = Cause.COPIED_ACTUAL, Cause.COPIED_TARGET
WRONG = [  # section 3.2: target, actual, printed, right, cause where one is likely
    ("1,75%", "5,3%", "297,1%", "302.86", None),
    ("75%", "92,8", "92,8", "123.73", COPIED),
    ("80%", "91,13", "91,13", "113.91", COPIED),
    ("93,50", "99", "99", "105.88", COPIED),
    ("94", "99", "99", "105.32", COPIED),
    ("94,5", "93,08", "93,08", "98.50", COPIED),
    ("30", "89,52", "89,52", "298.40", COPIED),
    ("45", "89,52", "89,52", "198.93", COPIED),
    ("55", "93", "93", "169.09", COPIED),
    ("95", "162,1", "31,15%", "29.37", None),
    ("5,1", "9,2", "18,18%", "19.61", None),
    ("5,1", "9,8", "6,37%", "7.84", None),
    *(
        ("100%", "100%", printed, "100.00", PASTED)
        for printed in ("65,93", "66,74", "69,24", "78,21", "99,29", "100,36")
    ),
    *(
        ("100%", "100%", printed, "100.00", PASTED)
        for printed in ("87,60", "88,07", "96,19", "86,15", "84,52")
    ),
    ("70", "74", "105.95", "105.71", None),
    ("0.8202", "0.8274", "106%", "100.88", None),
    ("0.8953", "0.8953", "102%", "100.00", PASTED),
    ("89.75", "89.40", "99.84%", "99.61", None),
]


@pytest.mark.parametrize(("target", "actual", "printed", "lower"), FORMULAS)
def test_3_1_what_a_known_formula_gives_is_right(target, actual, printed, lower):
    triple = Triple(target, actual, printed)
    direction = Direction.LOWER if lower else Direction.HIGHER
    assert check_printed(triple).verdict is Verdict.OK
    assert check_printed(triple, direction).verdict is Verdict.OK


@pytest.mark.parametrize(("exact", "printed"), ROUNDINGS)
def test_3_1_what_was_rounded_or_truncated_is_right(exact, printed):
    assert check_printed(Triple("100", exact, printed)).verdict is Verdict.OK


def test_3_2_has_27_rows():
    assert len(WRONG) == 27


@pytest.mark.parametrize(("target", "actual", "printed", "right", "cause"), WRONG)
def test_3_2_what_no_formula_gives_is_wrong(target, actual, printed, right, cause):
    found = check_printed(Triple(target, actual, printed))
    assert (found.verdict, found.cause) == (Verdict.WRONG, cause)
    assert rounded(found.recomputed, 2) == Decimal(right)


def test_3_2_a_year_copied_among_years_that_were_computed():
    years = [Triple(*row[:3]) for row in WRONG[1:6]]
    assert {one.cause for one in check_years(years)} == {COPIED}


@pytest.mark.parametrize(
    ("target", "actual", "printed", "verdict"),
    [
        ("Level 3 Plus", "Level 3", "Tercapai", Verdict.WRONG),
        ("Level 3 Plus", "Level 2", "Tidak tercapai", Verdict.OK),
        ("WTP", "WTP", "Tercapai", Verdict.OK),
        ("22", "21", "Tidak tercapai", Verdict.OK),
        ("95", "93", "Tidak tercapai", Verdict.OK),
        ("80", "67", "Tidak tercapai", Verdict.OK),
        ("1", "Tidak diadakan karena Covid19", "100", Verdict.NOT_COMPUTABLE),
        ("55 %", "n/a", "n/a", Verdict.NOT_COMPUTABLE),
        ("N/A", "80", "100", Verdict.NOT_COMPUTABLE),
        ("0", "50", "100", Verdict.NOT_COMPUTABLE),
    ],
)
def test_3_3_results_in_words(target, actual, printed, verdict):
    assert check_printed(Triple(target, actual, printed)).verdict is verdict
