"""From the indicator's figure down to a member, by the formula the register offers."""

from datetime import date
from fractions import Fraction

import pytest

from janji.agreements.queries import targets_of
from janji.measurements import account, queries
from janji.measurements.rows import rows_behind, rows_missing
from janji.registers.linmas.variables import REGISTER
from tests.agreements import stories
from tests.indicators.test_definitions import propose, sign
from tests.registers.linmas_stories import DEFAULTS, NAMES, event, member, tick

pytestmark = pytest.mark.django_db
NEW_YEAR = date(2020, 1, 15)
OWN = {term.code for one in REGISTER.variables[:2] for term in one.terms}


@pytest.fixture
def target(cast):
    """An indicator counted by what the register offers: one of two members is trained."""
    found = targets_of(stories.in_force(cast))[3]
    one = member(cast, NAMES[0])
    member(cast, NAMES[1])
    for month in (3, 9):
        tick(cast, event(cast, date(2019, month, 4)), one)
    chosen = {code: DEFAULTS[code] for code in OWN}
    formula = REGISTER.examples[0].formula
    wording = "Linmas yang mengikuti pembinaan atau pelatihan"
    version = found.indicator_version
    sign(cast, propose(cast, version, formula=formula, terms=chosen, wording=wording))
    return found


def test_two_attendances_of_one_member_are_half_of_two_members(target):
    year = queries.indicator_page(target, on=NEW_YEAR).year
    agreement = target.objective.agreement
    numbers = {}
    for one in account.numbers_used(year.counted):
        listing = rows_behind(year.counted, one.variable.code, one.window, agreement, on=NEW_YEAR)
        assert listing.rows.count() == one.value
        numbers[one.variable.code] = one.value
    assert numbers == {"anggota_linmas_terbina": 1, "anggota_linmas": 2}
    assert Fraction(numbers["anggota_linmas_terbina"] * 100, numbers["anggota_linmas"]) == 50


def test_who_keeps_it_from_being_all_is_named(target):
    year = queries.indicator_page(target, on=NEW_YEAR).year
    window = year.counted.year.deciding(4).window
    missing = rows_missing(year.counted, window, target.objective.agreement, on=NEW_YEAR)
    assert [one.name for one in missing.listed()] == [NAMES[1]]


def test_every_row_opens_its_member(cast, target, as_user):
    client = as_user(cast.kasi)
    page = client.get(f"/indikator/{target.pk}/baris/anggota_linmas_terbina/?dari=1&sampai=4")
    said = page.content.decode()
    assert NAMES[0] in said
    assert "/catatan/linmas/anggota/" in said
    lacking = client.get(f"/indikator/{target.pk}/belum-memenuhi/?dari=1&sampai=4")
    assert NAMES[1] in lacking.content.decode()
