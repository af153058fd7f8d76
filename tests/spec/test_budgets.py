"""sakip-rules 11 (11.1 to 11.6, worked examples 5 and 6), 11a SERAP, 4c absorption, §8 example 3."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from janji.core.absorption import (
    Contradiction,
    Undefined,
    absorption,
    absorption_scale,
    contradictions,
    require_money,
    spent_by,
    together,
    within_months,
)
from janji.core.budget_codes import BudgetCode, Level, line_code, read_code, width_of, written_code
from janji.core.budget_nomenclature import named, nomenclature, nomenclature_source
from janji.core.numbers import written
from janji.core.refusals import Refused

RUPIAH = Decimal

# --- 11b: codes ---------------------------------------------------------------------------------

CODES = [
    # As written, its numbers, its level (rules 11.1 to 11.3, example 5)
    ("7.01.02", (7, 1, 2), Level.PROGRAMME),
    ("7.01.02.2.01", (7, 1, 2, 2, 1), Level.ACTIVITY),
    ("7.01.02.2.01.01", (7, 1, 2, 2, 1, 1), Level.SUB_ACTIVITY),
    ("7.01.02.2.01.0001", (7, 1, 2, 2, 1, 1), Level.SUB_ACTIVITY),
    ("7.01.01.201", (7, 1, 1, 2, 1), Level.ACTIVITY),
    ("7.01.01.201.01", (7, 1, 1, 2, 1, 1), Level.SUB_ACTIVITY),
    ("7.01.01.201.06", (7, 1, 1, 2, 1, 6), Level.SUB_ACTIVITY),
    ("7.01.06.2.01.0017", (7, 1, 6, 2, 1, 17), Level.SUB_ACTIVITY),
    ("7.01.06.1.01.0017", (7, 1, 6, 1, 1, 17), Level.SUB_ACTIVITY),
    (" 7 . 01 . 02 . ", (7, 1, 2), Level.PROGRAMME),
]


@pytest.mark.parametrize(("text", "parts", "level"), CODES)
def test_codes_are_read_in_every_spelling(text, parts, level):
    code = read_code(text)
    assert (code.parts, code.level) == (parts, level)


def test_example_5_both_widths_have_one_key():
    old, new = read_code("7.01.02.2.01.01"), read_code("7.01.02.2.01.0001")
    assert old == new == BudgetCode((7, 1, 2, 2, 1, 1))
    assert old.key == new.key == "7.01.02.2.01.0001"
    assert written_code(old, 2021) == "7.01.02.2.01.01"
    assert written_code(new, 2025) == "7.01.02.2.01.0001"
    assert read_code("7.01.01.201.06").parts == (7, 1, 1, 2, 1, 6)


def test_parents_lead_up_to_the_programme():
    code = read_code("7.01.02.2.04.0003")
    assert code.parent == read_code("7.01.02.2.04")
    assert code.parent.parent == code.programme == read_code("7.01.02")
    assert code.programme.parent is None


def test_codes_sort_as_a_budget_is_printed():
    printed = ["7.01.01", "7.01.01.2.01", "7.01.01.2.01.0002", "7.01.01.2.01.0010", "7.01.02"]
    assert [one.key for one in sorted(map(read_code, reversed(printed)))] == printed
    assert sorted(printed) == printed


REFUSED = [
    ("", "budget-code-empty"),
    ("  .", "budget-code-empty"),
    ("X.XX.01", "budget-code-placeholder"),
    ("x.xx.01.2.01.0001", "budget-code-placeholder"),
    ("7.01", "budget-code-unreadable"),
    ("7.01.02.2", "budget-code-unreadable"),
    ("7.1.2", "budget-code-unreadable"),
    ("7.01.02.2.01.001", "budget-code-unreadable"),
    ("7.01.02.2.01.0001.01", "budget-code-unreadable"),
    ("1.20.1.20.30.01.01", "budget-code-unreadable"),
    ("program 1", "budget-code-unreadable"),
    ("７.01.0²", "budget-code-unreadable"),
    ("7.01.00", "budget-code-zero"),
    ("7.01.02.2.01.00", "budget-code-zero"),
    ("0.01.02", "budget-code-zero"),
    ("7.01.02.3.01", "budget-code-level"),
    ("7.01.02.301.01", "budget-code-level"),
]


@pytest.mark.parametrize(("text", "code"), REFUSED)
def test_what_is_no_code_is_refused_by_name(text, code):
    with pytest.raises(Refused) as refusal:
        read_code(text)
    assert refusal.value.code == code


def test_money_stands_only_on_sub_activities_that_the_year_can_write():
    assert line_code("7.01.02.2.01.0120", 2025).key == "7.01.02.2.01.0120"
    for text, year, code in (
        ("7.01.02", 2025, "budget-code-not-a-line"),
        ("7.01.02.2.01", 2025, "budget-code-not-a-line"),
        ("7.01.02.2.01.0120", 2021, "budget-code-too-long"),
    ):
        with pytest.raises(Refused) as refusal:
            line_code(text, year)
        assert refusal.value.code == code


def test_the_width_is_dated_data_with_its_evidence():
    assert [(width_of(year).digits, width_of(year).status) for year in (2019, 2023, 2024)] == [
        (2, "seen"),
        (2, "seen"),
        (4, "memory"),
    ]


PARTS = st.tuples(
    st.integers(1, 9), *[st.integers(1, 99)] * 2, st.integers(1, 2), st.integers(1, 99)
)


@given(parts=PARTS, last=st.integers(1, 99), depth=st.sampled_from([3, 5, 6]))
def test_every_spelling_of_a_code_reads_as_the_same_code(parts, last, depth):
    code = BudgetCode((*parts, last)[:depth])
    for width in (2, 4):
        spelled = code.spelled(width)
        assert read_code(spelled) == code
        pieces = spelled.split(".")
        if depth > 3:
            undotted = ".".join([*pieces[:3], "".join(pieces[3:5]), *pieces[5:]])
            assert read_code(undotted) == code
    assert read_code(code.key) == code


@given(one=PARTS, other=PARTS, lasts=st.tuples(*[st.integers(1, 9999)] * 2))
def test_keys_sort_as_codes_do(one, other, lasts):
    """So that a database may sort them as text."""
    codes = [BudgetCode((*parts, last)) for parts, last in zip((one, other), lasts, strict=True)]
    assert (codes[0] < codes[1]) == (codes[0].key < codes[1].key)


# --- the list of names --------------------------------------------------------------------------

PROGRAMMES = [
    ("7.01.01", "Program Penunjang Urusan Pemerintahan Daerah Kabupaten/Kota"),
    ("7.01.02", "Program Penyelenggaraan Pemerintahan dan Pelayanan Publik"),
    ("7.01.03", "Program Pemberdayaan Masyarakat Desa dan Kelurahan"),
    ("7.01.04", "Program Koordinasi Ketenteraman dan Ketertiban Umum"),
    ("7.01.05", "Program Penyelenggaraan Urusan Pemerintahan Umum"),
    ("7.01.06", "Program Pembinaan dan Pengawasan Pemerintahan Desa"),
]


@pytest.mark.parametrize(("code", "name"), PROGRAMMES)
def test_the_programmes_of_a_kecamatan(code, name):
    found = named(read_code(code), 2025)
    assert (found.name, found.status) == (name, "seen")


def test_an_entry_holds_only_in_its_years_and_says_how_well_it_is_known():
    code = read_code("7.01.02.2.02.0003")
    assert named(code, 2019) is None
    assert named(code, 2021).status == "memory"
    assert named(read_code("7.01.99"), 2025) is None
    assert {one.status for one in nomenclature(2025)} == {"seen", "memory"}
    assert "belum dicocokkan" in nomenclature_source()
    assert nomenclature(2019) == []


def test_every_entry_has_its_parents():
    codes = {one.code for one in nomenclature(2025)}
    assert len(codes) > 40
    assert {one.parent for one in codes} - {None} <= codes


# --- 11a SERAP, 4c ------------------------------------------------------------------------------


def test_paragraph_8_example_3():
    found = absorption(RUPIAH("855830897000"), RUPIAH("734881464333"))
    assert written(found.percent, 2) == "85,87"
    assert found.remaining == RUPIAH("120949432667")
    assert (found.band.code, found.is_over, found.undefined) == ("hijau", False, None)


def test_example_6_an_amount_of_zero_has_no_absorption():
    nothing = absorption(RUPIAH(0), RUPIAH(0))
    assert (nothing.percent, nothing.undefined, nothing.band) == (None, Undefined.NO_AMOUNT, None)
    # Neither 0 nor 100, and money spent without an amount is flagged.
    spent = absorption(RUPIAH(0), RUPIAH(5))
    assert (spent.percent, spent.is_over) == (None, True)


def test_missing_is_not_zero():
    unknown = absorption(RUPIAH(100), None)
    assert (unknown.percent, unknown.undefined) == (None, Undefined.NOT_RECORDED)
    assert absorption(RUPIAH(100), RUPIAH(0)).percent == 0


BANDS = [
    # §4c, with the gaps of its printed legend closed
    ("0", "merah"),
    ("49", "merah"),
    ("49.99", "merah"),
    ("50", "kuning"),
    ("74", "kuning"),
    ("74.5", "kuning"),
    ("75", "hijau"),
    ("100", "hijau"),
    ("100.01", "melebihi"),
]


@pytest.mark.parametrize(("percent", "code"), BANDS)
def test_colours_of_absorption(percent, code):
    found = absorption(RUPIAH(100), RUPIAH(percent))
    assert found.band.code == code
    assert found.is_over == (code == "melebihi")


def test_the_scale_says_that_it_is_a_local_practice():
    assert absorption_scale().evidence == "used"
    assert "Tidak ada aturan nasional" in absorption_scale().source


def test_several_lines_are_pooled_and_say_how_many_are_known():
    parts = [
        absorption(RUPIAH(300), RUPIAH(150)),
        absorption(RUPIAH(100), None),
        absorption(RUPIAH(0), None),
    ]
    found = together(parts)
    assert (found.amount, found.spent, found.percent) == (400, 150, Fraction(75, 2))
    # The line without money is not asked; of one of the two others nothing is known.
    assert (found.recorded, found.lines, found.is_whole) == (1, 2, False)
    assert together([]).undefined is Undefined.NO_AMOUNT


def test_spending_by_a_month_is_the_last_that_is_known():
    to_date = {1: RUPIAH(10), 3: RUPIAH(40), 4: RUPIAH(35)}
    assert [spent_by(to_date, month) for month in (1, 2, 3, 4, 12)] == [10, 10, 40, 35, 35]
    assert spent_by({2: RUPIAH(5)}, 1) is None
    assert within_months(to_date) == {1: 10, 3: 30, 4: -5}


def test_what_needs_a_reason():
    to_date = {2: RUPIAH(20), 4: RUPIAH(60)}
    cases = {
        "30": (),
        "20": (),
        "19": (Contradiction.FALLS,),
        "61": (Contradiction.RISES_BEYOND_LATER,),
        "101": (Contradiction.OVER_AMOUNT, Contradiction.RISES_BEYOND_LATER),
    }
    for spent, found in cases.items():
        assert contradictions(RUPIAH(100), 3, RUPIAH(spent), to_date) == found
    # To correct a month is not to contradict oneself.
    assert contradictions(RUPIAH(100), 4, RUPIAH(50), to_date) == ()


@pytest.mark.parametrize(
    ("amount", "code"),
    [
        ("-1", "money-negative"),
        ("0.001", "money-decimals"),
        ("1E+16", "money-too-large"),
        ("9" * 40, "money-too-large"),
    ],
)
def test_money_that_cannot_be_kept(amount, code):
    with pytest.raises(Refused) as refusal:
        require_money(RUPIAH(amount), field="amount")
    assert refusal.value.code == code


def test_money_that_can():
    for amount in ("0", "1045988000", "0.5", "999999999999999.99"):
        assert require_money(RUPIAH(amount), field="amount") == RUPIAH(amount)


MONEY = st.decimals(min_value=0, max_value=10**13, places=2)


@given(rows=st.lists(st.tuples(MONEY, st.none() | MONEY), min_size=1, max_size=8))
def test_the_whole_is_exactly_the_sum_of_its_parts(rows):
    parts = [absorption(amount, spent) for amount, spent in rows]
    found = together(parts)
    assert found.amount == sum(amount for amount, _ in rows)
    known = [spent for _, spent in rows if spent is not None]
    assert found.spent == (sum(known) if known else None)
    if found.percent is not None:
        assert found.percent * Fraction(found.amount) == Fraction(found.spent) * 100


@given(to_date=st.dictionaries(st.integers(1, 12), MONEY, min_size=1))
def test_months_add_up_to_what_was_spent_by_the_last(to_date):
    assert sum(within_months(to_date).values()) == spent_by(to_date, 12)
