"""The survey index: sums and counts, weightings, qualities, and what makes a response doubtful."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from janji.core.numbers import rounded
from janji.core.refusals import Refused
from janji.core.satisfaction import (
    ElementTally,
    NoIndex,
    all_cutoffs,
    asked_codes,
    blanks,
    cutoffs,
    element,
    element_quality,
    elements,
    fits_whole_totals,
    index_of_means,
    is_valid,
    listed_codes,
    pooled,
    quality,
    straight_line,
    survey_index,
    tally,
    weakest,
    weighted_mean,
    weighting,
    weightings,
)

EQUAL = weighting()
BEST = (4,) * 9

answers = st.tuples(*[st.integers(1, 4)] * 9)
surveys = st.lists(answers, min_size=1, max_size=40)
patchy = st.lists(st.tuples(*[st.none() | st.integers(1, 4)] * 9), max_size=20)


def index(responses, how=EQUAL):
    return survey_index(tally(responses), how)


def all_of(answer):
    return (answer,) * 9


def test_nine_elements_in_two_orders():
    assert len(elements()) == 9
    assert [one.asked for one in elements()] == list(range(1, 10))
    assert asked_codes()[:7] == listed_codes()[:7]
    # The questionnaire asks for facilities before complaints, the list of elements after them.
    assert asked_codes()[7:] == ("SARANA", "PENGADUAN")
    assert listed_codes()[7:] == ("PENGADUAN", "SARANA")


def test_official_names_and_options():
    assert element("BIAYA").options == ("Sangat mahal", "Cukup mahal", "Murah", "Gratis")
    assert element("PENGADUAN").name == "Penanganan Pengaduan, Saran dan Masukan"
    assert element("PENGADUAN").options[2] == "Berfungsi kurang maksimal"
    assert all(len(set(one.options)) == 4 and one.question for one in elements())
    assert {one.code: one.replaceable for one in elements() if one.replaceable} == {
        "BIAYA": "free-by-law",
        "KOMPETENSI": "web-based",
        "PERILAKU": "web-based",
    }


def test_unknown_codes_are_refused():
    for find, code in [
        (element, "survey-element-unknown"),
        (weighting, "weighting-unknown"),
        (cutoffs, "cutoffs-unknown"),
    ]:
        with pytest.raises(Refused, match=code):
            find("tidak-ada")


def test_every_parameter_says_where_it_comes_from():
    known = {"seen", "used", "memory", "design"}
    for one in (*weightings().values(), *all_cutoffs().values()):
        assert one.source
        assert one.evidence in known
    assert [grade.evidence for grade in cutoffs("2004").grades] == ["memory", *["used"] * 3]
    for scale in all_cutoffs().values():
        lows = [grade.low for grade in scale.grades]
        assert lows == sorted(lows, reverse=True)
        assert [grade.level for grade in scale.grades] == [4, 3, 2, 1]


def test_a_blank_answer_is_left_out_of_its_element_only():
    counted = tally([BEST, (None, *all_of(2)[1:])])
    assert counted.respondents == 2
    assert counted.elements[0] == ElementTally("PERSYARATAN", 4, 1)
    assert counted.elements[1] == ElementTally("PROSEDUR", 6, 2)
    assert survey_index(counted, EQUAL) == Fraction(4 + 8 * 3, 9) * 25


def test_without_answers_there_is_no_index():
    assert index([]) is NoIndex.NO_RESPONDENTS
    assert index([(None, *BEST[1:])]) is NoIndex.ELEMENT_UNANSWERED  # never counted as zero
    assert index([(None,) * 9]) is NoIndex.ELEMENT_UNANSWERED
    assert survey_index(tally([()], []), EQUAL) is NoIndex.ELEMENT_UNANSWERED


def test_answers_that_are_none_are_refused():
    for answer in (0, 5, -1):
        with pytest.raises(Refused, match="survey-answer-outside"):
            tally([(answer, *BEST[1:])])
    with pytest.raises(Refused, match="survey-answers-count"):
        tally([BEST[1:]])


def test_a_unit_may_add_an_element():
    counted = tally([(4,) * 10], [*asked_codes(), "KEAMANAN"])
    assert survey_index(counted, EQUAL) == 100
    # A weight rounded for nine elements means nothing for ten.
    with pytest.raises(Refused, match="weighting-count"):
        survey_index(counted, weighting("0.11"))
    with pytest.raises(Refused, match="weighting-count"):
        index_of_means([], EQUAL)


@pytest.mark.parametrize(
    ("code", "best", "worst"),
    [("equal", 100, 25), ("0.111", "99.9", "24.975"), ("0.11", 99, "24.75")],
)
def test_what_a_weighting_makes_of_perfect_and_of_poor_answers(code, best, worst):
    assert index([BEST], weighting(code)) == Fraction(best)
    assert index([all_of(1)], weighting(code)) == Fraction(worst)
    assert quality(index([all_of(1)], weighting(code)), cutoffs()).mark == "D"


def test_rounded_parts_are_never_added_up():
    means = [Fraction(11, 3)] * 9
    printed = sum(rounded(weighted_mean(mean, EQUAL.weight(9)), 2) for mean in means) * 25
    assert printed == Decimal("92.25")  # what adding the printed column would give
    assert rounded(index_of_means(means, EQUAL), 2) == Decimal("91.67")


@pytest.mark.parametrize(
    ("mean", "mark"),
    [
        ("1", "D"),
        ("2.5996", "D"),
        ("2.60", "C"),
        ("3.064", "C"),
        ("3.0644", "B"),
        ("3.532", "B"),
        ("3.5324", "A"),
        ("4", "A"),
    ],
)
def test_quality_of_one_element(mean, mark):
    assert element_quality(Decimal(mean), cutoffs()).mark == mark


def test_what_no_survey_can_give_has_no_quality():
    for value in (0, Decimal("24.74"), Decimal("100.005"), Decimal("-1")):
        with pytest.raises(Refused, match="index-outside"):
            quality(value, cutoffs())


def test_the_weakest_elements():
    counted = tally([(4, 2, 3, 4, 2, 4, 1, 4, None)])
    assert [one.code for one in weakest(counted)] == ["PERILAKU", "PROSEDUR", "PRODUK"]
    assert [one.code for one in weakest(counted, 1)] == ["PERILAKU"]
    assert "PENGADUAN" not in {one.code for one in weakest(counted, 9)}


def test_a_response_with_too_many_blanks_is_invalid():
    one_blank, two_blanks = (None, *BEST[1:]), (None, None, *BEST[2:])
    assert (blanks(BEST), blanks(two_blanks)) == (0, 2)
    assert is_valid(BEST)
    assert is_valid(one_blank)
    assert not is_valid(two_blanks)
    assert is_valid(two_blanks, max_blank=2)
    assert not is_valid(one_blank, max_blank=0)


def test_a_straight_line():
    assert straight_line(BEST)
    assert straight_line(all_of(1))
    assert not straight_line((3, *BEST[1:]))
    assert not straight_line((None, *BEST[1:]))
    assert not straight_line(())


def test_means_that_fit_no_whole_totals():
    assert fits_whole_totals([Decimal("3.33"), Decimal("3.67")], 3, 2)
    assert not fits_whole_totals([Decimal("3.5")], 3, 2)
    assert not fits_whole_totals([Decimal("0.67")], 3, 2)  # below one
    assert not fits_whole_totals([Decimal("4.33")], 3, 2)  # above four
    assert not fits_whole_totals([Decimal(4)], 0, 2)


def test_services_are_pooled_by_respondents():
    small, large = tally([all_of(1)]), tally([BEST] * 9)
    together = pooled([small, large])
    assert together.respondents == 10
    assert survey_index(together, EQUAL) == Fraction(185, 2)  # the mean of both would be 62,5
    assert survey_index(pooled([]), EQUAL) is NoIndex.NO_RESPONDENTS
    with pytest.raises(Refused, match="tallies-differ"):
        pooled([small, tally([(4,)], ["PERSYARATAN"])])


@given(surveys)
def test_an_index_lies_between_25_and_100(responses):
    value = index(responses)
    assert 25 <= value <= 100
    assert quality(value, cutoffs()) in cutoffs().grades


@given(surveys, st.randoms())
def test_the_order_of_respondents_does_not_matter(responses, random):
    shuffled = random.sample(responses, len(responses))
    assert tally(shuffled) == tally(responses)


@given(surveys, st.sampled_from(sorted(weightings())))
def test_a_perfect_response_never_lowers_the_index(responses, code):
    how = weighting(code)
    assert index([*responses, BEST], how) >= index(responses, how)


@given(patchy, patchy)
def test_pooling_is_counting_together(some, others):
    assert pooled([tally(some), tally(others)]) == tally([*some, *others])


@given(surveys)
def test_means_of_whole_answers_fit_their_number(responses):
    means = [rounded(one.mean, 3) for one in tally(responses).elements]
    assert fits_whole_totals(means, len(responses), 3)
    converted = [rounded(one.mean * 25, 2) for one in tally(responses).elements]
    assert fits_whole_totals(converted, len(responses), 2, factor=25)


@given(surveys)
def test_the_quality_of_an_element_is_that_of_a_survey_of_its_mean(responses):
    for one in tally(responses).elements:
        whole = index_of_means([one.mean] * 9, EQUAL)
        assert element_quality(one.mean, cutoffs()) == quality(whole, cutoffs())
