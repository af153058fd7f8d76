"""Scales of predicates: no gap, no overlap, every edge owned once."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from janji.core.bands import DEFAULT, Band, band_of, band_set, band_sets, checked
from janji.core.refusals import Refused


def band(low, high, *, low_open=False, high_open=False, tone="good"):
    upper = None if high is None else Decimal(high)
    return Band("b", "B", Decimal(low), upper, low_open, high_open, tone)


SOUND = [band("0", "50"), band("50", None, low_open=True)]


def test_a_sound_scale_is_taken():
    assert checked(SOUND) == tuple(SOUND)


@pytest.mark.parametrize(
    ("bands", "code"),
    [
        ([], "bands-empty"),
        ([band("1", None)], "bands-not-from-zero"),
        ([band("0", None, low_open=True)], "bands-not-from-zero"),
        ([band("0", "50")], "bands-not-to-the-end"),
        ([band("0", "50"), band("52", "65"), band("65", None, low_open=True)], "bands-gap"),
        ([band("0", "50", high_open=True), band("50", None, low_open=True)], "bands-gap"),
        ([band("0", "50"), band("50", None)], "bands-overlap"),
        ([band("0", "60"), band("50", None, low_open=True)], "bands-overlap"),
        ([band("0", None), band("50", None)], "bands-overlap"),
        ([band("0", "50"), band("50", None, low_open=True, tone="pink")], "bands-tone"),
    ],
)
def test_an_unsound_scale_is_refused(bands, code):
    with pytest.raises(Refused, match=code):
        checked(bands)


@pytest.mark.parametrize("code", sorted(band_sets()))
@given(value=st.fractions(min_value=0, max_value=1000))
def test_every_value_has_exactly_one_class(code, value):
    assert sum(one.holds(value) for one in band_set(code).bands) == 1


@pytest.mark.parametrize("code", sorted(band_sets()))
def test_every_edge_has_exactly_one_class(code):
    scale = band_set(code)
    edges = {one.low for one in scale.bands} | {one.high for one in scale.bands if one.high}
    assert all(sum(one.holds(Fraction(edge)) for one in scale.bands) == 1 for edge in edges)


def test_below_zero_counts_as_zero_and_missing_stays_missing():
    scale = band_set(DEFAULT)
    assert band_of(scale, Fraction(-50)) == scale.bands[0]
    assert band_of(scale, None) is None
    with pytest.raises(Refused, match="band-set-unknown"):
        band_set("tidak-ada")


def test_every_scale_says_where_it_comes_from():
    for scale in band_sets().values():
        assert scale.source
        assert scale.evidence in {"seen", "used", "memory", "design"}
        assert replace(scale, code="x").bands == scale.bands
    assert band_set(DEFAULT).valid_from == 2010
    assert band_set("madiun").valid_from is None  # a practice, no regulation with a date
