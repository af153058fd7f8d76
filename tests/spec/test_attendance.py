"""Presence at planning forums: registers.md §5.3 example 3 and R5.5."""

import pytest

from janji.core.attendance import AttendingRole, Check, is_evidence, share, speaks_for_body
from janji.core.numbers import written


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [(14, 15, "93,33"), (62, 180, "34,44")],
    ids=["14 of 15 villages came", "62 women of 180"],
)
def test_shares(part, whole, expected):
    assert written(share(part, whole), 2) == expected


def test_without_a_whole_there_is_no_share():
    assert share(0, 0) is None


@pytest.mark.parametrize(
    ("has_sign", "check", "expected"),
    [
        (True, Check.NOT_NEEDED, True),
        (True, Check.CONFIRMED, True),
        (True, Check.WAITING, False),
        (True, Check.SET_ASIDE, False),
        (False, Check.NOT_NEEDED, False),
        (False, Check.CONFIRMED, False),
    ],
)
def test_only_signed_and_checked_presence_is_evidence(has_sign, check, expected):
    assert is_evidence(has_sign=has_sign, check=check) is expected


@pytest.mark.parametrize(
    ("role", "delegates", "expected"),
    [
        (AttendingRole.CHAIR, False, True),
        (AttendingRole.DELEGATE, False, False),
        (AttendingRole.DELEGATE, True, True),
        (None, True, False),
    ],
)
def test_a_delegate_speaks_for_the_body_only_by_choice(role, delegates, expected):
    assert speaks_for_body(role, counts_delegates=delegates) is expected
