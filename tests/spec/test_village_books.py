"""Scores and verdicts of village administration: registers.md §7.1, §7.3, §7.4."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from janji.core.numbers import written
from janji.core.refusals import Refused
from janji.core.village_books import (
    ASKED_GROUPS,
    GroupTally,
    Judgement,
    Seen,
    Semester,
    Tally,
    Thresholds,
    Verdict,
    VillageKind,
    check_seen,
    default_thresholds,
    groups,
    judge,
    regulation_for,
    regulations,
    score,
    semester_of,
    semesters_until,
    tally,
)

ON = date(2019, 6, 20)
DESA = regulations()["47/2016"]
WARD = regulations()["34/2007"]
USUAL = default_thresholds().thresholds
FULL = {
    "A": GroupTally(36, 9),
    "B": GroupTally(20, 5),
    "C": GroupTally(24, 6),
    "D": GroupTally(16, 4),
}


# §7.1 and checked-against-texts (d): the books
def test_the_books_of_permendagri_47_2016():
    by_group = {one: [b.code for b in DESA.books if b.group == one] for one in "ABCDE"}
    assert by_group["A"] == [f"A.{n}" for n in range(1, 10)]
    assert by_group["B"] == [f"B.{n}" for n in range(1, 6)]
    assert by_group["C"] == [f"C.{n}" for n in range(1, 7)]
    assert by_group["D"] == [f"D.{n}" for n in range(1, 5)]
    assert by_group["E"] == [f"E.{n}" for n in range(1, 14)]
    assert DESA.book("C.6").name == "Bank Desa"
    assert DESA.holds_from == date(2016, 7, 29)
    with pytest.raises(Refused, match="book-unknown"):
        DESA.book("C.7")


def test_the_books_of_a_kelurahan_are_from_memory_and_have_no_finance():
    assert WARD.groups == ("A", "B", "D")
    assert {one.status for one in WARD.books} | {WARD.status} == {"memory"}


def test_which_list_holds():
    assert regulation_for(VillageKind.VILLAGE, ON) is DESA
    assert regulation_for(VillageKind.WARD, ON) is WARD
    with pytest.raises(Refused, match="no-books-on-day"):
        regulation_for(VillageKind.VILLAGE, date(2016, 7, 28))


def test_everything_says_where_it_comes_from():
    for one in regulations().values():
        said = [one.status, one.signed_status]
        said += [s for b in one.books for s in (b.status, b.mandatory_status, b.monthly_status)]
        assert set(said) <= {"seen", "memory", "design"}
        assert all(b.source for b in one.books)
    assert default_thresholds().status == "design"
    assert [one.code for one in groups()] == list("ABCDE")


# R7.4
FILLED = Seen(exists=True, is_filled=True)
SCORES = [
    ("C.4", Seen(), 0),
    ("C.4", Seen(exists=True), 1),
    ("C.4", FILLED, 2),
    ("C.4", replace(FILLED, is_signed=True), 2),  # signed but not current
    ("C.4", replace(FILLED, current_until=ON - timedelta(days=32)), 2),
    ("C.4", replace(FILLED, current_until=ON - timedelta(days=31)), 3),
    ("C.4", replace(FILLED, current_until=ON, is_signed=True), 4),
    ("C.4", Seen(exists=True, is_nil=True), 3),
    ("C.4", Seen(exists=True, is_nil=True, is_signed=True), 4),
    # Not monthly: the day may lie long back when nothing happened since.
    ("A.1", replace(FILLED, current_until=date(2018, 12, 31)), 3),
    ("A.1", FILLED, 2),
    ("A.5", Seen(not_applicable="Desa tidak mempunyai tanah kas"), None),  # R7.6
]


@pytest.mark.parametrize(("book", "seen", "expected"), SCORES)
def test_the_score_of_a_book(book, seen, expected):
    check_seen(DESA.book(book), seen, ON)
    assert score(DESA.book(book), seen, ON) == expected


@pytest.mark.parametrize(
    ("seen", "code"),
    [
        (Seen(not_applicable=" "), "book-reason-missing"),
        (Seen(is_filled=True), "book-absent-but-filled"),
        (Seen(exists=True, is_filled=True, is_nil=True), "book-filled-and-nil"),
        (Seen(exists=True, not_applicable="Tidak perlu"), "book-not-applicable-but-there"),
        (replace(FILLED, current_until=ON + timedelta(days=1)), "book-current-ahead"),
        (Seen(exists=True, current_until=ON), "book-current-but-empty"),
    ],
)
def test_what_cannot_be_so(seen, code):
    with pytest.raises(Refused, match=code):
        check_seen(DESA.book("A.5"), seen, ON)


# §7.4 example 1
GENERAL = [4, 4, 3, 4, 0, 3, 4, 4, 4]


def general(scores):
    books = [one for one in DESA.books if one.group == "A"]
    return tally(zip(books, scores, strict=True))


def test_a_mandatory_book_that_is_missing_decides():
    added = general(GENERAL)
    assert added.of("A") == GroupTally(30, 9)
    assert written(added.of("A").share, 2) == "83,33"
    found = judge(Tally(FULL | {"A": added.of("A")}, added.missing), DESA, USUAL)
    assert found == Judgement(Verdict.NOT_ORDERLY, (), 1)


def test_a_book_that_does_not_apply_leaves_the_divisor():
    added = general([None if place == 4 else one for place, one in enumerate(GENERAL)])
    assert added.of("A") == GroupTally(30, 8)
    assert added.of("A").share == Fraction("93.75")
    assert (
        judge(Tally(FULL | {"A": added.of("A")}, added.missing), DESA, USUAL).verdict == "orderly"
    )


# §7.4 example 2
def test_one_group_below_the_share_decides_though_the_mean_is_85():
    shares = {"A": 83, "B": 95, "C": 74, "D": 88}
    assert sum(shares.values()) / 4 == 85
    # 25 books of four points: a share of n percent is n points.
    added = Tally({one: GroupTally(points, 25) for one, points in shares.items()}, 0)
    assert judge(added, DESA, USUAL) == Judgement(Verdict.NOT_ORDERLY, ("C",), 0)
    passing = Tally({**added.groups, "C": GroupTally(75, 25)}, 0)
    assert judge(passing, DESA, USUAL).verdict == Verdict.ORDERLY


# §7.4 examples 3 and 4
@pytest.mark.parametrize(
    ("orderly", "not_orderly", "not_inspected", "share", "reaches"),
    [
        (14, 1, 0, "93,33", False),
        (15, 0, 0, "100,00", True),
        (13, 1, 1, "86,67", False),
    ],
)
def test_the_share_of_villages(orderly, not_orderly, not_inspected, share, reaches):
    bad = Tally(FULL, 1)
    tallies = [Tally(FULL, 0)] * orderly + [bad] * not_orderly + [None] * not_inspected
    verdicts = [judge(one, DESA, USUAL).verdict for one in tallies]
    assert verdicts.count(Verdict.NOT_INSPECTED) == not_inspected
    exact = Fraction(100 * verdicts.count(Verdict.ORDERLY), len(verdicts))
    assert written(exact, 2) == share
    assert (exact >= 95) is reaches


def test_a_kelurahan_is_not_asked_for_what_its_regulation_does_not_have():
    added = Tally({"A": GroupTally(24, 6), "B": GroupTally(16, 4), "D": GroupTally(16, 4)}, 0)
    assert judge(added, WARD, USUAL).verdict == Verdict.ORDERLY
    # To a village it is a group without any applicable book: nothing reaches nothing.
    assert judge(added, DESA, USUAL).below == ("C",)


def test_a_definition_may_say_otherwise():
    added = Tally({one: GroupTally(80, 25) for one in ASKED_GROUPS}, 1)
    assert judge(added, DESA, replace(USUAL, needs_every_book=False)).verdict == Verdict.ORDERLY
    assert judge(added, DESA, replace(USUAL, share=Decimal("80.01"))).below == ASKED_GROUPS
    assert judge(Tally({"A": GroupTally(4, 1)}, 0), DESA, replace(USUAL, groups=("A",))).below == ()


@given(
    share=st.decimals(0, 100, allow_nan=False, places=3),
    books=st.integers(1, 13),
    points=st.integers(0, 52),
)
def test_the_least_points_are_the_exact_share(share, books, points):
    points = min(points, 4 * books)
    by = Thresholds(share, ("A",))
    assert (points >= by.least_points(books)) == (GroupTally(points, books).share >= share)


def test_semesters_go_back_in_time():
    last = Semester.of(date(2019, 7, 1))
    found = semesters_until(last, 4)
    assert [(one.year, one.half) for one in found] == [(2018, 1), (2018, 2), (2019, 1), (2019, 2)]
    assert [one.last_day.month for one in found] == [6, 12, 6, 12]


def test_what_is_not_known_of_a_list_is_said():
    assert "terputus pada E.14" in DESA.note
    assert "diingat" in WARD.note


def test_semesters():
    assert [semester_of(date(2019, m, 1)) for m in (1, 6, 7, 12)] == [1, 1, 2, 2]
