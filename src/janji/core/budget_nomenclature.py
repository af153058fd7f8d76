"""What programmes, activities and sub-activities are called nationally, by code and year.

Source: sakip-rules 11b (11.5: the list changes yearly, so every entry has its years). Only a small
part of the list is kept. It suggests a name; a budget document's own words win.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from janji.core.budget_codes import BudgetCode, read_code


@dataclass(frozen=True, slots=True)
class Named:
    """An entry of the list. `status` says how well it is known: `seen`, `memory`."""

    code: BudgetCode
    name: str
    from_year: int
    until_year: int | None
    status: str

    def holds_in(self, year: int) -> bool:
        """Whether the list of a budget year has it."""
        return self.from_year <= year and (self.until_year is None or year <= self.until_year)


def named(code: BudgetCode, year: int) -> Named | None:
    """What a budget year calls a code; `None` where we do not know."""
    return next((one for one in _by_code().get(code, ()) if one.holds_in(year)), None)


def nomenclature(year: int) -> Sequence[Named]:
    """All that is known of a budget year's list, in the order of the codes."""
    entries = (one for held in _by_code().values() for one in held if one.holds_in(year))
    return sorted(entries, key=lambda one: one.code)


def nomenclature_source() -> str:
    """Where the list comes from and how far it was checked, for the reader."""
    return str(_raw()["source"])


@cache
def _raw() -> Mapping[str, object]:
    text = (files("janji.core.parameters") / "budget_nomenclature.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def _by_code() -> Mapping[BudgetCode, Sequence[Named]]:
    found: dict[BudgetCode, list[Named]] = {}
    entries = _raw()["entry"]
    assert isinstance(entries, list)  # noqa: S101 -- tells mypy what a table of tables is
    for entry in entries:
        one = Named(
            code=read_code(entry["code"]),
            name=entry["name"],
            from_year=entry["from_year"],
            until_year=entry.get("until_year"),
            status=entry["status"],
        )
        found.setdefault(one.code, []).append(one)
    return found
