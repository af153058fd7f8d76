"""Figures from their definition to the number a formula sees, with what is still missing."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from janji.core.figures import unscaled
from janji.core.periods import Window, single, through
from janji.core.refusals import Refused
from janji.kit import audit
from janji.kit.files import CheckedFile, Kind
from janji.orgs.models import OrgUnitKind
from janji.registers.catalogue import names_for, names_meant, registers_for
from janji.registers.facts import keeping
from janji.registers.facts.models import Fact, Ledger
from janji.registers.figures import actions, queries
from janji.registers.figures.models import Entry, Figure
from janji.registers.variables import Scope
from tests.registers import figure_stories as stories
from tests.registers.figure_stories import (
    COUNT,
    NOW,
    TODAY,
    WAIT,
    correct,
    cover,
    define,
    enter,
    number,
    office,
    planner,
    village,
    wanted,
)

pytestmark = pytest.mark.django_db
YEAR = Window(2019, 1, 4)


# ── what a figure adds up to


def test_a_flow_adds_up_over_its_quarters(cast):
    figure = define(cast)
    enter(cast, figure, tw1="70", tw2="75", tw3="80", tw4="75")
    assert number(cast.district, "jumlah_ibu_hamil") == 300
    assert number(cast.district, "jumlah_ibu_hamil", single(2019, 2)) == 75
    assert number(cast.district, "jumlah_ibu_hamil", through(2019, 3)) == 225


def test_of_a_state_the_last_number_counts(cast):
    figure = define(cast, code="jembatan_baik", kind="state")
    enter(cast, figure, tw1="12", tw2="11", tw4="14")
    assert number(cast.district, "jembatan_baik", single(2019, 1)) == 12
    assert number(cast.district, "jembatan_baik", through(2019, 2)) == 11
    assert number(cast.district, "jembatan_baik", through(2019, 3)) == 11
    assert number(cast.district, "jembatan_baik") == 14


def test_a_state_goes_on_in_the_next_year_until_there_is_a_newer_one(cast):
    figure = define(cast, code="penduduk", kind="state", frequency="yearly")
    enter(cast, figure, y="41250")
    march = date(2020, 4, 2)
    assert number(cast.district, "penduduk", single(2020, 1), on=march) == 41250
    entry = Entry.objects.get()
    correct(cast, entry, "41252")
    assert number(cast.district, "penduduk", single(2020, 1), on=march) == 41252


def test_decimals_are_exact(cast):
    figure = define(cast, code="jalan_mantap", decimals=3, unit_of_measure="kilometer")
    enter(cast, figure, tw1="0.1", tw2="0.2", tw3="12.345", tw4="0")
    assert number(cast.district, "jalan_mantap") == Fraction(12645, 1000)


def test_a_missing_number_is_missing_and_zero_is_zero(cast):
    figure = define(cast)
    assert number(cast.district, "jumlah_ibu_hamil") is None
    enter(cast, figure, tw1="0")
    assert number(cast.district, "jumlah_ibu_hamil", single(2019, 1)) == 0
    assert number(cast.district, "jumlah_ibu_hamil", single(2019, 2)) is None


def test_villages_answer_each_for_themselves(cast):
    lesmana = village(cast, "Desa Lesmana")
    figure = define(cast, asked_of="villages", frequency="monthly")
    enter(cast, figure, office=cast.village, m01="5", m02="6")
    enter(cast, figure, office=lesmana, m01="10")
    assert number(cast.district, "jumlah_ibu_hamil", single(2019, 1)) == 21
    assert cover(cast.district, "jumlah_ibu_hamil", single(2019, 1)) == (3, 3, 6)
    assert number(cast.village, "jumlah_ibu_hamil") == 11
    assert cover(cast.village, "jumlah_ibu_hamil", single(2019, 1)) == (2, 2, 3)


def test_a_state_is_never_silently_smaller(cast):
    """3 of 4 villages have answered for TW IV; the one that has not keeps its number of TW III."""
    villages = [cast.village, *(village(cast, f"Desa {name}") for name in ("A", "B", "C"))]
    figure = define(cast, code="posyandu", kind="state", asked_of="villages")
    for one in villages:
        enter(cast, figure, office=one, tw3="10")
    for one in villages[:3]:
        enter(cast, figure, office=one, tw4="11")
    assert number(cast.district, "posyandu") == 43
    assert cover(cast.district, "posyandu") == (4, 3, 4)
    assert number(cast.district, "posyandu", terms=WAIT) is None
    assert number(cast.district, "posyandu", through(2019, 3), terms=WAIT) == 40
    enter(cast, figure, office=villages[3], tw4="11")
    assert number(cast.district, "posyandu", terms=WAIT) == 44


def test_a_definition_that_waits_has_no_number_before_all_have_answered(cast):
    figure = define(cast)
    enter(cast, figure, tw1="70", tw2="75", tw4="75")
    assert number(cast.district, "jumlah_ibu_hamil", terms=WAIT) is None
    assert number(cast.district, "jumlah_ibu_hamil", through(2019, 2), terms=WAIT) == 145
    enter(cast, figure, tw3="80")
    assert number(cast.district, "jumlah_ibu_hamil", terms=WAIT) == 300


def test_what_is_not_over_is_not_owed(cast):
    figure = define(cast)
    enter(cast, figure, tw1="70")
    may = date(2019, 5, 20)
    assert number(cast.district, "jumlah_ibu_hamil", through(2019, 2), WAIT, on=may) == 70
    assert cover(cast.district, "jumlah_ibu_hamil", through(2019, 2), on=may) == (1, 1, 1)


def test_not_available_is_an_answer_of_its_own(cast):
    figure = define(cast)
    enter(cast, figure, tw1="70", tw2="75", tw3="80")
    enter(cast, figure, because="Puskesmas kebanjiran", tw4=None)
    assert number(cast.district, "jumlah_ibu_hamil", terms=WAIT) == 225
    assert cover(cast.district, "jumlah_ibu_hamil") == (3, 4, 4)
    assert number(cast.district, "jumlah_ibu_hamil", single(2019, 4)) is None


def test_a_state_that_is_not_available_does_not_go_on(cast):
    figure = define(cast, code="jembatan_baik", kind="state")
    enter(cast, figure, tw3="12")
    enter(cast, figure, because="Belum disurvei", tw4=None)
    assert number(cast.district, "jembatan_baik", through(2019, 3)) == 12
    assert number(cast.district, "jembatan_baik") is None


def test_an_office_that_comes_later_is_owed_at_once(cast):
    figure = define(cast, asked_of="villages")
    enter(cast, figure, office=cast.village, tw1="1", tw2="1", tw3="1", tw4="1")
    assert number(cast.district, "jumlah_ibu_hamil", terms=WAIT) == 4
    village(cast, "Desa Baru")
    assert cover(cast.district, "jumlah_ibu_hamil") == (4, 4, 8)
    assert number(cast.district, "jumlah_ibu_hamil", terms=WAIT) is None


# ── names


def test_two_offices_with_the_same_code_do_not_mix(cast):
    health, works = office(cast, "Dinas Kesehatan"), office(cast, "Dinas Pekerjaan Umum")
    one = define(cast, health, by=planner(cast, health, "renc_a"), code="kunjungan")
    other = define(cast, works, by=planner(cast, works, "renc_b"), code="kunjungan", kind="state")
    enter(cast, one, by=planner(cast, health, "isi_a"), tw1="3")
    enter(cast, other, by=planner(cast, works, "isi_b"), tw1="500")
    assert number(health, "kunjungan") == 3
    assert number(works, "kunjungan") == 500
    found = names_meant({health: {"kunjungan"}, works: {"kunjungan"}})
    identities = {found[each].variables["kunjungan"].own.identity for each in (health, works)}
    assert len(identities) == 2


@pytest.mark.parametrize(
    ("code", "refusal"),
    [
        ("layanan_tepat_waktu", "figure-code-of-house"),
        ("jika", "figure-code-reserved"),
        ("Ibu Hamil", "figure-code-unfit"),
    ],
)
def test_a_code_means_one_thing(cast, code, refusal):
    with pytest.raises(Refused, match=refusal):
        define(cast, code=code)


def test_a_code_is_taken_above_and_below(cast):
    define(cast)
    bappeda = planner(cast, cast.government, "bappeda")
    with pytest.raises(Refused, match="figure-code-taken") as above:
        define(cast, cast.government, by=bappeda)
    assert above.value.facts["office"] == "Kecamatan Ajibarang"
    with pytest.raises(Refused, match="figure-code-taken"):
        define(cast, cast.village)
    with pytest.raises(Refused, match="figure-code-taken"):
        define(cast)
    assert define(cast, cast.other_district, by=cast.stranger).code == "jumlah_ibu_hamil"


def test_formulas_name_what_the_office_may_use(cast):
    """Its own, and those from above that ask offices below; never another branch's."""
    bappeda = planner(cast, cast.government, "bappeda")
    define(cast, cast.government, by=bappeda, code="penduduk_kabupaten")
    define(cast, cast.government, by=bappeda, code="balita", asked_of="villages")
    define(cast)
    define(cast, cast.other_district, by=cast.stranger, code="angka_cilongok")
    figures = {
        each: {code for code, one in names_for(each).variables.items() if one.own}
        for each in (cast.government, cast.district, cast.other_district)
    }
    assert figures[cast.government] == {"penduduk_kabupaten", "balita"}
    assert figures[cast.district] == {"balita", "jumlah_ibu_hamil"}
    assert figures[cast.other_district] == {"balita", "angka_cilongok"}
    register = next(one for one in registers_for(cast.district) if one.code == "figures")
    assert {one.code for one in register.variables} == figures[cast.district]


def test_a_figure_that_ended_is_no_name_for_new_definitions_but_old_ones_keep_it(cast):
    figure = define(cast)
    enter(cast, figure, tw1="70", tw2="75")
    actions.end_figure(
        figure=figure,
        until=date(2019, 6, 30),
        reason="Diganti aplikasi kementerian",
        based_on=figure.edition,
        by=cast.kasi,
        at=NOW,
    )
    assert "jumlah_ibu_hamil" not in names_for(cast.district).variables
    meant = names_meant({cast.district: {"jumlah_ibu_hamil"}})[cast.district]
    asked = keeping.Wanted(meant.variables["jumlah_ibu_hamil"], WAIT)
    values = keeping.read(cast.district, 2019, [asked], as_of=TODAY)
    assert values.number(asked, YEAR) == 145


def test_the_house_alone_asks_the_database_nothing(cast, django_assert_num_queries):
    with django_assert_num_queries(0):
        names_meant({cast.district: {"layanan_tepat_waktu"}, cast.village: {"desa_ada"}})


def test_questions_do_not_grow_with_figures(cast):
    """One query for names, however many figures others have defined; the facts as for other registers."""
    define(cast)
    enter(cast, Figure.objects.get(), tw1="70")

    def asked(codes):
        with CaptureQueriesContext(
            connection,
        ) as found:
            names = names_meant({cast.district: codes})[cast.district]
            wants = [keeping.Wanted(names.variables[one], COUNT) for one in sorted(codes)]
            keeping.read(cast.district, 2019, wants, as_of=TODAY)
        return len(found)

    asked({"jumlah_ibu_hamil"})
    alone = asked({"jumlah_ibu_hamil"})
    for place in range(6):
        define(cast, code=f"angka_{place}", asked_of="own")
        define(cast, cast.other_district, by=cast.stranger, code=f"lain_{place}")
    more = {"jumlah_ibu_hamil", *(f"angka_{place}" for place in range(6))}
    asked(more)
    assert asked(more) == alone


# ── entering and correcting


def test_a_correction_keeps_what_stood_and_marks_the_fact(cast):
    figure = define(cast)
    entry, *_ = enter(cast, figure, tw1="70", tw2="75")
    assert number(cast.district, "jumlah_ibu_hamil") == 145
    ledger = Ledger.objects.get(register="figures")
    assert ledger.edition == ledger.counted_edition
    correct(cast, entry, "77")
    ledger.refresh_from_db()
    assert ledger.edition > ledger.counted_edition
    assert number(cast.district, "jumlah_ibu_hamil") == 152
    kept = entry.corrections.get()
    assert (kept.number, kept.number_after, kept.reason) == (70, 77, "Salah ketik")
    assert [one.deed for one in audit.history(entry)] == ["correct-figure"]


def test_a_number_is_entered_once(cast):
    figure = define(cast)
    enter(cast, figure, tw1="70")
    with pytest.raises(Refused, match="figure-entry-known") as refusal:
        enter(cast, figure, tw1="71")
    assert refusal.value.facts["other"] == "70"


def test_one_wrong_row_keeps_all_of_them_out(cast):
    figure = define(cast)
    with pytest.raises(Refused, match="figure-negative"):
        enter(cast, figure, tw1="70", tw2="-1")
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("periods", "refusal"),
    [({"tw3": "1"}, "figure-period-ahead"), ({}, "figure-nothing-typed")],
)
def test_what_cannot_be_entered(cast, periods, refusal):
    figure = define(cast)
    early = NOW.replace(year=2019, month=4, day=2)
    with pytest.raises(Refused, match=refusal):
        enter(cast, figure, at=early, **periods)


def test_a_period_before_the_first_is_not_asked(cast):
    figure = define(cast, since=date(2019, 7, 1))
    with pytest.raises(Refused, match="figure-period-not-asked"):
        enter(cast, figure, tw2="1")


def test_only_those_who_are_asked_answer(cast):
    figure = define(cast, asked_of="villages")
    with pytest.raises(Refused, match="figure-not-asked"):
        enter(cast, figure, tw1="1")
    elsewhere = village(cast, "Desa Panusupan", parent=cast.other_district)
    with pytest.raises(Refused, match="figure-not-asked"):
        enter(cast, figure, office=elsewhere, by=planner(cast, cast.other_district), tw1="1")


def test_a_stranger_enters_and_defines_nothing(cast):
    figure = define(cast)
    for deed in (
        lambda: enter(cast, figure, by=cast.stranger, tw1="1"),
        lambda: define(cast, by=cast.stranger, code="lain"),
        lambda: define(cast, by=cast.operator, code="lain"),
    ):
        with pytest.raises(Refused, match="not-allowed"):
            deed()


def test_one_file_is_never_evidence_of_several_offices(cast):
    """Whoever sees one village alone would read of the others in it."""
    lesmana = village(cast, "Desa Lesmana")
    figure = define(cast, asked_of="villages")
    with pytest.raises(Refused, match="figure-evidence-of-many"):
        actions.record_entries(
            org_unit=cast.district,
            entries=[
                stories.new_entry(figure, "TW I 2019", "1", office=one)
                for one in (cast.village, lesmana)
            ],
            evidence=[CheckedFile("rekap.csv", b"a;b", Kind.CSV)],
            by=cast.operator,
            at=NOW,
        )
    assert not Entry.objects.exists()


def test_an_answer_is_a_number_or_a_reason(cast):
    figure = define(cast)
    with pytest.raises(Refused, match="figure-answer-missing"):
        enter(cast, figure, tw1=None)
    with pytest.raises(Refused, match="figure-answer-missing"):
        enter(cast, figure, because="Tidak ada", tw1="5")


# ── a definition that is relied on


def test_before_anyone_relies_on_it_everything_may_change(cast):
    figure = define(cast)
    changed = actions.change_figure(
        figure=figure,
        sheet=stories.sheet(code="bumil", decimals=2, kind="state"),
        reason="",
        based_on=figure.edition,
        by=cast.kasi,
        at=NOW,
    )
    assert (changed.code, changed.decimals, changed.changes.count()) == ("bumil", 2, 0)


@pytest.mark.parametrize(
    "fixed",
    [
        {"kind": "state"},
        {"decimals": 2},
        {"frequency": "monthly"},
        {"code": "bumil"},
        {"asked_of": "villages"},
        {"unit_of_measure": "ibu"},
        {"since": date(2018, 1, 1)},
    ],
)
def test_with_its_first_answer_what_is_counted_is_settled(cast, fixed):
    figure = define(cast)
    enter(cast, figure, tw1="70")
    figure.refresh_from_db()
    assert figure.settled_by == cast.operator
    with pytest.raises(Refused, match="figure-settled"):
        actions.change_figure(
            figure=figure,
            sheet=stories.sheet(**fixed),
            reason="Diubah",
            based_on=figure.edition,
            by=cast.kasi,
            at=NOW,
        )


def test_its_words_change_with_a_reason_and_the_old_ones_stay(cast):
    figure = define(cast)
    enter(cast, figure, tw1="70")

    def change(reason):
        return actions.change_figure(
            figure=figure,
            sheet=stories.sheet(definition="Ibu hamil menurut tempat periksa."),
            reason=reason,
            based_on=figure.edition,
            by=cast.kasi,
            at=NOW,
        )

    with pytest.raises(Refused, match="figure-reason-missing"):
        change(" ")
    change("Disamakan dengan pedoman")
    kept = figure.changes.get()
    assert kept.definition == stories.SHEET.definition
    assert kept.reason == "Disamakan dengan pedoman"


def test_a_figure_ends_after_what_was_answered(cast):
    figure = define(cast)
    enter(cast, figure, tw1="70")

    def end(until, reason="Selesai"):
        return actions.end_figure(
            figure=figure,
            until=until,
            reason=reason,
            based_on=figure.edition,
            by=cast.kasi,
            at=NOW,
        )

    with pytest.raises(Refused, match="figure-ends-early"):
        end(date(2019, 3, 30))
    with pytest.raises(Refused, match="figure-reason-missing"):
        end(date(2019, 3, 31), "")
    end(date(2019, 3, 31))
    with pytest.raises(Refused, match="figure-period-not-asked"):
        enter(cast, Figure.objects.get(), tw2="75")


def test_an_answer_to_a_figure_that_was_changed_meanwhile_is_not_kept(cast):
    """Typed as 12 with no decimals, it would have become 0,12."""
    figure = define(cast)
    seen = Figure.objects.select_related("org_unit").get()
    actions.change_figure(
        figure=figure,
        sheet=stories.sheet(decimals=2),
        reason="",
        based_on=figure.edition,
        by=cast.kasi,
        at=NOW,
    )
    with pytest.raises(Refused, match="changed-meanwhile"):
        enter(cast, seen, tw1="12")


# ── facts


def test_facts_are_what_the_rows_say_in_every_window(cast):
    lesmana = village(cast, "Desa Lesmana")
    flow = define(cast, asked_of="villages", frequency="monthly", decimals=1)
    state = define(cast, code="posyandu", kind="state", asked_of="villages")
    for one, n in ((cast.village, 1), (lesmana, 2)):
        enter(cast, flow, office=one, m01=f"{n}.5", m05="2", m11=f"{n}")
        enter(cast, state, office=one, tw2=f"{n}", tw4="9")
    for code in (flow.code, state.code):
        asked = wanted(cast.district, code)
        values = keeping.read(cast.district, 2019, [asked], as_of=TODAY)
        for first, last in keeping.WHOLE_YEAR:
            window = Window(2019, first, last)
            for one in (asked, *asked.companions):
                scope = Scope(cast.district, window, COUNT, TODAY)
                assert values.of(one, window) == one.variable.value(scope), (code, window)
    assert Fact.objects.filter(variable="posyandu:jawaban").exists()


NUMBERS = st.lists(st.integers(-(10**14), 10**14), min_size=1, max_size=12)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(NUMBERS, st.integers(0, 6))
def test_sums_with_decimals_are_exact(cast, numbers, decimals):
    Entry.objects.all().delete()
    Fact.objects.all().delete()
    figure = Figure.objects.filter(code=f"d{decimals}").first() or define(
        cast, code=f"d{decimals}", decimals=decimals, frequency="monthly", allows_negative=True
    )
    said = {f"m{place:02}": unscaled(one, decimals) for place, one in enumerate(numbers, 1)}
    enter(cast, figure, **said)
    exact = sum((Fraction(one) for one in said.values()), Fraction(0))
    assert number(cast.district, figure.code) == exact


def test_the_year_of_the_page_says_what_the_formula_counts(cast):
    lesmana = village(cast, "Desa Lesmana")
    figure = define(cast, asked_of="villages", decimals=2)
    enter(cast, figure, office=cast.village, tw1="1.25", tw2="3")
    enter(cast, figure, office=lesmana, tw1="0.75")
    stood = queries.years([figure], cast.district, 2019, on=TODAY)[figure.pk]
    assert [one.total for one in stood.periods] == [Decimal("2.00"), Decimal("3.00"), None, None]
    assert [(one.answers, one.offices) for one in stood.periods] == [(2, 2), (1, 2), (0, 2), (0, 2)]
    assert (stood.answers, stood.owed) == (3, 8)
    assert [one.state.value for one in stood.periods] == ["entered", "late", "late", "late"]
    early = queries.years([figure], cast.district, 2019, on=date(2019, 7, 5))[figure.pk]
    assert [one.state.value for one in early.periods] == [
        "entered",
        "awaited",
        "running",
        "running",
    ]


def test_an_office_that_asks_its_own_kind_is_not_among_those_asked(cast):
    """A district that asks districts below it asks nobody; the regency asks both."""
    bappeda = planner(cast, cast.government, "bappeda")
    above = define(cast, cast.government, by=bappeda, code="a", asked_of="offices")
    own = define(cast, code="b", asked_of="offices")
    stood = queries.years([above, own], cast.government, 2019, on=TODAY)
    assert (stood[above.pk].offices, stood[own.pk].offices) == (2, 0)
    here = queries.years([above, own], cast.district, 2019, on=TODAY)
    assert (here[above.pk].offices, here[own.pk].offices) == (1, 0)
    assert OrgUnitKind.DISTRICT.value in above.kinds
