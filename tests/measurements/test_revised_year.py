"""The indicator's year runs on when its agreement is revised, ends, or is completed by a newcomer's."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from django.urls import reverse

from janji.agreements import actions as agreement_actions
from janji.agreements import queries as agreement_queries
from janji.agreements.queries import targets_of
from janji.core.refusals import Refused
from janji.core.targets import read_target
from janji.measurements import actions, queries
from janji.measurements.actions import EnteredFigure
from janji.measurements.standing import standings
from janji.reports.queries import newest, newest_of_each
from tests.agreements import stories
from tests.cast import AT

AUGUST = AT.replace(month=8, day=12)
LATER = AT.replace(month=12, day=30)


@pytest.fixture
def agreement(cast):
    """In force; 41 of 50 gardens, an index of 76, and one document each quarter until June."""
    made = stories.in_force(cast)
    gardens, index, documents, _ = targets_of(made)
    record(cast, index, 1, value="76")
    record(cast, documents, 1, value="1", at=AT)
    record(cast, documents, 2, value="1", at=AUGUST)
    record(cast, gardens, 2, numerator="41", denominator="50", at=AUGUST)
    return made


def record(cast, target, quarter, *, at=AUGUST, based_on=None, **figure):
    said = {name: Decimal(value) for name, value in figure.items()}
    return actions.record_actual(
        target=target,
        quarter=quarter,
        figure=EnteredFigure(**said),
        notes=None,
        evidence=[],
        based_on=based_on,
        by=cast.operator,
        at=at,
    )


def revised_to(agreement, cast, raw, at=AUGUST):
    """The index is promised anew, from 82 to another number."""
    draft = stories.revised(agreement, cast, at=at)
    text = agreement_queries.agreement_text(draft)
    first, *others = text.objectives
    gardens, index = first.indicators
    anew = replace(first, indicators=(gardens, replace(index, target=read_target(raw))))
    draft = stories.rewritten(draft, cast, replace(text, objectives=(anew, *others)), at=at)
    target = targets_of(draft)[1]
    plan = stories.plan(raw, raw, raw, raw, shape=stories.Shape.VALUE)
    agreement_actions.set_measuring_plans(
        agreement=draft,
        plans={target.pk: plan},
        based_on=draft.edition,
        by=cast.perencana,
        at=at,
    )
    return stories.sign(draft, cast, at=at)


def achievements(agreement, on=LATER):
    years = queries.year_of(agreement, on=on.date())
    return [one.achievement.raw for block in years for one in block.indicators]


def test_c08_targets_revised_mid_year_both_versions_are_reported(cast, agreement):
    revised = revised_to(agreement, cast, "80")
    index = achievements(agreement)[1], achievements(revised)[1]
    assert index == (Fraction(76 * 100, 82), Fraction(95))
    # Everything else goes on counting as it was.
    assert achievements(agreement)[2:] == achievements(revised)[2:]
    assert achievements(revised)[2] == Fraction(200, 3)


def test_figures_recorded_before_and_after_a_revision_are_one_year(cast, agreement):
    revised = revised_to(agreement, cast, "80")
    documents = targets_of(revised)[2]
    record(cast, documents, 4, value="1", at=LATER)
    last = queries.latest(documents, 2)
    assert last.target.objective.agreement == agreement
    record(cast, documents, 2, value="2", at=LATER, based_on=last.pk)
    for one in (agreement, revised):
        assert achievements(one)[2] == Fraction(400, 3)
    history = queries.history_of(documents)
    assert [(one.quarter, one.value) for one in history] == [(2, 2), (4, 1), (2, 1), (1, 1)]
    old = targets_of(agreement)[2]
    assert [one.pk for one in queries.history_of(old)] == [one.pk for one in history]


def test_nobody_overwrites_a_figure_of_the_earlier_agreement_unseen(cast, agreement):
    revised = revised_to(agreement, cast, "80")
    with pytest.raises(Refused, match="changed-meanwhile"):
        record(cast, targets_of(revised)[2], 2, value="3", based_on=None)


def test_what_is_measured_in_another_way_begins_anew(cast, agreement):
    draft = stories.revised(agreement, cast, at=AUGUST)
    index = targets_of(draft)[1]
    plan = replace(stories.PLANS[1], year_end="average")
    agreement_actions.set_measuring_plans(
        agreement=draft,
        plans={index.pk: plan},
        based_on=draft.edition,
        by=cast.perencana,
        at=AUGUST,
    )
    revised = stories.sign(draft, cast, at=AUGUST)
    assert achievements(revised)[1] is None
    assert achievements(agreement)[1] == Fraction(76 * 100, 82)


def test_figures_are_entered_under_the_agreement_in_force(cast, agreement, as_user):
    revised_to(agreement, cast, "80")
    old = targets_of(agreement)[1]
    with pytest.raises(Refused, match="agreement-not-in-force"):
        record(cast, old, 3, value="80")
    page = as_user(cast.operator).get(reverse("measurements:indicator", args=[old.pk]))
    assert page.status_code == 200
    assert "/pengukuran/isi/" not in page.content.decode()


def end(agreement, cast, day=date(2019, 7, 14)):
    agreement.refresh_from_db()
    return agreement_actions.end_agreement(
        agreement=agreement,
        ends_on=day,
        reason="Camat dipindahkan",
        based_on=agreement.edition,
        by=cast.bupati,
        at=AUGUST,
    )


def complement(over, cast, day=date(2019, 7, 15)):
    draft = actions.draft_complement(agreement=over, starts_on=day, by=cast.perencana, at=AUGUST)
    text = agreement_queries.agreement_text(draft)
    party = replace(text.first_party, name="Tri Handayani", nip="197802022005012002")
    text = replace(text, first_party=party, date_text="Agustus 2019")
    return stories.rewritten(draft, cast, text, at=AUGUST)


def test_a_year_whose_agreement_ended_stays_readable_everywhere(cast, agreement, as_user):
    over = end(agreement, cast)
    on = LATER.date()
    seen = queries.agreement_with_figures(cast.camat, cast.district.slug, 2019, on=on)
    assert seen == over
    assert queries.agreements_with_figures(cast.camat, on=on) == [over]
    assert newest(cast.district, 2019) == over
    assert newest_of_each(cast.bupati, on=on) == [over.pk]
    assert standings([over], on=on)[over.pk].total == 4
    slug = cast.district.slug
    for name, arguments in (
        ("reports:year", [slug, 2019]),
        ("reports:table", [slug, 2019]),
        ("reports:account-pdf", [slug, 2019]),
        ("measurements:year", [slug, 2019]),
        ("agreements:agreement", [over.pk]),
        ("agreements:pdf", [over.pk]),
    ):
        assert as_user(cast.camat).get(reverse(name, args=arguments)).status_code == 200, name
    page = as_user(cast.operator).get(reverse("measurements:year", args=[slug, 2019]))
    assert "/pengukuran/isi/" not in page.content.decode()


def test_2_example_3_the_year_is_computed_on_the_indicator_not_on_the_person(cast, agreement):
    """Of three documents two were made before; the newcomer promises one, and makes it."""
    made = stories.sign(complement(end(agreement, cast), cast), cast, at=AUGUST)
    documents = targets_of(made)[2]
    assert (documents.raw, documents.value, documents.remaining) == ("1 Dokumen", 1, 1)
    record(cast, documents, 3, value="1", at=LATER)
    years = [one for block in queries.year_of(made, on=LATER.date()) for one in block.indicators]
    assert (years[2].promised.raw, years[2].to_date.value, years[2].achievement.raw) == (
        "3 Dokumen",
        3,
        100,
    )
    assert years[2].plan.quarter_targets == (0, 1, 1, 1)
    assert years[1].achievement.raw == Fraction(76 * 100, 82)
    assert newest(cast.district, 2019) == made


def test_a_third_official_takes_what_two_have_left(cast, agreement):
    second = stories.sign(complement(end(agreement, cast), cast), cast, at=AUGUST)
    third = complement(end(second, cast, date(2019, 8, 1)), cast, date(2019, 8, 2))
    documents = targets_of(third)[2]
    assert (documents.whole.value, documents.value) == (3, 1)


def test_what_was_never_measured_remains_whole(cast):
    over = end(stories.in_force(cast), cast)
    draft = complement(over, cast)
    assert targets_of(draft)[2].value == 3


def test_a_newcomer_has_no_more_queries_than_anyone(cast, agreement, django_assert_max_num_queries):
    made = stories.sign(complement(end(agreement, cast), cast), cast, at=AUGUST)
    with django_assert_max_num_queries(8):
        queries.year_of(made, on=LATER.date())
