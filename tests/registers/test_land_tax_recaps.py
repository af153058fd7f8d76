"""The land tax of villages: recaps that can be true, corrections with a reason, figures that follow."""

from datetime import date
from fractions import Fraction

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from janji.core.formulas.checking import check
from janji.core.formulas.evaluating import evaluate
from janji.core.formulas.parsing import parse
from janji.core.numbers import written
from janji.core.periods import Window, single, through
from janji.core.refusals import Refused
from janji.kit import audit, refusals
from janji.registers.facts import keeping
from janji.registers.facts.keeping import Wanted
from janji.registers.land_tax import actions, queries
from janji.registers.land_tax.models import Assessment, Recap, RecapCorrection, TaxYear
from janji.registers.land_tax.variables import BASIS, REGISTER
from janji.registers.variables import Scope
from tests.registers.villages_tax import (
    JUNE,
    NOW,
    assessed,
    opened,
    put_right,
    reassess,
    record,
    village,
    village_clerk,
)

pytestmark = pytest.mark.django_db
LATER = date(2020, 1, 15)
TERMS = {BASIS.code: "ketetapan"}
VARIABLES = {one.code: one for one in REGISTER.variables}


def value(office, code, window=None, terms=TERMS):
    """A kept figure; its rows say the same."""
    wanted = Wanted(VARIABLES[code], terms)
    window = window or through(2019, 4)
    found = keeping.read(office, window.year, [wanted], as_of=LATER).of(wanted, window)
    assert found == VARIABLES[code].value(Scope(office, window, terms, LATER))
    return found


def refused(code, deed, *arguments, **named):
    with pytest.raises(Refused) as found:
        deed(*arguments, **named)
    assert found.value.code == code
    return refusals.sentence(found.value)


# ── what may stand


def test_a_week_of_the_district_is_recorded_at_once(cast):
    lesmana = village(cast)
    opened(cast)
    opened(cast, lesmana, amount=3_000)
    lines = [
        actions.Line(cast.village, actions.RecapFigures(400, 4, 20, 600)),
        actions.Line(lesmana, actions.RecapFigures(900)),
    ]
    made = actions.record_week(
        org_unit=cast.district,
        year=2019,
        as_of=JUNE[0],
        lines=lines,
        source="Rekap Bapenda",
        by=cast.operator,
        at=NOW,
    )
    assert [(one.paid, one.bills_paid, one.penalties, one.remaining) for one in made] == [
        (400, 4, 20, 600),
        (900, None, 0, None),
    ]
    assert audit.history(cast.district).first().facts == {
        "year": 2019,
        "as_of": "2019-06-03",
        "villages": 2,
        "home": cast.district.pk,
    }
    assert (value(cast.district, "pbb_realisasi"), value(cast.village, "pbb_realisasi")) == (
        1300,
        400,
    )


def test_one_wrong_line_keeps_the_whole_week_out(cast):
    lesmana = village(cast)
    opened(cast)
    opened(cast, lesmana)
    lines = [
        actions.Line(cast.village, actions.RecapFigures(400)),
        actions.Line(lesmana, actions.RecapFigures(600, remaining=300)),
    ]
    said = refused(
        "land-tax-parts-differ",
        actions.record_week,
        org_unit=cast.district,
        year=2019,
        as_of=JUNE[0],
        lines=lines,
        source="Rekap",
        by=cast.operator,
        at=NOW,
    )
    assert said.replace("\u00a0", " ").startswith(
        "Rp 600 terbayar + Rp 300 sisa = Rp 900, padahal ketetapannya Rp 1.000 (selisih Rp 100)."
    )
    assert not Recap.objects.exists()


@pytest.mark.parametrize(
    ("code", "day", "paid", "more"),
    [
        ("land-tax-above-assessment", JUNE[1], 1_001, {}),
        ("land-tax-bills-above", JUNE[1], 500, {"bills_paid": 11}),
        ("land-tax-below-earlier", JUNE[1], 399, {}),
        ("land-tax-bills-below-earlier", JUNE[1], 500, {"bills_paid": 3}),
        ("land-tax-above-later", date(2019, 5, 27), 401, {}),
        ("land-tax-bills-above-later", date(2019, 5, 27), 300, {"bills_paid": 5}),
        ("land-tax-recap-known", JUNE[0], 400, {}),
        ("land-tax-not-open", date(2019, 1, 1), 0, {}),
        ("land-tax-outside-year", date(2018, 12, 31), 0, {}),
        ("land-tax-outside-year", date(2020, 1, 6), 500, {}),
    ],
)
def test_what_cannot_be_true_is_refused(cast, code, day, paid, more):
    opened(cast)
    record(cast, JUNE[0], 400, bills_paid=4)
    refused(code, record, cast, day, paid, **more)
    assert Recap.objects.count() == 1


def test_a_day_ahead_and_a_source_left_out_are_refused(cast):
    opened(cast)
    common = {"org_unit": cast.village, "year": 2019, "by": cast.operator}
    lines = [actions.Line(cast.village, actions.RecapFigures(1))]
    ahead = NOW.replace(month=6, day=2)
    refused(
        "land-tax-day-ahead",
        actions.record_week,
        as_of=JUNE[0],
        lines=lines,
        source="Rekap",
        at=ahead,
        **common,
    )
    refused(
        "land-tax-basis-missing",
        actions.record_week,
        as_of=JUNE[0],
        lines=lines,
        source=" ",
        at=NOW,
        **common,
    )
    refused(
        "land-tax-nothing-typed",
        actions.record_week,
        as_of=JUNE[0],
        lines=[],
        source="Rekap",
        at=NOW,
        **common,
    )


def test_who_may_what(cast):
    clerk = village_clerk(cast)
    lesmana = village(cast)
    opened(cast)
    opened(cast, lesmana)
    record(cast, JUNE[0], 100, by=clerk)
    refused("not-allowed", record, cast, JUNE[0], 100, of=lesmana, by=clerk)
    refused("not-allowed", record, cast, JUNE[1], 100, by=cast.inspektorat)
    refused("not-allowed", record, cast, JUNE[1], 100, by=cast.stranger)
    common = {"year": 2020, "figures": {}, "at": NOW}
    refused(
        "not-allowed", actions.open_tax_years, org_unit=cast.village, by=cast.operator, **common
    )
    # A village elsewhere cannot be slipped in through one's own office.
    refused(
        "not-allowed",
        actions.record_week,
        org_unit=cast.village,
        year=2019,
        as_of=JUNE[1],
        lines=[actions.Line(lesmana, actions.RecapFigures(1))],
        source="Rekap",
        by=clerk,
        at=NOW,
    )


# ── corrections


def test_a_lower_position_needs_the_earlier_one_put_right(cast):
    opened(cast)
    first = record(cast, JUNE[0], 400, bills_paid=4)
    refused("land-tax-below-earlier", record, cast, JUNE[1], 350)
    refused("land-tax-reason-missing", put_right, cast, first, 340, reason=" ")
    refused("land-tax-nothing-changed", put_right, cast, first, 400, bills_paid=4)
    put_right(cast, first, 340, reason="Pembayaran dibukukan ke desa lain", bills_paid=3)
    record(cast, JUNE[1], 350)
    kept = RecapCorrection.objects.get()
    assert (kept.paid, kept.paid_after, kept.bills_paid, kept.reason, kept.recorded_by) == (
        400,
        340,
        4,
        "Pembayaran dibukukan ke desa lain",
        cast.operator,
    )
    facts = audit.history(first).first().facts
    assert (facts["before"]["paid"], facts["after"]["paid"]) == (400, 340)
    assert facts["why"] == "Pembayaran dibukukan ke desa lain"
    assert value(cast.village, "pbb_realisasi") == 350


def test_a_correction_must_fit_its_neighbours(cast):
    opened(cast)
    record(cast, JUNE[0], 300)
    middle = record(cast, JUNE[1], 400)
    record(cast, JUNE[2], 500)
    refused("land-tax-below-earlier", put_right, cast, middle, 299)
    refused("land-tax-above-later", put_right, cast, middle, 501)
    refused("land-tax-parts-differ", put_right, cast, middle, 450, remaining=551)
    assert put_right(cast, middle, 450, remaining=550).paid == 450


def test_the_assessment_changes_only_by_a_decision(cast):
    year = opened(cast)
    record(cast, JUNE[0], 400, remaining=600)
    refused("land-tax-basis-missing", reassess, cast, year, 900, decree=" ")
    refused("land-tax-reason-missing", reassess, cast, year, 900, reason=" ")
    refused("land-tax-nothing-changed", reassess, cast, year, 1_000)
    refused("land-tax-change-earlier", reassess, cast, year, 900, holds_from=date(2019, 1, 1))
    said = refused(
        "land-tax-recap-contradicts", reassess, cast, year, 900, holds_from=date(2019, 6, 1)
    )
    assert "03-06-2019" in said
    assert "Rp\u00a0400 terbayar + Rp\u00a0600 sisa" in said
    reassess(cast, year, 900, bills=9)
    # The recap before the decision stays true to what held then; the next one follows the decision.
    refused("land-tax-parts-differ", record, cast, JUNE[3], 500, remaining=500)
    record(cast, JUNE[3], 500, remaining=400)
    assert value(cast.village, "pbb_ketetapan", single(2019, 1)) == 1_000
    assert value(cast.village, "pbb_ketetapan", single(2019, 2)) == 900
    assert (value(cast.village, "pbb_sppt", single(2019, 1)), value(cast.village, "pbb_sppt")) == (
        10,
        9,
    )
    assert year.assessments.count() == 2


def test_a_year_is_opened_once_and_for_villages_only(cast):
    opened(cast)
    refused("land-tax-year-open", opened, cast)
    refused("land-tax-not-a-village", opened, cast, cast.district)
    refused("land-tax-not-a-village", opened, cast, cast.other_district)
    refused("land-tax-outside-year", opened, cast, year=2018)
    refused("land-tax-target-missing", opened, cast, village(cast), basis="target_anggaran")
    with transaction.atomic(), pytest.raises(IntegrityError):
        TaxYear.objects.create(org_unit=cast.village, year=2019, opened_by=cast.kasi, opened_at=NOW)


# ── figures


def test_each_quarter_has_the_newest_position_of_its_last_day(cast):
    opened(cast)
    record(cast, date(2019, 3, 31), 100)
    record(cast, JUNE[0], 400, penalties=50)
    record(cast, JUNE[3], 700)
    record(cast, date(2019, 10, 1), 1_000)
    by_quarter = [value(cast.village, "pbb_realisasi", single(2019, q)) for q in (1, 2, 3, 4)]
    assert by_quarter == [100, 700, 700, 1_000]
    assert [
        value(cast.village, "pbb_realisasi", through(2019, q)) for q in (1, 2, 3, 4)
    ] == by_quarter
    assert [value(cast.village, "pbb_desa_lunas", single(2019, q)) for q in (3, 4)] == [0, 1]


def test_a_village_without_a_recap_yet_counts_as_assessed_and_not_as_paid(cast):
    lesmana = village(cast)
    opened(cast)
    opened(cast, lesmana, amount=3_000)
    record(cast, JUNE[0], 500)
    assert value(cast.district, "pbb_realisasi") == 500
    assert value(cast.district, "pbb_ketetapan") == 4_000
    assert (value(cast.district, "pbb_desa"), value(cast.district, "pbb_desa_lunas")) == (2, 0)


def test_another_tax_year_is_not_this_one(cast):
    opened(cast)
    record(cast, JUNE[0], 500)
    assert value(cast.district, "pbb_realisasi", through(2020, 4)) == 0
    assert value(cast.district, "pbb_ketetapan", through(2020, 1)) == 0
    assert value(cast.other_district, "pbb_ketetapan") == 0


def test_the_target_is_what_the_definition_settles(cast):
    lesmana = village(cast)
    opened(cast, basis="target_anggaran", budget_target=800)
    opened(cast, lesmana, amount=3_000)
    assert value(cast.district, "pbb_target") == 4_000
    assert value(cast.district, "pbb_target", terms={BASIS.code: "target_anggaran"}) == 3_800


def test_the_seeds_indicator_is_counted_from_rupiah(cast):
    """registers.md R8.10: six villages of Brebes are 28,63 together; the mean of percentages is 27,43."""
    figures = [
        (41_162_995, 186_068_554),
        (98_033_006, 423_213_532),
        (55_030_781, 207_253_619),
        (10_558_429, 37_268_317),
        (36_013_703, 120_044_912),
        (226_108_477, 656_941_471),
    ]
    for place, (paid, amount) in enumerate(figures):
        here = village(cast, f"Desa Contoh {place}")
        opened(cast, here, amount=amount)
        record(cast, JUNE[0], paid, of=here, remaining=amount - paid)
    formula = parse(REGISTER.examples[0].formula)
    names = set(check(formula, set(VARIABLES)))
    counted = {code: Fraction(value(cast.district, code)) for code in names}
    assert written(evaluate(formula, counted).value, 2) == "28,63"
    added = queries.together(queries.places(cast.district, 2019, LATER), queries.WHOLE, LATER)
    assert written(added.share, 2) == "28,63"


def test_rows_open_to_pages_of_their_own(cast):
    year = opened(cast)
    made = record(cast, JUNE[0], 500)
    scope = Scope(cast.district, through(2019, 4), TERMS, LATER)
    (row,) = VARIABLES["pbb_realisasi"].rows(scope)
    view = VARIABLES["pbb_realisasi"].row_view
    assert view.address(row) == f"/catatan/pbb/posisi/{made.pk}/"
    assert view.cells(row) == ("Desa Kracak", JUNE[0], 500, None, "Rekap Bapenda")
    (row,) = VARIABLES["pbb_ketetapan"].rows(scope)
    assert (
        VARIABLES["pbb_ketetapan"].row_view.address(row) == f"/catatan/pbb/tahun-pajak/{year.pk}/"
    )


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    steps=st.lists(
        st.tuples(st.integers(1, 364), st.integers(0, 300)),
        min_size=1,
        max_size=6,
        unique_by=lambda s: s[0],
    ),
    quarter=st.integers(1, 4),
)
def test_the_figure_is_the_newest_row_whatever_was_recorded(cast, steps, quarter):
    with transaction.atomic():
        opened(cast, amount=10_000, holds_from=date(2019, 1, 1))
        paid, expected, window = 0, 0, Window(2019, quarter, quarter)
        for shift, gain in sorted(steps):
            day = date.fromordinal(date(2019, 1, 1).toordinal() + shift)
            paid += gain
            record(cast, day, paid)
            expected = paid if day <= window.last_day else expected
        assert value(cast.district, "pbb_realisasi", window) == expected
        transaction.set_rollback(True)


# ── the ranking


def test_the_ranking_knows_share_gain_need_and_the_day_of_lunas(cast):
    lesmana = village(cast)
    opened(cast)
    opened(cast, lesmana, amount=2_000)
    for day, paid in zip(JUNE, (300, 1_000, 1_000, 1_000), strict=True):
        record(cast, day, paid)
    record(cast, JUNE[0], 400, of=lesmana)
    record(cast, JUNE[3], 500, of=lesmana)
    on = date(2019, 6, 24)
    first, second = queries.places(cast.district, 2019, on)
    assert (first.org_unit, first.rank, first.gain, first.settled_on) == (
        cast.village,
        1,
        0,
        JUNE[1],
    )
    assert (second.rank, second.gain, second.remaining, second.settled_on) == (2, 100, 1_500, None)
    need = second.need(queries.WHOLE, on)
    assert (need.missing, need.weeks, need.weekly) == (1_500, 14, 108)
    added = queries.together([first, second], queries.WHOLE, on)
    assert (added.settled, added.paid, added.assessed, added.weekly) == (1, 1_500, 3_000, 108)
    said = queries.pulse(cast.district, NOW)
    assert said == "PBB 2019 per 24 Juni 2019: 50,00 % dari ketetapan; 1 dari 2 desa lunas."


def test_the_ranking_asks_as_often_for_many_villages_as_for_few(cast, django_assert_num_queries):
    for place in range(2):
        opened(cast, village(cast, f"Desa Contoh {place}"))
    with django_assert_num_queries(3):
        queries.places(cast.district, 2019, LATER)
    for place in range(6):
        opened(cast, village(cast, f"Desa Lain {place}"))
    with django_assert_num_queries(3):
        queries.places(cast.district, 2019, LATER)


def test_assessments_are_never_changed_where_they_stand(cast):
    year = opened(cast)
    reassess(cast, year, 900)
    kept = [(one.version, one.amount, one.reason) for one in Assessment.objects.order_by("version")]
    assert kept == [(1, 1_000, None), (2, 900, "SPPT ganda dihapus")]
    assert assessed().basis == "ketetapan"


# ── a real reversal


def test_money_booked_to_the_wrong_village_is_taken_back_from_its_day_on(cast):
    """registers.md R8.11: no recap lies lower without a correction record, and there is a way to one."""
    year = opened(cast)
    for day, paid, bills in zip(JUNE, (300, 450, 600, 700), (3, 4, 6, 7), strict=True):
        record(cast, day, paid, bills_paid=bills, remaining=1_000 - paid)
    later = date(2019, 7, 1)
    said = refused("land-tax-below-earlier", record, cast, later, 650)
    assert "pilih Turunkan posisi" in said

    def reverse(since=JUNE[1], amount=100, bills=1, reason="Salah buku ke Desa Kracak", **more):
        common = {
            "based_on": TaxYear.objects.get(pk=year.pk).edition,
            "by": cast.operator,
            "at": NOW,
        }
        return actions.reverse_recaps(
            tax_year=year, since=since, amount=amount, bills=bills, reason=reason, **common | more
        )

    refused("land-tax-reason-missing", reverse, reason=" ")
    refused("payment-of-nothing", reverse, amount=0)
    refused("reversal-of-nothing", reverse, since=later)
    assert "Rp\u00a0150" in refused("reversal-too-large", reverse, amount=151)
    refused("reversal-of-too-many", reverse, bills=2)
    refused("not-allowed", reverse, by=cast.inspektorat)
    assert not RecapCorrection.objects.exists()
    reverse()
    kept = year.recaps.order_by("as_of")
    assert [(one.paid, one.bills_paid, one.remaining) for one in kept] == [
        (300, 3, 700),
        (350, 3, 650),
        (500, 5, 500),
        (600, 6, 400),
    ]
    assert [(one.paid, one.paid_after) for one in RecapCorrection.objects.order_by("pk")] == [
        (450, 350),
        (600, 500),
        (700, 600),
    ]
    record(cast, later, 650)
    assert value(cast.village, "pbb_realisasi") == 650
    refused("changed-meanwhile", reverse, based_on=1)
