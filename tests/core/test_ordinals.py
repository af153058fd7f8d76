"""Grades in words."""

import pytest

from janji.core.achievement import Undefined
from janji.core.ordinals import grade_achievement, scale_of


@pytest.mark.parametrize(
    ("target", "actual", "expected"),
    [
        ("WTP", "WDP", 75),
        ("Wajar Tanpa Pengecualian", "WTP", 100),
        ("B", "BB", 125),
        ("a", "AA", pytest.approx(116.6, abs=0.1)),
        ("Level 3", "Level 3", 100),
        ("Baik", "Sangat Baik", 125),
        ("WTP", "XYZ", Undefined.NOT_IN_SCALE),
        ("XYZ", "WTP", Undefined.NOT_IN_SCALE),
        (None, "WTP", Undefined.NO_TARGET),
        ("WTP", None, Undefined.NOT_MEASURED),
        ("WTP", " ", Undefined.NOT_MEASURED),
        (" ", "WTP", Undefined.NO_TARGET),
    ],
)
def test_a_reached_grade_against_a_promised_one(target, actual, expected):
    assert grade_achievement(target, actual) == expected


def test_a_word_belongs_to_one_scale():
    assert scale_of("BB").code == "sakip"
    assert scale_of("wtp").code == "opini"
    assert scale_of("82") is None
