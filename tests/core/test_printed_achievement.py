"""Printed achievements recomputed: what explains them, what is wrong and why, what has no answer."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from janji.core.achievement import Direction
from janji.core.numbers import rounded, written
from janji.core.printed_achievement import (
    Cause,
    Reason,
    Rounding,
    Rule,
    Triple,
    Verdict,
    check_printed,
    check_total,
    check_years,
)
from janji.core.printed_numbers import Unreadable, printed_number, rank_of

CAPPED = {Decimal(one) for one in ("100", "120", "1", "1.2")}
HIGHER, LOWER = Direction.HIGHER, Direction.LOWER


@pytest.mark.parametrize(
    ("target", "actual", "printed", "rule", "rounding", "cause"),
    [
        ("80", "84", "105", Rule.RATIO, Rounding.ROUNDED, None),
        ("80", "84", "105,00%", Rule.RATIO, Rounding.ROUNDED, None),
        ("75", "70", "93,33", Rule.RATIO, Rounding.ROUNDED, None),
        ("90,5%", "85,41%", "94,37%", Rule.RATIO, Rounding.TRUNCATED, None),  # 94,3757
        ("25", "25.09", "100.37", Rule.RATIO, Rounding.LAST_DIGIT, None),  # 100,36
        ("79,50%", "78,50%", "98,00%", Rule.RATIO, Rounding.TRUNCATED, Cause.TRUNCATION),
        ("90,62%", "93,96%", "104,00%", Rule.RATIO, Rounding.ROUNDED, None),  # 103,6857
        ("0,35", "0,34", "102,86", Rule.RATIO_LOWER, Rounding.ROUNDED, None),
        ("5,07", "8,31", "36,09%", Rule.RATIO_LOWER, Rounding.ROUNDED, None),
        ("10", "25", "-50", Rule.RATIO_LOWER, Rounding.ROUNDED, None),
        ("80", "92,84", "100", Rule.CAP, None, Cause.CAP),
        ("10", "69", "120,00", Rule.CAP, None, Cause.CAP),
        ("10", "69", "690", Rule.RATIO, Rounding.ROUNDED, None),
        ("80", "84", "1,05", Rule.RATIO, Rounding.ROUNDED, None),  # a share, as sheets keep it
        ("80", "80", "1", Rule.RATIO, Rounding.ROUNDED, None),
        ("10.400 Orang", "10.452 Orang", "100,5", Rule.RATIO, Rounding.ROUNDED, None),
        ("76.125", "79", "103,78", Rule.RATIO, Rounding.ROUNDED, None),  # a dot that is a comma
        ("76,4", "79,7", "104.319", Rule.RATIO, Rounding.ROUNDED, None),
        ("Rp 4.100.832.755", "Rp4.000.000.000,00", "97,54", Rule.RATIO, Rounding.ROUNDED, None),
        ("Rp 2 miliar", "Rp 1.500 juta", "75", Rule.RATIO, Rounding.ROUNDED, None),
        ("70 Indeks", "73,5", "105", Rule.RATIO, Rounding.ROUNDED, None),
        ("≥ 80%", "84", "105", Rule.RATIO, Rounding.ROUNDED, None),
        ("140 Kelompok (1400 orang)", "70", "50", Rule.RATIO, Rounding.ROUNDED, None),
        ("76,4", "79,7\n", "104,32\n%", Rule.RATIO, Rounding.ROUNDED, None),
        ("3", "1", "33,3333333333333", Rule.RATIO, Rounding.ROUNDED, None),
        ("1,5 juta orang", "1.500.000 Orang", "100", Rule.RATIO, Rounding.ROUNDED, None),
        ("14 hari kerja", "14 hari", "100", Rule.RATIO, Rounding.ROUNDED, None),
        ("5", "(2,5)", "(50,00)", Rule.RATIO, Rounding.ROUNDED, None),  # below zero
        ("10", "2", "120", Rule.CAP, None, Cause.CAP),  # (2T − R) ÷ T is 180
        ("80", "92,84", "1", Rule.CAP, None, Cause.CAP),  # a share
        ("10", "69", "1,2", Rule.CAP, None, Cause.CAP),
        ("1,25 M", "900 Juta", "72", Rule.RATIO, Rounding.ROUNDED, None),
        ("Rp 1,5 T", "Rp 900 M", "60", Rule.RATIO, Rounding.ROUNDED, None),
        ("80 *)", "64**)", "80^1)", Rule.RATIO, Rounding.ROUNDED, None),  # raised notes
        ("BB (75)", "68,5 / B", "91,33", Rule.RATIO, Rounding.ROUNDED, None),
        ("WTP", "WTP", "Tercapai", Rule.ORDER, None, None),
        ("BB", "bb", "100,00", Rule.ORDER, None, None),
        ("Level 2", "Level 3 Plus", "Tercapai.", Rule.ORDER, None, None),
        ("22", "21", "Tidak tercapai", Rule.ORDER, None, None),
    ],
)
def test_what_explains_a_printed_value(target, actual, printed, rule, rounding, cause):
    found = check_printed(Triple(target, actual, printed))
    assert (found.verdict, found.rule, found.rounding, found.cause, found.reason) == (
        *(Verdict.OK, rule, rounding, cause),
        None,
    )


@pytest.mark.parametrize(
    ("target", "actual", "printed", "recomputed", "cause"),
    [
        ("80%", "91,13", "91,13", "113.91", Cause.COPIED_ACTUAL),
        ("80", "91", "80", "113.75", Cause.COPIED_TARGET),
        ("100%", "100%", "65,93", "100.00", Cause.COPIED_TARGET),
        ("80", "64", "125", "80.00", Cause.OTHER_DIRECTION),  # T ÷ R
        ("12,9", "15", "125", "116.28", Cause.TRUNCATION),  # 15 ÷ 12
        ("10", "69", "150", "690.00", Cause.CAP),
        ("70", "74", "105.95", "105.71", None),
        ("95", "162,1", "31,15%", "29.37", None),  # near (2T − R) ÷ T
        ("25", "1", "100", "4.00", None),  # typed whatever was reached
        ("1", "5", "1", "500.00", Cause.COPIED_TARGET),
        ("Level 3 Plus", "Level 3", "Tercapai", None, None),
    ],
)
def test_what_is_wrong_and_the_likely_cause(target, actual, printed, recomputed, cause):
    found = check_printed(Triple(target, actual, printed))
    said = None if found.recomputed is None else str(rounded(found.recomputed, 2))
    assert (found.verdict, said, found.cause) == (Verdict.WRONG, recomputed, cause)


@pytest.mark.parametrize(
    ("target", "actual", "printed", "reason"),
    [
        ("N/A", "50", "100", Reason.NO_TARGET),
        ("", "", "0", Reason.NO_TARGET),
        ("-", "-", "-", Reason.NO_TARGET),
        ("0", "50", "100", Reason.ZERO_TARGET),
        ("0,00%", "0,00%", "0,00%", Reason.ZERO_TARGET),
        ("-5", "4", "80", Reason.NEGATIVE_TARGET),
        ("BB", "72,5", "100", Reason.TARGET_WORDS),
        ("BB", "A", "116,67", Reason.TARGET_WORDS),
        ("WTP", "BB", "100", Reason.UNITS_DIFFER),
        ("100 dari 110 Organisasi Kepemudaan", "90", "90", Reason.TARGET_WORDS),
        ("55%", "n/a", "n/a", Reason.NOT_MEASURED),
        ("1", "Tidak diadakan karena Covid19", "100", Reason.ACTUAL_WORDS),
        ("100", "100 persen sesuai rata-rata capaian rencana aksi", "100", Reason.ACTUAL_WORDS),
        ("Rp 600 juta", "Rp518 juta lebih", "86", Reason.ACTUAL_WORDS),
        ("4 Dokumen", "100%", "100", Reason.UNITS_DIFFER),
        ("2 jam", "90 menit", "133,33", Reason.UNITS_DIFFER),
        ("80 - 90%", "92%", "100", Reason.RANGE),
        ("100%\n100%", "90%", "90", Reason.SEVERAL),
        ("80", "84", "", Reason.NOT_PRINTED),
        ("80", "84", "Sangat baik", Reason.PRINTED_WORDS),
        ("95", "93", "Tercapai", Reason.PRINTED_WORDS),  # reached if less is better
        ("1" * 31, "1", "0", Reason.TARGET_WORDS),
    ],
)
def test_what_has_no_answer_says_why(target, actual, printed, reason):
    found = check_printed(Triple(target, actual, printed))
    assert (found.verdict, found.reason) == (Verdict.NOT_COMPUTABLE, reason)


def test_the_years_of_an_indicator_go_one_way():
    mirrored = [("0,35", "0,34", "102,86"), ("0,35", "0,345", "101,43"), ("0,365", "0,36", "98,63")]
    found = check_years([Triple(*one) for one in mirrored])
    assert [one.verdict for one in found] == [Verdict.OK, Verdict.OK, Verdict.WRONG]
    assert found[2].cause is Cause.OTHER_DIRECTION
    assert rounded(found[2].recomputed, 2) == Decimal("101.37")


def test_two_years_that_disagree_accuse_neither():
    found = check_years([Triple("0,35", "0,34", "102,86"), Triple("0,365", "0,36", "98,63")])
    assert [one.verdict for one in found] == [Verdict.OK, Verdict.OK]


def test_a_sum_that_goes_on_growing():
    reached = [("10", "9", "90"), ("10", "8", "170"), ("10", "7", "240"), ("10", "10", "340")]
    found = check_years([Triple(*one) for one in reached])
    assert [one.cause for one in found] == [None, *[Cause.ADDED_PERCENTAGES] * 3]
    capped = [("100", "20", "20"), ("100", "40", "60"), ("100", "60", "120")]
    assert check_years([Triple(*one) for one in capped])[2].verdict is Verdict.WRONG


def test_a_cap_where_less_is_better_needs_years_that_say_so():
    capped = Triple("10", "8", "100")
    assert check_printed(capped).verdict is Verdict.WRONG
    assert check_printed(capped, LOWER).rule is Rule.CAP
    years = [Triple("10", "11", "90"), Triple("10", "12", "80"), capped]
    assert check_years(years)[2].rule is Rule.CAP
    assert check_years(years[1:])[1].rule is Rule.CAP
    assert check_years([Triple("10", "9", "90"), capped])[1].verdict is Verdict.WRONG


def test_a_name_that_says_less_is_better_is_believed_at_limits():
    def found(*triple):
        return check_years([Triple(*triple)], less_is_better=True)[0]

    assert found("20", "15", "100").rule is Rule.CAP
    assert found("10", "25", "0").rule is Rule.CAP
    assert found("20", "25", "125").rule is Rule.RATIO
    assert rounded(found("20", "15", "90").recomputed, 0) == Decimal(125)


def test_a_sheet_computes_with_what_it_keeps():
    shown = ("96", "98", "102,41")
    assert check_printed(Triple(*shown)).verdict is Verdict.WRONG
    kept = check_printed(Triple(*shown, exact=("95,6", "97,9", "102,4")))
    assert (kept.verdict, rounded(kept.recomputed, 2)) == (Verdict.OK, Decimal("102.41"))
    assert (
        check_printed(Triple("96", "98", "102,08", exact=("95,6", "97,9", "102,4"))).verdict
        is Verdict.OK
    )


@pytest.mark.parametrize(
    ("printed", "above", "average", "verdict", "recomputed"),
    [
        ("150", ["100", "200"], False, Verdict.OK, "150"),
        ("93,33", ["100", "80", "100"], True, Verdict.OK, "93.33"),
        ("90", ["80", "150"], True, Verdict.OK, "115"),  # capped at a hundred before
        ("95", ["80", "100"], True, Verdict.WRONG, "90"),
        ("95", ["80", "100"], False, Verdict.NOT_COMPUTABLE, None),
        ("95", ["80", "n/a", "100"], True, Verdict.NOT_COMPUTABLE, None),
        ("180", ["80", "100"], True, Verdict.WRONG, None),
    ],
)
def test_a_line_below_the_others(printed, above, average, verdict, recomputed):
    found = check_total(printed, above, average=average)
    said = None if found.recomputed is None else Decimal(recomputed)
    assert found.verdict is verdict
    assert recomputed is None or rounded(found.recomputed, 2) == rounded(said, 2)


def test_percentages_of_quarters_that_were_added():
    quarters = [Triple("50", "50", "100"), Triple("80", "80", "100"), Triple("90", "45", "250")]
    assert check_years(quarters)[2].cause is Cause.ADDED_PERCENTAGES
    assert check_years(quarters[1:])[1].cause is None
    assert check_total("300", ["100", "-", "200"]).cause is Cause.ADDED_PERCENTAGES
    assert check_total("100", ["100"]).reason is Reason.NO_TARGET


numbers = st.decimals(min_value="0.01", max_value="99999", places=2)


@given(numbers, numbers, st.sampled_from([HIGHER, LOWER]), st.integers(0, 4), st.booleans())
def test_what_was_computed_by_a_rule_is_never_called_wrong(
    target, actual, direction, decimals, cut
):
    promised, reached = Fraction(target), Fraction(actual)
    ratio = reached if direction is HIGHER else 2 * promised - reached
    exact = ratio / promised * 100
    if cut:
        exact = Fraction(int(exact * 10**decimals), 10**decimals)
    triple = Triple(written(target, 2), written(actual, 2), written(exact, decimals))
    assert check_printed(triple).verdict is Verdict.OK
    assert check_printed(triple, direction).verdict is Verdict.OK


@given(numbers, numbers, numbers)
def test_what_no_rule_gives_is_never_accepted(target, actual, printed):
    """Accepted is only what lies within a unit of one of the rules, or at a cap."""
    found = check_printed(Triple(written(target, 2), written(actual, 2), written(printed, 2)))
    promised, reached = Fraction(target), Fraction(actual)
    rules = (reached / promised * 100, (2 * promised - reached) / promised * 100)
    near = any(abs(one - Fraction(printed)) < 1 for one in rules)
    share = any(abs(one - 100 * Fraction(printed)) <= 1 for one in rules)
    assert found.verdict is Verdict.WRONG or near or share or printed in CAPPED


@pytest.mark.parametrize(
    ("text", "values", "unit"),
    [
        ("104,319", ["104.319"], None),
        ("3,500", ["3.500"], None),
        ("10.400", ["10400", "10.400"], None),
        ("0.8273", ["0.8273"], None),
        ("99 %", ["99"], "%"),
        ("4,47 persen", ["4.47"], "%"),
        ("85, 41%", ["85.41"], "%"),
        ("25 Unit Kerja", ["25"], "unit kerja"),
        ("Rp4,295 miliar", ["4295000000"], "rp"),
        ("− 2,5", ["-2.5"], None),
    ],
)
def test_a_number_as_printed(text, values, unit):
    found = printed_number(text)
    assert (list(found.values), found.unit) == ([Decimal(value) for value in values], unit)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        *(
            (text, Unreadable.MISSING)
            for text in ("", " - ", "N/A", "n/a", "–", "#DIV/0!", "nihil")
        ),
        *(
            (text, Unreadable.WORDS)
            for text in ("BB", "1,2,3", "97,5¹", "± 80", "2 dari 3", "12a4")
        ),
        *((text, Unreadable.RANGE) for text in ("80-90", "7 s.d. 8", "7 sampai 8 hari")),
        *((text, Unreadable.SEVERAL) for text in ("83 84", "100% 100%")),
    ],
)
def test_why_a_cell_holds_no_number(text, why):
    assert printed_number(text) is why


def test_grades_have_their_order():
    assert rank_of("Level 3").height < rank_of("level 3 plus").height < rank_of("Level 4").height
    assert rank_of("WDP").height < rank_of("Wajar Tanpa Pengecualian").height
    assert rank_of("80") is None
