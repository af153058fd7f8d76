"""How many respondents a survey should have for its population.

PermenPANRB 14/2017 lets an office use the table of Krejcie and Morgan or its formula and sets no
least number of respondents. Slovin's formula is in common use but not in the regulation. The
population of an office's survey is the services it completed, not its residents (our design).
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from janji.core.numbers import Exact, rounded
from janji.core.refusals import Refused


@dataclass(frozen=True, slots=True)
class SampleMethod:
    """A way to find the sample size, and how well its source is known."""

    code: str
    title: str
    source: str
    evidence: str


def sample_size(population: int) -> int:
    """Respondents by the printed table; between its rows by the formula.

    Refuses with `population-not-positive`.
    """
    printed = printed_table().get(population)
    return krejcie_morgan(population) if printed is None else printed


def krejcie_morgan(population: int) -> int:
    """χ²·N·P·Q ÷ (d²(N − 1) + χ²·P·Q), rounded to the nearest whole respondent.

    Refuses with `population-not-positive`.
    """
    _require_people(population)
    given = _parameters()["formula"]
    proportion = Fraction(given["proportion"])
    spread = Fraction(given["chi_squared"]) * proportion * (1 - proportion)
    size = spread * population / (Fraction(given["margin"]) ** 2 * (population - 1) + spread)
    return int(rounded(size, 0))


def slovin(population: int, margin: Exact | None = None) -> int:
    """N ÷ (1 + N·e²), rounded up; e is 0,05 unless told. Not in the regulation.

    Refuses with `population-not-positive` or `margin-outside`.
    """
    _require_people(population)
    error = Fraction(_parameters()["slovin"]["margin"] if margin is None else margin)
    if not 0 < error < 1:
        raise Refused("margin-outside", margin=margin)
    size = population / (1 + population * error**2)
    return -(-size.numerator // size.denominator)


def _require_people(population: int) -> None:
    if population < 1:
        raise Refused("population-not-positive", population=population)


@cache
def printed_table() -> Mapping[int, int]:
    """The table of Lampiran II: sample by population."""
    return MappingProxyType(dict(_parameters()["krejcie_morgan"]["rows"]))


@cache
def methods() -> Mapping[str, SampleMethod]:
    """The ways to find a sample size by code."""
    return MappingProxyType({one["code"]: SampleMethod(**one) for one in _parameters()["method"]})


@cache
def default_margin() -> Decimal:
    """Slovin's e where none is chosen."""
    return Decimal(_parameters()["slovin"]["margin"])


@cache
def _parameters() -> Mapping[str, Any]:
    raw = (files("janji.core.parameters") / "sampling.toml").read_text("utf-8")
    return MappingProxyType(tomllib.loads(raw))
