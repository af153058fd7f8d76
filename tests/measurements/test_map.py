"""A counted figure on a map of villages: numbers, steps, and what is not there yet."""

from fractions import Fraction

import pytest

from janji.core.counted import count_in
from janji.core.formulas.parsing import parse
from janji.core.periods import through
from janji.measurements.counting import OfficeFigure
from janji.measurements.mapping import figure_map
from janji.orgs import actions as orgs
from janji.orgs.models import OrgUnitKind, Region
from tests.cast import AT

pytestmark = pytest.mark.django_db
TREE = parse("tertib ÷ ada × 100")


def figure(office, done, there):
    values = {"tertib": Fraction(done), "ada": Fraction(there)}
    return OfficeFigure(office, count_in(TREE, through(2019, 4), values))


@pytest.fixture
def villages(cast):
    """Kracak, and two more beside it."""
    made = [cast.village]
    for code, name in (("33.02.14.2001", "Darmakradenan"), ("33.02.14.2002", "Tipar Kidul")):
        region, _ = Region.objects.get_or_create(code=code, defaults={"name": name})
        made.append(
            orgs.create_org_unit(
                name=f"Desa {name}",
                kind=OrgUnitKind.VILLAGE,
                parent=cast.district,
                region=region,
                address=None,
                contact=None,
                by=cast.admin,
                at=AT,
            )
        )
    return made


def test_villages_stand_in_the_order_of_their_codes_with_what_each_adds(cast, villages):
    kracak, darmakradenan, _ = villages
    drawn = figure_map(
        [figure(kracak, 3, 4), figure(darmakradenan, 1, 1)], cast.district, title="T"
    )
    said = [(one.number, one.org_unit.name, one.step and one.step.number) for one in drawn.rows]
    by_name = {name: step for _, name, step in said}
    assert [number for number, _, _ in said] == [1, 2, 3]
    assert by_name == {"Desa Darmakradenan": 2, "Desa Tipar Kidul": None, "Desa Kracak": 1}
    assert [(one.low, one.high) for one in drawn.steps] == [(75, 75), (100, 100)]
    assert [drawn.shade(one) for one in drawn.steps] == [1, 5]
    assert drawn.has_gaps
    assert "</svg>" in drawn.drawing


def test_what_cannot_be_computed_is_a_gap_and_not_a_zero(cast, villages):
    kracak, darmakradenan, tipar = villages
    figures = [figure(kracak, 0, 0), figure(darmakradenan, 0, 2), figure(tipar, 2, 2)]
    steps = {one.org_unit: one.step for one in figure_map(figures, cast.district, title="T").rows}
    assert steps[kracak] is None
    assert (steps[darmakradenan].number, steps[tipar].number) == (1, 2)


def test_figures_of_districts_or_of_nobody_have_no_map(cast, villages):
    assert figure_map([], cast.district, title="T") is None
    assert figure_map([figure(cast.district, 1, 2)], cast.government, title="T") is None
    assert figure_map([figure(cast.village, 1, 2)], cast.village, title="T") is None
