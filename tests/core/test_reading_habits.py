"""What corrections of one document teach, and what they do to the next."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from janji.core.agreement import (
    AgreementText,
    IndicatorText,
    ObjectiveText,
    Party,
    ProgrammeLine,
    TargetKind,
    TargetText,
)
from janji.core.reading_habits import Habit, HabitKind, apply, lessons
from janji.core.targets import read_target


def text(target="82", *, words="Persentase kebun terawat", name="Sutrisno", programme="Kebun"):
    """An agreement with one indicator and one programme."""
    indicator = IndicatorText("1", words, target=read_target(target))
    return AgreementText(
        year=2019,
        first_party=Party(name, "Camat"),
        objectives=(ObjectiveText("1", "Meningkatnya hasil kebun", (indicator,)),),
        programmes=(ProgrammeLine(programme, None),),
    )


def corrections(read, meant, moved=None):
    return [
        (one.kind.value, one.said, one.meant)
        for one in lessons(read, meant, moved or {})
        if one.corrects
    ]


@pytest.mark.parametrize(
    ("read", "meant", "learned"),
    [
        (text(words="Persentase kcbun"), text(words="Persentase kebun"), "text"),
        (text(name="Sutrisn0 Wibowo"), text(name="Sutrisn0 Wibowo, M.Si."), "name"),
        (text(programme="Program Perawtan"), text(programme="Program Perawatan"), "text"),
        (text("3 Bkas"), text("3 Berkas"), "unit"),
        (text("100 dari 110 Kelompok"), text("90,91%"), "target"),
        (text("88 : %"), text("88%"), "target"),
    ],
)
def test_what_is_learned(read, meant, learned):
    assert [kind for kind, _, _ in corrections(read, meant)] == [learned]


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        (text("82"), text("83")),  # a figure is of its year
        (text("10.400 Orang"), text("10,4 Orang")),
        (text("-"), text("12")),  # where nothing is printed nothing is learned
        (text("89,3405,300"), text("89,3405300")),
        (text("100 dari 110"), text("91,91%")),  # not the share
        (text("100 dari 110"), text("90,90%")),  # cut off, not rounded
        (text("2,63%"), text("2,63 Indeks")),  # of one indicator, not of all percentages
        (text("3 Laporan"), text("3 Dokumen")),
        (text(words="Rencana tahun 2018"), text(words="Rencana tahun 2019")),
        (text(words="Persentase kebun"), text(words="")),
    ],
)
def test_what_is_not_learned(read, meant):
    assert corrections(read, meant) == []


def test_a_row_is_known_by_where_it_was_read():
    read = replace(text(), programmes=tuple(ProgrammeLine(one, None) for one in ("Satu", "Dva")))
    meant = replace(text(), programmes=(ProgrammeLine("Dua", None),))
    assert corrections(read, meant, {"programmes[0]": "programmes[1]"}) == [("text", "Dva", "Dua")]


def test_two_meanings_of_one_word_teach_nothing():
    def lines(*names):
        return replace(text(), programmes=tuple(ProgrammeLine(one, None) for one in names))

    assert corrections(lines("Prgrm", "Prgrm"), lines("Program", "Prgrm")) == []
    assert corrections(lines("Prgrm", "prgrm "), lines("Program", "Program")) == [
        ("text", "Prgrm", "Program")
    ]


def test_the_next_document_is_put_right_and_says_where():
    habits = [
        Habit(HabitKind.TEXT, "Persentase kcbun  TERAWAT", "Persentase kebun terawat"),
        Habit(HabitKind.UNIT, "Bkas", "Berkas"),
        Habit(HabitKind.NAME, "Sutrisno", "Drs. Sutrisno"),
        Habit(HabitKind.TEXT, "Kebun", "Kebun"),  # right as printed
    ]
    applied = apply(text("4 Bkas", words="Persentase kcbun terawat"), habits)
    indicator = applied.text.indicators[0]
    assert indicator.text == "Persentase kebun terawat"
    assert indicator.target == TargetText(
        "4 Bkas", TargetKind.COUNT, indicator.target.value, "Berkas", "Bkas"
    )
    assert applied.text.first_party.name == "Drs. Sutrisno"
    assert sorted(applied.used) == [
        "first_party.name",
        "objectives[0].indicators[0].target",
        "objectives[0].indicators[0].text",
    ]


def test_only_exactly_those_words_are_put_right():
    habit = Habit(HabitKind.TEXT, "Persentase kebun", "Persentase kebun terawat")
    read = text(words="Persentase kebun raya")
    assert apply(read, [habit]).text == read


def test_a_share_becomes_its_percentage_and_a_number_never_changes():
    habit = Habit(HabitKind.TARGET, "100 dari 110", "90,91%")
    assert str(apply(text("100 DARI 110"), [habit]).text.indicators[0].target.value) == "90.91"
    other = Habit(HabitKind.TARGET, "82", "83")
    assert apply(text("82"), [other]).text == text("82")


def test_a_unit_in_which_the_number_would_be_another_is_not_put_right():
    habit = Habit(HabitKind.UNIT, "Prsn", "Persen")
    assert apply(text("12 Prsn"), [habit]).text.indicators[0].target.unit_of_measure == "%"
    thousands = text("10.400 Prsn")  # as a percentage it would be ten and a bit
    assert apply(thousands, [habit]).text == thousands


WRITINGS = st.text(alphabet="0123456789., %-dariDokBI", max_size=14)


@given(said=WRITINGS, meant=WRITINGS, found=WRITINGS)
def test_no_habit_ever_changes_a_number(said, meant, found):
    """Whatever was corrected: a number that was read stays, and its year and amounts as well."""
    learned = lessons(text(said), text(meant), {})
    before = text(found, programme=said or "x")
    after = apply(before, learned).text
    number = before.indicators[0].target.value
    assert number is None or after.indicators[0].target.value == number
    assert after.year == before.year
    assert [one.amount for one in after.programmes] == [one.amount for one in before.programmes]
