"""All registers of the house, found in the rooms that are installed."""

from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.urls import URLResolver, include, path

from janji.registers import rooms
from janji.registers.checks import Check
from janji.registers.scenes import Scene
from janji.registers.variables import AnyVariable, Constant, Register


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
    """What each register that doubts its rows doubts of them, as the rooms are installed."""
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


@cache
def register_of(code: str) -> Register:
    """The register that gives a variable."""
    return next(
        one for one in registers().values() if code in {each.code for each in one.variables}
    )
