"""sakip-rules.md §10: every worked example; 10.3–10.6 with checked-against-texts.md (h)."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from janji.core.refusals import Refused
from janji.core.reward_parameters import (
    cuts,
    divisions,
    improves_until,
    objection_rules,
    papers,
    sequences,
)
from janji.core.reward_rules import (
    NEEDS,
    BasisStatus,
    Condition,
    ConditionKind,
    Delivery,
    Effect,
    EffectKind,
    Lack,
    LegalBasis,
    Outcome,
    PublishedFacts,
    QuarterFacts,
    Share,
    allowance,
    cut,
    examined,
    recommended,
    require_basis,
    require_lawful,
)

K, E = ConditionKind, EffectKind
USUAL = (60, 40)
ON = date(2026, 12, 31)
COACHING = Effect(E.COACHING)


def below_twice(percent="55"):
    return Condition(K.ACHIEVEMENT_BELOW, Decimal(percent), 2)


def facts(*achievements, **more):
    """Published achievements of the first quarters; `None` for one that cannot be computed."""
    quarters = tuple(
        QuarterFacts(number, None if one is None else Fraction(one), reason=None if one else "x")
        for number, one in enumerate(achievements, 1)
    )
    return PublishedFacts(2026, ON, quarters, **more)


def test_example_1_an_allowance_of_sixty_and_forty():
    earned = allowance(5_000_000, productivity=90, discipline=95, division=USUAL)
    assert (earned.productivity, earned.discipline) == (2_700_000, 1_900_000)
    assert earned.total == 4_600_000


def test_example_2_the_same_with_the_cut_of_a_medium_sanction():
    medium = cuts()["discipline-medium"]
    assert medium.percent == 25
    assert medium.months == (6, 9, 12)
    assert cut(4_600_000, medium.percent) == 3_450_000


@pytest.mark.parametrize(
    ("first", "second", "created"),
    [("54.99", "54.00", True), ("54.99", "55.00", False)],
)
def test_example_3_below_55_two_quarters_in_a_row(first, second, created):
    found = recommended(below_twice(), COACHING, facts(first, second))
    assert (found is not None) is created
    if found:
        assert found.found.quarters == (1, 2)
        assert found.found.values == (Fraction("54.99"), Fraction(54))


def test_example_4_a_late_report_lowers_the_factor_of_the_unit():
    report = papers()["lkjip"]
    assert report.due_on(2026) == date(2027, 2, 28)
    late = Delivery(report.due_on(2026), date(2027, 3, 1))
    known = PublishedFacts(2026, date(2027, 3, 2), papers={"lkjip": late})
    found = recommended(
        Condition(K.PAPER_LATE, paper="lkjip"), Effect(E.ALLOWANCE, Decimal(-5)), known
    )
    assert found.found.days_late == 1
    assert found.effect.factor == Fraction("0.95")


@pytest.mark.parametrize(
    "basis",
    [
        LegalBasis(),
        LegalBasis("Perbup 41/2024", None, date(2024, 1, 2), BasisStatus.SEEN),
        LegalBasis("Perbup 41/2024", "Pasal 7", None, BasisStatus.SEEN),
        LegalBasis("Perbup 41/2024", "Pasal 7", date(2024, 1, 2), None),
    ],
)
def test_example_5_a_rule_without_a_legal_basis_cannot_be_activated(basis):
    with pytest.raises(Refused) as refusal:
        require_basis(basis)
    assert refusal.value.code == "rule-basis-missing"


@pytest.mark.parametrize("status", [BasisStatus.MEMORY, BasisStatus.DESIGN])
def test_a_basis_that_nobody_has_read_is_none(status):
    with pytest.raises(Refused) as refusal:
        require_basis(LegalBasis("Perbup", "Pasal 7", date(2024, 1, 2), status))
    assert refusal.value.code == "rule-basis-unread"
    require_basis(LegalBasis("Perbup", "Pasal 7", date(2024, 1, 2), BasisStatus.SEEN))


@pytest.mark.parametrize(
    ("achievements", "outcome", "quarters", "lack"),
    [
        ((), Outcome.UNKNOWN, (), Lack.NOT_PUBLISHED),
        # one quarter says nothing yet of two in a row
        (("50",), Outcome.UNKNOWN, (1, 2), Lack.TOO_FEW),
        # a quarter without an achievement proves nothing, and breaks the run
        (("50", None), Outcome.UNKNOWN, (2, 3), Lack.UNDEFINED),
        (("90", "50", None, "50"), Outcome.UNKNOWN, (3, 4), Lack.UNDEFINED),
        # the newest run counts
        (("50", "50", "50", "50"), Outcome.HOLDS, (3, 4), None),
        (("50", "50", "80", "90"), Outcome.HOLDS, (1, 2), None),
        (("50", "80", "50", "90"), Outcome.DOES_NOT, (1, 2, 3, 4), None),
        (("80", "90"), Outcome.DOES_NOT, (1, 2), None),
    ],
)
def test_quarters_in_a_row(achievements, outcome, quarters, lack):
    found = examined(below_twice(), facts(*achievements))
    assert (found.outcome, found.quarters, found.lack) == (outcome, quarters, lack)


@pytest.mark.parametrize(
    ("kind", "limit", "value", "outcome"),
    [
        (K.ACHIEVEMENT_FROM, "100", "100", Outcome.HOLDS),
        (K.ACHIEVEMENT_FROM, "100", "99.999", Outcome.DOES_NOT),
        (K.ACHIEVEMENT_BELOW, "100", "100", Outcome.DOES_NOT),
        (K.ACHIEVEMENT_BELOW, "100", "99.999", Outcome.HOLDS),
    ],
)
def test_the_edge_of_a_limit(kind, limit, value, outcome):
    assert examined(Condition(kind, Decimal(limit), 1), facts(value)).outcome is outcome


def test_a_band_of_the_offices_own_scale():
    condition = Condition(K.BAND_IS, quarters=2, band="sangat-rendah")
    low, high = (Fraction(40), "sangat-rendah"), (Fraction(95), "sangat-tinggi")

    def known(*pairs):
        quarters = (QuarterFacts(n, value, band) for n, (value, band) in enumerate(pairs, 1))
        return PublishedFacts(2026, ON, tuple(quarters))

    assert examined(condition, known(low, low)).holds
    assert examined(condition, known(low, high)).outcome is Outcome.DOES_NOT
    without = known(low, (Fraction(40), None))
    assert examined(condition, without).outcome is Outcome.UNKNOWN


def test_quarters_that_came_late_or_not_at_all():
    due = date(2026, 4, 10)
    late, missing = Delivery(due, date(2026, 4, 12)), Delivery(due, None)
    in_time = Delivery(due, due)
    condition = Condition(K.QUARTERS_LATE, quarters=2)
    assert (late.days_late, in_time.days_late, missing.days_late) == (2, 0, None)
    found = examined(condition, facts(deliveries={1: late, 2: in_time, 3: missing}))
    assert (found.outcome, found.quarters) == (Outcome.HOLDS, (1, 3))
    assert examined(condition, facts(deliveries={1: late})).outcome is Outcome.DOES_NOT
    assert examined(condition, facts()).lack is Lack.NOT_PUBLISHED


@pytest.mark.parametrize(
    ("kind", "share", "outcome"),
    [
        (K.FOLLOWED_UP_BELOW, Share(7, 10), Outcome.HOLDS),
        (K.FOLLOWED_UP_BELOW, Share(8, 10), Outcome.DOES_NOT),
        (K.FOLLOWED_UP_FROM, Share(8, 10), Outcome.HOLDS),
        (K.FOLLOWED_UP_FROM, Share(79, 100), Outcome.DOES_NOT),
        (K.FOLLOWED_UP_BELOW, Share(0, 0), Outcome.UNKNOWN),  # nothing of nothing is no share
        (K.FOLLOWED_UP_BELOW, None, Outcome.UNKNOWN),
    ],
)
def test_the_share_of_findings_followed_up(kind, share, outcome):
    assert examined(Condition(kind, Decimal(80)), facts(followed_up=share)).outcome is outcome


def test_the_share_of_figures_with_verified_evidence():
    condition = Condition(K.VERIFIED_BELOW, Decimal(100))
    assert examined(condition, facts(verified=Share(35, 36))).holds
    assert not examined(condition, facts(verified=Share(36, 36))).holds
    assert examined(Condition(K.VERIFIED_FROM, Decimal(100)), facts(verified=Share(2, 2))).holds


@given(
    kind=st.sampled_from(sorted(K)),
    quarters=st.lists(st.none() | st.fractions(0, 200), max_size=4),
)
def test_only_published_and_computable_facts_make_a_condition_hold(kind, quarters):
    """§10: conditions only over published facts. Every quarter a holding condition names has a value."""
    takes = NEEDS[kind]
    condition = Condition(
        kind,
        Decimal(60) if "percent" in takes else None,
        2 if "quarters" in takes else None,
        "rendah" if "band" in takes else None,
        "lkjip" if "paper" in takes else None,
    )
    known = PublishedFacts(
        2026, ON, tuple(QuarterFacts(n, one, "rendah") for n, one in enumerate(quarters, 1))
    )
    found = examined(condition, known)
    if found.holds:
        assert len(found.values) == len(found.quarters) == 2
        assert all(quarters[number - 1] is not None for number in found.quarters)
    assert (found.lack is None) == (found.outcome is not Outcome.UNKNOWN)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"kind": K.ACHIEVEMENT_BELOW, "percent": Decimal(55)}, "condition-parameters"),
        ({"kind": K.PAPER_LATE, "paper": "lkjip", "quarters": 1}, "condition-parameters"),
        ({"kind": K.PAPER_LATE, "paper": "buku"}, "condition-paper"),
        ({"kind": K.FOLLOWED_UP_BELOW, "percent": Decimal(0)}, "condition-percent"),
        ({"kind": K.QUARTERS_LATE, "quarters": 5}, "condition-quarters"),
    ],
)
def test_a_condition_takes_its_own_parameters_only(given, code):
    with pytest.raises(Refused) as refusal:
        Condition(**given)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("kind", "change", "code"),
    [
        (E.ALLOWANCE, None, "effect-change-missing"),
        (E.COACHING, Decimal(-5), "effect-change-unfit"),
        (E.ALLOWANCE, Decimal(0), "effect-change-range"),
        (E.ALLOWANCE, Decimal(-101), "effect-change-range"),
    ],
)
def test_only_an_allowance_is_changed_by_a_percentage(kind, change, code):
    with pytest.raises(Refused) as refusal:
        Effect(kind, change)
    assert refusal.value.code == code


def test_10_5_a_missed_target_is_no_breach_of_discipline():
    for kind in (K.ACHIEVEMENT_BELOW, K.BAND_IS):
        with pytest.raises(Refused) as refusal:
            require_lawful(kind, E.REPRIMAND)
        assert refusal.value.code == "reprimand-for-achievement"
    require_lawful(K.PAPER_LATE, E.REPRIMAND)
    require_lawful(K.ACHIEVEMENT_BELOW, E.IMPROVEMENT)


@pytest.mark.parametrize(
    ("official_class", "predicate", "until"),
    [
        # PP 30/2019 Pasal 57: Cukup, Kurang, Sangat Kurang; Pasal 58: only Kurang, Sangat Kurang
        ("high_leader", "cukup", date(2027, 7, 5)),
        ("high_leader", "kurang", date(2027, 7, 5)),
        ("high_leader", "baik", None),
        ("administrator", "cukup", None),
        ("administrator", "kurang", date(2027, 7, 5)),
        ("administrator", "sangat-kurang", date(2027, 7, 5)),
    ],
)
def test_10_3_six_months_to_improve_come_first(official_class, predicate, until):
    assert improves_until(official_class, predicate, date(2027, 1, 5)) == until


def test_parameters_say_how_well_they_are_known():
    every = [*objection_rules().values(), *sequences().values(), *cuts().values()]
    every += [*divisions().values(), *papers().values()]
    assert {one.status for one in every} == {"seen", "memory"}
    assert all(one.source for one in every)
    assert divisions()["usual"].status == "memory"
    assert (divisions()["usual"].productivity, divisions()["usual"].discipline) == USUAL


def test_a_division_makes_a_hundred():
    with pytest.raises(Refused) as refusal:
        allowance(5_000_000, productivity=90, discipline=95, division=(60, 30))
    assert refusal.value.code == "allowance-division"


@given(
    base=st.integers(0, 10**12),
    productivity=st.fractions(0, 100),
    discipline=st.fractions(0, 100),
    share=st.integers(0, 100),
)
def test_an_allowance_is_exact_and_never_more_than_the_whole(base, productivity, discipline, share):
    earned = allowance(
        base, productivity=productivity, discipline=discipline, division=(share, 100 - share)
    )
    assert 0 <= earned.total <= base
    full = allowance(base, productivity=100, discipline=100, division=(share, 100 - share))
    assert full.total == base
