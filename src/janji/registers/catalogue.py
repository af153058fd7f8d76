"""All registers of the house, found in the rooms that are installed."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import QuerySet
from django.urls import URLResolver, include, path
from django.utils import timezone

from janji.orgs.access import subtree
from janji.orgs.models import OrgUnit, User
from janji.registers import rooms
from janji.registers.checks import Check
from janji.registers.scenes import Scene
from janji.registers.variables import AnyVariable, Constant, OfficeVariables, Register


@cache
def registers() -> dict[str, Register]:
    """Every register by its code."""
    found: list[Register] = [
        import_module(f"{one.name}.variables").REGISTER for one in rooms.installed()
    ]
    return {one.code: one for one in found}


def addresses() -> list[URLResolver]:
    """The pages of every register, each below the word its room has for it."""
    return [path(f"{one.address}/", include(f"{one.name}.urls")) for one in rooms.installed()]


def fillings() -> Iterator[Callable[[Scene], None]]:
    """How the registers that have an example of their own fill themselves, as they are installed."""
    for one in rooms.installed():
        if find_spec(name := f"{one.name}.example") is not None:
            fill: Callable[[Scene], None] = import_module(name).fill
            yield fill


@cache
def checks() -> tuple[tuple[Register, Check], ...]:
    """What each register looks for among its rows, as the rooms are installed."""
    found: list[tuple[Register, Check]] = []
    for one in rooms.installed():
        if find_spec(name := f"{one.name}.checks") is not None:
            register = import_module(f"{one.name}.variables").REGISTER
            found += [(register, check) for check in import_module(name).CHECKS]
    return tuple(found)


@cache
def variables() -> dict[str, AnyVariable]:
    """Every variable by its code."""
    return {one.code: one for register in registers().values() for one in register.variables}


@cache
def constants() -> dict[str, Constant]:
    """Every constant by its code."""
    return {one.code: one for register in registers().values() for one in register.constants}


def register_of(variable: AnyVariable) -> Register:
    """The register that gives a variable."""
    return registers()[variable.own.register] if variable.own else _register_of_code(variable.code)


@cache
def _register_of_code(code: str) -> Register:
    return next(
        one for one in registers().values() if code in {each.code for each in one.variables}
    )


@dataclass(frozen=True, slots=True)
class Names:
    """What the names in a formula mean. Those of the house come before those of offices."""

    variables: Mapping[str, AnyVariable]
    constants: Mapping[str, Constant]

    def __iter__(self) -> Iterator[str]:
        yield from self.variables
        yield from self.constants


@cache
def house_names() -> Names:
    """The names that mean the same in every office."""
    return Names(variables(), constants())


def _of_offices() -> Iterator[OfficeVariables]:
    return (one.of_offices for one in registers().values() if one.of_offices is not None)


def names_for(org_unit: OrgUnit) -> Names:
    """Every name that formulas of an office may use; one query."""
    own = {one.code: one for kept in _of_offices() for one in kept.usable_in(org_unit)}
    return Names(own | variables(), constants())


def names_meant(asked: Mapping[OrgUnit, Collection[str]]) -> dict[OrgUnit, Names]:
    """What some names mean in some offices: one query, and none where the house knows them all."""
    house = set(house_names())
    unknown = {office: set(codes) - house for office, codes in asked.items()}
    unknown = {office: codes for office, codes in unknown.items() if codes}
    found = [kept.named(unknown) for kept in _of_offices()] if unknown else []
    meant = dict.fromkeys(asked, house_names())
    for office in unknown:
        own = {code: one for each in found for code, one in each.get(office, {}).items()}
        meant[office] = Names(own | variables(), constants())
    return meant


def registers_for(org_unit: OrgUnit) -> list[Register]:
    """Every register with the variables that formulas of an office may use; one query."""
    return [
        replace(one, variables=(*one.variables, *one.of_offices.usable_in(org_unit)))
        if one.of_offices
        else one
        for one in registers().values()
    ]


def settle(relied_on: Sequence[AnyVariable], *, by: User, at: datetime) -> None:
    """What offices have defined does not change any more once a signed definition relies on it."""
    for register in registers().values():
        own = [one for one in relied_on if one.own and one.own.register == register.code]
        if register.of_offices and own:
            register.of_offices.settle(own, by=by, at=at)


@cache
def room_of(register: str) -> rooms.RegisterRoom:
    """The room that keeps a register, by the register's code."""
    return next(
        one
        for one in rooms.installed()
        if import_module(f"{one.name}.variables").REGISTER.code == register
    )


def recorders_among(
    codes: Collection[str], org_unit: OrgUnit, year: int, users: Collection[int]
) -> set[int]:
    """Those of some accounts who wrote something into registers of an office, since a year began.

    Rows say in `recorded_by` who wrote them down. Of rows without an office of their own all are
    looked at. One query, or none.
    """
    begun = timezone.make_aware(datetime.combine(date(year, 1, 1), time.min))
    found: list[QuerySet[Any, int]] = [
        _recorded_in(model, org_unit)
        .filter(recorded_by__in=users, recorded_at__gte=begun)
        .order_by()
        .values_list("recorded_by", flat=True)
        for code in sorted(codes)
        for model in room_of(code).get_models()
        if has_column(model, "recorded_by") and has_column(model, "recorded_at")
    ]
    return set(found[0].union(*found[1:])) if found else set()


def _recorded_in(model: type[models.Model], org_unit: OrgUnit) -> QuerySet[models.Model]:
    rows: QuerySet[models.Model] = model._default_manager.all()  # noqa: SLF001 -- Django's documented way
    return (
        rows.filter(subtree(org_unit, office="org_unit")) if has_column(model, "org_unit") else rows
    )


def has_column(model: type[models.Model], column: str) -> bool:
    """Whether rows of a model have a column."""
    try:
        model._meta.get_field(column)  # noqa: SLF001 -- Django's documented way
    except FieldDoesNotExist:
        return False
    return True
