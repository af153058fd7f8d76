"""Objects of the land tax: their numbers (NOP), and what bills and payments make of a tax year.

A NOP has eighteen digits, written PP.DD.KKK.LLL.BBB-NNNN.J. Its first ten are the tax office's own code
of a village, which is neither the code of the interior ministry nor that of the statistics office.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, groupby

from janji.core.land_tax import Assessed
from janji.core.refusals import Refused

PARTS = (2, 2, 3, 3, 3, 4, 1)
VILLAGE_PARTS = PARTS[:4]
CODE_DIGITS = sum(VILLAGE_PARTS)
SHOWN = 40
_SEPARATORS = re.compile(r"[\s.\-–/]+")


def read_nop(text: str) -> str:
    """The eighteen digits of a NOP, however they are separated. Refuses with `nop-unreadable`."""
    return _digits(text, PARTS, "nop-unreadable")


def read_village_code(text: str) -> str:
    """The ten digits that a village has at the tax office. Refuses with `tax-code-unreadable`."""
    return _digits(text, VILLAGE_PARTS, "tax-code-unreadable")


def _digits(text: str, parts: Sequence[int], code: str) -> str:
    pieces = [one for one in _SEPARATORS.split(text.strip()) if one]
    digits = "".join(pieces)
    fits = len(digits) == sum(parts) and digits.isascii() and digits.isdigit()
    # The ministry's code of a village has ten digits too; only its dots stand elsewhere.
    if not fits or not set(accumulate(map(len, pieces))) <= set(accumulate(parts)):
        raise Refused(code, said=text.strip()[:SHOWN], digits=sum(parts))
    return digits


def written_nop(nop: str) -> str:
    """`33.02.140.011.010-0289.0`"""
    *front, block, number, kind = _cut(nop, PARTS)
    return f"{'.'.join([*front, block])}-{number}.{kind}"


def written_village_code(code: str) -> str:
    """`33.02.140.011`"""
    return ".".join(_cut(code, VILLAGE_PARTS))


def _cut(digits: str, parts: Iterable[int]) -> list[str]:
    found, start = [], 0
    for one in parts:
        found.append(digits[start : start + one])
        start += one
    return found


def village_code(nop: str) -> str:
    """What a NOP says of its village."""
    return nop[:CODE_DIGITS]


@dataclass(frozen=True, slots=True)
class BillCourse:
    """A bill through its year: its principal, its first day, and by which decisions it left or came back.

    `decisions` are in their order: the day, and whether the bill belongs to the assessment from then on.
    """

    principal: int
    issued_on: date
    decisions: tuple[tuple[date, bool], ...] = ()


def assessed_by_day(bills: Iterable[BillCourse], days: Iterable[date] = ()) -> dict[date, Assessed]:
    """What all bills together assess, on every day on which that changes, and on the days asked for.

    Days before the first bill have nothing and are left out.
    """
    steps: list[tuple[date, int, int]] = []
    for one in bills:
        steps.append((one.issued_on, one.principal, 1))
        belongs = True
        for day, stays in one.decisions:
            if stays != belongs:
                sign = 1 if stays else -1
                steps.append((day, sign * one.principal, sign))
            belongs = stays
    if not steps:
        return {}
    first = min(day for day, _, _ in steps)
    steps += [(day, 0, 0) for day in days if day > first]
    found, amount, count = {}, 0, 0
    for day, changes in groupby(sorted(steps), key=lambda step: step[0]):
        for _, rupiah, bill in changes:
            amount, count = amount + rupiah, count + bill
        found[day] = Assessed(amount, count)
    return found


@dataclass(frozen=True, slots=True)
class Paid:
    """A payment: for which bill, the day from which it counts, principal and penalty."""

    bill: int
    on: date
    principal: int
    penalty: int = 0


@dataclass(frozen=True, slots=True)
class Position:
    """What has been paid by a day: principal, bills paid in full, penalties apart."""

    paid: int
    bills_paid: int
    penalties: int


def positions_by_day(
    principals: Mapping[int, int], payments: Iterable[Paid], days: Iterable[date] = ()
) -> dict[date, Position]:
    """How far the payments are on every day with one, and on the days asked for.

    `principals` are the bills' by their keys; a bill is paid in full once its payments reach it.
    """
    left = dict(principals)
    steps = [(one.on, one) for one in payments]
    quiet: list[tuple[date, Paid | None]] = [(day, None) for day in days]
    found, paid, full, penalties = {}, 0, 0, 0
    for day, on_day in groupby(
        sorted([*steps, *quiet], key=lambda step: step[0]), key=lambda step: step[0]
    ):
        for _, one in on_day:
            if one is None:
                continue
            paid, penalties = paid + one.principal, penalties + one.penalty
            before = left[one.bill]
            left[one.bill] = before - one.principal
            full += left[one.bill] <= 0 < before
        found[day] = Position(paid, full, penalties)
    return found
