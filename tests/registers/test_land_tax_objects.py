"""Years kept by objects: bills, decisions, payments in part; what is computed is what the rows say."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from janji.core.periods import Window, single
from janji.core.refusals import Refused
from janji.kit import audit
from janji.kit.editions import afresh
from janji.orgs.access import rows_below
from janji.registers.checks import Look
from janji.registers.land_tax import actions, queries
from janji.registers.land_tax.checks import CHECKS
from janji.registers.land_tax.models import (
    Assessment,
    Bill,
    BillCorrection,
    BillState,
    Payment,
    Recap,
    TaxCode,
)
from tests.registers.tax_objects import (
    CODE,
    COLLECTOR,
    ISSUED,
    OTHER_CODE,
    bill,
    by_objects,
    decide,
    deposit,
    nop,
    pay,
    text,
)
from tests.registers.test_land_tax_recaps import TERMS, refused, value
from tests.registers.villages_tax import NOW, opened, reassess, record, village, village_clerk

pytestmark = pytest.mark.django_db
MAY, JUNE, JULY = date(2019, 5, 6), date(2019, 6, 3), date(2019, 7, 8)


def figures(office, quarter):
    """Assessed, paid, settled villages and bills at the end of a quarter."""
    window = single(2019, quarter)
    codes = ("pbb_ketetapan", "pbb_realisasi", "pbb_desa_lunas", "pbb_sppt")
    return tuple(value(office, code, window) for code in codes)


# ── the choice


def test_recaps_stay_the_rule_until_someone_chooses(cast):
    year = opened(cast)
    assert not year.by_objects
    refused("land-tax-by-recaps", bill, cast)
    refused("not-allowed", actions.choose_mode, tax_year=year, by_objects=True, based_on=1,
            by=cast.operator, at=NOW)  # fmt: skip
    chosen = actions.choose_mode(
        tax_year=year, by_objects=True, based_on=year.edition, by=cast.kasi, at=NOW
    )
    assert chosen.by_objects
    facts = audit.history(year).first().facts
    assert (facts["before"], facts["after"]) == ({"by_objects": False}, {"by_objects": True})
    refused("land-tax-by-objects", record, cast, JUNE, 100)
    # Until the first bill the typed assessment counts.
    assert figures(cast.district, 2) == (1_000, 0, 0, 10)


def test_the_choice_is_settled_once_anything_is_recorded(cast):
    lesmana = village(cast)
    year, other = opened(cast), by_objects(cast, lesmana)
    record(cast, JUNE, 100)
    bill(cast, year=other)
    for one in (year, other):
        refused(
            "land-tax-mode-settled",
            actions.choose_mode,
            tax_year=one,
            by_objects=not one.by_objects,
            based_on=afresh(one).edition,
            by=cast.kasi,
            at=NOW,
        )


# ── codes


def test_the_code_of_the_tax_office_says_which_village(cast):
    lesmana = village(cast)
    by_objects(cast)
    common = {"by": cast.kasi, "at": NOW}

    def code_of(office, digits, by=cast.kasi):
        return actions.record_code(org_unit=office, code=digits, by=by, at=NOW)

    said = refused("tax-code-known", code_of, lesmana, "33.02.140.011")
    assert "33.02.140.011" in said
    assert "Desa Kracak" in said
    refused("tax-code-unreadable", code_of, lesmana, "33.02.14.2011")
    refused("land-tax-not-a-village", code_of, cast.district, OTHER_CODE)
    refused("not-allowed", code_of, lesmana, OTHER_CODE, cast.operator)
    refused("nop-of-no-village", lambda: bill(cast, code=OTHER_CODE))
    # A code typed for the wrong village ends with a reason, and may then mean another one.
    (known,) = TaxCode.objects.all()
    refused("land-tax-reason-missing", actions.end_code, tax_code=known, reason=" ", **common)
    actions.end_code(tax_code=known, reason="Kode Lesmana", **common)
    refused("tax-code-ended", actions.end_code, tax_code=known, reason="Lagi", **common)
    refused("nop-of-no-village", bill, cast)
    code_of(lesmana, CODE)
    assert TaxCode.objects.count() == 2


# ── bills


def test_bills_make_the_assessment_from_the_day_they_are_issued(cast):
    by_objects(cast)
    bill(cast, 1, 600)
    bill(cast, 2, 400)
    bill(cast, 3, 50, issued_on=MAY)
    assert figures(cast.village, 1) == (1_000, 0, 0, 2)
    assert figures(cast.village, 2) == (1_050, 0, 0, 3)
    computed = Assessment.objects.filter(computed=True).order_by("holds_from")
    assert [(one.holds_from, one.amount, one.bills) for one in computed] == [
        (ISSUED, 1_000, 2),
        (MAY, 1_050, 3),
    ]
    # The DHKP's total as it was typed stays readable beside it.
    assert Assessment.objects.get(computed=False).amount == 1_000


def test_due_date_and_basis_are_those_that_were_typed(cast):
    year = by_objects(cast)
    bill(cast)
    reassess(cast, year, 1_000, basis="target_anggaran", budget_target=500)
    counted = queries.assessment_by(year, date(2019, 12, 31))
    assert (counted.computed, counted.amount, counted.aim) == (True, 600, 500)
    assert queries.assessment_by(year, JUNE).aim == 600
    terms = {**TERMS, "dasar_target_pbb": "target_anggaran"}
    assert value(cast.district, "pbb_target", single(2019, 4), terms=terms) == 500


@pytest.mark.parametrize(
    ("code", "number", "more"),
    [
        ("nop-unreadable", "33.02", {}),
        ("nop-of-no-village", nop(1, OTHER_CODE), {}),
        ("bill-known", nop(1), {}),
        ("bill-owes-nothing", nop(2), {"principal": 0}),
        ("bill-due-before-issued", nop(2), {"due_on": date(2019, 1, 14)}),
        ("land-tax-outside-year", nop(2), {"issued_on": date(2018, 12, 31)}),
    ],
)
def test_a_bill_that_cannot_be_is_refused(cast, code, number, more):
    year = by_objects(cast)
    bill(cast, 1)
    refused(
        code,
        actions.add_bill,
        tax_year=year,
        nop=number,
        text=text(**more),
        by=cast.operator,
        at=NOW,
    )
    assert Bill.objects.count() == 1


def test_a_bill_leaves_only_by_a_decision_and_from_its_day(cast):
    """registers.md R8.8: twelve such SPPT of a pekon waited for the tax office."""
    by_objects(cast)
    bill(cast, 1, 600)
    double = bill(cast, 2, 400)
    refused("land-tax-basis-missing", decide, cast, double, BillState.DOUBLE, MAY, decree=" ")
    refused("bill-before-issued", decide, cast, double, BillState.DOUBLE, date(2019, 1, 14))
    refused("land-tax-nothing-changed", decide, cast, double, BillState.ISSUED, MAY)
    refused("not-allowed", actions.decide_bill, bill=double, state="ganda", decree="1",
            decided_on=MAY, based_on=1, by=cast.operator, at=NOW)  # fmt: skip
    decide(cast, double, BillState.DOUBLE, MAY)
    assert figures(cast.village, 1) == (1_000, 0, 0, 2)
    assert figures(cast.village, 2) == (600, 0, 0, 1)
    refused("payment-for-no-bill", pay, cast, double, JUNE, 400)
    refused("bill-before-issued", decide, cast, double, BillState.ISSUED, date(2019, 5, 1))
    decide(cast, double, BillState.ISSUED, JULY)
    refused("bill-before-issued", pay, cast, double, JUNE, 400)
    assert [figures(cast.village, quarter)[0] for quarter in (1, 2, 3)] == [1_000, 600, 1_000]
    assert [one.state for one in double.decisions.all()] == ["ganda", "terbit"]


def test_a_bill_with_payments_cannot_leave(cast):
    by_objects(cast)
    one = bill(cast)
    paid = pay(cast, one, MAY, 100)
    refused("bill-has-payments", decide, cast, one, BillState.CANCELLED, JUNE)
    actions.withdraw_payment(payment=paid, reason="Dibukukan ke NOP lain", by=cast.operator, at=NOW)
    decide(cast, one, BillState.CANCELLED, JUNE)
    assert figures(cast.village, 2) == (0, 0, 0, 0)


def test_a_bill_is_put_right_and_delivered(cast):
    by_objects(cast)
    one = bill(cast, principal=600, payer="Sutarmi Wiyono")
    pay(cast, one, MAY, 300)

    def correct(said, reason="Salah ketik"):
        return actions.correct_bill(
            bill=one,
            text=said,
            reason=reason,
            based_on=afresh(one).edition,
            by=cast.operator,
            at=NOW,
        )

    refused("land-tax-nothing-changed", correct, text(600, payer="Sutarmi Wiyono"))
    refused("bill-paid-above", correct, text(299))
    refused("land-tax-reason-missing", correct, text(660), " ")
    correct(text(660, payer="Sutarmi Wiyono", location="Dusun Tengah"))
    kept = BillCorrection.objects.get()
    assert (kept.principal, kept.principal_after, kept.reason) == (600, 660, "Salah ketik")
    assert figures(cast.village, 1)[0] == 660
    assert Bill.objects.select_related("tax_object").get().tax_object.location == "Dusun Tengah"
    # No name in the chain.
    assert "Sutarmi" not in str([entry.facts for entry in audit.history(one)])
    deliver = {"bill": one, "by": cast.operator, "at": NOW}
    refused("bill-before-issued", actions.deliver_bill, delivered_on=date(2019, 1, 1),
            based_on=afresh(one).edition, **deliver)  # fmt: skip
    done = actions.deliver_bill(delivered_on=MAY, based_on=afresh(one).edition, **deliver)
    assert done.delivered_on == MAY


# ── payments


def test_payments_in_part_add_up_and_a_bill_is_paid_in_full_once(cast):
    by_objects(cast)
    first, second = bill(cast, 1, 600), bill(cast, 2, 400)
    pay(cast, first, MAY, 250)
    pay(cast, first, JULY, 350, penalty=7)
    pay(cast, second, JUNE, 400)
    assert figures(cast.village, 2) == (1_000, 650, 0, 2)
    assert figures(cast.village, 3) == (1_000, 1_000, 1, 2)
    recaps = Recap.objects.order_by("as_of")
    assert [(r.as_of, r.paid, r.bills_paid, r.penalties, r.remaining) for r in recaps] == [
        (MAY, 250, 0, 0, 750),
        (JUNE, 650, 1, 0, 350),
        (JULY, 1_000, 2, 7, 0),
    ]
    # One written down late finds its place, and what follows rises with it.
    third = bill(cast, 3, 90)
    pay(cast, third, date(2019, 5, 20), 90)
    assert [one.paid for one in recaps.all()] == [250, 340, 740, 1_090]
    assert [one.remaining for one in recaps.all()] == [840, 750, 350, 0]
    (place,) = queries.places(cast.village, 2019, date(2019, 6, 30))
    assert (place.paid, place.gain, place.remaining) == (740, 400, 350)


@pytest.mark.parametrize(
    ("code", "day", "principal", "more"),
    [
        ("payment-above-bill", JUNE, 351, {}),
        ("payment-of-nothing", JUNE, 0, {}),
        ("bill-before-issued", date(2019, 1, 14), 10, {}),
        ("land-tax-outside-year", date(2020, 1, 2), 10, {}),
        ("payment-without-role", JUNE, 10, {"channel": COLLECTOR, "role": None}),
    ],
)
def test_a_payment_that_cannot_be_is_refused(cast, code, day, principal, more):
    by_objects(cast)
    one = bill(cast, 1, 600)
    pay(cast, one, MAY, 250)
    refused(code, pay, cast, one, day, principal, **more)
    assert Payment.objects.count() == 1


def test_a_withdrawn_payment_counts_no_more_and_stays_readable(cast):
    by_objects(cast)
    one = bill(cast)
    wrong = pay(cast, one, MAY, 600)
    pay_again = {"payment": wrong, "by": cast.operator, "at": NOW}
    refused("land-tax-reason-missing", actions.withdraw_payment, reason="", **pay_again)
    actions.withdraw_payment(reason="Milik NOP lain", **pay_again)
    refused("payment-withdrawn", actions.withdraw_payment, reason="Lagi", **pay_again)
    assert figures(cast.village, 2) == (600, 0, 0, 1)
    assert Payment.objects.get().withdrawn_because == "Milik NOP lain"
    refused("land-tax-by-objects", actions.correct_recap, recap=Recap.objects.get(),
            figures=actions.RecapFigures(5), reason="x", based_on=Recap.objects.get().edition,
            by=cast.operator, at=NOW)  # fmt: skip


# ── collectors


def test_a_collectors_money_counts_from_its_deposit(cast):
    """registers.md R8.12: paid is not deposited."""
    by_objects(cast)
    one, other = bill(cast, 1, 600), bill(cast, 2, 400)
    held = [pay(cast, one, MAY, 600, COLLECTOR), pay(cast, other, JUNE, 100, COLLECTOR)]
    assert figures(cast.village, 2) == (1_000, 0, 0, 2)
    (standing,) = queries.collectors_of(cast.district, JUNE)
    assert (standing.held.amount, standing.days, standing.is_overdue) == (700, 28, True)
    assert (standing.role_name, standing.area) == ("Kepala dusun", "Dusun II")
    refused("deposit-before-payment", deposit, cast, *held, on=date(2019, 6, 2))
    refused("deposit-without-receipt", deposit, cast, *held, on=JUNE, receipt=" ")
    refused("deposit-of-nothing", deposit, cast, on=JUNE)
    deposit(cast, held[0], on=JUNE)
    refused("deposit-changed", deposit, cast, *held, on=JUNE)
    assert figures(cast.village, 2) == (1_000, 600, 0, 2)
    assert Recap.objects.get().as_of == JUNE
    (standing,) = queries.collectors_of(cast.district, date(2019, 6, 8))
    assert (standing.held.amount, standing.days, standing.is_overdue) == (100, 5, False)
    # What is held cannot be paid a second time.
    refused("payment-above-bill", pay, cast, other, JULY, 301)


def test_collectors_of_villages_kept_by_recaps_have_a_book_of_their_own(cast):
    opened(cast)
    lesmana = village(cast)
    by_objects(cast, lesmana)

    def move(kind, day, amount, of=None, **more):
        said = {"kind": kind, "role": "kadus", "moved_on": day, "receipt": "Kuitansi 1"} | more
        return actions.record_money(
            org_unit=of or cast.village,
            text=actions.MoneyText(amount=amount, **said),
            by=cast.operator,
            at=NOW,
        )

    received = move("terima", MAY, 500)
    refused("deposit-above-received", move, "setor", date(2019, 5, 1), 100)
    refused("deposit-above-received", move, "setor", JUNE, 501)
    refused("deposit-above-received", move, "setor", JUNE, 100, area="Dusun II")
    refused("deposit-without-receipt", move, "setor", JUNE, 100, receipt="")
    refused("payment-of-nothing", move, "setor", JUNE, 0)
    refused("land-tax-day-ahead", move, "terima", date(2020, 1, 1), 1)
    refused("land-tax-not-a-village", move, "terima", JUNE, 1, of=cast.district)
    refused("money-by-objects", move, "terima", JUNE, 1, of=lesmana)
    deposited = move("setor", JUNE, 300)
    (standing,) = queries.collectors_of(cast.district, JULY)
    assert (standing.held.received, standing.held.deposited, standing.held.amount) == (
        500,
        300,
        200,
    )
    assert (standing.held.since, standing.is_overdue) == (MAY, True)
    # Nothing of it touches what is paid.
    assert value(cast.village, "pbb_realisasi") == 0
    wrong = {"reason": "Salah desa", "by": cast.operator, "at": NOW}
    refused("deposit-above-received", actions.withdraw_money, money=received, **wrong)
    actions.withdraw_money(money=deposited, **wrong)
    actions.withdraw_money(money=received, **wrong)
    refused("payment-withdrawn", actions.withdraw_money, money=received, **wrong)
    assert queries.collectors_of(cast.district, JULY) == []


def test_who_belongs_to_one_village_keeps_that_village_only(cast):
    clerk = village_clerk(cast)
    lesmana = village(cast)
    own, other = by_objects(cast), by_objects(cast, lesmana, code=OTHER_CODE)
    here, there = bill(cast, year=own), bill(cast, year=other, code=OTHER_CODE)
    said = actions.PaymentText(paid_on=MAY, principal=1, channel=COLLECTOR, role="kadus")
    actions.record_payment(bill=here, text=said, by=clerk, at=NOW)
    refused("not-allowed", actions.record_payment, bill=there, text=said, by=clerk, at=NOW)
    refused(
        "not-allowed", actions.record_payment, bill=here, text=said, by=cast.inspektorat, at=NOW
    )
    theirs = pay(cast, there, MAY, 5, COLLECTOR)
    # A payment of a village elsewhere cannot be slipped in through one's own office.
    refused("deposit-changed", actions.deposit_payments, org_unit=cast.village,
            payments=[theirs.pk], deposited_on=JUNE, receipt="1", by=clerk, at=NOW)  # fmt: skip
    assert list(queries.bills_seen_by(clerk, on=NOW.date())) == [here]


def test_what_is_doubted_of_a_year_kept_by_objects(cast):
    by_objects(cast)
    one = bill(cast, 1, 600)
    held = pay(cast, one, JUNE, 100, COLLECTOR)
    doubts = {one.code: one for one in CHECKS}

    def found(code, on=JULY):
        look = Look(cast.district, 2019, on, NOW, NOW, rows_below(cast.district))
        return list(doubts[code].rows(look))

    assert found("pbb-belum-disetor") == [held]
    assert found("pbb-belum-disetor", date(2019, 6, 10)) == []
    view = doubts["pbb-belum-disetor"].row_view
    assert view.cells(held)[:4] == ("Desa Kracak", nop(1), JUNE, 100)
    assert view.address(held) == f"/catatan/pbb/sppt/{one.pk}/"
    assert [each.org_unit for each in found("pbb-beda-dhkp")] == [cast.village]
    assert found("pbb-tanpa-posisi") == []
    bill(cast, 2, 400)
    deposit(cast, held, on=JUNE)
    assert found("pbb-beda-dhkp") == found("pbb-belum-disetor") == []


# ── what is computed is what the rows say

STEP = st.tuples(
    st.sampled_from(["bill", "pay", "collect", "deposit", "withdraw", "leave", "return"]),
    st.integers(0, 5),
    st.integers(0, 340),
    st.integers(1, 400),
)


def _do(cast, year, step, number):
    """One deed of a generated course; what is refused changes nothing."""
    deed, which, shift, amount = step
    day = ISSUED + timedelta(days=shift)
    bills, payments = list(Bill.objects.order_by("pk")), list(Payment.objects.order_by("pk"))
    one = bills[which % len(bills)] if bills else None
    paid = payments[which % len(payments)] if payments else None
    common = {"by": cast.operator, "at": NOW}
    if deed == "bill":
        bill(cast, number, amount, year=year, issued_on=day, due_on=date(2019, 12, 31))
    elif deed in {"pay", "collect"} and one:
        pay(cast, one, day, amount, COLLECTOR if deed == "collect" else "bank")
    elif deed == "deposit" and paid:
        deposit(cast, paid, on=day)
    elif deed == "withdraw" and paid:
        actions.withdraw_payment(payment=paid, reason="Keliru", **common)
    elif deed == "leave" and one:
        decide(cast, one, BillState.DOUBLE, day)
    elif deed == "return" and one:
        decide(cast, one, BillState.ISSUED, day)


def _by_hand(last):
    """Assessed, paid and bills on a day, straight from the rows."""
    assessed = count = 0
    for one in Bill.objects.filter(issued_on__lte=last):
        decided = one.decisions.filter(decided_on__lte=last).last()
        if decided is None or decided.state == BillState.ISSUED:
            assessed, count = assessed + one.principal, count + 1
    standing = Payment.objects.filter(withdrawn_at__isnull=True, counts_on__lte=last)
    return assessed, sum(one.principal for one in standing), count


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=st.lists(STEP, min_size=1, max_size=10), quarter=st.integers(1, 4))
def test_the_figure_is_what_bills_and_payments_say_whatever_was_recorded(cast, steps, quarter):
    with transaction.atomic():
        year = by_objects(cast)
        for number, step in enumerate([("bill", 0, 0, 300), *steps]):
            try:
                with transaction.atomic():
                    _do(cast, year, step, number)
            except Refused:
                continue
        window = Window(2019, quarter, quarter)
        assessed, paid, count = _by_hand(window.last_day)
        assert value(cast.district, "pbb_ketetapan", window) == assessed
        assert value(cast.district, "pbb_realisasi", window) == paid
        assert value(cast.district, "pbb_sppt", window) == count
        for one in Recap.objects.all():
            assert one.paid + one.remaining == queries.assessment_by(year, one.as_of).amount
        transaction.set_rollback(True)
