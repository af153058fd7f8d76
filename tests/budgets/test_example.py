"""The example's budget: the founding agreement's programmes to the rupiah, and a year of spending."""

import json
from decimal import Decimal
from importlib.resources import files

import pytest

from janji.budgets import example, queries
from janji.budgets.models import SpendingCorrection
from janji.core.agreement_json import from_json
from janji.registers.scenes import Scene
from tests.budgets.stories import BEGUN, NOW

pytestmark = pytest.mark.django_db


def test_the_year_behind_the_founding_agreement(cast):
    example.fill(Scene(cast.district, (), {"perencana": cast.perencana}, 2019, NOW, BEGUN))
    raw = (files("janji.site") / "example_data" / "ajibarang-2019.json").read_text("utf-8")
    promised = from_json(json.loads(raw))
    found = queries.programme_sums(cast.district, 2019)
    assert [(one.name, one.amount) for one in found] == [
        (line.name, line.amount) for line in promised.programmes
    ]
    assert sum(one.amount for one in found) == promised.total.printed == Decimal(1045988000)
    absorbed = queries.absorption_of(cast.district, 2019, 12)
    assert (absorbed.is_whole, absorbed.is_over, absorbed.band.code) == (True, False, "hijau")
    assert sorted(queries.spent_by_month(cast.district, 2019)) == list(range(1, 13))
    assert SpendingCorrection.objects.count() == 1
