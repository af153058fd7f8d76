"""registers.md §8.3 and §8.4: the land and building tax, every worked example."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from janji.core.land_tax import (
    Assessed,
    Need,
    Recap,
    Standing,
    aim_of,
    contradictions,
    due_rule,
    is_settled,
    latest_due,
    months_late,
    needed,
    penalty,
    penalty_account,
    penalty_rule,
    printed_alone,
    share,
)
from janji.core.numbers import written
from janji.core.refusals import Refused
from janji.core.written_days import read_day

BREBES = [
    # Desa, realisasi, baku, % as published on 20 November 2023
    ("Limbangan, Kersana", 41_162_995, 186_068_554, "22.12", "22,12"),
    ("Sitanggal, Larangan", 98_033_006, 423_213_532, "23.16", "23,16"),
    ("Tembongraja, Salem", 55_030_781, 207_253_619, "26.55", "26,55"),
    ("Wanareja, Sirampog", 10_558_429, 37_268_317, "28.33", "28,33"),
    ("Wanoja, Salem", 36_013_703, 120_044_912, "30", "30,00"),
    ("Larangan, Larangan", 226_108_477, 656_941_471, "34.42", "34,42"),
]
DUE = date(2019, 9, 30)


def codes(found):
    return [(one.code, one.where) for one in found]


@pytest.mark.parametrize(("village", "paid", "assessed", "printed", "found"), BREBES)
def test_brebes_village_by_village(village, paid, assessed, printed, found):
    assert written(share([(paid, assessed)]), 2) == found
    recap = Recap(paid, remaining=assessed - paid, percent=Decimal(printed), assessed=assessed)
    assert list(contradictions(recap, Assessed(assessed, 0))) == []


def test_the_six_of_brebes_together_are_pooled_and_never_averaged():
    pairs = [(paid, assessed) for _, paid, assessed, _, _ in BREBES]
    assert sum(paid for paid, _ in pairs) == 466_907_391
    assert sum(assessed for _, assessed in pairs) == 1_630_790_405
    assert written(share(pairs), 2) == "28,63"
    # The mean of the percentages, which R8.10 forbids.
    mean = sum(Fraction(paid * 100, assessed) for paid, assessed in pairs) / len(pairs)
    assert written(mean, 2) == "27,43"


def test_purbalingga_against_its_target():
    assert written(share([(7_769_900_620, 26_000_000_000)]), 2) == "29,88"


def test_the_recap_of_pringsewu_is_refused():
    said = Recap(878_770_633, remaining=144_736_472, percent=Decimal("83.53"))
    (problem,) = printed_alone(said)
    assert (problem.code, problem.facts["found"], problem.facts["printed"]) == (
        "land-tax-percent-differs",
        "85,86",
        "83,53",
    )
    # Whatever was assessed, one of the three figures is wrong.
    for assessed in (1_023_507_105, 1_052_041_940):
        assert list(contradictions(said, Assessed(assessed, 0)))


def test_the_penalty_of_three_started_months():
    due, paid = date(2025, 6, 30), date(2025, 9, 15)
    assert months_late(due, paid) == 3
    assert penalty(100_000, tax_year=2025, due_on=due, paid_on=paid) == 3_000


def test_eighty_percent_are_reached():
    assert written(share([(1_000_000_000, 1_250_000_000)]), 2) == "80,00"
    assert aim_of(1_250_000_000, Decimal(80)) == 1_000_000_000
    need = needed(aim=1_000_000_000, paid=1_000_000_000, on=date(2019, 6, 30), due_on=DUE)
    assert need.missing == 0


@pytest.mark.parametrize(
    ("year", "due", "paid", "months", "owed"),
    [
        (2025, date(2025, 6, 30), date(2025, 6, 30), 0, 0),
        (2025, date(2025, 6, 30), date(2025, 7, 1), 1, 1_000),
        (2025, date(2025, 6, 30), date(2025, 7, 31), 1, 1_000),
        (2025, date(2025, 6, 30), date(2025, 8, 1), 2, 2_000),
        (2025, date(2025, 9, 15), date(2025, 10, 15), 1, 1_000),
        (2025, date(2025, 9, 15), date(2025, 10, 16), 2, 2_000),
        (2025, date(2025, 9, 30), date(2030, 1, 1), 52, 24_000),
        # R8.4: two percent before 2024
        (2023, date(2023, 6, 30), date(2023, 9, 15), 3, 6_000),
        (2019, date(2019, 9, 30), date(2024, 9, 30), 60, 48_000),
    ],
)
def test_a_part_of_a_month_counts_and_24_are_the_most(year, due, paid, months, owed):
    assert months_late(due, paid) == months
    assert penalty(100_000, tax_year=year, due_on=due, paid_on=paid) == owed


def test_the_rates_say_how_well_they_are_known():
    """checked-against-texts.md (h): PP 35/2023 was read; what held before is remembered."""
    assert (penalty_rule(2024).percent_a_month, penalty_rule(2023).percent_a_month) == (1, 2)
    assert [penalty_rule(year).evidence for year in (2019, 2023, 2024)] == [
        *("memory", "memory", "seen")
    ]


def test_the_arithmetic_of_a_penalty_is_told():
    due = date(2025, 6, 30)
    account = penalty_account(100_000, tax_year=2025, due_on=due, paid_on=date(2025, 9, 15))
    assert (account.months_begun, account.months, account.percent, account.amount) == (
        *(3, 3, 3, 3_000),
    )
    assert not account.is_capped
    late = penalty_account(100_000, tax_year=2025, due_on=due, paid_on=date(2028, 1, 1))
    assert (late.months_begun, late.months, late.percent, late.amount) == (31, 24, 24, 24_000)
    assert late.is_capped


def test_a_due_date_lies_at_most_six_months_after_sending():
    """checked-against-texts.md (h): PP 35/2023 article 59(5)b counts from sending, not receipt."""
    assert latest_due(date(2026, 2, 1)) == date(2026, 8, 1)
    assert latest_due(date(2025, 8, 31)) == date(2026, 3, 1)
    assert due_rule().evidence == "seen"


@pytest.mark.parametrize(
    ("recap", "expected"),
    [
        (Recap(600, remaining=400, percent=Decimal("60"), assessed=1000), []),
        (Recap(1000, 10, remaining=0, percent=Decimal("100")), []),
        (Recap(600, remaining=401), [("land-tax-parts-differ", "remaining")]),
        (Recap(1001), [("land-tax-above-assessment", "paid")]),
        (Recap(600, 11), [("land-tax-bills-above", "bills_paid")]),
        (Recap(600, percent=Decimal("61")), [("land-tax-percent-differs", "percent")]),
        (Recap(600, assessed=999), [("land-tax-other-assessment", "assessed")]),
        # R8.11, against the recap before and the one after
        (Recap(499), [("land-tax-below-earlier", "paid")]),
        (Recap(600, 4), [("land-tax-bills-below-earlier", "bills_paid")]),
        (Recap(901), [("land-tax-above-later", "paid")]),
        (Recap(600, 10), []),
    ],
)
def test_what_cannot_be_true_at_once(recap, expected):
    before = Standing(date(2019, 6, 3), 500, 5)
    after = Standing(date(2019, 6, 17), 900 if recap.paid < 1000 else 5000, None)
    assert codes(contradictions(recap, Assessed(1000, 10), before=before, after=after)) == expected


def test_the_arithmetic_stands_in_the_facts():
    (problem,) = contradictions(Recap(600, remaining=300), Assessed(1000, 10))
    assert problem.facts == {
        "paid": "Rp\u00a0600",
        "remaining": "Rp\u00a0300",
        "total": "Rp\u00a0900",
        "assessed": "Rp\u00a01.000",
        "difference": "Rp\u00a0100",
    }


@pytest.mark.parametrize(
    ("on", "paid", "expected"),
    [
        (date(2019, 9, 2), 600, Need(400, 4, 100)),
        (date(2019, 9, 3), 600, Need(400, 3, 134)),
        (date(2019, 9, 24), 600, Need(400, 0, 400)),
        (date(2019, 12, 31), 600, Need(400, 0, 400)),
        (date(2019, 9, 2), 1000, Need(0, 4, 0)),
    ],
)
def test_what_is_needed_each_whole_week_until_the_due_date(on, paid, expected):
    assert needed(aim=1000, paid=paid, on=on, due_on=DUE) == expected


def test_a_village_is_settled_when_nothing_remains():
    assert [is_settled(*one) for one in ((1000, 1000), (999, 1000), (0, 0))] == [True, False, False]
    assert share([]) is None
    assert share([(0, 0)]) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("30-06-2026", date(2026, 6, 30)),
        ("30/6/2026", date(2026, 6, 30)),
        ("2026-06-30", date(2026, 6, 30)),
        (" 30  Juni 2026 ", date(2026, 6, 30)),
        ("29 Pebruari 2024", date(2024, 2, 29)),
    ],
)
def test_a_day_is_read_as_it_is_written(text, day):
    assert read_day(text) == day


@pytest.mark.parametrize(
    ("text", "code", "facts"),
    [
        # R8.5: what a newspaper printed of Banyumas
        ("31 Juni 2026", "day-impossible", {"day": 31, "month": "Juni", "year": 2026, "last": 30}),
        ("31-06-2026", "day-impossible", {"day": 31, "month": "Juni", "year": 2026, "last": 30}),
        (
            "29-02-2019",
            "day-impossible",
            {"day": 29, "month": "Februari", "year": 2019, "last": 28},
        ),
        ("30-13-2026", "day-unreadable", {"text": "30-13-2026"}),
        ("akhir Juni", "day-unreadable", {"text": "akhir Juni"}),
    ],
)
def test_an_impossible_day_is_refused(text, code, facts):
    with pytest.raises(Refused) as refused:
        read_day(text)
    assert (refused.value.code, refused.value.facts) == (code, facts)
