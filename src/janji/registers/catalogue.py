"""All registers of the house, found in the rooms that are installed."""

from functools import cache
from importlib import import_module

from django.apps import apps

from janji.registers.variables import AnyVariable, Constant, Register


@cache
def registers() -> dict[str, Register]:
    """Every register by its code."""
    found: dict[str, Register] = {}
    for config in apps.get_app_configs():
        if config.name.startswith("janji.registers.") and hasattr(config, "is_register"):
            register: Register = import_module(f"{config.name}.variables").REGISTER
            found[register.code] = register
    return found


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
